"""Last week's plans once more, and what is said besides: "same as last week and call Hudson"."""

from __future__ import annotations

import re

from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import longest_within

_MARKS = r"[\s,;.:\uff0c\uff1b\u3002\uff1a]*"


def said_in(text: str, vocabulary: Vocabulary) -> bool:
    """Whether that is said anywhere: then nothing of last week counts as done by itself."""
    return bool(longest_within(fold(text), meaning_of(vocabulary.groups["status"], "same")))


def parted(text: str, vocabulary: Vocabulary) -> str:
    """The text with a comma for the "and" behind its "same as last week": what follows is a plan of its own."""
    found = _leading("same_and", text, vocabulary)
    return f"{found[1]}, {text[found.end() :]}" if found and found.end() < len(text) else text


def is_but_partly(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it goes on as last week with an exception: "same as last week but drop the second"."""
    return _leading("same_but", text, vocabulary) is not None


def begins_so(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text begins with "same as last week", whatever follows."""
    return re.match(rf"\s*{_same(vocabulary)}", _plain(text), re.IGNORECASE) is not None


def _leading(meaning: str, text: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    joins = any_of(meaning_of(vocabulary.groups["status"], meaning))
    return re.match(rf"\s*({_same(vocabulary)}){_MARKS}{joins}{_MARKS}", _plain(text), re.IGNORECASE)


def _same(vocabulary: Vocabulary) -> str:
    return any_of(meaning_of(vocabulary.groups["status"], "same"))


def _plain(text: str) -> str:
    return text.replace("\u2019", "'")
