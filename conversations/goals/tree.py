"""The tree of goals, from the company's to each person's, as it stands or as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations.goal.cards import progress_text
from conversations.rules.roster import Department, Person
from conversations.toolkit.cards import PAGE, Branch, Button, Card, Heading, Line, Note, Part, Row, Tree
from conversations.toolkit.reader import Goal
from conversations.toolkit.vocabulary import fold
from conversations.toolkit.words import Bilingual, Day, Text, Verbatim, phrases_of

say = phrases_of("goals")

WAYS_AT_MOST = 7
DEEPEST = 12
"""Goals that serve one another in a circle end somewhere."""


@dataclass(frozen=True)
class Around:
    """Whose the goals are, by id: people and departments."""

    people: Mapping[str, Person]
    departments: Mapping[str, Department]

    def whose(self, goal: Goal) -> Text:
        """The department whose goal it is, else its owner."""
        if goal.counts.team:
            return self._called(goal.counts.team)
        owner = self.people.get(goal.owner)
        return Verbatim(owner.name if owner else "")

    def found_by(self, goal: Goal) -> Text | None:
        """The owner's department, where the goal does not name one itself."""
        owner = self.people.get(goal.owner)
        return None if goal.counts.team or owner is None else self._called(owner.department)

    def has(self, goal: Goal, words: Sequence[str]) -> bool:
        """Whether a goal is found by these words: in its title, or in the names of whose it is."""
        owner = self.people.get(goal.owner)
        rooms = [self.departments.get(each) for each in (goal.counts.team, owner.department if owner else "")]
        names = [name for room in rooms if room for name in room.name.values()]
        told = fold(" ".join((goal.counts.title, owner.name if owner else "", *names)))
        return all(fold(word) in told for word in words)

    def _called(self, department: str) -> Text:
        known = self.departments.get(department)
        return Bilingual(known.name["en"], known.name["zh-CN"]) if known else Verbatim(department)


@dataclass(frozen=True)
class _Hung:
    """What hangs below each goal, whose they are, and the day of which it is told."""

    below: Mapping[str, Sequence[Goal]]
    around: Around
    on: date


def card(goals: Sequence[Goal], around: Around, today: date, on: date | None, words: Sequence[str] | None) -> Card:
    """All goals that the viewer may read, each below the one it serves, as of today or of a day `on` that is named;
    with `words` those found, and a way to each. On a day to come they stand as they do today. None are the words of a
    page, which has its own fields for a day and a search.
    """
    as_of = min(on or today, today)
    body: list[Part] = [Heading(say("tree.title"))]
    if on:
        body.append(Note(say("tree.to_come" if on > today else "tree.on", day=Day(on))))
    found = [goal for goal in goals if around.has(goal, words or ())]
    if not found:
        key = "tree.not_found" if words else "tree.none"
        return Card("goals.tree", say("neutral"), (*body, Line(say(key))))
    if words:
        body.append(Note(say("tree.found", n=len(found))))
        body.extend(_way(goal, around, as_of) for goal in found[:WAYS_AT_MOST])
        goals = _with_above(found, goals)
    else:
        body += [Note(say("tree.count", n=len(goals))), *((Note(say("tree.more")),) if words is not None else ())]
    below: dict[str, list[Goal]] = {}
    for goal in goals:
        below.setdefault(goal.counts.parent, []).append(goal)
    tops = sorted(_tops(goals, below), key=lambda goal: (not goal.counts.team, goal.id not in below))
    branches = tuple(_branch(goal, _Hung(below, around, as_of), frozenset(), DEEPEST) for goal in tops)
    # A message has no room for many; the page has all of them, folded.
    page = (Button("page", say("tree.page"), leads=f"{PAGE}/goals"),) if words is not None else ()
    return Card("goals.tree", say("neutral"), (*body, Tree(branches)), page)


def _way(goal: Goal, around: Around, on: date) -> Row:
    title = say("tree.line", title=Verbatim(goal.counts.title), name=around.whose(goal))
    return Row(title, (Button("open", say("buttons.open"), goal.id),), progress_text(goal, on))


def _with_above(found: Sequence[Goal], goals: Sequence[Goal]) -> Sequence[Goal]:
    """What was found, below what it serves."""
    known, kept = {goal.id: goal for goal in goals}, dict[str, Goal]()
    for goal in found:
        each: Goal | None = goal
        while each and each.id not in kept:
            kept[each.id] = each
            each = known.get(each.counts.parent)
    return [goal for goal in goals if goal.id in kept]


def end_of(day: date, zone: str) -> datetime:
    """The instant at which a viewer's day is over."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))


def _tops(goals: Sequence[Goal], below: Mapping[str, Sequence[Goal]]) -> Iterator[Goal]:
    """Where each goal hangs in the end: what serves none of these, and one of those that serve each other."""
    known = {goal.id: goal for goal in goals}
    hung: set[str] = set()
    for goal in goals:
        if goal.id in hung:
            continue
        top, passed = goal, set[str]()
        while top.id not in passed and top.counts.parent in known:
            passed.add(top.id)
            top = known[top.counts.parent]
        yield top
        reached = [top]
        while reached:
            each = reached.pop()
            if each.id not in hung:
                hung.add(each.id)
                reached += below.get(each.id, ())


def _branch(goal: Goal, hung: _Hung, above: frozenset[str], left: int) -> Branch:
    text = say("tree.line", title=Verbatim(goal.counts.title), name=hung.around.whose(goal))
    inside = above | {goal.id}
    below = [each for each in hung.below.get(goal.id, ()) if each.id not in inside]
    if below and not left:
        branches: tuple[Branch, ...] = (Branch(say("tree.deeper", n=_all_below(below, hung, inside))),)
    else:
        branches = tuple(_branch(each, hung, inside, left - 1) for each in below)
    return Branch(text, progress_text(goal, hung.on), branches, hung.around.found_by(goal))


def _all_below(goals: Sequence[Goal], hung: _Hung, above: frozenset[str]) -> int:
    """How many goals hang there in the end, each once."""
    found, waiting = set(above), list(goals)
    while waiting:
        each = waiting.pop()
        if each.id not in found:
            found.add(each.id)
            waiting += hung.below.get(each.id, ())
    return len(found - above)
