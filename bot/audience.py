"""Who gets what a conversation shows: a recipient of the contract as people's ids, within the turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from conversations.toolkit.effects import Audience, Channel, ManagerOf, Recipient, To
from storage import people
from storage.database import Transaction

MOST_AT_ONCE = 200
"""People to whom one turn may write: each is a row of the ledger, and everybody else's turns wait for it."""


class AudienceTooLarge(Exception):
    """More people than one turn may write to; the turn is not taken. The text has the audience's name and its size."""


def recipients_of(tx: Transaction, to: Recipient) -> tuple[str, ...]:
    """The ids of whom this means now, each once; a channel is its platform and its id there.

    Raises AudienceTooLarge for more than 200 people.
    """
    match to:
        case To(person=person):
            return (person,)
        case ManagerOf(person=person):
            manager = people.manager_of(tx, person)
            return (manager.id,) if manager else ()
        case Channel(platform=platform, channel=channel):
            return (f"{platform}:{channel}",)
        case Audience(name=name, members=members):
            found = tuple(dict.fromkeys(_AUDIENCES[name](tx, members)))
            if len(found) > MOST_AT_ONCE:
                raise AudienceTooLarge(f"{name}: {len(found)} people, and {MOST_AT_ONCE} at most in one turn")
            return found


def _of_departments(tx: Transaction, departments: tuple[str, ...]) -> list[str]:
    return [person.id for department in departments for person in people.of_department(tx, department)]


_AUDIENCES: Mapping[str, Callable[[Transaction, tuple[str, ...]], list[str]]] = {
    "everyone": lambda tx, _members: people.ids_of_everyone(tx),
    "department": _of_departments,
    "managers": lambda tx, _members: [person.id for person in people.everyone(tx) if person.is_manager],
    "hr": lambda tx, _members: [person.id for person in people.with_role(tx, "hr")],
    "list": lambda tx, members: [person.id for person in people.among(tx, members)],
}
