"""Settings: each topic changed in place, typed days confirmed, clear errors, pauses that stay pauses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from conversations.entries import AwayAnnounced, Paused, PauseEnded, SettingChanged
from conversations.rules.burden import Average, Burden
from conversations.rules.roster import STOPPED, Person
from conversations.settings import settings
from conversations.settings.facts import SettingsFacts
from conversations.toolkit.effects import RejectForm, Show
from conversations.toolkit.events import Clicked
from conversations.toolkit.people_reader import Chat
from conversations.toolkit.vocabulary import Vocabulary
from storage import roster
from tests.conversations.actor import Actor
from tests.conversations.stage import Stage

ADA = Person("ada", "Ada Wu", "ada@example.org", "rd", zone="Asia/Shanghai")
TODAY = date(2026, 11, 25)


@pytest.fixture
def ada(play: Callable[..., Any], vocabulary: Vocabulary) -> Any:
    return play(settings, SettingsFacts(ADA, TODAY, (), 0, vocabulary, Burden(), None), "ada")


def test_a_choice_is_kept_and_shown_in_place(ada: Any) -> None:
    ada.calls("settings")
    assert ada.of(Show)[0].fresh
    assert ada.button("Every week").chosen
    ada.clicks("Every two weeks")
    assert ada.recorded == [SettingChanged("every_weeks", "2")]
    assert ada.button("Every two weeks").chosen
    assert not ada.of(Show)[0].fresh


def test_what_is_chosen_already_is_not_recorded_again(ada: Any) -> None:
    ada.calls("settings").clicks("English")
    assert ada.recorded == []


SLACK, TEAMS = Chat("slack"), Chat("teams")


@pytest.mark.parametrize("chats", [(), (SLACK,), (Chat("slack", works=False),)])
def test_who_has_one_chat_is_not_asked_which(ada: Any, chats: tuple[Chat, ...]) -> None:
    ada.facts = replace(ada.facts, chats=chats)
    ada.calls("settings")
    assert "Where I write to you" not in ada.sees


def test_a_chat_is_chosen_and_left_open_again(ada: Any) -> None:
    ada.facts = replace(ada.facts, chats=(SLACK, TEAMS))
    ada.calls("settings")
    assert ada.button("Wherever you wrote last").chosen
    ada.clicks("Teams")
    assert ada.recorded == [SettingChanged("channel", "teams")]
    assert ada.button("Teams").chosen
    assert "That’s where I’ll write to you" in ada.sees
    ada.facts = ada.facts.after(ada.recorded[0])
    ada.clicks("Wherever you wrote last")
    assert ada.recorded == [SettingChanged("channel", "")]


@pytest.mark.parametrize("value", ["channel:web", "channel:slack", "channel:teams", "channel:T1"])
@pytest.mark.parametrize("chats", [(), (TEAMS,)])
def test_a_chat_that_is_not_theirs_cannot_be_chosen(ada: Any, value: str, chats: tuple[Chat, ...]) -> None:
    ada.facts = replace(ada.facts, chats=chats)
    ada.calls("settings")
    ada._plays(Clicked(**ada._envelope(), button="set", value=value))
    assert ada.recorded == []


@pytest.mark.parametrize(
    ("chats", "instead"),
    [
        ((Chat("slack", works=False), TEAMS), "Teams"),
        ((Chat("slack", works=False), Chat("teams", works=False)), "page"),
    ],
)
def test_a_chosen_chat_that_is_gone_says_so_and_where_messages_go(ada: Any, chats: Any, instead: str) -> None:
    ada.facts = replace(ada.facts, owner=replace(ADA, channel="slack"), chats=chats)
    ada.calls("settings")
    assert "I can’t reach you on Slack at the moment" in ada.sees
    assert instead in ada.sees
    assert ada.button("Slack").chosen


def test_own_slot(ada: Any) -> None:
    ada.calls("settings").fills("Change", day="3", time="14:30")
    assert ada.recorded == [SettingChanged("slot_day", "3"), SettingChanged("slot_time", "14:30")]
    assert "Your check-in: Thursday, 14:30" in ada.sees
    ada.fills("Change", day="first", time="09:00")
    assert "first working day of the week, 09:00" in ada.sees


@pytest.mark.parametrize("at", ["08:30", "18:00", "23:00", "noon"])
def test_nothing_is_sent_outside_working_hours(ada: Any, at: str) -> None:
    ada.calls("settings").fills("Change", day="0", time=at)
    assert ada.errors == {"time": "That’s not one of the choices. Please tap one of them."}
    assert ada.recorded == []


def test_a_slot_in_the_quiet_hours_says_how_to_mend_it(ada: Any) -> None:
    ada.facts = replace(ada.facts, owner=replace(ADA, quiet_from=time(16)))
    ada.calls("settings").fills("Change", day="0", time="16:30")
    assert "16:00 to 09:00" in ada.errors["time"]


def test_quiet_hours_do_not_swallow_the_slot(ada: Any) -> None:
    ada.starts(topic="quiet").fills("Change", since="18:00", until="11:00")
    assert "10:00" in ada.errors["until"]
    ada.fills("Change", since="17:00", until="08:00")
    assert ada.recorded == [SettingChanged("quiet", "17:00-08:00")]


@pytest.mark.parametrize(("language", "none"), [("en", "No quiet hours of your own"), ("zh-CN", "没有另设免打扰")])
def test_quiet_hours_with_equal_ends_are_none(ada: Any, language: str, none: str) -> None:
    ada.facts = replace(ada.facts, owner=replace(ADA, quiet_from=time(0), quiet_to=time(0)))
    ada.language = language
    ada.starts(topic="quiet")
    assert none in ada.sees
    ada.language = "en"
    ada.starts(topic="slot").fills("Change", day="3", time="14:30")
    assert SettingChanged("slot_time", "14:30") in ada.recorded


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("until Friday", date(2026, 11, 25), date(2026, 11, 27)),
        ("until Friday 4 December", date(2026, 11, 25), date(2026, 12, 4)),
        ("until Friday, the 4th of December", date(2026, 11, 25), date(2026, 12, 4)),
        ("Friday 4 December", date(2026, 12, 4), date(2026, 12, 4)),
        ("from Monday 30 November until Friday 4 December", date(2026, 11, 30), date(2026, 12, 4)),
        ("到12月4日周五", date(2026, 11, 25), date(2026, 12, 4)),
        ("到周五（12月4日）", date(2026, 11, 25), date(2026, 12, 4)),
        ("下周", date(2026, 11, 30), date(2026, 12, 4)),
    ],
)
def test_days_away_are_confirmed_with_one_tap(ada: Any, text: str, first: date, last: date) -> None:
    ada.calls("away", text)
    assert ada.recorded == []
    ada.clicks("Yes, note it")
    assert ada.recorded == [AwayAnnounced(first, last)]
    assert "Noted." in ada.sees


def test_away_without_days_asks_and_listens(ada: Any) -> None:
    ada.starts(topic="away", text="我要请假")
    assert "Which days?" in ada.sees
    ada.says("some time")
    assert "I couldn’t read that as a date" in ada.sees
    ada.says("30 Nov to 4 Dec").clicks("Yes, note it")
    assert ada.recorded == [AwayAnnounced(date(2026, 11, 30), date(2026, 12, 4))]


def test_other_days_by_the_form(ada: Any) -> None:
    ada.calls("away", "until Friday").fills("Other days", first="2026-12-01", last="2026-11-30")
    assert ada.errors == {"last": "This is before the first day. Please choose Tue 1 Dec or later."}
    ada.fills("Other days", first="2026-12-01", last="2029-12-01")
    assert list(ada.errors) == ["last"]
    ada.fills("Other days", first="2026-12-01", last="2026-12-02")
    assert ada.recorded == [AwayAnnounced(date(2026, 12, 1), date(2026, 12, 2))]


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("two weeks", date(2026, 12, 9)),
        ("两周", date(2026, 12, 9)),
        ("until 7 Dec", date(2026, 12, 7)),
        ("until Monday 7 December", date(2026, 12, 7)),
        ("下周", date(2026, 12, 5)),
    ],
)
def test_a_typed_pause_ends_on_the_day_named(ada: Any, text: str, until: date) -> None:
    ada.calls("pause", text).clicks("Yes, pause")
    assert ada.recorded == [Paused(until)]


def test_a_pause_begins_and_ends(ada: Any) -> None:
    ada.calls("pause").fills("Pick how long", weeks="2")
    assert ada.recorded == [Paused(TODAY + timedelta(weeks=2))]
    assert "Paused until Wed 9 Dec" in ada.sees
    ada.facts = ada.facts.after(ada.recorded[0])
    ada.clicks("End the pause")
    assert ada.recorded == [PauseEnded()]


def test_a_pause_has_a_longest_length(ada: Any) -> None:
    ada.calls("pause").fills("Pick how long", day="2027-02-01")
    assert "Please choose Wed 6 Jan or earlier" in ada.errors["day"]
    ada.says("until 1 March")
    assert "six weeks at most" in ada.sees
    ada.fills("Pick how long")
    assert list(ada.errors) == ["weeks"]


def test_two_pauses_a_quarter(ada: Any) -> None:
    ada.facts = replace(ada.facts, pauses=2)
    ada.calls("pause", "two weeks")
    assert "You’ve used both pauses this quarter" in ada.sees
    ada.calls("settings")
    with pytest.raises(AssertionError):
        ada.button("Pause")


def test_an_old_pause_card_does_not_get_round_the_limit(ada: Any) -> None:
    ada.calls("pause", "two weeks")
    ada.facts = replace(ada.facts, pauses=2)
    ada.clicks("Yes, pause")
    assert ada.recorded == []


def test_stopping_needs_no_pause_and_can_be_undone(ada: Any) -> None:
    ada.facts = replace(ada.facts, pauses=2)
    ada.starts(topic="stop").clicks("Stop all messages")
    assert ada.recorded == [Paused(STOPPED)]
    assert "All messages are stopped" in ada.sees
    ada.facts = ada.facts.after(ada.recorded[0])
    ada.clicks("Start again")
    assert ada.recorded == [PauseEnded()]


def test_only_managers_have_a_digest_day(ada: Any) -> None:
    ada.calls("settings")
    assert "digest" not in ada.sees
    ada.facts = replace(ada.facts, owner=replace(ADA, is_manager=True))
    ada.calls("settings")
    assert "Your team’s digest: Wednesday" in ada.sees
    ada.starts(topic="digest").fills("Change", day="4")
    assert ada.recorded == [SettingChanged("digest_day", "4")]


def test_language_can_be_named_outright(ada: Any) -> None:
    ada.starts(topic="language", text="zh-CN")
    assert ada.recorded == [SettingChanged("language", "zh-CN")]
    ada.language = "zh-CN"
    assert "好\uff0c以后我说中文。" in ada.sees


@pytest.mark.parametrize("topic", ["slot", "often", "pause"])
def test_the_checkin_opens_one_topic(ada: Any, topic: str) -> None:
    ada.starts(topic=topic)
    assert ada.card.name in {f"settings.{topic}", f"settings.ask_{topic}"}
    ada.clicks("All settings")
    assert ada.card.name == "settings.all"


def test_a_made_up_choice_changes_nothing(ada: Any) -> None:
    ada.calls("settings")
    forged = ada.button("Every week")
    ada.card = replace(ada.card, body=(), buttons=(replace(forged, value="every_weeks:0"),))
    ada.clicks("Every week")
    assert ada.recorded == []
    assert ada.of(RejectForm) == []


def test_to_stop_is_no_pause(monday: Stage, alice: Actor) -> None:
    for _ in range(2):
        alice.says("stop").taps("Stop all messages")
        assert alice.last.count("[Start again]") == 1
        alice.says("settings")
        assert alice.last.count("[Start again]") == 1
        alice.taps("Start again")
    alice.says("pause").sees("For how long?")


def test_days_away_can_be_taken_back(second: Stage, alice: Actor) -> None:
    alice.taps("As planned, nothing stuck")
    alice.says("settings")
    for first, last in (("2026-12-07", "2026-12-11"), ("2026-12-21", "2026-12-21")):
        alice.opens("I’ll be away").fills(first=first, last=last).submits()
    alice.sees("[Take back: Mon 7 Dec to Fri 11 Dec]", "[Take back: Mon 21 Dec]")
    alice.taps("Take back: Mon 7 Dec to Fri 11 Dec").sees("Taken back.", "Away: Mon 21 Dec")
    before = alice.counts()
    second.moves_to("2026-12-07 10:00")
    assert alice.counts() == before + 1, "asked on the Monday that had been free"


def test_leave_from_the_roster_is_not_taken_back_here(monday: Stage, alice: Actor) -> None:
    monday.do(lambda tx: roster.set_leave(tx, "alice", [(date(2026, 12, 7), date(2026, 12, 11))]))
    alice.says("away 7 Dec to 11 Dec").taps("Yes, note it").taps("Take back: Mon 7 Dec to Fri 11 Dec")
    alice.says("settings").sees("Away: Mon 7 Dec to Fri 11 Dec")
    assert "Take back" not in alice.last


def test_nobody_is_away_in_a_far_century(monday: Stage, alice: Actor) -> None:
    alice.says("settings")
    form = alice.opens("I’ll be away").fills(first="9998-01-01", last="9999-12-31")
    form.tries()
    assert form.errors["first"] == "That’s more than two years ahead. Please choose an earlier day."


def test_what_the_bot_cost_this_month(ada: Any) -> None:
    ada.calls("settings")
    assert "I haven’t started anything with you this month" in ada.sees
    begun: dict[Any, int] = {"request": 3, "nudge": 1}
    ada.facts = replace(ada.facts, burden=Burden(begun, questions=30), average=Average(("rd",), 9, 2, 0, 61))
    ada.calls("settings")
    assert "This month: 4 messages, about 6 minutes" in ada.sees
    assert "I start at most 3 messages a week, 1 of them with questions" in ada.sees
    assert "Your company’s average last month was a minute." in ada.sees
    ada.facts = replace(ada.facts, owner=replace(ADA, is_manager=True), average=None)
    ada.language = "zh-CN"
    ada.calls("settings")
    assert "这个月：4条消息，大约6分钟" in ada.sees
    assert "一周最多主动发5条，其中要你回答的最多2条" in ada.sees
    assert "公司人均" not in ada.sees


def test_taking_continue_back_is_no_further_pause(monday: Stage, alice: Actor) -> None:
    alice.says("pause until 4 December").says("yes")
    alice.says("continue").taps("Undo")
    alice.says("continue")
    alice.says("pause until 4 December").sees("Shall I pause?")
