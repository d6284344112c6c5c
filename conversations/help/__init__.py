"""Help: what one can do here, what people type first, mistyped commands, and "answer or command?"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from conversations.goals.wishing import is_for_goals
from conversations.help import cards, doubting
from conversations.help.calls import CALLS
from conversations.help.coming_back import comes_back
from conversations.help.facts import ANSWERED, HOME, Call, HelpFacts, gather
from conversations.help.first_words import TOPICS, mistyped, says_more
from conversations.help.meaning import asks_whom, intent_meant, kept_apart
from conversations.help.undoing import UNBEGUN, told_or_undone, week_taken_back
from conversations.interview_template import interview_template
from conversations.manager_digest import manager_digest
from conversations.manager_digest.below import RIGHT_BELOW
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command, split_command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, Start, To
from conversations.toolkit.events import Called, Clicked, Event, Looked, Started, Typed
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader
from conversations.toolkit.understand import (
    agrees,
    is_for_hr_alone,
    is_marked,
    yes_or_no,
)
from conversations.weekly_checkin import elsewhere, weekly_checkin

OWN = ("help", "privacy")
MOST_WAITING = 5


class Help:
    """Owned by who asks. `calls` says what each of its buttons begins; the stage is the question it asked."""

    name = "help"
    commands: Sequence[Command] = (Command("help"), Command("privacy", in_menu=False))

    def __init__(self, calls: Mapping[str, Call]) -> None:
        """Know what can be called, beside help itself."""
        self._calls = {**calls, **{name: Call(self) for name in OWN}}

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Everybody has one."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> HelpFacts:
        """Fetch who asks and what they may call."""
        return gather(reader, self._calls, event)

    def handle(self, state: State, event: Event, facts: HelpFacts) -> Result:
        """Play one event. What it asked last may still be tapped until a card of its own takes the place of that."""
        after, effects = self._played(state, event, facts)
        return after if any(isinstance(each, Show) for each in effects) else state, effects

    def _played(self, state: State, event: Event, facts: HelpFacts) -> Result:
        match event:
            case Started(arguments={"text": _, "command": str(command)} as given) if command:
                return doubting.asked(given, event)
            case Started(arguments={"text": _, "doubted": _} as given):
                return doubting.asked(given, event)
            case Started(arguments={"text": text}) if facts.digest:
                return State(), [doubting.of_the_digest(text, facts.digest, event)]
            case Started(arguments={"text": text}):
                return self._said(text, event, facts)
            case Called(command="privacy"):
                return State(), [_show(cards.privacy(facts), event, fresh=True)]
            case Called(arguments=text) if text:
                return self._said(text, event, facts)
            case Started() | Called():
                return State(), [_show(cards.overview(facts), event, fresh=True)]
            case Clicked():
                return self._clicked(state, event, facts)
            case Typed(asks=cards.STUCK):
                return self._answered(state, event, facts)
            case Typed() if state.stage == doubting.ASKED:
                return self._settled(state, event, facts)
            case _:
                return state, []

    def form(self, name: str, state: State, facts: HelpFacts) -> Form:
        """It has no forms."""
        raise KeyError(name)

    def screen(self, name: str, arguments: Mapping[str, str], facts: HelpFacts) -> Card:
        """What is open for its reader, and what one can do here; as a page."""
        return cards.home(facts) if name == HOME else cards.overview(facts)

    def options(self, field: str, text: str, facts: HelpFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()

    def _said(self, text: str, event: Event, facts: HelpFacts) -> Result:
        intent = intent_meant(text, facts)
        asked = doubting.for_the_request(text, intent, event, facts)
        if there := asked or told_or_undone(text, intent, event, facts):
            return State(), [there]
        if again := comes_back(intent, text, facts):
            return State(), [Start("weekly_checkin", event.owner, *again)]
        match intent:
            case _ if isinstance(event, Started) and doubting.is_for_the_agenda(intent, text, event, facts):
                return doubting.asked(event.arguments, event)
            case "stuck" | "mistreated" if intent == "mistreated" or asks_whom(text, facts):
                return State(), [self._asking_whom(text, event, facts)]
            case "stuck" if says_more(text, facts.vocabulary):
                return _offered(text, facts), [_show(cards.offer_blocker(text, facts), event, fresh=True)]
            case "stuck":
                return State(), [self._start("stuck", event, facts)]
            case "who_reads" | "what_can_you_do":
                told = cards.privacy(facts) if intent == "who_reads" else cards.overview(facts)
                return State(), [_show(told, event, fresh=True)]
            case "manager_wrong" | "one-on-one":
                return State(), [self._start(intent, event, facts)]
            case "resume" if facts.held:
                topic = "resume" if facts.held in ("stop", "pause") else facts.held
                return State(), [Start("settings", event.owner, arguments={"topic": topic})]
            case "resume" if facts.checkin not in (*UNBEGUN, *ANSWERED):
                return State(), [self._start("checkin", event, facts)]
            case str() if intent in TOPICS:
                topic, meant = TOPICS[intent]
                given = {"topic": topic, "text": meant or text}
                return State(), [Start("settings", event.owner, arguments=given)]
            case "talk":
                return State(), [Start(interview_template.name, event.owner, arguments={"text": text})]
            case "exhausted" | "worn_out":
                care = cards.beside_it(cards.exhausted(facts), _given(event))
                return State("stuck", {"text": text}), [_show(care, event, fresh=True)]
            case str():
                answered = _show(cards.beside_it(cards.answer(intent, facts), _given(event)), event, fresh=True)
                return State(), [answered, *self._asked_again(intent, event, facts)]
            case _:
                return self._not_understood(text, event, facts)

    def _asked_again(self, intent: str, event: Event, facts: HelpFacts) -> Iterator[Effect]:
        """The check-in's open question, to whom it was just said what that is for."""
        if intent == "why" and facts.checkin and facts.checkin not in ANSWERED:
            yield self._start("checkin", event, facts)

    def _not_understood(self, text: str, event: Event, facts: HelpFacts) -> Result:
        answers, today = yes_or_no(text, facts.vocabulary) is not None, local_day(event.at, facts.owner.zone)
        # "No, 84" corrects a number.
        if answers and not any(map(str.isdigit, text)):
            return State(), [_show(cards.answer("okay", facts), event, fresh=True)]
        if facts.names_goals or is_for_goals(text, facts.goals, today, facts.vocabulary):
            return State(), [self._start("goal", event, facts, text)]
        if answers:
            return State(), [_show(cards.answer("okay", facts), event, fresh=True)]
        names, behind = mistyped(text, facts)
        if names:
            return State("nearest", {"text": f"{names[0]} {behind}"}), [
                _show(cards.nearest(names, facts), event, fresh=True)
            ]
        if isinstance(event, Started) and event.arguments.get("asks"):
            return doubting.asked(event.arguments, event)
        if asked := doubting.of_the_request(event):
            return State(), [asked]
        if facts.digest_above:
            return State(), [doubting.of_the_digest(text, facts.digest_above, event)]
        return State("stuck", {"text": text}), [_show(cards.unknown(facts), event, fresh=True)]

    def _clicked(self, state: State, event: Clicked, facts: HelpFacts) -> Result:
        match event.button:
            case "call" if facts.may_call(event.value):
                behind = _behind(state, facts) if state.stage == "nearest" else ""
                return State(), [self._call(event.value, event, facts, behind)]
            case "goal":
                text = str(state.answers.get("text") or "")
                return State(), [_show(cards.settled("goal"), event), self._start("goal", event, facts, text)]
            case "as_command" if facts.may_call(event.value):
                return State(), [_show(cards.settled("command"), event), self._room(event, state, facts)]
            case "stuck":
                return self._passed_on(state, event, facts)
            case "plan" if facts.checkin in ANSWERED:
                given = {"again": "add", "text": str(state.answers.get("text") or "")}
                add = Start(weekly_checkin.name, event.owner, facts.keys["checkin"], given)
                return State(), [_show(cards.settled("week"), event), add]
            case "take_back":
                return State(), week_taken_back(event, facts)
            case "waiting":
                return State(), [*self._waiting(event, facts)]
            case "as_answer":
                return State(), [_show(cards.settled("answer"), event), doubting.handed_back(state, event)]
            case "dismiss":
                return State(), [_show(cards.settled("dismissed"), event)]
            case _:
                return state, []

    def _answered(self, state: State, event: Typed, facts: HelpFacts) -> Result:
        """What was offered is noted by a yes or its reader's name, and left by a no; where somebody else is named it is
        asked who may help, and other words are heard as any.
        """
        if yes_or_no(event.text, facts.vocabulary) is False:
            return State(), [_show(cards.settled("dismissed"), event, fresh=True)]
        if agrees(event.text, "note_it", facts.vocabulary) and not is_marked(event.text):
            return self._passed_on(state, event, facts)
        manager, says_hr = facts.manager, elsewhere.names_hr(event.text, facts.vocabulary)
        reader = state.answers.get("reader")
        named = manager is not None and elsewhere.is_named(event.text, manager.name, facts.vocabulary)
        if reader is not None and (says_hr if not reader else named):
            return self._passed_on(state, event, facts)
        if reader is not None and kept_apart(event.text, facts):
            return self._told_apart(state, event, facts)
        another = facts.names_colleague or elsewhere.asks_by_name(event.text, facts.vocabulary)
        if reader is not None and (says_hr or another):
            told = {} if says_hr else {"named": event.text}
            asks = self._asking_whom(str(state.answers.get("text") or ""), event, facts, **told)
            return State(), [_show(cards.settled("passed_on"), event), asks]
        return state, [Start(self.name, event.owner, arguments={"text": event.text})]

    def _told_apart(self, state: State, event: Typed, facts: HelpFacts) -> Result:
        """Who is not to have the manager read it is asked who may help, without the manager; what HR alone would read
        goes there.
        """
        if not state.answers.get("reader"):
            return self._passed_on(state, event, facts)
        asks = self._asking_whom(str(state.answers.get("text") or ""), event, facts, apart="yes")
        return State(), [_show(cards.settled("passed_on"), event), asks]

    def _settled(self, state: State, event: Typed, facts: HelpFacts) -> Result:
        """What the words were meant for is said in words, as by its tap: an answer that goes nowhere else is told."""
        tap = doubting.tap_for(event, facts.vocabulary)
        after, effects = self._clicked(state, tap, facts) if tap else (state, [])
        if not effects:
            return doubting.asked_again(state, event)
        last = effects[-1]
        return after, [*effects[:-1], replace(last, fresh=True) if isinstance(last, Show) else last]

    def _passed_on(self, state: State, event: Clicked | Typed, facts: HelpFacts) -> Result:
        text = str(state.answers.get("text") or "")
        if "reader" in state.answers and (now := _offered(text, facts)) != state:
            # The card named somebody who would not be the one to read it.
            return now, [_show(cards.offer_blocker(text, facts), event, fresh=isinstance(event, Typed))]
        named = self._start("stuck", event, facts, text)
        start = named if "reader" in state.answers else self._asking_whom(text, event, facts)
        return State(), [_show(cards.settled("passed_on"), event), start]

    def _waiting(self, event: Event, facts: HelpFacts) -> Iterator[Effect]:
        """The cards of those who wait, the longest first; what waits for a manager stands in the digest."""
        own = [each for each in facts.waiting if each.helper_kind != "manager"]
        yield from (Start("blocker", event.owner, each.id) for each in own[:MOST_WAITING])
        if len(own) < len(facts.waiting) and facts.may_call("team"):
            yield self._start("team", event, facts)

    def _room(self, event: Clicked, state: State, facts: HelpFacts) -> Effect:
        """What words were meant for: the team's digest is opened with them, and may ask about them."""
        if event.value == state.answers.get("room") == "team":
            above = {RIGHT_BELOW: str(state.answers[RIGHT_BELOW])} if RIGHT_BELOW in state.answers else {}
            given = {"said": str(state.answers.get("text") or ""), "open": "yes", **above}
            return Start(manager_digest.name, event.owner, facts.keys["team"], given)
        return self._call(event.value, event, facts, _behind(state, facts))

    def _call(self, name: str, event: Event, facts: HelpFacts, text: str = "") -> Effect:
        match name:
            case "help":
                return _show(cards.overview(facts), event, fresh=True)
            case "privacy":
                return _show(cards.privacy(facts), event, fresh=True)
            case _:
                return self._start(name, event, facts, text)

    def _start(self, name: str, event: Event, facts: HelpFacts, text: str = "") -> Effect:
        call = self._calls[name]
        given = {"topic": call.topic, "text": text}
        arguments = {"stuck": text or "?"} if name == "stuck" else {key: said for key, said in given.items() if said}
        return Start(call.conversation.name, event.owner, facts.keys[name], arguments)

    def _asking_whom(self, text: str, event: Event, facts: HelpFacts, **named: str) -> Effect:
        """Nothing has said yet who would read it, or somebody is `named`: that is asked before anybody does."""
        arguments = {"stuck": text or "?", "whom": "ask", **named}
        return Start(self._calls["stuck"].conversation.name, event.owner, facts.keys["stuck"], arguments)


def _offered(text: str, facts: HelpFacts) -> State:
    """What is on offer to be noted, and the manager whom the card names as its reader: "" where only HR is."""
    named = facts.manager if facts.manager and not is_for_hr_alone(text, facts.vocabulary, facts.manager) else None
    return State("stuck", {"text": text, "reader": named.id if named else ""})


def _show(card: Card, event: Event, fresh: bool = False) -> Effect:
    return Show(card, To(event.owner), fresh=fresh)


def _given(event: Event) -> Mapping[str, str]:
    return event.arguments if isinstance(event, Started) else {}


def _behind(state: State, facts: HelpFacts) -> str:
    """What stood behind the command's word in what was typed: "goal add ..." is not only "goal"."""
    found = split_command(str(state.answers.get("text") or ""), facts.vocabulary.command_words)
    return found[1] if found else ""


help_ = Help(CALLS)
