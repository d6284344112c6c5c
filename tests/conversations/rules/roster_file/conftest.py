"""Files as people write them, read with the words of the catalogue, and what comes back in a language."""

from collections.abc import Callable
from itertools import count

import pytest

from conversations.rules.roster_file.company import Company, Roster
from conversations.rules.roster_file.difference import Difference, difference
from conversations.rules.roster_file.faults import Faults
from conversations.rules.roster_file.roster_check import read_roster
from conversations.rules.roster_file.words import RosterWords
from conversations.toolkit.catalogue import Catalogue
from tests.words import the_catalogue

NOBODY = Company()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return the_catalogue()


@pytest.fixture(scope="session")
def words(catalogue: Catalogue) -> RosterWords:
    return RosterWords.of(catalogue, {"CN-plant2"}.__contains__)


def _bytes(file: str | bytes | None) -> bytes | None:
    return file.encode() if isinstance(file, str) else file


@pytest.fixture(scope="session")
def read(words: RosterWords) -> Callable[..., Roster | Faults]:
    """Read files, given as text or bytes, against a company (an empty one)."""

    def read(people, departments=None, company=NOBODY, deactivate_missing=False):
        return read_roster(_bytes(people), _bytes(departments), words, company, deactivate_missing)

    return read


@pytest.fixture(scope="session")
def told(read, catalogue: Catalogue) -> Callable[..., list[str]]:
    """The faults of files as "file line column: sentence", in a language."""

    def told(people, departments=None, language="en", **against):
        found = read(people, departments, **against)
        assert isinstance(found, Faults), "the files were taken"
        return [
            f"{fault.file} {fault.line} {fault.column}: {catalogue.text(fault.says, language)}" for fault in found.items
        ]

    return told


@pytest.fixture(scope="session")
def taken(read) -> Callable[..., Difference]:
    """The difference that files without a fault make to a company (an empty one); new people are p1, p2 ..."""

    def taken(people, departments=None, company=NOBODY, deactivate_missing=False):
        found = read(people, departments, company, deactivate_missing)
        assert isinstance(found, Roster), found
        numbers = count(len(company.people) + 1)
        return difference(company, found, lambda: f"p{next(numbers)}", deactivate_missing)

    return taken
