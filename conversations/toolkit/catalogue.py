"""The catalogues: every sentence of the bot in every language, checked whole when they are loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias
from zoneinfo import ZoneInfo

from conversations.toolkit import formatting
from conversations.toolkit.content_files import ContentFault, Leaf, ReadsFolder, Sentence, WordList, read_folder
from conversations.toolkit.words import (
    LANGUAGES,
    Bilingual,
    Day,
    Fact,
    Instant,
    Joined,
    Language,
    Phrase,
    Text,
    Verbatim,
)

FORMATS, LISTED = "words.formats", "words.formats.listed"
Faults: TypeAlias = Iterator[ContentFault]
CONTENT = Path(__file__).parents[1] / "content"


@dataclass(frozen=True)
class Catalogue:
    """All sentences and word lists, by language and id. Made by `load`. With `present`, days of another year say so."""

    leaves: Mapping[Language, Mapping[str, Leaf]]
    present: Callable[[], datetime] | None = None

    @classmethod
    def load(cls, company: Path | None = None, *, read_ours: ReadsFolder = read_folder) -> Catalogue:
        """Read our content and what a company's folder (`<language>/<stem>.yaml`) overrides, id by id; ours by
        `read_ours`, which gives what `read_folder` gives.

        Raises ContentFault, which names file or id and how to mend it: content with a fault never starts.
        """
        ours, faults = _read(company, read_ours)
        if faults:
            raise faults[0]
        return cls(MappingProxyType({language: MappingProxyType(ours[language]) for language in LANGUAGES}))

    def text(self, text: Text, language: Language, zone: str = "UTC") -> str:
        """Give a text in a language, moments in a zone; facts go in as they are, the renderer escapes them.

        Raises ContentFault for an unknown id or a fact that was not given.
        """
        match text:
            case Phrase():
                return self._phrase(text, language, zone)
            case Verbatim():
                return text.text
            case Bilingual():
                held = text.zh if language == "zh-CN" else text.en
                return self._filled(held, text.facts, language, zone) if text.facts else held
            case Joined():
                items = [self.text(item, language, zone) for item in text.items]
                return (
                    self._side_by_side(items, language)
                    if text.style == "listed"
                    else formatting.list_text(items, language)
                )
            case Day():
                return formatting.day_text(text.day, self._pattern(text.style, text.day, language, zone), language)
            case Instant():
                pattern = self._pattern("moment", text.at.astimezone(ZoneInfo(zone)), language, zone)
                return formatting.moment_text(text.at, pattern, language, zone)

    def words(self, id_: str) -> tuple[str, ...]:
        """Give a list of words that people type, of all languages: nobody says which one they type in."""
        found: dict[str, None] = {}
        for language in LANGUAGES:
            leaf = self.leaves[language].get(id_)
            if not isinstance(leaf, WordList):
                raise ContentFault(f"{id_}: no such list of words")
            found.update(dict.fromkeys(leaf.words))
        return tuple(found)

    def spellings(self, id_: str) -> tuple[str, ...]:
        """Give a sentence as it stands in each language, its facts unfilled; none for a list of words."""
        leaves = (self.leaves[language].get(id_) for language in LANGUAGES)
        return tuple(leaf.other for leaf in leaves if isinstance(leaf, Sentence))

    def ids(self, prefix: str = "") -> tuple[str, ...]:
        """Every id, or those that begin with a prefix, in order."""
        return tuple(sorted(id_ for id_ in self.leaves["en"] if id_.startswith(prefix)))

    def _phrase(self, phrase: Phrase, language: Language, zone: str) -> str:
        leaf = self._sentence(phrase.id, language)
        n = phrase.facts.get("n")
        one = leaf.one and isinstance(n, int) and formatting.plural_form(n, language) == "one"
        sentence = leaf.one if one else leaf.other
        try:
            return self._filled(sentence, phrase.facts, language, zone)
        except KeyError as missing:
            raise ContentFault(f"{phrase.id}: the fact {missing} was not given") from None

    def _filled(self, sentence: str, facts: Mapping[str, Fact], language: Language, zone: str) -> str:
        told = {name: self._fact(fact, language, zone) for name, fact in facts.items()}
        return formatting.fill(sentence, told)

    def _side_by_side(self, items: Sequence[str], language: Language) -> str:
        pattern = self._sentence(LISTED, language).other
        return reduce(lambda before, item: formatting.fill(pattern, {"before": before, "item": item}), items)

    def _pattern(self, kind: str, day: date, language: Language, zone: str) -> str:
        is_of_another_year = self.present is not None and day.year != self.present().astimezone(ZoneInfo(zone)).year
        which = f"{FORMATS}.other_year.{kind}" if is_of_another_year else f"{FORMATS}.{kind}"
        return self._sentence(which, language).other

    def _sentence(self, id_: str, language: Language) -> Sentence:
        leaf = self.leaves[language].get(id_)
        if not isinstance(leaf, Sentence):
            raise ContentFault(f"{id_}: no such sentence")
        return leaf

    def _fact(self, fact: Fact, language: Language, zone: str) -> str:
        return str(fact) if isinstance(fact, str | int) else self.text(fact, language, zone)


def content_faults(company: Path | None = None) -> list[ContentFault]:
    """All that is wrong with our content and a company's; a file that is no YAML hides what else there is."""
    return _read(company)[1]


def _read(
    company: Path | None, read_ours: ReadsFolder = read_folder
) -> tuple[dict[Language, dict[str, Leaf]], list[ContentFault]]:
    try:
        ours = {language: read_ours(CONTENT / language) for language in LANGUAGES}
        theirs = {language: read_folder(company / language) if company else {} for language in LANGUAGES}
    except ContentFault as fault:
        return {}, [fault]
    faults = list(_check(ours))
    for language in LANGUAGES:
        faults += _check_overrides(ours[language], theirs[language], language)
        ours[language].update(theirs[language])
    return ours, faults


def _check(leaves: Mapping[Language, Mapping[str, Leaf]]) -> Faults:
    first, *others = LANGUAGES
    for language in LANGUAGES:
        for id_, leaf in leaves[language].items():
            yield from _check_braces(id_, leaf, language)
    for other in others:
        yield from _check_same_ids(leaves[first], first, leaves[other], other)
        for id_, leaf in leaves[first].items():
            if id_ in leaves[other]:
                yield from _check_pair(id_, leaf, leaves[other][id_], other)


def _check_same_ids(here: Mapping[str, Leaf], language: Language, there: Mapping[str, Leaf], other: Language) -> Faults:
    for missing, where in ((here.keys() - there.keys(), other), (there.keys() - here.keys(), language)):
        if missing:
            ids = ", ".join(sorted(missing))
            yield ContentFault(f"content/{where}: lacks {ids}; write it there too")


def _check_pair(id_: str, leaf: Leaf, counterpart: Leaf, other: Language) -> Faults:
    if type(leaf) is not type(counterpart):
        yield ContentFault(f"content/{other}: {id_} is a list in one language only; make it one in both")
        return
    ours, theirs = _names(leaf), _names(counterpart)
    if ours != theirs:
        names = ", ".join(sorted(ours ^ theirs))
        yield ContentFault(f"content/{other}: {id_} differs in {{{names}}}; name the same facts everywhere")


def _check_overrides(ours: Mapping[str, Leaf], theirs: Mapping[str, Leaf], language: Language) -> Faults:
    for id_, leaf in theirs.items():
        yield from _check_braces(id_, leaf, language)
        known = ours.get(id_)
        if known is None:
            yield ContentFault(f"company content, {language}: {id_} overrides nothing; check its spelling")
            continue
        if type(known) is not type(leaf):
            yield ContentFault(f"company content, {language}: {id_} must be a {type(known).__name__}")
            continue
        unknown = _names(leaf) - _names(known)
        if unknown:
            names = ", ".join(sorted(unknown))
            yield ContentFault(f"company content, {language}: {id_} has no fact {names}; take it out")


def _check_braces(id_: str, leaf: Leaf, language: Language) -> Faults:
    if any(formatting.has_stray_brace(sentence) for sentence in _sentences(leaf)):
        yield ContentFault(f"content/{language}: {id_} has a brace that is no {{name}}; mend or drop it")


def _names(leaf: Leaf) -> frozenset[str]:
    return frozenset().union(*(formatting.placeholders(sentence) for sentence in _sentences(leaf)))


def _sentences(leaf: Leaf) -> Iterable[str]:
    return (leaf.one, leaf.other) if isinstance(leaf, Sentence) else ()
