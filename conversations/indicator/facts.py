"""What the indicator conversation knows before a turn: the library, who looks, what their department has adopted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from conversations.entries.indicators import IndicatorAdopted, IndicatorDropped
from conversations.rules.indicator_library import Library, may_adopt
from conversations.rules.indicators import Indicator
from conversations.rules.library_search import folded
from conversations.rules.roster import Department, Person
from conversations.rules.weeks import local_day
from conversations.toolkit.events import Event, Looked
from conversations.toolkit.looking import behind_command, is_meant_elsewhere
from conversations.toolkit.reader import Reader
from conversations.toolkit.vocabulary import Vocabulary, fold


@dataclass(frozen=True)
class IndicatorFacts:
    """Who looks and when, the library, all departments, and what each has adopted, by their ids."""

    me: Person
    today: date
    library: Library
    departments: Mapping[str, Department]
    adoptions: Mapping[str, Sequence[str]]
    vocabulary: Vocabulary

    @property
    def mine(self) -> Sequence[Indicator]:
        """What my department has adopted and what is still offered."""
        adopted = self.adoptions.get(self.me.department, ()) if self.me.department in self.departments else ()
        found = (self.library.get(id_) for id_ in adopted)
        return [each for each in found if each is not None and each.offered_on(self.today)]

    @property
    def deciding(self) -> Sequence[Department]:
        """The departments that I may adopt indicators for, my own first."""
        may = [each for each in self.departments.values() if may_adopt(self.me, each)]
        return sorted(may, key=lambda each: each.id != self.me.department)

    def adopters(self, indicator: str) -> Sequence[Department]:
        """The departments that have adopted an indicator."""
        return [each for id_, each in self.departments.items() if indicator in self.adoptions.get(id_, ())]

    def lacking(self, indicator: str) -> Sequence[Department]:
        """The departments that I decide for and that have not adopted it."""
        return [each for each in self.deciding if indicator not in self.adoptions.get(each.id, ())]

    def for_my_role(self) -> Sequence[Indicator]:
        """Those offered that name my title among the roles they are for."""
        return self.library.for_title(self.me.title, self.today)

    def search(self, text: str) -> Sequence[Indicator]:
        """What a text may mean; what my department has adopted goes before what fits as well."""
        adopted = self.adoptions.get(self.me.department, ())
        return self.library.search(text, self.me.language, on=self.today, first=adopted)

    def without_command(self, text: str) -> str:
        """What stands behind this conversation's own word, where it was typed again: "indicator win rate"."""
        return behind_command(text, "indicator", self.vocabulary)

    def means_something_else(self, text: str) -> bool:
        """Whether a text that was typed below a list is no search: "stop", another command, or "I'm stuck"."""
        return is_meant_elsewhere(
            text, "indicator", self.vocabulary, lambda said: self.library.names_one(said, self.me.language)
        )

    def is_called(self, indicator: Indicator, text: str) -> bool:
        """Whether a text is the very name of an indicator, in either language."""
        return folded(text) in (folded(indicator.name.en), folded(indicator.name.zh))

    def function_called(self, text: str) -> str:
        """The function that a text names and nothing else, "" for none."""
        offering = self.library.functions(self.today)
        own = {fold(name): id_ for id_, both in self.library.own_functions.items() for name in (both.en, both.zh)}
        meant = own.get(fold(text)) or self.vocabulary.meaning("functions", text) or ""
        return meant if meant in offering else ""

    def after(self, entry: IndicatorAdopted | IndicatorDropped) -> IndicatorFacts:
        """The facts once this stands in the record."""
        others = [id_ for id_ in self.adoptions.get(entry.department, ()) if id_ != entry.indicator]
        now = [*others, entry.indicator] if isinstance(entry, IndicatorAdopted) else others
        return replace(self, adoptions={**self.adoptions, entry.department: now})


def gather(reader: Reader, event: Event | Looked) -> IndicatorFacts:
    """Fetch the facts of a turn or a look."""
    me = reader.person(event.owner) or reader.me
    return IndicatorFacts(
        me=me,
        today=local_day(event.at, me.zone),
        library=reader.indicators,
        departments={each.id: each for each in reader.departments()},
        adoptions=reader.adoptions(),
        vocabulary=reader.vocabulary,
    )
