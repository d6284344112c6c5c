"""The kinds of words that the check remarks on, each a rule over one sentence and a list of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from conversations.rules.goal_sentence.title import Span
from conversations.rules.wording.reading import GROUP, Sentence, words
from conversations.rules.wording.remark import Kind
from conversations.toolkit.vocabulary import Vocabulary, any_of, meaning_of

_BEHIND = re.compile(r" ?([a-z'-]+)?")
_BEFORE = re.compile(r"([a-z'-]+) $")
_NEAR = 12
"""Characters before or behind a word that still belong to it."""

_NAME = re.compile(r" (?=[A-Z][a-z])(\w+)")


def praise(sentence: Sentence) -> Iterator[Span]:
    """Praise that says nothing of what was done or what came of it."""
    if not sentence.shows:
        yield from _outermost(sentence, "praise")


def trait(sentence: Sentence) -> Iterator[Span]:
    """What somebody is, or always does, without a day, a thing or an effect."""
    if not sentence.shows:
        yield from (at for at in _outermost(sentence, "trait") if not _is_of_a_thing(at, sentence))
        yield from (at for at in _outermost(sentence, "always") if not _is_of_oneself(at, sentence))


def coded(sentence: Sentence) -> Iterator[Span]:
    """Words that are said of some people and not of others, or that touch what is nobody's business at work."""
    yield from _outermost(sentence, "coded")
    yield from (at for at in _outermost(sentence, "mixed") if _is_of_a_person(at, sentence))


def promise(sentence: Sentence) -> Iterator[Span]:
    """What is promised: in so many words, or pay and a place that will be given."""
    yield from _outermost(sentence, "promise")
    for found in _giving(sentence.vocabulary).finditer(sentence.text):
        behind = sentence.text[found.end() :].lstrip(" ")
        apart = words(sentence.vocabulary, "about_reward").search(behind[:_NEAR])
        denied = words(sentence.vocabulary, "denied").search(found[0])
        if not (apart or denied):
            yield found.span()


def rank(sentence: Sentence) -> Iterator[Span]:
    """A place among others, or a comparison with them."""
    things = words(sentence.vocabulary, "of_things")
    for at in _outermost(sentence, "rank"):
        before = sentence.text[max(at[0] - 4, 0) : at[0]]
        if not things.search(before):
            yield at
    for pattern in (_among(sentence.vocabulary), _than_others(sentence.vocabulary)):
        yield from (found.span() for found in pattern.finditer(sentence.text))
    for found in words(sentence.vocabulary, "than").finditer(sentence.text):
        name = _NAME.match(sentence.written, found.end())
        if name and not _is_a_time(name[1].lower(), sentence.vocabulary):
            yield found.start(), name.end()


KINDS: Mapping[Kind, Callable[[Sentence], Iterator[Span]]] = {
    "praise": praise,
    "trait": trait,
    "coded": coded,
    "promise": promise,
    "rank": rank,
}
"""Each kind, and where in a sentence it stands."""


def _outermost(sentence: Sentence, *meanings: str) -> Iterator[Span]:
    return (found.span() for found in words(sentence.vocabulary, *meanings).finditer(sentence.text))


def _is_of_a_thing(at: Span, sentence: Sentence) -> bool:
    """Whether what stands behind the word is a thing that it describes: "lazy loading", and in Chinese with "de"."""
    behind = sentence.text[at[1] :]
    of = words(sentence.vocabulary, "of").match(behind)
    if of:
        return words(sentence.vocabulary, "person").match(behind[of.end() :]) is None
    return words(sentence.vocabulary, "thing", "of_things").match(behind.lstrip(" ")) is not None


def _is_of_oneself(at: Span, sentence: Sentence) -> bool:
    """Whether somebody says it of themselves."""
    return words(sentence.vocabulary, "self").search(sentence.text[max(at[0] - _NEAR, 0) : at[0]]) is not None


def _is_of_a_person(at: Span, sentence: Sentence) -> bool:
    """Whether a word that is said of things as well is said of a person here: in English by what stands before or
    behind it, in Chinese unless a thing stands behind it.
    """
    word = sentence.text[slice(*at)]
    if not word.isascii():
        return not _is_of_a_thing(at, sentence)
    if (
        (next_ := _BEHIND.match(sentence.text, at[1]))
        and next_[1]
        and words(sentence.vocabulary, "person").match(next_[1])
    ):
        return True
    before, links = sentence.text[: at[0]], words(sentence.vocabulary, "link", "denied")
    while (last := _BEFORE.search(before[-24:])) and links.fullmatch(last[1]):
        before = before[: -len(last[0])]
    if last is None or before == sentence.text[: at[0]]:
        return False
    return (
        last[1] in sentence.names
        or words(sentence.vocabulary, "person", "pronoun", "self").fullmatch(last[1]) is not None
    )


def _is_a_time(word: str, vocabulary: Vocabulary) -> bool:
    return word in vocabulary.groups["weekdays"] or word in vocabulary.groups["months"]


@lru_cache(maxsize=4)
def _giving(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Somebody will get something that is theirs only once it is decided."""
    will, get, reward = (any_of(meaning_of(vocabulary.groups[GROUP], name)) for name in ("will", "get", "reward"))
    within = r"[^,\uff0c\u3002.;]"
    return re.compile(rf"{will}{within}{{0,30}}?{get}{within}{{0,24}}?{reward}")


@lru_cache(maxsize=4)
def _among(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The most of something in a group of people."""
    most, among, group = (any_of(meaning_of(vocabulary.groups[GROUP], name)) for name in ("most", "among", "group"))
    return re.compile(rf"{most} (?:[a-z'-]+ ){{0,4}}{among} {group}")


@lru_cache(maxsize=4)
def _than_others(vocabulary: Vocabulary) -> re.Pattern[str]:
    """More or less than other people."""
    than, others = (any_of(meaning_of(vocabulary.groups[GROUP], name)) for name in ("than", "others"))
    return re.compile(rf"{than} ?{others}")
