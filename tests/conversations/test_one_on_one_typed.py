"""What is typed below the agenda of a one-on-one: a point where it says so, offered else, never what is kept apart."""

from __future__ import annotations

import pytest

from tests.conversations.test_one_on_one import regular
from tests.conversations.weekly_checkin.record import entries_of

PUT = "Put it on the agenda"


def points(stage, person="alice"):
    """What somebody sees on the agenda that was written there."""
    return [each.text for each in entries_of(stage, person, "agenda_item_added")]


def test_other_words_are_offered_with_their_reader(second, alice, mara):
    mara.says("1:1 alice")
    alice.says("1:1 Mara").says("The desk by the window")
    alice.sees("Put it on the agenda?", "The desk by the window", "Mara Keller would read it.")
    assert points(second) == []
    alice.taps(PUT).sees("On the agenda: “The desk by the window”")
    assert "The desk by the window" in mara.card("one_on_one.agenda")


def test_a_yes_or_no_is_enough(second, alice):
    alice.says("1:1 Mara").says("The desk").says("no").sees("It’s not on the agenda.")
    alice.says("The chair").says("yes").sees("On the agenda: “The chair”")
    assert points(second) == ["The chair"]


def test_in_chinese(second, li, wang):
    li.says("一对一").says("话题：明年预算").sees("加进去了：“明年预算”")
    li.says("换个工位").sees("这句要加到一对一的话题里吗？", "王芳就能看到").taps("不加").sees("没有加到话题里")
    li.says("换个工位").says("好的").sees("加进去了：“换个工位”")
    assert points(second, "li") == ["明年预算", "换个工位"]


@pytest.mark.parametrize("lead", ["", "agenda: ", "1:1: "])
@pytest.mark.parametrize(
    "said",
    [
        "HR only: Mara pays no overtime",
        "don't tell Mara: payroll is wrong",
        "Mara shouldn't be told: payroll is wrong",
        "my energy is 2",
        "2",
    ],
)
def test_what_is_kept_from_the_other_is_no_point_whatever_stands_before_it(second, alice, mara, lead, said):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    alice.says("1:1 Mara").says(lead + said)
    assert not alice.can(PUT)
    assert points(second) == []
    mara.sees_not("overtime", "payroll")


@pytest.mark.parametrize("lead", ["", "话题："])
@pytest.mark.parametrize(
    "said", ["只给HR看：加班费没发", "别告诉王芳：加班费没发", "不希望王芳知道：加班费没发", "精力2"]
)
def test_what_is_kept_from_the_other_in_chinese(second, li, lead, said):
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    li.says("一对一").says(lead + said)
    assert not li.can("加进去")
    assert points(second, "li") == []


def test_what_is_kept_from_the_other_is_no_line_of_the_note_either(second, alice, mara):
    regular(mara, "Alice")
    mara.says("1:1 alice").taps("We’re talking now")
    alice.says("1:1 Mara").says("Budget is frozen").says("Mara must not see this: payroll is wrong")
    alice.sees("Who may help with this?")
    mara.says("1:1 alice").sees("Budget is frozen").sees_not("payroll")


def test_words_about_the_talk_behind_the_command_are_offered_too(second, alice, mara, li, wang):
    alice.says("1:1 Mara").says("1:1 with Mara was awful").sees(
        "Put it on the agenda?", "Mara Keller would read it."
    ).says("no")
    mara.says("1:1 Alice")
    assert "awful" not in mara.last
    li.says("一对一 王芳").says("一对一 和王芳谈得很糟").sees("王芳就能看到")
    wang.sees_not("很糟")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("thanks Mara", "You’re welcome."),
        ("the power is fixed now", "Tap “Solved” next to whatever is solved."),
        ("what do I do here", "What you can do here"),
        ("who hasn't answered yet", "I keep no list of who hasn’t answered"),
        ("is there a bonus?", "it has nothing to do with pay"),
    ],
)
def test_what_is_said_to_the_bot_is_heard_before_it_is_offered(second, alice, said, heard):
    alice.opens("Fill in").fills(plans=["Visit the fair"], stuck="yes", stuck_on="No power").submits()
    alice.says("1:1 Mara").says(said)
    assert heard in alice.chat
    assert not alice.can(PUT)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("谢谢江工", "不客气"),
        ("电源修好了", "哪件解决了，就在旁边点“解决了”"),
        ("我要做什么", "在这里能做什么"),
        ("谁还没填", "我不列名单"),
    ],
)
def test_so_it_is_in_chinese(second, li, said, heard):
    li.opens("一次填完").fills(plans=["写方案"], stuck="yes", stuck_on="电源坏了").submits()
    li.says("一对一").says(said)
    assert heard in li.chat
    assert not li.can("加进去")


@pytest.mark.parametrize("said", ["Pause the campaign in March", "Human resources planning", "The pay round"])
def test_a_point_is_offered_though_a_word_of_it_is_one_for_the_bot(second, alice, said):
    alice.says("1:1 Mara").says(said).sees("Put it on the agenda?", said)


def test_the_agenda_of_a_talk_that_is_past_hears_nothing(second, alice, mara):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    regular(mara, "Alice")
    second.moves_to("2026-12-01 13:50")
    alice.says("1:1 Mara")
    second.moves_to("2026-12-01 18:30")
    alice.says("The desk by the window")
    assert not alice.can(PUT)
    assert points(second) == []
    alice.says("agenda: the desk")
    assert points(second) == ["the desk"]
    alice.says("1:1 Mara").says("The chair").sees("Put it on the agenda?")


def test_nor_does_one_that_was_opened_days_ago(second, alice):
    alice.says("1:1 Mara")
    second.moves_to("2026-12-02 18:00")
    alice.says("The desk by the window")
    assert not alice.can(PUT)


def test_once_the_two_are_done_the_agenda_hears_nothing(second, alice, mara):
    regular(mara, "Alice")
    alice.says("1:1 Mara")
    mara.says("1:1 alice").taps("We’re talking now").taps("We’re done")
    for each in (alice, mara):
        each.says("The desk by the window")
        assert not each.can(PUT)


def test_what_is_typed_after_something_else_came_is_offered_at_once(second, alice):
    alice.says("1:1 Mara").says("settings").says("The desk by the window").sees("Put it on the agenda?").says("no")
    assert points(second) == []


def test_a_note_that_may_be_meant_otherwise_is_asked_about_by_the_cards_title(second, alice, mara):
    regular(mara, "Alice")
    mara.says("1:1 alice").taps("We’re talking now")
    alice.says("1:1 Mara").says("settings").says("Budget is frozen")
    alice.sees("Does that belong to “One-on-one with Mara Keller” further up?").taps("It belongs there").sees("Noted.")
    mara.says("1:1 alice").sees("Budget is frozen")


def test_what_belongs_to_the_week_goes_there(second, alice):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    alice.says("1:1 Mara").says("I'm stuck on the printer").sees("I'm stuck on the printer", "Mara Keller")
    alice.says("1:1 Mara").says("change plan 1 to Rest").sees("Rest")
    assert not alice.can(PUT)
    assert points(second) == []


def test_nobody_takes_notes_unawares(second, alice, mara):
    """The talk has begun, by the clock or by a tap of the other: only who came to it writes into its notes."""
    regular(mara, "Alice")
    alice.says("1:1 Mara")
    mara.says("1:1 alice").taps("We’re talking now")
    alice.says("The tone in the team").sees("Put it on the agenda?").taps("No")
    mara.sees_not("The tone in the team")
    alice.says("1:1 Mara").says("Budget is frozen").sees("Noted.")
    mara.says("1:1 alice").sees("Budget is frozen").taps("We’re done")
    alice.says("1:1 Mara").says("The tone in the team").sees("Put it on the agenda?")
