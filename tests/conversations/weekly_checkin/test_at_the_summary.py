"""What is said at the summary changes it, and shares nothing."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of
from tests.conversations.weekly_checkin.test_hr_alone import is_with_hr_alone
from tests.conversations.weekly_checkin.test_named_with_a_day import WRENCH


def summed_up(who, *answers):
    """Whoever has answered, and was shown the summary."""
    for each in ("Visit the fair", *(answers or (WRENCH, "my manager", "friday"))):
        who.says(each)
    return who.sees("Is this right?")


@pytest.mark.parametrize("said", ["add: call bank", "also call bank", "oh and call bank", "forgot: call bank"])
def test_another_plan_is_added_and_shown(monday, alice, said):
    summed_up(alice).says(said).sees("Is this right?", "Visit the fair; call bank", WRENCH)
    assert not entries_of(monday, "alice", "check_in_answered")


def test_another_plan_is_added_in_chinese(monday, li):
    li.says("整理仓库").says("没有").says("再加一条：给银行打电话").sees("这样对吗？", "整理仓库；给银行打电话")


def test_one_plan_too_many_is_asked_about(monday, alice):
    alice.says("Visit the fair\nOrder samples\nPaint the van").says("no").says("add: call bank")
    alice.sees("That makes 4.", "call bank")


@pytest.mark.parametrize("said", ["by thursday", "thursday", "oops not tmrw, thursday", "actually by Thursday please"])
def test_another_day_takes_the_place_of_the_first(monday, alice, said):
    summed_up(alice).says(said).sees("Is this right?", "By when? Thu 26 Nov", "My manager")


def test_another_day_is_taken_in_chinese(monday, li):
    li.says("整理仓库").says("扳手丢了").says("我的主管").says("周五").says("周四前").sees("这样对吗？", "11月26日")


@pytest.mark.parametrize(
    "said", ["not friday, monday", "monday, not friday", "no, monday", "friday, no wait, monday", "change it to monday"]
)
def test_todays_own_weekday_instead_of_a_later_day_is_next_weeks(monday, alice, said):
    summed_up(alice).says(said).sees("Is this right?", "By when? Mon 30 Nov")


@pytest.mark.parametrize("said", ["不是周五，是周一", "周一，不是周五", "改成周一"])
def test_so_it_is_next_weeks_in_chinese(monday, li, said):
    li.says("整理仓库").says("扳手丢了").says("我的主管").says("周五").says(said).sees("这样对吗？", "11月30日")


@pytest.mark.parametrize("said", ["not friday, today", "today"])
def test_today_is_today(monday, alice, said):
    summed_up(alice).says(said).sees("Is this right?", "By when? Mon 23 Nov")


@pytest.mark.parametrize("said", ["by thursday", "back thursday"])
def test_a_day_without_anything_stuck_is_not_taken(monday, alice, said):
    summed_up(alice, "no").says(said).sees(f"I didn’t take “{said}”", "Nothing stuck")


@pytest.mark.parametrize("said", ["found it! nvm", "found it", "it's solved, never mind"])
def test_what_was_stuck_is_taken_back(monday, alice, said):
    summed_up(alice).says(said).sees("Is this right?", "Nothing stuck", f"“{WRENCH}” isn’t noted any more")
    assert not entries_of(monday, "alice", "blocker_raised")


def test_what_was_stuck_is_taken_back_in_chinese(monday, li):
    li.says("整理仓库").says("扳手丢了").says("我的主管").says("周五").says("找到了，算了").sees("这样对吗？", "没有")


@pytest.mark.parametrize("said", ["2 but don't show mara", "don't tell my manager"])
def test_what_is_kept_from_the_manager_is_asked_about(monday, alice, mara, said):
    summed_up(alice).says(said).sees(
        f"I didn’t take “{said}”", "Mara Keller would read this", "[Only HR, not my manager]"
    )
    assert not entries_of(monday, "alice", "check_in_answered")
    alice.taps("Only HR, not my manager").taps("Share with Mara Keller")
    monday.moves_to("2026-11-26 16:00")
    mara.sees_not(WRENCH)


def test_so_it_is_where_nothing_is_stuck(monday, alice):
    summed_up(alice, "no").says("don't show mara").sees("Mara Keller would read this", "Is this right?")
    assert not alice.can("Only HR, not my manager")


@pytest.mark.parametrize("said", ["add: my energy is 2", "also stuck on the budget"])
def test_what_is_no_plan_is_not_added(monday, alice, said):
    summed_up(alice, "no").says(said).sees_not(f"Visit the fair; {said}")


@pytest.mark.parametrize("said", ["dont show this to mara", "dont send", "it was sven's idea", "only hr"])
def test_behind_words_that_were_not_taken_a_mere_yes_shares_nothing(monday, alice, said):
    summed_up(alice, "no").says(said).says("ok").sees("Not shared yet", "Visit the fair")
    alice.says("yes").sees("Not shared yet")
    assert not entries_of(monday, "alice", "check_in_answered")
    alice.says("share it").sees("Week of Mon 23 Nov")


def test_what_is_taken_afterwards_can_be_agreed_to(monday, alice):
    summed_up(alice, "no").says("it was sven's idea").says("add: call bank").says("yes").sees("Week of Mon 23 Nov")


@pytest.mark.parametrize("said", ["别给王芳看", "先别发", "只告诉HR"])
def test_behind_words_that_were_not_taken_a_mere_yes_shares_nothing_in_chinese(monday, li, said):
    li.says("整理仓库").says("没有").says(said).says("好").sees("还没发出去", "整理仓库")
    assert not entries_of(monday, "li", "check_in_answered")
    li.says("发吧").sees("已经发给王芳")


def test_hr_alone_takes_the_place_of_who_was_to_help(monday, alice, mara, hana):
    summed_up(alice).says("hr only").sees("Is this right?").says("yes").sees("Week of Mon 23 Nov")
    assert is_with_hr_alone(monday)
    hana.sees(WRENCH)
    monday.moves_to("2026-11-26 16:00")
    mara.sees_not(WRENCH)


@pytest.mark.parametrize("said", ["法务刚回了，没事了", "没事了", "法务签好了，不卡了"])
def test_what_is_no_longer_stuck_is_taken_off_before_sharing(second, li, said):
    li.says("都做完了").says("写总结").says("等法务签字").says("跳过").says("跳过").says("3")
    li.says(said).sees("“等法务签字”不记了", "有卡住的吗？ 没有", "[发给王芳]")


def test_so_it_is_in_english(second, alice):
    alice.says("all done").says("visit the fair").says("waiting for legal").says("skip").says("skip").says("3")
    alice.says("legal just answered, no longer stuck").sees("isn’t noted any more", "Nothing stuck", "[Share with")


@pytest.mark.parametrize("said", ["also call Kim, nothing stuck", "also call Kim: not stuck yet"])
def test_what_says_more_takes_nothing_off(second, alice, said):
    alice.says("all done").says("visit the fair").says("waiting for legal").says("skip").says("skip").says("3")
    alice.says(said).sees("What is stuck? waiting for legal")


@pytest.mark.parametrize("said", ["also i'm stuck on the vpn", "also stuck on the vpn", "oh and I'm stuck on the vpn"])
def test_what_is_stuck_too_may_be_added_where_nothing_was(monday, alice, said):
    summed_up(alice, "no").says(said).sees("Who can help?").says("skip").says("skip")
    alice.sees("Is this right?", "What is stuck?", "vpn", "Visit the fair").sees_not(f"Visit the fair; {said}")


def test_so_it_may_in_chinese(monday, li):
    li.says("写总结").says("没有").sees("这样对吗？").says("另外我卡在VPN上了").sees("谁能帮上忙？")


@pytest.mark.parametrize("said", ["ok?", "okay?"])
def test_a_yes_that_asks_shows_the_summary_again(monday, alice, said):
    summed_up(alice).says(said).sees("Not shared yet.", "Is this right?", "Visit the fair")
    alice.says("yes").sees("Shared with Mara Keller.")


def test_so_it_does_in_chinese(monday, li):
    li.says("整理仓库").says("没有").says("好的？").sees("还没发出去", "这样对吗？", "整理仓库")


def test_nor_does_it_leave_a_question(second, alice):
    alice.says("all done").says("audit").says("no").says("ok?").sees("How’s your energy this week")
