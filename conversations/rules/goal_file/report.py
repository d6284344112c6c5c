"""What came of a file of goals, as lines to read."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.rules.amounts import amount_text
from conversations.rules.goal_file.faults import say
from conversations.rules.goal_file.goals import Change, Comparison, Number, Proposal
from conversations.rules.roster_file.faults import Fault, Faults
from conversations.rules.roster_file.report import MOST_LINES, Line
from conversations.toolkit.numbers import number_text
from conversations.toolkit.words import Text, Verbatim

UNDO = "rapport goals undo"
"""The command that takes an import back."""


def report_lines(outcome: Faults | Comparison, *, dry_run: bool = False, id_: str = "") -> Iterator[Line]:
    """Faults with their places, or each number that changes and each goal that is proposed."""
    if isinstance(outcome, Faults):
        yield Line(say("report.refused", n=len(outcome.items)))
        yield from (Line(_placed(fault), 1) for fault in outcome.items)
        if outcome.more:
            yield Line(say("report.more_faults"))
        return
    if not outcome:
        yield Line(say("report.nothing"))
    yield from _cut([line for change in outcome.changes for line in _changed(change, outcome)])
    yield from _cut([line for each in outcome.proposals for line in _proposed(each)])
    yield from (Line(note) for note in outcome.notes[:MOST_LINES])
    if outcome and dry_run:
        yield Line(say("report.dry_run"))
    elif outcome:
        yield Line(say("report.done", which=Verbatim(id_), command=Verbatim(f"{UNDO} {id_}")))


def _cut(lines: list[Line]) -> Iterator[Line]:
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield Line(say("report.and_more", n=len(lines) - MOST_LINES))


def _placed(fault: Fault) -> Text:
    if fault.line and fault.column:
        return say("report.at_cell", line=fault.line, column=Verbatim(fault.column), says=fault.says)
    return say("report.at_line", line=fault.line, says=fault.says) if fault.line else fault.says


def _changed(change: Change, outcome: Comparison) -> list[Line]:
    owner = outcome.owners.get(change.goal.owner)
    facts = {
        "name": Verbatim(owner.name if owner else ""),
        "goal": Verbatim(change.called),
    }
    if not change.numbers:
        return [Line(say("report.targets", **facts, n=len(change.measured)))]
    return [Line(say("report.number", **facts, what=_number(number))) for number in change.numbers]


def _number(number: Number) -> Text:
    facts = {
        "result": Verbatim(number.result),
        "period": Verbatim(number.period),
        "new": amount_text(number.new, number.unit),
    }
    if number.old is None:
        return say("report.new_number", **facts)
    return say("report.changed_number", **facts, old=number_text(number.old))


def _proposed(proposal: Proposal) -> Iterator[Line]:
    content = proposal.content
    facts = {"name": Verbatim(proposal.owner.name), "goal": Verbatim(content.title)}
    yield Line(say("report.proposed", **facts, n=len(content.results)))
    results = {each.id: each for each in content.results}
    for said in proposal.measured:
        if said.value is not None:
            result = results[said.result]
            number = Number(result.title, said.period, None, said.value, result.unit)
            yield Line(say("report.number", **facts, what=_number(number)))
