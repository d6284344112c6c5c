"""The one-on-ones of the demonstration: begun by the two themselves, in the words and forms that anybody would send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from bot.demo.delivering import deliver
from bot.demo.story import COMPANY
from bot.turns import Turns
from conversations.rules.roster import Person
from conversations.rules.weeks import local_day
from handlers.platform import Commanding, Identity, Incoming, Submitting
from storage import deliveries, people
from storage.database import Transaction

BEGUN = -1
"""The week in which they begin, counted from the present one: the first talk is over by now."""

NAME = "one_on_one"


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ToldAction(_Told):
    """Who of the two does what, in so many days."""

    who: Literal["manager", "person"]
    what: str
    by_days: int


class Pair(_Told):
    """What two people have on their agenda."""

    manager: str
    person: str
    rhythm: Mapping[str, str | int]
    from_person: tuple[str, ...]
    from_manager: tuple[str, ...]
    actions: tuple[ToldAction, ...]
    note: str


@cache
def read(path: Path = COMPANY / "one_on_ones.yaml") -> tuple[Pair, ...]:
    """All of them."""
    return tuple(Pair.model_validate(each) for each in YAML(typ="safe", pure=True).load(path))


def begin(tx: Transaction, turns: Turns, number: int) -> None:
    """Let them begin, in the week in which they do."""
    if number != BEGUN:
        return
    for pair in read():
        manager, person = people.by_email(tx, pair.manager), people.by_email(tx, pair.person)
        if manager and person:
            _Seat(tx, turns, manager, person).begins(pair.rhythm, pair.from_manager)
            _Seat(tx, turns, person, manager).agrees(pair, manager, person)
            deliver(tx, turns, (manager.id, person.id))


class _Seat:
    """One of the two before the agenda."""

    def __init__(self, tx: Transaction, turns: Turns, me: Person, other: Person) -> None:
        self._tx, self._turns, self._me, self._other, self._count = tx, turns, me, other, 0
        self._take(Commanding(f"{NAME.replace('_', '-')} {other.email}"))

    def begins(self, rhythm: Mapping[str, str | int], points: tuple[str, ...]) -> None:
        """Set the rhythm, with what is to be talked about."""
        self._submits("rhythm", {name: (str(value),) for name, value in rhythm.items()})
        self._submits("add", {"points": points})

    def agrees(self, pair: Pair, manager: Person, person: Person) -> None:
        """Add one's own points, and what the two agreed on and noted."""
        self._submits("add", {"points": pair.from_person})
        today = local_day(self._turns.clock.company(), self._me.zone)
        for action in pair.actions:
            owner = manager if action.who == "manager" else person
            by = (today + timedelta(days=action.by_days)).isoformat()
            self._submits("action", {"what": (action.what,), "owner": (owner.id,), "by": (by,)})
        self._submits("note", {"text": (pair.note,)})

    def _submits(self, form: str, values: dict[str, tuple[str, ...]]) -> None:
        card = deliveries.latest_of(self._tx, self._me.id, NAME, self._me.id)
        if card is not None:
            self._take(Submitting(card.id, form, values))

    def _take(self, what: Commanding | Submitting) -> None:
        self._count += 1
        key = f"seed:{NAME}:{self._me.id}:{self._count}"
        self._turns.take_in(self._tx, Incoming(key=key, who=Identity("web", "", self._me.id), what=what))
