"""What stands beside a cry for help in a reply to the week: nothing of it is noted, and it is said to be left."""

from __future__ import annotations

from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import INVITED
from conversations.toolkit.effects import Start
from conversations.toolkit.events import Typed
from conversations.toolkit.understand import grave_in, small_talk_in
from conversations.toolkit.vocabulary import Vocabulary
from conversations.weekly_checkin.clause import clauses_of
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.hr_alone import is_guarded
from conversations.weekly_checkin.little import says_little
from conversations.weekly_checkin.questions import OUTCOMES, PLANS, STUCK

TAKES = frozenset({OUTCOMES.name, PLANS.name, STUCK.name, STUCK.else_to})
"""What is asked where something may stand beside it."""

_IN_THE_WEEK = frozenset({INVITED, *TAKES})
_FEELS = ("exhausted", "leaving")
"""Cries for help beside which a plan may stand: of who is treated badly every word belongs to that, and goes there; in
danger nobody is told of a week.
"""


def heard(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """Somebody's cry for help is answered. Whatever stands beside it may be a plan, an illness or a complaint, which
    nobody can tell apart for sure: none of it goes into what others read. None where there is no such cry.
    """
    grave = grave_in(event.text, facts.vocabulary)
    if not grave:
        return None
    besides = _besides(event.text, facts.vocabulary) if grave in _FEELS and state.stage in _IN_THE_WEEK else ""
    about = {"left": besides} if besides and not is_guarded(besides, facts) else {}
    return state, [Start("help", event.owner, "", {"text": event.text, **about})]


def _besides(text: str, vocabulary: Vocabulary) -> str:
    """The clauses that tell nothing of how somebody feels."""
    parts = (text[start:end].strip() for start, end in clauses_of(text))
    left = [each for each in parts if not (grave_in(each, vocabulary) or small_talk_in(each, vocabulary))]
    return "" if all(says_little(each, vocabulary) for each in left) else "\n".join(left)
