"""What a request is answered with: cards in place, dialogs, private lines, in the shapes that Teams knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeAlias

from pydantic import JsonValue

from conversations.toolkit.forms import Option
from conversations.toolkit.words import LANGUAGES, Language, Phrase
from handlers.platform import Answer, OpenedForm, Words
from handlers.teams.cards import Drawn, form_offer
from handlers.teams.elements import Element, Pen, attached
from handlers.teams.forms import Typed, dialog, kept

CARD = "application/vnd.microsoft.card.adaptive"
LINE = "application/vnd.microsoft.activity.message"
FAULT = "application/vnd.microsoft.error"
FOUND = "application/vnd.microsoft.search.searchResponse"

MOST_FOUND = 15
"""Options that Teams shows for what was typed."""

Body: TypeAlias = Element | None


@dataclass(frozen=True)
class Answering:
    """Draws answers for one tenant's people. `base_url` is where the page is."""

    words: Words
    base_url: str

    def pen(self, answer: Answer) -> Pen:
        """The pen for whom the turn answered."""
        return Pen(self.words, answer.language, answer.zone)

    def line(self, answer: Answer) -> str:
        """The private line of an answer, "" if there is none."""
        match answer:
            case Answer(hint=Phrase() as hint):
                return self.pen(answer).plain(hint)
            case Answer(outcome="unknown"):
                return self.in_both("words.chat.unknown")
            case Answer(outcome="refused" | "unreadable"):
                return self.pen(answer).plain(Phrase("words.not_yours"))
            case _:
                return ""

    def in_both(self, id_: str) -> str:
        """A sentence in every language: for somebody whose own we do not know."""
        return "\n\n".join(Pen(self.words, each).plain(Phrase(id_)) for each in LANGUAGES)

    def card_action(self, answer: Answer) -> Element:
        """For a tap on a card: the line, or the card that stands in its place from now on."""
        line = self.line(answer)
        if line or answer.standing is None:
            said = line or self.pen(answer).plain(Phrase("words.stale"))
            return {"statusCode": int(HTTPStatus.OK), "type": LINE, "value": said}
        standing = answer.standing
        content = Drawn(self.pen(answer), standing.delivery, self.base_url).content(standing.card)
        return {"statusCode": int(HTTPStatus.OK), "type": CARD, "value": content}

    def dialog(self, answer: Answer, opened: OpenedForm | None, typed: Typed | None = None) -> Body:
        """For a dialog: the form, or the line in its place; nothing closes it."""
        pen, line = self.pen(answer), self.line(answer)
        if opened and not line:
            content = dialog(pen, opened, typed)
            value: Element = {"title": pen.title(opened.form.title), "card": attached(content), "width": "medium"}
            return {"task": {"type": "continue", "value": {**value, "height": "medium"}}}
        return {"task": {"type": "message", "value": line}} if line else None

    def kept(self, answer: Answer, texts: Sequence[str]) -> Body:
        """For a form that is there no longer: why it was not taken, and what was written into it."""
        pen = self.pen(answer)
        why = list(dict.fromkeys(pen.plain(wrong) for wrong in answer.errors.values()))
        if not texts:
            return {"task": {"type": "message", "value": "\n\n".join(why)}}
        value: Element = {"title": pen.title(Phrase("words.chat.name")), "card": attached(kept(pen, why, texts))}
        return {"task": {"type": "continue", "value": {**value, "width": "medium", "height": "medium"}}}

    def found(self, options: Sequence[Option], language: Language) -> Element:
        """For what was typed into a field that looks things up."""
        pen = Pen(self.words, language)
        results: list[JsonValue] = [
            {"title": pen.inert(option.label), "value": option.value} for option in options[:MOST_FOUND]
        ]
        return {"statusCode": int(HTTPStatus.OK), "type": FOUND, "value": {"results": results}}

    def message(self, answer: Answer) -> Body:
        """For words: the line, the offer of a form, or nothing because everything else arrives by itself."""
        line = self.line(answer)
        if line:
            return self.plain_message(line)
        return form_offer(self.pen(answer), answer.opened) if answer.opened else None

    def plain_message(self, line: str) -> Element:
        """A line of ours as a message."""
        return {"type": "message", "textFormat": "plain", "text": line, "summary": line}

    def fault(self, status: HTTPStatus, id_: str) -> Element:
        """For a request that was not taken: what people see where Teams shows anything."""
        return {
            "statusCode": int(status),
            "type": FAULT,
            "value": {"code": str(int(status)), "message": self.in_both(id_)},
        }
