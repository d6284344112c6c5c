"""A form that was overtaken: what of it fits what was said meanwhile, shown when it is opened again."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.toolkit.conversation import Json, State
from conversations.weekly_checkin import cards
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.over import over_in
from conversations.weekly_checkin.questions import OUTCOMES, PLANS

Given = Mapping[str, Json]

HELPERS = ("helper", "helper_person", "helper_person_shown")
BETWEEN = " / "


def draft(given: Given, state: State, facts: CheckinFacts) -> Given:
    """What the form said, and what was said meanwhile beside it: nobody's words are left out by either."""
    rest = {name: each for name, each in given.items() if name.removesuffix("_shown") not in cards.STUCK_NAMES}
    return {**rest, **_plans(given, state), **_outcomes(given, state), **_stuck(given, state, facts)}


def _plans(given: Given, state: State) -> Given:
    """All plans, though they may be too many: then the form says so, and their writer leaves some out."""
    lines = [*_lines(state.answers), *_lines(given)]
    return {PLANS.name: list(dict.fromkeys(lines))} if lines else {}


def _lines(answers: Given) -> list[Json]:
    lines = answers.get(PLANS.name)
    return list(lines) if isinstance(lines, list | tuple) else []


def _outcomes(given: Given, state: State) -> Given:
    """What a form leaves at "done" nobody may have touched: that says nothing against what was said meanwhile."""
    said, filled = state.answers.get(OUTCOMES.name), given.get(OUTCOMES.name)
    if not isinstance(said, Mapping) or not isinstance(filled, Mapping):
        return {}
    return {OUTCOMES.name: {**said, **{plan: each for plan, each in filled.items() if each != OUTCOMES.rest}}}


def _stuck(given: Given, state: State, facts: CheckinFacts) -> Given:
    """Of what is stuck only new words are: the rest would bring back what is over, or take it from whom it is with
    now. What HR was to have stays with HR.
    """
    standing = facts.blocker(str(state.answers.get("blocker") or ""))
    said, there = str(given.get("stuck_on") or ""), str(state.answers.get("stuck_on") or "")
    if not said or said in {there, *(what for what, _ in over_in(state)), *((standing.what,) if standing else ())}:
        return {}
    own = {name: each for name, each in given.items() if name.removesuffix("_shown") in cards.STUCK_NAMES}
    if standing or over_in(state):
        return {"stuck": "yes", "stuck_on": said, **({"helper": "hr"} if given.get("helper") == "hr" else {})}
    if not there:
        return own
    helper = given.get("helper")
    is_theirs = helper == "hr" or (helper == "person" and state.answers.get("helper") in (None, "manager"))
    kept = own if is_theirs else {name: each for name, each in own.items() if name not in HELPERS}
    return {**kept, "stuck_on": BETWEEN.join((there, said))}
