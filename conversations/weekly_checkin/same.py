"""Last week's plans once more, and what is said besides: "same as last week and call Hudson"."""

from __future__ import annotations

import re

from conversations.toolkit.vocabulary import Vocabulary, any_of, fold, meaning_of
from conversations.toolkit.words_within import longest_within, said_with

_CLAUSE_ENDS = re.compile(r"[,;!\n\uff0c\uff1b\uff01\u3002]|\.(?=\s|$)")
_MARKS = r"[\s,;.:\uff0c\uff1b\u3002\uff1a]*"


def said_in(text: str, vocabulary: Vocabulary) -> bool:
    """Whether that is said anywhere: then nothing of last week counts as done by itself."""
    within = longest_within(fold(text), meaning_of(vocabulary.groups["status"], "same"))
    return bool(within) or any(_is_alone(clause, vocabulary) for clause in _CLAUSE_ENDS.split(text))


def _is_alone(clause: str, vocabulary: Vocabulary) -> bool:
    groups = vocabulary.groups
    alone = dict.fromkeys(meaning_of(groups["status"], "same_alone"), "same")
    return "same" in (said_with({**dict.fromkeys(groups["filler"], ""), **alone}, clause) or ())


def parted(text: str, vocabulary: Vocabulary) -> str:
    """The text with a comma for the "and" behind its "same as last week": what follows is a plan of its own."""
    found = _leading("same_and", text, vocabulary)
    return f"{found[1]}, {text[found.end() :]}" if found and found.end() < len(text) else text


def is_but_partly(text: str, vocabulary: Vocabulary) -> bool:
    """Whether it goes on as last week with an exception: "same as last week but drop the second"."""
    return _leading("same_but", text, vocabulary) is not None


def begins_so(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text begins with "same as last week", whatever follows."""
    return re.match(rf"\s*{_same(vocabulary, 'same')}", _plain(text), re.IGNORECASE) is not None


def _leading(meaning: str, text: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    joins = any_of(meaning_of(vocabulary.groups["status"], meaning))
    return re.match(
        rf"\s*({_same(vocabulary, 'same', 'same_alone')}){_MARKS}{joins}{_MARKS}", _plain(text), re.IGNORECASE
    )


def _same(vocabulary: Vocabulary, *meanings: str) -> str:
    return any_of(meaning_of(vocabulary.groups["status"], *meanings))


def _plain(text: str) -> str:
    return text.replace("\u2019", "'")
