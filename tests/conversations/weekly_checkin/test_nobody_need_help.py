"""At "Who can help?" there is a way out in words: not stuck after all, nobody, anybody but the manager, send it."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of

WRENCH = "the torque wrench is gone"


@pytest.mark.parametrize("said", ["no I'm not stuck", "not stuck actually", "it's solved"])
@pytest.mark.parametrize("asked", ["helper", "needed_by"])
def test_what_is_not_stuck_is_let_go_and_said(second, alice, said, asked):
    alice.says("Visit the fair").taps("All done").says(WRENCH)
    if asked == "needed_by":
        alice.says("my manager")
    assert alice.listening == asked
    alice.says(said).sees(f"“{WRENCH}” isn’t noted any more", "Anything stuck? → Nothing stuck", "energy")
    alice.says("4").sees("Is this right?", "Anything stuck? Nothing stuck")


@pytest.mark.parametrize("said", ["没卡住", "我没有卡住，写错了", "解决了"])
def test_so_it_is_in_chinese(second, li, said):
    li.says("整理仓库").taps("都完成了").says("扳手丢了").says(said).sees(
        "“扳手丢了”不记了", "有卡住的吗？ → 没有", "精力"
    )


@pytest.mark.parametrize("said", ["nobody", "no one", "I'll manage", "I'll sort it myself"])
def test_nobody_is_asked_and_no_day_is_needed(second, alice, mara, said):
    alice.says("Visit the fair").taps("All done").says(WRENCH).says(said).sees("energy").says("4")
    alice.sees("Is this right?", WRENCH, "Who can help? Nobody for now").says("yes").sees("Nobody has been asked yet")
    [raised] = entries_of(second, "alice", "blocker_raised")
    assert (raised.what, raised.helper_kind, raised.helper, raised.needed_by) == (WRENCH, "manager", "", None)
    second.moves_to("2026-12-10 16:00")
    mara.sees_not("has been waiting")


@pytest.mark.parametrize("said", ["没人", "我自己来", "我自己想办法"])
def test_nobody_is_asked_in_chinese(second, li, said):
    li.says("整理仓库").taps("都完成了").says("扳手丢了").says(said).sees("精力").says("4").sees(
        "这样对吗？", "谁能帮上忙？ 先不找人"
    )
    li.says("好").sees("还没有找人帮忙")


def test_a_day_that_was_said_is_kept_and_a_change_asks_nobody(second, alice):
    alice.says("Visit the fair").taps("All done").says("No badge, need it by Friday").says("nobody").says("4")
    alice.sees("By when? Fri 4 Dec").says("yes")
    alice.opens("Change").fills(plans=["Order samples"]).submits()
    alice.sees("Nobody has been asked yet")
    assert [each.helper for each in entries_of(second, "alice", "blocker_raised")] == [""]
    alice.says("undo").taps("Take this week’s check-in back").sees("Who can help? Nobody for now")


@pytest.mark.parametrize("said", ["I don't know", "不知道", "not sure"])
def test_who_does_not_know_who_can_help_goes_on(second, alice, said):
    alice.says("Visit the fair").taps("All done").says(WRENCH).says(said).sees("By when")


@pytest.mark.parametrize("asked", ["helper", "needed_by"])
def test_anybody_but_the_manager_is_asked_apart_from_the_week(second, alice, mara, hana, asked):
    alice.says("Visit the fair").taps("All done").says(WRENCH)
    if asked == "needed_by":
        alice.says("my manager")
    alice.says("I don't want to tell my manager")
    shown = alice.card("weekly_checkin.whom")
    assert WRENCH in shown and "Mara" not in shown
    alice.says("4").sees("Is this right?")
    assert "Nothing stuck" not in alice.last, "nothing is said of it to the manager, nor that it is not so"
    alice.says("yes").taps("Only HR")
    hana.sees(WRENCH)
    second.moves_to("2026-12-03 16:00")
    mara.says("team").sees_not(WRENCH)


def test_so_it_is_asked_in_chinese(second, li, wang):
    li.says("整理仓库").taps("都完成了").says("扳手丢了").says("不想让主管知道").sees("精力")
    assert "扳手丢了" in li.card("weekly_checkin.whom") and "王芳" not in li.card("weekly_checkin.whom")
    li.says("4").sees("这样对吗？")
    assert "有卡住的吗？" not in li.last
    wang.sees_not("扳手丢了")


def test_only_hr_is_heard(second, alice):
    alice.says("Visit the fair").taps("All done").says(WRENCH).says("only HR").sees("By when").says("skip").says("4")
    alice.sees("Is this right?", "Who can help? HR")


@pytest.mark.parametrize(("said", "answers"), [("send it", ["my manager"]), ("share it", []), ("submit", ["yes"])])
def test_send_it_reads_back_what_stands(second, alice, said, answers):
    alice.says("Visit the fair").taps("All done")
    for each in (WRENCH, *answers) if answers != ["yes"] else answers:
        alice.says(each)
    alice.says(said).sees("Is this right?", "Visit the fair")
    assert [e for e in entries_of(second, "alice", "check_in_answered") if e.week == "2026-W49"] == []
    alice.says(said)
    assert "Visit the fair" in alice.card("weekly_checkin.shared")


@pytest.mark.parametrize("said", ["发吧", "提交"])
def test_so_it_does_in_chinese(second, li, said):
    li.says("整理仓库").taps("都完成了").says("扳手丢了").says("主管").says(said).sees("这样对吗？", "扳手丢了")
    li.says(said)
    assert "整理仓库" in li.card("weekly_checkin.shared")


@pytest.mark.parametrize(
    "said",
    [
        *("No", "nope", "none", "no thanks", "no need", "not needed", "I can do it", "no, I'll do it", "nobody really"),
        *("don't need any help", "I'll wait", "I'll figure it out myself", "not right now"),
    ],
)
def test_a_no_asks_nobody(second, alice, said):
    alice.says("Visit the fair").taps("All done").says(WRENCH).says(said).sees("energy").says("4")
    alice.sees("Is this right?", WRENCH, "Who can help? Nobody for now")


@pytest.mark.parametrize(
    "said",
    [
        *("不用", "不需要", "没有", "没", "不用了谢谢", "不麻烦别人了", "没人可以", "我自己搞", "自己来就行"),
        *("不用，我自己来", "我自己先想办法"),
    ],
)
def test_a_no_asks_nobody_in_chinese(second, li, said):
    li.says("整理仓库").taps("都完成了").says("扳手丢了").says(said).sees("精力").says("4").sees(
        "这样对吗？", "谁能帮上忙？ 先不找人"
    )


def test_nobody_is_asked_and_the_day_is_kept(second, alice):
    alice.says("Visit the fair").taps("All done").says(WRENCH).says("nobody, by Friday").says("4")
    alice.sees("Who can help? Nobody for now", "By when? Fri 4 Dec")


@pytest.mark.parametrize("said", ["me", "I'll ask around", "whoever"])
def test_who_may_be_meant_is_asked_again(second, alice, said):
    alice.says("Visit the fair").taps("All done").says(WRENCH).says(said)
    assert alice.listening == "helper"


@pytest.mark.parametrize(
    "said", ["no rush", "no deadline", "whenever", "soon", "don't know", "not urgent", "doesn't matter", "not sure yet"]
)
def test_any_day_will_do(second, alice, said):
    alice.says("Visit the fair").taps("All done").says(WRENCH).says("my manager").says(said)
    alice.sees("energy").says("4").sees(WRENCH)
    assert "By when?" not in alice.last
    assert "urgent, tell" not in alice.last


@pytest.mark.parametrize("said", ["不急", "尽快", "越快越好", "都行", "没有期限", "无所谓", "不知道", "随时", "没"])
def test_any_day_will_do_in_chinese(second, li, said):
    li.says("整理仓库").taps("都完成了").says("扳手丢了").says("主管").says(said).sees("精力").says("4").sees(
        "扳手丢了"
    )
    assert "最晚" not in li.last


@pytest.mark.parametrize(("said", "word"), [("asap", "urgent"), ("it's urgent", "urgent")])
def test_who_says_that_it_is_urgent_sees_so_before_it_is_shared(second, alice, said, word):
    alice.says("Visit the fair").taps("All done").says(WRENCH).says("my manager").says(said)
    alice.says("4").sees("Yes, told right away")
