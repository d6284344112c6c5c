"""Goals that a file holds and nobody has yet: the lines of one goal together, its key results, its numbers so far."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from conversations.entries.goals import Measured
from conversations.rules.goal_file.cells import Refused, number_in
from conversations.rules.goal_file.faults import say
from conversations.rules.goal_file.goals import Proposal, Side
from conversations.rules.goal_file.periods import Period
from conversations.rules.goal_file.reading import GoalLine
from conversations.rules.goals import MOST_RESULTS, TITLE_AT_MOST, UNIT_AT_MOST, GoalContent, KeyResult
from conversations.rules.indicator_library import Library
from conversations.rules.roster import Person
from conversations.rules.roster_file.faults import shown
from conversations.rules.roster_file.words import folded
from conversations.toolkit.forms import FAR_AHEAD

_MONTH = re.compile(r"\d{4}-\d\d")


def whose(line: GoalLine, side: Side) -> tuple[Person, str]:
    """Whose goal a line means, and the department if it is one's: whoever heads that holds it. Raises Refused."""
    department = side.departments.get(folded(line.person)) if "@" not in line.person else None
    heads = {person.id: person for person in side.people.values()}
    person = heads.get(department.head) if department else side.people.get(line.person)
    if person is None:
        reason = "fault.headless" if department else "fault.nobody"
        raise Refused("person", say(reason, value=shown(line.person)))
    return person, department.id if department else ""


def together(line: GoalLine) -> tuple[str, str, str]:
    """What lines of one goal have in common: the months of a year belong to one, any longer period is one's own."""
    period = str(line.period)
    return line.person, folded(line.goal), period[:4] if _MONTH.fullmatch(period) else period


def proposal(lines: Sequence[GoalLine], side: Side) -> Proposal:
    """The goal that such lines make, with what they say of it so far."""
    first = lines[0]
    person, team = whose(first, side)
    if not side.may_propose_for(person):
        raise Refused("person", say("fault.manager_proposes", value=shown(first.person)))
    named: dict[str, list[GoalLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (_last(line), line.line)):
        named[folded(line.result or line.indicator or line.goal)].append(line)
    whole = _whole(lines)
    _refuse_far(whole, lines, side.today)
    _refuse_long("goal", first.goal, TITLE_AT_MOST, first)
    results: list[KeyResult] = []
    measured: list[Measured] = []
    for n, of_result in enumerate(named.values(), 1):
        result = _new_result(f"r{n}", of_result, side)
        results.append(result)
        if len(results) > MOST_RESULTS:
            raise Refused(
                "result", say("fault.too_many", most=MOST_RESULTS, value=shown(first.goal)), of_result[0].line
            )
        measured += _measured(of_result, result, whole, side)
    library = side.indicators
    indicator = next((id_ for id_ in library.records if is_called(first.indicator, id_, library)), "")
    content = GoalContent(first.goal, whole.first, whole.last, tuple(results), team=team, indicator=indicator)
    return Proposal(person, content, tuple(measured))


def is_called(text: str, id_: str, indicators: Library) -> bool:
    """Whether a file's word is an indicator's id or its name in either language."""
    record = indicators.get(id_)
    names = {id_, record.name.en, record.name.zh} if record else {id_}
    return bool(text and id_) and folded(text) in set(map(folded, names))


def _last(line: GoalLine) -> date:
    return line.period.last or date.max


def _whole(lines: Sequence[GoalLine]) -> Period:
    """Over what the goal runs: from the first period to the last, and on to the end of the year if that is a month."""
    last = max(lines, key=_last).period.as_of_a_goal().last
    return Period(min(line.period.first for line in lines), last)


def _refuse_far(whole: Period, lines: Sequence[GoalLine], today: date) -> None:
    """A goal is of a time that somebody means: what is years away is a slip of the hand, as in a form."""
    if abs(whole.first - today) > FAR_AHEAD or (whole.last is not None and whole.last - today > FAR_AHEAD):
        far = max(lines, key=lambda line: abs((line.period.last or line.period.first) - today))
        raise Refused("period", say("fault.far", value=str(far.period)), far.line)


def _refuse_long(column: str, text: str, most: int, line: GoalLine) -> None:
    """What is longer than a form takes could not be changed in one."""
    if len(text) > most:
        raise Refused(column, say("fault.too_long", most=most), line.line)


def _new_result(id_: str, lines: Sequence[GoalLine], side: Side) -> KeyResult:
    """What is to be reached is what is to be reached last; the targets on the way stay with their months."""
    line = next((line for line in reversed(lines) if line.target), lines[-1])
    title = line.result or line.indicator or line.goal
    _refuse_long("result", title, TITLE_AT_MOST, line)
    _refuse_long("unit", line.unit, UNIT_AT_MOST, line)
    bare = KeyResult(id_, title, "number", unit=line.unit, due=lines[-1].period.last)
    target = _of_line("target", line, bare, side)
    if target is None:
        raise Refused("target", say("fault.no_target", value=shown(line.goal)), lines[0].line)
    # What is to become more is counted from nought; where less is good, nobody has said where it began.
    library, measures = side.indicators, line.indicator or title
    way = next((each.good_way for each in library.records.values() if is_called(measures, each.id, library)), None)
    return replace(bare, start=None if way == "down" else Decimal(0), target=target, direction=way)


def _measured(lines: Sequence[GoalLine], result: KeyResult, whole: Period, side: Side) -> Iterator[Measured]:
    seen: dict[Period, int] = {}
    for line in lines:
        if line.period in seen:
            raise Refused("period", say("fault.twice", first=seen[line.period]), line.line)
        seen[line.period] = line.line
        value, target = _of_line("actual", line, result, side), _of_line("target", line, result, side)
        on_the_way = None if line.period.ends_with(whole) else target
        if value is not None or on_the_way is not None:
            yield Measured(result.id, str(line.period), value, on_the_way)


def _of_line(column: str, line: GoalLine, result: KeyResult, side: Side) -> Decimal | None:
    cells: Mapping[str, str] = {"actual": line.actual, "target": line.target}
    try:
        return number_in(column, cells[column], result, side.vocabulary)
    except Refused as refused:
        raise Refused(refused.column, refused.says, line.line) from None
