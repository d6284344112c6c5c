"""Plans told of by a part of their words, or by their numbers: "report yes, supplier no", "1 and 3 done, 2 not yet"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from conversations.toolkit.questions.picking import tells_of
from conversations.toolkit.understand import with_places
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import longest_within, said_with, spans_between, words_before, words_behind

OUT, SMALL = "out", "small"
"""What is told of a plan beside what became of it: only that it is to go. And the words around a name."""

_BETWEEN = re.compile("[,;!\n\uff0c\uff1b\uff01\u3002\u3001]+|\\.(?=\\s|$)|(?<=[\u3400-\u9fff])\\s+(?=\\d)")
_NUMBER = re.compile(r"\d+")
_IS = "'s"
_BARE = re.compile(r"\s*([1-9])(?![\d.):\u3001\uff09\uff1a\uff0e])")
_TOKENS = re.compile("[a-z0-9']+|[\u3400-\u9fff]+")
_LEAST = {True: 3, False: 2}
"""The characters that a name has at least: Latin letters, or Chinese ones."""


@dataclass(frozen=True)
class Told:
    """What a clause tells of a plan. `places` are those that its name may mean, counted from 0; none for none. Where
    they are `numbered` it tells of each of them.
    """

    places: tuple[int, ...]
    outcome: str
    numbered: bool = False


def told_of(clause: str, plans: Sequence[str], vocabulary: Vocabulary) -> Told | None:
    """What a clause tells of something by its name, and nothing besides; None if it tells no outcome."""
    closing, leading = vocabulary.groups["named"], vocabulary.groups["named_before"]
    small = dict.fromkeys(meaning_of(closing, SMALL), SMALL)
    led, rest = words_before(fold(clause), {**leading, **small})
    name, closed = words_behind(rest, closing)
    name = name.removesuffix(_IS)
    said = {leading.get(word, SMALL) for word in led} | {closing[word] for word in closed}
    meant = said - {SMALL}
    if len(meant) != 1 or not _is_name(name):
        return None
    return Told(places_of(name, plans) or places_of(_without_small(name, small), plans), meant.pop())


def _without_small(name: str, small: Mapping[str, str]) -> str:
    """A Chinese name without the small words in its middle, where they follow the thing; "" where none is left."""
    for word in small:
        name = name if word.isascii() else name.replace(word, "")
    return name if _is_name(name) else ""


def _told_in(clause: str, plans: Sequence[str], vocabulary: Vocabulary) -> Told | None:
    told = _numbered(clause, len(plans), vocabulary) or told_of(clause, plans, vocabulary)
    return told or _still_open(clause, plans, vocabulary)


def _still_open(clause: str, plans: Sequence[str], vocabulary: Vocabulary) -> Told | None:
    """The one plan that a clause calls open by its name or number, whatever it says besides: "2 still going round"."""
    folded, small = fold(clause), dict.fromkeys(meaning_of(vocabulary.groups["named"], SMALL), SMALL)
    open_ = longest_within(folded, meaning_of(vocabulary.groups["status"], "open"))
    name = words_behind(words_before(folded.partition(open_)[0].strip(), small)[1], small)[0] if open_ else ""
    if name.isdecimal():
        return Told((int(name) - 1,), "continue", numbered=True) if 0 < int(name) <= len(plans) else None
    places = places_of(name, plans) if _is_name(name) else ()
    return Told(places, "continue") if len(places) == 1 else None


def _numbered(clause: str, count: int, vocabulary: Vocabulary) -> Told | None:
    """What a clause of numbers and words for one outcome tells, in any order: "1 and 3 done", "still going: 2"."""
    folded = fold(with_places(_with_first_or_last(clause, count, vocabulary), count, vocabulary))
    places = tuple(int(number) - 1 for number in _NUMBER.findall(folded))
    if not places or not all(0 <= place < count for place in places):
        return None
    groups = vocabulary.groups
    small = dict.fromkeys((*groups["filler"], *meaning_of(groups["named"], SMALL)), SMALL)
    said = set(said_with({**small, **groups["outcomes"], **groups["named"]}, folded) or ()) - {SMALL, ""}
    return Told(places, said.pop(), numbered=True) if len(said) == 1 else None


def _with_first_or_last(clause: str, count: int, vocabulary: Vocabulary) -> str:
    """A clause with the places of "the first two" or "the last three" among so many, as "1 2"."""
    groups = vocabulary.groups
    first, last = (any_of(meaning_of(groups["picks"], each)) for each in ("first", "last"))
    few = any_of(word for word, number in groups["numbers"].items() if number in ("2", "3"))
    counted = any_of(groups["counted_plans"])
    found = re.search(rf"(?:({first})|{last})\s*([23]|{few})\s*(?:{counted})?", clause, re.IGNORECASE)
    number = int(groups["numbers"].get(fold(found[2]), found[2])) if found else count + 1
    if found is None or number > count:
        return clause
    places = range(1, number + 1) if found[1] else range(count - number + 1, count + 1)
    return f"{clause[: found.start()]}{' '.join(map(str, places))} {clause[found.end() :]}"


def places_of(name: str, plans: Sequence[str]) -> tuple[int, ...]:
    """The places of the plans that a folded name may mean: they hold all its words."""
    tokens = _TOKENS.findall(name)
    return tuple(n for n, plan in enumerate(plans) if tokens and _holds(fold(plan), tokens))


def clauses_in(text: str) -> list[tuple[int, int]]:
    """Where each clause begins and ends: a plan's name has its outcome beside it, with a dash or a colon between, and
    numbers in a row have it once.
    """
    spans: list[tuple[int, int]] = []
    for start, end in spans_between(_BETWEEN, text):
        in_a_row = bool(spans) and text[start:end].lstrip()[:1].isdigit()
        joins = in_a_row and not any(map(str.isalpha, text[slice(*spans[-1])]))
        spans[-1:] = [(spans[-1][0], end)] if joins else [*spans[-1:], (start, end)]
    return spans


def _spans(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """The clauses, those that begin with a number apart before each other one that an outcome stands before."""
    groups = vocabulary.groups
    outcomes = {*groups["outcomes"], *groups["named"]} - {*meaning_of(groups["named"], SMALL, OUT)}
    next_one = re.compile(any_of(outcomes) + r"(\s*)(?=[1-9](?!\d))", re.IGNORECASE)
    spans: list[tuple[int, int]] = []
    for start, end in clauses_in(text):
        if _NUMBER.match(text[start:end].lstrip()):
            for found in next_one.finditer(text, start, end):
                spans.append((start, found.start(1)))
                start = found.end()
        spans.append((start, end))
    return spans


def placed(text: str, plans: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The text with the number of a plan for its name, and a plain word for what became of it: "1 done, 2 continue".
    None where somebody tells of plans, and it is not certain of which, or what of one of them.
    """
    spans = _spans(text, vocabulary)
    told = [_told_in(text[start:end], plans, vocabulary) for start, end in spans]
    named = [each for each in told if each and each.places and each.outcome != OUT]
    if not named:
        return text
    if _is_uncertain(told, named) or (named[0].numbered and _leaves_a_number(text, spans, told, len(plans))):
        return None
    parts, at = [], 0
    for (start, end), each in zip(spans, told, strict=True):
        if each in named and each:
            outcome = _plain(each.outcome, vocabulary)
            parts += [text[at:start], ",".join(f" {place + 1} {outcome}" for place in each.places)]
            at = end
    return "".join((*parts, text[at:])).strip()


def names(text: str, plan: str, vocabulary: Vocabulary) -> bool:
    """Whether a text names what a plan is about; what it begins with, as "call", other plans have too."""
    folded = fold(plan)
    about = folded.partition(" ")[2] if folded[:1].isascii() else folded[1:]
    return tells_of(text, (about or folded,), vocabulary)


def all_but(clause: str, plans: Sequence[str], vocabulary: Vocabulary) -> Mapping[str, str]:
    """What became of all plans but the one that a clause leaves out, if it does: "all done except the supplier"."""
    groups, folded = vocabulary.groups, fold(with_places(clause, len(plans), vocabulary))
    but = longest_within(folded, groups["all_but"])
    before, _, behind = folded.partition(but) if but else ("", "", "")
    small = dict.fromkeys((*groups["filler"], *meaning_of(groups["named"], SMALL)), SMALL)
    name, closed = words_behind(behind, small) if before else words_behind(behind, {**small, **groups["named"]})
    said = (
        said_with({**small, **groups["outcomes"]}, before)
        if before
        else [groups["named"].get(e, SMALL) for e in closed]
    )
    meant = set(said or ()) - {SMALL, ""}
    name = words_before(name, small)[1]
    places = tuple(int(digit) - 1 for digit in _NUMBER.findall(name)) or (
        places_of(name, plans) if _is_name(name) else ()
    )
    if len(meant) != 1 or len(places) != 1 or places[0] >= len(plans):
        return {}
    return {str(n): next(iter(meant)) for n in range(len(plans)) if n not in places}


def certain_in(text: str, plans: Sequence[str], vocabulary: Vocabulary) -> Mapping[str, str]:
    """What became of those plans that a text certainly tells of, by their places."""
    told = (_told_in(text[start:end], plans, vocabulary) for start, end in _spans(text, vocabulary))
    named = [each for each in told if each and each.outcome != OUT and (each.numbered or len(each.places) == 1)]
    places = Counter(place for each in named for place in each.places)
    return {str(place): each.outcome for each in named for place in each.places if places[place] == 1}


def untold(text: str, plans: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The clauses that tell of none of the plans."""
    clauses = [text[start:end].strip() for start, end in _spans(text, vocabulary)]
    return [clause for clause in clauses if _told_in(clause, plans, vocabulary) is None]


def _is_uncertain(told: Sequence[Told | None], named: Sequence[Told]) -> bool:
    places = [place for each in named for place in each.places]
    unknown = any(each and not each.places for each in told)
    return unknown or len(set(places)) < len(places) or any(len(e.places) > 1 and not e.numbered for e in named)


def _leaves_a_number(text: str, spans: Sequence[tuple[int, int]], told: Sequence[Told | None], count: int) -> bool:
    """Whether a clause begins with the number of a plan, and what it tells of it is not understood."""
    rest = (_BARE.match(text, start) for (start, _), each in zip(spans, told, strict=True) if each is None)
    return any(found and int(found[1]) <= count for found in rest)


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
