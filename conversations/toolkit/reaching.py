"""Who can be asked for help: nobody is named as asked whom no message would reach."""

from __future__ import annotations

from collections.abc import Iterable

from conversations.rules.roster import Person
from conversations.rules.trial import is_written_to
from conversations.toolkit.reader import Reader


def reachable(reader: Reader, people: Iterable[Person | None]) -> list[Person]:
    """Those of them who are still here, in a department that is open or in HR, and on the test list if there is one."""
    known = [person for person in people if person and person.active]
    return [person for person in known if is_written_to(person, reader.departments, reader.trial)]
