"""What is said at "Who can help?" that names nobody: HR alone, anybody but the manager, or that one does not know."""

from __future__ import annotations

from dataclasses import replace

from conversations.toolkit.conversation import Result, State
from conversations.toolkit.events import Typed
from conversations.toolkit.secrecy import may_be_kept_from, mentions_hr
from conversations.toolkit.understand import is_for_hr_alone, option_in
from conversations.weekly_checkin import whom
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.questions import HELPER, NEEDED_BY

WHO_HELPS = (HELPER.name, "helper_person", NEEDED_BY.name)
"""The questions about help with what is stuck."""


def answered(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """The state and what is shown before the next question; None where the reply answers what was asked."""
    text, vocabulary = event.text, facts.vocabulary
    if event.asks == HELPER.name and option_in(text, "unsure", vocabulary):
        return state.at(state.stage, helper=None), []
    if event.asks not in WHO_HELPS or not may_be_kept_from(text, vocabulary, facts.manager):
        return None
    if facts.hr and mentions_hr(text, vocabulary) and is_for_hr_alone(text, vocabulary, facts.manager):
        return state.without("helper_person", "helper_person_shown").at(state.stage, helper="hr"), []
    # The manager reads the week: what they are not to know is asked about apart from it.
    week = state.without("stuck_on", "helper", "helper_person", "helper_person_shown", "needed_by", "urgent")
    nobody_named = replace(facts, found=())
    stuck_on = str(state.answers["stuck_on"])
    return whom.ask_about(stuck_on, week.at(state.stage, stuck="no"), event, nobody_named, apart=True)
