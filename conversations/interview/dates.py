"""When a talk can be, and what it brings at which moment: the list before it, the day itself, the days after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations.interview.facts import TalkFacts, say
from conversations.rules.cadence import DAY_BEGINS, DAY_ENDS, Timing, send_at
from conversations.rules.one_on_ones import a_day_later, is_possible, remind_at
from conversations.rules.skips import open_days
from conversations.rules.weeks import instant_of, local_day, week_of
from conversations.toolkit.effects import Cancel, Effect, Wake
from conversations.toolkit.words import Phrase

LIST, TODAY, AFTER = "list", "today", "after"
"""The timers: what is on record comes to the person, the script to who holds the talk, and `after_<days>`."""

LOOK, MOVED_ON = "look", "moved_on"
"""The timers of what changed around a talk: somebody's days, or who manages whom and who is here."""

NUDGED = (1, 7, 30)
"""So many days after a talk who held it is reminded of what the script has for that day (product.md 3.4)."""

BEFORE = 2
"""Working days before the talk on which the person sees what is on record (domain.md 2.1)."""

_EARLY, _LATE = timedelta(hours=1), timedelta(hours=1)
"""So long before and after the hours in which the bot writes a talk may be: early shifts, and what runs over."""

_WEEKS_BACK = 8


def proposed(facts: TalkFacts) -> datetime | None:
    """The moment that the day and the time of the plan name, in the holder's zone; None without both."""
    plan = facts.plan
    return instant_of(plan.day, plan.clock, facts.viewer.zone) if plan.day and plan.clock else None


def wrong_with(at: datetime, facts: TalkFacts) -> Phrase | None:
    """Why a talk cannot be then: it is past, one of the two is not at work that day, or not at that hour."""
    if at <= facts.at:
        return say("when.past")
    if not is_possible(at, facts.viewer.zone, facts.timings):
        return say("when.away")
    minutes = facts.plan.minutes or (facts.script.minutes if facts.script else 0)
    for who, timing in zip(("holder", "person"), facts.timings, strict=False):
        if not _in_hours(at, minutes, timing):
            return say("when.your_hours") if who == "holder" else say("when.hours", name=facts.name_of("person"))
    return None


def _in_hours(at: datetime, minutes: int, timing: Timing) -> bool:
    begin = at.astimezone(ZoneInfo(timing.rhythm.zone)).replace(tzinfo=None)
    end = begin + timedelta(minutes=minutes)
    day_begins, day_ends = (datetime.combine(begin.date(), each) for each in (DAY_BEGINS, DAY_ENDS))
    return day_begins - _EARLY <= begin and end <= day_ends + _LATE


def next_free(at: datetime, facts: TalkFacts) -> datetime | None:
    """The same time on the next day on which both are at work; None where there is none, or not at that hour."""
    later = a_day_later(at, facts.viewer.zone, facts.timings)
    return later if later and wrong_with(later, facts) is None else None


def list_at(at: datetime, timing: Timing) -> datetime | None:
    """Give the instant at which the person is shown what is on record: two of their working days before."""
    days = _working_days_before(local_day(at, timing.rhythm.zone), timing)
    day = next((each for n, each in enumerate(days, 1) if n == BEFORE), None)
    return send_at(instant_of(day, time(0), timing.rhythm.zone), timing) if day else None


def _working_days_before(day: date, timing: Timing) -> Iterator[date]:
    week = week_of(day)
    for _ in range(_WEEKS_BACK):
        yield from reversed([each for each in open_days(week, timing.working, timing.circumstances) if each < day])
        week = week.previous


def today_at(at: datetime, timing: Timing) -> datetime | None:
    """Give the instant at which who holds the talk is given the script: that morning, or the working day before."""
    morning = send_at(instant_of(local_day(at, timing.rhythm.zone), time(0), timing.rhythm.zone), timing)
    return morning if morning is not None and morning < at else remind_at(at, timing)


def on_the_day(facts: TalkFacts) -> Effect:
    """The timer of the morning; none where that is past: the card that is there opens the running sheet too."""
    at = today_at(facts.plan.at, facts.timings[0]) if facts.plan.at and facts.timings else None
    return Wake(TODAY, at) if at is not None and at > facts.at else Cancel(TODAY)


def afterwards(facts: TalkFacts) -> list[Effect]:
    """The timers of the days after, as far as the script has something for them."""
    if facts.script is None or not facts.timings:
        return []
    days = [each.days for each in facts.script.follow_up if each.days in NUDGED]
    times = ((n, send_at(_at_nine(facts, n), facts.timings[0])) for n in days)
    return [Wake(f"{AFTER}_{n}", at) for n, at in times if at]


def _at_nine(facts: TalkFacts, days: int) -> datetime:
    return instant_of(facts.today + timedelta(days=days), DAY_BEGINS, facts.viewer.zone)


def dated(facts: TalkFacts, at: datetime | None, minutes: int = 0) -> TalkFacts:
    """The facts once the talk is at this moment, for so many minutes if they are said."""
    minutes = minutes or facts.plan.minutes
    return replace(facts, plan=replace(facts.plan, at=at, day=None, clock=None, minutes=minutes))
