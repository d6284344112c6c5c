"""Indicators: find one, read what it means and how it is gamed, start a goal with it, adopt it for a department."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from conversations.entries.indicators import IndicatorAdopted, IndicatorDropped
from conversations.indicator import cards
from conversations.indicator.cards import say
from conversations.indicator.facts import IndicatorFacts, gather
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Record, RejectForm, Show, Start, To
from conversations.toolkit.events import Called, Clicked, Event, Looked, Started, Submitted, Typed
from conversations.toolkit.forms import ChoiceField, Form, Option, read_form
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import Phrase

SHELF, ROLE = "shelf", "role"
HELP = "help"
"""Who answers what was not meant for the library."""

DEEPEST = 8
"""Steps that can be gone back."""

MOST_OPTIONS = 100
"""What a menu takes on every platform."""


class Indicators:
    """Owned by who looks. The state is the way they came, place by place: the last one is what they see."""

    name = "indicator"
    commands: Sequence[Command] = (Command("indicator", in_menu=False),)

    def __init__(self, goals: str = "") -> None:
        """Know the conversation that begins a goal with an indicator; "" while there is none."""
        self.goals = goals

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Everybody has one."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> IndicatorFacts:
        """Fetch the library and what is adopted."""
        return gather(reader, event)

    def handle(self, state: State, event: Event, facts: IndicatorFacts) -> Result:
        """Play one event."""
        match event:
            case Started(arguments={"indicator": id_}) if facts.library.get(id_):
                return self._show(_at(f"record:{id_}"), event, facts)
            case Started(arguments=given):
                return self._show(_looking_for(given.get("text", ""), facts), event, facts)
            case Typed(text=text) if facts.means_something_else(text):
                return state, [Start(HELP, event.owner, arguments={"text": text})]
            case Called(arguments=text) | Typed(text=text):
                return self._show(_looking_for(text, facts), event, facts)
            case Clicked() if event.actor == event.owner:
                return self._clicked(state, event, facts)
            case Submitted(form="adopt", values=values) if event.actor == event.owner:
                form = self.form("adopt", state, facts)
                answers, errors = read_form(form, values) if form else ({}, {"department": say("gone")})
                if errors:
                    return state, [RejectForm(errors)]
                return self._adopt(str(answers["department"]), state, event, facts)
            case _:
                return state, []

    def form(self, name: str, state: State, facts: IndicatorFacts) -> Form | None:
        """Which department adopts what is shown; None once there is none left."""
        shown = _shown(state)
        lacking = facts.lacking(shown)[:MOST_OPTIONS] if _is_offered(shown, facts) else ()
        if not lacking:
            return None
        options = tuple(Option(each.id, cards.name_of(each)) for each in lacking)
        field = ChoiceField("department", say("form.department"), required=True, options=options, look="menu")
        return Form(name, say("form.title"), (field,), say("form.submit"))

    def screen(self, name: str, arguments: Mapping[str, str], facts: IndicatorFacts) -> Card:
        """The library as a page."""
        return cards.shelf(facts)

    def options(self, field: str, text: str, facts: IndicatorFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()

    def _clicked(self, state: State, event: Clicked, facts: IndicatorFacts) -> Result:
        match event.button:
            case "open" if facts.library.get(event.value):
                return self._show(_further(state, f"record:{event.value}"), event, facts)
            case "function":
                return self._show(_further(state, f"function:{event.value}"), event, facts)
            case "role":
                return self._show(_further(state, ROLE), event, facts)
            case "shelf":
                return self._show(_at(SHELF), event, facts)
            case "back":
                return self._show(_at(*(_way(state)[:-1] or [SHELF])), event, facts)
            case "section":
                again = state.answers.get("section") == event.value
                return self._show(state.at("shown", section="" if again else event.value), event, facts)
            case "adopt":
                return self._adopt(event.value, state, event, facts)
            case "drop":
                return self._drop(event.value, state, event, facts)
            case "goal" if self.goals and _is_offered(event.value, facts):
                return state, [Start(self.goals, event.owner, "", {"indicator": event.value})]
            case _:
                return state, []

    def _adopt(self, department: str, state: State, event: Event, facts: IndicatorFacts) -> Result:
        shown = _shown(state)
        found = next((each for each in facts.lacking(shown) if each.id == department), None)
        if found is None or not _is_offered(shown, facts):
            return self._show(state, event, facts)
        entry = IndicatorAdopted(shown, department)
        record = Record(event.id(f"adopted:{department}"), entry, department, audience="organisation")
        after, [show] = self._show(
            state, event, facts.after(entry), say("adopted_now", department=cards.name_of(found))
        )
        return after, [record, show]

    def _drop(self, department: str, state: State, event: Event, facts: IndicatorFacts) -> Result:
        shown = _shown(state)
        mine = {each.id: each for each in facts.deciding if shown in facts.adoptions.get(each.id, ())}
        if department not in mine:
            return self._show(state, event, facts)
        entry = IndicatorDropped(shown, department)
        record = Record(event.id(f"dropped:{department}"), entry, department, audience="organisation")
        after, [show] = self._show(
            state, event, facts.after(entry), say("dropped_now", department=cards.name_of(mine[department]))
        )
        return after, [record, show]

    def _show(self, state: State, event: Event, facts: IndicatorFacts, said: Phrase | None = None) -> Result:
        """The place where one is; what was asked for anew stands at the end of the chat, a tap changes the card."""
        fresh = not isinstance(event, Clicked | Submitted)
        return state, [Show(self._card(state, facts, said), To(event.owner), fresh=fresh)]

    def _card(self, state: State, facts: IndicatorFacts, said: Phrase | None) -> Card:
        way = _way(state)
        kind, _, what = way[-1].partition(":")
        back = cards.back_buttons(further_in=len(way) > 1)
        shown = facts.library.get(what)
        match kind:
            case "record" if shown is not None:
                section = str(state.answers.get("section") or "")
                return cards.record(shown, section, facts, back, bool(self.goals), said)
            case "function" if what in facts.library.functions(facts.today):
                return cards.function(what, facts, back)
            case "search":
                return cards.results(what, facts, back)
            case "role" if facts.for_my_role():
                return cards.for_role(facts, back)
            case _:
                return cards.shelf(facts)


def _looking_for(text: str, facts: IndicatorFacts) -> State:
    """Where a text leads: to the beginning, a function, all that is found, or straight to what is meant for certain."""
    text = facts.without_command(text).strip()
    if not text:
        return _at(SHELF)
    function = facts.function_called(text)
    if function:
        return _at(f"function:{function}")
    found = facts.search(text)
    only = len(found) == 1 and facts.library.names_one(text, facts.me.language)
    certain = bool(found) and (only or facts.is_called(found[0], text))
    search = f"search:{text[: cards.MOST_QUOTED]}"
    return _at(search, f"record:{found[0].id}") if certain else _at(search)


def _at(*way: str) -> State:
    return State("shown", {"way": list(way), "section": ""})


def _further(state: State, place: str) -> State:
    return _at(*[each for each in _way(state) if each != place][1 - DEEPEST :], place)


def _way(state: State) -> list[str]:
    way = state.answers.get("way")
    return [str(each) for each in way] if isinstance(way, list) and way else [SHELF]


def _shown(state: State) -> str:
    """The id of the indicator that is shown, "" for none."""
    kind, _, id_ = _way(state)[-1].partition(":")
    return id_ if kind == "record" else ""


def _is_offered(id_: str, facts: IndicatorFacts) -> bool:
    found = facts.library.get(id_)
    return found is not None and found.offered_on(facts.today)


indicator = Indicators("goals")
