"""Building the block of evidence: pure, from what may be read of a person's days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from conversations.entries import EvidenceAdded, EvidenceDisputed, EvidenceNoted, GoalMoved
from conversations.rules.evidence.facts import Act, Block, Fact, GoalLine, Month, OwnNote
from conversations.rules.evidence.kinds import KINDS, Around, act_of, blocker_of, named_author
from conversations.rules.goals import KeyResult, goal_progress, in_proportion
from conversations.rules.presence import weeks_present, workdays_left
from conversations.rules.roster import Person
from conversations.rules.skips import Absence, WorkingWeek
from conversations.toolkit.reader import Goal, Written

LAST_PART = 4
"""Recent is the last quarter of the days (domain.md 2.6)."""

LEAST_OF_A_MONTH = timedelta(days=7)
"""Of a month with fewer days in the period nobody expects a record."""

NOT_QUOTED = frozenset({"reply_given", "evidence_noted", "evidence_disputed", "helper_suggested"})
"""Kinds of which only that they happened is told, or which their subject wrote for this; the others are told only where
their entry may be cited.
"""


@dataclass(frozen=True)
class Whose:
    """The person, and when they are at work: days away without a reason, and their week."""

    person: Person
    away: Sequence[Absence]
    working: WorkingWeek


def evidence_block(
    whose: Whose, first: date, last: date, written: Sequence[Written], goals: Sequence[Goal], today: date
) -> Block:
    """All that these entries and goals say of the days from `first` to `last`, both included."""
    person = whose.person
    cited = [each for each in written if _may_be_cited(each)]
    disputes = _disputes(cited)
    around = Around(
        person.zone,
        {goal.id: goal for goal in goals},
        _acts(cited, Around(person.zone)),
        frozenset(_undone(cited)),
    )
    facts = tuple(sorted(_facts(cited, around, disputes, first, last), key=lambda fact: fact.on))
    present, weeks = weeks_present(first, last, person, whose.away, whose.working)
    recent = sum(fact.on > last - (last - first) / LAST_PART for fact in facts)
    return Block(
        person.id,
        first,
        last,
        facts,
        tuple(_goal_line(goal, whose, today, disputes) for goal in goals),
        tuple(_months(facts, whose, first, last)),
        tuple(_notes(cited, first, last)),
        present,
        weeks,
        is_recent=recent * 2 > len(facts),
    )


def _may_be_cited(written: Written) -> bool:
    if isinstance(written.entry, EvidenceNoted | EvidenceDisputed) and written.author != written.subject:
        return False
    if isinstance(written.entry, EvidenceAdded) and written.author not in (written.subject, written.manager_then):
        return False
    return written.citable or written.entry.kind in NOT_QUOTED


def _undone(cited: Iterable[Written]) -> Iterator[str]:
    """The ids of what was taken back, or written anew."""
    latest: dict[str, str] = {}
    for each in cited:
        match each.entry:
            case GoalMoved(undoes=undoes) if undoes:
                yield undoes
            case EvidenceAdded(fact=fact):
                if fact in latest:
                    yield latest[fact]
                latest[fact] = each.id


def with_note(block: Block, entry: str, text: str, first: date) -> Block:
    """The block once the person has said this of these days; "" takes back what they said before."""
    others = tuple(note for note in block.notes if note.first != first)
    return replace(block, notes=(*others, OwnNote(entry, text, first)) if text else others)


def with_dispute(block: Block, on: str, text: str) -> Block:
    """The block once the person has said this against an entry; "" takes it back."""
    facts = tuple(replace(fact, disputed=text) if fact.entry == on else fact for fact in block.facts)
    goals = tuple(replace(goal, disputed=text) if goal.entry == on else goal for goal in block.goals)
    return replace(block, facts=facts, goals=goals)


def with_fact(block: Block, fact: Fact) -> Block:
    """The block once a fact was written down by hand; one without words takes back what was."""
    others = (each for each in block.facts if each.section != "added" or each.of != fact.of)
    is_new = bool(fact.words) and block.first <= fact.on <= block.last
    facts = tuple(sorted((*others, *((fact,) if is_new else ())), key=lambda each: each.on))
    months = tuple(_counted(month, facts) for month in block.months)
    return replace(block, facts=facts, months=months)


def _counted(month: Month, facts: Sequence[Fact]) -> Month:
    count = sum(fact.on.replace(day=1) == month.first for fact in facts)
    return replace(month, count=count, is_missing=month.is_missing and not count, is_away=month.is_away and not count)


def months_between(first: date, last: date) -> Iterator[date]:
    """The first days of the months that a period touches."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _facts(
    cited: Sequence[Written], around: Around, disputes: Mapping[str, str], first: date, last: date
) -> Iterator[Fact]:
    for each in cited:
        if isinstance(each.entry, EvidenceAdded) and not first <= each.entry.on <= last:
            continue
        for fact in KINDS[each.entry.kind](each, each.entry, around):
            # What was raised before these days is told from when something was done about it.
            on = fact.on if fact.on >= first else min((act.on for act in fact.acts), default=first)
            by, day = named_author(each), around.day(each)
            yield replace(fact, on=on, disputed=disputes.get(fact.entry, ""), by=by, written=day)


def _acts(cited: Sequence[Written], around: Around) -> Mapping[str, tuple[Act, ...]]:
    found: dict[str, tuple[Act, ...]] = {}
    for each in cited:
        if blocker := blocker_of(each.entry):
            found[blocker] = (*found.get(blocker, ()), act_of(each, around))
    return found


def _disputes(cited: Iterable[Written]) -> Mapping[str, str]:
    """What is said against which entry; the latest word counts, and none takes it back."""
    return {each.entry.on: each.entry.text for each in cited if isinstance(each.entry, EvidenceDisputed)}


def _notes(cited: Iterable[Written], first: date, last: date) -> Iterator[OwnNote]:
    latest: dict[date, OwnNote] = {}
    for each in cited:
        if isinstance(each.entry, EvidenceNoted) and each.entry.first <= last and each.entry.last >= first:
            latest[each.entry.first] = OwnNote(each.id, each.entry.text, each.entry.first)
    return (note for note in latest.values() if note.text)


def _months(facts: Sequence[Fact], whose: Whose, first: date, last: date) -> Iterator[Month]:
    for month in months_between(first, last):
        begin, end = max(month, first), min(_end_of(month), last)
        count = sum(fact.on.replace(day=1) == month for fact in facts)
        # By days: a month may begin on a weekend, and a week without workdays takes nothing from the time.
        left, of = workdays_left(begin, end, whose.person, whose.away, whose.working)
        is_missing = not count and left > 0 and end - begin >= LEAST_OF_A_MONTH
        yield Month(month, count, is_missing, is_away=not count and not left and of > 0)


def _end_of(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _goal_line(goal: Goal, whose: Whose, today: date, disputes: Mapping[str, str]) -> GoalLine:
    content, standing = goal.counts, goal.standing
    line = GoalLine(
        goal.id,
        standing.entry,
        content.title,
        standing.content_version,
        goal.state_on(today),
        standing.pace,
        goal.progress if standing.agreed_version else None,
        content.due,
        disputed=disputes.get(standing.entry, ""),
    )
    if content.due is None or content.present_weeks is not None or line.progress is None:
        return line
    present, weeks = weeks_present(content.starts, content.due, whose.person, whose.away, whose.working)
    results = tuple(_adjusted(each, present, weeks) for each in content.results)
    if results == content.results:
        return line
    adjusted = goal_progress(replace(content, results=results), goal.values)
    return replace(line, in_proportion=adjusted, present=present, weeks=weeks)


def _adjusted(result: KeyResult, present: int, weeks: int) -> KeyResult:
    """A key result whose target is in proportion to the time at work; what is only reached or not stays as it is."""
    if result.kind != "number" or result.start is None or result.target is None:
        return result
    return replace(result, target=in_proportion(result.start, result.target, present, weeks))
