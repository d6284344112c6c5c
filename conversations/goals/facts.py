"""What the list of goals knows: whose goals, those of the reports, what is being drafted, and the words to read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from conversations.goal import cards as goal_cards
from conversations.goal.facts import parents_of
from conversations.goal.waiting import waiting
from conversations.goals import half_made, tree
from conversations.goals.acts import act_of
from conversations.goals.asked_of import asks_how_set
from conversations.goals.on_day import day_and_words
from conversations.goals.whom import Whom, named_in
from conversations.goals.wishing import behind_wish
from conversations.rules.indicator_library import Library
from conversations.rules.indicators import Indicator
from conversations.rules.roster import Department, Person
from conversations.rules.skips import Absence, WorkingWeek
from conversations.rules.weeks import local_day, week_at
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Called, Clicked, Due, Event, Looked, Started, Submitted, Told, Typed
from conversations.toolkit.reaching import reachable
from conversations.toolkit.reader import Goal, Reader
from conversations.toolkit.vocabulary import Vocabulary
from conversations.weekly_checkin.share import ANSWERED, LEFT_OUT

TREE = "tree"
WAITING = "waiting"
"""The answers' name for the day on which what waits for a yes came as a list, until nothing of it is left."""

BROUGHT, LATE = "brought", "late"
"""The answers' names for a day and what others did on it that came as a list: goals, and entries of late changes."""

FOR = "for_person"
"""The answers' name for whom a goal is drafted, if not for oneself."""

INDICATOR = "indicator"
"""The conversation in which an indicator is found, the button that leads there, and the stage until one is."""

BEGIN = frozenset({"add", "new", "from"})
"""The buttons that begin a goal of one's own."""


@dataclass(frozen=True)
class GoalsFacts:
    """`mine` are the viewer's goals, over or not; `reports` and `theirs` those of a manager; `parents` what a goal may
    serve. `today` is the viewer's local day. `subject` is whom a draft is for, `manager` their manager; while something
    is drafted, `away` and `working` say when they are at work, `headed` for which departments the viewer may draft. For
    the tree and by name `every` is each goal that the viewer may read, as it stood at the end of the day `on` if one is
    named, and `words` are what it is searched for, None on its page. `checkin_asks`: whether this week's check-in asks
    about what lies still and has no answer yet. `reached`: whether a message comes to `other`. `brought` and `late` are
    what is on the lists of what others did today. `whom` is whom a sentence names as the one whose goal it is.
    """

    viewer: Person
    subject: Person
    manager: Person | None
    mine: Sequence[Goal]
    stale: Sequence[Goal]
    reports: Sequence[Person]
    theirs: Mapping[str, Sequence[Goal]]
    parents: Sequence[Goal]
    today: date
    vocabulary: Vocabulary
    indicators: Library
    indicator: Indicator | None = None
    beside: str = ""
    headed: Sequence[Department] = ()
    away: Sequence[Absence] = ()
    working: WorkingWeek | None = None
    every: Sequence[Goal] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    departments: Mapping[str, Department] = field(default_factory=dict)
    on: date | None = None
    words: Sequence[str] | None = ()
    checkin_asks: bool = False
    reached: bool = True
    brought: Sequence[Goal] = ()
    late: Sequence[goal_cards.Late] = ()
    whom: Whom | None = None

    @property
    def is_own(self) -> bool:
        """Whether the draft is the viewer's own goal."""
        return self.subject.id == self.viewer.id

    @property
    def is_out_of_reach(self) -> bool:
        """Whether the draft is for somebody who does not report to the viewer any more."""
        return not self.is_own and all(person.id != self.subject.id for person in self.reports)

    @property
    def other(self) -> Person | None:
        """Who is to agree to what is drafted."""
        return self.manager if self.is_own else self.subject

    @property
    def waiting(self) -> Sequence[Goal]:
        """What waits for the viewer's yes: their own goals first, then those of the reports."""
        theirs = [goal for goals in self.theirs.values() for goal in goals]
        return (*waiting(self.mine, "owner"), *waiting(theirs, "manager"))

    @property
    def named(self) -> Sequence[Goal]:
        """The goals that may be called by their name, one's own first."""
        near = (*self.mine, *(goal for goals in self.theirs.values() for goal in goals))
        return (*near, *(goal for goal in self.every if goal.id not in {each.id for each in near}))

    def goal(self, id_: str) -> Goal | None:
        """One of the goals on the list or of the reports."""
        return next((goal for goal in self.named if goal.id == id_), None)


def gather(reader: Reader, state: State, event: Event | Looked) -> GoalsFacts:
    """Fetch the facts of a turn or a look."""
    viewer = reader.person(event.owner) or reader.me
    reports = reader.reports() if viewer.is_manager and _needs_reports(state, event) else ()
    whom = _whom(reader, state, event, reports)
    subject = _subject(reader, state, event, viewer, whom)
    drafts = isinstance(event, Called | Typed | Clicked | Submitted | Looked | Started)
    today, indicator = local_day(event.at, viewer.zone), _indicator(reader, event)
    on, words = _asked_of_tree(event, today, reader.vocabulary)
    every = _every(reader, viewer, on, today) if _shows_all(reader, event) else _opened(reader, event)
    manager = reader.manager_of(subject.id)
    other = manager if subject.id == viewer.id else subject
    return GoalsFacts(
        viewer=viewer,
        subject=subject,
        manager=manager,
        mine=reader.goals_of(viewer.id),
        stale=reader.stale_goals(viewer.id, event.at),
        reports=reports,
        theirs=_by_owner(reader, reports),
        parents=parents_of(reader, subject) if drafts else (),
        today=today,
        vocabulary=reader.vocabulary,
        indicators=reader.indicators,
        indicator=indicator,
        away=reader.absences(subject.id, today) if drafts else (),
        working=WorkingWeek(reader.calendar(subject.region), subject.working_days) if drafts else None,
        headed=[each for each in reader.departments() if each.head == viewer.id] if drafts else (),
        beside=_beside(reader, indicator, viewer) if indicator else "",
        every=every,
        departments={each.id: each for each in reader.departments()} if every else {},
        people={goal.owner: owner for goal in every if (owner := reader.person(goal.owner))},
        on=on,
        words=words,
        checkin_asks=_checkin_asks(reader, viewer, event),
        reached=_is_reached(reader, other) if other and isinstance(event, Clicked | Submitted) else True,
        whom=whom,
        brought=_brought(reader, state, event, today),
        late=_late(reader, state, event, today) if isinstance(event, Told) and event.notice == LATE else (),
    )


def _by_owner(reader: Reader, reports: Sequence[Person]) -> Mapping[str, Sequence[Goal]]:
    found: dict[str, list[Goal]] = {}
    for goal in reader.goals_among([person.id for person in reports]):
        found.setdefault(goal.owner, []).append(goal)
    return found


def kept_today(state: State, name: str, today: date) -> tuple[str, ...]:
    """The ids on a list of what others did on this day; none of an earlier one."""
    kept = state.answers.get(name)
    day, *ids = map(str, kept) if isinstance(kept, list | tuple) else ("",)
    return tuple(ids) if day == today.isoformat() else ()


def _brought(reader: Reader, state: State, event: Event | Looked, today: date) -> Sequence[Goal]:
    named = (event.facts["goal"],) if isinstance(event, Told) and event.notice == BROUGHT else ()
    ids = dict.fromkeys((*kept_today(state, BROUGHT, today), *named))
    return [goal for id_ in ids if (goal := reader.goal(id_))]


def _late(reader: Reader, state: State, event: Told, today: date) -> Sequence[goal_cards.Late]:
    ids = (*kept_today(state, LATE, today), event.facts["entry"])
    notes = [note for id_ in ids if (note := reader.entry(id_))]
    sides = [(note, reader.person(note.subject), reader.person(note.author)) for note in notes]
    return [goal_cards.Late(note.id, owner, by) for note, owner, by in sides if owner and by]


def _needs_reports(state: State, event: Event | Looked) -> bool:
    """A notice is about the viewer's own goals, but for what is on a list beside those of others."""
    listed = WAITING in state.answers or BROUGHT in state.answers
    asked = listed or (isinstance(event, Told) and event.notice == "proposed")
    return asked or not isinstance(event, Due | Told)


def _checkin_asks(reader: Reader, viewer: Person, event: Event | Looked) -> bool:
    if not (isinstance(event, Told) and event.notice == "stale"):
        return False
    week = str(week_at(event.at, viewer.zone))
    checkin = reader.running("weekly_checkin", week)
    answered = checkin is not None and checkin.stage in (*ANSWERED, LEFT_OUT)
    # The first one asks about no goals.
    return not answered and bool(reader.last_answered_week(viewer.id, week))


def _is_reached(reader: Reader, other: Person) -> bool:
    return bool(reachable(reader, [other])) and not other.stopped


def _indicator(reader: Reader, event: Event | Looked) -> Indicator | None:
    named = event.arguments.get("indicator", "") if isinstance(event, Started) else ""
    return reader.indicators.get(named) if named else None


def _beside(reader: Reader, indicator: Indicator, viewer: Person) -> str:
    """What is to be watched beside it, by the name that the viewer reads."""
    counter = reader.indicators.get(indicator.counter.id)
    name = counter.name if counter else indicator.counter.name
    return name.in_language(viewer.language) if name else ""


def _shows_all(reader: Reader, event: Event | Looked) -> bool:
    """Whether any goal that the viewer may read is shown, or may be meant by its name."""
    if isinstance(event, Looked):
        return event.what == TREE
    asked = event.arguments if isinstance(event, Called) else ""
    return act_of(asked, reader.vocabulary)[0] in (TREE, "explain") or asks_how_set(asked, reader.vocabulary)


def _opened(reader: Reader, event: Event | Looked) -> Sequence[Goal]:
    """The goal whose button was tapped: it may be neither one's own nor a report's."""
    goal = reader.goal(event.value) if isinstance(event, Clicked) and event.button == "open" else None
    return (goal,) if goal else ()


def _asked_of_tree(
    event: Event | Looked, today: date, vocabulary: Vocabulary
) -> tuple[date | None, Sequence[str] | None]:
    """The day of which the tree is to be shown, if not today, and the words that it is searched for; no page's."""
    if isinstance(event, Looked):
        named = event.arguments.get("on", "")
        return date.fromisoformat(named) if named else None, None
    act, rest = act_of(event.arguments, vocabulary) if isinstance(event, Called) else ("", "")
    if act != TREE or not rest:
        return None, ()
    return day_and_words(rest, today, vocabulary)


def _every(reader: Reader, viewer: Person, on: date | None, today: date) -> Sequence[Goal]:
    if on is None:
        return [goal for goal in reader.all_goals() if goal.standing.state != "draft"]
    # On a day to come goals stand as they do today, and the last days of the calendar have no end.
    end = tree.end_of(min(on, today), viewer.zone)
    return [goal for goal in reader.goals_on(end) if goal.standing.state != "draft"]


def _whom(reader: Reader, state: State, event: Event | Looked, reports: Sequence[Person]) -> Whom | None:
    """Only what is called, or said where it is asked for one's own goal, names whose it is."""
    match event:
        case Called(arguments=text):
            act, rest = act_of(text, reader.vocabulary)
            return named_in(rest, reader, reports) if act in ("add", "") else None
        case Started(arguments=given):
            text = given.get("text", "")
            wished = behind_wish(text, reader.vocabulary)
            act, rest = act_of(text, reader.vocabulary) if wished is None else ("add", wished)
            return named_in(rest, reader, reports) if act in ("add", "") else None
        case Typed(asks="sentence", text=text) if FOR not in state.answers:
            return named_in(text, reader, reports)
        case _:
            return None


def _subject(reader: Reader, state: State, event: Event | Looked, viewer: Person, whom: Whom | None) -> Person:
    """Whom a draft is for: who was named, or tapped or is being drafted for, be they a report by now or not, else the
    viewer.
    """
    if whom and whom.is_sure:
        return whom.people[0]
    tapped = event.value if isinstance(event, Clicked) and event.button == "add_for" else ""
    # What is called, or begun from one's own list, is one's own, whoever the half-made goal is for.
    begun = (isinstance(event, Called | Started) and state.stage != INDICATOR) or (
        isinstance(event, Clicked) and event.button in BEGIN
    )
    taken_up = event.value if isinstance(event, Clicked) and event.button == "resume" else ""
    about = half_made.answers_about(state, taken_up)
    wanted = tapped or ("" if begun else str(about.get(FOR) or ""))
    return (reader.person(wanted) if wanted else None) or viewer
