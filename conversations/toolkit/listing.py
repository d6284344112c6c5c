"""Lists as people type them: a line each, in one line between semicolons, or numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from conversations.toolkit.listed import Listed
from conversations.toolkit.short_lists import short_items
from conversations.toolkit.understand import is_nothing, yes_or_no
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_within, said_with

_AFTER_NUMBER = r"[.)\u3001:\uff09\uff1a\uff0e](?!\d)"  # not the dot of a version; full-width forms too
_BULLET = re.compile(rf"^(?:[-*\u2022\u00b7\u2013\u2014]|[(\uff08]?\d{{1,2}}{_AFTER_NUMBER}|[\u2460-\u2468])\s*")
_SEMICOLON = re.compile("[;\uff1b]")
_NUMBER = re.compile(rf"(?:^|(?<=\s)|(?<=[\u3400-\u9fff;,\uff1b\uff0c\u3002]))[(\uff08]?[1-9]{_AFTER_NUMBER}\s*")
_BARE = re.compile(rf"(?:^|(?<=[\s;,\uff1b\uff0c\u3001\u3002]))[(\uff08]?([1-9])(?:{_AFTER_NUMBER}\s*|\s+)")

_BETWEEN_NUMBERS = " ;,\uff1b\uff0c\u3001\u3002"

_NOD = 20
"""Characters of a bare yes or no at most."""

_JOINS = re.compile(r"[a-z]{1,3}|[\u3400-\u9fff]", re.IGNORECASE)
"""What may join two amounts and is no item by itself, as the "of" of "1 of 2"."""


def lines_in(text: str) -> list[str]:
    """The lines of a reply without bullets and numbers; a single line is split at semicolons or at its numbers."""
    lines = text.splitlines()
    if counted := counted_in(text):
        lines = counted
    elif len(lines) == 1 and _NUMBER.match(text.strip()):
        lines = [part.strip(_BETWEEN_NUMBERS) for part in _NUMBER.split(text)]
    elif len(lines) == 1:
        lines = _SEMICOLON.split(text)
    return [clean for part in lines if (clean := _BULLET.sub("", part.strip()).strip())]


def lines_said(text: str, vocabulary: Vocabulary) -> list[str]:
    """The lines of a reply, or the items of a bare list of short ones; of several, a bare yes or no that comes first
    only leads the others in.
    """
    lines = short_items(text, vocabulary) or lines_in(text)
    leads = len(lines) > 1 and len(lines[0]) <= _NOD and yes_or_no(lines[0], vocabulary) is not None
    return [*lines[1:]] if leads else [*lines]


def counted_in(text: str) -> list[str]:
    """The items behind 1, 2, 3 without any mark, in one line or at the beginning of each; none where a number counts
    other things.
    """
    said = text.strip()
    lines = [line for line in said.splitlines() if line.strip()]
    if len(lines) > 1 and not all(_BARE.match(line.strip()) for line in lines):
        return []
    _, *numbered = _BARE.split(said) if _BARE.match(said) else [""]
    numbers, items = numbered[::2], [item.strip().strip(_BETWEEN_NUMBERS) for item in numbered[1::2]]
    in_order = len(items) > 1 and numbers == [str(n) for n in range(1, len(items) + 1)]
    return items if in_order and not any(_JOINS.fullmatch(item) or not item for item in items) else []


def says_no_more(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says, with or without its apostrophes, that there is no more than what is there already: "thats
    all", "nothing new", "same".
    """
    said = said_with(_no_more(vocabulary), fold(text).replace("'", ""))
    return not {"not", "only"}.isdisjoint(said or ())


def says_none_planned(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says, of any time, that nothing is planned, or "no": "no plans this week", not "no plan B"."""
    said = said_with(_no_more(vocabulary), fold(text).replace("'", "")) or ()
    plans = longest_within(fold(text), meaning_of(vocabulary.groups["no_more"], "plan"))
    return is_nothing(text, vocabulary) or (bool(plans) and "not" in said and "only" not in said)


@lru_cache(maxsize=4)
def _no_more(vocabulary: Vocabulary) -> Mapping[str, str]:
    groups = vocabulary.groups
    words = {**dict.fromkeys(groups["filler"], ""), **dict.fromkeys(groups["nothing"], "not"), **groups["no_more"]}
    return Listed({word.replace("'", ""): meaning for word, meaning in words.items()})
