"""What the two write down, as entries: theirs alone, in the record of who reports; and both their cards follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from conversations.entries.one_on_ones import (
    ActionAgreed,
    ActionSettled,
    AgendaItemAdded,
    AgendaItemSettled,
    OneOnOneEntry,
)
from conversations.one_on_one.facts import PairFacts
from conversations.rules.visibility import READERS, Audience
from conversations.toolkit.effects import Effect, Record, Tell
from conversations.toolkit.events import Event
from conversations.toolkit.one_on_ones import AgendaItem

NAME = "one_on_one"
DRAWN, DATED = "drawn", "dated"
"""The notices after which the card is drawn again: in place, or as news with what became of the date."""


def record(
    entry: OneOnOneEntry, event: Event, facts: PairFacts, *, about: str = "", expects: int | None = None
) -> Record:
    """An entry of the two."""
    person, manager = facts.pair
    audience, helper, period = _shell(entry, facts, manager)
    id_ = event.id(f"{entry.kind}:{about}")
    return Record(id_, entry, person, period, audience, helper=helper, expects=expects)


def _shell(entry: OneOnOneEntry, facts: PairFacts, manager: str) -> tuple[Audience, str, str]:
    """Who reads it, and of which week it is: what comes of a point from a check-in is known where that is, and what the
    manager promised stays with who promised.
    """
    match entry:
        case AgendaItemSettled(item=id_):
            item = facts.item(id_)
            if item and item.source:
                known = next(each for each in READERS if each == item.audience)
                return known, item.helper, item.week
        case ActionAgreed(owner=owner) if owner == manager:
            return "promised", manager, ""
        case ActionSettled(action=id_):
            action = facts.action(id_)
            if action and action.owner == manager:
                return "promised", manager, ""
    return "two", manager, ""


def point(text: str, event: Event, facts: PairFacts, n: int = 0) -> Record:
    """A point for the agenda."""
    # What is added at once is kept in its order: points of one moment are sorted by their ids.
    id_ = f"{event.id('item')}{n}"
    return record(AgendaItemAdded(id_, facts.pair[1], text), event, facts, about=str(n))


def settled(item: AgendaItem, how: str, event: Event, facts: PairFacts) -> list[Effect]:
    """What became of a point; whoever it comes from sees that it was talked about."""
    entry = AgendaItemSettled(item.id, facts.pair[1], _HOW[how])
    effects: list[Effect] = [record(entry, event, facts, about=item.id)]
    if item.source and how == "talked":
        told = {"blocker": item.source, "checkin": item.source}
        effects.append(Tell("weekly_checkin", item.person, item.week, "talked", told, if_begun=True))
    return effects


_HOW: Mapping[str, Literal["talked", "next_time", "dropped"]] = {
    "talked": "talked",
    "next_time": "next_time",
    "drop": "dropped",
}
"""What each button that settles a point makes of it."""


def both(event: Event, facts: PairFacts, said: str = "", notice: str = DRAWN, **named: str) -> list[Effect]:
    """Both cards follow: that of who acts says what was `said`, the other's only where it stands, or comes as news.
    What nobody did is news to both.
    """
    mine, theirs = event.owner, event.topic
    news = notice == DATED
    return [
        Tell(NAME, mine, theirs, notice if event.actor is None else DRAWN, {"said": said, **named}),
        Tell(NAME, theirs, mine, notice, dict(named), if_begun=not news),
    ]
