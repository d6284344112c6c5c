"""What the weekly check-in knows before a turn: the person, the week, last week's plans, receipts, blockers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from conversations.entries import CheckInAnswered
from conversations.rules.cadence import Timing
from conversations.rules.roster import Person
from conversations.rules.timing import timing_of
from conversations.rules.weeks import Week, week_of
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Event, Looked, Submitted, Typed
from conversations.toolkit.reader import Blocker, Reader, StaleGoal, Written
from conversations.toolkit.vocabulary import Vocabulary

RECEIPTS = ("check_in_read", "reply_given", "rephrase_asked", "agenda_item_added", "blocker_declined")
PAUSES_A_QUARTER = 2


@dataclass(frozen=True)
class CheckinFacts:
    """Everything the week's turns and looks need, typed. Instants are aware, UTC; days are the owner's local ones."""

    owner: Person
    manager: Person | None
    above: Person | None
    week: Week
    at: datetime
    timing: Timing
    vocabulary: Vocabulary
    found: Sequence[Person]
    last_plans: tuple[str, ...]
    first_time: bool
    stale_goals: Sequence[StaleGoal]
    ignored: int
    shared: Written | None
    receipts: Sequence[Written]
    blockers: Sequence[Blocker]
    people: dict[str, Person]
    hr: Sequence[Person]

    @property
    def today(self) -> date:
        """The owner's local date."""
        return self.at.astimezone(ZoneInfo(self.owner.zone)).date()

    @property
    def checkin(self) -> CheckInAnswered | None:
        """This week's check-in as it stands in the record."""
        entry = self.shared.entry if self.shared else None
        return entry if isinstance(entry, CheckInAnswered) else None

    def blocker(self, id_: str) -> Blocker | None:
        """One of my blockers, not yet closed."""
        return next((blocker for blocker in self.blockers if blocker.id == id_), None)

    def name_of(self, person: str) -> str:
        """A person's name, "" if unknown."""
        known = self.people.get(person)
        return known.name if known else ""

    def helper_name(self, blocker: Blocker) -> str:
        """Who is asked to help with a blocker; "" when it is HR."""
        match blocker.helper_kind:
            case "manager":
                return self.manager.name if self.manager else ""
            case "person":
                return self.name_of(blocker.helper)
            case "hr":
                return ""


def week_for(reader: Reader, at: datetime) -> str:
    """The week that the command means: the reader's present one."""
    return str(week_of(at.astimezone(ZoneInfo(reader.me.zone)).date()))


def gather(reader: Reader, state: State, event: Event | Looked) -> CheckinFacts:
    """Fetch the facts of a check-in turn."""
    owner = reader.person(event.owner) or reader.me
    week = Week.parse(event.topic)
    manager = reader.manager_of(owner.id)
    checkins = reader.entries(owner.id, ("check_in_answered",), (event.topic,))
    receipts = reader.entries(owner.id, RECEIPTS, (event.topic,)) if state.stage in ("shared", "closed") else ()
    blockers = reader.blockers_of(owner.id)
    away = reader.absences(owner.id, week.monday - timedelta(days=14))
    last_week = reader.last_answered_week(owner.id, event.topic)
    return CheckinFacts(
        owner=owner,
        manager=manager,
        above=reader.manager_of(manager.id) if manager else None,
        week=week,
        at=event.at,
        timing=timing_of(owner, reader.calendar(owner.region), away, prompted_before=bool(last_week)),
        vocabulary=reader.vocabulary,
        found=_found(reader, event),
        last_plans=_plans(reader, owner.id, last_week),
        first_time=not last_week,
        stale_goals=reader.stale_goals(owner.id, event.at),
        ignored=reader.ignored_prompts(owner.id, event.topic),
        shared=checkins[-1] if checkins else None,
        receipts=receipts,
        blockers=blockers,
        people=_people(reader, receipts, blockers),
        hr=reader.people_with_role("hr"),
    )


def _plans(reader: Reader, owner: str, week: str) -> tuple[str, ...]:
    entries = reader.entries(owner, ("check_in_answered",), (week,)) if week else ()
    last = entries[-1].entry if entries else None
    return last.plans if isinstance(last, CheckInAnswered) else ()


def _found(reader: Reader, event: Event | Looked) -> Sequence[Person]:
    match event:
        case Typed(asks="helper_person", text=text):
            return [person for person in reader.find_people(text) if person.id != event.owner]
        case Submitted(values=values):
            named = [reader.person(id_) for id_ in values.get("helper_person", ())]
            return [person for person in named if person and person.active]
        case Looked(what=text) if text:
            return [person for person in reader.find_people(text) if person.id != event.owner]
        case _:
            return ()


def _people(reader: Reader, receipts: Sequence[Written], blockers: Sequence[Blocker]) -> dict[str, Person]:
    ids = {written.author for written in receipts}
    ids |= {blocker.helper for blocker in blockers} | {blocker.taken_by for blocker in blockers}
    known = (reader.person(id_) for id_ in ids if id_)
    return {person.id: person for person in known if person}
