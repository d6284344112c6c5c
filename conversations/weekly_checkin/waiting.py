"""What somebody is stuck on and waits for them to say who may help: each thing has a card, and a place, of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from conversations.toolkit.conversation import Json, State

WAITING = "whom"
"""The answers' name for all that waits, by id."""


WHO = "who_helps"
"""What the card of each asks: a yes right below it answers none of its taps."""


@dataclass(frozen=True)
class Waiting:
    """The words, and the colleague and the day that they name; `apart` if the manager is not to know. The colleague is
    `named` if their person said so once it was asked; `hr` is by what the card knows the people of HR that it names.
    """

    id: str
    text: str
    person: str = ""
    by: date | None = None
    apart: bool = False
    named: bool = False
    hr: str = ""


def waiting_in(state: State) -> Mapping[str, Waiting]:
    """All that waits, by id, in the order in which it was said."""
    given = state.answers.get(WAITING)
    kept = given.items() if isinstance(given, Mapping) else ()
    return {id_: _read(id_, one) for id_, one in kept if isinstance(one, list | tuple)}


def with_waiting(state: State, waiting: Waiting) -> State:
    """The state in which this waits, too."""
    return _keeping(state, {**waiting_in(state), waiting.id: waiting})


def without_waiting(state: State, id_: str) -> State:
    """The state in which this waits no longer."""
    return _keeping(state, {other: one for other, one in waiting_in(state).items() if other != id_})


def _keeping(state: State, all_: Mapping[str, Waiting]) -> State:
    kept: dict[str, Json] = {
        each.id: [
            *(each.text, each.person, each.by.isoformat() if each.by else ""),
            *("apart" if each.apart else "", "named" if each.named else "", each.hr),
        ]
        for each in all_.values()
    }
    return state.at(state.stage, **{WAITING: kept}) if kept else state.without(WAITING)


def _read(id_: str, kept: list[Json] | tuple[Json, ...]) -> Waiting:
    text, person, by, apart, named, hr = (*map(str, kept), "", "", "")[:6]
    return Waiting(id_, text, person, date.fromisoformat(by) if by else None, bool(apart), bool(named), hr)
