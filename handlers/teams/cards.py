"""Cards as Adaptive Cards 1.5: the body in blocks of text, the buttons as actions that Teams sends back to us."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from pydantic import JsonValue

from conversations.toolkit.cards import (
    Bars,
    Branch,
    Button,
    Card,
    Divider,
    Fields,
    Heading,
    Line,
    Note,
    Part,
    Points,
    Quote,
    Row,
    Table,
    Tree,
    as_table,
    fits_a_chart,
    leading_nowhere,
    led_to,
    lines_of,
)
from conversations.toolkit.trees import TREE_LINES, beginning
from conversations.toolkit.words import Phrase, Text, Verbatim
from handlers.platform import OpenedForm
from handlers.teams.elements import Element, Pen, attached, card, size
from handlers.teams.widths import widths_of

MAX_SIZE = 27 * 1024
"""Bytes that a card may have. Of Microsoft's pages the strictest says 28 KB for a message, which is little more."""

IN_A_ROW = 6
"""Buttons that Teams shows side by side; further ones stand behind its three dots."""

_STYLES = {"primary": "positive", "danger": "destructive"}
_VERB = "press"
_INSIDE = 16
"""Pixels that a branch of a tree stands further in than the one above it."""
_DOT = "•"
NAMED = " · "
"""Between what stands in two columns of a row that is no row of a table."""


@dataclass(frozen=True)
class Drawn:
    """What a card is drawn for: the pen of its reader, the id that its buttons carry, where the page is, and what signs
    its reader in there.
    """

    pen: Pen
    delivery: str
    base_url: str
    way_in: str = field(default="", repr=False)

    def content(self, shown: Card) -> Element:
        """The card, cut where it would be too large for Teams."""
        fallback = self.pen.plain(shown.neutral)
        shown = shown if self.way_in else leading_nowhere(shown)
        actions = list(_ranked(self._action(button) for button in shown.buttons))
        parts = [list(self._part(part)) for part in shown.body]
        whole = _separated(parts, shown.body)
        made = card(whole, actions, fallback)
        return made if size(made) <= MAX_SIZE else self._cut(whole, actions, fallback)

    def neutral(self, shown: Card) -> Element:
        """Nothing of the card but its neutral line, and the way to the page."""
        fallback = self.pen.plain(shown.neutral)
        return card(self.pen.lines(shown.neutral), self._page(), fallback)

    def message(self, shown: Card, *, neutral: bool = False) -> Element:
        """The card as a message; what may be seen of it outside the chat is its neutral line (safety 21)."""
        content = self.neutral(shown) if neutral else self.content(shown)
        return {"type": "message", "summary": self.pen.plain(shown.neutral), "attachments": [attached(content)]}

    def _cut(self, body: Sequence[Element], actions: Sequence[Element], fallback: str) -> Element:
        """As much of the beginning as goes in, and where the rest is; the card's own buttons stay."""
        more = self.pen.lines(Phrase("words.chat.more"), isSubtle=True)
        rest = [*actions, *self._page()]
        fits, too_much = 0, len(body)
        while too_much - fits > 1:
            middle = (fits + too_much) // 2
            if size(card([*body[:middle], *more], rest, fallback)) <= MAX_SIZE:
                fits = middle
            else:
                too_much = middle
        return card([*body[:fits], *more], rest, fallback)

    def _page(self) -> list[Element]:
        """The way to our page. Only https: Teams opens nothing else, and nothing but our own page is ever linked."""
        if not self.base_url.startswith("https://"):
            return []
        return [_leading(self.pen.title(Phrase("words.chat.page")), self.base_url)]

    def _part(self, part: Part) -> Iterator[Element]:
        pen = self.pen
        match part:
            case Heading(text=text, small=True):
                yield from pen.lines(text, weight="bolder")
            case Heading(text=text):
                yield from pen.lines(text, size="medium", weight="bolder")
            case Line(text=text):
                yield from pen.lines(text)
            case Note(text=text):
                yield from pen.lines(text, isSubtle=True, size="small")
            case Quote():
                yield self._quote(part)
            case Row():
                yield self._row(part)
            case Fields(pairs=pairs):
                for label, said in pairs:
                    below = ({**each, "spacing": "none"} for each in pen.lines(said))
                    yield from (*pen.lines(label, isSubtle=True, size="small"), *below)
            case Table():
                yield from self._table(part)
            case Bars():
                yield from self._bars(part)
            case Tree():
                for depth, branch in lines_of(beginning(part, TREE_LINES)):
                    yield from self._branch(depth, branch)
            case Points(items=items, said=True):
                yield self._said(items)
            case Points(items=items):
                for item in items:
                    yield self._point(item)
            case Divider():
                return

    def _quote(self, quote: Quote) -> Element:
        by = self.pen.lines(quote.by, isSubtle=True, size="small") if quote.by else []
        items: list[JsonValue] = [*self.pen.lines(Verbatim(quote.words), italic=True), *by]
        return {"type": "Container", "style": "emphasis", "items": items}

    def _said(self, items: Sequence[Text]) -> Element:
        lines: list[JsonValue] = [line for item in items for line in self.pen.lines(item)]
        return {"type": "Container", "style": "emphasis", "items": lines}

    def _point(self, item: Text) -> Element:
        """A dot, and the text beside it: a second line of it stands below the first and not below the dot."""
        dot: Element = {"type": "Column", "width": "auto", "items": [self.pen.block(_DOT)]}
        text: Element = {"type": "Column", "width": "stretch", "items": [*self.pen.lines(item)], "spacing": "small"}
        return {"type": "ColumnSet", "columns": [dot, text], "spacing": "small"}

    def _row(self, row: Row) -> Element:
        items: list[JsonValue] = [*self.pen.lines(row.text)]
        if row.detail:
            items += ({**each, "spacing": "none"} for each in self.pen.lines(row.detail, isSubtle=True, size="small"))
        if row.buttons:
            actions: list[JsonValue] = [*_ranked(self._action(button) for button in row.buttons)]
            items.append({"type": "ActionSet", "actions": actions, "spacing": "small"})
        return {"type": "Container", "items": items}

    def _bars(self, bars: Bars) -> Iterator[Element]:
        """As a chart of Teams; a client that has none, as on phones, shows the table instead."""
        note, table = as_table(bars)
        yield from self._part(note)
        if not fits_a_chart(bars):
            yield from self._part(table)
            return
        across, up = (self.pen.plain(column) for column in bars.columns)
        yield {
            "type": "Chart.VerticalBar",
            "xAxisTitle": across,
            "yAxisTitle": up,
            "showBarValues": True,
            "data": [{"x": self.pen.plain(bar.label), "y": bar.size} for bar in bars.bars],
            "fallback": {"type": "Container", "items": [*self._part(table)]},
        }

    def _table(self, table: Table) -> Iterator[Element]:
        """As a table if no word breaks in it on a phone; else row by row, each column named before what it says."""
        plain = self.pen.plain
        widths = widths_of([[plain(text) for text in texts] for texts in zip(table.columns, *table.rows, strict=True)])
        if not widths:
            for first, *others in table.rows:
                named = zip(table.columns[1:], others, strict=True)
                detail = Verbatim(NAMED.join(f"{plain(column)} {plain(text)}" for column, text in named))
                yield self._row(Row(first, detail=detail))
            return
        rows = [self._cells(table.columns, weight="bolder"), *(self._cells(row) for row in table.rows)]
        columns: list[JsonValue] = [{"width": width} for width in widths]
        yield {"type": "Table", "firstRowAsHeader": True, "columns": columns, "rows": list(rows)}

    def _branch(self, depth: int, branch: Branch) -> Iterator[Element]:
        inside: Element = {"type": "Column", "width": f"{_INSIDE * depth}px", "items": []}
        items: list[JsonValue] = [*self.pen.lines(branch.text)]
        if branch.detail:
            below = self.pen.lines(branch.detail, isSubtle=True, size="small")
            items += ({**each, "spacing": "none"} for each in below)
        told: Element = {"type": "Column", "width": "stretch", "items": items}
        yield {"type": "ColumnSet", "columns": [*([inside] if depth else []), told], "spacing": "small"}

    def _cells(self, texts: Sequence[Text], **look: JsonValue) -> JsonValue:
        cells: list[JsonValue] = [{"type": "TableCell", "items": list(self.pen.lines(text, **look))} for text in texts]
        return {"type": "TableRow", "cells": cells}

    def _action(self, button: Button) -> Element:
        label = self.pen.title(button.label)
        title = f"✓ {label}" if button.chosen else label
        if button.leads:
            return {**_leading(title, led_to(button.leads, self.way_in)), **_style(button)}
        pressed: Element = {"delivery": self.delivery, "button": button.name, "value": button.value}
        if button.opens:
            return _opening(title, {**pressed, "form": button.opens}, button)
        if button.confirm is None:
            return _executing(title, pressed, button)
        sure: JsonValue = {
            "type": "AdaptiveCard",
            "body": list(self.pen.lines(button.confirm)),
            "actions": [_executing(title, pressed, button)],
        }
        return {"type": "Action.ShowCard", "title": title, **_style(button), "card": sure}


def form_offer(pen: Pen, opened: OpenedForm) -> Element:
    """A message that offers a form: words cannot open a dialog in Teams, only a tap can."""
    line = Phrase("words.chat.form")
    data: Element = {"delivery": opened.delivery, "form": opened.form.name, "language": pen.language}
    button = Button("open", Phrase("words.chat.open_form"), style="primary")
    content = card(pen.lines(line), [_opening(pen.title(button.label), data, button)], pen.plain(line))
    return {"type": "message", "summary": pen.plain(line), "attachments": [attached(content)]}


def _leading(title: str, url: str) -> Element:
    """A tap that opens our page in a browser."""
    return {"type": "Action.OpenUrl", "title": title, "url": url}


def _executing(title: str, pressed: Element, button: Button) -> Element:
    """A tap that Teams answers in the card's place; where it cannot, the tap comes as a message."""
    fallback: Element = {"type": "Action.Submit", "title": title, **_style(button), "data": pressed}
    return {**fallback, "type": "Action.Execute", "verb": _VERB, "fallback": fallback}


def _opening(title: str, data: Element, button: Button) -> Element:
    """A tap that fetches a dialog: Teams must know it when it draws the button."""
    fetch: Element = {"msteams": {"type": "task/fetch"}, **data}
    return {"type": "Action.Submit", "title": title, **_style(button), "data": fetch}


def _style(button: Button) -> Element:
    style = _STYLES.get(button.style)
    return {"style": style} if style else {}


def _ranked(actions: Iterator[Element]) -> Iterator[Element]:
    """The first ones side by side, the others behind the dots."""
    for n, action in zip(count(), actions, strict=False):
        yield action if n < IN_A_ROW else {**action, "mode": "secondary"}


def _separated(parts: Sequence[Sequence[Element]], body: Sequence[Part]) -> list[Element]:
    """All parts one after the other, with a thin line where a divider stood."""
    drawn: list[Element] = []
    is_parted = False
    for elements, part in zip(parts, body, strict=True):
        is_parted = is_parted or isinstance(part, Divider)
        for element in elements:
            drawn.append({**element, "separator": True} if is_parted and drawn else element)
            is_parted = False
    return drawn
