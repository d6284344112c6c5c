"""Phrases: for a situation at work what to say, what not to, and why; found by word or looked through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from conversations.phrase import cards
from conversations.phrase.facts import COMMAND, PhraseFacts, gather
from conversations.rules.situations import KINDS
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Show, Start, To
from conversations.toolkit.events import Called, Clicked, Event, Looked, Started, Told, Typed
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader

SHELF, KIND, SEARCH, SITUATION = "shelf", "kind", "search", "situation"
"""The stages: all of them by kind, one kind, what a search found, and one situation."""

HELP, TEMPLATES = "help", "interview_template"


class Phrases:
    """Owned by who looks; the stage is what they see, with `of` the kind, the words or the situation. Nothing of what
    is looked at is kept in anybody's record.
    """

    name = "phrase"
    commands: Sequence[Command] = (Command(COMMAND, in_menu=False),)

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Everybody has one."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> PhraseFacts:
        """Fetch the situations and who looks."""
        return gather(reader, event)

    def handle(self, state: State, event: Event, facts: PhraseFacts) -> Result:
        """Play one event."""
        match event:
            case Typed(text=text) if facts.means_something_else(text):
                return state, [Start(HELP, event.owner, arguments={"text": text})]
            case Called(arguments=text) | Typed(text=text) | Started(arguments={"text": text}):
                return self._show(_looking_for(facts.without_command(text).strip(), facts), event, facts)
            case Started():
                return self._show(State(SHELF), event, facts)
            case Clicked():
                return self._clicked(state, event, facts)
            case Told():
                return self._show(state, event, facts)
            case _:
                return state, []

    def form(self, name: str, state: State, facts: PhraseFacts) -> Form:
        """It has no forms."""
        raise KeyError(name)

    def screen(self, name: str, arguments: Mapping[str, str], facts: PhraseFacts) -> Card:
        """It has none."""
        raise KeyError(name)

    def options(self, field: str, text: str, facts: PhraseFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()

    def _clicked(self, state: State, event: Clicked, facts: PhraseFacts) -> Result:
        match event.button:
            case "open" if facts.phrases.get(event.value):
                return self._show(_at(SITUATION, event.value), event, facts)
            case "kind" if event.value in KINDS:
                return self._show(_at(KIND, event.value), event, facts)
            case "shelf":
                return self._show(State(SHELF), event, facts)
            case "script" if facts.holds_talks:
                return state, [Start(TEMPLATES, event.owner, arguments={"text": event.value})]
            case _:
                return state, []

    def _show(self, state: State, event: Event, facts: PhraseFacts) -> Result:
        """The place where one is; what was asked for anew stands at the end of the chat, a tap changes the card."""
        return state, [Show(_card(state, facts), To(event.owner), fresh=not isinstance(event, Clicked | Told))]


def _looking_for(text: str, facts: PhraseFacts) -> State:
    """Where a text leads: to the beginning, straight to what is certainly meant, or to what is found."""
    if not text:
        return State(SHELF)
    called, found = facts.phrases.called(text), facts.search(text)
    if called:
        return _at(SITUATION, called.id)
    certain = len(found) == 1 and facts.phrases.names_one(text, facts.me.language)
    return _at(SITUATION, found[0].id) if certain else _at(SEARCH, text[: cards.MOST_QUOTED])


def _card(state: State, facts: PhraseFacts) -> Card:
    of = str(state.answers.get("of") or "")
    situation = facts.phrases.get(of) if state.stage == SITUATION else None
    match state.stage:
        case _ if situation is not None:
            return cards.situation(situation, facts)
        case stage if stage == KIND and of in KINDS:
            return cards.kind(of, facts)
        case stage if stage == SEARCH and of:
            return cards.results(of, facts)
        case _:
            return cards.shelf(facts)


def _at(stage: str, of: str) -> State:
    return State(stage, {"of": of})


phrase = Phrases()
