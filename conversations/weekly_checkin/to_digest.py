"""What somebody types into their own week that is for their digest, or may be: nothing is done that is in doubt."""

from __future__ import annotations

from conversations.manager_digest.below import is_right_above, parted, promises_by_a_day
from conversations.manager_digest.in_words import (
    ONE_ON_ONE,
    READ,
    READ_ALL,
    TAKE,
    may_answer_all,
    may_be_said_of_one,
    may_be_talk_of,
    may_order,
    said_in,
)
from conversations.manager_digest.naming_stuck import begins_with_a_word_of, has_a_word_of
from conversations.manager_digest.nudged import CARD
from conversations.rules.roster import Person
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Start
from conversations.toolkit.events import Typed
from conversations.toolkit.understand import fits_any_question, option_in
from conversations.toolkit.vocabulary import fold, meaning_of
from conversations.toolkit.words_within import longest_within
from conversations.weekly_checkin.doubting import IN_WORDS, doubted
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.questions import OUTCOMES, PLANS
from conversations.weekly_checkin.share import ANSWERED
from conversations.weekly_checkin.status import status_in

DIGEST = "manager_digest"
ORDERS = (TAKE, READ, READ_ALL, ONE_ON_ONE)
"""What others get to know of at once, unlike a reply, which is shown first."""

SHORT = 80
"""Characters in which somebody answers; more are plans that are written out."""

_SPEAKS_TO = (":", ",")


def handed(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """What is to be done about a report goes to the digest. Where it may be the answer to what was just asked, as
    anything may be that is said with no digest since, or names nobody while the week is open, it is asked about first;
    None once its person said that it is the answer.
    """
    said = said_in(event.text, facts.reports, facts.vocabulary)
    told = said is None and not may_order(event.text, facts.vocabulary)
    # Words that only tell of what is stuck may well be a plan where no digest stands right above.
    if (said is None and event.asks not in IN_WORDS) or (told and DIGEST not in event.below):
        return None
    just_asked = event.asks == state.stage or DIGEST not in event.below
    may_answer = just_asked if said else state.stage not in ANSWERED
    if (said is None or said.act in ORDERS) and may_answer:
        return doubted(state, event, "team", right_below=card_above(event, facts))
    return state, [Start(DIGEST, event.owner, facts.digest, {"said": event.text})]


def card_above(event: Typed, facts: CheckinFacts) -> str:
    """The card of a digest that the words stand right below and answer: a nudge, or one that they tell by when."""
    if not is_right_above(event):
        return ""
    by_day = promises_by_a_day(event.text, facts.vocabulary)
    return CARD if facts.nudged else DIGEST if by_day else ""


def may_be_meant(event: Typed, facts: CheckinFacts) -> bool:
    """Whether somebody may speak to their reports, or of them: names one and what is done about reports, "remind
    Grace", or says below the digest what may be said of it. What reads as said of a report is no plan unasked.
    """
    text, vocabulary, plans = event.text, facts.vocabulary, event.asks == PLANS.name
    below = bool(facts.reports) and _stands_there(event, facts)
    if plans and _answers_a_nudge(event, facts):
        return True
    if plans and (may_be_said_of_one(text, facts.reports, vocabulary) or (below and _closes_it(text, facts))):
        return True
    return _is_for_the_digest(text, facts) or (below and may_be_talk_of(text, facts.reports, vocabulary))


def _stands_there(event: Typed, facts: CheckinFacts) -> bool:
    """Whether a digest came since the question, or a nudge that waits for an answer stands right above it."""
    return DIGEST in event.below or bool(facts.nudged)


def _answers_a_nudge(event: Typed, facts: CheckinFacts) -> bool:
    """Whether it is a line right below a nudge, which asks for one; not what answers any question, nor tells of the
    whole week and has no word of what waits.
    """
    text, vocabulary = event.text, facts.vocabulary
    if not (facts.nudged and is_right_above(event) and len(text) <= SHORT) or fits_any_question(text, vocabulary):
        return False
    status = status_in(text, vocabulary)
    tells_of_the_week = status is not None and bool(facts.last_plans or status.stuck is not None)
    return not tells_of_the_week or any(has_a_word_of(what, text, vocabulary) for what in facts.nudged)


def _closes_it(text: str, facts: CheckinFacts) -> bool:
    """Whether it answers what a digest tells, rather than plan: "can't, sorry", "yes, Thursday", "he's off", "I'll take
    Bob's", or "done" of no plan; or begins with a word of what they were nudged for.
    """
    is_done = not facts.last_plans and option_in(text, OUTCOMES.name, facts.vocabulary) == OUTCOMES.rest
    brief = len(text) <= SHORT
    tells = brief and any(begins_with_a_word_of(what, text, facts.vocabulary) for what in facts.nudged)
    orders = may_order(text, facts.vocabulary)
    return is_done or tells or orders or may_answer_all(parted(text), facts.reports, facts.vocabulary)


def _is_named(person: Person, folded: str) -> bool:
    name = fold(person.name)
    return bool(longest_within(folded, (name, name.partition(" ")[0])))


def _is_for_the_digest(text: str, facts: CheckinFacts) -> bool:
    """Whether somebody speaks to one of their reports, or names one and what is done about reports: "remind Grace"."""
    folded = fold(text)
    names = {name for each in facts.reports for name in (fold(each.name), fold(each.name).partition(" ")[0])}
    acts = facts.vocabulary.groups["digest_acts"]
    helps = meaning_of(facts.vocabulary.groups["asks_for"], "help")
    if sum(_is_named(each, folded) for each in facts.reports) > 1 and longest_within(folded, helps):
        # One of them is to help another: "ask Bob to help Alice".
        return True
    if folded.startswith(tuple(f"{name}{mark}" for name in names for mark in _SPEAKS_TO)):
        return True
    return bool(longest_within(folded, names) and longest_within(folded, acts))
