"""What is stuck, in words that the manager may not be meant to read: whatever question they answer, the week goes on
without them, and its writer is asked whom they are for.
"""

from __future__ import annotations

from conversations.toolkit.conversation import Result, State
from conversations.toolkit.events import Typed
from conversations.toolkit.secrecy import mentions_hr
from conversations.weekly_checkin import whom
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.hr_alone import is_guarded
from conversations.weekly_checkin.stuck_or_not import DOUBTED, doubted_in

_NAMES = ("stuck", "stuck_on", "helper", "helper_person", "helper_person_shown", "needed_by", "urgent")


def asked_about(before: State, after: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """The week as it was asked `before`, with all else that a reply told, and the question who may help with what is
    stuck; None where that is for everybody who reads the week, or its writer has named HR.
    """
    told, doubted = str(after.answers.get("stuck_on") or ""), doubted_in(after.answers)[1]
    known = str(before.answers.get("stuck_on") or "")
    words = told if told != known else doubted
    if not words or not is_guarded(words, facts):
        return None
    if words == told and after.answers.get("helper") == "hr" and mentions_hr(words, facts.vocabulary):
        return None
    there = {name: before.answers[name] for name in _NAMES if known and name in before.answers}
    week = after.without(*_NAMES).at(before.stage, **{DOUBTED: None, "stuck": None, **there})
    return whom.ask_about(words, week, event, facts)
