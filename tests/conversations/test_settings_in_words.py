"""Settings in words: every open question can be left, and hears what is no answer to it; leave is taken back."""

from __future__ import annotations

import pytest

from tests.conversations.actor import Actor
from tests.conversations.stage import Stage


@pytest.fixture
def shared(monday: Stage, alice: Actor, li: Actor) -> Stage:
    """Their week is shared: nothing else is asked."""
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    return monday


@pytest.mark.parametrize("asked", ["away", "pause"])
@pytest.mark.parametrize("text", ["取消", "算了", "撤销", "不请假了", "cancel", "never mind", "no", "not now"])
def test_a_question_about_days_is_left_in_words(monday: Stage, alice: Actor, asked: str, text: str) -> None:
    alice.says(asked).says(text)
    assert "I couldn’t read that as a date" not in alice.last
    assert alice.listening not in ("away", "pause")


@pytest.mark.parametrize("asked", ["away", "pause", "away until Friday", "pause for 2 weeks"])
def test_a_question_about_days_is_left_with_a_tap(monday: Stage, alice: Actor, asked: str) -> None:
    alice.says(asked).taps("Never mind")
    assert alice.card("settings.left").startswith("All right, nothing has changed.")
    assert alice.listening not in ("away", "pause")


@pytest.mark.parametrize("asked", ["away", "pause"])
@pytest.mark.parametrize("text", ["stop", "停止", "全部停掉", "Stop all messages"])
def test_stop_is_heard_at_a_question_about_days(monday: Stage, alice: Actor, asked: str, text: str) -> None:
    alice.says(asked).says(text).sees("[Stop all messages]")


@pytest.mark.parametrize("asked", ["away", "pause", "pause for 2 weeks", "away until Friday"])
@pytest.mark.parametrize("text", ["I am stuck, VPN is down", "I am stuck on the customs codes, need it by Wednesday"])
def test_a_blocker_is_no_answer_to_when(monday: Stage, alice: Actor, asked: str, text: str) -> None:
    alice.says(asked).says(text).sees("[Yes, note it]", text)


def test_a_command_runs_where_only_days_are_asked_for(monday: Stage, alice: Actor) -> None:
    alice.says("away").says("settings").sees("Your settings")


@pytest.mark.parametrize("asked", ["away", "pause"])
def test_a_question_that_was_left_for_other_talk_reads_no_sentence_as_its_answer(
    monday: Stage, alice: Actor, asked: str
) -> None:
    alice.says(asked).says("checkin")
    alice.taps("Not this week")
    before = alice.counts("settings.confirm_away") + alice.counts("settings.confirm_pause")
    alice.says("The customs codes are due from Oliver by Wednesday")
    assert alice.counts("settings.confirm_away") + alice.counts("settings.confirm_pause") == before


def test_a_sentence_with_a_day_in_it_changes_no_days_that_wait_for_a_yes(monday: Stage, alice: Actor) -> None:
    alice.says("pause for 2 weeks").says("The customs codes are due from Oliver by Wednesday")
    assert alice.counts("settings.confirm_pause") == 1
    alice.says("no, until Friday").sees("Shall I pause?")


@pytest.mark.parametrize("text", ["cancel my leave", "取消请假", "不请假了", "I'm not taking leave after all"])
def test_noted_leave_is_taken_back_in_words(monday: Stage, alice: Actor, text: str) -> None:
    alice.says("away 2 Dec to 11 Dec").says("yes").sees("[Take back: Wed 2 Dec to Fri 11 Dec]")
    alice.says(text).sees("Taken back.", "No days away noted")


def test_which_leave_is_taken_back_is_asked_or_named(monday: Stage, alice: Actor) -> None:
    alice.says("away 7 Dec to 11 Dec").says("yes")
    alice.says("away 21 Dec").says("yes")
    alice.says("cancel my leave").sees(
        "Which of these are you taking back?", "[Take back: Mon 7 Dec to Fri 11 Dec]", "[Take back: Mon 21 Dec]"
    )
    alice.says("cancel my leave on 21 Dec").sees("Taken back.", "Away: Mon 7 Dec to Fri 11 Dec")
    assert "21 Dec" not in alice.last


@pytest.mark.parametrize(
    ("person", "said"), [("alice", "The week of Mon 30 Nov is left"), ("wang", "11月30日 周一那一周")]
)
def test_leave_says_which_week_loses_its_check_in(stage: Stage, person: str, said: str) -> None:
    stage.moves_to("2026-11-26 10:30")
    stage[person].says("away 2 Dec to 11 Dec").says("yes").sees(said)
    assert stage[person].last.count("checkin") + stage[person].last.count("周签到") == 1, "but not of the week away"


@pytest.mark.parametrize("days", ["3 Dec to 11 Dec", "25 Nov to 27 Nov"])
def test_leave_that_costs_no_check_in_says_nothing_of_it(monday: Stage, alice: Actor, days: str) -> None:
    alice.says(f"away {days}").says("yes").sees("Noted.")
    assert "no check-in comes" not in alice.last


def test_no_leave_is_nothing_to_take_back(monday: Stage, alice: Actor) -> None:
    alice.says("cancel my leave").sees("No days away noted")
    assert "Taken back" not in alice.last


@pytest.mark.parametrize("text", ["leave from Wed 2 Dec", "on leave starting 2 Dec", "I'm on leave from 2 Dec onwards"])
@pytest.mark.parametrize(
    "last", ["until Friday 11 Dec", "11 Dec", "till the 11th", "2 Dec to 11 Dec", "for 10 days", "back on 12 Dec"]
)
def test_leave_with_a_beginning_alone_is_asked_until_when(shared: Stage, alice: Actor, text: str, last: str) -> None:
    alice.says(text).sees("From Wed 2 Dec: until when?").says(last).sees("You’ll be away: Wed 2 Dec to Fri 11 Dec")
    alice.says("yes").sees("Noted.")


@pytest.mark.parametrize("text", ["从12月2号开始休假", "12月2号起请假"])
@pytest.mark.parametrize("last", ["到12月4号", "12月5号回来"])
def test_so_it_is_in_chinese(shared: Stage, li: Actor, text: str, last: str) -> None:
    li.says(text).sees("从12月2日 周三开始，到哪天为止？").says(last).sees("12月2日 周三到12月4日 周五")


def test_one_day_alone_is_that_day(shared: Stage, alice: Actor, li: Actor) -> None:
    alice.says("on leave from 2 Dec").says("only that day").sees("until when?")
    alice.says("2 Dec").sees("You’ll be away: Wed 2 Dec.")


@pytest.mark.parametrize(
    "text", ["on leave on 2 Dec", "on leave from 2 Dec to 4 Dec", "on leave from 2 Dec for 3 days"]
)
def test_leave_that_says_both_is_noted_as_before(shared: Stage, alice: Actor, text: str) -> None:
    alice.says(text).sees("You’ll be away: Wed 2 Dec")
