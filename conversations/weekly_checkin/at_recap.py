"""What is said at the summary and changes it: another plan, or another day by which help is needed. It is shown again,
and nothing is shared by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.dialogue import RECAP
from conversations.toolkit.events import Typed
from conversations.toolkit.questions import Unclear
from conversations.toolkit.secrecy import may_be_kept_from
from conversations.toolkit.understand import intent_in, is_marked, is_question
from conversations.toolkit.vocabulary import fold, meaning_of
from conversations.toolkit.words import Verbatim
from conversations.toolkit.words_within import words_before, words_behind
from conversations.weekly_checkin.added import added_apart, added_in
from conversations.weekly_checkin.by_when import day_given, is_a_day, names_another
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.hurrying import says_urgent
from conversations.weekly_checkin.questions import HELPER, NEEDED_BY, PLANS, URGENT, tells_energy
from conversations.weekly_checkin.read_first import to_be_checked
from conversations.weekly_checkin.status import is_labelled, status_in
from conversations.weekly_checkin.waiting import waiting_in
from conversations.weekly_checkin.whom_said import says_hr_alone

Read = tuple[str, Mapping[str, Json] | Unclear]


def reading(text: str, state: State, facts: CheckinFacts) -> Read | None:
    """The plans with what a reply adds to them, or the day that it names instead; None where it says anything else."""
    if is_question(text, facts.vocabulary):
        return None
    is_stuck = state.answers.get("stuck") == "yes" and not waiting_in(state)
    if is_stuck and says_urgent(text, facts.vocabulary):
        return URGENT.name, {URGENT.name: True}
    if is_stuck and is_a_day(text, facts):
        return _another_day(text, state, facts)
    if _is_for_hr(text, state, facts):
        return HELPER.name, {"helper": "hr", "helper_person": None}
    plan = added_apart(text, facts.vocabulary) or added_in(text, facts.vocabulary)
    if not plan or not _is_a_plan(plan, facts):
        return None
    return PLANS.name, PLANS.typed(plan, state.answers, facts)


def _another_day(text: str, state: State, facts: CheckinFacts) -> Read | None:
    """The day that a reply names; None where it stays what it was, and another one is named too."""
    standing = str(state.answers.get(NEEDED_BY.name) or "")
    before = date.fromisoformat(standing) if standing else None
    given = day_given(text, facts, before)
    stays = before and not isinstance(given, Unclear) and given.get(NEEDED_BY.name) == standing
    return None if stays and before and names_another(text, before, facts) else (NEEDED_BY.name, given)


def _is_a_plan(plan: str, facts: CheckinFacts) -> bool:
    """Whether what is added may stand where the manager reads it, and says nothing of being stuck."""
    vocabulary = facts.vocabulary
    kept = may_be_kept_from(plan, vocabulary, facts.manager) or tells_energy(plan, facts)
    return not kept and intent_in(plan, vocabulary) != "stuck" and status_in(plan, vocabulary) is None


def _is_for_hr(text: str, state: State, facts: CheckinFacts) -> bool:
    """Whether a reply says of what is stuck that HR alone is to help."""
    stuck = state.answers.get("stuck") == "yes" and not waiting_in(state)
    return stuck and bool(facts.hr) and says_hr_alone(text, facts.vocabulary)


def sending(state: State, event: Typed, facts: CheckinFacts) -> Typed | None:
    """The plain word to share it, where a reply says as the button does to share it with the manager who is named
    there; None where it says anything else.
    """
    vocabulary, manager = facts.vocabulary, facts.manager
    if event.asks != RECAP or state.stage != RECAP or manager is None or facts.lead or is_marked(event.text):
        return None
    leading, behind = words_before(fold(event.text), vocabulary.groups["share_with"])
    name, full = words_behind(behind, vocabulary.groups["filler"])[0], fold(manager.name)
    if not leading or name not in (full, full.partition(" ")[0]):
        return None
    return replace(event, text=meaning_of(vocabulary.groups["share_it"], "send")[0])


def kept_back(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """The summary once more with who would read it, for who may not want that; None where nothing is said of it."""
    manager = facts.manager
    if event.asks != RECAP or state.stage != RECAP or manager is None:
        return None
    if _is_for_hr(event.text, state, facts):
        return None
    tells = any(is_labelled(event.text, each, facts.vocabulary) for each in ("stuck", "now"))
    if tells or not may_be_kept_from(event.text, facts.vocabulary, manager):
        return None
    return to_be_checked(state, event, facts, say("whom.at_recap", text=Verbatim(event.text), manager=manager.name))
