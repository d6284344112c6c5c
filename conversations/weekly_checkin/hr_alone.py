"""What its raiser wants only HR to read: wherever that is said, it never goes to the manager unasked."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.questions import Unclear
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.understand import grave_in, is_about_the_manager, is_for_hr_alone
from conversations.toolkit.words import Phrase, phrases_of
from conversations.weekly_checkin.facts import CheckinFacts

say = phrases_of("weekly_checkin")


def is_guarded(text: str, facts: CheckinFacts) -> bool:
    """Whether the manager gets these words only by a tap that names them: how somebody is treated, or what may be kept
    from the manager.
    """
    treated = grave_in(text, facts.vocabulary) == "mistreated"
    return treated or may_be_kept_from(text, facts.vocabulary, facts.manager)


def is_delicate(text: str, facts: CheckinFacts) -> bool:
    """Whether the manager is hardly the one to help: guarded words, or words about the manager."""
    return is_guarded(text, facts) or is_about_the_manager(text, facts.vocabulary, facts.manager)


def no_hr(facts: CheckinFacts) -> Phrase:
    """Why nothing goes to HR alone: nobody is there, or only the manager, for whom it is not meant."""
    if facts.manager and "hr" in facts.manager.roles:
        return say("raise.no_other_hr", manager=facts.manager.name)
    return say("raise.no_hr")


def helper_in(text: str, facts: CheckinFacts) -> Mapping[str, Json] | Unclear:
    """The helper that the words about what is stuck name themselves: then nobody asks who can help."""
    if not is_for_hr_alone(text, facts.vocabulary, facts.manager):
        return {}
    return {"helper": "hr", "helper_person": None} if facts.hr else Unclear(no_hr(facts))


def kept_apart(state: State, facts: CheckinFacts) -> State:
    """A form's answers, in which the manager stands as a helper before anybody has chosen: the words go before that.
    A colleague is somebody's choice, and is asked without the manager where the words are guarded.
    """
    answers, vocabulary = state.answers, facts.vocabulary
    words, helper = str(answers.get("stuck_on") or ""), answers.get("helper")
    guarded = helper == "person" and is_guarded(words, facts)
    if not (guarded or is_for_hr_alone(words, vocabulary, facts.manager)):
        return state
    return state.at(state.stage, helper="person" if helper == "person" else "hr", apart=True)
