"""What somebody wants who writes without having been asked."""

from __future__ import annotations

from conversations.goals.ending import ended_by, leaves, names_none
from conversations.help.facts import ANSWERED, HelpFacts
from conversations.help.first_words import TOPICS, intent_of
from conversations.toolkit.leaving import only_declines
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.understand import GRAVE, intent_alone, intent_in, is_for_hr_alone, is_negated, is_question
from conversations.toolkit.vocabulary import fold, meaning_of
from conversations.toolkit.words_within import longest_within
from conversations.weekly_checkin.hurrying import hurries
from conversations.weekly_checkin.kept_back import says_keep_back
from conversations.weekly_checkin.whom_said import says_hr_alone

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


def kept_apart(text: str, facts: HelpFacts) -> bool:
    """Whether a reply to the offer to note it says no more than that the manager is not to read it: "HR only"."""
    vocabulary = facts.vocabulary
    return says_hr_alone(text, vocabulary) or says_keep_back(text, vocabulary, facts.manager)


def tells_of_manager(text: str, facts: HelpFacts) -> bool:
    """Whether words tell of one's own manager, by name or as "my boss": a yes is not to send them there."""
    words, manager = facts.vocabulary.groups["own_manager"], facts.manager
    if manager is None:
        return False
    told, name = fold(text), fold(manager.name)
    for other in meaning_of(words, "other"):
        told = told.replace(other, " ")
    return bool(longest_within(told, (name, name.partition(" ")[0], *meaning_of(words, "own"))))


def asks_whom(text: str, facts: HelpFacts) -> bool:
    """Whether it is asked who may help: words that name a colleague, tell of the manager,
    or may not be meant for them.
    """
    if is_for_hr_alone(text, facts.vocabulary, facts.manager):
        return False
    return (
        facts.names_colleague
        # While the week is open its questions would take what is said below.
        or (facts.checkin in ANSWERED and tells_of_manager(text, facts))
        or may_be_kept_from(text, facts.vocabulary, facts.manager)
    )
