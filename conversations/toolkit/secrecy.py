"""Whether somebody may want to keep their words from their manager: in doubt that is asked, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from conversations.rules.roster import Person
from conversations.toolkit.understand import is_for_hr_alone
from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of

_CLAUSE = re.compile(r"[,;:.!?\n\uff0c\uff1b\uff1a\u3002\uff01\uff1f]+")
_BESIDE = 30
"""Characters within which one word of a clause is beside another."""

_CLOSE = 12
"""Characters within which the manager is who must not know: "Mara really must not", not "show Mara why nobody can"."""

_SAID = ("not", "know", "secret", "apart")
_FAR = -(10**6)


def may_be_kept_from(text: str, vocabulary: Vocabulary, manager: Person | None) -> bool:
    """Whether words say, or may say, that the manager is not to know: certain ones, a "not" beside "know" and the
    manager, or a word of secrecy beside the manager or HR.
    """
    if is_for_hr_alone(text, vocabulary, manager):
        return True
    words = vocabulary.groups["kept_from"]
    folded = re.sub(any_of(meaning_of(words, "ordinary")), " ", fold(text))
    names = (fold(manager.name), *fold(manager.name).split()) if manager else ()
    called = (*meaning_of(vocabulary.groups["helpers"], "manager"), *meaning_of(words, "anyone"), *names)
    pronouns = meaning_of(words, "pronoun") if names and re.search(any_of(called), folded) else ()
    hr = meaning_of(vocabulary.groups["helpers"], "hr")
    lists = {"manager": (*called, *pronouns), "hr": hr, **{each: meaning_of(words, each) for each in _SAID}}
    marks = _marks(tuple(lists.items()))
    clauses = [[*_said(marks, clause)] for clause in _CLAUSE.split(folded)]
    everywhere = {kind for clause in clauses for kind, *_ in clause}
    beside_hr = "hr" in everywhere and not everywhere.isdisjoint(("secret", "apart"))
    return beside_hr or any(map(_keeps, clauses))


def _said(marks: re.Pattern[str], clause: str) -> Iterator[tuple[str, int, int]]:
    return ((found.lastgroup or "", *found.span()) for found in marks.finditer(clause))


def _keeps(said: Sequence[tuple[str, int, int]]) -> bool:
    """Whether a clause keeps something from the manager: who must not know stands close before the "not", between it
    and "know", or beside "know".
    """
    if {"secret", "manager"} <= {kind for kind, *_ in said}:
        return True
    manager = refused = known = _FAR
    named = False
    for kind, start, end in said:
        match kind:
            case "manager" if start - known <= _BESIDE:
                return True
            case "manager":
                named, manager = True, end
            case "not":
                named, refused = start - manager <= _CLOSE, end
            case "know" if refused != _FAR and start - max(refused, manager) <= _BESIDE:
                if named:
                    return True
                known = end
            case _:
                pass
    return False


@lru_cache(maxsize=64)
def _marks(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    """One pattern for all of these words, each list in a group of its own name."""
    return re.compile("|".join(f"(?P<{name}>{any_of(words)})" for name, words in lists))
