"""What the composer says it answers: the question that is open, never what became of a reply."""

from conversations.toolkit.cards import Card, Heading, Line
from conversations.toolkit.words import Verbatim
from handlers.web import cards
from handlers.web.drawing import Drawing, Manner
from handlers.web.ports import FeedItem
from tests.handlers.web import samples
from tests.handlers.web.host import catalogue


def test_a_line_above_the_title_is_no_question() -> None:
    told, title, line = Line(Verbatim("Taken back.")), Heading(Verbatim("Is this right?")), Line(Verbatim("By when?"))
    drawing = Drawing(catalogue(), "/static/x")
    for body, topic in (
        ((told, title), "Is this right?"),
        ((told, title, line), "By when?"),
        ((told, line), "By when?"),
    ):
        card = Card("sample", Verbatim("news"), body, asks="recap")
        drawn = cards.message(drawing, FeedItem(1, "m", samples.MONDAY, "d", card), Manner("en", "Europe/London"))
        assert f'data-asks="{topic}"' in drawn
