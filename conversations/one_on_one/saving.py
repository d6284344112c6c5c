"""What a tap, a form or a typed line of the two becomes: entries, and both cards drawn again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from conversations.entries.one_on_ones import (
    ActionAgreed,
    ActionSettled,
    AgendaItemPutFirst,
    AgendaItemReworded,
    TalkNoted,
)
from conversations.one_on_one import dates, forms
from conversations.one_on_one.facts import PairFacts, say
from conversations.one_on_one.hearing import LONGEST, promise_in
from conversations.one_on_one.writing import both, point, record, settled
from conversations.rules.one_on_ones import is_possible
from conversations.rules.weeks import instant_of
from conversations.toolkit.effects import Effect, RejectForm
from conversations.toolkit.events import Clicked, Event
from conversations.toolkit.forms import MAX_TEXT, Answer, RawValues, read_form
from conversations.toolkit.words import Day, Phrase, Verbatim

TYPED = frozenset({"added", "agreed", "noted", "taken_off", "gone"})
"""What was said of a typed line: it is answered at the end of the chat, below that line."""

Saves = Callable[[Mapping[str, Answer], "int | None", Event, PairFacts], list[Effect]]


def typed(text: str, event: Event, facts: PairFacts, *, runs: bool) -> list[Effect]:
    """A point; while they talk, a line of the note or an action."""
    promised = promise_in(text, facts, runs=runs)
    if promised is not None:
        id_ = event.id("action")
        entry = ActionAgreed(id_, facts.pair[1], promised.owner, promised.what, promised.by)
        by = promised.by.isoformat() if promised.by else ""
        return [record(entry, event, facts), *both(event, facts, "agreed", owner=promised.owner, by=by)]
    if not runs:
        return [point(text[:LONGEST], event, facts), *both(event, facts, "added", text=text[:LONGEST])]
    note = f"{facts.note}\n{text}".strip()
    if len(note) > MAX_TEXT:
        return both(event, facts, "full")
    return [record(TalkNoted(facts.pair[1], note), event, facts), *both(event, facts, "noted")]


def told(said: str, named: Mapping[str, str], facts: PairFacts) -> Phrase | None:
    """What became of it, in one line above the card."""
    match said:
        case "added":
            return say("said.added", text=Verbatim(named.get("text", "")))
        case "taken_off":
            return say("said.taken_off", text=Verbatim(named.get("text", "")))
        case "agreed":
            mine = named.get("owner") == facts.viewer.id
            who = say("action.you") if mine else Verbatim(facts.name_of(named.get("owner", "")))
            by = named.get("by")
            return say("said.agreed", who=who, day=Day(date.fromisoformat(by))) if by else say("said.open", who=who)
        case "gone":
            return say("gone")
        case "noted" | "full" | "finished":
            return say(f"said.{said}")
        case _:
            return None


def tapped(event: Clicked, facts: PairFacts) -> list[Effect]:
    """A point or an action, in one tap."""
    item = facts.item(event.value)
    match event.button:
        case "done":
            return done(event.value, event, facts)
        case "first" if item:
            entry = AgendaItemPutFirst(item.id, facts.pair[1])
            return [record(entry, event, facts, about=item.id), *both(event, facts)]
        case button if item and item.status in ("open", "next_time"):
            return [*settled(item, button, event, facts), *both(event, facts)]
        case _:
            return both(event, facts)


def taken_off(id_: str, event: Event, facts: PairFacts) -> list[Effect]:
    """A point that was just added is off the agenda again, as long as nobody has settled it."""
    item = facts.item(id_)
    if item is None or item.status != "open":
        return both(event, facts, "gone")
    return [*settled(item, "drop", event, facts), *both(event, facts, "taken_off", text=item.text)]


def done(id_: str, event: Event, facts: PairFacts) -> list[Effect]:
    """An action is done; both see that it is off the list."""
    action = facts.action(id_)
    if action is None:
        return both(event, facts)
    entry = ActionSettled(id_, facts.pair[1], "done")
    return [record(entry, event, facts, about=id_), *both(event, facts)]


def submitted(name: str, values: RawValues, version: int | None, event: Event, facts: PairFacts) -> list[Effect]:
    """A form, taken or sent back with what is wrong."""
    form = forms.form(name, facts)
    if form is None:
        return [RejectForm({next(iter(values), "text"): say("gone")})]
    answers, errors = read_form(form, values)
    if errors:
        return [RejectForm(errors)]
    kind, _, id_ = name.partition(":")
    return _SAVED[kind]({**answers, "id": id_}, version, event, facts)


def _points(answers: Mapping[str, Answer], _version: int | None, event: Event, facts: PairFacts) -> list[Effect]:
    given = answers["points"]
    points = given if isinstance(given, tuple) else (str(given),)
    return [*(point(text, event, facts, n) for n, text in enumerate(points)), *both(event, facts)]


def _item(answers: Mapping[str, Answer], version: int | None, event: Event, facts: PairFacts) -> list[Effect]:
    item = facts.item(str(answers["id"]))
    if item is None:
        return both(event, facts)
    if answers["drop"]:
        return [*settled(item, "drop", event, facts), *both(event, facts)]
    entry = AgendaItemReworded(item.id, facts.pair[1], str(answers["text"]))
    return [record(entry, event, facts, about=item.id, expects=version), *both(event, facts)]


def _action(answers: Mapping[str, Answer], version: int | None, event: Event, facts: PairFacts) -> list[Effect]:
    id_ = str(answers["id"])
    if id_ and answers.get("drop"):
        entry = ActionSettled(id_, facts.pair[1], "dropped")
        return [record(entry, event, facts, about=id_, expects=version), *both(event, facts)]
    by = date.fromisoformat(str(answers["by"])) if answers["by"] else None
    owner = str(answers["owner"]) or facts.viewer.id
    agreed = ActionAgreed(id_ or event.id("action"), facts.pair[1], owner, str(answers["what"]), by)
    return [record(agreed, event, facts, about=id_, expects=version if id_ else None), *both(event, facts)]


def _note(answers: Mapping[str, Answer], version: int | None, event: Event, facts: PairFacts) -> list[Effect]:
    text = str(answers["text"])
    if text == facts.note:
        return both(event, facts)
    return [record(TalkNoted(facts.pair[1], text), event, facts, expects=version), *both(event, facts)]


def _move(answers: Mapping[str, Answer], version: int | None, event: Event, facts: PairFacts) -> list[Effect]:
    day, at = forms.day_and_time(answers)
    moment = instant_of(day, at, facts.viewer.zone)
    if moment <= facts.at:
        return [RejectForm({"at": say("move.past")})]
    if not is_possible(moment, facts.zone, facts.timings):
        return [RejectForm({"day": say("move.away")})]
    return dates.moved(moment, event, facts, version)


def _rhythm(answers: Mapping[str, Answer], version: int | None, event: Event, facts: PairFacts) -> list[Effect]:
    return dates.rhythm_set(forms.rhythm_of(answers, facts), event, facts, version)


_SAVED: Mapping[str, Saves] = {
    "add": _points,
    "item": _item,
    "action": _action,
    "note": _note,
    "move": _move,
    "rhythm": _rhythm,
}
