"""Clauses of nothing but the words of last week's plans and what became of them: "report done supplier not"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, said_with
from conversations.weekly_checkin.named import OUT, SMALL, clauses_in

_NAME, _TELLS = "name", "tells"
_WORDS = re.compile("[a-z0-9']+|[\u3400-\u9fff]")


def only_of_them(clause: str, plans: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a clause names plans in their own words, tells that they are done or not, and holds no other word but
    small ones: it is no plan. What begins with an order is one, "complete the report", or has a day; so is a bare name.
    """
    return bool(_parts(clause, plans, vocabulary))


def set_apart(text: str, plans: Sequence[str], vocabulary: Vocabulary) -> str:
    """A text with a comma before each further plan that such a clause tells of: "report done, supplier not"."""
    pieces, at = [], 0
    for start, end in clauses_in(text):
        told = [*_told(_parts(text[start:end], plans, vocabulary))]
        if len(told) > 1:
            pieces += [text[at:start], ", ".join(told)]
            at = end
    return "".join((*pieces, text[at:]))


def _parts(clause: str, plans: Sequence[str], vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The words of a clause that is only of plans, in order, each with what it is; none for any other clause."""
    words = _words(plans, vocabulary)
    has_a_day = fold(besides_days(clause, vocabulary)) != fold(clause)
    said = [] if has_a_day else said_with({word: word for word in words}, clause) or []
    kinds = [words.get(each, "") for each in said]
    whole = _NAME in kinds and _TELLS in kinds and not any(map(str.isdigit, clause))
    led = kinds[0] != _TELLS or longest_at(fold(clause), 0, _denies(vocabulary)) if whole else ""
    return [*zip(said, kinds, strict=True)] if led else []


def _told(parts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What the parts say of each plan: another begins where a name stands behind what became of one, if that is told
    of it too.
    """
    kinds, begins, closed = [kind for _, kind in parts], 0, False
    for n, kind in enumerate(kinds):
        if kind == _NAME and closed and _TELLS in kinds[n:]:
            yield _joined(parts[begins:n])
            begins, closed = n, False
        closed = closed or (kind == _TELLS and _NAME in kinds[begins:n])
    yield _joined(parts[begins:])


def _joined(parts: Sequence[tuple[str, str]]) -> str:
    """The words as they are written: with spaces around Latin ones."""
    return "".join(f" {word} " if word.isascii() else word for word, _ in parts).strip().replace("  ", " ")


def _words(plans: Sequence[str], vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    small = (*groups["filler"], *groups["greeting"], *meaning_of(groups["named"], SMALL))
    told = [word for word, outcome in groups["named"].items() if outcome not in (SMALL, OUT)]
    names = {each for plan in plans for each in _WORDS.findall(fold(plan))}
    tells = dict.fromkeys((*groups["outcomes"], *told, *_denies(vocabulary)), _TELLS)
    return {**dict.fromkeys(names, _NAME), **dict.fromkeys(small, SMALL), **tells}


def _denies(vocabulary: Vocabulary) -> Mapping[str, str]:
    """What says "not" or "only", also before the name."""
    groups = vocabulary.groups
    only = meaning_of(groups["partly"], "only")
    return dict.fromkeys((*only, *groups["nothing"], *meaning_of(groups["the_rest"], "not")), "")
