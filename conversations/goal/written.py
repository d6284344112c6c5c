"""What was typed of a goal for one of its forms: it stands in that when it opens, and changes nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from conversations.goal.changes import say
from conversations.goal.facts import WRITTEN
from conversations.toolkit.cards import Note, Part, Quote
from conversations.toolkit.conversation import Json, State
from conversations.toolkit.forms import ChoiceField, DayField, Form, FormPart, TextField, TickField


def keeping(state: State, form: str, values: Mapping[str, str]) -> State:
    """The state that keeps what was written for a form, or several; none where nothing was."""
    said: Json = {"form": form, "values": {name: each for name, each in values.items() if each}}
    return state.at(state.stage, **{WRITTEN: said}) if any(values.values()) else state.without(WRITTEN)


def of_end(state: State, given: Mapping[str, str]) -> State:
    """The state that keeps what was typed of how a goal ended; none where it was begun for anything else."""
    said = {"how": given.get("how", ""), "learned": given.get("note", "")} if given.get("why") == "close" else {}
    return keeping(state, "close", said)


def in_form(form: Form, state: State) -> Form:
    """The form with what was written for it."""
    written = _written(state, form.name)
    return replace(form, parts=tuple(_filled(part, written) for part in form.parts)) if written else form


def learned(state: State) -> Iterator[Part]:
    """What was written of an end, which its form holds by now."""
    written = _written(state, "close")
    if written.get("learned"):
        yield from (Quote(written["learned"]), Note(say("close.kept")))


def _written(state: State, form: str) -> Mapping[str, str]:
    kept = state.answers.get(WRITTEN)
    values = kept["values"] if isinstance(kept, Mapping) and form in str(kept["form"]).split() else {}
    return {name: str(each) for name, each in values.items()} if isinstance(values, Mapping) else {}


def _filled(part: FormPart, written: Mapping[str, str]) -> FormPart:
    match part:
        case TextField(name=name) if name in written:
            return replace(part, value=(written[name],))
        case DayField(name=name) if name in written:
            return replace(part, value=date.fromisoformat(written[name]))
        case TickField(name=name) if name in written:
            return replace(part, value=written[name] == "yes")
        case ChoiceField(name=name, options=options) if written.get(name) in {each.value for each in options}:
            return replace(part, value=written[name])
        case _:
            return part
