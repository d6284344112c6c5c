"""Whether what leads are to read comes to them: what their digests brought, and whom none reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from conversations.rules.cadence import digest_at
from conversations.rules.roster import Person
from conversations.rules.timing import digest_timing_of
from conversations.rules.weeks import Week, week_at
from conversations.toolkit.events import Event, Looked, Started, Submitted
from conversations.toolkit.reaching import reachable
from conversations.toolkit.reader import Reader

if TYPE_CHECKING:
    from conversations.manager_digest.facts import Answered

DIGEST, CARD = "manager_digest", "manager_digest.digest"


@dataclass(frozen=True)
class Reach:
    """What no digest of a lead brings, by id: the manager reads it `instead`. No digest comes by next week to the leads
    `out_of_reach`, and none ever to a lead `not_to_be_named`, all by id.
    """

    instead: frozenset[str] = frozenset()
    out_of_reach: frozenset[str] = frozenset()
    not_to_be_named: frozenset[str] = frozenset()


EVERYBODY = Reach()
"""Whatever leads are to read comes to them."""


def leads_among(reports: Mapping[str, Person]) -> Sequence[Person]:
    """Those of these reports, by id, who read for others of them."""
    return [reports[id_] for id_ in dict.fromkeys(each.lead for each in reports.values()) if id_ in reports]


def reach_of(reader: Reader, event: Event | Looked, reports: Mapping[str, Person], untold: Sequence[Answered]) -> Reach:
    """What of these answers, of which no lead was told, comes to no lead: it is out of reach, or the digest that was to
    bring it is over.
    """
    week, leads = Week.parse(event.topic), leads_among(reports)
    away = (each.id for each in leads if _is_away(reader, each, event.at))
    out_of_reach = _without_messages(reader, leads).union(away)
    beside = [each for each in untold if each.is_for_a_lead_beside(reader.me)]
    late = (each for each in beside if Week.parse(each.written.period) < week.previous)
    instead = (*late, *(each for each in beside if each.person.lead in out_of_reach))
    named = event.values.get("lead", ()) if isinstance(event, Submitted) else ()
    not_to_be_named = _without_messages(reader, [reports[id_] for id_ in named if id_ in reports])
    return Reach(frozenset(each.written.id for each in instead), out_of_reach, not_to_be_named)


def brought(reader: Reader, reports: Mapping[str, Person], weeks: Sequence[Week]) -> frozenset[str]:
    """The ids of what the digests of the leads among these reports brought in some weeks."""
    keys = [str(week) for week in weeks]
    cards = (card for lead in leads_among(reports) for card in reader.brought(CARD, DIGEST, keys, lead.id))
    return frozenset(id_ for card in cards for id_ in card.about)


def told(reader: Reader, week: Week, event: Event | Looked) -> frozenset[str]:
    """The ids of what this week's digest brought, where somebody says in words that it is read."""
    if not (isinstance(event, Started) and "said" in event.arguments):
        return frozenset()
    return frozenset(id_ for card in reader.brought(CARD, DIGEST, [str(week)]) for id_ in card.about)


def _without_messages(reader: Reader, people: Sequence[Person]) -> frozenset[str]:
    comes = [each.id for each in reachable(reader, people) if each.welcomed and not each.stopped]
    return frozenset(each.id for each in people).difference(comes)


def _is_away(reader: Reader, lead: Person, at: datetime) -> bool:
    """Whether this week has no digest of theirs, or had one and the next has none."""
    week = week_at(at, lead.zone)
    timing = digest_timing_of(lead, reader.calendar(lead.region), reader.absences(lead.id, week.monday))
    this = digest_at(week, timing)
    return this is None or (this < at and digest_at(week.next, timing) is None)
