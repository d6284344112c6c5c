"""Who is away: whoever writes, or somebody else whom their words name: "Bob is on holiday till Friday"."""

from __future__ import annotations

import re
from collections.abc import Callable

from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import is_question
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within, said_with, words_before, words_behind

_CLAUSE_ENDS = re.compile(r"[,;.!?\n\uff0c\uff1b\uff01\uff1f\u3002]")


_NICKNAME = 2
"""The characters of a nickname of Chinese."""


def _nobody(_name: str) -> bool:
    return False


def is_of_another(text: str, vocabulary: Vocabulary, is_known: Callable[[str], bool] = _nobody) -> bool:
    """Whether the clause that tells of days away tells of somebody else's: by what they "are", by a word for a person
    right before, or by the name of somebody who `is_known`.
    """
    away, me = vocabulary.words_of_intents["away"], meaning_of(vocabulary.groups["absent"], "me")
    folded = [fold(besides_days(clause, vocabulary)) for clause in filter(str.strip, _CLAUSE_ENDS.split(text))]
    told = [each.partition(word)[0].strip() for each in folded if (word := longest_within(each, away))]
    # "My son is off sick, I'm out today" tells of both, and of the writer's own.
    own = any(longest_within(before, me) for before in told)
    return bool(told) and not own and _is_another(told[0], vocabulary, is_known)


def is_away_alone(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text says no more than that its writer is away, on whatever days: "on vacation all week", "no plans,
    I'm on leave". A trip may be a plan.
    """
    groups = vocabulary.groups
    if len(text) > MAX_READ or longest_within(fold(text), meaning_of(groups["absent"], "trip")):
        return False
    beside = (*meaning_of(groups["adds"], "adds"), *groups["nothing"], *groups["filler"])
    small = (*meaning_of(groups["absent"], "me", "small", "time"), *beside)
    besides = besides_days(text, vocabulary)
    bare = dict.fromkeys(meaning_of(groups["absent"], "bare"), "away" if fold(besides) != fold(text) else "")
    known = {**dict.fromkeys(small, ""), **vocabulary.first_words_around, **bare}
    said = {*(said_with(known, besides) or ())} - {""}
    return said == {"away"} and not is_question(text, vocabulary) and not is_of_another(text, vocabulary)


def is_readied(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause tells of work for days away, and so of a plan: "prepare next week's trip", not "a trip next
    week". In Chinese only a trip's is work: who "prepares leave" means to take it.
    """
    groups, words, folded = vocabulary.groups, vocabulary.groups["absent"], fold(besides_days(clause, vocabulary))
    away = longest_within(folded, (*meaning_of(words, "trip"), *vocabulary.words_of_intents["away"]))
    if not away or not (away.isascii() or away in meaning_of(words, "trip")) or is_question(clause, vocabulary):
        return False
    small = (*groups["adds"], *groups["filler"], *groups["greeting"], *meaning_of(groups["duties"], "has_to"))
    small = (*small, *groups["around"], *meaning_of(words, "me"))
    readies = groups["readies"]
    _, act = words_before(folded, {word: "" for word in small if word not in readies})
    behind = folded.partition(away)[2].strip(" \u7684")
    return bool(longest_at(act, 0, readies) or longest_at(behind, 0, groups["readied"]))


def _is_another(before: str, vocabulary: Vocabulary, is_known: Callable[[str], bool]) -> bool:
    groups = vocabulary.groups
    words = groups["absent"]
    whom = (*meaning_of(words, "they"), *meaning_of(groups["helpers"], "manager", "hr"), *groups["functions"])
    links = meaning_of(words, "is")
    beside = (*groups["filler"], *groups["greeting"], *meaning_of(words, "small", "bare"))
    small = dict.fromkeys((word for word in beside if word not in links), "")
    named, is_ = words_behind(before, dict.fromkeys((*links, *small), ""))
    name = words_before(named.removesuffix("'s"), small)[1]
    says_is = any(each not in small for each in is_) or named.endswith("'s")
    another = says_is or bool(longest_within(name, whom)) or _is_nickname(name, vocabulary) or is_known(name)
    return bool(name) and another


def _is_nickname(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name is a Chinese one of two characters that the bot need not know: what leads such a name in, and the
    family's.
    """
    nick = meaning_of(vocabulary.groups["digest_says"], "nick")
    return len(name) == _NICKNAME and not name.isascii() and name.startswith(nick)
