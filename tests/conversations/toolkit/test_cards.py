"""Cards as data: what holds for each of them, whoever makes it."""

from conversations.toolkit.cards import Button, Card, Line, Row, at_rest, buttons_of
from conversations.toolkit.wire import from_json, to_json
from conversations.toolkit.words import Phrase, Verbatim


def first(value: str) -> Button:
    return Button("do", Verbatim(value), value, "primary")


def styles(card: Card) -> list[str]:
    return [button.style for button in buttons_of(card)]


def test_of_several_first_things_only_the_first_stands_out() -> None:
    rows = tuple(Row(Verbatim(n), (first(n), Button("no", Verbatim(n), n, "quiet"))) for n in "ab")
    card = Card("probe.rows", Phrase("probe.neutral"), (Line(Verbatim("two")), *rows), (first("c"),))
    assert styles(card) == ["primary", "quiet", "plain", "quiet", "plain"]
    assert [button.value for button in buttons_of(card)] == ["a", "a", "b", "b", "c"]
    assert from_json(Card, to_json(Card, card)) == card


def test_what_stands_alone_stays_as_it_is() -> None:
    alone = Card(
        "probe.alone", Phrase("probe.neutral"), (Row(Verbatim("a")),), (first("c"), Button("d", Verbatim("d")))
    )
    assert styles(alone) == ["primary", "plain"]
    assert styles(at_rest(alone)) == []
