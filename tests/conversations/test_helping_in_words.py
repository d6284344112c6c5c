"""A colleague who is asked for help answers in words as by the card's taps; in doubt they are asked."""

from __future__ import annotations

import pytest

from conversations.blocker.hearing import said_in
from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.record import entries_of
from tests.words import the_vocabulary


@pytest.mark.parametrize("said", ["sure", "Yes, I can do that", "no problem, I'll take care of it", "happy to help!"])
def test_a_yes_promises_the_day_of_the_button(monday, alice, bob, said):
    asks(alice, needed_by="2026-11-26")
    bob.says(said).sees("You said you’d help by Thu 26 Nov. They’ve been told.")
    alice.sees("Bob Nyman said they’d help by Thu 26 Nov.")


@pytest.mark.parametrize(
    "said", ["I can do that by Friday", "sure, by Friday", "Friday", "you'll have it by Friday", "fri works"]
)
def test_a_day_that_is_named_is_promised(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("You said you’d help by Fri 27 Nov.")
    alice.sees("Bob Nyman said they’d help by Fri 27 Nov.")


@pytest.mark.parametrize("said", ["没问题，周五前给你", "我来，周五前", "周五前弄好", "可以，周五", "周五给"])
def test_a_day_that_is_named_is_promised_in_chinese(monday, li, wang, said):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said).sees("你来处理，最晚11月27日 周五。")
    assert "最晚11月27日 周五" in li.chat


@pytest.mark.parametrize("said", ["can't, sorry", "sorry, no time right now", "not me, sorry"])
def test_a_no_declines_in_these_words(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("They know you can’t")
    assert "reason" not in bob.last
    [declined] = entries_of(monday, "alice", "blocker_declined")
    assert declined.reason == said
    assert said in alice.card("weekly_checkin.offer")


@pytest.mark.parametrize("said", ["I can't, because the press is down", "not me, ask Tom", "can't, we are late"])
def test_who_asked_is_told_a_no_at_once_and_its_reason_by_a_tap(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("They know you can’t", "Send it to Alice Berger too?", said, "[Send the reason]")
    assert said not in alice.chat
    alice.sees("Bob Nyman can’t help with this one.", "Shall I ask someone else")
    messages = len(alice.messages)
    bob.taps("Send the reason").sees("They have your reason, and can ask someone else.")
    assert "Send it to" not in bob.last and said not in bob.last
    assert said in alice.card("weekly_checkin.offer") and len(alice.messages) == messages
    assert "can’t help with this one." not in alice.card("weekly_checkin.offer")


@pytest.mark.parametrize(("said", "sent"), [("yes", True), ("send it", True), ("no", False), ("no thanks", False)])
def test_the_reason_of_a_no_goes_or_stays_by_a_word_right_below(monday, alice, bob, said, sent):
    asks(alice)
    bob.says("can't, the press is down").says(said)
    assert ("the press is down" in alice.chat) == sent
    assert "the press is down" not in bob.card("blocker.asked")
    assert not entries_of(monday, "bob", "check_in_answered")


@pytest.mark.parametrize("said", ["yes send it", "yep send", "yes, please", "yes, tell her"])
def test_a_yes_in_more_words_sends_the_reason_also_while_the_own_week_is_open(monday, alice, bob, said):
    bob.says("Visit the fair")
    asks(alice)
    bob.says("can't, the press is down").taps("The newer message").says(said)
    assert "the press is down" in alice.chat


@pytest.mark.parametrize(
    "said", ["don't send it", "no, don't send it", "keep it", "yes but leave out the press", "yes?"]
)
def test_what_sends_no_reason_is_no_plan_either(monday, alice, bob, said):
    asks(alice)
    bob.says("can't, the press is down").says(said)
    assert "the press is down" not in alice.chat and "Is anything stuck?" not in bob.chat


@pytest.mark.parametrize("said", ["别发", "不要发", "不发", "先别发"])
def test_what_sends_no_reason_is_no_plan_either_in_chinese(monday, li, wang, said):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says("帮不上，手头在赶月结").says(said)
    assert "月结" not in li.chat and "有卡住的吗" not in wang.chat


@pytest.mark.parametrize("said", ["ok", "ok...", "yes", "sure"])
def test_a_nod_to_words_that_were_held_back_promises_nothing(monday, alice, bob, said):
    asks(alice)
    bob.says("can't, budget got frozen, don't tell alice").sees("I haven’t sent that").says(said)
    bob.sees("I’m not sure whether you can help.")
    assert not entries_of(monday, "alice", "blocker_taken")
    bob.says("ok, I'll do it by Thursday").sees("You said you’d help by Thu 26 Nov.")


@pytest.mark.parametrize("said", ["send it?", "yes?", "ok...", "yes…"])
def test_who_is_not_sure_sends_no_reason(monday, alice, bob, said):
    asks(alice)
    bob.says("can't, the press is down").says(said)
    assert "the press is down" not in alice.chat


def test_what_has_a_word_of_what_was_asked_is_not_of_a_no(monday, alice, bob):
    bob.says("Visit the fair")
    asks(alice)
    bob.says("can't, the press is down").taps("The newer message").sees("[Send the reason]")
    bob.says("our sensors are late").sees("Who can help?")
    assert "press" not in alice.chat and "late" not in alice.chat


@pytest.mark.parametrize("said", ["I'll do it by the 31st", "I can do that by 31 November"])
def test_a_day_that_there_is_not_is_promised_as_no_other(monday, alice, bob, said):
    asks(alice)
    bob.says(said)
    assert not entries_of(monday, "alice", "blocker_taken")
    bob.says("sure, by Thursday").says("make that the 31st")
    assert len(entries_of(monday, "alice", "blocker_taken")) == 1


def test_a_yes_to_something_else_sends_no_reason(monday, alice, bob):
    asks(alice)
    bob.says("can't, the press is down").says("help").says("check-in").says("yes")
    assert "the press is down" not in alice.chat


def test_who_helps_after_all_sends_no_reason(monday, alice, bob):
    asks(alice)
    bob.says("can't, the press is down").taps("I’ll help by Wed 25 Nov").sees("They’ve been told.")
    assert "press" not in bob.last and "press is down" not in alice.chat


@pytest.mark.parametrize("said", ["我没空", "不好意思，最近太忙了"])
def test_a_no_declines_in_these_words_in_chinese(monday, li, wang, said):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said).sees("已经告诉对方这次帮不上")
    assert said in li.chat


@pytest.mark.parametrize("sends", ["[把原因发给对方]", "好的", "发送"])
def test_who_asked_is_told_a_no_at_once_and_its_reason_by_a_tap_in_chinese(monday, li, wang, sends):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says("帮不上，手头在赶月结").sees(
        "已经告诉对方这次帮不上", "原因只有你看得到，要不要发给李晨？", "手头在赶月结"
    )
    assert "王芳这次帮不上。" in li.chat and "月结" not in li.chat
    (wang.taps(sends.strip("[]")) if sends.startswith("[") else wang.says(sends)).sees("原因已经发给对方")
    assert "帮不上，手头在赶月结" in li.chat and "月结" not in wang.last


def test_the_reason_of_a_no_stays_in_chinese(monday, li, wang):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says("帮不上，手头在赶月结").says("不用了")
    assert "月结" not in li.chat and "月结" not in wang.last


@pytest.mark.parametrize("said", ["no", "sry no", "can't before Friday", "nope", "next week earliest", "k", "will try"])
def test_in_doubt_it_is_asked_and_nobody_is_told(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("I’m not sure whether you can help.", "No sensors", "[Reply]")
    assert not entries_of(monday, "alice", "blocker_declined") and "Bob Nyman said" not in alice.chat
    bob.says("can't, sorry").sees("They know you can’t")


@pytest.mark.parametrize("said", ["I'll have a look tomorrow", "ask Mara instead", "better ask Mara", "let me check"])
def test_what_may_be_an_answer_is_asked_about_and_is_no_plan(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("I’m not sure whether you can help.", "No sensors")
    assert not entries_of(monday, "bob", "check_in_answered") + entries_of(monday, "alice", "blocker_taken")


@pytest.mark.parametrize("said", ["我看看", "我明天看看", "你问问小李吧", "不如找小李", "最快下周"])
def test_what_may_be_an_answer_is_asked_about_in_chinese(monday, li, wang, said):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said).sees("没有样品", "[回复]")
    assert not entries_of(monday, "li", "blocker_taken")


@pytest.mark.parametrize(
    "said", ["oh wait I can't, sorry", "actually I can't, the press is down", "can't after all", "sorry cant make it"]
)
def test_a_yes_is_taken_back_in_words(monday, alice, bob, said):
    asks(alice)
    bob.says("sure, by Thursday").sees("You said you’d help by")
    bob.says(said).sees("They know you can’t")
    assert len(entries_of(monday, "alice", "blocker_declined")) == 1
    assert "Bob Nyman can’t help with this one" in alice.card("weekly_checkin.offer")


@pytest.mark.parametrize("said", ["sorry, have to take it back, I'm ill", "I have to take it back"])
@pytest.mark.parametrize("begun", [True, False])
def test_a_yes_is_taken_back_in_so_many_words(monday, alice, bob, said, begun):
    if not begun:
        bob.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    asks(alice)
    bob.says("sure, by Thursday").says(said).sees("They know you can’t")
    assert len(entries_of(monday, "alice", "blocker_declined")) == 1


def test_once_taken_nothing_but_a_no_is_heard(monday, alice, bob):
    asks(alice)
    bob.says("sure, by Thursday").says("Friday")
    assert len(entries_of(monday, "alice", "blocker_taken")) == 1


def test_what_may_take_a_yes_back_is_asked_about_and_is_no_plan(monday, alice, bob):
    asks(alice)
    bob.says("sure, by Thursday").says("can't do Thursday")
    bob.sees("I’m not sure whether you can help.", "You said you’d help by Thu 26 Nov.", "[Other options]")
    assert not entries_of(monday, "alice", "blocker_declined") and "Is anything stuck?" not in bob.chat


def test_a_plan_below_a_promise_is_noted_unasked(monday, alice, bob):
    asks(alice)
    bob.says("sure, by Thursday").says("I'll visit the fair").sees("Is anything stuck?")


def test_a_day_that_is_past_is_asked_about_again(monday, alice, bob):
    asks(alice)
    bob.says("I can do it by 20 November").sees("That day has passed.", "No sensors")
    assert not entries_of(monday, "alice", "blocker_taken")


@pytest.mark.parametrize("said", ["Visit the fair", "can you do it?", "Order filters by Friday"])
def test_other_words_answer_the_invitation_as_before(monday, alice, bob, said):
    asks(alice)
    bob.says(said)
    assert not entries_of(monday, "alice", "blocker_taken") and "I’m not sure whether" not in bob.last


@pytest.mark.parametrize(
    "said",
    [
        "sure thing, give me an hour",
        "looking into it",
        "let me ask the warehouse",
        "will get back to you",
        "ask Tom",
        "she should ask Tom Fox",
        "already gave her some yesterday",
        "yes Friday, and my plan: sell the van",
        "ask Tom, he has some",
        "will look for some",
        "got his spare ones",
        "sure, but dont tell mara",
    ],
)
def test_what_may_be_said_to_who_asks_is_asked_about_and_is_no_plan(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees(said, "Is that for what I asked you earlier").taps("The newer message")
    bob.sees("I’m not sure whether you can help.", "No sensors")
    assert not entries_of(monday, "alice", "blocker_taken") and "Is anything stuck?" not in bob.chat


@pytest.mark.parametrize(
    "said", ["我问问仓库", "稍等", "好，我这就去问", "马上看", "让他找小王", "问小王，他有", "好的，但别告诉王经理"]
)
def test_what_may_be_said_to_who_asks_is_asked_about_in_chinese(monday, li, wang, said):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said).sees(said, "[回后来那条]")
    assert not entries_of(monday, "li", "blocker_taken") and "有卡住的吗" not in wang.chat


@pytest.mark.parametrize(
    "said",
    ["done", "Done, thx", "did it", "sure but not before Wednesday", "ok but only after lunch", "fixed the sensors"],
)
def test_an_answer_that_goes_on_and_what_is_done_are_asked_about(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees(said, "Is that for what I asked you earlier").taps("The newer message")
    bob.sees("I’m not sure whether you can help.", "No sensors")
    assert not entries_of(monday, "alice", "blocker_taken") and "Is anything stuck?" not in bob.chat


@pytest.mark.parametrize("said", ["搞定了", "可以但要周三以后", "样品寄出了"])
def test_an_answer_that_goes_on_and_what_is_done_are_asked_about_in_chinese(monday, li, wang, said):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said).sees(said, "[回后来那条]")
    assert not entries_of(monday, "li", "blocker_taken") and "有卡住的吗" not in wang.chat


@pytest.mark.parametrize("said", ["done", "done. This week: visit the fair"])
def test_what_is_done_tells_of_last_week_where_that_is_asked(monday, alice, bob, said):
    bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    monday.moves_to("2026-11-30 10:00")
    asks(alice)
    bob.says(said)
    assert "Sell the van Done" in bob.chat and "Is that for what" not in bob.chat


def test_what_is_said_below_a_request_may_still_be_a_plan(monday, alice, bob):
    asks(alice)
    bob.says("I'll visit the fair").taps("The earlier question").sees("Is anything stuck?")


@pytest.mark.parametrize(
    "said",
    [
        "Write the report",
        "Order filters, then test the press",
        "Audit of the warehouse",
        "Ask Mara about the budget",
        "Print his/her badges",
        "Correct the invoice",
        "Finish the report, call the bank",
    ],
)
def test_a_plan_below_a_request_is_noted_unasked(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("Is anything stuck?")


@pytest.mark.parametrize("said", ["ask Tom, he has some", "sure, but dont tell mara", "k", "will look for some"])
def test_where_nothing_else_is_asked_the_request_asks_again(monday, alice, bob, said):
    bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    asks(alice)
    bob.says(said).sees("I’m not sure whether you can help.", "No sensors", "[Reply]")
    assert not entries_of(monday, "alice", "blocker_taken") and "Who may help with this?" not in bob.chat


@pytest.mark.parametrize("said", ["问小王，他有", "好的，但别告诉王经理"])
def test_where_nothing_else_is_asked_the_request_asks_again_in_chinese(monday, li, wang, said):
    wang.opens("一次填完").fills(plans=["写方案"]).submits()
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said).sees("不太确定你能不能帮", "没有样品")
    assert not entries_of(monday, "li", "blocker_taken")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("thanks", "You’re welcome."),
        ("I finished the van", "one of this week’s plans"),
        ("I also plan to hire a temp", "Add this to this week’s plans?"),
        ("ok, pause for two weeks", "Shall I pause?"),
        ("she is bullied by Mara, please dont tell her", "Who may help with this?"),
    ],
)
def test_what_help_makes_more_of_is_not_for_the_request(monday, alice, bob, said, answered):
    bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    asks(alice)
    bob.says(said).sees(answered)


@pytest.mark.parametrize(
    "said",
    ["写方案", "约客户，整理数据", "行政会议准备", "不良品分析", "确定方案", "给其他客户报价", "跟客户确认他们的需求"],
)
def test_a_plan_below_a_request_is_noted_unasked_in_chinese(monday, li, wang, said):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says(said).sees("有卡住的吗")


@pytest.mark.parametrize("said", ["one sec", "give me an hour", "稍等", "等我一下"])
def test_who_only_puts_off_has_planned_nothing(monday, alice, said):
    alice.says(said).sees(said, "Is that your plan for this week?")


def test_who_is_answering_something_else_is_asked_which(monday, alice, bob):
    bob.taps("One question at a time").says("Visit the fair")
    asks(alice)
    bob.says("I can do that by Friday").sees("Is that for what I asked you earlier").taps("The newer message")
    alice.sees("Bob Nyman said they’d help by Fri 27 Nov.")


def test_the_talk_that_has_moved_on_is_asked_about(monday, alice, bob):
    asks(alice)
    bob.says("settings").says("sure").sees("Does that belong to “Alice Berger is stuck. Can you help?” further up?")
    assert not entries_of(monday, "alice", "blocker_taken")
    bob.taps("It belongs there").sees("You said you’d help by")


def test_what_was_asked_for_comes_first(monday, alice, bob):
    bob.says("away")
    asks(alice)
    bob.says("until Friday")
    assert not entries_of(monday, "alice", "blocker_taken")


def test_once_answered_words_are_heard_no_more(monday, alice, bob):
    asks(alice)
    bob.says("sure").says("thanks").says("I can't")
    assert not entries_of(monday, "alice", "blocker_declined")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I can finish the report", None),
        ("ok by Thursday", "take"),
        ("done", None),
        ("The pump is done by Thursday", None),
        ("没空", "decline"),
        ("no worries, on it", "take"),
        ("Ask Mara about the budget", None),
        ("Try the new press instead", None),
        ("问问小李样品到了没有", None),
        ("sorry, I can't since the bench is taken", "decline"),
        ("不好意思，帮不上，手头在赶月结", "decline"),
        ("I can't find the report", None),
        ("周五前写完方案", None),
        ("不要", "unsure"),
        ("", None),
        ("👍", None),
    ],
)
def test_only_what_says_no_more_is_heard(catalogue, text, said):
    assert said_in(text, the_vocabulary()) == said
