"""Whom a text names, and what it says besides: "with Bob", "Bob: the budget", "the budget"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from conversations.rules.roster import Person
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

_LONGEST_NAME = 60
_COLON = re.compile("[:\uff1a]")
_AROUND = " \t:\uff1a,\uff0c@"


def named(text: str, pairs: Sequence[Person], manager: str, vocabulary: Vocabulary) -> tuple[Sequence[Person], str]:
    """Those of these people whom a text names, by name, e-mail or as the manager, and the rest of it; nobody and all
    of it if it names none.
    """
    text = text.strip()
    with_ = any_of(meaning_of(vocabulary.groups["one_on_one"], "with"))
    told = re.sub(rf"^\s*{with_}\s*", "", text, count=1, flags=re.IGNORECASE)
    for name, rest in ((told, ""), *_before_colon(told)):
        called = fold(name.strip(_AROUND))
        found = [each for each in pairs if called and called in _names_of(each, manager, vocabulary)]
        if found:
            return found, rest.strip()
    return (), text


def _before_colon(text: str) -> Iterator[tuple[str, str]]:
    found = _COLON.search(text[:_LONGEST_NAME])
    if found:
        yield text[: found.start()], text[found.end() :]


def _names_of(person: Person, manager: str, vocabulary: Vocabulary) -> set[str]:
    name = fold(person.name)
    as_manager = meaning_of(vocabulary.groups["helpers"], "manager") if person.id == manager else ()
    return {name, *name.split(), fold(person.email), *as_manager} - {""}
