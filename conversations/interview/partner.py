"""HR in a talk that needs them: asked before anything reaches the person, and told what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from conversations.interview import cards
from conversations.interview.facts import TalkFacts, say
from conversations.interview.writing import tell_holder
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Show, To
from conversations.toolkit.events import Clicked, Event, Told
from conversations.toolkit.words import Instant, Phrase


def handled(state: State, event: Event, facts: TalkFacts) -> Result:
    """Play one event."""
    if "hr" not in facts.viewer.roles:
        return state, []
    match event:
        case Told(notice="asked"):
            return facts.plan.kept(state, "asked"), [_shown(None, event, facts, news=True)]
        case Told(notice=notice, facts=given) if state.stage:
            return _became(state, notice, given.get("at", ""), event, facts)
        case Clicked(button="confirm") if state.stage == "asked":
            line = say("hr.confirmed", holder=facts.name_of("holder"))
            return state.at("confirmed"), [_shown(line, event, facts), tell_holder("confirmed", event, facts)]
        case Clicked(button="talk_first") if state.stage == "asked":
            line = say("hr.told", holder=facts.name_of("holder"))
            return state.at("talk_first"), [_shown(line, event, facts), tell_holder("talk_first", event, facts)]
        case _:
            return state, []


def _became(state: State, notice: str, at: str, event: Event, facts: TalkFacts) -> Result:
    """The talk was moved, paused or called off, or is not asked for any more."""
    match notice:
        case "moved" if at:
            moment = datetime.fromisoformat(at)
            moved = replace(facts, plan=replace(facts.plan, at=moment))
            line = say("hr.moved", at=Instant(moment))
            return moved.plan.kept(state, state.stage), [_shown(line, event, moved, news=True)]
        case "paused" | "off" | "withdrawn":
            off = replace(facts, plan=replace(facts.plan, at=None))
            return off.plan.kept(state, "over"), [_shown(say(f"hr.{notice}"), event, off, news=notice != "withdrawn")]
        case _:
            return state, []


def _shown(line: Phrase | None, event: Event, facts: TalkFacts, *, news: bool = False) -> Show:
    card = cards.asked_of_hr(facts, line)
    about = (facts.plan.person,)
    return Show(card, To(event.owner), about=about, fresh=news, prompt=news, kind="colleague")
