"""Whether what leads are to read comes to them: what their digests brought, and whom none reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from conversations.rules.cadence import digest_at
from conversations.rules.roster import Person
from conversations.rules.timing import digest_timing_of
from conversations.rules.weeks import Week, week_at
from conversations.toolkit.events import Event, Looked, Submitted
from conversations.toolkit.reaching import reachable
from conversations.toolkit.reader import Reader

if TYPE_CHECKING:
    from conversations.manager_digest.facts import Answered

DIGEST, CARD = "manager_digest", "manager_digest.digest"


def leads_among(reports: Mapping[str, Person]) -> Sequence[Person]:
    """Those of these reports, by id, who read for others of them."""
    return [reports[id_] for id_ in dict.fromkeys(each.lead for each in reports.values()) if id_ in reports]


def not_to_be_named(reader: Reader, event: Event | Looked, reports: Mapping[str, Person]) -> frozenset[str]:
    """The id of whom a form names as a lead, if no digest would ever come to them."""
    named = event.values.get("lead", ()) if isinstance(event, Submitted) else ()
    return _without_messages(reader, [reports[id_] for id_ in named if id_ in reports])


def out_of_reach(reader: Reader, leads: Sequence[Person], at: datetime) -> frozenset[str]:
    """The ids of the leads to whom no digest comes by next week: who gets no messages, and who is away."""
    return _without_messages(reader, leads) | {each.id for each in leads if _is_away(reader, each, at)}


def instead(found: Sequence[Answered], week: Week, manager: Person, out_of_reach: frozenset[str]) -> frozenset[str]:
    """The ids of what this manager is to read, as it comes to no lead or the digest that was to bring it is over."""
    beside = [each for each in found if each.is_for_a_lead_beside(manager)]
    nobody_reads = (e for e in beside if e.person.lead in out_of_reach or Week.parse(e.written.period) < week.previous)
    return frozenset(each.written.id for each in nobody_reads)


def brought(reader: Reader, leads: Sequence[Person], weeks: Sequence[Week]) -> frozenset[str]:
    """The ids of what the digests of these leads brought in some weeks."""
    keys = [str(week) for week in weeks]
    return frozenset(reader.brought_to_reports(CARD, DIGEST, keys, [each.id for each in leads]) if leads else ())


def _without_messages(reader: Reader, people: Sequence[Person]) -> frozenset[str]:
    comes = [each.id for each in reachable(reader, people) if each.welcomed and not each.stopped]
    return frozenset(each.id for each in people).difference(comes)


def _is_away(reader: Reader, lead: Person, at: datetime) -> bool:
    """Whether this week has no digest of theirs, or had one and the next has none."""
    week = week_at(at, lead.zone)
    timing = digest_timing_of(lead, reader.calendar(lead.region), reader.absences(lead.id, week.monday))
    this = digest_at(week, timing)
    return this is None or (this < at and digest_at(week.next, timing) is None)
