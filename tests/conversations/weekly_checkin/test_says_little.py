"""At "Is anything stuck?" small words are no blocker, and short answers to a doubt keep the words that are doubted."""

from __future__ import annotations

import pytest

WHAT, WHAT_ZH = "What is it that’s stuck?", "具体卡在什么事上？"
NO_BUT = "no but waiting on bobs numbers"


@pytest.mark.parametrize("said", ["kinda", "3", "no wait", "hmm", "a bit", "well maybe"])
@pytest.mark.parametrize("asked", ["stuck", "stuck_on"])
def test_small_words_are_no_blocker(monday, alice, said, asked):
    alice.says("Visit the fair")
    if asked == "stuck_on":
        alice.says("yes")
    alice.says(said).sees(WHAT)
    assert alice.listening == asked
    alice.says("the torque wrench is gone").sees("Who can help?").says("no").sees("What is stuck? the torque wrench")


@pytest.mark.parametrize("said", ["好", "嗯", "有点", "3"])
def test_nor_are_they_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees(WHAT_ZH)
    assert li.listening == "stuck"


@pytest.mark.parametrize("said", ["no reply", "printer", "I'm out of paper"])
def test_a_thing_is_one(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?")


@pytest.mark.parametrize("answer", ["well a bit", "yeah stuck", "kinda", "both"])
def test_a_short_answer_to_the_doubt_keeps_the_words(monday, alice, answer):
    alice.says("Visit the fair").says(NO_BUT).says(answer).sees("Who can help?").says("no")
    alice.sees(f"What is stuck? {NO_BUT}")


def test_so_it_does_in_chinese(monday, li):
    li.says("整理仓库").says("没有，不过样品还没到").says("有点").sees("谁能帮上忙？").says("不用")
    li.sees("卡在哪里？ 没有，不过样品还没到")


def test_small_words_leave_the_doubt_open(monday, alice):
    alice.says("Visit the fair").says(NO_BUT).says("hmm").sees("Is that a no, or is it what’s stuck?")
    alice.says("the printer is broken").sees("Who can help?").says("no").sees("What is stuck? the printer is broken")


def test_both_is_a_plan_and_what_is_stuck(monday, alice):
    alice.says("Visit the fair").says("also: call the customer").says("both").sees("Who can help?").says("no")
    alice.sees("Visit the fair; call the customer", "What is stuck? call the customer")


@pytest.mark.parametrize("said", ["neither", "no", "nope, neither of them"])
def test_a_no_to_which_it_is_says_neither(monday, alice, said):
    alice.says("Visit the fair").says("also: call the customer").says(said).sees("nything stuck?", "[Nothing stuck]")
    alice.says("no").sees("Is this right?", "This week’s top one to three Visit the fair\n", "Nothing stuck")


@pytest.mark.parametrize("said", ["都不是", "不是"])
def test_a_no_says_neither_in_chinese(monday, li, said):
    li.says("整理仓库").says("再加一个：给客户打电话").says(said).sees("卡住", "[没有]").says("没有")
    li.sees("这样对吗？", "整理仓库\n", "有卡住的吗？ 没有")


def test_neither_is_no_no(monday, alice):
    alice.says("Visit the fair").says(NO_BUT).says("neither").sees("[Nothing stuck]").says("the printer is broken")
    alice.sees("Who can help?")


@pytest.mark.parametrize("said", ["i forgot a plan: order samples", "oh and a plan: order samples"])
def test_a_plans_label_raises_the_doubt(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Is that another plan for this week", "“order samples”")
    alice.taps("It’s a plan").says("no").sees("Visit the fair; order samples", "Nothing stuck")


def test_so_it_raises_it_in_chinese(monday, li):
    li.says("整理仓库").says("哦对了，计划再加个培训").sees("是这周再加一条计划", "“培训”").taps("加一条计划")
    li.says("没有").sees("整理仓库；培训")


@pytest.mark.parametrize("said", ["the plan is not approved: budget missing", "the plan also waits for Bob"])
def test_what_tells_of_a_plan_is_stuck(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?")
