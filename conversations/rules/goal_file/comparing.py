"""A file of goals against the goals as they stand: which numbers change, what is new, and what cannot be taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from conversations.entries.goals import Measured
from conversations.rules.goal_file.cells import Refused, number_in, unit_in
from conversations.rules.goal_file.faults import fault, say
from conversations.rules.goal_file.goals import (
    IMPORTED_FOR,
    IMPORTERS,
    Change,
    Comparison,
    Known,
    Number,
    Proposal,
    over,
)
from conversations.rules.goal_file.periods import Period
from conversations.rules.goal_file.reading import GoalFile, GoalLine
from conversations.rules.goals import GoalContent, KeyResult
from conversations.rules.indicator_library import Library
from conversations.rules.roster import Person
from conversations.rules.roster_file.faults import Fault, Faults, in_order, shown
from conversations.rules.roster_file.words import folded
from conversations.toolkit.numbers import number_text
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Phrase


@dataclass(frozen=True)
class Side:
    """Who imports, whom and what there is, and whether goals that nobody has yet are to be proposed."""

    importer: Person
    people: Mapping[str, Person]
    goals: Mapping[str, Sequence[Known]]
    vocabulary: Vocabulary
    indicators: Library
    create: bool = False

    def may_import_for(self, person: Person) -> bool:
        """One's own numbers, those of one's reports, and everybody's for who has a role."""
        return self.may_propose_for(person) or bool(IMPORTERS & self.importer.roles)

    def may_propose_for(self, person: Person) -> bool:
        """Goals are proposed by the two whose they are."""
        return self.importer.id in (person.id, person.manager)


def may_be_named(side: Side, goal: Known) -> bool:
    """Whether this import may touch a goal: a draft is its owner's, one between two people those two's."""
    if goal.state == "draft":
        return False
    return goal.is_open or goal.audience in IMPORTED_FOR


@dataclass
class _Found:
    """What lines say of one goal."""

    goal: Known
    said: dict[tuple[str, str], tuple[GoalLine, KeyResult, Measured]]


def compare(file: GoalFile, side: Side) -> Comparison | Faults:
    """What the file changes; any line that cannot be taken refuses all of it."""
    found: dict[str, _Found] = {}
    fresh: dict[tuple[str, str, str], list[GoalLine]] = defaultdict(list)
    faults: list[Fault] = []
    notes: list[Phrase] = list(file.notes)
    for line in file.lines:
        if not line.target and not line.actual:
            continue
        try:
            known = _goal(line, side)
            if known is None:
                fresh[line.person, folded(line.goal), str(line.period)].append(line)
                continue
            notes += _say_line(found.setdefault(known.id, _Found(known, {})), line, side)
        except Refused as refused:
            faults.append(fault(line.line, file.titles.get(refused.column, ""), refused.says))
    proposals = []
    for lines in fresh.values():
        try:
            proposals.append(_proposal(lines, side))
        except Refused as refused:
            faults.append(fault(lines[0].line, file.titles.get(refused.column, ""), refused.says))
    changes: list[Change] = []
    for each in found.values():
        change = _change(each)
        if change and each.goal.is_over:
            line, _, _ = next(iter(each.said.values()))
            faults.append(fault(line.line, file.titles.get("goal", ""), say("fault.over")))
        elif change:
            changes.append(change)
    if faults:
        return in_order(faults)
    owners = {person.id: person for person in side.people.values()}
    return Comparison(tuple(changes), tuple(proposals), tuple(notes), owners)


def _goal(line: GoalLine, side: Side) -> Known | None:
    """The goal that a line means; None if there is none and one is to be proposed."""
    person = side.people.get(line.person)
    if person is None:
        raise Refused("person", say("fault.nobody", value=shown(line.person)))
    if not side.may_import_for(person):
        raise Refused("person", say("fault.not_yours", value=shown(line.person)))
    goals = [goal for goal in side.goals.get(person.id, ()) if may_be_named(side, goal)]
    by_id = [goal for goal in goals if goal.id == line.goal]
    named = by_id or [goal for goal in goals if _names(line, goal, side.indicators)]
    meeting = [goal for goal in named if _span(goal).meets(line.period)]
    exact = [goal for goal in meeting if _span(goal) == line.period]
    standing = [goal for goal in exact or meeting if not goal.is_over] or exact or meeting
    if len(standing) > 1:
        raise Refused("goal", say("fault.several_goals", n=len(standing), value=shown(line.goal or line.indicator)))
    if standing:
        return standing[0]
    if side.create and line.goal and not by_id:
        return None
    if named:
        raise Refused("period", say("fault.outside", value=str(line.period)))
    column = "goal" if line.goal else "indicator"
    raise Refused(column, say("fault.no_such_goal", value=shown(line.goal or line.indicator)))


def _names(line: GoalLine, goal: Known, indicators: Library) -> bool:
    """Whether the line means this goal: by its title or, where it names none, by its indicator."""
    if line.goal:
        return folded(line.goal) == folded(goal.content.title)
    called = folded(line.indicator) == folded(goal.content.title)
    return called or _is_called(line.indicator, goal.content.indicator, indicators)


def _span(goal: Known) -> Period:
    return Period(goal.content.starts, goal.content.due)


def _result(line: GoalLine, goal: Known) -> KeyResult:
    results = goal.content.results
    if line.result:
        named = [r for r in results if line.result == r.id or folded(line.result) == folded(r.title)]
    else:
        numbers = [r for r in results if r.kind == "number"]
        named = list(results if len(results) == 1 else numbers)
    if len(named) == 1:
        return named[0]
    reason = "several_results" if len(named) > 1 else "no_such_result"
    raise Refused("result", say(f"fault.{reason}", value=shown(line.result or line.goal or line.indicator)))


def _say_line(found: _Found, line: GoalLine, side: Side) -> Iterator[Phrase]:
    """Keep what a line says of its goal; gives notes on what is not taken over."""
    goal, result = found.goal, _result(line, found.goal)
    if line.unit and result.unit and unit_in(line.unit) != unit_in(result.unit):
        unit = {"value": shown(line.unit), "unit": shown(result.unit)}
        raise Refused(
            "unit", say("fault.unit", **unit) if goal.is_open else say("fault.other_unit", value=unit["value"])
        )
    actual = number_in("actual", line.actual, result, side.vocabulary)
    target = number_in("target", line.target, result, side.vocabulary)
    period = str(line.period)
    if target is not None and line.period.ends_with(_span(goal)):
        if target != result.target or not goal.is_open:
            yield _about_target(line, target, result, goal)
        target = None
    if (result.id, period) in found.said:
        first = found.said[result.id, period][0].line
        raise Refused("period", say("fault.twice", first=first))
    if actual is not None or target is not None:
        found.said[result.id, period] = line, result, Measured(result.id, period, actual, target)


def _about_target(line: GoalLine, target: Decimal, result: KeyResult, goal: Known) -> Phrase:
    """What both agreed on is changed by both, in the conversation."""
    agreed = result.target if goal.is_open else None
    if agreed is None:
        return say("note.other_target", line=line.line, target=number_text(target))
    return say("note.target", line=line.line, target=number_text(target), agreed=number_text(agreed))


def _change(found: _Found) -> Change | None:
    goal = found.goal
    last = dict(sorted(goal.measured, key=_ends))
    measured: list[Measured] = []
    numbers: list[Number] = []
    values = dict(goal.values)
    for key, (line, result, said) in sorted(found.said.items(), key=lambda each: _ends(each[0])):
        if _is_known(said, key, goal, line):
            continue
        measured.append(said)
        if said.value is None:
            continue
        before = goal.measured.get(key)
        old = before.value if before else None
        if old is None and key[0] not in last:
            old = goal.values.get(key[0])
        numbers.append(_told(line, result, said.value, old, goal))
        if key[0] not in last or _ends(key) >= _ends((key[0], last[key[0]])):
            values[key[0]], last[key[0]] = said.value, key[1]
    if not measured:
        return None
    first, _, _ = next(iter(found.said.values()))
    called = goal.content.title if goal.is_open else first.goal or first.indicator
    return Change(goal, called, tuple(measured), values, tuple(numbers))


def _told(line: GoalLine, result: KeyResult, new: Decimal, old: Decimal | None, goal: Known) -> Number:
    if goal.is_open:
        return Number(result.title, str(line.period), old, new, result.unit)
    return Number(line.result or line.indicator or line.goal, str(line.period), None, new, line.unit)


def _is_known(said: Measured, key: tuple[str, str], goal: Known, line: GoalLine) -> bool:
    """Whether an earlier file said it, or it is no more than where the whole goal stands anyway. Whoever may not read
    the goal is answered from their own files alone, or the answer would tell whether a guess is right.
    """
    before = (goal.measured if goal.is_open else goal.own).get(key)
    if before is not None:
        return over(said, before) == before
    stands = goal.is_open and said.target is None and line.period == _span(goal)
    return stands and said.value == goal.values.get(said.result)


def _ends(key: tuple[str, str]) -> tuple[str, str]:
    """Periods in the order in which they end; "2026-Q4" comes after its months."""
    result, period = key
    year, _, rest = period.partition("-")
    if rest.startswith("Q"):
        return result, f"{year}-{int(rest[1:]) * 3:02}~"
    return result, period.partition("/")[2] or (period if rest else f"{year}-12~~")


def _proposal(lines: Sequence[GoalLine], side: Side) -> Proposal:
    """The goal that lines of one person, title and period make: a key result for each."""
    first = lines[0]
    person = side.people[first.person]
    if not side.may_propose_for(person):
        raise Refused("person", say("fault.manager_proposes", value=shown(first.person)))
    results = tuple(_new_result(f"r{n}", line, side) for n, line in enumerate(lines, 1))
    library = side.indicators
    indicator = next((id_ for id_ in library.records if _is_called(first.indicator, id_, library)), "")
    period = first.period
    said = [
        (each.id, number_in("actual", line.actual, each, side.vocabulary))
        for line, each in zip(lines, results, strict=True)
    ]
    measured = tuple(Measured(id_, str(period), value) for id_, value in said if value is not None)
    return Proposal(person, GoalContent(first.goal, period.first, period.last, results, indicator=indicator), measured)


def _is_called(text: str, id_: str, indicators: Library) -> bool:
    record = indicators.get(id_)
    names = {id_, record.name.en, record.name.zh} if record else {id_}
    return bool(text and id_) and folded(text) in set(map(folded, names))


def _new_result(id_: str, line: GoalLine, side: Side) -> KeyResult:
    title = line.result or line.indicator or line.goal
    measures = line.indicator or title
    bare = KeyResult(id_, title, "number", unit=line.unit, due=line.period.last)
    target = number_in("target", line.target, bare, side.vocabulary)
    if target is None:
        raise Refused("target", say("fault.no_target", value=shown(line.goal)))
    # What is to become more is counted from nought; where less is good, nobody has said where it began.
    library = side.indicators
    way = next((each.good_way for each in library.records.values() if _is_called(measures, each.id, library)), None)
    start = None if way == "down" else Decimal(0)
    return KeyResult(id_, title, "number", start, target, line.unit, line.period.last, direction=way)
