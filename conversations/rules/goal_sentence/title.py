"""What is left of a sentence when its numbers and dates stand elsewhere: a title as it would be written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""From where to where in a text, the end excluded."""

MASK = "\0"
BREAK = re.compile(r"\s*(?:$|[,;.:!?()\uff0c\uff1b\uff1a\uff08\uff09\u3001\u3002])")
"""The end of a clause."""

LOOSE = " \t\r\n,;:.-\u2013\u3001\u3002\uff0c\uff1b\uff1a"
AROUND = LOOSE + "()\uff08\uff09"


def aligned(text: str) -> str:
    """A text as it is compared, every character where it was: lower case, full-width forms folded."""
    return "".join(_folded(character) for character in text)


def _folded(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character


def masked(text: str, spans: Sequence[Span]) -> str:
    """A text with nothing to be read in these places."""
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def begins(text: str, word: str) -> bool:
    """Whether a text begins with a word: a Latin one ends there, a Chinese one may go on."""
    return text.startswith(f"{word} " if word.isascii() else word)


def without(whole: str, spans: Sequence[Span]) -> str:
    """A text without these places, joined as it would be written."""
    text = whole
    for start, end in sorted(spans, reverse=True):
        before, behind = text[:start], text[end:]
        text = before.rstrip(LOOSE) + _joint(before.rstrip(), behind.lstrip()) + behind.lstrip(LOOSE)
    left = text.strip(LOOSE)
    return left[:1].upper() + left[1:] if whole[:1].isupper() else left


def _joint(before: str, behind: str) -> str:
    """The break that stood on one side, else a space, but none between Chinese words."""
    if not before.strip(LOOSE) or not behind.strip(LOOSE):
        return ""
    breaks = [edge for edge in (before[-1], behind[0]) if edge in LOOSE]
    if breaks:
        return f"{breaks[0]} " if breaks[0].isascii() else breaks[0]
    return " " if before[-1].isascii() and behind[0].isascii() else ""


def without_lead(title: str, leads: Sequence[str], none: Sequence[str]) -> str:
    """A title without the verb that only led to the number: "Bring attrition (down to 9 %)" is about attrition. What
    `none` has only begins like one: "Bring down".
    """
    if any(begins(aligned(title), word) for word in none):
        return title
    word = next((word for word in leads if begins(aligned(title), word)), "")
    rest = title[len(word) :].strip()
    return rest[:1].upper() + rest[1:] if word else title
