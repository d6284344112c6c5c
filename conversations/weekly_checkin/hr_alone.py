"""What its raiser wants only HR to read: wherever that is said, it never goes to the manager unasked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.events import Event, Submitted
from conversations.toolkit.questions import Unclear
from conversations.toolkit.secrecy import may_be_kept_from, mentions_hr
from conversations.toolkit.understand import grave_in, is_about_the_manager, is_for_hr_alone
from conversations.toolkit.vocabulary import any_of, fold
from conversations.toolkit.words import Phrase, phrases_of
from conversations.weekly_checkin.facts import CheckinFacts

say = phrases_of("weekly_checkin")


def is_guarded(text: str, facts: CheckinFacts) -> bool:
    """Whether the manager gets these words only by a tap that names them: how somebody is treated, or what may be kept
    from the manager.
    """
    treated = grave_in(text, facts.vocabulary) == "mistreated"
    return treated or may_be_kept_from(text, facts.vocabulary, facts.manager)


def may_be_for_hr(text: str, facts: CheckinFacts) -> bool:
    """Whether HR may be meant to help with what is stuck: guarded words, or words that speak of HR at all. Whoever
    means "HR, nobody else" has more ways to say so than anybody can list, and asking costs one tap.
    """
    return is_guarded(text, facts) or mentions_hr(text, facts.vocabulary)


def is_delicate(text: str, facts: CheckinFacts) -> bool:
    """Whether it is asked who may help before the manager hears of it: HR may be meant, or it is about the manager."""
    return may_be_for_hr(text, facts) or is_about_the_manager(text, facts.vocabulary, facts.manager)


def is_for_hr_first(text: str, facts: CheckinFacts) -> bool:
    """Whether the manager is hardly the one to help; with what only waits for the manager nobody else can."""
    if may_be_for_hr(text, facts):
        return True
    waits = re.search(any_of(facts.vocabulary.groups["waits_for"]), fold(text))
    return is_delicate(text, facts) and not waits


def no_hr(facts: CheckinFacts) -> Phrase:
    """Why nothing goes to HR alone: nobody is there, or only the manager, for whom it is not meant."""
    if facts.manager and "hr" in facts.manager.roles:
        return say("raise.no_other_hr", manager=facts.manager.name)
    return say("raise.no_hr")


def helper_in(text: str, facts: CheckinFacts) -> Mapping[str, Json] | Unclear:
    """The helper that the words about what is stuck name themselves: then nobody asks who can help. "Don't tell my
    manager" names nobody, and that is asked.
    """
    if not is_for_hr_alone(text, facts.vocabulary, facts.manager):
        return {}
    if not facts.hr:
        return Unclear(no_hr(facts))
    return {"helper": "hr", "helper_person": None} if mentions_hr(text, facts.vocabulary) else {}


def kept_apart(state: State, event: Event, facts: CheckinFacts) -> State:
    """What goes to a colleague is asked without the manager where the words are guarded. A form has the manager there
    as the helper before anybody has chosen: there, words that are for HR alone go before that.
    """
    words, helper = str(state.answers.get("stuck_on") or ""), state.answers.get("helper")
    alone = isinstance(event, Submitted) and is_for_hr_alone(words, facts.vocabulary, facts.manager)
    if helper == "person":
        return state.at(state.stage, apart=True) if alone or is_guarded(words, facts) else state
    return state.at(state.stage, helper="hr", apart=True) if alone else state
