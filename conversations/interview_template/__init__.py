"""Interview templates: the scripts for talks, found by word or occasion and read section by section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from conversations.interview.facts import NAME
from conversations.interview_template import cards
from conversations.interview_template.facts import COMMAND, TemplateFacts, gather
from conversations.interview_template.sections import SECTIONS
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Show, Start, To
from conversations.toolkit.events import Called, Clicked, Event, Looked, Started, Told, Typed
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader

SHELF, WHOLE = "shelf", "script"
HELP = "help"
"""Who answers what was not meant for the library."""

DEEPEST = 8
"""Steps that can be gone back."""


class InterviewTemplates:
    """Owned by who looks. The state is the way they came, place by place: the last one is what they see. Within a
    script it is the section they read, and of the reactions the one that they look at.
    """

    name = "interview_template"
    commands: Sequence[Command] = (Command(COMMAND, roles=("manager", "hr")),)

    def __init__(self, book: str = "") -> None:
        """Know the conversation that arranges a talk with a person by a script; "" while there is none."""
        self.book = book

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Everybody has one."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> TemplateFacts:
        """Fetch the scripts, and what decides which of them are for this person."""
        return gather(reader, event)

    def handle(self, state: State, event: Event, facts: TemplateFacts) -> Result:
        """Play one event."""
        match event:
            case Typed(text=text) if facts.means_something_else(text):
                return state, [Start(HELP, event.owner, arguments={"text": text})]
            case Called(arguments=text) | Typed(text=text):
                return self._asked(text, event, facts)
            case Started(arguments=given):
                return self._asked(given.get("text", ""), event, facts)
            case Clicked() if event.actor == event.owner:
                return self._clicked(state, event, facts)
            case Told():
                return self._show(state, event, facts)
            case _:
                return state, []

    def form(self, name: str, state: State, facts: TemplateFacts) -> Form:
        """It has no forms."""
        raise KeyError(name)

    def screen(self, name: str, arguments: Mapping[str, str], facts: TemplateFacts) -> Card:
        """A whole script, to read and to print. Raises KeyError for one that is not for this person."""
        shown = facts.get(arguments.get("of", "")) if name == WHOLE else None
        if shown is None:
            raise KeyError(name)
        return cards.whole(shown)

    def options(self, field: str, text: str, facts: TemplateFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()

    def _asked(self, text: str, event: Event, facts: TemplateFacts) -> Result:
        """Where a text leads: to the beginning, an occasion, what is found, or straight to what is certainly meant."""
        wanted = facts.without_command(text).strip()
        others = facts.scripts.called(wanted)
        if not facts.mine:
            return _at(SHELF), [_said(cards.none_at_all(facts), event)]
        if others and not facts.may_hold(others):
            return _at(SHELF), [_said(cards.not_yours(others), event)]
        if self.book and facts.booking:
            return self._booked(event, facts)
        return self._show(_looking_for(wanted, facts), event, facts)

    def _booked(self, event: Event, facts: TemplateFacts) -> Result:
        """A script with whom and when behind it is no search: the talk is arranged where talks are."""
        shown = facts.scripts.get(facts.booking["scenario"])
        if shown and not facts.may_hold(shown):
            return _at(SHELF), [_said(cards.not_yours(shown), event)]
        return _at(SHELF), [Start(self.book, event.owner, "", facts.booking)]

    def _clicked(self, state: State, event: Clicked, facts: TemplateFacts) -> Result:
        match event.button:
            case "open" if facts.get(event.value):
                return self._show(_further(state, f"script:{event.value}"), event, facts)
            case "group":
                return self._show(_further(state, f"group:{event.value}"), event, facts)
            case "shelf":
                return self._show(_at(SHELF), event, facts)
            case "back":
                return self._show(_at(*(_way(state)[:-1] or [SHELF])), event, facts)
            case "section":
                return self._show(state.at("shown", section=event.value, reaction=""), event, facts)
            case "reaction":
                return self._show(state.at("shown", reaction=event.value), event, facts)
            case "beside" if event.value in cards.BESIDE:
                return state, [Start(event.value, event.owner)]
            case "book" if self.book and facts.get(event.value):
                return state, [Start(self.book, event.owner, "", {"scenario": event.value})]
            case _:
                return state, []

    def _show(self, state: State, event: Event, facts: TemplateFacts) -> Result:
        """The place where one is; what was asked for anew stands at the end of the chat, a tap changes the card."""
        if not facts.mine:
            return state, [_said(cards.none_at_all(facts), event)]
        return state, [_said(self._card(state, facts), event, _about(state, facts))]

    def _card(self, state: State, facts: TemplateFacts) -> Card:
        way = _way(state)
        kind, _, what = way[-1].partition(":")
        back = cards.back_buttons(further_in=len(way) > 1)
        shown, section = facts.get(what), str(state.answers.get("section") or "")
        match kind:
            case "script" if shown is not None and section in SECTIONS:
                kind_of_reaction = state.answers.get("reaction")
                reacting = next((each for each in shown.reactions if each.kind == kind_of_reaction), None)
                return cards.one_reaction(shown, reacting) if reacting else cards.section(shown, section)
            case "script" if shown is not None:
                return cards.script(shown, back, bool(self.book))
            case "group" if what in facts.groups:
                return cards.group(what, facts, back)
            case "search":
                return cards.results(what, facts, back)
            case _:
                return cards.shelf(facts)


def _said(card: Card, event: Event, about: tuple[str, ...] = ()) -> Show:
    return Show(card, To(event.owner), about=about, fresh=not isinstance(event, Clicked | Told))


def _about(state: State, facts: TemplateFacts) -> tuple[str, ...]:
    """Whom and what the beginning tells of; nothing further in tells of anybody."""
    if _way(state)[-1] != SHELF:
        return ()
    return tuple(dict.fromkeys(id_ for _, each in facts.suggested() for id_ in each.about))


def _looking_for(text: str, facts: TemplateFacts) -> State:
    if not text:
        return _at(SHELF)
    called = facts.scripts.called(text)
    if called:
        return _at(SHELF, f"script:{called.id}")
    group = facts.group_called(text)
    if group:
        return _at(SHELF, f"group:{group}")
    found, search = facts.search(text), f"search:{text[: cards.MOST_QUOTED]}"
    certain = len(found) == 1 and facts.scripts.names_one(text, facts.me.language)
    return _at(search, f"script:{found[0].id}") if certain else _at(search)


def _at(*way: str) -> State:
    return State("shown", {"way": list(way), "section": "", "reaction": ""})


def _further(state: State, place: str) -> State:
    return _at(*[each for each in _way(state) if each != place][1 - DEEPEST :], place)


def _way(state: State) -> list[str]:
    way = state.answers.get("way")
    return [str(each) for each in way] if isinstance(way, list) and way else [SHELF]


interview_template = InterviewTemplates(NAME)
