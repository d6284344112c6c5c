"""Finding in a library by what people type: words of either language, pinyin, initials, with slips."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from conversations.rules.pinyin import as_typed, initials, spelled
from conversations.toolkit.words import Language

T = TypeVar("T")

MOST_READ = 80
"""Characters of a query that are looked at."""

EXACT, SOUNDS, INITIALS, BEGINS, HOLDS, PINYIN, WORDS, WITHIN, BEGINS_INITIALS = 100, 96, 93, 88, 84, 82, 78, 70, 66
"""How well a name fits, from the whole of it to less and less."""

CLEAR, TYPO, PROSE, LEAST, MOST = 70, 0.72, 45, 28, 0.6
"""From `CLEAR` on nothing else is looked for. A slip counts for so much of how alike it looks; what only stands in the
texts of a record counts for less, and only if it is `MOST` of what was typed. Below `LEAST` it is no hit.
"""

GUESSES = 5
"""Of what only looks alike so many are offered; a long list of guesses says nothing."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_NO_WORD = re.compile(r"[^\w%]+|_")


def folded(text: str) -> str:
    """A text as it is compared: lower case, full-width folded, words apart by single spaces."""
    return " ".join(_NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).lower()).split())


class _Said:
    """What somebody typed, or one name in a library, ready to be compared.

    `text` is padded by spaces, `sounds` and `initials` by bars, so that where something begins can be looked for.
    """

    __slots__ = ("chinese", "initials", "sounds", "spelled", "text", "tight", "typed", "words")

    def __init__(self, text: str) -> None:
        whole = folded(text)
        self.text = f" {whole} "
        self.tight = whole.replace(" ", "")
        self.words = tuple(whole.split())
        self.chinese = bool(_HAN.search(whole))
        self.typed = as_typed(self.tight)
        self.spelled = spelled(self.tight) if self.chinese else ()
        self.sounds = _barred(self.spelled)
        self.initials = _barred(initials(self.tight)) if self.chinese else ""


@dataclass(frozen=True)
class Findable(Generic[T]):
    """Something with all that it is found by: its name and other words for it in each language, and its texts."""

    thing: T
    names: Mapping[Language, str]
    also: Mapping[Language, Sequence[str]]
    texts: Sequence[str]


@dataclass(frozen=True)
class _Entry(Generic[T]):
    """One of them, ready to be compared: names with what they lose for not being its first, and its texts."""

    thing: T
    names: tuple[tuple[_Said, Language, int], ...]
    called: str
    prose: str


class Finder(Generic[T]):
    """Finds in a library; made once, as spelling all names out takes a moment."""

    def __init__(self, things: Iterable[Findable[T]]) -> None:
        self._entries = tuple(map(_entry, things))

    def search(
        self,
        text: str,
        language: Language,
        among: Callable[[T], bool] = lambda thing: True,
        first: Callable[[T], bool] = lambda thing: False,
    ) -> Sequence[T]:
        """What this text may mean `among` these, the likeliest first; nothing for a text without a letter.

        Of those that fit about as well, `first` go before the rest: what is known to be near is likelier to be meant.
        """
        query = _Said(text[:MOST_READ])
        entries = [each for each in self._entries if among(each.thing)]
        if not query.tight:
            return ()
        scored = _best(query, entries, language, _fits)
        if max(scored.values(), default=0) < CLEAR:
            scored = _best(query, entries, language, _slip, scored)
            scored = {n: max(scored[n], score) for n, score in enumerate(_mentioned(query, entries))}
        best = max(scored.values(), default=0)
        least = max(LEAST, best * 0.6)
        found = [(score, entries[n].thing) for n, score in scored.items() if score >= least]
        found.sort(key=lambda hit: (-_grade(hit[0]), not first(hit[1]), -hit[0]))
        return [thing for _, thing in (found if best >= CLEAR else found[:GUESSES])]

    def names_one(self, text: str, language: Language) -> bool:
        """Whether a text fits a name well, and not only something that is said in a text."""
        query = _Said(text[:MOST_READ])
        return bool(query.tight) and max(_best(query, self._entries, language, _fits).values(), default=0) >= CLEAR


def _entry(found: Findable[T]) -> _Entry[T]:
    names: list[tuple[_Said, Language, int]] = []
    for language, name in found.names.items():
        names.append((_Said(name), language, 0))
        names.extend((_Said(each), language, 2) for each in found.also[language])
    called = " ".join(said.text for said, *_ in names)
    return _Entry(found.thing, tuple(names), called, " ".join((called, *map(folded, found.texts))))


def _best(
    query: _Said,
    among: Sequence[_Entry[T]],
    language: Language,
    fits: Callable[[_Said, _Said], float],
    before: Mapping[int, float] = MappingProxyType({}),
) -> dict[int, float]:
    """How well the best name of each fits, but not worse than before; one in the reader's own language goes first."""
    return {
        n: max(
            before.get(n, 0),
            *(fits(query, name) - less - (spoken != language) for name, spoken, less in entry.names),
        )
        for n, entry in enumerate(among)
    }


def _grade(score: float) -> int:
    return 2 if score >= INITIALS - 3 else 1 if score >= WITHIN - 3 else 0


def _fits(query: _Said, name: _Said) -> float:
    if query.tight == name.tight:
        return EXACT
    by_ear = _sounds(query, name) if name.chinese else 0
    return by_ear if by_ear >= INITIALS else max(_holds(query, name), by_ear)


def _sounds(query: _Said, name: _Said) -> float:
    """How well it fits by ear: the same sounds in other characters, pinyin, its beginning, initials."""
    if query.chinese:
        return SOUNDS if any(f"|{each}|" in name.sounds for each in query.spelled) else 0
    typed = query.typed
    if f"|{typed}|" in name.sounds:
        return SOUNDS
    if f"|{typed}|" in name.initials:
        return INITIALS
    if len(typed) >= 3 and f"|{typed}" in name.sounds:
        return PINYIN
    if len(typed) >= 4 and typed in name.sounds:
        return WITHIN
    return BEGINS_INITIALS if len(typed) >= 2 and f"|{typed}" in name.initials else 0


def _holds(query: _Said, name: _Said) -> float:
    """How well it fits by a part: the beginning of a name, something in it, or a name within a longer text."""
    if query.chinese:
        if query.tight in name.tight:
            return BEGINS if name.tight.startswith(query.tight) else HOLDS
        within = name.chinese and len(name.tight) >= 2 and name.tight in query.tight
    elif len(query.tight) >= 2 and name.tight.startswith(query.tight):
        return BEGINS
    elif len(query.tight) >= 3 and all(f" {word}" in name.text for word in query.words):
        return HOLDS if query.text.rstrip() in name.text else WORDS
    else:
        within = not name.chinese and name.text in query.text
    return WITHIN + 8 * len(name.tight) / len(query.tight) if within else 0


def _slip(query: _Said, name: _Said) -> float:
    """How alike they look if something was mistyped, left out or put in."""
    if len(query.tight) < 3 or query.chinese > name.chinese:
        return 0
    if name.chinese and not query.chinese:
        return TYPO * max(fuzz.ratio(query.typed, each, score_cutoff=75) for each in islice(name.spelled, 4))
    return TYPO * fuzz.ratio(query.tight, name.tight, score_cutoff=60 if query.chinese else 70)


def _mentioned(query: _Said, among: Sequence[_Entry[T]]) -> list[float]:
    """How much of what was typed stands anywhere in each of them: most of it in its texts, or some of it in its names,
    where what few of them have tells the most.
    """
    parts = {word for word in query.words if not _HAN.search(word) and len(word) >= 3}
    for run in _HAN_RUN.findall(query.text):
        parts |= {run[n : n + 2] for n in range(len(run) - 1)}
    named = {part: [part in entry.called for entry in among] for part in parts}
    weights = {part: 1 / sum(held) for part, held in named.items() if any(held)}
    some, whole = len(weights) * 3 >= len(parts), sum(weights.values()) or 1
    found = []
    for n, entry in enumerate(among):
        in_texts = sum(part in entry.prose for part in parts) / (len(parts) or 1)
        in_names = sum(weight for part, weight in weights.items() if named[part][n]) / whole if some else 0
        found.append(PROSE * max(share if share >= MOST else 0 for share in (in_texts, in_names)))
    return found


def _barred(texts: Iterable[str]) -> str:
    return "".join(f"|{each}" for each in texts) + "|"
