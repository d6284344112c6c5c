"""What an import of goals is compared with and comes to: goals as they stand, changes, proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from conversations.entries.goals import Measured
from conversations.rules.goals import OVER, GoalContent, GoalState, Values
from conversations.rules.indicator_library import Library
from conversations.rules.roster import Department, Person
from conversations.rules.visibility import Audience
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Phrase

IMPORTERS: frozenset[str] = frozenset({"hr", "admin"})
"""The roles that bring in numbers of goals that are neither their own nor their reports'."""

IMPORTED_FOR: frozenset[Audience] = frozenset({"team", "organisation"})
"""The goals whose numbers they may bring in: a goal between two people stays between them."""


@dataclass(frozen=True)
class Known:
    """A goal as an import finds it. `measured` is what earlier files gave, by key result and period, `own` what those
    of the importer gave, `by_hand` the days on which somebody said what its key results stand at, where no file did;
    `is_open` says that the importer may read all of it: of another only what the file itself says is told.
    """

    id: str
    owner: str
    version: int
    state: GoalState
    content: GoalContent
    values: Values
    audience: Audience
    values_entries: Mapping[str, str] = field(default_factory=dict)
    measured: Mapping[tuple[str, str], Measured] = field(default_factory=dict)
    own: Mapping[tuple[str, str], Measured] = field(default_factory=dict)
    by_hand: Mapping[str, date] = field(default_factory=dict)
    is_open: bool = True

    @property
    def is_over(self) -> bool:
        """Whether it takes no more numbers."""
        return self.state in OVER


def over(said: Measured, before: Measured | None) -> Measured:
    """What stands of a period: a cell that is empty leaves what an earlier file gave."""
    if before is None:
        return said
    value = before.value if said.value is None else said.value
    return replace(said, value=value, target=before.target if said.target is None else said.target)


@dataclass(frozen=True)
class Number:
    """One number that changes; `old` None where there was none. Of a goal that the importer may not read `result` and
    `unit` are the file's words, and `old` is not told.
    """

    result: str
    period: str
    old: Decimal | None
    new: Decimal
    unit: str


@dataclass(frozen=True)
class Change:
    """What a file changes of one goal: the numbers of its periods, and how far it says its key results are now.
    `called` is the goal's title or, for an importer who may not read it, what the file calls it; `notes` are on numbers
    that do not say how far it is, as a later word does.
    """

    goal: Known
    called: str
    measured: tuple[Measured, ...]
    values: Values
    numbers: tuple[Number, ...]
    notes: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A goal that a file holds and nobody has yet; `measured` are its numbers so far."""

    owner: Person
    content: GoalContent
    measured: tuple[Measured, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """What a file comes to: changes and proposals; both empty where all is as it says."""

    changes: tuple[Change, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[Phrase, ...] = ()
    owners: Mapping[str, Person] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.changes or self.proposals)


@dataclass(frozen=True)
class Side:
    """Who imports, whom and what there is, the day, and whether goals that nobody has yet are to be proposed.
    `departments` are known by what a file may call them.
    """

    importer: Person
    people: Mapping[str, Person]
    goals: Mapping[str, Sequence[Known]]
    vocabulary: Vocabulary
    indicators: Library
    today: date
    create: bool = False
    departments: Mapping[str, Department] = field(default_factory=dict)

    def may_import_for(self, person: Person) -> bool:
        """One's own numbers, those of one's reports, and everybody's for who has a role."""
        return self.may_propose_for(person) or bool(IMPORTERS & self.importer.roles)

    def may_propose_for(self, person: Person) -> bool:
        """Goals are proposed by the two whose they are."""
        return self.importer.id in (person.id, person.manager)
