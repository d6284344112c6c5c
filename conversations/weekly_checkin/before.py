"""What the weeks before leave for this one: plans to come back to, and how often nobody answered."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.entries import CheckInAnswered
from conversations.rules.weeks import Week
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Event, Looked
from conversations.toolkit.reader import Reader

BEFORE = "before"
"""The answers' name for what the invitation keeps of the weeks before."""


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
