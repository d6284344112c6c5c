"""A goal as the check reads it: its words without names and quotes, and what in them makes it firm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from conversations.rules.goal_sentence.measures import LEVELS, Measure, measure_in
from conversations.rules.goal_sentence.periods import periods_in
from conversations.rules.goal_sentence.title import MASK, aligned, begins, masked
from conversations.rules.goals import WHOLE, GoalContent, KeyResult
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.numbers import numeral
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_QUOTED = re.compile(r"[\u201c\"\u300c\u300e\u300a][^\u201d\"\u300d\u300f\u300b]*[\u201d\"\u300d\u300f\u300b]")
_NAMED = re.compile(r"(?<=[a-z\d,] )[A-Z][\w-]*")
_CLAUSES = re.compile(r"[,;:、]")


@dataclass(frozen=True)
class Reading:
    """One goal, read once."""

    content: GoalContent
    today: date
    vocabulary: Vocabulary

    @cached_property
    def written(self) -> str:
        """The title and the key results that say something else, as written; only their beginning is read."""
        titles = dict.fromkeys((self.content.title, *(each.title for each in self.content.results)))
        return "; ".join(titles)[:MAX_READ]

    @cached_property
    def text(self) -> str:
        """It in lower case without what is quoted."""
        return aligned(masked(self.written, [match.span() for match in _QUOTED.finditer(self.written)]))

    @cached_property
    def unnamed(self) -> str:
        """It without names as well: a Latin word with a capital that begins no sentence."""
        return masked(self.text, [match.span() for match in _NAMED.finditer(self.written)])

    @cached_property
    def measure(self) -> Measure:
        """The numbers in its words."""
        periods = periods_in(self.text, self.today, self.vocabulary)
        return measure_in(masked(self.text, [(each.start, each.end) for each in periods]), self.vocabulary)

    @cached_property
    def number(self) -> KeyResult | None:
        """The first key result that is a number to reach."""
        numbers = (each for each in self.content.results if each.kind == "number" and each.target is not None)
        return next(numbers, None)

    @property
    def is_open(self) -> bool:
        """Whether there is a number of which nobody has said yet how far it is to go."""
        return any(each.kind == "number" and each.target is None for each in self.content.results)

    @property
    def is_learning(self) -> bool:
        """Whether something new is to be learned."""
        return self.content.learning or self.says("goal_results", "learning")

    @property
    def has_number(self) -> bool:
        """Whether anything in it is counted or measured."""
        counted = any(each.unit or each.mark for each in self.measure.amounts)
        return (
            self.number is not None
            or self.measure.relative
            or counted
            or _counted(self.vocabulary).search(self.text) is not None
        )

    @property
    def moves_level(self) -> bool:
        """Whether how high something stands is to change: a rate, a time, money, a score, or what goes down."""
        if self.number is None or self.number.start is not None:
            return self.number is not None or self.measure.relative
        counted = "count" if self.number.unit else ""
        kind = self.vocabulary.groups["measures"].get(aligned(self.number.unit), counted)
        if kind == "count":
            return self.says("goal_verbs", "down")
        return kind in LEVELS or self.says("goal_results", "metric") or self.says("goal_verbs", "up", "down")

    @property
    def is_held(self) -> bool:
        """Whether it is to stay where it is, at nothing or at all of it: there is no way to go."""
        whole = self.number is not None and self.number.target in (0, WHOLE)
        return whole or self.says("goal_results", "held", "nought", "whole")

    @property
    def is_soft(self) -> bool:
        """Whether anything in it is left open: a wish, a direction without a number, an activity, or no end."""
        wishes = self.says("goal_vague", "hedge", "vague") or self.says("goal_verbs", "up", "down")
        return wishes or self.is_more or self.is_activity or self.content.due is None

    @property
    def is_more(self) -> bool:
        """Whether only more or less of something is to be reached: "sell more", without how much."""
        return _more(self.vocabulary).search(self.text) is not None

    @property
    def is_milestone(self) -> bool:
        """Whether there is something that is reached or not, whoever looks."""
        if any(each.title != self.content.title for each in self.content.results):
            return True
        if self.is_activity:
            # What somebody supports is not what they reach.
            return self.says("goal_results", "outcome")
        if self.is_never:
            return True
        if self.is_more:
            return self.says("goal_results", "outcome")
        is_soft = self.first("goal_vague", "hedge", "vague")
        return self.says("goal_results", "milestone", "outcome", "nought", *(() if is_soft else ("weak",)))

    @property
    def is_never(self) -> bool:
        """Whether it begins with what is not to happen: once is enough to see that it did."""
        nevers = _words(self.vocabulary, "goal_verbs", ("never",))
        return nevers.match(self.text) is not None

    @property
    def is_activity(self) -> bool:
        """Whether it begins with what is done."""
        verbs = meaning_of(self.vocabulary.groups["goal_activities"], "begins")
        rhythm = _words(self.vocabulary, "goal_results", ("rhythm",))
        clauses = (clause.strip(f" {MASK}") for clause in _CLAUSES.split(self.text))
        heads = (rhythm.sub("", clause, count=1).strip() if rhythm.match(clause) else clause for clause in clauses)
        return any(begins(f"{head} ", verb) for head in list(heads)[:1] for verb in verbs)

    def says(self, group: str, *meanings: str) -> bool:
        """Whether any word of these meanings stands in it."""
        return self.first(group, *meanings) != ""

    def first(self, group: str, *meanings: str) -> str:
        """The first such word as written, "" if none."""
        found = _words(self.vocabulary, group, meanings).search(self.unnamed if group == "goal_vague" else self.text)
        return self.written[slice(*found.span())] if found else ""


@lru_cache(maxsize=32)
def _words(vocabulary: Vocabulary, group: str, meanings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(meaning_of(vocabulary.groups[group], *meanings)))


@lru_cache(maxsize=4)
def _more(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A verb of something reached with nothing but more or less behind it, or such a word before it in Chinese."""
    reached = any_of(meaning_of(vocabulary.groups["goal_results"], "milestone", "weak"))
    more = any_of(vocabulary.groups["goal_amounts"])
    before = any_of(word for word in vocabulary.groups["goal_amounts"] if not word.isascii())
    return re.compile(rf"^{reached} ?{more}|^{before}{reached}")


@lru_cache(maxsize=4)
def _counted(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A numeral with its measure word; a longer one with any unit, for "one day" may only be a way to say "soon"."""
    groups = vocabulary.groups
    signs = "".join(word for word in groups["numbers"] if not word.isascii())
    count = any_of(word for word in meaning_of(groups["measures"], "count") if not word.isascii())
    units = [word for word in groups["measures"] if not word.isascii()]
    idiom = any_of(word for word in units if word[0] not in groups["multiples"])
    return re.compile(rf"[{signs}]{count}|(?![{signs}]{idiom}){numeral(vocabulary)}{any_of(units)}")
