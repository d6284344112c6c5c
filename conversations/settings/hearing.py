"""What a typed reply to an open question of the settings is: days, a way to leave it, or something else."""

from __future__ import annotations

from datetime import date

from conversations.toolkit.leaving import SETTINGS, way_out
from conversations.toolkit.typed_days import besides_days, span_in
from conversations.toolkit.understand import GRAVE, intent_alone, intent_in, yes_or_no
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_within, said_with

_NOT_NOW = frozenset({"never_mind", "later"})
_TAKES_BACK = frozenset({"undo", "not_away"})
_HEARD_ANYWHERE = frozenset({*GRAVE, "stuck"})
"""Intents that no day in the same sentence makes an answer: "I am stuck, need it by Wednesday"."""


def leaves(text: str, vocabulary: Vocabulary) -> bool:
    """Whether somebody says no more than that nothing is to change: "no", "cancel", "not taking leave after all"."""
    if yes_or_no(text, vocabulary) is False or way_out(text, vocabulary) in _NOT_NOW:
        return True
    return intent_alone(text, vocabulary) in _TAKES_BACK


def names_days(text: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether a reply is days or a length and nothing else: "no, until Friday", not "I need it by Friday"."""
    if span_in(text, today, vocabulary) is None:
        return False
    groups, intents = vocabulary.groups, vocabulary.words_of_intents
    of_settings = (word for intent in SETTINGS for word in intents[intent])
    small = (groups["around"], groups["bounds"], groups["filler"], groups["answer"], groups["change_to"], of_settings)
    return said_with({word: "" for words in small for word in words}, besides_days(text, vocabulary)) is not None


def is_meant_otherwise(text: str, topic: str, today: date, vocabulary: Vocabulary) -> bool:
    """Whether words are plainly no answer to when: they tell of something else, or name no day but another wish."""
    intent = intent_in(text, vocabulary)
    if intent is None or names_days(text, today, vocabulary):
        return False
    return intent in _HEARD_ANYWHERE or (intent != topic and span_in(text, today, vocabulary) is None)


def until(first: date, text: str, today: date, vocabulary: Vocabulary) -> str:
    """The days away that begin on this day, as the reply says which is the last; the reply where it says both."""
    own, both = (span_in(each, today, vocabulary) for each in (text, f"{first.isoformat()} - {text}"))
    if own is None or (own[0] > max(today, first) and own[0] != own[1]):
        return text
    # Who says when they are back has said the day before already.
    is_back = longest_within(fold(text), meaning_of(vocabulary.groups["bounds"], "back"))
    last = both[1] if both and both[1] > first and not is_back else own[1]
    return f"{first.isoformat()} - {last.isoformat()}"
