"""That somebody is stuck, said where last week's or this week's plans are asked: it is kept, and asked about after."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.toolkit.conversation import Json, State
from conversations.toolkit.judging import judged
from conversations.toolkit.listing import lines_in
from conversations.toolkit.questions import Unclear
from conversations.toolkit.understand import intent_alone
from conversations.toolkit.vocabulary import fold
from conversations.toolkit.words import Phrase
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.questions import OUTCOMES, PLANS, QUESTIONS, STUCK
from conversations.weekly_checkin.told_stuck import begins_stuck


def reading(
    text: str, asked: str, state: State, facts: CheckinFacts
) -> tuple[str, Mapping[str, Json] | Unclear] | None:
    """What a reply that begins so gives, with the plans on its other lines; without any the question is asked again.
    None where it does not, and at the invitation, where it is offered to be noted at once.
    """
    if state.stage != asked or asked not in (OUTCOMES.name, PLANS.name):
        return None
    stuck, *plans = lines_in(text) or [""]
    if not begins_stuck(stuck, facts.vocabulary) or (plans and asked == OUTCOMES.name):
        return None
    given = _stuck_on(stuck, state, facts)
    if isinstance(given, Unclear):
        return asked, given
    said = PLANS.typed("\n".join(plans), state.answers, facts) if plans else {}
    if isinstance(said, Unclear):
        return asked, Unclear(said.why, {**given, **said.keeps})
    return asked, {**given, **said} if said else Unclear(Phrase("weekly_checkin.stuck.kept"), given)


def _stuck_on(text: str, state: State, facts: CheckinFacts) -> Mapping[str, Json] | Unclear:
    """What is stuck, whom that names for help and by when; only that something is, where no more is said."""
    vocabulary = facts.vocabulary
    if vocabulary.first_words.get(fold(text)) == "stuck" or intent_alone(text, vocabulary) == "stuck":
        return {STUCK.name: STUCK.options[-1]}
    return judged(STUCK.typed(text, state.answers, facts), STUCK, QUESTIONS, state.answers, facts)
