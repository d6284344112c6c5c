"""What is on record of somebody's days, for them or for their manager; and whether it is enough to judge them by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from conversations.entries.evidence import EvidenceAdded, Excuse, JudgementGrounded
from conversations.rules.evidence.block import Whose, evidence_block, with_fact
from conversations.rules.evidence.facts import Block, Fact
from conversations.rules.evidence.grounds import Grounds, grounds, rests_on
from conversations.rules.evidence.kinds import added_fact
from conversations.rules.evidence.spans import usual_span
from conversations.rules.roster import Person
from conversations.rules.skips import WorkingWeek
from conversations.rules.trial import is_written_to
from conversations.rules.weeks import local_day
from conversations.toolkit.reader import Reader


def reaches(reader: Reader, person: Person) -> bool:
    """Whether somebody is told anything."""
    return is_written_to(person, reader.departments, reader.trial)


def since_joined(subject: Person, first: date, last: date) -> date:
    """The first of these days on which somebody was here."""
    return min(max(first, subject.start_date or first), last)


def read_block(reader: Reader, subject: Person, first: date, last: date, today: date) -> tuple[Block, Whose] | None:
    """The block of these days, and whose; None for whoever may not see it. The audit trail keeps the look."""
    written = reader.evidence(subject.id, first, last)
    if written is None:
        return None
    goals = reader.goals_during(subject.id, first, last)
    since = min((first, *(goal.counts.starts for goal in goals)))
    working = WorkingWeek(reader.calendar(subject.region), subject.working_days)
    whose = Whose(subject, reader.absences(subject.id, since), working)
    return evidence_block(whose, first, last, written, goals, today), whose


def judged_by(reader: Reader, person: str, fact: str) -> Sequence[str]:
    """The talks whose summary, and the plans whose outcome, rests on a fact by hand."""
    added = reader.entries(person, (EvidenceAdded.kind,))
    judged = reader.entries(person, (JudgementGrounded.kind,))
    return [each.period for each in judged if fact in rests_on(each, added)]


@dataclass(frozen=True)
class OnRecord:
    """What is on record of somebody's usual months, what that gives to judge them by, and whether they are told of what
    is added.
    """

    block: Block
    whose: Whose
    grounds: Grounds
    reaches: bool

    def with_fact(self, fact: Fact) -> OnRecord:
        """It once a fact was written down by hand."""
        block = with_fact(self.block, fact)
        return replace(self, block=block, grounds=grounds(block, self.whose, self.grounds.excuse))


def read_grounds(reader: Reader, subject: Person, today: date) -> OnRecord | None:
    """What the usual months give to judge somebody by; None for whoever may not see it."""
    span = usual_span(today)
    read = read_block(reader, subject, since_joined(subject, span.first, today), today, today)
    if read is None:
        return None
    return OnRecord(*read, grounds(*read, _excuse(reader, subject, span.first)), reaches(reader, subject))


def read_grounds_during(
    reader: Reader, subject: Person, first: date, last: date, today: date, noted: Sequence[tuple[date, str]]
) -> Grounds | None:
    """What these days give to judge somebody by, with what was `noted` of them; None for whoever may not see it."""
    read = read_block(reader, subject, since_joined(subject, first, last), last, today)
    if read is None:
        return None
    block, whose = read
    for n, (day, text) in enumerate(noted):
        entry = EvidenceAdded(f"noted-{n}", min(day, last), text)
        block = with_fact(block, added_fact(entry.fact, entry, subject.id, day))
    return grounds(block, whose, _excuse(reader, subject, first))


def _excuse(reader: Reader, subject: Person, first: date) -> Excuse:
    """Why nothing may be on record from the first of these days on (product.md 3.5)."""
    if subject.start_date and subject.start_date > first:
        return "newcomer"
    if reader.had_another_manager(subject.id, first):
        return "manager"
    opened = [local_day(each.at, subject.zone) for each in reader.entries(subject.department, ("department_opened",))]
    return "" if opened and min(opened) <= first else "first"
