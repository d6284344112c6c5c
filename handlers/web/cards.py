"""Cards as HTML: a message of the feed, in its reader's language and zone."""

from __future__ import annotations

from dataclasses import replace

from conversations.toolkit.cards import Card, Heading, Line, Note
from conversations.toolkit.words import Phrase, Text
from handlers.web.drawing import Drawing, Manner
from handlers.web.ports import FeedItem


def neutral(card: Card) -> Card:
    """The card without any content: its neutral line only."""
    return replace(card, body=(Line(card.neutral),), buttons=(), asks="")


def shut(card: Card) -> Card:
    """The card for somebody who may no longer read it."""
    return replace(neutral(card), body=(Line(card.neutral), Note(Phrase("page.card.shut"))))


def message(drawing: Drawing, item: FeedItem, manner: Manner, elsewhere: str = "") -> str:
    """One message of the feed as HTML: a card, or the person's own words.

    `elsewhere` is the address that shows it as other platforms do, "" outside the demonstration.
    """
    return drawing.draw("message.html", manner, item=item, topic=_topic(item.card), elsewhere=elsewhere)


def _topic(card: Card | None) -> Text | None:
    """What a card asks, to say so above the composer while it listens: its last line, else its title. A line above the
    title only tells what became of a reply.
    """
    body = card.body if card else ()
    title = next((n for n, part in enumerate(body) if isinstance(part, Heading)), 0)
    lines = [part.text for part in body[title:] if isinstance(part, Line)]
    titles = [part.text for part in body if isinstance(part, Heading)]
    return next(iter((*reversed(lines), *titles)), None)
