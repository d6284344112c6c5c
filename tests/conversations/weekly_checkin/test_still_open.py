"""At "Is anything stuck?" words about what is open already are asked about, and never noted a second time unasked."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


def raised(stage, who="alice"):
    return [each.what for each in entries_of(stage, who, "blocker_raised")]


@pytest.fixture
def waiting(monday, alice):
    """Alice waits for the sensors since last week, and is asked again."""
    alice.says("Write the report").says("Waiting for the sensors").says("my manager").says("skip")
    alice.taps("Share with Mara Keller")
    monday.moves_to("2026-11-30 10:00")
    return alice.says("done").says("Visit the fair").sees("Is anything stuck?")


@pytest.mark.parametrize("said", ["still the sensors", "sensors came!"])
def test_it_is_asked_whether_they_tell_of_it(monday, waiting, said):
    waiting.says(said).sees("“Waiting for the sensors” is still open. Is it that?").taps("Yes, it’s that")
    waiting.sees("energy").says("4").taps("Share with Mara Keller")
    assert raised(monday) == ["Waiting for the sensors"]


def test_one_tap_closes_it_and_the_question_stays(monday, waiting):
    waiting.says("sensors came!").taps("Solved").sees("Is anything stuck?")
    assert [each.how for each in entries_of(monday, "alice", "blocker_closed")] == ["solved"]
    waiting.says("no").says("4").taps("Share with Mara Keller")
    assert raised(monday) == ["Waiting for the sensors"]


@pytest.mark.parametrize(
    ("said", "next_"), [("yes", "energy"), ("no", "Who can help?"), ("something new", "Who can help?")]
)
def test_a_reply_says_which(waiting, said, next_):
    waiting.says("the sensors again").says(said).sees(next_)


def test_another_is_noted(monday, waiting):
    waiting.says("Sensors don't fit").taps("No, something else").says("my manager").says("skip").says("4")
    waiting.taps("Share with Mara Keller")
    assert raised(monday) == ["Waiting for the sensors", "Sensors don't fit"]


def test_what_shares_but_small_words_is_another(waiting):
    waiting.says("Waiting for the papers").sees("Who can help?")


def test_it_is_asked_in_chinese(monday, li):
    li.says("写方案").says("样品没到").says("主管").says("跳过").taps("发给王芳")
    monday.moves_to("2026-11-30 10:00")
    li.says("完成").says("拜访客户").says("样品到了，别的没有").sees("“样品没到”还没解决，说的是这件吗？").taps(
        "解决了"
    )
    li.sees("有卡住的吗？").says("合同没到").sees("谁能帮上忙？")


@pytest.mark.parametrize("said", ["oh and i also plan to hire a temp", "I'm also planning to hire a temp"])
def test_another_plan_is_asked_about(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Is that another plan for this week").taps("It’s a plan").says("no")
    alice.sees("Visit the fair; hire a temp", "Nothing stuck")


def test_so_it_is_in_chinese(monday, li):
    li.says("拜访客户").says("对了我还打算招个临时工").sees("是这周再加一条计划").taps("加一条计划").says("没有")
    li.sees("拜访客户；招个临时工")


@pytest.mark.parametrize("said", ["and I also need the papers from Legal", "I plan to ask Legal, but nobody answers"])
def test_what_is_needed_is_stuck(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?")


@pytest.mark.parametrize("said", ["solved", "solved!", "it's solved, thanks", "fixed now"])
def test_who_says_that_it_is_solved_closes_it(monday, waiting, said):
    waiting.says("sensors came!").says(said).sees("Is anything stuck?", "[Nothing stuck]")
    assert [each.how for each in entries_of(monday, "alice", "blocker_closed")] == ["solved"]
    waiting.says("no").says("4").taps("Share with Mara Keller")
    assert raised(monday) == ["Waiting for the sensors"]


@pytest.mark.parametrize("said", ["all good", "solved, but the cable is missing", "is it solved?"])
def test_what_says_more_or_less_closes_nothing(monday, waiting, said):
    waiting.says("sensors came!").says(said)
    assert not entries_of(monday, "alice", "blocker_closed")


def test_solved_is_heard_in_chinese(monday, li):
    li.says("写方案").says("样品没到").says("主管").says("跳过").taps("发给王芳")
    monday.moves_to("2026-11-30 10:00")
    li.says("完成").says("拜访客户").says("样品还是那个样").says("解决了").sees("有卡住的吗？")
    assert [each.how for each in entries_of(monday, "li", "blocker_closed")] == ["solved"]
