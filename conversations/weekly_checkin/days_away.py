"""Days away in a reply to the invitation, with something beside them: "travelling Wed and Thu, proposal due Friday"."""

from __future__ import annotations

from dataclasses import replace

from conversations.toolkit.absent import is_readied
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import INVITED
from conversations.toolkit.effects import Start
from conversations.toolkit.events import Typed
from conversations.toolkit.typed_days import besides_days, span_in
from conversations.toolkit.understand import fits_any_question, intent_in, small_talk_in
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import said_with
from conversations.weekly_checkin.clause import clauses_of
from conversations.weekly_checkin.doubting import doubted
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.little import says_little


def beside_them(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """The days are noted as any, and it is asked whether what stands beside them is a plan; None where nothing does, or
    that was asked before.
    """
    clauses = [event.text[start:end].strip() for start, end in clauses_of(event.text)]
    away = [each for each in clauses if _is_away(each, facts)]
    back = [each for each in clauses if each not in away and says_when_back(each, facts.vocabulary)]
    beside = [each for each in clauses if each not in (*away, *back) and _says_something(each, facts)]
    if state.stage != INVITED or not away or not beside:
        return None
    asked = doubted(state, replace(event, text="\n".join(beside)))
    if asked is None:
        return None
    after, effects = asked
    return after, [Start("help", event.owner, "", {"text": ", ".join((*away, *back))}), *effects]


def are_readied(text: str, facts: CheckinFacts) -> bool:
    """Whether all that a reply says of days away is work for them: a plan."""
    clauses = (text[start:end].strip() for start, end in clauses_of(text))
    told = [each for each in clauses if intent_in(each, facts.vocabulary) == "away"]
    return bool(told) and all(is_readied(each, facts.vocabulary) for each in told)


def says_when_back(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says no more than on which day somebody is back."""
    without = fold(besides_days(clause, vocabulary))
    small = dict.fromkeys((*vocabulary.groups["around"], *meaning_of(vocabulary.groups["absent"], "me", "small")), "")
    back = dict.fromkeys((*meaning_of(vocabulary.groups["bounds"], "back"), *vocabulary.groups["back_last"]), "back")
    return without != fold(clause) and "back" in (said_with({**small, **back}, without) or ())


def _is_away(clause: str, facts: CheckinFacts) -> bool:
    """Whether a clause says on which days somebody is away."""
    if is_readied(clause, facts.vocabulary):
        return False
    return intent_in(clause, facts.vocabulary) == "away" and span_in(clause, facts.today, facts.vocabulary) is not None


def _says_something(clause: str, facts: CheckinFacts) -> bool:
    """Whether a clause may be a plan: neither small words, nor anything that the bot knows as something else."""
    vocabulary = facts.vocabulary
    small = (
        says_little(clause, vocabulary) or fits_any_question(clause, vocabulary) or small_talk_in(clause, vocabulary)
    )
    meant = intent_in(clause, vocabulary) is not None and not is_readied(clause, vocabulary)
    known = meant or vocabulary.meaning("as_planned", clause) is not None
    return not (small or known)
