"""What the weeks before leave for this one: plans to come back to, how often nobody answered, a yes that is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conversations.entries import CheckInAnswered
from conversations.goal.waiting import waiting
from conversations.rules.roster import Person
from conversations.rules.skips import WorkingWeek, is_own_workday
from conversations.rules.weeks import Week, local_day, week_at
from conversations.toolkit.conversation import Json, State
from conversations.toolkit.events import Event, Looked, Started
from conversations.toolkit.reader import Reader

BEFORE = "before"
"""The answers' name for what the invitation keeps of the weeks before."""

LONG = 5
"""Working days after which a proposal without an answer is named once a week."""


@dataclass(frozen=True)
class Waits:
    """How many proposals have long waited for the owner's yes, and since which day the first has."""

    n: int
    since: date

    @property
    def kept(self) -> dict[str, Json]:
        """What the invitation keeps of it."""
        return {"waits": self.n, "since": self.since.isoformat()}


def weeks_before(reader: Reader, state: State, event: Event | Looked) -> tuple[tuple[str, ...], bool, bool, int]:
    """The last plans, whether they are older than last week's, whether this is the first check-in, and how many
    prompts were ignored.

    As they were at the invitation: correcting last week must not move a tap from one plan to another.
    """
    kept = state.answers.get(BEFORE)
    if isinstance(kept, Mapping):
        plans = kept.get("plans")
        known = tuple(str(plan) for plan in plans) if isinstance(plans, list | tuple) else ()
        return known, bool(kept.get("older")), bool(kept.get("first")), int(str(kept.get("ignored") or 0))
    week = reader.last_answered_week(event.owner, event.topic)
    is_older = bool(week) and Week.parse(week) < Week.parse(event.topic).previous
    return _plans(reader, event.owner, week), is_older, not week, reader.ignored_prompts(event.owner, event.topic)


def _plans(reader: Reader, owner: str, week: str) -> tuple[str, ...]:
    entries = reader.entries(owner, ("check_in_answered",), (week,)) if week else ()
    last = entries[-1].entry if entries else None
    return last.plans if isinstance(last, CheckInAnswered) else ()


def long_waiting(reader: Reader, state: State, event: Event | Looked, owner: Person) -> Waits | None:
    """Goals that wait for the owner's yes for five of their working days, as it was at the invitation."""
    kept = state.answers.get(BEFORE)
    if isinstance(kept, Mapping):
        n, since = int(str(kept.get("waits") or 0)), kept.get("since")
        return Waits(n, date.fromisoformat(str(since))) if n else None
    if not isinstance(event, Started):
        # Who calls it looks by themselves; the usual turn stays as cheap as it was.
        return None
    today, working = local_day(event.at, owner.zone), WorkingWeek(reader.calendar(owner.region), owner.working_days)
    days = [local_day(goal.standing.set_at, owner.zone) for goal in waiting(reader.goals_of(owner.id), "owner")]
    long = [day for day in days if _workdays(day, today, working) >= LONG]
    return Waits(len(long), min(long)) if long else None


def _workdays(after: date, today: date, working: WorkingWeek) -> int:
    days = (after + timedelta(n + 1) for n in range((today - after).days))
    return sum(is_own_workday(day, working) for day in days)


def week_for(reader: Reader, at: datetime) -> str:
    """The week that the command means: the reader's present one."""
    return str(week_at(at, reader.me.zone))
