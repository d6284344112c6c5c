"""What the weekly check-in knows before a turn: the person, the week, last week's plans, receipts, blockers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from conversations.entries import CheckInAnswered
from conversations.rules.cadence import Timing
from conversations.rules.roster import Person
from conversations.rules.timing import timing_of
from conversations.rules.weeks import Week, week_of
from conversations.toolkit.conversation import Json, State
from conversations.toolkit.events import Clicked, Due, Event, Looked, Submitted, Told, Typed
from conversations.toolkit.reader import Blocker, Reader, StaleGoal, Written
from conversations.toolkit.vocabulary import Vocabulary

RECEIPTS = ("check_in_read", "reply_given", "rephrase_asked", "agenda_item_added", "blocker_declined")
BEFORE = "before"
"""The answers' name for what the invitation keeps of the weeks before."""


@dataclass(frozen=True)
class CheckinFacts:
    """Everything the week's turns and looks need, typed. Instants are aware, UTC; days are the owner's local ones.

    `shared` is the id of the week's check-in as it stands in the record, "" if there is none.
    """

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
    shared: str
    receipts: Sequence[Written]
    blockers: Sequence[Blocker]
    people: dict[str, Person]
    hr: Sequence[Person]

    @property
    def today(self) -> date:
        """The owner's local date."""
        return self.at.astimezone(ZoneInfo(self.owner.zone)).date()

    @property
    def before(self) -> dict[str, Json]:
        """What the invitation keeps of the weeks before."""
        return {"plans": list(self.last_plans), "first": self.first_time, "ignored": self.ignored}

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
    """Fetch the facts of a check-in turn, and of those only what the event can need."""
    owner = reader.person(event.owner) or reader.me
    week = Week.parse(event.topic)
    manager = reader.manager_of(owner.id)
    receipts = reader.entries(owner.id, RECEIPTS, (event.topic,)) if state.stage in ("shared", "closed") else ()
    blockers = reader.blockers_of(owner.id)
    away = reader.absences(owner.id, week.monday - timedelta(days=14)) if _counts_days(state, event) else ()
    last_plans, first_time, ignored = _before(reader, state, event)
    seeks_help = isinstance(event, Due | Told)
    return CheckinFacts(
        owner=owner,
        manager=manager,
        above=reader.manager_of(manager.id) if manager and seeks_help else None,
        week=week,
        at=event.at,
        timing=timing_of(owner, reader.calendar(owner.region), away, prompted_before=not first_time),
        vocabulary=reader.vocabulary,
        found=_found(reader, event),
        last_plans=last_plans,
        first_time=first_time,
        stale_goals=reader.stale_goals(owner.id, event.at),
        ignored=ignored,
        shared=str(state.answers.get("checkin") or ""),
        receipts=receipts,
        blockers=blockers,
        people=_people(reader, event, receipts, blockers),
        hr=reader.people_with_role("hr") if seeks_help or _asks_hr(state, event, manager) else (),
    )


def _before(reader: Reader, state: State, event: Event | Looked) -> tuple[tuple[str, ...], bool, int]:
    """Last week's plans, whether this is the first check-in, how many prompts were ignored.

    As they were at the invitation: a late correction of last week must not move what was tapped by its number.
    """
    known = state.answers.get(BEFORE)
    if isinstance(known, Mapping):
        plans = known.get("plans")
        kept = tuple(str(plan) for plan in plans) if isinstance(plans, list | tuple) else ()
        return kept, bool(known.get("first")), int(str(known.get("ignored") or 0))
    week = reader.last_answered_week(event.owner, event.topic)
    return _plans(reader, event.owner, week), not week, reader.ignored_prompts(event.owner, event.topic)


def _counts_days(state: State, event: Event | Looked) -> bool:
    """Whether working days may have to be counted: a reminder, or an answer to a blocker."""
    match event:
        case Submitted(values=values, form=form):
            return "yes" in values.get("stuck", ()) or bool(values.get("stuck_on")) or form != "checkin"
        case Clicked() | Typed():
            return event_raises(event) or state.answers.get("stuck") == "yes"
        case _:
            return True


def event_raises(event: Clicked | Typed) -> bool:
    """Whether a tap or a reply raises a blocker or passes one on."""
    return event.asks == "raise" if isinstance(event, Typed) else event.button in ("pass_on", "urgent_now")


def _asks_hr(state: State, event: Event | Looked, manager: Person | None) -> bool:
    if manager is None or state.answers.get("helper") == "hr":
        return True
    match event:
        case Submitted(values=values):
            return "hr" in values.get("helper", ())
        case Clicked() | Typed():
            return event_raises(event)
        case _:
            return False


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


def _people(
    reader: Reader, event: Event | Looked, receipts: Sequence[Written], blockers: Sequence[Blocker]
) -> dict[str, Person]:
    ids = {written.author for written in receipts}
    told = {event.actor or "", event.facts.get("helper", "")} if isinstance(event, Told) else set()
    ids |= told | {blocker.helper for blocker in blockers} | {blocker.taken_by for blocker in blockers}
    known = (reader.person(id_) for id_ in ids if id_)
    return {person.id: person for person in known if person}
