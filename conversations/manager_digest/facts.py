"""What the digest knows: the manager's week, their reports' answers and blockers, as the manager may read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from conversations.blocker.answers import found_for
from conversations.blocker.promising import handy_day
from conversations.entries import AgendaItemAdded, CheckInAnswered, CheckInRead, ReplyGiven
from conversations.manager_digest import reach
from conversations.manager_digest.goal_news import NOTHING, GoalNews, goal_news
from conversations.manager_digest.reach import EVERYBODY, Reach
from conversations.rules.cadence import Timing, digest_at, workdays_since
from conversations.rules.helping import HELPING, done_by
from conversations.rules.roster import Person
from conversations.rules.timing import digest_timing_of
from conversations.rules.weeks import Week, local_day, week_at, week_of
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Clicked, Event, Looked, Submitted
from conversations.toolkit.reader import Blocker, Brought, Reader, Written
from conversations.toolkit.vocabulary import Vocabulary

WEEKS_BACK = 8
"""Whoever was away for longer finds the answers of so many weeks, and everything that is still stuck."""

MANY_REPORTS = 12
"""Over so many reports a digest brings what stands out, and some of the reading may go to team leads."""

FOLLOWING_AT_MOST = 2
"""So many other digests, the newest, follow at once; an older one shows what stands when it is tapped."""


@dataclass(frozen=True)
class Answered:
    """One report's check-in, with its writer."""

    person: Person
    written: Written
    checkin: CheckInAnswered

    @property
    def key(self) -> str:
        """Whose check-in of which week: the same after a correction, so that no reply to it is lost."""
        return key_of(self.person.id, self.written.period)

    def is_for_a_lead_beside(self, reader: Person) -> bool:
        """Whether somebody else reads it for the writer's manager, who is this reader."""
        return self.person.lead not in ("", reader.id) and self.written.helper == self.person.lead


@dataclass(frozen=True)
class DigestFacts:
    """Everything a digest turn needs. Blockers come urgent first, then oldest; answers that no digest has
    brought, as after weeks away, come before this week's. `on_agenda` is what the manager has put on the agenda of a
    one-on-one, blockers by id and answers by key, and `done` what they did last about a blocker, by its id, on
    whichever card. `asked_alone`: whether the one that is answered also has a card of its own. `standing` are the weeks
    of the other digests, newest first. `goals` is what is new with the goals of the reports. `elsewhere` is what waits
    for a colleague, `helpers` the names of those. `delegated` is what leads read for this manager, who finds it among
    the answers once they ask to see it; `reach` says what comes to no lead. `reads_for` is the name of whom a lead
    reads for. `told` is what this digest brought, by id, for who says in words that it is read.
    """

    manager: Person
    week: Week
    at: datetime
    timing: Timing
    vocabulary: Vocabulary
    reports: Sequence[Person]
    answers: Sequence[Answered]
    blockers: Sequence[Blocker]
    people: dict[str, Person]
    found: Sequence[Person]
    on_agenda: frozenset[str] = frozenset()
    done: Mapping[str, str] = field(default_factory=dict)
    asked_alone: bool = False
    standing: Sequence[Week] = ()
    elsewhere: Sequence[Blocker] = ()
    helpers: Mapping[str, str] = field(default_factory=dict)
    goals: GoalNews = NOTHING
    delegated: Sequence[Answered] = ()
    reach: Reach = EVERYBODY
    reads_for: str = ""
    told: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """The manager's local date."""
        return self.at.astimezone(ZoneInfo(self.manager.zone)).date()

    def handy_day(self, blocker: Blocker) -> date:
        """By when one tap promises help."""
        return handy_day(blocker.needed_by, self.at, self.timing)

    def workdays_open(self, blocker: Blocker) -> int:
        """How many of the manager's working days it has been open."""
        return workdays_since(local_day(blocker.raised_at, self.manager.zone), self.today, self.timing)

    def answer(self, key: str) -> Answered | None:
        """The answer of this key, in its present form, if it is in this digest."""
        return next((answer for answer in (*self.answers, *self.delegated) if answer.key == key), None)

    def blocker(self, id_: str) -> Blocker | None:
        """The blocker of this id, if it is in this digest."""
        return next((blocker for blocker in self.blockers if blocker.id == id_), None)

    def name_of(self, person: str) -> str:
        """A person's name, "" if unknown."""
        known = self.people.get(person)
        return known.name if known else ""

    def after(self, changed: Blocker, done: str) -> DigestFacts:
        """The facts once this was done about a blocker, which now stands so."""
        blockers = [changed if each.id == changed.id else each for each in self.blockers]
        return replace(self, blockers=blockers, done={**self.done, changed.id: done})

    def following(self, since: Week) -> Sequence[Week]:
        """The weeks of the other digests that tell of what was raised in this week, and follow at once."""
        return [week for week in self.standing if week >= since][:FOLLOWING_AT_MOST]


def key_of(person: str, week: str) -> str:
    """By what an answer is named, whatever its version."""
    return f"{person}@{week}"


def week_for(reader: Reader, at: datetime) -> str:
    """The week that the command means: the reader's present one."""
    return str(week_of(at.astimezone(ZoneInfo(reader.me.zone)).date()))


def gather(reader: Reader, state: State, event: Event | Looked) -> DigestFacts:
    """Fetch the facts of a digest turn."""
    manager = reader.person(event.owner) or reader.me
    before = _weeks_before(week := Week.parse(event.topic))
    brought = reader.brought(reach.CARD, reach.DIGEST, [str(each) for each in before])
    own = {person.id: person for person in reader.reports()}
    people = own | {person.id: person for person in (reader.led() if manager.is_lead else ())}
    timing = _timing(reader, manager, event.at)
    told_leads = reach.brought(reader, own, (*before, week))
    found = _answers(reader, state, (*before, week), people, told_leads.union(*(each.about for each in brought)))
    reached = reach.reach_of(reader, event, own, [each for each in found if each.written.id not in told_leads])
    answers, delegated = _parted(found, state, manager, reached.instead)
    asked = [each for each in reader.asked_of_colleagues(list(own)) if each.helper != manager.id]
    blockers = [each for each in reader.blockers_for(manager.id) if _is_for_the_manager(each, own, week)]
    about_these = _about_these(reader, blockers, (*answers, *delegated))
    done = done_by(manager.id, about_these)
    meant = _meant(event, blockers := [each for each in blockers if _is_told(each, done, week, manager)])
    return DigestFacts(
        manager=manager,
        week=week,
        at=event.at,
        timing=timing,
        vocabulary=reader.vocabulary,
        reports=tuple(own.values()),
        answers=answers,
        blockers=blockers,
        people=people,
        found=found_for(reader, event, meant.raiser if meant else ""),
        on_agenda=_on_agenda(manager, about_these),
        done=done,
        asked_alone=bool(meant and reader.running("blocker", meant.id)),
        standing=_standing(reader, week, week_at(event.at, manager.zone)),
        elsewhere=[each for each in asked if Week.parse(each.week) <= week and _stands(each, week, manager)],
        helpers={each.helper: helper.name for each in asked if (helper := reader.person(each.helper))},
        goals=goal_news(reader, list(own), _last_one(brought, week, timing, event.at), event.at),
        delegated=delegated,
        reach=reached,
        reads_for=_reads_for(reader, manager),
        told=reach.told(reader, week, event),
    )


def _timing(reader: Reader, manager: Person, at: datetime) -> Timing:
    away = reader.absences(manager.id, local_day(at, manager.zone))
    return digest_timing_of(manager, reader.calendar(manager.region), away)


def _last_one(brought: Sequence[Brought], week: Week, timing: Timing, at: datetime) -> datetime:
    """When the digest before this one came, or was to come."""
    return brought[-1].at if brought else digest_at(week.previous, timing) or at - timedelta(weeks=1)


def _reads_for(reader: Reader, manager: Person) -> str:
    boss = reader.manager_of(manager.id) if manager.is_lead else None
    return boss.name if boss else ""


def _meant(event: Event | Looked, blockers: Sequence[Blocker]) -> Blocker | None:
    """The one of these that a tap or a submitted form is about."""
    match event:
        case Submitted(form=form):
            about = form.partition(":")[2]
        case Clicked(value=value):
            about = value.partition(":")[0]
        case _:
            return None
    return next((each for each in blockers if each.id == about), None)


def _is_for_the_manager(blocker: Blocker, reports: dict[str, Person], week: Week) -> bool:
    """Who is a helper for another reason, named or as HR, has a card of its own for that; and an older digest stays
    with what was stuck by then.
    """
    return blocker.helper_kind == "manager" and blocker.raiser in reports and Week.parse(blocker.week) <= week


def _is_told(blocker: Blocker, done: Mapping[str, str], week: Week, manager: Person) -> bool:
    """What this manager declined stays in the digests until then: they may help after all. No later one repeats it."""
    return _stands(blocker, week, manager) and (blocker.status != "declined" or blocker.id in done)


def _stands(blocker: Blocker, week: Week, manager: Person) -> bool:
    """Whether it still waits for somebody by this week, or was declined no earlier than in it."""
    if blocker.status != "declined" or blocker.answered_at is None:
        return True
    return week <= week_at(blocker.answered_at, manager.zone)


def _standing(reader: Reader, week: Week, present: Week) -> Sequence[Week]:
    """The weeks of this manager's other digests that came, or had nothing to bring, newest first."""
    around = {*_weeks_before(week), present, *_weeks_before(present)} - {week}
    found = reader.running_among("manager_digest", [str(each) for each in sorted(around)])
    return sorted((Week.parse(each.key) for each in found if each.stage in ("sent", "nothing")), reverse=True)


def _weeks_before(week: Week) -> Sequence[Week]:
    """The weeks, oldest first, of which an answer may have come too late for its own digest, or found nobody."""
    before = [week := week.previous for _ in range(WEEKS_BACK)]
    return before[::-1]


def _answers(
    reader: Reader, state: State, weeks: Sequence[Week], people: dict[str, Person], told: frozenset[str]
) -> Sequence[Answered]:
    """This week's answers, and before them those of which no digest has told yet and that nobody read."""
    found = [
        Answered(people[written.subject], written, written.entry)
        for written in reader.checkins([str(week) for week in weeks], list(people))
        if isinstance(written.entry, CheckInAnswered) and written.subject in people
    ]
    *before, present = ([each for each in found if each.written.period == str(week)] for week in weeks)
    stays = done_in(state)
    missed = [each for week in before for each in week if each.written.id not in told or each.written.id in stays]
    return [*_unread(reader, state, missed), *present]


def _parted(
    found: Sequence[Answered], state: State, manager: Person, instead: frozenset[str]
) -> tuple[Sequence[Answered], Sequence[Answered]]:
    """What this manager is to read, and what leads read for them: both, once they asked to see it."""
    theirs = [each for each in found if each.is_for_a_lead_beside(manager) and each.written.id not in instead]
    own = [each for each in found if each not in theirs]
    return [*own, *theirs] if state.answers.get("delegated") else own, theirs


def _unread(reader: Reader, state: State, missed: Sequence[Answered]) -> Iterator[Answered]:
    """Without what was read elsewhere; what was read in this digest stays in it."""
    read = _read_among(reader, missed)
    yield from (each for each in missed if each.written.id in done_in(state) or each.written.id not in read)


def _about_these(reader: Reader, blockers: Sequence[Blocker], answers: Sequence[Answered]) -> Sequence[Written]:
    """What was done about what these people raised or wrote in these weeks, oldest first."""
    about = {(each.raiser, each.week) for each in blockers} | {
        (each.person.id, each.written.period) for each in answers
    }
    people, weeks = sorted({person for person, _ in about}), sorted({week for _, week in about})
    return reader.entries_among(people, HELPING, weeks)


def _on_agenda(manager: Person, entries: Sequence[Written]) -> frozenset[str]:
    """What this manager has put on an agenda: ids of blockers, and keys of answers."""
    items = ((each.subject, each.entry) for each in entries)
    return frozenset(
        key_of(subject, item.week) if item.week else item.source
        for subject, item in items
        if isinstance(item, AgendaItemAdded) and item.manager == manager.id
    )


def done_in(state: State) -> dict[str, str]:
    """What the manager did already about an answer in this digest, by the id of the version they saw."""
    done = state.answers.get("done")
    return {str(id_): str(what) for id_, what in done.items()} if isinstance(done, Mapping) else {}


def _read_among(reader: Reader, answers: Sequence[Answered]) -> set[str]:
    """Those of the check-ins that were read or replied to, by id."""
    writers, weeks = {each.person.id for each in answers}, {each.written.period for each in answers}
    seen = reader.entries_among(sorted(writers), ("check_in_read", "reply_given"), sorted(weeks))
    return {
        each.entry.checkin if isinstance(each.entry, CheckInRead) else each.entry.on
        for each in seen
        if isinstance(each.entry, CheckInRead | ReplyGiven)
    }
