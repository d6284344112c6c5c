"""The talks that are likely now: who has come, come back, or missed something; and always the monthly one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from conversations.rules.goals import WHOLE, elapsed
from conversations.rules.roster import Person
from conversations.rules.skips import Absence
from conversations.rules.weeks import local_day
from conversations.toolkit.reader import Goal
from conversations.toolkit.words import Day, Phrase, Verbatim, phrases_of

say = phrases_of("interview_template")

MOST = 3
BACK_WITHIN, AWAY_FOR = timedelta(days=14), timedelta(days=13)
"""Who was away for two weeks or more is welcomed back for two weeks; why they were away is nobody's business."""

NEW_FOR = 90
ENDED_WITHIN = timedelta(days=30)
HALF_TIME, STILL_HALF_TIME, LONG_ENOUGH = Decimal("0.5"), Decimal("0.6"), timedelta(days=60)
"""The middle of a goal's period, told for a tenth of it; one of two months has none worth a talk."""


@dataclass(frozen=True)
class Team:
    """Somebody's reports, with their latest days away and the goals that the reader may read, by person."""

    reports: Sequence[Person]
    away: Mapping[str, Sequence[Absence]]
    goals: Mapping[str, Sequence[Goal]]
    today: date


@dataclass(frozen=True)
class Likely:
    """A scenario and why it may be the one; `about` are the people and goals that the reason tells of."""

    scenario: str
    why: Phrase
    about: tuple[str, ...] = ()


def likely(team: Team) -> Sequence[Likely]:
    """At most three, each for another talk; none for who leads nobody."""
    if not team.reports:
        return ()
    found = (*_first(_back(team)), *_first(_new(team)), *_first(_missed(team)), *_first(_half_time(team)))
    return (*found[: MOST - 1], Likely("monthly-one-on-one", say("likely.monthly")))


def _first(found: Iterable[Likely]) -> tuple[Likely, ...]:
    return tuple(found)[:1]


def _back(team: Team) -> Iterator[Likely]:
    for person in team.reports:
        away = team.away.get(person.id, ())
        if any(each.covers(team.today) for each in away):
            continue
        for each in away:
            if each.last < team.today <= each.last + BACK_WITHIN and each.last - each.first >= AWAY_FOR:
                why = say("likely.back", name=Verbatim(person.name), day=Day(each.last))
                yield Likely("return-from-leave", why, (person.id,))


def _new(team: Team) -> Iterator[Likely]:
    """The newest first."""
    began = [(each.start_date, each) for each in team.reports if each.start_date]
    for start, person in sorted(began, key=lambda pair: pair[0], reverse=True):
        days = (team.today - start).days
        if 0 < days <= NEW_FOR:
            yield Likely("newcomer", say("likely.new", name=Verbatim(person.name), n=days), (person.id,))


def _missed(team: Team) -> Iterator[Likely]:
    for person in team.reports:
        for goal in team.goals.get(person.id, ()):
            if _was_missed(goal, person, team.today):
                why = say("likely.missed", name=Verbatim(person.name))
                yield Likely("low-performer", why, (person.id, goal.id))


def _was_missed(goal: Goal, person: Person, today: date) -> bool:
    state, due = goal.state_on(today), goal.counts.due
    if state == "missed" and goal.standing.closed_at:
        return today - local_day(goal.standing.closed_at, person.zone) <= ENDED_WITHIN
    is_over = state == "active" and due is not None and due < today <= due + ENDED_WITHIN
    return is_over and goal.progress is not None and goal.progress < WHOLE


def _half_time(team: Team) -> Iterator[Likely]:
    goals = [goal for each in team.reports for goal in team.goals.get(each.id, ()) if _is_half_way(goal, team.today)]
    if goals:
        about = tuple(goal.id for goal in goals)
        yield Likely("mid-cycle", say("likely.half_time", n=len(goals)), about)


def _is_half_way(goal: Goal, today: date) -> bool:
    content = goal.counts
    is_long = content.due is not None and content.due - content.starts >= LONG_ENOUGH
    return is_long and goal.state_on(today) == "active" and HALF_TIME <= elapsed(content, today) <= STILL_HALF_TIME
