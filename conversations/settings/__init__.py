"""Settings: language, own time, how often, quiet hours, days away, pause, digest day, which chat, and how to stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from conversations.entries import AwayAnnounced, AwayEnded, Entry, Paused, PauseEnded, SettingChanged
from conversations.rules.roster import STOPPED
from conversations.rules.skips import Absence
from conversations.rules.weeks import Week
from conversations.settings import cards, forms, hearing
from conversations.settings.cards import say
from conversations.settings.facts import SettingsFacts, gather
from conversations.toolkit.cards import Button, Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Record, RejectForm, Show, Start, To
from conversations.toolkit.events import Called, Clicked, Event, Looked, Started, Submitted, Typed
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader
from conversations.toolkit.typed_days import begins_in, day_in, span_in
from conversations.toolkit.understand import intent_alone, yes_or_no
from conversations.toolkit.words import LANGUAGES, Day, Phrase

ALL = "all"
FROM = "from"
"""The answers' name for the day from which somebody is away, while it is asked until when."""
_CHOICES: Mapping[str, tuple[str, ...]] = {"language": LANGUAGES, "every_weeks": ("1", "2")}


class Settings:
    """Owned by the person they are about; the stage is the topic that its card shows."""

    name = "settings"
    commands: Sequence[Command] = (
        Command("settings"),
        Command("pause", in_menu=False),
        Command("away", in_menu=False),
        Command("language", in_menu=False),
    )

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Everybody has one."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> SettingsFacts:
        """Fetch what stands."""
        return gather(reader, state, event)

    def handle(self, state: State, event: Event, facts: SettingsFacts) -> Result:
        """Play one event."""
        match event:
            case Started(arguments={"topic": "resume"}) if facts.paused:
                return self._resumed(event, facts)
            case Started(arguments=given):
                return self._open(given.get("topic", ALL), given.get("text", ""), event, facts)
            case Called(command="settings"):
                return self._open(ALL, "", event, facts)
            case Typed(asks=asks) if ":" in asks:
                return self._confirmed(state, event, facts)
            case Typed():
                return self._answered(state, event, facts)
            case Called(command=topic, arguments=text):
                return self._open(topic, text, event, facts)
            case Clicked():
                return self._clicked(state, event, facts)
            case Submitted(form=name, values=values):
                entries, errors = forms.read(name, values, facts)
                if errors:
                    return state, [RejectForm(errors)]
                return self._changed(state, event, facts, *entries)
            case _:
                return state, []

    def form(self, name: str, state: State, facts: SettingsFacts) -> Form:
        """The form of a topic, prefilled."""
        return forms.form(name, facts)

    def screen(self, name: str, arguments: Mapping[str, str], facts: SettingsFacts) -> Card:
        """The settings as a page."""
        return cards.overview(name, facts)

    def options(self, field: str, text: str, facts: SettingsFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()

    def _open(self, topic: str, text: str, event: Event, facts: SettingsFacts) -> Result:
        if topic == "language" and text in LANGUAGES:
            return self._changed(State(topic), event, facts, SettingChanged("language", text), fresh=True)
        if topic == "not_away":
            return self._take_back(text, event, facts)
        first = begins_in(text, facts.today, facts.vocabulary) if topic == "away" else None
        if first:
            return _until_when(first, event)
        unclear = Phrase("words.errors.not_a_date") if isinstance(event, Typed) else None
        return State(topic), [_show(_card(topic, text, facts, unclear), event, fresh=True)]

    def _resumed(self, event: Event, facts: SettingsFacts) -> Result:
        """Messages come again, as its person said plainly; one tap undoes it."""
        topic, until = ("stop" if facts.owner.stopped else "pause"), facts.owner.paused_until
        after, effects = self._changed(State(topic), event, facts, PauseEnded(), fresh=True)
        undo = Button("pause_again", say("buttons.undo"), until.isoformat() if until else "", "quiet")
        return after, [replace(e, card=_with(undo, e.card)) if isinstance(e, Show) else e for e in effects]

    def _take_back(self, text: str, event: Event, facts: SettingsFacts) -> Result:
        """Days away end as their button ends them; where several may be meant, the buttons ask which."""
        own = [each for each in facts.absences if each.own]
        day = day_in(text, facts.today, facts.vocabulary)
        meant = [each for each in own if day and each.covers(day)] or own
        if len(meant) == 1:
            ended = AwayEnded(meant[0].first, meant[0].last)
            return self._changed(State("away"), event, facts, ended, fresh=True)
        which = say("away.which") if meant else None
        return State("away"), [_show(cards.overview("away", facts, which), event, fresh=True)]

    def _clicked(self, state: State, event: Clicked, facts: SettingsFacts) -> Result:
        if event.button == ALL:
            return State(ALL), [_show(cards.overview(ALL, facts), event)]
        if event.button == cards.LEAVE:
            return State(ALL), [_show(cards.left_as_it_was(), event)]
        return self._taken(event.button, event.value, state, event, facts)

    def _confirmed(self, state: State, event: Typed, facts: SettingsFacts) -> Result:
        """A yes or a no in words to what was understood; other days, or something else altogether."""
        button, _, value = event.asks.partition(":")
        if yes_or_no(event.text, facts.vocabulary):
            return self._taken(button, value, state, event, facts, fresh=True)
        goes_on = button == "pause_until" and intent_alone(event.text, facts.vocabulary) == "resume"
        if goes_on or hearing.leaves(event.text, facts.vocabulary):
            return State(ALL), [_show(cards.left_as_it_was(), event, fresh=True)]
        if hearing.names_days(event.text, facts.today, facts.vocabulary):
            return self._open(state.stage, event.text, event, facts)
        return state, [Start("help", event.owner, "", {"text": event.text})]

    def _answered(self, state: State, event: Typed, facts: SettingsFacts) -> Result:
        """The days or the length that were asked for, a way out of saying them, or something else altogether."""
        if intent_alone(event.text, facts.vocabulary) == "not_away":
            return self._take_back(event.text, event, facts)
        if hearing.leaves(event.text, facts.vocabulary):
            return State(ALL), [_show(cards.left_as_it_was(), event, fresh=True)]
        if hearing.is_meant_otherwise(event.text, event.asks, facts.today, facts.vocabulary):
            return state, [Start("help", event.owner, "", {"text": event.text})]
        first, text = str(state.answers.get(FROM) or ""), event.text
        if first and span_in(text, facts.today, facts.vocabulary) is None:
            return _until_when(date.fromisoformat(first), event)
        if first:
            text = hearing.until(date.fromisoformat(first), text, facts.today, facts.vocabulary)
        return self._open(event.asks, text, event, facts)

    def _taken(
        self, button: str, value: str, state: State, event: Event, facts: SettingsFacts, *, fresh: bool = False
    ) -> Result:
        entry, wrong = _asked_for(button, value, facts)
        if entry is None:
            return state, [_show(cards.overview(state.stage, facts, wrong), event, fresh=fresh)]
        return self._changed(state, event, facts, entry, fresh=fresh)

    def _changed(
        self, state: State, event: Event, facts: SettingsFacts, *entries: Entry, fresh: bool = False
    ) -> Result:
        records: list[Effect] = []
        for n, entry in enumerate(entries):
            if facts.after(entry) != facts:
                records.append(Record(event.id(n), entry, event.owner, audience="self"))
                facts = facts.after(entry)
        card = cards.overview(state.stage, facts, _said(entries[-1]), _short_weeks(entries[-1], facts))
        return state, [*records, _show(card, event, fresh=fresh)]


def _until_when(first: date, event: Event) -> Result:
    """Ask for the last day of who is away from this one."""
    asked = cards.ask_away(say("away.until", first=Day(first)))
    return State("away", {FROM: first.isoformat()}), [_show(asked, event, fresh=True)]


def _with(button: Button, card: Card) -> Card:
    return replace(card, buttons=(button, *card.buttons))


def _show(card: Card, event: Event, fresh: bool = False) -> Effect:
    return Show(card, To(event.owner), fresh=fresh)


def _card(topic: str, text: str, facts: SettingsFacts, unclear: Phrase | None) -> Card:
    match topic:
        case "away":
            return _away(text, facts, unclear)
        case "pause":
            return _pause(text, facts, unclear)
        case _:
            return cards.overview(topic, facts)


def _away(text: str, facts: SettingsFacts, unclear: Phrase | None) -> Card:
    span = span_in(text, facts.today, facts.vocabulary)
    if span is None:
        return cards.ask_away(unclear)
    wrong = forms.away_between(*span, facts)
    return cards.ask_away(wrong["last"]) if wrong else cards.confirm_away(*span)


def _pause(text: str, facts: SettingsFacts, unclear: Phrase | None) -> Card:
    until = _end_of_pause(text, facts)
    if until is None:
        return cards.ask_pause(facts, unclear)
    wrong = forms.pause_until(until, facts)
    return cards.ask_pause(facts, wrong) if wrong else cards.confirm_pause(until)


def _end_of_pause(text: str, facts: SettingsFacts) -> date | None:
    """The first day with messages again: the day named ("until Friday"), or the one after a length or a week."""
    span = span_in(text, facts.today, facts.vocabulary)
    named = day_in(text, facts.today, facts.vocabulary)
    if span is None or named is None:
        return named
    return named if named == span[1] and span[0] == facts.today else span[1] + timedelta(1)


def _asked_for(button: str, value: str, facts: SettingsFacts) -> tuple[Entry | None, Phrase | None]:
    """The entry that a tap or a yes asks for; or none, and why."""
    match button:
        case "set":
            name, _, chosen = value.partition(":")
            return (_setting(name, chosen), None) if chosen in _choices(name, facts) else (None, None)
        case "end_pause" if facts.paused:
            return PauseEnded(), None
        case "pause_again" if date.fromisoformat(value) > facts.today:
            return Paused(date.fromisoformat(value), again=True), None
        case "stop":
            return Paused(STOPPED), None
        case "pause_until":
            until = date.fromisoformat(value)
            wrong = forms.pause_until(until, facts)
            return (None, wrong) if wrong else (Paused(until), None)
        case "away_on":
            first, last = map(date.fromisoformat, value.split("/"))
            errors = forms.away_between(first, last, facts)
            return (None, errors["last"]) if errors else (AwayAnnounced(first, last), None)
        case "away_off":
            first, last = map(date.fromisoformat, value.split("/"))
            return AwayEnded(first, last), None
        case _:
            return None, None


def _choices(name: str, facts: SettingsFacts) -> Sequence[str]:
    return cards.channels(facts) if name == "channel" else _CHOICES.get(name, ())


def _setting(name: str, value: str) -> Entry:
    match name:
        case "language" | "channel":
            return SettingChanged(name, value)
        case _:
            return SettingChanged("every_weeks", value)


def _short_weeks(entry: Entry, facts: SettingsFacts) -> Sequence[Week]:
    """The weeks whose check-in goes with the days away that were just noted."""
    if not isinstance(entry, AwayAnnounced):
        return ()
    return facts.cut_short_by(Absence(entry.first, entry.last, own=True))


def _said(entry: Entry) -> Phrase:
    match entry:
        case SettingChanged(name=name):
            return say(f"said.{name}")
        case Paused(until=until):
            return say("said.stopped" if until == STOPPED else "said.paused")
        case PauseEnded():
            return say("said.pause_ended")
        case AwayEnded():
            return say("said.away_ended")
        case _:
            return say("said.away")


settings = Settings()
