"""Cards as HTML: a message of the feed, in its reader's language and zone."""

from __future__ import annotations

from dataclasses import replace

from conversations.toolkit.cards import Card, Heading, Line
from handlers.web.drawing import Drawing, Manner
from handlers.web.ports import FeedItem


def neutral(card: Card) -> Card:
    """The card without any content: its neutral line only."""
    return replace(card, body=(Line(card.neutral),), buttons=(), asks="")


def message(drawing: Drawing, item: FeedItem, manner: Manner) -> str:
    """One message of the feed as HTML: a card, or the person's own words."""
    return drawing.draw("message.html", manner, item=item, topic=_topic(item.card))


def _topic(card: Card | None) -> Heading | None:
    """What the card is about, to say so above the composer while it listens."""
    headings = (part for part in card.body if isinstance(part, Heading)) if card else iter(())
    return next(headings, None)
