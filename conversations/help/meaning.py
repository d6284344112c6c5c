"""What somebody wants who writes without having been asked."""

from __future__ import annotations

from conversations.goals.ending import ended_by, leaves, names_none
from conversations.help.facts import HelpFacts
from conversations.help.first_words import TOPICS, intent_of
from conversations.toolkit.leaving import only_declines
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.understand import GRAVE, intent_alone, intent_in, is_for_hr_alone, is_negated, is_question
from conversations.weekly_checkin.hurrying import hurries

ORDERS = frozenset({*TOPICS, "resume", "change"})
"""Intents that set something going; what is said not to be wanted does not."""

UNWANTED = {"english": "language", "chinese": "language", "away": "not_away"}
"""What somebody wants instead who does not want one of those."""


def intent_meant(text: str, facts: HelpFacts) -> str | None:
    """What somebody wants; "HR only: they don't pay my overtime" asks nothing about pay, and "not my manager" corrects
    the roster only where these words are all.
    """
    vocabulary, intent = facts.vocabulary, intent_of(text, facts.vocabulary)
    if intent == "away" and facts.others_away:
        intent = None
    if intent == "never_mind" and ended_by(text, facts.goals, vocabulary, called=False):
        # A goal is not wanted any more, not what was asked.
        return None
    if intent == "stop" and (leaves(text, facts.goals, vocabulary) or names_none(text, facts.goals, vocabulary)):
        return None
    if hurries(text, vocabulary):
        return "urgent" if facts.blocked_week else "solved"
    if (order := intent or intent_in(text, vocabulary)) in ORDERS and is_negated(text, order, vocabulary):
        return UNWANTED.get(str(order), "never_mind") if only_declines(text, order, vocabulary) else None
    asks = is_question(text, vocabulary) or (intent == "who_reads" and intent_alone(text, vocabulary))
    if intent in GRAVE or asks or not may_be_kept_from(text, vocabulary, facts.manager):
        return intent
    return intent if intent == "manager_wrong" and intent_alone(text, vocabulary) else "stuck"


def asks_whom(text: str, facts: HelpFacts) -> bool:
    """Whether it is asked who may help: words that name a colleague, or that the manager may not be meant to know."""
    if is_for_hr_alone(text, facts.vocabulary, facts.manager):
        return False
    return facts.names_colleague or may_be_kept_from(text, facts.vocabulary, facts.manager)
