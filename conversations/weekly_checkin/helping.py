"""What is said at "Who can help?" that names nobody: HR alone, anybody but the manager, nobody at all, or that one does
not know; and at "By when?" that no day is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.events import Typed
from conversations.toolkit.questions import Unclear
from conversations.toolkit.secrecy import may_be_kept_from, mentions_hr
from conversations.toolkit.typed_days import day_in
from conversations.toolkit.understand import is_for_hr_alone, option_in, small_talk_in
from conversations.toolkit.vocabulary import Vocabulary, meaning_of
from conversations.toolkit.words_within import said_with
from conversations.weekly_checkin import whom
from conversations.weekly_checkin.by_when import day_given, is_a_day
from conversations.weekly_checkin.clause import clauses_of
from conversations.weekly_checkin.dotted import with_slashes
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.hurrying import hurries, says_urgent
from conversations.weekly_checkin.no_blocker import says_no
from conversations.weekly_checkin.questions import HELPER, NEEDED_BY

WHO_HELPS = (HELPER.name, "helper_person", NEEDED_BY.name)
"""The questions about help with what is stuck."""


def answered(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """The state and what is shown before the next question; None where the reply answers what was asked."""
    text, vocabulary = event.text, facts.vocabulary
    if event.asks == HELPER.name and option_in(text, "unsure", vocabulary):
        return state.at(state.stage, helper=None), []
    if event.asks == HELPER.name and (alone := _nobody_is_asked(text, facts)) is not None:
        return state.at(state.stage, **{NEEDED_BY.name: state.answers.get(NEEDED_BY.name), **alone}), []
    if event.asks == HELPER.name and not facts.found and (besides := _says_only_when(text, facts)):
        # Who can help is asked once more, with that kept.
        return state.at(state.stage, **besides), []
    if event.asks == NEEDED_BY.name and (another := _names_another(text, facts)):
        return state.without("helper", "helper_person", "helper_person_shown").at(state.stage, **another), []
    dated = with_slashes(text, facts.owner.language)
    if event.asks == HELPER.name and facts.found and (besides := _said_beside(dated, facts)):
        given = HELPER.typed(text, state.answers, facts)
        return state.at(state.stage, **besides, **({} if isinstance(given, Unclear) else given)), []
    if event.asks == NEEDED_BY.name and hurries(text, vocabulary):
        return state.at(state.stage, **{NEEDED_BY.name: None, **_said_beside(text, facts), "urgent": True}), []
    if event.asks == NEEDED_BY.name and _names_no_day(text, vocabulary):
        return state.at(state.stage, **{NEEDED_BY.name: None}), []
    if event.asks not in WHO_HELPS or not may_be_kept_from(text, vocabulary, facts.manager):
        return None
    if facts.hr and mentions_hr(text, vocabulary) and is_for_hr_alone(text, vocabulary, facts.manager):
        return state.without("helper_person", "helper_person_shown").at(state.stage, helper="hr"), []
    # The manager reads the week: what they are not to know is asked about apart from it.
    week = state.without("stuck_on", "helper", "helper_person", "helper_person_shown", "needed_by", "urgent")
    nobody_named = replace(facts, found=())
    stuck_on = str(state.answers["stuck_on"])
    return whom.ask_about(stuck_on, week.at(state.stage, stuck=None), event, nobody_named, apart=True)


def _names_another(text: str, facts: CheckinFacts) -> Mapping[str, Json]:
    """Who is to help instead, where a reply to "By when?" names somebody, and what it says of the day."""
    if not facts.found or may_be_kept_from(text, facts.vocabulary, facts.manager):
        return {}
    given = HELPER.typed(text, {}, facts)
    return {} if isinstance(given, Unclear) else {**given, **_said_beside(text, facts)}


def _said_beside(text: str, facts: CheckinFacts) -> Mapping[str, Json]:
    """The day by which it is needed, and that it is urgent, as it stands beside a name."""
    parts = (text[start:end] for start, end in clauses_of(text))
    urgent = {"urgent": True} if any(says_urgent(each, facts.vocabulary) for each in parts) else {}
    if not day_in(text, facts.today, facts.vocabulary):
        return {NEEDED_BY.name: None, **urgent} if urgent else {}
    given = day_given(text, facts)
    return {**urgent, **({} if isinstance(given, Unclear) else given)}


def _says_only_when(text: str, facts: CheckinFacts) -> Mapping[str, Json]:
    """The day by which it is needed, or that it is urgent, where a reply says no more than that."""
    alone = is_a_day(text, facts) or says_urgent(text, facts.vocabulary)
    return _said_beside(text, facts) if alone else {}


def _nobody_is_asked(text: str, facts: CheckinFacts) -> Mapping[str, Json] | None:
    """That nobody is, and the day that is said besides: "no", "I'll do it myself", "nobody, by Friday"; None where it
    says anything else.
    """
    day: Mapping[str, Json] = {}
    told = False
    for start, end in clauses_of(text):
        clause = text[start:end]
        if _says_alone(clause, facts.vocabulary) or says_no(clause, facts.vocabulary):
            told = True
        elif day_in(clause, facts.today, facts.vocabulary) and not day:
            given = NEEDED_BY.typed(clause, {}, facts)
            day = {} if isinstance(given, Unclear) else given
        else:
            return None
    return {**day, HELPER.name: "nobody"} if told else None


def _says_alone(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause says no more than that somebody does it alone, or that nobody is needed."""
    nobody = dict.fromkeys(meaning_of(vocabulary.groups["helpers"], "nobody"), "alone")
    said = set(said_with({**_small(vocabulary), **vocabulary.groups["alone"], **nobody}, clause) or ())
    return "alone" in said or {"self", "does"} <= said or {"no", "help"} <= said


def _names_no_day(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a reply says that any day will do, or that none is known: "no rush", "whenever", "not sure yet"."""
    said = set(said_with({**_small(vocabulary), **vocabulary.groups["any_day"]}, text) or ())
    shrugs = small_talk_in(text, vocabulary) == "shrug" or option_in(text, "unsure", vocabulary) is not None
    return "open" in said or {"no", "hurry"} <= said or shrugs or says_no(text, vocabulary)


def _small(vocabulary: Vocabulary) -> Mapping[str, str]:
    """The small words beside what is looked for, and the no before it."""
    meant = {"no": "no", "nope": "no", "not": "no", "aside": "", "closing": "", "opens": ""}
    denied = {word: meant[each] for word, each in vocabulary.groups["denied"].items() if each in meant}
    return {**dict.fromkeys(vocabulary.groups["filler"], ""), **denied}
