"""Both changed the same thing at once: both values are shown, and who came second says which is to stand."""

from __future__ import annotations

from datetime import date

from conversations.one_on_one import cards, forms
from conversations.one_on_one.facts import PairFacts, say
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.effects import Effect, RejectForm, Show, To
from conversations.toolkit.events import Conflict
from conversations.toolkit.forms import ChoiceField, DayField, Form, RawValues, TickField, fields_of, proposed
from conversations.toolkit.words import Day, Joined, Phrase, Text, Verbatim

SLOT = "conflict"
KEPT = "conflict"
"""The answers' name for what waits to be decided: the form and what was entered."""


def shown(state: State, event: Conflict, facts: PairFacts) -> Result:
    """Nothing of what was entered is lost; a tap that came too late is simply drawn anew."""
    form = forms.form(event.form, facts)
    if form is None or not event.values:
        gone = bool(event.values)
        return state, [RejectForm(dict.fromkeys(["text"], say("gone")))] if gone else []
    waiting: Json = {"form": event.form, "values": {name: list(given) for name, given in event.values.items()}}
    after = state.at(state.stage, **{KEPT: waiting})
    mine, theirs = _told(form, event.values), _told(form, {each.name: proposed(each) for each in fields_of(form)})
    return after, [Show(cards.conflict(mine, theirs, facts), To(event.owner), SLOT, _about(facts), fresh=True)]


def kept(state: State) -> tuple[str, RawValues]:
    """The form that waits to be decided, and what was entered in it; "" for none."""
    known = state.answers.get(KEPT)
    if not isinstance(known, dict):
        return "", {}
    values = known["values"]
    entered = {str(name): tuple(map(str, given)) for name, given in values.items()} if isinstance(values, dict) else {}
    return str(known["form"]), entered


def decided(text: Phrase, owner: str) -> Effect:
    """What stands in place of the question."""
    return Show(cards.settled(text), To(owner), SLOT)


def _about(facts: PairFacts) -> tuple[str, ...]:
    return (facts.other.id,) if facts.other else ()


def _told(form: Form, values: RawValues) -> Text:
    """What a form says, field by field, as its reader would read it."""
    said = [text for field in fields_of(form) if (text := _value(field, values.get(field.name, ()))) is not None]
    return Joined(tuple(said), "listed") if said else say("conflict.empty")


def _value(field: object, given: tuple[str, ...]) -> Text | None:
    text = " ".join(given).strip()
    match field:
        case TickField(label=label):
            return label if text == "true" else None
        case ChoiceField(options=options):
            return next((option.label for option in options if option.value == text), None)
        case DayField() if text:
            return Day(date.fromisoformat(text))
        case _:
            return Verbatim(text) if text else None
