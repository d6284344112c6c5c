"""The cards of the settings: all rows, or the one that was asked for; days away and pauses to confirm."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time

from conversations.rules.budget import budget_of
from conversations.rules.burden import minutes
from conversations.rules.cadence import DIGEST_WEEKDAY
from conversations.rules.weeks import Week
from conversations.settings.facts import PAUSES_A_QUARTER, SettingsFacts
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Row
from conversations.toolkit.words import Day, Joined, Phrase, Text, phrases_of

say = phrases_of("settings")
SHOWN_AWAY = 3
LEAVE = "leave"
"""The button that closes a question, and changes nothing."""


def overview(topic: str, facts: SettingsFacts, said: Phrase | None = None, unasked: Sequence[Week] = ()) -> Card:
    """The settings, or only the rows of one topic with a way to the rest; `said` is what has just changed, and the
    weeks `unasked` have no check-in for it.
    """
    word = Phrase("commands.checkin.word")
    without = (Note(say("said.short_week", day=Day(week.monday), word=word)) for week in unasked)
    told: tuple[Part, ...] = (*((Line(said),) if said else ()), *without)
    names = TOPICS.get(topic) or tuple(name for name in _ROWS if _concerns(name, facts))
    # Who stopped finds the way back in one row, not in two.
    back_twice = facts.owner.stopped and "stop" in names
    rows = tuple(_ROWS[name](facts) for name in names if not (back_twice and name == "pause"))
    if topic not in TOPICS:
        body = (*told, Heading(say("title")), *rows, Note(say("note")))
        return Card("settings.all", say("neutral"), body)
    body = (*told, Heading(say(f"topic.{topic}")), *rows)
    return Card(f"settings.{topic}", say("neutral"), body, (Button("all", say("buttons.all"), style="quiet"),))


def confirm_away(first: date, last: date) -> Card:
    """The days understood from what was typed, for one tap."""
    body = (Line(say("away.understood", days=_span(first, last))), Note(say("away.no_reason")))
    buttons = (
        Button("away_on", say("buttons.yes_note"), f"{first.isoformat()}/{last.isoformat()}", "primary"),
        Button("away", say("buttons.other_days"), opens="away"),
        _never_mind(),
    )
    return Card("settings.confirm_away", say("neutral"), body, buttons, asks=f"away_on:{buttons[0].value}")


def ask_away(unclear: Phrase | None = None) -> Card:
    """Which days? By a reply or by the form."""
    told: tuple[Part, ...] = (Line(unclear),) if unclear else ()
    body = (*told, Heading(say("topic.away")), Line(say("away.ask")), Note(say("away.no_reason")))
    buttons = (Button("away", say("buttons.pick_days"), opens="away", style="primary"), _never_mind())
    return Card("settings.ask_away", say("neutral"), body, buttons, asks="away", untouched=True, briefly=True)


def confirm_pause(until: date) -> Card:
    """The pause understood from what was typed, for one tap."""
    body = (Line(say("pause.understood", day=Day(until))), Note(say("pause.meaning")))
    buttons = (
        Button("pause_until", say("buttons.yes_pause"), until.isoformat(), "primary"),
        Button("pause", say("buttons.other_length"), opens="pause"),
        _never_mind(),
    )
    return Card("settings.confirm_pause", say("neutral"), body, buttons, asks=f"pause_until:{buttons[0].value}")


def left_as_it_was() -> Card:
    """What was understood was not meant: nothing is noted."""
    return Card(
        "settings.left", say("neutral"), (Line(say("said.left")),), (Button("all", say("buttons.all"), style="quiet"),)
    )


def ask_pause(facts: SettingsFacts, unclear: Phrase | None = None) -> Card:
    """For how long? By a reply or by the form; and what else helps where no pause is left."""
    told: tuple[Part, ...] = (Line(unclear),) if unclear else ()
    if facts.paused or facts.pauses >= PAUSES_A_QUARTER:
        return overview("pause", facts, unclear)
    body = (*told, Heading(say("topic.pause")), Line(say("pause.ask")), Note(say("pause.meaning")))
    buttons = (
        Button("pause", say("buttons.pick_length"), opens="pause", style="primary"),
        Button("all", say("buttons.all"), style="quiet"),
        _never_mind(),
    )
    return Card("settings.ask_pause", say("neutral"), body, buttons, asks="pause", untouched=True, briefly=True)


def _never_mind() -> Button:
    return Button(LEAVE, say("buttons.never_mind"), style="quiet")


def clock(at: time) -> str:
    """A time of day as all languages here write it: 09:30."""
    return at.strftime("%H:%M")


def weekday(day: int | None) -> Phrase:
    """A weekday's name; None is the first working day."""
    return say("slot.first") if day is None else Phrase(f"words.weekdays.{day}")


def digest_weekday(facts: SettingsFacts) -> int:
    """The weekday of a manager's digest, chosen or usual; Monday is 0."""
    return DIGEST_WEEKDAY if facts.owner.digest_day is None else facts.owner.digest_day


def channels(facts: SettingsFacts) -> tuple[str, ...]:
    """What can be chosen as the place to be written to: "" for the one used last, and each chat; none for one chat."""
    return ("", *(chat.platform for chat in facts.chats)) if len(facts.chats) > 1 else ()


def _concerns(name: str, facts: SettingsFacts) -> bool:
    match name:
        case "digest":
            return facts.owner.has_digest
        case "channel":
            return bool(channels(facts))
        case _:
            return True


def _span(first: date, last: date) -> Text:
    return Day(first) if first == last else say("away.span", first=Day(first), last=Day(last))


def _change(form: str, label: str = "change") -> Button:
    return Button(form, say(f"buttons.{label}"), opens=form)


def _choice(setting: str, value: str, label: Text, present: str) -> Button:
    return Button("set", label, f"{setting}:{value}", chosen=value == present)


def _language(facts: SettingsFacts) -> Row:
    present = facts.owner.language
    buttons = tuple(_choice("language", name, say(f"language.{name}"), present) for name in ("en", "zh-CN"))
    return Row(say("language.row"), buttons)


def _slot(facts: SettingsFacts) -> Row:
    person = facts.owner
    text = say("slot.row", day=weekday(person.slot_day), time=clock(person.slot_time))
    return Row(text, (_change("slot"),), say("slot.detail", zone=person.zone))


def _often(facts: SettingsFacts) -> Row:
    present = str(facts.owner.every_weeks)
    buttons = tuple(_choice("every_weeks", n, say(f"often.{n}"), present) for n in ("1", "2"))
    return Row(say("often.row"), buttons)


def _quiet(facts: SettingsFacts) -> Row:
    if facts.owner.quiet_from == facts.owner.quiet_to:
        return Row(say("quiet.none"), (_change("quiet"),), say("quiet.usual"))
    since, until = clock(facts.owner.quiet_from), clock(facts.owner.quiet_to)
    return Row(say("quiet.row", since=since, until=until), (_change("quiet"),), say("quiet.detail"))


def _away(facts: SettingsFacts) -> Row:
    coming = sorted(facts.absences, key=lambda absence: absence.first)[:SHOWN_AWAY]
    spans: tuple[Text, ...] = tuple(_span(absence.first, absence.last) for absence in coming)
    text = say("away.row", days=Joined(spans)) if spans else say("away.none")
    back = tuple(_take_back(absence.first, absence.last) for absence in coming if absence.own)
    return Row(text, (_change("away", "add_away"), *back), say("away.no_reason"))


def _take_back(first: date, last: date) -> Button:
    label = say("buttons.take_back", days=_span(first, last))
    return Button("away_off", label, f"{first.isoformat()}/{last.isoformat()}", "quiet")


def _pause(facts: SettingsFacts) -> Row:
    if facts.owner.stopped:
        return Row(say("stop.stopped"), (Button("end_pause", say("buttons.start_again")),), say("stop.meaning"))
    if facts.paused and facts.owner.paused_until:
        text = say("pause.running", day=Day(facts.owner.paused_until))
        return Row(text, (Button("end_pause", say("buttons.end_pause")),), say("pause.meaning"))
    left = PAUSES_A_QUARTER - facts.pauses
    if left <= 0:
        return Row(say("pause.used_up"), (), say("pause.instead"))
    return Row(say("pause.row"), (_change("pause", "pause"),), say("pause.left", n=left))


def _digest(facts: SettingsFacts) -> Row:
    return Row(say("digest.row", day=weekday(digest_weekday(facts))), (_change("digest"),))


def _channel(facts: SettingsFacts) -> Row:
    present = facts.owner.channel
    buttons = tuple(_choice("channel", name, _chat(name), present) for name in channels(facts))
    gone = any(chat.platform == present and not chat.works for chat in facts.chats)
    working = next((chat.platform for chat in facts.chats if chat.works), "page")
    detail = say("channel.gone", chat=_chat(present), instead=_chat(working)) if gone else say("channel.detail")
    return Row(say("channel.row"), buttons, detail)


def _chat(name: str) -> Phrase:
    return say(f"channel.{name or 'last'}")


def _stop(facts: SettingsFacts) -> Row:
    if facts.owner.stopped:
        return _pause(facts)
    stop = Button("stop", say("buttons.stop"), style="danger", confirm=say("stop.confirm"))
    return Row(say("stop.row"), (stop,), say("stop.meaning"))


def _effort(facts: SettingsFacts) -> Row:
    burden, budget = facts.burden, budget_of(facts.owner)
    took = say("effort.minutes", n=minutes(burden.seconds))
    text = say("effort.row", messages=say("effort.messages", n=burden.messages), minutes=took)
    what = say("effort.what", messages=budget.messages, requests=budget.requests)
    average = facts.average and say("effort.average", minutes=say("effort.minutes", n=minutes(facts.average.seconds)))
    detail = say("effort.both", what=what, average=average) if average else what
    return Row(text if burden.messages else say("effort.none"), detail=detail)


_ROWS: Mapping[str, Callable[[SettingsFacts], Row]] = {
    "language": _language,
    "slot": _slot,
    "often": _often,
    "quiet": _quiet,
    "away": _away,
    "pause": _pause,
    "digest": _digest,
    "channel": _channel,
    "stop": _stop,
    "effort": _effort,
}
TOPICS: Mapping[str, tuple[str, ...]] = {
    "language": ("language",),
    "slot": ("slot",),
    "often": ("often",),
    "quiet": ("quiet",),
    "away": ("away",),
    "pause": ("pause", "often"),
    "back": ("away",),
    "digest": ("digest",),
    "stop": ("often", "pause", "stop"),
}
"""What is shown for a topic: its own row, and beside it the milder ways."""
