"""Who works here before an import, and who according to its files: the two sides that are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from conversations.rules.roster import Department, Person
from conversations.rules.roster_file.rows import DepartmentRow, PersonRow
from conversations.toolkit.words import Phrase

PlatformName = Literal["slack", "teams"]
Account: TypeAlias = tuple[PlatformName, str]
"""A user of a chat platform: which platform, and the user's id there."""

PLATFORM_COLUMNS: Mapping[str, PlatformName] = {"slack_id": "slack", "teams_id": "teams"}


@dataclass(frozen=True)
class Company:
    """People as imports left them (their own choices apart), departments, and whose each account is."""

    people: tuple[Person, ...] = ()
    departments: tuple[Department, ...] = ()
    accounts: Mapping[Account, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Roster:
    """Files without a fault. Managers and heads are addresses now, departments ids, and "" is none."""

    people: tuple[PersonRow, ...]
    departments: tuple[DepartmentRow, ...] = ()
    notes: tuple[Phrase, ...] = ()


def accounts_of(row: PersonRow) -> Mapping[str, Account]:
    """The accounts that a line names, by their column."""
    given = ((column, platform, getattr(row, column)) for column, platform in PLATFORM_COLUMNS.items())
    return {column: (platform, user) for column, platform, user in given if user}
