"""Cards as letters of the ledger: JSON there, and remembered while they are under way, for then they are read often."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from conversations.toolkit.cards import Card
from conversations.toolkit.wire import from_json, to_json

UNDER_WAY = 256
"""Letters remembered: those of some seconds of a busy morning, a few megabytes at most."""

_lately: OrderedDict[bytes, Card] = OrderedDict()
_one_at_a_time = Lock()


def written(card: Card) -> bytes:
    """A card as the ledger and the page keep it."""
    letter = to_json(Card, card)
    _remember(letter, card)
    return letter


def read(letter: bytes) -> Card:
    """The card of a letter. Raises pydantic.ValidationError when it is none."""
    with _one_at_a_time:
        card = _lately.get(letter)
    if card is None:
        card = from_json(Card, letter)
        _remember(letter, card)
    return card


def _remember(letter: bytes, card: Card) -> None:
    with _one_at_a_time:
        _lately[letter] = card
        _lately.move_to_end(letter)
        while len(_lately) > UNDER_WAY:
            _lately.popitem(last=False)
