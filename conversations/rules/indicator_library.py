"""The library of indicators as it is used: what there is, what is offered on a day, and what a search finds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from conversations.rules.indicators import FUNCTIONS, Both, Indicator
from conversations.rules.library_search import Findable, Finder, folded
from conversations.rules.roster import Department, Person
from conversations.toolkit.words import LANGUAGES, Language

_NONE: Mapping[str, Any] = MappingProxyType({})


class Library:
    """All indicators by id, the retired ones too, and the names of the functions that only this company has."""

    def __init__(
        self,
        records: Mapping[str, Indicator] = _NONE,
        own_functions: Mapping[str, Both] = _NONE,
        units: Mapping[str, Both] = _NONE,
    ) -> None:
        self.records = records
        self.own_functions = own_functions
        self._units = units
        self._finder = Finder(map(_findable, records.values()))

    def get(self, id_: str) -> Indicator | None:
        """One indicator, also a retired one; None for an id that nobody has."""
        return self.records.get(id_)

    def unit_of(self, indicator: Indicator, language: Language) -> str:
        """What stands behind its numbers where this language is read; "" where nothing does."""
        unit = self._units.get(indicator.id) or self._units.get(indicator.unit)
        return unit.in_language(language) if unit else ""

    def offered(self, on: date, function: str = "") -> Sequence[Indicator]:
        """Those that may be chosen on a day, of one function or of all, in the order of the files."""
        return [each for each in self.records.values() if each.offered_on(on) and function in ("", each.function)]

    def functions(self, on: date) -> Sequence[str]:
        """The functions that offer something on a day: ours in their order, then the company's own."""
        offering = {each.function for each in self.offered(on)}
        return [each for each in dict.fromkeys((*FUNCTIONS, *self.own_functions)) if each in offering]

    def for_title(self, title: str, on: date) -> Sequence[Indicator]:
        """Those offered on a day that are for somebody with this title: it holds the name of one of their roles."""
        held = f" {folded(title)} "
        return [
            each for each in self.offered(on) if any(folded(role) in held for role in (*each.roles.zh, *each.roles.en))
        ]

    def names_one(self, text: str, language: Language) -> bool:
        """Whether a text fits the name of an indicator well."""
        return self._finder.names_one(text, language)

    def search(
        self,
        text: str,
        language: Language,
        function: str = "",
        role: str = "",
        *,
        on: date,
        first: Collection[str] = (),
    ) -> Sequence[Indicator]:
        """Those offered on a day that a text may mean, as Finder.search has it; `function` and `role` leave out all
        others, what is among the ids `first` goes before what fits as well.
        """
        wanted = folded(role)

        def fits(each: Indicator) -> bool:
            return function in ("", each.function) and (not wanted or wanted in _roles(each))

        found = self._finder.search(text, language, fits, lambda each: each.id in first)
        return [each for each in found if each.offered_on(on)]


def _findable(record: Indicator) -> Findable[Indicator]:
    names: Mapping[Language, str] = {"en": record.name.en, "zh-CN": record.name.zh}
    also: Mapping[Language, Sequence[str]] = {"en": record.also.en, "zh-CN": record.also.zh}
    told = (record.definition, record.formula, record.source)
    texts = (_roles(record), *(each.in_language(language) for language in LANGUAGES for each in told))
    return Findable(record, names, also, texts)


def _roles(record: Indicator) -> str:
    return folded(" | ".join((*record.roles.zh, *record.roles.en)))


NO_LIBRARY = Library()
"""Where there is none: nothing is offered."""


def may_adopt(person: Person, department: Department) -> bool:
    """Who decides which indicators a department uses: its head and HR."""
    return person.active and ("hr" in person.roles or person.id == department.head)
