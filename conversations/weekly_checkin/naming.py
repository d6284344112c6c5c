"""Who was named last to read somebody's check-ins beside their manager, and when that was said."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.entries import LeadNamed
from conversations.rules.roster import Person
from conversations.rules.weeks import Week, week_at
from conversations.toolkit.events import Due, Event, Looked, Told
from conversations.toolkit.reader import Reader


@dataclass(frozen=True)
class Naming:
    """Whom a manager named, and in which week of the one whose check-ins it is about."""

    lead: Person
    week: Week


def naming_of(reader: Reader, event: Event | Looked, owner: Person) -> Naming | None:
    """The last one, if the event tells of its end."""
    match event:
        case Told(notice="lead_ended") | Due(timer="lead_ended"):
            written = reader.entries(owner.id, ("lead_named",))
        case _:
            return None
    last = written[-1] if written else None
    lead = reader.person(last.entry.lead) if last and isinstance(last.entry, LeadNamed) else None
    return Naming(lead, week_at(last.at, owner.zone)) if last and lead else None
