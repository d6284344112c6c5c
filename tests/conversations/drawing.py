"""Cards as words: what a reader sees, and the proof that every text of a card and its forms exists in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from conversations.toolkit.cards import Bars, Card, Fields, Points, Quote, Row, Table, Tree, buttons_of
from conversations.toolkit.cards import lines_of as branches_of
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.forms import ChoiceField, Form, Saying
from conversations.toolkit.wire import to_json
from conversations.toolkit.words import LANGUAGES, Language, Text, Verbatim


def lines_of(card: Card) -> Iterator[tuple[Text, ...]]:
    """The card line by line, each with what stands in it."""
    for part in card.body:
        match part:
            case Row(text=text, detail=detail, buttons=buttons):
                yield (text, *((detail,) if detail else ()), *(button.label for button in buttons))
            case Fields(pairs=pairs):
                yield from pairs
            case Quote(words=words, by=by):
                yield (*((by,) if by else ()), Verbatim(words))
            case Table(columns=columns, rows=rows):
                yield columns
                yield from rows
            case Points(items=items):
                yield from ((item,) for item in items)
            case Bars(title=title, bars=bars):
                yield (title,)
                yield from ((bar.label, bar.said) for bar in bars)
            case Tree():
                yield from ((each.text, each.detail) if each.detail else (each.text,) for _, each in branches_of(part))
            case _ if hasattr(part, "text"):
                yield (part.text,)
    if card.buttons:
        yield tuple(button.label for button in card.buttons)


def parts_of(form: Form) -> Iterator[Text]:
    """All texts of a form."""
    yield from (form.title, form.submit)
    for part in form.parts:
        if isinstance(part, Saying):
            yield part.text
            continue
        yield part.label
        if part.hint:
            yield part.hint
        if isinstance(part, ChoiceField):
            yield from (option.label for option in part.options)


@dataclass
class Walker:
    """Draws each card that anybody is shown, with its forms, in every language."""

    catalogue: Catalogue
    seen: set[bytes] = field(default_factory=set)

    def walk(self, card: Card, form_of: Callable[[str], Form | None]) -> None:
        """Fail where a text is missing or empty, or where the neutral line carries more than its sentence."""
        written = to_json(Card, card)
        assert not card.neutral.facts, f"{card.name}: the neutral line has facts"
        if written not in self.seen:
            self.seen.add(written)
            self._draw(card.neutral, *(text for line in lines_of(card) for text in line))
            self._draw(*(button.confirm for button in buttons_of(card) if button.confirm))
        for name in dict.fromkeys(button.opens for button in buttons_of(card) if button.opens):
            form = form_of(name)
            assert form is not None, f"{card.name}: {name} cannot be opened"
            self._draw(*parts_of(form))

    def _draw(self, *texts: Text) -> None:
        for language in LANGUAGES:
            for text in texts:
                assert self.catalogue.text(text, language, "Asia/Shanghai").strip(), text

    def text(self, card: Card, language: Language, zone: str) -> str:
        """The card as its reader sees it, its buttons in brackets behind what they belong to."""
        labels = {id(button.label) for button in buttons_of(card)}
        chosen = {id(button.label) for button in buttons_of(card) if button.chosen}

        def say(text: Text) -> str:
            words = self.catalogue.text(text, language, zone)
            mark = "*" if id(text) in chosen else ""
            return f"[{mark}{words}]" if id(text) in labels else words

        return "\n".join(" ".join(map(say, line)) for line in lines_of(card))
