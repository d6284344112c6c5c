"""Filling sentences: whitelisted placeholders, and days, moments and lists as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone_location
from babel.lists import format_list

from conversations.toolkit.words import Language

MAX_PHRASE = 4096
"""Characters that one phrase may grow to when it is filled (safety 27)."""

LOCALES: Mapping[Language, Locale] = {
    "en": Locale("en", "GB"),
    "zh-CN": Locale("zh", "CN", script="Hans"),
}
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


def day_text(day: date, pattern: str, language: Language) -> str:
    """A date by a Unicode date pattern (`EEE d MMM`)."""
    return format_date(day, pattern, locale=LOCALES[language])


def moment_text(at: datetime, pattern: str, language: Language, zone: str) -> str:
    """A moment in a zone by a Unicode date pattern (`EEE d MMM, HH:mm`)."""
    return format_datetime(at.astimezone(ZoneInfo(zone)), pattern, locale=LOCALES[language])


def city_text(zone: str, language: Language) -> str:
    """The city after which a time zone is called (Unicode CLDR)."""
    return get_timezone_location(zone, locale=LOCALES[language], return_city=True).rpartition("/")[-1]


def list_text(items: Sequence[str], language: Language) -> str:
    """Several texts in one, as the language writes a list: "A, B and C"."""
    return format_list(items, style="standard", locale=LOCALES[language])
