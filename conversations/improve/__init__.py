"""Improvement plans: from a gap to its cause, to what both do, to the days on which the two look; closed by people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from conversations.improve import cards, forms, hub, manager, person
from conversations.improve.facts import NAME, HubFacts, PlanFacts, gather, say
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import RejectForm, Show, Tell, To
from conversations.toolkit.events import Due, Event, Looked, Submitted, Told
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader

Facts: TypeAlias = HubFacts | PlanFacts


class Improve:
    """Owned by the person whose plan it is, and by whoever manages them; its key is the plan's id. The one without a
    key lists all that its owner may read. What a plan says stands in the record of the person, not here.
    """

    name = NAME
    commands: Sequence[Command] = (Command("improve", in_menu=False),)

    def key_of(self, reader: Reader, at: datetime) -> str:
        """A command means all of them: the text behind it says whose."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> Facts:
        """Fetch the plan, or all of them."""
        return gather(reader, state, event)

    def handle(self, state: State, event: Event, facts: Facts) -> Result:
        """Play one event."""
        if isinstance(facts, HubFacts):
            return hub.handled(state, event, facts)
        if facts.is_own:
            return person.handled(state, event, facts)
        if facts.manages:
            return manager.handled(state, event, facts)
        return _not_theirs(state, event, facts)

    def form(self, name: str, state: State, facts: Facts) -> Form | None:
        """A form of the plan; None for one that is not its owner's, or once what it is about is over."""
        if not isinstance(facts, PlanFacts):
            return None
        open_ = person.may_fill(name, facts) if facts.is_own else manager.may_fill(name, state, facts)
        return forms.form(name, state, facts) if open_ else None

    def screen(self, name: str, arguments: Mapping[str, str], facts: Facts) -> Card:
        """It has none."""
        raise KeyError(name)

    def options(self, field: str, text: str, facts: Facts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()


def _not_theirs(state: State, event: Event, facts: PlanFacts) -> Result:
    """Whose report it was manages them no more: nothing is told, and whoever does now is brought the plan."""
    match event:
        case Submitted(form=form):
            return state, [RejectForm({forms.LEADING.get(form, "text"): say("not_yours")})]
        case Due() if facts.manager and facts.person:
            return state, [Tell(NAME, facts.manager.id, event.topic, "handed", {"person": facts.person.id})]
        case Due() | Told():
            return state, []
        case _:
            return state.at("over"), [Show(cards.closed(say("not_yours")), To(event.owner))]


improve = Improve()
