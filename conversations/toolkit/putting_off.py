"""Who puts off what the bot asked: "will do it after lunch", "so busy, I'll fill it in tomorrow"."""

from __future__ import annotations

import re

from conversations.toolkit.commands import MAX_READ
from conversations.toolkit.typed_days import besides_days
from conversations.toolkit.understand import intent_alone, is_question, small_talk_in
from conversations.toolkit.vocabulary import Vocabulary, fold
from conversations.toolkit.words_within import said_with

_CLAUSE_ENDS = re.compile(r"[,;.!\n\uff0c\uff1b\uff01\u3002]")


def puts_off(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says to answer at another time, and nothing else but how somebody feels; an "it" says no plan, as
    "write the report after lunch" would.
    """
    clauses = [each for each in _CLAUSE_ENDS.split(text) if each.strip()]
    if len(text) > MAX_READ or is_question(text, vocabulary):
        return False
    off = [_is_put_off(each, vocabulary) for each in clauses]
    return any(off) and all(
        said or small_talk_in(each, vocabulary) or intent_alone(each, vocabulary) == "later"
        for said, each in zip(off, clauses, strict=True)
    )


def _is_put_off(clause: str, vocabulary: Vocabulary) -> bool:
    besides = besides_days(clause, vocabulary)
    said = set(said_with(vocabulary.groups["put_off"], besides) or ())
    when = "when" in said or fold(besides) != fold(clause)
    return when and "does" in said and ("it" in said or not clause.isascii())
