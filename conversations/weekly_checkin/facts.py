"""What the weekly check-in knows before a turn: the person, the week, last week's plans, receipts, blockers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from conversations.entries import BlockerRaised, CheckInAnswered
from conversations.manager_digest.below import digest_of
from conversations.manager_digest.nudged import nudged_for
from conversations.rules.cadence import Timing, closes_at
from conversations.rules.helping import HR_AT_MOST
from conversations.rules.roster import Person
from conversations.rules.timing import timing_of
from conversations.rules.visibility import Audience
from conversations.rules.weeks import Week
from conversations.toolkit.conversation import Json, State
from conversations.toolkit.dialogue import CLOSED, INVITED, RECAP, SHARED
from conversations.toolkit.events import Clicked, Due, Event, Looked, Started, Submitted, Told, Typed
from conversations.toolkit.reaching import reachable
from conversations.toolkit.reader import Blocker, Reader, Written
from conversations.toolkit.vocabulary import Vocabulary
from conversations.weekly_checkin import helpers
from conversations.weekly_checkin.before import Waits, long_waiting, weeks_before
from conversations.weekly_checkin.goals_said import GoalsSaid, goals_said
from conversations.weekly_checkin.hearing import (
    HR_AT_A_TIME,
    answering_of,
    away_among,
    hears_at,
    offered_since,
    read_in_digests,
)
from conversations.weekly_checkin.naming import Naming, naming_of
from conversations.weekly_checkin.ringing import rung_enough
from conversations.weekly_checkin.waiting import waiting_in

RECEIPTS = (
    *("check_in_read", "reply_given", "rephrase_asked", "agenda_item_added", "agenda_item_settled", "blocker_declined"),
)


@dataclass(frozen=True)
class CheckinFacts:
    """Everything the week's turns and looks need, typed. Instants are aware, UTC; days are the owner's local ones.

    `hr` are those who could help without the owner's manager reading it. `manager_hears_at` is when something that is
    not urgent reaches the manager: with this week's digest if that is still to come, with the first one after days
    away (`manager_is_away`), else at once. `answering` are the days that each who can be asked has to answer in,
    `reached` the ids of those known here whom a message would reach. `lead` reads check-ins beside the manager;
    once that has ended, `naming` says who did. `rung_enough` are the ids of those whom nothing of the owner's wakes any
    more tonight, `away` of those who are away or stopped all messages, whom nothing wakes at all. `carried` is what
    came of blockers that other weeks raised and that are still open. `reports` are the owner's own, where words are
    typed that may be meant for their digest. `waits` is what has long waited for the owner's yes, `digests` when the
    manager reads of what is stuck, by blocker; `digest` the week of the owner's digest that typed words are meant for,
    `nudged` what the owner was nudged for of late, where it is above their invitation and still waits.
    """

    owner: Person
    manager: Person | None
    week: Week
    at: datetime
    timing: Timing
    vocabulary: Vocabulary
    found: Sequence[Person]
    last_plans: tuple[str, ...]
    plans_are_older: bool
    first_time: bool
    goals: GoalsSaid
    ignored: int
    shared: Written | None
    receipts: Sequence[Written]
    blockers: Sequence[Blocker]
    people: dict[str, Person]
    hr: Sequence[Person]
    manager_hears_at: datetime
    manager_is_away: bool
    answering: Mapping[str, Timing]
    reached: frozenset[str] = frozenset()
    above: Person | None = None
    lead: Person | None = None
    rung_enough: frozenset[str] = frozenset()
    away: frozenset[str] = frozenset()
    naming: Naming | None = None
    carried: Sequence[Written] = ()
    reports: Sequence[Person] = ()
    waits: Waits | None = None
    digests: Mapping[str, datetime] = field(default_factory=dict)
    digest: str = ""
    nudged: Sequence[str] = ()

    @property
    def before(self) -> dict[str, Json]:
        """What the invitation keeps of the weeks before."""
        plans: list[Json] = list(self.last_plans)
        waits = self.waits.kept if self.waits else {}
        weeks = {"older": self.plans_are_older, "first": self.first_time, "ignored": self.ignored}
        return {"plans": plans, **weeks, **waits}

    @property
    def today(self) -> date:
        """The owner's local date."""
        return self.at.astimezone(ZoneInfo(self.owner.zone)).date()

    @property
    def closes_at(self) -> datetime:
        """When the week closes: its Sunday 24:00, where the owner is now."""
        return closes_at(self.week, self.owner.zone)

    @property
    def is_over(self) -> bool:
        """Whether the week has closed."""
        return self.at >= self.closes_at

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
                is_manager = self.manager is not None and self.manager.id == blocker.helper
                return self.manager.name if self.manager and is_manager else self.name_of(blocker.helper)
            case "person":
                return self.name_of(blocker.helper)
            case "hr":
                return ""

    def is_out_of_reach(self, blocker: Blocker) -> bool:
        """Whether nobody who was asked can answer any more, or who took it: they left, were never reached, manage
        somebody else now, or are of HR no more.
        """
        helper = blocker.taken_by or blocker.helper
        match blocker.helper_kind:
            case "manager":
                return self.manager is None or self.manager.id != helper or helper not in self.reached
            case "person":
                return helper not in self.reached
            case "hr":
                return not any(hr.id == helper or not helper for hr in self.hr)

    def after_raising(self, raised: BlockerRaised, audience: Audience) -> CheckinFacts:
        """The facts once this blocker is recorded."""
        blocker = Blocker(
            id=raised.blocker, raiser=self.owner.id, what=raised.what, week=str(self.week), raised_at=self.at,
            helper_kind=raised.helper_kind, helper=raised.helper, audience=audience, needed_by=raised.needed_by,
            urgent=raised.urgent, status="open", manager_then=self.manager.id if self.manager else "",
        )  # fmt: skip
        return replace(self, blockers=(*self.blockers, blocker))

    def without(self, blocker: str) -> CheckinFacts:
        """The facts once this blocker is closed."""
        return replace(self, blockers=tuple(other for other in self.blockers if other.id != blocker))


def noted_in(state: State) -> tuple[str, ...]:
    """Ids of the blockers noted beside the week's check-in, each with a card of its own."""
    noted = state.answers.get("noted")
    return tuple(map(str, noted)) if isinstance(noted, list | tuple) else ()


def gather(reader: Reader, state: State, event: Event | Looked) -> CheckinFacts:
    """Fetch the facts of a check-in turn."""
    owner, week = reader.person(event.owner) or reader.me, Week.parse(event.topic)
    manager, blockers = reader.manager_of(owner.id), reader.blockers_of(owner.id)
    receipts, carried = _came_of(reader, state, event, blockers)
    helps = bool(blockers) or _may_seek_help(state, event)
    last_plans, plans_are_older, first_time, ignored = weeks_before(reader, state, event)
    found, hr = helpers.found(reader, state, event), (helpers.hr_beside(reader, owner) if helps else ())
    since = event.at if _may_raise(state, event) else offered_since(event, blockers)
    heard_at, is_away = hears_at(reader, manager, since) if manager and since else (event.at, False)
    people = helpers.known(reader, state, event, (*receipts, *carried), blockers, found)
    known = CheckinFacts(
        owner=owner,
        manager=manager,
        week=week,
        at=event.at,
        timing=_timing(reader, owner, week, helps=helps, first_time=first_time),
        vocabulary=reader.vocabulary,
        found=found,
        last_plans=last_plans,
        plans_are_older=plans_are_older,
        first_time=first_time,
        goals=goals_said(reader, state, event, is_over=event.at >= closes_at(week, owner.zone)),
        ignored=ignored,
        shared=_shared(reader, state, event),
        receipts=receipts,
        blockers=blockers,
        people=people,
        hr=hr,
        manager_hears_at=heard_at,
        manager_is_away=is_away,
        answering=answering_of(reader, (manager, *people.values(), *hr)) if helps else {},
        lead=reader.person(owner.lead) if manager and owner.lead else None,
        naming=naming_of(reader, event, owner),
        carried=carried,
        reports=reader.reports() if owner.is_manager and isinstance(event, Typed) else (),
        digest=digest_of(event, owner, week, reader) if isinstance(event, Typed) else "",
        waits=long_waiting(reader, state, event, owner),
    )
    return _reaching(_nudged(known, reader, state, event), reader, state, event)


def _nudged(facts: CheckinFacts, reader: Reader, state: State, event: Event | Looked) -> CheckinFacts:
    """The facts with what waits above the invitation that is answered in words."""
    if not isinstance(event, Typed) or state.stage != INVITED:
        return facts
    return replace(facts, nudged=nudged_for(facts.owner, facts.week, event.at, reader))


def _reaching(facts: CheckinFacts, reader: Reader, state: State, event: Event | Looked) -> CheckinFacts:
    """The facts with whom a message reaches and whom nothing wakes, where somebody may be asked."""
    blockers, hr, people = facts.blockers, facts.hr, (facts.manager, *facts.people.values())
    # The first of HR are asked by a tap, the next once time has passed.
    asked = hr[: HR_AT_MOST if isinstance(event, Due) else HR_AT_A_TIME]
    if not (blockers or _may_raise(state, event) or _may_offer(event)):
        return facts
    return replace(
        facts,
        above=helpers.above(reader, facts.owner, facts.manager) if facts.manager and _may_offer(event) else None,
        reached=frozenset(person.id for person in reachable(reader, people)),
        rung_enough=rung_enough(reader, facts.owner, state, event, blockers, [e.id for e in hr], facts.answering),
        away=away_among(reader, (*people, *asked), event.at),
        digests=read_in_digests(reader, facts.manager, blockers),
    )


def _shared(reader: Reader, state: State, event: Event | Looked) -> Written | None:
    if "checkin" not in state.answers:
        return None
    checkins = reader.entries(event.owner, ("check_in_answered",), (event.topic,))
    return checkins[-1] if checkins else None


def _timing(reader: Reader, owner: Person, week: Week, *, helps: bool, first_time: bool) -> Timing:
    away = reader.absences(owner.id, week.monday - timedelta(days=14)) if helps else ()
    return timing_of(owner, reader.calendar(owner.region), away, prompted_before=not first_time)


def _may_seek_help(state: State, event: Event | Looked) -> bool:
    """Whether the event can need days to count and people to ask: a week without trouble does not."""
    if state.answers.get("stuck") == "yes" or noted_in(state):
        return True
    match event:
        case Submitted(values=values, form="checkin"):
            # The form of a shared week may say how HR alone is told.
            return bool(values.get("stuck_on")) or state.stage in (SHARED, CLOSED)
        case Clicked(button=button):
            return button not in ("outcomes", "as_planned", "not_now", "energy")
        case _:
            return True


def _came_of(
    reader: Reader, state: State, event: Event | Looked, blockers: Sequence[Blocker]
) -> tuple[Sequence[Written], Sequence[Written]]:
    """What came of the week's answers, and of what other weeks raised and is still open."""
    stands, shares = state.stage in (SHARED, CLOSED), isinstance(event, Submitted | Typed | Clicked)
    weeks = tuple(sorted({blocker.week for blocker in blockers} - {event.topic})) if stands or shares else ()
    week = reader.entries(event.owner, RECEIPTS, (event.topic,)) if stands or noted_in(state) else ()
    return week, reader.entries(event.owner, RECEIPTS, weeks) if weeks else ()


def _may_offer(event: Event | Looked) -> bool:
    """Whether the raiser may be offered another helper."""
    match event:
        case Told(notice=notice):
            return notice in ("declined", "explained")
        case Clicked(button=button):
            return button == "pass_on"
        case Typed(asks=asks):
            return asks == "elsewhere"
        case _:
            return isinstance(event, Due)


def _may_raise(state: State, event: Event | Looked) -> bool:
    match event:
        case Submitted(values=values):
            return bool(values.get("stuck_on")) or event.form.startswith("whom:")
        case Clicked(button=button):
            return button in ("share", "whom", "undo")
        case Started(arguments=arguments):
            return bool(arguments.get("stuck") or arguments.get("again"))
        case _:
            return isinstance(event, Typed) and (event.asks in ("raise", "rephrase", RECAP) or bool(waiting_in(state)))
