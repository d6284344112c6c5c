"""Plans told of by a part of their words: "report yes, supplier no"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import spans_between, words_before, words_behind

OUT, SMALL = "out", "small"
"""What is told of a plan beside what became of it: only that it is to go. And the words around a name."""

_BETWEEN = re.compile("[,;!\n\uff0c\uff1b\uff01\u3002\u3001]+|\\.(?=\\s|$)")
_TOKENS = re.compile("[a-z0-9']+|[\u3400-\u9fff]+")
_LEAST = {True: 3, False: 2}
"""The characters that a name has at least: Latin letters, or Chinese ones."""


@dataclass(frozen=True)
class Told:
    """What a clause tells of a plan. `places` are those that its name may mean, counted from 0; none for none."""

    places: tuple[int, ...]
    outcome: str


def told_of(clause: str, plans: Sequence[str], vocabulary: Vocabulary) -> Told | None:
    """What a clause tells of something by its name, and nothing besides; None if it tells no outcome."""
    closing, leading = vocabulary.groups["named"], vocabulary.groups["named_before"]
    small = dict.fromkeys(meaning_of(closing, SMALL), SMALL)
    led, rest = words_before(fold(clause), {**leading, **small})
    name, closed = words_behind(rest, closing)
    said = {leading.get(word, SMALL) for word in led} | {closing[word] for word in closed}
    meant = said - {SMALL}
    return Told(places_of(name, plans), meant.pop()) if len(meant) == 1 and _is_name(name) else None


def places_of(name: str, plans: Sequence[str]) -> tuple[int, ...]:
    """The places of the plans that a folded name may mean: they hold all its words."""
    tokens = _TOKENS.findall(name)
    return tuple(n for n, plan in enumerate(plans) if tokens and _holds(fold(plan), tokens))


def clauses_in(text: str) -> list[tuple[int, int]]:
    """Where each clause begins and ends: a plan's name has its outcome beside it, with a dash or a colon between."""
    return spans_between(_BETWEEN, text)


def placed(text: str, plans: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The text with the number of a plan for its name, and a plain word for what became of it: "1 done, 2 continue".
    None where somebody tells of plans by name, and it is not certain of which.
    """
    spans = clauses_in(text)
    told = [told_of(text[start:end], plans, vocabulary) for start, end in spans]
    named = [each for each in told if each and each.places and each.outcome != OUT]
    if not named:
        return text
    places = [place for each in named for place in each.places]
    unknown = any(each and not each.places for each in told)
    if unknown or len(places) > len(named) or len(set(places)) < len(places):
        return None
    parts, at = [], 0
    for (start, end), each in zip(spans, told, strict=True):
        if each in named and each:
            parts += [text[at:start], f" {each.places[0] + 1} {_plain(each.outcome, vocabulary)}"]
            at = end
    return "".join((*parts, text[at:])).strip()


def leaves_open(outcomes: Mapping[str, object], count: int) -> bool:
    """Whether who named plans told of some that they are done, and nothing of the others."""
    return 0 < len(outcomes) < count and "done" in outcomes.values()


def _plain(outcome: str, vocabulary: Vocabulary) -> str:
    return meaning_of(vocabulary.groups["outcomes"], outcome)[0]


def _is_name(name: str) -> bool:
    return any(len(token) >= _LEAST[token.isascii()] for token in _TOKENS.findall(name))


def _holds(plan: str, tokens: Sequence[str]) -> bool:
    """Whether a plan has these words; of Chinese ones the characters, two of them together."""
    words = set(_TOKENS.findall(plan))
    return all(token in words if token.isascii() else _is_about(plan, token) for token in tokens)


def _is_about(plan: str, token: str) -> bool:
    pairs = (first + second for first, second in pairwise(token))
    return set(token) <= set(plan) and (len(token) == 1 or any(pair in plan for pair in pairs))
