"""Cards as data: what holds for each of them, whoever makes it."""

from conversations.toolkit.cards import (
    MOST_BARS,
    Bar,
    Bars,
    Button,
    Card,
    Line,
    Note,
    Row,
    Table,
    at_rest,
    buttons_of,
    fits_a_chart,
    without_charts,
)
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


def bars(*sizes: int) -> Bars:
    axes = (Verbatim("Month"), Verbatim("On record"))
    return Bars(
        Verbatim("By month"), axes, tuple(Bar(Verbatim(str(n)), size, Verbatim("x")) for n, size in enumerate(sizes))
    )


def test_a_chart_has_something_to_see_and_no_more_than_a_phone_shows() -> None:
    assert fits_a_chart(bars(0, 3))
    assert fits_a_chart(bars(*range(MOST_BARS)))
    assert not fits_a_chart(bars(*range(MOST_BARS + 1)))
    assert not fits_a_chart(bars(0, 0))
    assert not fits_a_chart(bars())


def test_without_charts_a_card_has_their_titles_and_tables_in_their_place() -> None:
    card = Card("probe.bars", Phrase("probe.neutral"), (Line(Verbatim("before")), bars(1), Line(Verbatim("after"))))
    before, title, table, after = without_charts(card).body
    assert (before, after) == (card.body[0], card.body[2])
    assert title == Note(Verbatim("By month"))
    assert isinstance(table, Table)
    assert without_charts(without_charts(card)) == without_charts(card)
