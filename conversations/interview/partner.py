"""HR in a talk that needs them: asked before anything reaches the person, and told what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from conversations.interview import cards
from conversations.interview.facts import TalkFacts, say
from conversations.interview.writing import tell_holder
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Clicked, Event, Told
from conversations.toolkit.words import Phrase

BEFORE, MOVES, OVER = "before", "moves", "over"
"""The answers' names for when the talk was before it is to be moved, for that it is, and for that somebody else in HR
had confirmed it, from whom they take it over.
"""

NOTHING = State()


def handled(state: State, event: Event, facts: TalkFacts) -> Result:
    """Play one event."""
    if "hr" not in facts.viewer.roles:
        return state, [Show(cards.refused(), To(event.owner))] if isinstance(event, Clicked) else []
    match event:
        case Told(notice="asked", facts=given):
            kept: dict[str, Json] = {BEFORE: given.get("before", "")}
            kept |= {MOVES: bool(given.get("moves")), OVER: bool(given.get("over"))}
            after = facts.plan.kept(state, "asked", **kept)
            return after, [_shown(None, event, facts, after, news=True)]
        case Told(notice=notice) if state.stage:
            return _became(state, notice, event, facts)
        case Clicked(button="confirm") if state.stage == "asked":
            line = say(
                "hr.confirmed_over" if state.answers.get(OVER) else "hr.confirmed", holder=facts.name_of("holder")
            )
            at = facts.plan.at.isoformat() if facts.plan.at else ""
            told = tell_holder("confirmed", event, facts, at=at)
            return state.at("confirmed"), [_shown(line, event, facts), told]
        case Clicked(button="talk_first") if state.stage == "asked":
            return _talks_first(state, event, facts)
        case _:
            return state, []


def _talks_first(state: State, event: Event, facts: TalkFacts) -> Result:
    """HR would like a word first. A talk that was to move stays when it was."""
    told = tell_holder("talk_first", event, facts)
    if state.answers.get(MOVES):
        after, effects = _as_before(state, say("hr.told_moving", holder=facts.name_of("holder")), event, facts)
        return after, [*effects, told]
    line = say("hr.told", holder=facts.name_of("holder"))
    return state.at("talk_first"), [_shown(line, event, facts), told]


def _as_before(state: State, line: Phrase, event: Event, facts: TalkFacts) -> Result:
    """The talk as it was confirmed before somebody wanted to move it."""
    before = _before(state)
    was = replace(facts, plan=replace(facts.plan, at=before))
    return was.plan.kept(state, "confirmed" if before else "over"), [_shown(line, event, was)]


def _before(state: State) -> datetime | None:
    kept = str(state.answers.get(BEFORE) or "")
    return datetime.fromisoformat(kept) if kept else None


def _became(state: State, notice: str, event: Event, facts: TalkFacts) -> Result:
    """The talk stays when it was, was paused or called off, or is not asked for any more."""
    match notice:
        case "stays":
            return _as_before(state, say("hr.stays"), event, facts)
        case "paused" | "off" | "withdrawn":
            off = replace(facts, plan=replace(facts.plan, at=None))
            return off.plan.kept(state, "over"), [_shown(say(f"hr.{notice}"), event, off, news=notice != "withdrawn")]
        case _:
            return state, []


def _shown(line: Phrase | None, event: Event, facts: TalkFacts, state: State = NOTHING, *, news: bool = False) -> Show:
    card = cards.asked_of_hr(facts, line, _before(state), moves=bool(state.answers.get(MOVES)),
                             over=bool(state.answers.get(OVER)))  # fmt: skip
    about = (facts.plan.person,)
    return Show(card, To(event.owner), about=about, fresh=news, prompt=news, kind="colleague")
