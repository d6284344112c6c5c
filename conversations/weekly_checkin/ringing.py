"""Whom what is urgent wakes no more tonight: so often one person passes the quiet hours of another, and no oftener."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from conversations.entries import BlockerClosed, BlockerHurried, BlockerPassed, BlockerRaised
from conversations.rules.cadence import Timing, send_at
from conversations.rules.roster import Person
from conversations.rules.weeks import week_at
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Clicked, Event, Looked, Started, Submitted, Told
from conversations.toolkit.reader import Blocker, Reader, Written

RINGS_AT_MOST = 2
"""So often a helper is woken in one night by the same person: when something is raised, and put right once."""

ONCE_SOLVED = RINGS_AT_MOST + 1
"""So often if something was solved in between: what comes then is another matter."""

NIGHT = timedelta(hours=15)
"""From the end of one day's hours to the beginning of the next."""

_KINDS = ("blocker_raised", "blocker_hurried", "blocker_passed", "blocker_closed")


def rung_enough(
    reader: Reader,
    owner: Person,
    state: State,
    event: Event | Looked,
    blockers: Sequence[Blocker],
    hr: Collection[str],
    answering: Mapping[str, Timing],
) -> frozenset[str]:
    """Those whom the owner has woken often enough tonight, by whichever week's card and about whatever; nobody where
    nothing is urgent.
    """
    if not _is_urgent(state, event, blockers):
        return frozenset()
    present = str(week_at(event.at, owner.zone))
    weeks = {event.topic, present, *(blocker.week for blocker in blockers)}
    entries = reader.entries(owner.id, _KINDS, sorted(weeks))
    return _woken(entries, event.at - NIGHT, hr, answering)


def _is_urgent(state: State, event: Event | Looked, blockers: Sequence[Blocker]) -> bool:
    match event:
        case Looked() | Told():
            return False
        case Submitted(values=values) if values.get("urgent"):
            return True
        case Clicked(button="urgent_now") | Started(arguments={"again": "urgent"}):
            return True
        case _:
            return bool(state.answers.get("urgent")) or any(blocker.urgent for blocker in blockers)


def _woken(
    entries: Sequence[Written], since: datetime, hr: Collection[str], answering: Mapping[str, Timing]
) -> frozenset[str]:
    """Counted as it was allowed then: what waited for the morning woke nobody."""
    most, rings, urgent = RINGS_AT_MOST, Counter[str](), set[str]()
    for written in entries:
        match written.entry:
            case BlockerRaised(blocker=about, urgent=True) | BlockerHurried(blocker=about):
                urgent.add(about)
            case BlockerPassed(blocker=about) if about in urgent:
                pass
            case BlockerClosed(how="solved" | "gone") if written.at > since:
                most = ONCE_SOLVED
                continue
            case _:
                continue
        if written.at > since:
            whom = [written.helper] if written.helper else hr
            rings.update(each for each in whom if rings[each] < most and _is_at_night(written.at, answering.get(each)))
    return frozenset(person for person, n in rings.items() if n >= most)


def _is_at_night(at: datetime, timing: Timing | None) -> bool:
    return timing is None or send_at(at, timing) != at
