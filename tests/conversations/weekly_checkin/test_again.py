"""Change and undo in words: the last answer is opened again, changed, or taken back, and the bot says so."""

from __future__ import annotations

import pytest

from conversations.entries import CheckInWithdrawn
from tests.conversations.weekly_checkin.record import entries_of, week_of


@pytest.mark.parametrize("said", ["undo", "change my answer", "That's wrong", "go back"])
def test_the_last_answer_is_opened_again(second, alice, said):
    alice.says("Visit the fair").taps("All done").sees("Is anything stuck?")
    alice.says(said).sees("once more", "one to three things")
    alice.says("Order samples").says("no").says("4").sees("Order samples")
    assert "Visit the fair" not in alice.last


@pytest.mark.parametrize("said", ["撤回", "改一下", "写错了"])
def test_the_last_answer_is_opened_again_in_chinese(second, li, said):
    li.says("写总结").taps("都完成了").says("没有").sees("精力").says(said).sees("好，再来一次", "有卡住的吗？")
    li.says("没有").says("4").sees("这样对吗？")


def test_before_it_is_shared_an_answer_is_changed_by_saying_to_what(second, alice, li):
    alice.says("Visit the fair").taps("All done").says("no").says("4").sees("Energy 4")
    alice.says("change it to 2").sees("Is this right?", "Energy 2").says("undo").sees("once more", "energy")
    li.says("写总结").taps("都完成了").says("没有").says("4").says("改成3").sees("这样对吗？", "精力 3")


def test_a_day_is_changed_from_where_it_is_read_back(second, li):
    li.says("写总结").taps("都完成了").says("等样品").says("主管").says("周五").says("跳过").sees("12月4日")
    li.says("改成周四").sees("这样对吗？", "12月3日")


@pytest.mark.parametrize(
    "said",
    ["change plan 2 to tag all repairs", "change: 2. tag all repairs", "Replace the second plan with tag all repairs"],
)
def test_one_plan_is_changed_where_it_is_read_back(second, alice, said):
    alice.says("Visit the fair; Count").taps("All done").says("no").says("4").says(said)
    alice.sees("Is this right?", "Visit the fair; tag all repairs").says("change plan 3 to Rest").sees("Not shared yet")


@pytest.mark.parametrize("said", ["第二条改成给返修品贴标签", "把计划2改成给返修品贴标签", "改：2、给返修品贴标签"])
def test_one_plan_is_changed_where_it_is_read_back_in_chinese(second, li, said):
    li.says("写总结；盘点").taps("都完成了").says("没有").says("4").says(said).sees(
        "这样对吗？", "写总结；给返修品贴标签"
    )


def test_what_is_solved_before_it_was_shared_is_not_stuck(second, alice, li, mara):
    alice.says("Visit").taps("All done").says("Legal is slow").says("my manager").says("skip").says("4").sees(
        "Legal is slow"
    )
    alice.says("it isn't solved").sees("Not shared yet", "Legal is slow").says("Legal is solved").sees(
        "Is this right?", "Nothing stuck"
    )
    alice.taps("Share with Mara Keller")
    assert not entries_of(second, "alice", "blocker_raised")
    li.says("写总结").taps("都完成了").says("法务没回").says("主管").says("法务那边解决了").sees("精力").says("4").sees(
        "有卡住的吗？ 没有"
    )


def test_words_that_begin_so_may_be_an_answer(second, li):
    li.says("换成新系统").taps("都完成了").says("没有").says("跳过").sees("换成新系统")


def test_what_is_shared_is_taken_back_by_words(second, alice, li):
    alice.taps("As planned, nothing stuck").says("undo").sees("Taken back", "Is this right?")
    assert [one for one in entries_of(second, "alice", "check_in_withdrawn") if isinstance(one, CheckInWithdrawn)]
    alice.taps("Share with Mara Keller").sees("Week of Mon 30 Nov")
    li.taps("按计划，没卡住").says("撤回").sees("撤回了", "这样对吗？")


@pytest.mark.parametrize("changes", ["form", "energy 2"])
def test_after_a_change_undo_asks_which_is_meant(second, alice, changes):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    if changes == "form":
        alice.opens("Change").fills(plans=["Alpha"]).submits()
    else:
        alice.says(changes)
    alice.says("undo").sees("put one thing right", "[Change] [Take this week’s check-in back]")
    assert not entries_of(second, "alice", "check_in_withdrawn")
    alice.taps("Take this week’s check-in back").taps("Share with Mara Keller").says("undo").sees("Taken back")


def test_undo_brings_back_the_plans_that_words_changed(second, alice, li):
    alice.opens("Fill in").fills(plans=["Visit the fair", "Count"]).submits()
    alice.says("change plan 2 to Rest").sees("Visit the fair; Rest").says("undo").sees("→ Visit the fair; Count")
    li.opens("一次填完").fills(plans=["写总结", "盘点"]).submits()
    li.says("第二条改成休息").says("撤回").sees("写总结；盘点")
    assert week_of(second, "alice", "2026-W49").plans == ("Visit the fair", "Count")
    assert not [*entries_of(second, "alice", "check_in_withdrawn"), *entries_of(second, "li", "check_in_withdrawn")]
    alice.says("undo").sees("put one thing right", "Visit the fair; Count")


def test_undo_takes_out_the_plan_that_was_added(second, alice, li):
    alice.taps("As planned, nothing stuck").says("Visit the fair").taps("Add").says("undo")
    li.taps("按计划，没卡住").says("写总结").taps("加上").says("撤回")
    assert week_of(second, "alice", "2026-W49").plans == week_of(second, "li", "2026-W49").plans == ()
    assert not [*entries_of(second, "alice", "check_in_withdrawn"), *entries_of(second, "li", "check_in_withdrawn")]


@pytest.mark.parametrize("later", [{"minutes": 16}, {"days": 2}])
def test_later_undo_takes_back_nothing_before_its_person_taps(second, alice, li, later):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    li.opens("一次填完").fills(plans=["写总结"]).submits()
    second.moves_on(**later)
    alice.says("thanks").says("undo").sees("You shared this on Mon 30 Nov, 10:00", "[Take this week’s check-in back]")
    assert not entries_of(second, "alice", "check_in_withdrawn")
    alice.taps("Take this week’s check-in back").sees("Is this right?")
    assert entries_of(second, "alice", "check_in_withdrawn")
    li.says("撤回").sees("这份签到是11月30日", "[撤回这周的签到]")
    assert not entries_of(second, "li", "check_in_withdrawn")


def test_what_somebody_has_read_is_not_taken_back_but_may_be_changed(second, alice, mara):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    second.moves_to("2026-12-03 16:00")
    mara.says("team").taps("Mark as read", on="Alice")
    alice.says("take it back").sees("can’t be taken back", "[Change]")
    assert not entries_of(second, "alice", "check_in_withdrawn")


def test_what_is_shared_is_shown_with_its_change(second, alice, li):
    alice.taps("As planned, nothing stuck").says("change my answer").sees("Tap “Change” below", "[Change]")
    li.opens("一次填完").fills(plans=["写总结"]).submits()
    li.says("我要改").sees("点下面的“改一改”", "[改一改]")


def test_with_nothing_answered_there_is_nothing_to_change(second, alice, li):
    alice.says("undo").sees("You have no answer here")
    li.says("改一下").sees("没有可以改或者撤回的回答")
    assert alice.listening == "plans"


def test_who_asks_whether_it_was_read_is_told_by_whom(second, alice, mara):
    alice.says("did Mara read it?").sees("haven’t shared")
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    alice.says("did Mara read it?").sees("Nobody has marked it as read")
    second.moves_to("2026-12-03 16:00")
    mara.says("team").taps("Mark as read", on="Alice")
    alice.says("has my manager read it yet?").sees("Mara Keller read or answered it")
    alice.says("take it back").sees("can’t be taken back any more: Mara Keller read or answered it")


def test_who_read_the_words_before_a_change_has_not_read_those_after_it(second, alice, li, mara, wang):
    for who, reader, fill, change, team, read, ask in (
        (alice, mara, "Fill in", "Change", "team", "Mark as read", "did anyone read it?"),
        (li, wang, "一次填完", "改一改", "团队", "看过了", "王芳看了吗？"),
    ):
        who.opens(fill).fills(plans=["Visit the fair"]).submits()
        reader.says(team).taps(read)
        who.opens(change).fills(plans=["Order samples"]).submits()
        who.says(ask)
    alice.sees("Mara Keller read or answered it before you changed it", "Nobody has marked it as read")
    alice.sees("Mara Keller read it on Mon 30 Nov, 10:00, before you changed it.")
    li.sees("王芳看过或者回应的是你改之前的", "王芳看的是你改之前的，")
    mara.taps("Mark as read")
    alice.says("did anyone read it?").sees(
        "Mara Keller read or answered it. What", "Mara Keller read it on Mon 30 Nov, 10:00."
    )


def test_solved_in_words_shows_the_tap_that_says_so(second, alice, li):
    alice.says("solved").sees("Nothing you raised is open")
    alice.says("Visit the fair").taps("All done").says("No sensors").says("my manager").says("skip").says("3")
    alice.taps("Share with Mara Keller").says("solved").sees("next to whatever is solved", "No sensors", "[Solved]")
    li.says("写总结").taps("都完成了").says("样品没到").says("主管").says("跳过").says("3").taps("发给王芳")
    li.says("解决了").sees("就在旁边点", "[解决了]").says("王芳看了吗？").sees("还没有人标记看过")


def test_solved_in_words_shows_what_every_week_left_open(second, alice):
    alice.says("I'm stuck: no power in hall 3").taps("Yes, note it")
    second.moves_to("2026-12-07 11:00")
    alice.says("I'm stuck: no key for the lab").taps("Yes, note it")
    before = len(alice.messages)
    alice.says("it's solved")
    shown = [alice.text_of(each) for each in alice.messages[before:]]
    assert [sum(what in text and "[Solved]" in text for text in shown) for what in ("hall 3", "the lab")] == [1, 1]
    alice.taps("Solved", on="hall 3")
    assert [each.how for each in entries_of(second, "alice", "blocker_closed")] == ["solved"]


@pytest.mark.parametrize("said", ["I want to change my plan", "change my plans"])
def test_a_plan_is_changed_by_saying_so(second, alice, said):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    alice.says(said).sees("Tap “Change” below", "[Change]")


def test_when_the_next_checkin_comes_is_told(second, alice, li):
    alice.taps("As planned, nothing stuck").says("when is my next check-in?").sees("Your check-in time", "10:00")
    alice.says("continue").sees("Hello Alice")
    li.taps("按计划，没卡住").says("下次签到是什么时候？").sees("签到时间")


@pytest.mark.parametrize("checkin", ["", "begun", "read_back", "shared"])
def test_undo_takes_back_what_was_just_sent_beside_the_check_in(second, alice, hana, checkin):
    if checkin == "shared":
        alice.taps("As planned, nothing stuck")
    elif checkin:
        alice.says("Visit the fair").taps("All done")
        alice.says("no").says("4") if checkin == "read_back" else None
    said_of = [*entries_of(second, "alice", "check_in_answered")]
    alice.says("My manager is bullying me").taps("Only HR").sees("HR has been asked").says("undo")
    alice.sees("My manager is bullying me", "HR had been told; now it’s taken back").sees_not("Nobody has it any more")
    assert not alice.can("Solved")
    hana.sees("Alice Berger took back what they had asked you.")
    assert [each.how for each in entries_of(second, "alice", "blocker_closed")] == ["withdrawn"]
    assert entries_of(second, "alice", "check_in_answered") == said_of


def test_undo_before_the_manager_has_heard_of_it_leaves_it_with_nobody(second, alice):
    alice.says("I'm stuck: no power in hall 3").taps("Yes, note it").says("undo")
    alice.sees("no power in hall 3", "Taken back. Nobody has it any more.")


def test_undo_means_the_check_in_again_after_a_while(second, alice, li):
    li.taps("按计划，没卡住").says("主管针对我").taps("只告诉HR")
    second.moves_to("2026-12-01 09:00")
    li.says("撤回").sees("这份签到是11月30日").taps("撤回这周的签到").sees("这样对吗？")


def test_what_somebody_has_answered_is_not_taken_back(monday, alice, hana):
    alice.says("My manager is bullying me").taps("Only HR")
    hana.opens("Reply").fills(text="Let us talk").submits()
    alice.says("undo").sees("can’t be taken back any more", "[No longer matters]")


def test_only_who_answered_this_week_is_named(monday, alice, mara, hana):
    """HR took what has been open since last week: that is no reading of this one."""
    alice.opens("Fill in").fills(plans=["Write"], stuck="yes", stuck_on="No cable", helper="hr").submits()
    hana.taps("I’ll help by Wed 25 Nov")
    monday.moves_to("2026-11-30 10:00")
    alice.taps("As planned, nothing stuck")
    monday.moves_to("2026-12-03 16:00")
    mara.says("team").taps("Mark as read", on="Alice")
    alice.says("undo").sees("It can’t be taken back any more: Mara Keller read or answered it.")
