"""What is said late, at the last questions or the summary, and changes the week: what is stuck after all, or the whole
week typed anew. Nothing is shared by it: the summary is shown again. In doubt nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.dialogue import INVITED, RECAP
from conversations.toolkit.listing import counted_in
from conversations.toolkit.questions import Unclear
from conversations.toolkit.understand import begins_with_intent, behind_option, intent_alone, intent_in, is_question
from conversations.toolkit.vocabulary import any_of, meaning_of
from conversations.toolkit.words import Phrase
from conversations.weekly_checkin import status
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.no_blocker import asks_what_is_meant, is_good_news
from conversations.weekly_checkin.questions import ENERGY, GOALS, PLANS, STUCK

_LIST = re.compile(r"(?:^|\D)1[.)\u3001:\uff09\uff1a\uff0e](?!\d).*\D2[.)\u3001:\uff09\uff1a\uff0e](?!\d)", re.DOTALL)

Read = tuple[str, Mapping[str, Json] | Unclear]


def reading(text: str, asked: str, state: State, facts: CheckinFacts) -> Read | None:
    """What a reply says of several questions: the answers, or the question that stays open and why."""
    if asked == RECAP and (anew := _week_anew(text, state, facts)):
        return anew
    if asked in (STUCK.name, STUCK.else_to) and (said := _instead_of_what_is_stuck(text, asked, state, facts)):
        return said
    read = status.reading(text, asked, state, facts)
    return read or _stuck_after_all(text, asked, state, facts)


def _week_anew(text: str, state: State, facts: CheckinFacts) -> Read | None:
    """A list of plans, or "this week: ...", with whatever stands around it, as at the invitation."""
    if not (_LIST.search(text) or counted_in(text) or status.is_labelled(text, "now", facts.vocabulary)):
        return None
    return _read_anew(text, state, facts)


def _read_anew(text: str, state: State, facts: CheckinFacts) -> Read | None:
    before = state.without(PLANS.name, STUCK.name).at(INVITED)
    read = status.reading(text, PLANS.name, before, facts)
    if read is None:
        return PLANS.name, PLANS.typed(text, before.answers, facts)
    return read if isinstance(read[1], Unclear) or read[1].get(PLANS.name) else None


def _instead_of_what_is_stuck(text: str, asked: str, state: State, facts: CheckinFacts) -> Read | None:
    """What is said where it was asked what is stuck, and tells of nothing that is: the question is explained, the week
    is read anew, or nothing is stuck.
    """
    if asks_what_is_meant(text, facts.vocabulary):
        return asked, Unclear(Phrase("weekly_checkin.stuck.means"))
    if _names_this_week(text, facts) and (anew := _read_anew(text, state, facts)):
        return anew
    besides, energy = status.without_energy(text, state, facts)
    return (STUCK.name, {**energy, STUCK.name: "no"}) if is_good_news(besides, facts.vocabulary) else None


def _names_this_week(text: str, facts: CheckinFacts) -> bool:
    """Whether "this week:" stands at the beginning of a clause, with its colon: "this week, nobody answers" tells what
    is stuck.
    """
    label = any_of(meaning_of(facts.vocabulary.groups["status"], "now"))
    named = re.compile(rf"\s*{label}\s*[:\uff1a]", re.IGNORECASE)
    return any(named.match(text, start) for start, _ in status.clauses_of(text))


def _stuck_after_all(text: str, asked: str, state: State, facts: CheckinFacts) -> Read | None:
    """What is stuck, where it was answered that nothing is, or not at all."""
    question = next((each for each in (GOALS, ENERGY) if each.name == asked), None)
    passed = asked == RECAP or (question is not None and STUCK.name in state.answers)
    # Another thing that is stuck takes the place of the first where its label says what it is, and is read back.
    anew = asked == RECAP and status.is_labelled(text, "stuck", facts.vocabulary)
    there = state.answers.get(STUCK.name) == "yes" and not anew
    if not passed or there or is_question(text, facts.vocabulary):
        return None
    if question and question.recognises(text, state.answers, facts):
        return None
    said, energy = status.without_energy(text, state, facts)
    words = _what_is_stuck(said, facts)
    if words is None:
        return None
    return STUCK.name, {**energy, "stuck": "yes", **({"stuck_on": words} if words else {})}


def _what_is_stuck(text: str, facts: CheckinFacts) -> str | None:
    """The words that say it, "" if they only say that something is; None if they do not."""
    vocabulary = facts.vocabulary
    if intent_alone(text, vocabulary) == "stuck":
        return ""
    if intent_in(text, vocabulary) == "stuck" and begins_with_intent(text, "stuck", vocabulary):
        return behind_option(text, STUCK.group, "yes", vocabulary)
    read = status.status_in(text, vocabulary)
    # "2, I'm stuck" begins with what may be the level of energy: that is for nobody else.
    alone = read and read.stuck and not (read.plans or read.outcomes or text.lstrip()[:1].isdigit())
    return read.stuck if read and alone else None
