"""Who puts off what the bot asked, "so busy, I'll fill it in tomorrow", or leaves out the week: "skip this week"."""

from __future__ import annotations

import re

from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import intent_alone, is_question, small_talk_in, yes_or_no
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_within, said_with

_CLAUSE_ENDS = re.compile(r"[,;.!\n\uff0c\uff1b\uff01\u3002]")


def puts_off(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says to answer at another time, or to be asked then, and nothing else but how somebody feels; an
    "it" says no plan, as "write the report after lunch" would. Who does not know what to answer is no such one.
    """
    clauses = [each for each in _CLAUSE_ENDS.split(text) if each.strip()]
    if len(text) > MAX_READ or is_question(text, vocabulary):
        return False
    off = [_is_put_off(each, vocabulary) for each in clauses]
    later = [_is_for_later(each, vocabulary) for each in clauses]
    felt = [small_talk_in(each, vocabulary) for each in clauses]
    no = [yes_or_no(each, vocabulary) is False for each in clauses]
    return (any(off) or (any(later) and "shrug" not in felt)) and all(map(any, zip(off, later, felt, no, strict=True)))


def leaves_out_the_week(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says no more than that nothing is to be asked this week: "skip this week please", not "skip the
    audit this week".
    """
    words = vocabulary.groups["put_off"]
    out = (*meaning_of(vocabulary.groups["skip"], "skip"), *meaning_of(words, "out"))
    known = dict.fromkeys((*out, *vocabulary.words_of_intents["never_mind"]), "out")
    small = dict.fromkeys((*meaning_of(words, "small"), *vocabulary.groups["greeting"]), "")
    named = longest_within(fold(text), meaning_of(words, "week")) if len(text) <= MAX_READ else ""
    said = said_with({**small, **known}, besides_days(text, vocabulary)) if named else None
    return "out" in (said or ()) and not is_question(text, vocabulary)


def says_only_when(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says no more than a time: "this afternoon", "Friday then"; what is to be then is for others."""
    if len(text) > MAX_READ or is_question(text, vocabulary):
        return False
    words = vocabulary.groups["put_off"]
    small = dict.fromkeys((*meaning_of(words, "small"), *vocabulary.groups["filler"]), "")
    times = {**small, **dict.fromkeys(meaning_of(words, "when"), "when")}
    said = said_with(times, besides := besides_days(text, vocabulary))
    return said is not None and ("when" in said or fold(besides) != fold(text))


def _is_put_off(clause: str, vocabulary: Vocabulary) -> bool:
    said = _said_in(clause, vocabulary)
    if {"when", "does_it"} <= said:
        return True
    return {"when", "does"} <= said and ("it" in said or not clause.isascii())


def _is_for_later(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause only says that it is no good time, or when to ask: "in a meeting", "ask me on Wednesday"."""
    return intent_alone(clause, vocabulary) == "later" or {"when", "asks"} <= _said_in(clause, vocabulary)


def _said_in(clause: str, vocabulary: Vocabulary) -> set[str]:
    besides = besides_days(clause, vocabulary)
    said = {*(said_with(vocabulary.groups["put_off"], besides) or ())}
    return said | {"when"} if fold(besides) != fold(clause) else said
