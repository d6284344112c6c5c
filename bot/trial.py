"""The test list of the settings: whom it names among the people who are here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.settings import PREFIX, BadSettings
from conversations.rules.roster import Person
from conversations.rules.trial import Trial
from storage import people
from storage.database import Transaction


@dataclass(frozen=True)
class Named:
    """Whom the list names, also who has left, and the names on it that nobody has."""

    people: Sequence[Person] = ()
    unknown: Sequence[str] = ()

    @property
    def trial(self) -> Trial:
        """The rule that follows from it."""
        return Trial(frozenset(person.id for person in self.people))


def named(tx: Transaction, names: Sequence[str]) -> Named:
    """Look up e-mail addresses and ids."""
    found = {name: people.person(tx, people.anybody_by_email(tx, name) or name) for name in names}
    known = [person for person in found.values() if person]
    return Named(known, [name for name, person in found.items() if person is None])


def trial_of(tx: Transaction, names: Sequence[str]) -> Trial:
    """The rule for serving. Raises BadSettings for a name that nobody has: who mistypes one would wait in vain."""
    found = named(tx, names)
    if found.unknown:
        unknown = ", ".join(found.unknown)
        raise BadSettings(
            f"{PREFIX}TEST_LIST: nobody here has this e-mail address or id: {unknown}; "
            "mend it, or bring them in with `rapport people import` first"
        )
    return found.trial
