"""One-on-ones: a shared agenda, what was agreed, and a fixed rhythm; its notes belong to the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from conversations.entries.one_on_ones import TalkClosed
from conversations.one_on_one import cards, conflicts, dates, forms, hub, offering, saving
from conversations.one_on_one.cards import DATES
from conversations.one_on_one.dates import LOOK, MOVED_ON, OVER, REMIND
from conversations.one_on_one.facts import HubFacts, PairFacts, gather_hub, gather_pair, say
from conversations.one_on_one.writing import DATED, NAME, both, record
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Close, Effect, RejectForm, Show, Start, To
from conversations.toolkit.events import (
    Called,
    Clicked,
    Conflict,
    Due,
    Event,
    Looked,
    Started,
    Submitted,
    Told,
    Typed,
)
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import Instant, Phrase

Facts: TypeAlias = HubFacts | PairFacts

SHOWN, RUNS, NOTING, SECTION, ALL = "shown", "runs", "noting", "section", "all"
PAST = "past"
"""The answers' name for a talk that is over since its card came: what is typed then is not for its agenda."""

CALENDAR = "calendar"


class OneOnOne:
    """Owned by whoever looks; its key is the other of the two, or "" for all one-on-ones of its owner."""

    name = NAME
    commands: Sequence[Command] = (Command("one-on-one", roles=("manager",)),)

    def key_of(self, reader: Reader, at: datetime) -> str:
        """A command means all of them: the text behind it says which."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> Facts:
        """Fetch what the two have, or all pairs."""
        return gather_pair(reader, event) if event.address.key else gather_hub(reader, event)

    def handle(self, state: State, event: Event, facts: Facts) -> Result:
        """Play one event."""
        if isinstance(facts, HubFacts):
            return hub.handled(state, event, facts)
        if not facts.stands:
            return _apart(state, event, facts)
        match event:
            case Started(arguments={"point": text}):
                return state, offering.put(text, event, facts)
            case Started(arguments={"offer": text}):
                return offering.offered(state, text, event, facts)
            case Started(arguments={"take_off": item}):
                return state, saving.taken_off(item, event, facts)
            case Started() | Called():
                return _shown(state.without(SECTION, ALL, PAST), event, facts, fresh=True)
            case Told():
                return _told(state, event, facts)
            case Due(timer=timer):
                return _due(state, timer, event, facts)
            case Typed():
                return offering.said(state, event, facts, runs=_runs(state, facts))
            case Clicked():
                return _clicked(state, event, facts)
            case Submitted(form=form, values=values, version=version):
                return state, saving.submitted(form, values, version, event, facts)
            case Conflict():
                after, effects = conflicts.shown(state, event, facts)
                return after, [*effects, *([] if event.values else both(event, facts))]

    def form(self, name: str, state: State, facts: Facts) -> Form | None:
        """A form of the two; None once what it is about is over."""
        return forms.form(name, facts) if isinstance(facts, PairFacts) else None

    def screen(self, name: str, arguments: Mapping[str, str], facts: Facts) -> Card:
        """All of them as a page."""
        if not isinstance(facts, HubFacts):
            raise KeyError(name)
        return hub.screen(facts)

    def options(self, field: str, text: str, facts: Facts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()


def _clicked(state: State, event: Clicked, facts: PairFacts) -> Result:
    match event.button:
        case "talked" | "next_time" | "drop" | "first" | "done":
            return state, saving.tapped(event, facts)
        case "open":
            return _shown(state.without(PAST), event, facts, fresh=True)
        case "start":
            return state.without(SECTION), both(event, facts, runs="yes")
        case "finish":
            return state, dates.held(event, facts)
        case "later":
            return state, dates.moved(datetime.fromisoformat(event.value), event, facts)
        case "skip":
            return state.without(SECTION), dates.skipped(event, facts)
        case "dates":
            return _shown(state.at(SHOWN, **{SECTION: DATES}), event, facts)
        case "all":
            return _shown(state.at(SHOWN, **{ALL: True}), event, facts)
        case "calendar" if facts.next_at is not None:
            card = cards.calendar(facts, facts.next_at)
            return state, [Show(card, To(event.owner), CALENDAR, _other(facts), fresh=True)]
        case "keep" | "mine":
            return _decided(state, event, facts)
        case "put_on" | "leave_out":
            return offering.decided(state, event, facts, put_on=event.button == "put_on")
        case _:
            return state, []


def _decided(state: State, event: Clicked, facts: PairFacts) -> Result:
    """Who came second says which of the two values is to stand."""
    form, values = conflicts.kept(state)
    after = state.without(conflicts.KEPT)
    if event.button == "keep" or not form:
        return after, [conflicts.decided(say("conflict.kept"), event.owner)]
    saved = saving.submitted(form, values, None, event, facts)
    if any(isinstance(effect, RejectForm) for effect in saved):
        return after, [conflicts.decided(say("gone"), event.owner)]
    return after, [conflicts.decided(say("conflict.used"), event.owner), *saved]


def _told(state: State, event: Told, facts: PairFacts) -> Result:
    """The card follows what one of the two did, and so do the timers."""
    follow = dates.timers(facts)
    state = _running(state, event.facts.get("runs", ""))
    if event.notice == DATED:
        after, shown = _shown(state, event, facts, _dated(event.facts, facts), fresh=True, prompt=True)
        return after, [*shown, *follow]
    said = event.facts.get("said", "")
    if event.actor == event.owner and event.facts.get("why"):
        after, shown = _shown(state, event, facts, _dated(event.facts, facts))
    elif event.notice == "done":
        return state, saving.done(event.facts.get("action", ""), event, facts)
    elif state.stage or said:
        named = {name: value for name, value in event.facts.items() if name not in ("said", "runs")}
        fresh = event.actor == event.owner and bool(said) and said in saving.TYPED
        after, shown = _shown(state, event, facts, saving.told(said, named, facts), fresh=fresh)
    else:
        return state, follow
    return after, [*shown, *follow]


def _running(state: State, runs: str) -> State:
    """Either of the two begins and ends a talk for both."""
    match runs:
        case "yes":
            return state.at(state.stage, **{RUNS: True})
        case "no":
            return _past(state)
        case _:
            return state


def _past(state: State) -> State:
    after = state.without(RUNS, NOTING)
    return after.at(state.stage, **{PAST: True}) if state.stage else after


def _dated(told: Mapping[str, str], facts: PairFacts) -> Phrase:
    """What became of the date, and who did it."""
    why, at, by = told.get("why", "moved"), told.get("at", ""), told.get("by", "")
    when = say("dated.at", at=Instant(datetime.fromisoformat(at))) if at else say("dated.none")
    if why == "away":
        return say("dated.away", when=when)
    mine = by == facts.viewer.id
    who = say("dated.you") if mine else say("dated.they", name=facts.name_of(by))
    return say(f"dated.{why}", who=who, when=when)


def _due(state: State, timer: str, event: Due, facts: PairFacts) -> Result:
    match timer:
        case t if t == REMIND and facts.next_at is not None and facts.next_at > facts.at:
            moved = dates.fitted(event, facts)
            if moved:
                return state, moved
            shown = Show(
                cards.reminder(facts, facts.next_at), To(event.owner), about=_about(facts), fresh=True, prompt=True,
                kind="reminder",
            )  # fmt: skip
            return state.without(PAST).at("reminded"), [shown]
        case t if t == OVER:
            after = _past(state)
            lapsed = dates.lapsed(event, facts)
            # A reminder that found no room in the week tells of nothing any more.
            return after, [*_settles(after, event, facts), *(lapsed or dates.timers(facts))]
        case t if t == LOOK:
            return state, dates.fitted(event, facts)
        case _:
            return state, []


def _settles(state: State, event: Due, facts: PairFacts) -> list[Effect]:
    if state.stage != "reminded":
        return []
    return [Show(_card(state, facts, None), To(event.owner), about=_about(facts), settles=True)]


def _apart(state: State, event: Event, facts: PairFacts) -> Result:
    """The two are no pair any more: the agenda closes with a word to both, what somebody owes stays theirs."""
    match event:
        case Clicked(button="done", value=action):
            return state, saving.done(action, event, facts)
        case Told(notice="done", facts=given):
            return state, saving.done(given.get("action", ""), event, facts)
        case Due(timer=timer) if timer == MOVED_ON and state.stage != MOVED_ON:
            talk = facts.talk
            closing = [record(TalkClosed(facts.pair[1]), event, facts)] if talk and talk.ended_at is None else []
            word = Show(cards.over(facts), To(event.owner), about=_about(facts), fresh=True, prompt=True, kind="notice")
            says = state.stage or facts.actions or (talk and talk.next_at)
            return state.at(MOVED_ON), [*closing, *([word] if says else []), Close()]
        case Submitted():
            return state, [RejectForm({"text": say("gone")})]
        case Due():
            return state, []
        case Started():
            return state, [Start(NAME, event.owner)]
        case _:
            return state, [Show(cards.over(facts), To(event.owner), about=_about(facts))] if state.stage else []


def _shown(
    state: State, event: Event, facts: PairFacts, said: Phrase | None = None, *, fresh: bool = False,
    prompt: bool = False,
) -> Result:  # fmt: skip
    """The agenda, in place or at the end of the chat. Who came to it themselves while the two talk, takes notes."""
    comes_to_talk = _runs(state, facts) and event.actor == event.owner
    after = state.at(SHOWN, **{NOTING: True}) if comes_to_talk else state.at(SHOWN)
    card = _card(after, facts, said)
    shown = Show(card, To(event.owner), about=_about(facts), fresh=fresh, prompt=prompt, kind="colleague")
    return after, [shown, *([] if isinstance(event, Told) else dates.timers(facts))]


def _card(state: State, facts: PairFacts, said: Phrase | None) -> Card:
    section, all_ = str(state.answers.get(SECTION) or ""), bool(state.answers.get(ALL))
    runs = _runs(state, facts)
    noting = runs and bool(state.answers.get(NOTING))
    card = cards.agenda(facts, runs=runs, noting=noting, section=section, all_=all_, said=said)
    return replace(card, asks="", casually=False) if state.answers.get(PAST) and not noting else card


def _runs(state: State, facts: PairFacts) -> bool:
    """Whether the two are talking: the clock says so, or one of them began."""
    return facts.is_time or bool(state.answers.get(RUNS))


def _about(facts: PairFacts) -> tuple[str, ...]:
    """Whoever may not read these any more is shown nothing of the card."""
    told = (*(each.entry for each in facts.items), *(each.entry for each in facts.actions))
    noted = (facts.talk.note_entry, facts.talk.last_note_entry) if facts.talk and facts.stands else ()
    return tuple(dict.fromkeys(each for each in (*told, *noted) if each)) or _other(facts)


def _other(facts: PairFacts) -> tuple[str, ...]:
    return (facts.other.id,) if facts.other else ()


one_on_one = OneOnOne()
