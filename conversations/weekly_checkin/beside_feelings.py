"""What stands beside a cry for help in a reply to the week: the cry is heard first, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import INVITED
from conversations.toolkit.effects import Show, Start
from conversations.toolkit.events import Typed
from conversations.toolkit.understand import fits_any_question, grave_in, small_talk_in
from conversations.toolkit.vocabulary import Vocabulary, fold, meaning_of
from conversations.toolkit.words_within import longest_at, longest_within
from conversations.weekly_checkin.doubting import answers_back, is_hardly_a_plan
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.hr_alone import is_guarded
from conversations.weekly_checkin.little import says_little
from conversations.weekly_checkin.questions import OUTCOMES, PLANS, STUCK
from conversations.weekly_checkin.status import clauses_of

TAKES = frozenset({OUTCOMES.name, PLANS.name, STUCK.name, STUCK.else_to})
"""What is asked where something may stand beside it."""

_IN_THE_WEEK = frozenset({INVITED, *TAKES})
_FEELS = ("exhausted", "leaving")
"""Cries for help beside which a plan may stand: of who is treated badly every word belongs to that, and goes there; in
danger nobody is told of a week.
"""


Handle = Callable[[State, Typed, CheckinFacts], Result]
"""How the week takes a reply."""


def heard(state: State, event: Typed, facts: CheckinFacts, takes: Handle) -> Result | None:
    """Somebody's cry for help is answered, and the plans beside it are kept without going on, as nobody who says that
    is asked the next thing at once; what may be no plan is said to be left. None where there is no such cry.
    """
    grave = grave_in(event.text, facts.vocabulary)
    if not grave:
        return None
    besides = _besides(event.text, facts.vocabulary) if grave in _FEELS and state.stage in _IN_THE_WEEK else ""
    if not besides or is_guarded(besides, facts):
        return state, [_answer(event)]
    said, stuck = replace(event, text=besides), event.asks in (STUCK.name, STUCK.else_to)
    if stuck or any(_may_be_felt(each, facts.vocabulary) for each in _parts(besides)):
        return state, [_answer(event, left=besides)]
    after, effects = takes(state, said, facts)
    if not all(isinstance(each, Show) for each in effects):
        return state, [_answer(event, left=besides)]
    if after.stage == OUTCOMES.name or after.answers.get(PLANS.name) in (None, state.answers.get(PLANS.name)):
        return after, [*effects, _answer(event, kept=besides)]
    return State(state.stage, after.answers), [_answer(event, kept=besides)]


def _answer(event: Typed, **about: str) -> Start:
    return Start("help", event.owner, "", {"text": event.text, **about})


def _parts(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in clauses_of(text)]


def _besides(text: str, vocabulary: Vocabulary) -> str:
    """The clauses that tell nothing of how somebody feels."""
    left = [each for each in _parts(text) if not (grave_in(each, vocabulary) or small_talk_in(each, vocabulary))]
    return "" if all(says_little(each, vocabulary) for each in left) else "\n".join(left)


def _may_be_felt(clause: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause may go on about how somebody feels, or answer something, though it has no word for that."""
    own = dict.fromkeys(meaning_of(vocabulary.groups["felt"], "self"), "")
    talks = is_hardly_a_plan(clause, vocabulary) or answers_back(clause, vocabulary)
    talks = talks or bool(longest_within(fold(clause), meaning_of(vocabulary.groups["duties"], "hinders")))
    return talks or bool(longest_at(fold(clause), 0, own)) or fits_any_question(clause, vocabulary)
