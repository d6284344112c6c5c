"""What one goal's conversation knows: the goal as its viewer may read it, both sides, its history when asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from conversations.entries.goals import GoalConfirmed, GoalSet
from conversations.goal.hearing import WHICH
from conversations.rules.goals import GoalContent, Side, is_late_change
from conversations.rules.indicators import Indicator
from conversations.rules.roster import Department, Person
from conversations.toolkit.conversation import State
from conversations.toolkit.events import Clicked, Conflict, Event, Looked, Started, Submitted, Told, Typed
from conversations.toolkit.reader import Goal, Reader, Written
from conversations.toolkit.vocabulary import Vocabulary

EXPLAINED = "explained"
"""The stage in which the card shows how the goal came about."""

SHOWN = "shown"
"""The stage in which the card shows the goal as it is."""

CLOSING = "closing"
"""The stage in which the card asks whether the goal is to be closed."""

TOLD = "told"
"""The answer that keeps what the other side brought: that it is "closed", "reopened", or that they said no to it."""

DOUBT = "doubt"
"""The answers' name for the update with the number in question."""

WRITTEN = "written"
"""The answers' name for what was typed for a form of the goal, until that is sent."""

BY_TAP = "by_tap"
"""The answers' name for that a yes was said in words to what takes a form, and so a tap."""

NODDED = "nodded"
"""The answers' name for that it was asked whether what was said is a yes."""

ASKED_ONCE = (TOLD, WRITTEN, BY_TAP, NODDED)
"""The answers that are over once anything is recorded."""

DECLINED = "declined"
"""What the other side brought: a no."""

BROUGHT = ("closed", "reopened", DECLINED)

OVERTAKEN = "overtaken"
"""The notice that its owner said elsewhere how it goes, of what had moved on by then."""

DOUBTED = "doubted"
"""The notice that its owner said a number elsewhere that is to be asked about."""

MINE = "mine"
"""The answers' name for what was written on what had moved on, until its writer has chosen."""


@dataclass(frozen=True)
class GoalFacts:
    """The goal, None if its viewer may not read it (any more). `today` is the viewer's local day; `history` is its
    entries, oldest first, while the card explains or a version waits for a yes. `people` are those whose names are
    needed, by id; `hr` who is to know of a late change, when a form is sent; `parents` what it serves, served or may
    serve, while that is shown or may change. `former` proposed what waits, and manages its owner no longer.
    `department` is whose goal it is, if it is one's; `indicator` its standard. `opened` is the goal as a form held it
    that was opened before it moved on, and is sent now; None if nobody knows.
    """

    viewer: Person
    goal: Goal | None
    owner: Person | None
    manager: Person | None
    parent: Goal | None
    history: Sequence[Written]
    people: Mapping[str, Person]
    today: date
    vocabulary: Vocabulary
    hr: Sequence[Person] = ()
    former: Person | None = None
    department: Department | None = None
    indicator: Indicator | None = None
    parents: Sequence[Goal] = ()
    opened: Goal | None = None

    @property
    def before(self) -> GoalContent | None:
        """What a proposed version is to take the place of: what was agreed, else what was proposed before it."""
        if self.goal is None or self.goal.agreed:
            return self.goal.agreed if self.goal else None
        earlier = self._proposed[:-1]
        return earlier[-1].content if earlier else None

    @property
    def reason(self) -> str:
        """Why the latest version is proposed."""
        return self._proposed[-1].reason if self._proposed else ""

    @property
    def _proposed(self) -> Sequence[GoalSet]:
        return [each.entry for each in self.history if isinstance(each.entry, GoalSet) and not each.entry.draft]

    def title_of(self, goal: str) -> str:
        """What a goal that this one may serve is called, "" if the viewer may not read it."""
        return next((each.counts.title for each in self.parents if each.id == goal), "")

    @property
    def is_late(self) -> bool:
        """Whether a change of what was agreed comes late: HR gets a note then."""
        return self.goal is not None and self.goal.agreed is not None and is_late_change(self.goal.agreed, self.today)

    @property
    def side(self) -> Side | None:
        """The side on which the viewer stands; None for somebody who only reads."""
        if self.owner and self.viewer.id == self.owner.id:
            return "owner"
        return "manager" if self.manager and self.viewer.id == self.manager.id else None

    def is_asked(self, version: str) -> bool:
        """Whether this version waits for the viewer's yes."""
        stands = self.goal.standing if self.goal else None
        return stands is not None and self.side in stands.waits_for and version == str(stands.content_version)

    @property
    def may_decline(self) -> bool:
        """Whether a version waits for the viewer's yes, and they may read what a no leaves standing."""
        if self.goal is None or self.side not in self.goal.standing.waits_for:
            return False
        return self.goal.agreed is not None or not self.goal.standing.agreed_version

    @property
    def other(self) -> Person | None:
        """Who stands on the other side, if anybody does."""
        return self.manager if self.side == "owner" else self.owner

    @property
    def may_propose(self) -> bool:
        """Whether its owner has the first word: on a draft, and on what waits for a manager who is not there."""
        if self.goal is None or self.side != "owner":
            return False
        standing = self.goal.standing
        return standing.state == "draft" or (self.manager is None and "manager" in standing.waits_for)

    def name_of(self, person: str) -> str:
        """A person's name, "" if unknown."""
        known = self.people.get(person)
        return known.name if known else ""


def gather(reader: Reader, state: State, event: Event | Looked) -> GoalFacts:
    """Fetch the facts of a turn or a look."""
    viewer = reader.person(event.owner) or reader.me
    goal = reader.goal(event.topic)
    owner = reader.person(goal.owner) if goal else None
    manager = reader.manager_of(goal.owner) if goal else None
    history = reader.goal_history(goal.id) if goal and _needs_history(state, event, goal) else ()
    known = (owner, manager, *(reader.person(each.author) for each in history))
    parent = reader.goal(goal.counts.parent) if goal and goal.counts.parent else None
    serves = _needs_parents(state, event, history)
    parents = _parents(reader, goal, owner, history) if serves and goal and owner else ()
    return GoalFacts(
        viewer=viewer,
        goal=goal,
        owner=owner,
        manager=manager,
        parent=parent,
        history=history,
        people={person.id: person for person in known if person},
        today=event.at.astimezone(ZoneInfo(viewer.zone)).date(),
        vocabulary=reader.vocabulary,
        department=_department(reader, goal) if goal else None,
        indicator=reader.indicators.get(goal.counts.indicator) if goal else None,
        hr=reader.people_with_role("hr") if isinstance(event, Submitted | Clicked | Typed) else (),
        former=_former(reader, goal, manager) if goal else None,
        parents=parents,
        opened=_opened(reader, state, event, goal) if goal else None,
    )


def _opened(reader: Reader, state: State, event: Event | Looked, goal: Goal) -> Goal | None:
    """The goal as the form held it that is sent now, if it has moved on since."""
    seen = seen_in(state, event)
    return reader.goal_when(goal.id, seen) if seen and _is_overtaken(state, event, goal) else None


def seen_in(state: State, event: Event | Looked) -> int | None:
    """The version of the goal that its form was opened on, as far as what is sent now says so."""
    match event:
        case Submitted(version=seen) | Conflict(seen=seen):
            return seen
        case Clicked() | Typed() if DOUBT in state.answers and _takes(event):
            version = json.loads(str(state.answers[DOUBT]))["version"]
            return int(version) if version is not None else None
        case _:
            return None


def _is_overtaken(state: State, event: Event | Looked, goal: Goal) -> bool:
    """Whether what is sent now was written on a goal that has moved on, or is over."""
    is_sent = isinstance(event, Submitted) or _takes(event)
    has_moved = seen_in(state, event) != goal.version or goal.standing.closed_at is not None
    return isinstance(event, Conflict) or (is_sent and has_moved)


def _takes(event: Event | Looked) -> bool:
    """Whether what is sent now may be the answer to which number, or which word, is meant."""
    is_tapped = isinstance(event, Clicked) and event.button == "take"
    return is_tapped or (isinstance(event, Typed) and event.asks == WHICH)


def _former(reader: Reader, goal: Goal, manager: Person | None) -> Person | None:
    """Who proposed what waits as the manager of then, if somebody else or nobody is that now."""
    still = manager is not None and manager.id == goal.manager_then
    by_manager = goal.standing.is_pending and "manager" in goal.standing.confirmed
    return reader.person(goal.manager_then) if by_manager and not still else None


def _department(reader: Reader, goal: Goal) -> Department | None:
    team = goal.counts.team
    return next((each for each in reader.departments() if each.id == team), None) if team else None


def parents_of(reader: Reader, owner: Person) -> Sequence[Goal]:
    """What a goal may serve: the goals of the manager and of the departments, as far as the viewer may read them."""
    manager = reader.manager_of(owner.id)
    theirs = reader.goals_among([manager.id]) if manager else ()
    # A department's goal is its head's, who may be the manager: it is offered once, one's own department's first.
    ours = sorted(reader.all_goals("departments"), key=lambda goal: goal.counts.team != owner.department)
    found = {goal.id: goal for goal in (*theirs, *ours) if goal.standing.state == "agreed"}
    return list(found.values())


def _parents(reader: Reader, goal: Goal, owner: Person, history: Sequence[Written]) -> Sequence[Goal]:
    """What it may serve, and what it serves or did, whatever has become of that."""
    said = [each.entry.content for each in history if isinstance(each.entry, GoalSet | GoalConfirmed)]
    versions = [content for content in said if content]
    ids = dict.fromkeys(each.parent for each in (goal.content, goal.counts, *versions) if each.parent)
    named = [parent for id_ in ids if (parent := reader.goal(id_))]
    found = {each.id: each for each in (*named, *parents_of(reader, owner))}
    serves = {goal.content.parent, goal.counts.parent}
    return [each for each in found.values() if each.id in serves or not _leads_to(reader, each, goal.id, found)]


def _leads_to(reader: Reader, goal: Goal, id_: str, known: Mapping[str, Goal]) -> bool:
    """Whether it is this goal, or serves it, be it through those between: neither can be served in turn."""
    rest, seen = [goal], set[str]()
    while rest:
        each = rest.pop()
        if each.id == id_:
            return True
        if each.id not in seen:
            seen.add(each.id)
            above = {each.content.parent, each.counts.parent} - {""}
            rest += [found for parent in above if (found := known.get(parent) or reader.goal(parent))]
    return False


def _needs_history(state: State, event: Event | Looked, goal: Goal) -> bool:
    why = event.arguments.get("why") if isinstance(event, Started | Looked) else ""
    asked = why in ("explain", *BROUGHT) or (isinstance(event, Clicked) and event.button == "explain")
    asked = asked or (isinstance(event, Told) and event.notice == OVERTAKEN)
    told = TOLD in state.answers or MINE in state.answers or _is_overtaken(state, event, goal)
    return asked or told or state.stage == EXPLAINED or goal.standing.is_pending


def _needs_parents(state: State, event: Event | Looked, history: Sequence[Written]) -> bool:
    """What it serves is shown by its history, by a form, and by what was written in one beside what stands."""
    return bool(history) or MINE in state.answers or isinstance(event, Looked | Clicked | Typed | Submitted | Conflict)
