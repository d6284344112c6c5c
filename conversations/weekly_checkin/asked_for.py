"""Whom the words about what is stuck ask, and by when: "..., need it by Wednesday from Bob". In doubt neither is read,
and both are asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_ENDS = re.compile(r"[,;.!\n\uff0c\uff1b\uff01\u3002\u3001]+(?=\s|$|[^\x00-\x7f])|[\n\uff0c\uff1b\uff01\u3002\u3001]")
_NAME = r"(?:[\u3400-\u9fff]{1,4}?|[a-z\u00c0-\u024f][^\s\u3400-\u9fff]*(?: [^\s\u3400-\u9fff]+){0,2}?)"


def only_asks(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says no more than whom somebody would ask, or by when."""
    clauses = _clauses(text)
    return bool(clauses) and all(_is_deadline(each, vocabulary) or _name_in(each, vocabulary) for each in clauses)


def names_asked(text: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The names of those whom a text asks, in its order."""
    return [name for each in _clauses(text) if (name := _name_in(each, vocabulary))]


def deadlines_in(text: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The clauses that say by when it is needed: "since Monday" does not."""
    return [each for each in _clauses(text) if _is_deadline(each, vocabulary)]


def _clauses(text: str) -> Sequence[str]:
    return [each for part in _ENDS.split(text) if (each := part.strip())]


def _name_in(clause: str, vocabulary: Vocabulary) -> str:
    found = _asking(vocabulary).fullmatch(besides_days(clause, vocabulary))
    return (found["name"] or found["helper"] or "").strip() if found else ""


def _is_deadline(clause: str, vocabulary: Vocabulary) -> bool:
    rest = besides_days(clause, vocabulary)
    return rest != clause and _asking(vocabulary).fullmatch(rest) is not None and bool(_by(vocabulary).search(rest))


@lru_cache
def _by(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(any_of(meaning_of(vocabulary.groups["asks_for"], "by")))


@lru_cache
def _asking(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = vocabulary.groups["asks_for"]
    ask, weakly, help_ = (any_of(meaning_of(words, each)) for each in ("ask", "weakly", "help"))
    small, around = any_of(meaning_of(words, "small", "by")), any_of(meaning_of(words, "small", "by", "help"))
    asked = rf"{ask}\s*(?P<name>{_NAME})|{weakly}\s*(?P<helper>{_NAME})\s*(?:{small}\s*)*{help_}"
    return re.compile(rf"\s*(?:{around}\s*)*(?:(?:{asked})\s*(?:{around}\s*)*)?")
