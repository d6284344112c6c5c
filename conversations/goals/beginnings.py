"""What a draft begins from where no sentence was said: an indicator of the library, or an earlier goal."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from conversations.goals import drafting, ours, privacy
from conversations.goals.facts import INDICATOR, GoalsFacts
from conversations.rules.goals import UNIT_AT_MOST, WHOLE, GoalContent, KeyResult, result_progress
from conversations.toolkit.conversation import State
from conversations.toolkit.reader import Goal

SOURCE_AT_MOST = 200


def from_indicator(facts: GoalsFacts) -> GoalContent:
    """A draft that measures what an indicator of the library does, read where it is read, with what to watch beside."""
    indicator, language = facts.indicator, facts.viewer.language
    if indicator is None:
        return GoalContent("", facts.today, None)
    name = indicator.name.in_language(language)
    unit = facts.indicators.unit_of(indicator, language)[:UNIT_AT_MOST]
    measured = KeyResult("r1", name, "number", unit=unit, direction=indicator.good_way)
    source = indicator.source.in_language(language)[:SOURCE_AT_MOST]
    beside = facts.beside
    return GoalContent(name, facts.today, None, (measured,), indicator=indicator.id, source=source, balance=beside)


def with_indicator(state: State, facts: GoalsFacts) -> State:
    """The state in which that is drafted: one's own goal, or of whoever was asked for as one was chosen."""
    asked = state if state.stage == INDICATOR else drafting.set_aside(state)
    content = privacy.given(from_indicator(facts), privacy.CLOSED if privacy.kept(asked) else privacy.OPEN)
    return drafting.keeping(asked, ours.given(content, ours.named(asked, facts), facts))


def from_earlier(goal: Goal, facts: GoalsFacts) -> GoalContent:
    """A draft of what was pursued before, from where it ended; what belonged to that time alone is left out."""
    measured = tuple(_again(each, goal.values.get(each.id), facts) for each in goal.counts.results)
    before = replace(
        goal.counts, starts=facts.today, due=None, results=measured, parent="", why_alone="", present_weeks=None
    )
    return ours.given(before, before.team, facts)


def _again(result: KeyResult, value: Decimal | None, facts: GoalsFacts) -> KeyResult:
    """A key result from where it ended; where that is as far as it was to go, the target is to be said anew."""
    if result.kind != "number":
        return replace(result, due=result.due if result.due and result.due >= facts.today else None)
    reached = value is not None and result_progress(result, value) == WHOLE
    return replace(result, start=result.start if value is None else value, target=None if reached else result.target)
