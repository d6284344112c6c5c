"""A file of goals against the goals as they stand: which numbers change, what is new, and what cannot be taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from conversations.entries.goals import Measured
from conversations.rules.amounts import amount_text
from conversations.rules.doubtful import is_far, readings_of
from conversations.rules.goal_file.cells import Refused, may_be_decimal, number_in, unit_in
from conversations.rules.goal_file.faults import fault, say
from conversations.rules.goal_file.goals import (
    IMPORTED_FOR,
    Change,
    Comparison,
    Known,
    Number,
    Side,
    over,
)
from conversations.rules.goal_file.periods import Period
from conversations.rules.goal_file.proposing import is_called, proposal, together, whose
from conversations.rules.goal_file.reading import GoalFile, GoalLine
from conversations.rules.goals import KeyResult
from conversations.rules.indicator_library import Library
from conversations.rules.roster_file.faults import Fault, Faults, in_order, shown
from conversations.rules.roster_file.words import folded
from conversations.toolkit.numbers import number_text
from conversations.toolkit.words import Day, Joined, Phrase, Verbatim


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
    faults: list[Fault] = list(file.faults)
    notes: list[Phrase] = list(file.notes)
    for line in file.lines:
        if not line.target and not line.actual:
            continue
        try:
            if line.actual and line.period.first > side.today:
                raise Refused("period", say("fault.not_yet", value=str(line.period)))
            known = _goal(line, side)
            if known is None:
                fresh[together(line)].append(line)
                continue
            notes += _say_line(found.setdefault(known.id, _Found(known, {})), line, side)
        except Refused as refused:
            faults.append(fault(line.line, file.titles.get(refused.column, ""), refused.says))
    proposals = []
    for lines in fresh.values():
        try:
            proposals.append(proposal(lines, side))
        except Refused as refused:
            faults.append(fault(refused.line or lines[0].line, file.titles.get(refused.column, ""), refused.says))
    changes: list[Change] = []
    for each in found.values():
        change = _change(each)
        if change and each.goal.is_over:
            line, _, _ = next(iter(each.said.values()))
            faults.append(fault(line.line, file.titles.get("goal", ""), say("fault.over")))
        elif change:
            changes.append(change)
            notes += change.notes
    if faults:
        return in_order(faults)
    owners = {person.id: person for person in side.people.values()}
    return Comparison(tuple(changes), tuple(proposals), tuple(notes), owners)


def _goal(line: GoalLine, side: Side) -> Known | None:
    """The goal that a line means; None if there is none and one is to be proposed."""
    person, team = whose(line, side)
    if not side.may_import_for(person):
        raise Refused("person", say("fault.not_yours", value=shown(line.person)))
    theirs = [goal for goal in side.goals.get(person.id, ()) if may_be_named(side, goal)]
    goals = [goal for goal in theirs if not team or goal.content.team == team]
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
        raise Refused("period", _outside(line, named))
    column = "goal" if line.goal else "indicator"
    raise Refused(column, say("fault.no_such_goal", value=shown(line.goal or line.indicator)))


def _outside(line: GoalLine, named: Sequence[Known]) -> Phrase:
    """That no goal of this name runs then; when one does is for who reads it."""
    runs, value = tuple(Verbatim(str(_span(goal))) for goal in named if goal.is_open), str(line.period)
    return say("fault.outside", value=value, runs=Joined(runs)) if runs else say("fault.outside_unread", value=value)


def _names(line: GoalLine, goal: Known, indicators: Library) -> bool:
    """Whether the line means this goal: by its title or, where it names none, by its indicator."""
    if line.goal:
        return folded(line.goal) == folded(goal.content.title)
    called = folded(line.indicator) == folded(goal.content.title)
    return called or is_called(line.indicator, goal.content.indicator, indicators)


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
        said = Measured(result.id, period, actual, target)
        found.said[result.id, period] = line, result, said
        # Of a goal that the importer may not read, a doubt would tell how far off a guess is.
        if actual is not None and goal.is_open and not _is_known(said, (result.id, period), goal, line):
            yield from _doubts(line, actual, result)


def _doubts(line: GoalLine, actual: Decimal, result: KeyResult) -> Iterator[Phrase]:
    """A number that the conversation would ask about is taken as it is written, but not without a word."""
    read = readings_of(line.actual, [actual], result, None) if result.kind == "number" else ()
    if not read and may_be_decimal(line.actual) and not is_far(actual / 1000, result, None):
        read = (actual, actual / 1000)
    told = {"line": line.line, "value": shown(line.actual), "new": amount_text(actual, result.unit)}
    if len(read) > 1:
        yield say("note.either", **told, other=amount_text(read[1], result.unit))
    elif read:
        yield say("note.far_off", **told)


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
    values: dict[str, Decimal] = {}
    notes: dict[str, Phrase] = {}
    for key, (line, result, said) in sorted(found.said.items(), key=lambda each: _ends(each[0])):
        if _is_known(said, key, goal, line):
            continue
        measured.append(said)
        if said.value is None:
            continue
        before = goal.measured.get(key)
        old, is_latest = before.value if before else None, _is_latest(key, last)
        is_past = is_latest and _is_past(line, result, goal)
        if old is None and key[0] not in last and not is_past:
            old = goal.values.get(key[0])
        numbers.append(_told(line, result, said.value, old, goal))
        if is_past:
            notes[key[0]] = _stays(line, said.value, result, goal)
        elif is_latest:
            values[key[0]], last[key[0]] = said.value, key[1]
    if not measured:
        return None
    first, _, _ = next(iter(found.said.values()))
    called = goal.content.title if goal.is_open else first.goal or first.indicator
    stay = tuple(note for result, note in notes.items() if result not in values)
    return Change(goal, called, tuple(measured), values, tuple(numbers), stay)


def _is_latest(key: tuple[str, str], last: Mapping[str, str]) -> bool:
    """Whether no file has said anything of a period that ends later."""
    return key[0] not in last or _ends(key) >= _ends((key[0], last[key[0]]))


def _is_past(line: GoalLine, result: KeyResult, goal: Known) -> bool:
    """Whether somebody said how far it is once the period was over: its number is history then."""
    said_on = goal.by_hand.get(result.id)
    return said_on is not None and line.period.last is not None and line.period.last < said_on


def _stays(line: GoalLine, value: Decimal, result: KeyResult, goal: Known) -> Phrase:
    told = {"line": line.line, "value": amount_text(value, result.unit), "period": str(line.period)}
    if not goal.is_open:
        return say("note.later_unread", **{**told, "value": shown(line.actual)})
    now = amount_text(goal.values[result.id], result.unit)
    return say("note.later", **told, now=now, day=Day(goal.by_hand[result.id]))


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
