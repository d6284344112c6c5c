"""The words that files use: headers, languages, roles, days, places, in every language of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from zoneinfo import available_timezones

import holidays

from conversations.rules.roster_file.faults import FileName
from conversations.toolkit.formatting import LOCALES
from conversations.toolkit.vocabulary import Words

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_LISTS = "people_import.words"


def folded(text: str) -> str:
    """What words are compared by: letters and digits in one case and width, no brackets' content."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(letter for letter in _BRACKETED.sub("", plain) if letter.isalnum())
    return kept or "".join(letter for letter in plain if letter.isalnum())


@dataclass(frozen=True)
class RosterWords:
    """What each folded word stands for. Make it with `of`; it can be sent to another process."""

    headers: Mapping[FileName, Mapping[str, str]]
    languages: Mapping[str, str]
    roles: Mapping[str, str]
    days: Mapping[str, str]
    zones: Mapping[str, str]
    regions: Mapping[str, str]
    managers: frozenset[str]
    hours: frozenset[str]
    ranges: Sequence[str]
    has_own_calendar: Callable[[str], bool]

    @classmethod
    def of(cls, lists: Words, has_own_calendar: Callable[[str], bool] = frozenset[str]().__contains__) -> RosterWords:
        """Take the words from the catalogue; `has_own_calendar` knows the sites that have one."""
        return cls(
            headers={
                "people": _meanings(lists, "headers.people"),
                "departments": _meanings(lists, "headers.departments"),
            },
            languages=_meanings(lists, "languages"),
            roles=_meanings(lists, "roles"),
            days=_meanings(lists, "days"),
            zones=_meanings(lists, "zones"),
            regions={**_territories(), **_meanings(lists, "regions")},
            managers=frozenset(map(folded, lists.words(f"{_LISTS}.managers"))),
            hours=frozenset(map(folded, lists.words(f"{_LISTS}.hours"))),
            ranges=lists.words(f"{_LISTS}.ranges"),
            has_own_calendar=has_own_calendar,
        )


def _meanings(lists: Words, of: str) -> Mapping[str, str]:
    prefix = f"{_LISTS}.{of}."
    return {folded(word): id_.removeprefix(prefix) for id_ in lists.ids(prefix) for word in lists.words(id_)}


@cache
def _territories() -> Mapping[str, str]:
    names = {
        folded(name): code
        for locale in LOCALES.values()
        for code, name in locale.territories.items()
        if code in countries()
    }
    return MappingProxyType(names)


@cache
def countries() -> Mapping[str, frozenset[str]]:
    """The countries that have a calendar (ISO 3166), each with its parts."""
    known = holidays.list_supported_countries(include_aliases=False)
    return MappingProxyType({country: frozenset(parts) for country, parts in known.items()})


def is_region(code: str) -> bool:
    """Whether this is a country ("CN") or a part of one ("DE-BY") with a calendar."""
    country, dash, part = code.partition("-")
    return country in countries() and (not dash or part in countries()[country])


@cache
def zones() -> Mapping[str, str]:
    """Every time zone that a person may have, by its name in small letters: places and UTC.

    Left out are old abbreviations, and mere distances, whose signs are turned round ("Etc/GMT-8" is UTC+8).
    """
    places = (zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return MappingProxyType({zone.casefold(): zone for zone in (*places, "UTC")})
