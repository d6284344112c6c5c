"""Filling sentences: whitelisted placeholders, and days, moments and lists as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list

from conversations.toolkit.words import Language

MAX_PHRASE = 4096
"""Characters that one phrase may grow to when it is filled (safety 27)."""

LOCALES: Mapping[Language, Locale] = {
    "en": Locale("en", "GB"),
    "zh-CN": Locale("zh", "CN", script="Hans"),
}
_DAY: Mapping[Language, str] = {"en": "EEE d MMM", "zh-CN": "M月d日 EEE"}
_MOMENT: Mapping[Language, str] = {"en": "EEE d MMM, HH:mm", "zh-CN": "M月d日 EEE HH:mm"}
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def placeholders(sentence: str) -> frozenset[str]:
    """The names of the facts that a sentence waits for."""
    return frozenset(_PLACEHOLDER.findall(sentence))


def has_stray_brace(sentence: str) -> bool:
    """Whether a brace stands outside a `{name}`: an attribute, an index, a typing mistake."""
    rest = _PLACEHOLDER.sub("", sentence)
    return "{" in rest or "}" in rest


def fill(sentence: str, facts: Mapping[str, str]) -> str:
    """Put facts in place, never looking inside them; cut at MAX_PHRASE. Raises KeyError if one lacks."""
    filled = _PLACEHOLDER.sub(lambda found: facts[found[1]], sentence)
    return filled if len(filled) <= MAX_PHRASE else filled[: MAX_PHRASE - 1] + "…"


def plural_form(n: int, language: Language) -> str:
    """Which form of a sentence fits `n` things: "one" or "other" (Unicode CLDR)."""
    return LOCALES[language].plural_form(n)


def day_text(day: date, language: Language) -> str:
    """A date without its year: "Fri 27 Nov", "11月27日 周五"."""
    return format_date(day, _DAY[language], locale=LOCALES[language])


def moment_text(at: datetime, language: Language, zone: str) -> str:
    """A moment in a zone: "Fri 27 Nov, 10:00", "11月27日 周五 10:00"."""
    return format_datetime(at.astimezone(ZoneInfo(zone)), _MOMENT[language], locale=LOCALES[language])


def list_text(items: Sequence[str], language: Language) -> str:
    """Several texts in one: "A, B and C", "A、B和C"."""
    return format_list(items, style="standard", locale=LOCALES[language])
