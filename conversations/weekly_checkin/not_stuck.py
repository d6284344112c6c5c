"""What was stuck is not, or no longer: said once it was noted, wherever the questions are by then."""

from __future__ import annotations

from conversations.toolkit.understand import closes_with_intent, is_question
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import said_with, words_behind
from conversations.weekly_checkin.added import added_in
from conversations.weekly_checkin.named import clauses_in


def is_over(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a later reply says that what was stuck is not, or no longer: "Legal is solved", "no, I'm not stuck"; or
    closes with that: "Legal has answered, no longer stuck".
    """
    clauses = clauses_in(text)
    if is_question(text, vocabulary) or not clauses:
        return False
    # What adds a plan or has a label says more than that.
    alone = len(clauses) == 2 and added_in(text, vocabulary) is None and not any(mark in text for mark in ":\uff1a")
    closing = text[slice(*clauses[-1])] if alone else text
    groups, intents = vocabulary.groups, vocabulary.words_of_intents
    besides, _ = words_behind(fold(text), dict.fromkeys(intents["never_mind"], ""))
    if closes_with_intent(besides, "solved", vocabulary):
        return True
    small = (*groups["filler"], *groups["around"], *meaning_of(groups["answer"], "no"))
    aside = (*small, *intents["change"], *intents["never_mind"])
    words = {**dict.fromkeys(aside, ""), **dict.fromkeys(groups["not_stuck"], "not")}
    told = any("not" in (said_with(words, each) or ()) for each in (text, closing))
    return told or denies_stuck(text, vocabulary) or denies_stuck(closing, vocabulary)


def denies_stuck(clause: str, vocabulary: Vocabulary, *, trouble: bool = False) -> bool:
    """Whether a clause says "not" once, then a word for being stuck, and nothing else but small words: "no blockers
    right now", not "no power, blocked"; with `trouble` also a word for that: "no problems so far".
    """
    meant = {"no": "not", "not": "not", "stuck": "stuck", "trouble": "stuck" if trouble else ""}
    words = {word: meant.get(each, "") for word, each in vocabulary.groups["denied"].items() if each != "but"}
    said = [each for each in said_with(words, clause) or () if each]
    return said[:1] == ["not"] and len(said) > 1 and set(said[1:]) == {"stuck"} and not is_question(clause, vocabulary)
