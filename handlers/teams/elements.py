"""The pieces of Adaptive Cards, and the pen that writes them: what a person wrote stays text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pydantic import JsonValue

from conversations.toolkit.words import Language, Text
from handlers.platform import Words

Element: TypeAlias = dict[str, JsonValue]

VERSION = "1.5"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
CARD = "application/vnd.microsoft.card.adaptive"

LONGEST_TITLE = 80
"""Characters of a button's title that anybody would read."""

_OVERRIDES = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_CONTROLS = dict.fromkeys(code for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n")
_UNSEEN = {**_OVERRIDES, **_CONTROLS}
_BLANK = "\u00a0"


@dataclass(frozen=True)
class Pen:
    """Writes texts for one reader, into elements in which markdown and links mean nothing (safety 11)."""

    words: Words
    language: Language
    zone: str = "UTC"

    def plain(self, text: Text) -> str:
        """A text as it is, with one kind of line end, without control characters and what turns others' direction."""
        told = self.words.text(text, self.language, self.zone)
        return told.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)

    def title(self, text: Text) -> str:
        """A text for a button: one line, and not a long one."""
        line = " ".join(self.plain(text).split()) or _BLANK
        return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"

    def inert(self, text: Text) -> str:
        """A text where Teams would read markdown (choices, toggles): it can be bold there, but never a link."""
        return " ".join(self.plain(text).replace("](", "]\u200b(").split()) or _BLANK

    def lines(self, text: Text, **look: JsonValue) -> list[Element]:
        """A text as blocks, one for each of its lines."""
        lines = self.plain(text).split("\n")
        kept = [line for line in lines if line.strip()] or [_BLANK]
        first, *others = (self.block(line, **look) for line in kept)
        return [first, *({**each, "spacing": "none"} for each in others)]

    def block(self, line: str, **look: JsonValue) -> Element:
        """One line in a look: `size`, `weight`, `color`, `isSubtle`, `italic` as Adaptive Cards name them."""
        return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": line, **look}]}


def card(body: Sequence[JsonValue], actions: Sequence[JsonValue], fallback: str = "") -> Element:
    """An Adaptive Card as wide as the chat; `fallback` is all that a client shows that cannot draw it."""
    made: Element = {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": VERSION,
        "msteams": {"width": "Full"},
        "body": list(body),
    }
    if actions:
        made["actions"] = list(actions)
    if fallback:
        made["fallbackText"] = fallback
    return made


def attached(content: Element) -> Element:
    """A card as an attachment."""
    return {"contentType": CARD, "content": content}


def size(of: JsonValue) -> int:
    """How large something is to Teams: the bytes that go over the wire."""
    return len(written(of).encode())


def written(of: object) -> str:
    """As it goes over the wire: nothing escaped that need not be, no spaces."""
    return json.dumps(of, ensure_ascii=False, separators=(",", ":"))
