"""The kinds of words that the check remarks on, each a rule over one sentence and a list of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from conversations.rules.goal_sentence.title import Span
from conversations.rules.wording.reading import Sentence, listed, words
from conversations.rules.wording.remark import Kind
from conversations.toolkit.vocabulary import Vocabulary, any_of

_BEHIND = re.compile(r" ?([a-z'-]+)?")
_BEFORE = re.compile(r"([a-z'-]+) $")
_LONGEST = 24
"""Characters of the longest word that is looked back at."""

_NEAR = 12
"""Characters before or behind a word that still belong to it."""

_NAME = re.compile(r" (?=[A-Z][a-z])(\w+)")


def praise(sentence: Sentence) -> Iterator[Span]:
    """Praise that says nothing of what was done or what came of it."""
    if not sentence.shows:
        yield from _outermost(sentence, "praise")


def trait(sentence: Sentence) -> Iterator[Span]:
    """What somebody is, has too little of or always does, without a day, a thing or an effect."""
    if sentence.shows:
        return
    vocabulary = sentence.vocabulary
    for pattern in (words(vocabulary, "trait"), _graded(vocabulary), _lacking(vocabulary), _degree_in_han(vocabulary)):
        found = (each.span() for each in pattern.finditer(sentence.text))
        yield from (at for at in found if not (_is_of_a_thing(at, sentence) or _is_of_oneself(at, sentence)))
    for at in (each.span() for each in _needing(vocabulary).finditer(sentence.text)):
        is_theirs = _is_said_of_a_person(at[0], sentence) if sentence.text[at[0]].isascii() else True
        if is_theirs and not _is_of_oneself(at, sentence):
            yield at
    told = [*_english(words(vocabulary, "adjective"), sentence), *_english(_not_enough(vocabulary), sentence)]
    yield from (at for at in told if _ends_there(at, sentence) and _is_of_a_person(at, sentence))
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


def _english(pattern: re.Pattern[str], sentence: Sentence) -> Iterator[Span]:
    return (found.span() for found in pattern.finditer(sentence.text) if found[0].isascii())


def _ends_there(at: Span, sentence: Sentence) -> bool:
    """Whether no noun follows that the word belongs to, unless it is a person: "she is good", not "a good plan"."""
    behind = _BEHIND.match(sentence.text, at[1])
    return (
        not (behind and behind[1])
        or words(sentence.vocabulary, "behind", "person", "link").fullmatch(behind[1]) is not None
    )


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
    while (last := _BEFORE.search(before[-_LONGEST:])) and links.fullmatch(last[1]):
        before = before[: -len(last[0])]
    is_linked = len(before) < at[0] or (last is not None and "'" in last[1])
    return is_linked and _is_said_of_a_person(len(before), sentence)


def _is_said_of_a_person(at: int, sentence: Sentence) -> bool:
    """Whether a person other than the writer stands right before a place."""
    last = _BEFORE.search(sentence.text[:at][-_LONGEST:])
    if last is None:
        return False
    return last[1] in sentence.names or words(sentence.vocabulary, "person", "pronoun").fullmatch(last[1]) is not None


def _is_a_time(word: str, vocabulary: Vocabulary) -> bool:
    return word in vocabulary.groups["weekdays"] or word in vocabulary.groups["months"]


@lru_cache(maxsize=4)
def _graded(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A quality with how much of it: "poor work ethic", "her communication is weak"."""
    grade, quality, link = (any_of(listed(vocabulary, name)) for name in ("grade", "quality", "link"))
    chinese = rf"{_han(vocabulary, 'quality')}[\u4e00-\u9fff]?{_han(vocabulary, 'grade')}"
    return re.compile(rf"{grade} (?:[a-z'-]+ )?{quality}|{quality} {link} (?:{link} )?{grade}|{chinese}")


@lru_cache(maxsize=4)
def _lacking(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A quality that is not there."""
    lacks, quality = (any_of(listed(vocabulary, name)) for name in ("lacks", "quality"))
    return re.compile(rf"{lacks} ?{quality}")


@lru_cache(maxsize=4)
def _degree_in_han(vocabulary: Vocabulary) -> re.Pattern[str]:
    """In Chinese any degree of what somebody should be."""
    return re.compile(_han(vocabulary, "enough") + _han(vocabulary, "adjective"))


@lru_cache(maxsize=4)
def _not_enough(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Not enough of what somebody should be."""
    denied, enough = (any_of(listed(vocabulary, name)) for name in ("denied", "enough"))
    return re.compile(rf"{denied} [a-z-]{{4,20}} {enough}")


@lru_cache(maxsize=4)
def _needing(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What somebody should be more of, or better at, whatever that is."""
    need, better = (any_of(listed(vocabulary, name)) for name in ("need", "better"))
    return re.compile(rf"{need} ?[\u4e00-\u9fff]{{0,4}}{better}")


def _han(vocabulary: Vocabulary, name: str) -> str:
    """The Chinese words of a meaning: they stand side by side."""
    return any_of(word for word in listed(vocabulary, name) if not word.isascii())


@lru_cache(maxsize=4)
def _giving(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Somebody will get something that is theirs only once it is decided."""
    will, get, reward = (any_of(listed(vocabulary, name)) for name in ("will", "get", "reward"))
    within = r"[^,\uff0c\u3002.;]"
    return re.compile(rf"{will}{within}{{0,30}}?{get}{within}{{0,24}}?{reward}")


@lru_cache(maxsize=4)
def _among(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The most of something in a group of people."""
    names = ("most", "among", "group", "person", "ours")
    most, among, group, person, ours = (any_of(listed(vocabulary, name)) for name in names)
    return re.compile(rf"{most} (?:[a-z'-]+ ){{0,4}}{among} {group}|{most} {person} {ours}|{group}{most}")


@lru_cache(maxsize=4)
def _than_others(vocabulary: Vocabulary) -> re.Pattern[str]:
    """More or less than other people."""
    than, others = (any_of(listed(vocabulary, name)) for name in ("than", "others"))
    return re.compile(rf"{than} ?{others}")
