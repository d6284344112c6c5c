"""Whatever a person wrote is text on the page and never anything else (safety 10, 20-22)."""

from datetime import date

import pytest

from conversations.toolkit.cards import (
    Bar,
    Bars,
    Branch,
    Button,
    Card,
    Fields,
    Heading,
    Line,
    Note,
    Points,
    Quote,
    Row,
    Table,
    Tree,
)
from conversations.toolkit.forms import ChoiceField, Form, Option, PersonField, Saying, TextField, TickField
from conversations.toolkit.words import Joined, Phrase, Verbatim
from handlers.platform import OpenedForm
from handlers.web import cards, forms
from handlers.web.drawing import Drawing, Manner
from handlers.web.pages import _framed
from handlers.web.ports import FeedItem
from tests.handlers.hostile import STRINGS, attributes, shape, shown
from tests.handlers.web import samples
from tests.handlers.web.host import catalogue

ENGLISH = Manner("en", "Europe/London")


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    return Drawing(catalogue(), "/static/x")


def _card(text: str) -> Card:
    told = Phrase("page.demo.pair_with", {"name": text})
    tap = Button(text, Verbatim(text), text, opens=text, chosen=True, confirm=told)
    body = (
        Heading(Verbatim(text)),
        Line(told),
        Note(Joined((Verbatim(text), told))),
        Quote(text, Verbatim(text)),
        Row(Verbatim(text), (tap,), told),
        Fields(((Verbatim(text), told),)),
        Points((Verbatim(text), told)),
        Points((Verbatim(text), told), said=True),
        Tree((Branch(Verbatim(text), told, (Branch(told),)),)),
        Bars(told, (told, Verbatim(text)), (Bar(Verbatim(text), 2, told), Bar(told, 0, Verbatim(text)))),
        Table((Verbatim(text),), ((told,), (Verbatim(text),))),
    )
    return Card("hostile", told, body, (tap,), asks=text)


def _form(text: str) -> Form:
    said = Verbatim(text)
    parts = (
        Saying(said),
        TextField(text, said, said, value=(text,)),
        TextField("lines", said, value=(text,), lines=4),
        TextField("many", said, value=(text, text), many=3),
        ChoiceField("menu", said, options=(Option(text, said),), value=text, look="menu"),
        ChoiceField("taps", said, options=(Option(text, said),), value=text, shown_when=(text, text)),
        PersonField("who", said, value=text, shown=text),
        TickField("tick", said),
    )
    return Form(text, Phrase("page.demo.pair_with", {"name": text}), parts, samples.say("form.submit"))


def _drawn(drawing: Drawing, text: str) -> tuple[str, str, str]:
    shown = FeedItem(1, text, samples.MONDAY, delivery=text, card=_card(text))
    said = FeedItem(2, text, samples.MONDAY, said=text)
    return (
        cards.message(drawing, shown, ENGLISH),
        cards.message(drawing, said, ENGLISH),
        forms.sheet(drawing, OpenedForm(text, _form(text)), ENGLISH),
    )


@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
def test_hostile_text_changes_no_tag(drawing: Drawing, text: str) -> None:
    plain = _drawn(drawing, "x")
    for harmless, drawn in zip(plain, _drawn(drawing, text), strict=True):
        assert shape(drawn) == shape(harmless)
        assert not {"\u202a", "\u202b", "\u202d", "\u202e", "\x00", "\x1b"} & set(shown(drawn))


def test_a_value_comes_back_as_it_went(drawing: Drawing) -> None:
    text = "\"'<&>\u00e9 1:done"
    shown = FeedItem(1, "m", samples.MONDAY, delivery=text, card=_card(text))
    assert attributes(cards.message(drawing, shown, ENGLISH)).count(text) >= 4


@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
def test_no_text_begins_another_event(text: str) -> None:
    event = _framed("message", text, 7).decode()
    assert event.endswith("\n\n")
    lines = event[:-2].replace("\r", "\n").split("\n")
    assert lines[:2] == ["event: message", "id: 7"]
    assert all(line.startswith("data: ") for line in lines[2:])


def test_the_neutral_card_says_nothing_else(drawing: Drawing) -> None:
    card = cards.neutral(_card("secret words"))
    neutral = cards.neutral(samples.digest())
    drawn = cards.message(drawing, FeedItem(1, "m", samples.MONDAY, "d", neutral), ENGLISH)
    assert "Your team's week is here." in drawn.replace("&#39;", "'")
    assert "Tomás" not in drawn
    assert "<button" not in drawn
    assert card.buttons == ()
    assert card.asks == ""


def test_every_kind_of_field_is_labelled(drawing: Drawing) -> None:
    sheet = forms.sheet(drawing, OpenedForm("d", samples.checkin_form("en")), ENGLISH)
    ids = {value for value in attributes(sheet) if value.startswith("f-")}
    assert {"f-what", "f-helper", "f-needed_by", "f-kind", "f-cite"} <= ids
    assert f'min="{date(2026, 11, 30)}"' in sheet
    assert 'aria-describedby="f-what-hint f-what-error"' in sheet
    assert 'data-version="3"' in sheet
