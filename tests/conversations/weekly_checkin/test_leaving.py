"""Ways out of an open question: in one step, the draft is kept, and the way back is said."""

from __future__ import annotations

import pytest

from conversations.entries import Paused
from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of, week_of

ASIDE = "weekly_checkin.aside"


@pytest.mark.parametrize(
    "said", ["stop", "cancel", "never mind", "forget it", "later", "I'd rather not", "quit", "nvm"]
)
def test_one_word_leads_out_and_keeps_the_draft(second, alice, said):
    alice.says("Visit the fair").taps("All done").says(said)
    kept = alice.card(ASIDE)
    assert "What you’ve written so far is kept, and nobody else has seen it" in kept
    assert "type “checkin”" in kept
    assert alice.listening == ""
    assert not alice.can("Nothing stuck"), "the question is closed"
    alice.taps("Go on").sees("Is anything stuck?").says("no").says("4").sees("Is this right?", "Visit the fair")
    assert not alice.can("Go on")
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("Visit the fair",)


@pytest.mark.parametrize("said", ["算了", "不写了", "先不填了", "取消", "晚点再说", "在忙", "别问了", "别催了", "停止"])
def test_one_word_leads_out_in_chinese(second, li, said):
    li.says("写总结").taps("都完成了").says(said)
    assert "写过的都留着，别人看不到" in li.card(ASIDE)
    assert "也可以发“周签到”" in li.card(ASIDE)
    assert li.listening == ""
    li.says("周签到").sees("有卡住的吗？").says("没有").says("4").sees("这样对吗？", "写总结")


@pytest.mark.parametrize("n", range(6))
def test_it_leads_out_at_every_later_question(second, alice, n):
    answers = ("Visit the fair", "yes", "No sensors", "a colleague", "Bob", "Friday", "3")
    alice.says(answers[0]).taps("All done")
    for answer in answers[1 : n + 1]:
        alice.says(answer)
    asked = alice.listening
    assert alice.says("cancel").listening == ""
    assert alice.says("check-in").listening == asked, "the command comes back to the same question"
    for answer in answers[n + 1 :]:
        alice.says(answer)
    alice.sees("Is this right?", "Visit the fair", "No sensors", "Bob Nyman", "Energy 3")


@pytest.mark.parametrize(
    "said", ["pause 2 weeks", "Pause for two weeks please", "please pause my check-ins for 2 weeks"]
)
def test_a_pause_with_a_length_is_one_tap_away(second, alice, said):
    alice.says("Visit the fair").taps("All done").says(said).sees("No messages until Mon 14 Dec", "Shall I pause?")
    assert "is kept" in alice.card(ASIDE)
    alice.taps("Yes, pause")
    assert [entry for entry in entries_of(second, "alice", "paused") if isinstance(entry, Paused)]
    alice.says("check-in").sees("Is anything stuck?")


@pytest.mark.parametrize("said", ["暂停两周", "停两周", "先暂停2周吧"])
def test_a_pause_with_a_length_in_chinese(second, li, said):
    li.says("写总结").taps("都完成了").says(said).sees("12月14日", "再恢复").taps("对，暂停").sees("暂停了")
    assert "写过的都留着" in li.card(ASIDE)


def test_stop_also_shows_how_to_stop_altogether(second, alice, li):
    alice.says("Visit the fair").taps("All done").says("stop messaging me").sees(
        "Stop altogether", "[Stop all messages]"
    )
    li.says("写总结").taps("都完成了").says("别再发了").sees("完全停掉", "[全部停掉]")


def test_who_left_is_not_reminded_and_the_week_keeps_what_was_written(second, alice):
    alice.says("Visit the fair").taps("All done").says("forget it")
    before = alice.counts()
    second.moves_to("2026-12-06 23:00")
    assert alice.counts() == before
    second.moves_to("2026-12-07 00:00")
    closed = alice.card("weekly_checkin.closed.begun")
    assert "What you wrote is still here" in closed
    assert "Visit the fair" in closed
    assert not alice.can("Go on")


def test_the_draft_can_be_finished_in_the_form(second, li):
    li.says("写总结").taps("都完成了").says("算了")
    form = li.opens("改成一次填完", of=li.message(ASIDE))
    assert form.values["plans"] == ("写总结",)
    form.fills(energy="4").submits().sees("11月30日", "写总结")
    assert not li.can("接着写")


def test_at_the_invitation_it_means_not_this_week(second, alice, li):
    alice.says("never mind").sees("All right, not this week", "open until Sun 6 Dec")
    li.says("不写了").sees("好的，这周先不填")
    alice.says("hmm, well").sees("I’m not sure what you need")
    assert (alice.listening, li.listening) == ("plans", "plans")
    second.moves_to("2026-12-02 12:00", company.BERLIN)
    assert alice.counts("weekly_checkin.reminder") == li.counts("weekly_checkin.reminder") == 0


def test_after_the_check_in_nothing_is_noted(second, alice, li):
    alice.taps("As planned, nothing stuck").says("never mind").sees("What was noted before stays as it is")
    li.taps("按计划，没卡住").says("算了").sees("之前记下的不变")
    assert week_of(second, "alice", "2026-W49").plans == week_of(second, "li", "2026-W49").plans == ()


def test_a_blocker_need_not_be_said(second, alice, li):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says("never mind").sees("All right, nothing noted")
    li.taps("按计划，没卡住").says("我卡住了").says("算了").sees("好的，什么都没记")
    assert (alice.listening, li.listening) == ("plans", "plans")


@pytest.mark.parametrize(
    "said",
    [
        "pause the rollout",
        "pause the rollout for 2 weeks",
        "stop the line at plant 2",
        "cancel the trade fair",
        "later delivery",
    ],
)
def test_what_is_stuck_stays_an_answer(second, alice, said):
    alice.says(said).taps("All done").sees("Is anything stuck?")
    alice.says(said).sees("Who can help?").taps("My manager").taps("Skip").taps("Skip")
    alice.sees(f"What is stuck? {said}", f"This week’s top one to three {said}")


@pytest.mark.parametrize("said", ["暂停老系统两周", "取消供应商的合同", "停止生产线改造", "没人知道算了多少"])
def test_what_is_stuck_stays_an_answer_in_chinese(second, li, said):
    li.says(said).taps("都完成了").sees("有卡住的吗？")
    li.says(said).sees("谁能帮上忙？").taps("我的主管").taps("跳过").taps("跳过").sees(f"卡在哪里？ {said}")


def test_where_it_is_an_option_it_stays_one(second, alice):
    alice.taps("One question at a time").says("cancel").sees("What are the one to three things")
    alice.says("Visit the fair").says("no").says("4").sees("Write the report Dropped", "Call the supplier Dropped")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("later today", "Mon 30 Nov"),
        ("later this week", "Fri 4 Dec"),
        ("tomorrow, or another day", "Tue 1 Dec"),
        ("remind me tomorrow", "Tue 1 Dec"),
    ],
)
def test_a_day_is_one_where_a_day_is_asked_for(second, alice, said, day):
    alice.says("Visit the fair").taps("All done").says("No sensors").says("my manager").says(said).says("4")
    alice.sees("Is this right?", f"By when? {day}")


@pytest.mark.parametrize("said", ["明天吧", "明天再说", "那就明天吧"])
def test_a_day_is_one_in_chinese(second, li, said):
    li.says("写总结").taps("都完成了").says("没有传感器").says("我的主管").says(said).says("4")
    li.sees("这样对吗？", "最晚哪天要？ 12月1日 周二")


def test_a_pause_is_one_where_a_day_is_asked_for(second, alice, li):
    alice.says("Visit the fair").taps("All done").says("No sensors").says("my manager").says(
        "pause for two weeks"
    ).sees("Shall I pause?")
    li.says("写总结").taps("都完成了").says("没有传感器").says("我的主管").says("暂停两周").sees("再恢复")


@pytest.mark.parametrize("said", ["not today", "later this week"])
def test_a_plan_for_later_goes_on(second, alice, said):
    alice.taps("One question at a time").says(said).sees("These carry on", "Write the report", "Call the supplier")


@pytest.mark.parametrize("said", ["这周晚点", "晚点弄"])
def test_a_plan_for_later_goes_on_in_chinese(second, li, said):
    li.taps("一问一答").says(said).sees("写方案")
    assert li.listening == "plans"


@pytest.mark.parametrize("said", ["start", "start again", "I'm back", "please start again"])
def test_who_stopped_starts_again_by_saying_so_and_may_undo_it(second, alice, said):
    alice.says("stop").taps("Stop all messages").says(said).sees("I’ll ask again at your usual time", "[Undo]")
    alice.says(said).sees("I’m Rapport")
    alice.taps("Undo").says(said).sees("I’ll ask again at your usual time")


@pytest.mark.parametrize("said", ["重新开始", "我回来了", "恢复"])
def test_who_stopped_starts_again_in_chinese(second, li, said):
    li.says("停").taps("全部停掉").says(said).sees("欢迎回来", "[还是先停着]")
    li.says(said).sees("我是常谈")


@pytest.mark.parametrize("said", ["resume", "end pause", "start again"])
def test_who_paused_ends_it_by_saying_so_and_may_undo_it(second, alice, said):
    alice.says("pause 2 weeks").taps("Yes, pause").says(said).sees("I’ll ask again at your usual time")
    alice.taps("Undo").sees("Paused until Mon 14 Dec")


@pytest.mark.parametrize("said", ["恢复", "继续"])
def test_to_go_on_is_a_no_to_a_pause_that_was_asked_about(second, li, said):
    li.says("暂停两周").sees("再恢复").says(said).sees("什么都没改")


def test_who_is_away_is_shown_what_holds_messages_back(second, li):
    li.says("休假到周五").taps("对，记下").says("我回来了").sees("已经回来了？", "不在的日子").taps(
        "取消：11月30日 周一到12月4日 周五"
    )
    li.sees("我照常联系你")


@pytest.mark.parametrize("said", ["1. finish the demo kit\n2. call the supplier", "This week: call the supplier"])
def test_after_not_this_week_an_answer_is_taken_all_the_same(second, alice, said):
    alice.taps("Not this week").says(said).taps("All done").sees("Is anything stuck?").says("no").says("4").sees(
        "call the supplier"
    )
    alice.taps("Share with Mara Keller").sees("Week of Mon 30 Nov")


def test_after_not_this_week_an_answer_is_taken_all_the_same_in_chinese(second, li):
    li.taps("这周先不填").says("都完成了，没卡住").sees("这周最要紧的一到三件事")
    assert [each.name for each in li.messages if each.card and each.card.asks] == ["weekly_checkin.plans"]


@pytest.mark.parametrize("said", ["The torque wrench squeaks", "thanks", "hello"])
def test_after_not_this_week_other_words_are_no_answer(second, alice, said):
    alice.taps("Not this week").says(said)
    assert "Is anything stuck?" not in alice.last


def test_who_says_to_go_on_is_asked_what_was_open(second, alice):
    alice.says("Visit the fair").taps("All done").says("later").says("go on").sees("Is anything stuck?")
    alice.says("no").says("start").sees("How’s your energy")


def test_never_mind_dismisses_the_pause_that_was_asked_about_and_not_the_week(second, alice, li):
    li.says("暂停两周").sees("再恢复").says("算了").sees("什么都没改")
    li.says("都做完了，没卡住").sees("最要紧的一到三件事")
    alice.says("away until Friday").sees("Shall I note it?").says("no").sees("nothing has changed")
    alice.says("pause 2 weeks").says("3 weeks").sees("No messages until Mon 21 Dec").says("yes").sees("Paused")


@pytest.mark.parametrize("said", ["fuck this", "I'm sick of this", "unsubscribe"])
def test_who_is_fed_up_is_offered_fewer_messages_or_none(second, alice, said):
    alice.says("Visit the fair").taps("All done").says(said).sees("Fewer messages, or none", "[Stop all messages]")


def test_who_is_paused_already_may_still_stop(second, alice):
    alice.says("pause 2 weeks").taps("Yes, pause").says("unsubscribe").sees("Fewer messages, or none")
    alice.taps("Stop all messages").sees("unless you write first")


@pytest.mark.parametrize("answers", [(), ("Visit the fair",), ("Visit the fair", "yes"), ("Visit", "no", "4")])
def test_days_away_are_announced_from_every_place(second, alice, answers):
    for n, answer in enumerate(answers):
        alice.says(answer)
        if n == 0:
            alice.taps("All done")
    alice.says("away until Friday").sees("Fri 4 Dec", "[Yes")
    assert entries_of(second, "alice", "check_in_answered")[1:] == []
    alice.says("yes")
    assert len(entries_of(second, "alice", "away_announced")) == 1


@pytest.mark.parametrize("answers", [(), ("写总结",), ("写总结", "没有", "4")])
def test_days_away_are_announced_from_every_place_in_chinese(second, li, answers):
    for n, answer in enumerate(answers):
        li.says(answer)
        if n == 0:
            li.taps("都完成了")
    li.says("休假到周五").sees("12月4日")
    li.says("好")
    assert len(entries_of(second, "li", "away_announced")) == 1
    assert len(entries_of(second, "li", "check_in_answered")) == 1, "last week's alone: nothing was shared by that"


def test_out_of_office_may_be_what_is_stuck(second, alice):
    alice.says("Visit the fair").taps("All done").says("Legal is on leave until Friday").sees("Who can help?")


def test_what_was_told_before_it_was_taken_back_was_not_unseen(second, alice, bob):
    alice.opens("Fill in").fills(
        plans=["Visit"], stuck="yes", stuck_on="No power", helper="person", helper_person="bob", urgent=True
    ).submits()
    bob.sees("No power")
    alice.says("undo").sees("Taken back").says("pause 2 weeks")
    assert "nobody else can see it now, but Bob Nyman had been told" in alice.card(ASIDE)
    bob.sees_not("No power")
    assert "Alice Berger took back what they had asked you" in bob.card("blocker.over")
    second.moves_to("2026-12-07 00:00")
    assert "but Bob Nyman had been told" in alice.card("weekly_checkin.closed.begun")


def test_what_nobody_was_told_was_still_shared_before_it_was_taken_back(second, alice, li):
    alice.opens("Fill in").fills(plans=["Visit"], stuck="yes", stuck_on="No power").submits()
    alice.taps("Take it back").says("later")
    assert "is kept, and nobody else can see it now." in alice.card(ASIDE)
    li.opens("一次填完").fills(plans=["写总结"], stuck="yes", stuck_on="没电", helper="hr").submits()
    li.taps("撤回").says("算了")
    assert "之前已经告诉HR了" in li.card(ASIDE)
