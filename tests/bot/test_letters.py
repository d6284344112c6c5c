"""Cards under way are remembered: what is read is what was written, and the memory does not grow."""

import pytest

from bot import letters
from conversations.toolkit.cards import Button, Card, Line, Row
from conversations.toolkit.wire import from_json, to_json
from conversations.toolkit.words import Phrase, Verbatim


def card(n: int) -> Card:
    """A card unlike all others."""
    row = Row(Verbatim("a plan"), (Button("done", Phrase("probe.done"), str(n), "primary"),))
    return Card("probe.plans", Phrase("probe.neutral"), (Line(Phrase("probe.week", {"week": n})), row))


def test_what_is_read_is_what_was_written() -> None:
    written = letters.written(card(1))
    assert letters.read(written) == card(1) == from_json(Card, written)
    unseen = to_json(Card, card(2))
    assert letters.read(unseen) == letters.read(unseen) == card(2)


def test_the_latest_are_remembered_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "UNDER_WAY", 3)
    all_ = [letters.written(card(n)) for n in range(10)]
    assert letters.read(all_[0]) == card(0)
    assert list(letters._lately) == [all_[8], all_[9], all_[0]]


def test_what_is_no_card_is_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="neutral"):
            letters.read(b'{"name": "probe", "body": []}')
