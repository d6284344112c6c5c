"""Where a line may break: at no hyphen of a compound in a title, and behind a dot between two things, not before."""

from conversations.toolkit.cards import Card, Heading, Line
from conversations.toolkit.words import Bilingual, Verbatim
from handlers.web import cards
from handlers.web.drawing import Drawing, Manner
from handlers.web.ports import FeedItem
from tests.handlers.web import samples
from tests.handlers.web.host import catalogue


def drawn(*body: Heading | Line) -> str:
    card = Card("sample", Verbatim("news"), body)
    return cards.message(Drawing(catalogue(), "/static/x"), FeedItem(1, "m", samples.MONDAY, "d", card), Manner())


def ours(text: str) -> Bilingual:
    return Bilingual(text, text)


def test_a_compound_in_a_title_stays_in_one_line() -> None:
    assert '<h2>Your <span class="whole">one-on-one</span> &lt;b&gt;</h2>' in drawn(
        Heading(ours("Your one-on-one <b>"))
    )
    for text in ("A - b", "-1", "so-" + "very-" * 5 + "long"):
        assert f"<h2>{text}</h2>" in drawn(Heading(ours(text)))


def test_what_a_person_wrote_stays_as_it_is() -> None:
    assert '<h2><bdi class="verbatim">a one-on-one · now</bdi></h2>' in drawn(Heading(Verbatim("a one-on-one · now")))


def test_a_dot_begins_no_line() -> None:
    assert "<p>Raised Monday\u00a0· You replied</p>" in drawn(Line(ours("Raised Monday · You replied")))
