"""Who can be asked for help: nobody is named as asked whom no message would reach."""

from __future__ import annotations

from collections.abc import Iterable

from conversations.rules.roster import Person
from conversations.toolkit.reader import Reader


def reachable(reader: Reader, people: Iterable[Person | None]) -> list[Person]:
    """Those of them who are still here and whose department HR has opened; HR organises, and can always be asked."""
    known = [person for person in people if person and person.active]
    opened = {department.id for department in reader.departments() if department.opened} if known else ()
    return [person for person in known if person.department in opened or "hr" in person.roles]
