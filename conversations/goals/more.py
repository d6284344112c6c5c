"""What leads one more key result in, and is no part of its name: "also add", "one more metric:"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from conversations.rules.goal_sentence.title import LOOSE, aligned
from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_EDGE = r"[\s,:\uff0c\uff1a]"
_GAP = r"[\s,:\uff0c\uff1a]*"
_BREAK = rf"(?={_EDGE}|$)"


def is_one_more(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply begins by saying that one more key result follows, and not another goal."""
    end = _named(_read(text), vocabulary)
    return bool(end) and not _is_goal(text[end:], vocabulary)


def asks_for_one(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says no more than that: "add a metric"."""
    read = _read(text)
    end = _named(read, vocabulary)
    wished = _said_of(read, end, vocabulary)
    return bool(end) and not text[wished or end :].strip(LOOSE)


def without_mention(text: str, vocabulary: Vocabulary) -> str:
    """What a reply says of the key result there is: "should be 88" of "the kpi should be 88", the name alone of "the
    kpi is churn below 3%"; as it was where it says nothing of it, or of one more.
    """
    words, read = _words(vocabulary), _read(text)
    end = _named(read, vocabulary)
    says = words.says.match(read, end) if end else None
    if says is None or words.others.search(read, 0, end) or words.adds.match(read, _past(read, 0, words.leads)):
        return text
    return text[end if words.number.match(read, says.end()) else says.end() :].strip(LOOSE)


def without_lead(text: str, vocabulary: Vocabulary, *, counted: bool) -> str:
    """A sentence without what says that it is one more. That something is added may be the result itself, as in "add
    dark mode", unless it is `counted`, and begins with no number.
    """
    words = _words(vocabulary)
    read, begun = _read(text), text[:1].isupper()
    if ends := words.ends.search(read):
        text = text[: ends.start()] + text[len(read) :]
    at = _named(read, vocabulary)
    at = _past(read, at, words.says) if at else 0
    if not at:
        led = _past(read, 0, words.leads)
        at = _past(read, led, words.small) if led else 0
        adds = words.adds.match(read, led) if counted else None
        behind = _past(read, adds.end(), words.small) if adds else 0
        # A number belongs to what is added: "add 3 languages".
        at = behind if behind and not read[behind : behind + 1].isdigit() else at
    rest = text[at:].strip(LOOSE)
    return text if not (at and rest) else rest[:1].upper() + rest[1:] if begun else rest


@dataclass(frozen=True)
class _Words:
    """What may stand there, each with the gap behind it."""

    leads: re.Pattern[str]
    adds: re.Pattern[str]
    small: re.Pattern[str]
    sure: re.Pattern[str]
    perhaps: re.Pattern[str]
    one: re.Pattern[str]
    ends: re.Pattern[str]
    others: re.Pattern[str]
    says: re.Pattern[str]
    wished: re.Pattern[str]
    number: re.Pattern[str]


@lru_cache(maxsize=4)
def _words(vocabulary: Vocabulary) -> _Words:
    group = vocabulary.groups["goal_more"]
    small = any_of(meaning_of(group, "small", "others"))
    says = any_of(meaning_of(group, "says"))
    before = any_of(vocabulary.groups["before_numbers"])
    return _Words(
        leads=_followed(any_of(meaning_of(group, "leads")), "(?!-)"),
        # A Chinese word goes on without a space: "add" also begins "overtime".
        adds=_followed(any_of(meaning_of(group, "adds")), rf"(?={_EDGE}|{small})"),
        small=_followed(small),
        sure=_followed(any_of(meaning_of(group, "sure"))),
        perhaps=_followed(any_of(meaning_of(group, "perhaps")), rf"(?:{_BREAK}|(?={says}))"),
        one=_followed(any_of(meaning_of(group, "one"))),
        ends=re.compile(rf"[\s,\uff0c]+{any_of(meaning_of(group, 'ends'))}[.!]?\s*$"),
        others=re.compile(any_of((*meaning_of(group, "others"), *meaning_of(group, "one")))),
        says=_followed(says),
        wished=_followed(any_of(meaning_of(group, "wished"))),
        number=re.compile(rf"(?:{before}\s?)?\d"),
    )


def _followed(word: str, by: str = "") -> re.Pattern[str]:
    return re.compile(rf"{word}{by}{_GAP}")


def _named(read: str, vocabulary: Vocabulary) -> int:
    """Where the words end that name a key result as such, behind small ones; 0 where none does."""
    words = _words(vocabulary)
    led = _past(read, 0, words.leads)
    if one := words.one.match(read, led):
        led = one.end()
    adds = words.adds.match(read, led)
    small = _past(read, adds.end() if adds else led, words.small)
    named, perhaps = words.sure.match(read, small), words.perhaps.match(read, small)
    if perhaps and (small > led or one or words.says.match(read, perhaps.end())):
        named = named or perhaps
    return named.end() if named else one.end() if one else 0


def _said_of(read: str, end: int, vocabulary: Vocabulary) -> int:
    """Where the words end that only say that one is wished for: "would be nice"; 0 where they say more, or nothing."""
    words = _words(vocabulary)
    wished = words.wished.match(read, _past(read, end, words.says)) if end else None
    return wished.end() if wished else 0


def _past(read: str, at: int, word: re.Pattern[str]) -> int:
    while found := word.match(read, at):
        at = found.end()
    return at


def _read(text: str) -> str:
    return aligned(text[:MAX_READ]).replace("\u2019", "'")


def _is_goal(rest: str, vocabulary: Vocabulary) -> bool:
    groups = vocabulary.groups
    words = (*groups["goal_itself"], *meaning_of(groups["goal_revisions"], "itself"))
    return re.match(any_of(words), aligned(rest)) is not None
