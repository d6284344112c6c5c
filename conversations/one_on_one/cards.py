"""What the two see of their one-on-one: when, what about, what was agreed; and what reminds them of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from conversations.one_on_one.facts import COMMAND, PairFacts, say
from conversations.rules.one_on_ones import a_day_later
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import PAGE, Button, Card, Divider, Heading, Line, Note, Part, Quote, Row
from conversations.toolkit.one_on_ones import Action, AgendaItem
from conversations.toolkit.words import Day, Instant, Joined, Phrase, Text, Verbatim

POINTS_AT_MOST = 8
"""A card holds so many until all are asked for: a message of Slack or Teams has an end."""

ALL_AT_MOST = 20
REMINDED_AT_MOST = 5
ASKS, NOTES = "line", "note"
"""What is typed is offered for the agenda; or it is a note, where the card says so."""

DATES = "dates"
"""The part of the card that moves the talk, folded until it is asked for."""


def agenda(
    facts: PairFacts, *, runs: bool, noting: bool, section: str = "", all_: bool = False, said: Phrase | None = None
) -> Card:
    """The agenda before a talk; while it `runs`, what is ticked and agreed; `noting`, what is typed is noted."""
    body = (
        *((Line(said),) if said else ()),
        Heading(say("title", name=_name(facts))),
        Line(_when(facts, runs=runs)),
        *(_dates(facts) if section == DATES else ()),
        *_points(facts, runs=runs, most=ALL_AT_MOST if all_ else POINTS_AT_MOST),
        *_actions(facts),
        *_notes(facts),
        Note(say("how_running") if noting else say("how")),
        Note(say("readers", name=_name(facts))),
    )
    buttons = (*_buttons(facts, runs=runs, section=section), *_more(facts, all_=all_))
    asks = NOTES if noting else ASKS
    return Card("one_on_one.agenda", say("neutral"), body, buttons, asks=asks, casually=True)


def reminder(facts: PairFacts, at: datetime) -> Card:
    """What is said before a talk: when, and what stands on the agenda, by its title only."""
    points = facts.open_items
    titles = (say("item.own") if item.source else Verbatim(item.text) for item in points[:REMINDED_AT_MOST])
    more = len(points) - REMINDED_AT_MOST
    body = (
        Heading(say("reminder.title", name=_name(facts))),
        Line(say("date.next", at=Instant(at))),
        *((Line(say("reminder.points", points=Joined(tuple(titles), "listed"))),) if points else ()),
        *((Note(say("more", n=more)),) if more > 0 else ()),
        *((Note(say("reminder.actions", n=len(facts.actions))),) if facts.actions else ()),
        *(() if points else (Line(say("reminder.empty")),)),
    )
    skip = say("reminder.skip") if points else say("reminder.nothing")
    buttons = (
        Button("open", say("open_agenda"), style="primary"),
        *_a_day_later(facts),
        Button("skip", skip, style="quiet"),
    )
    return Card("one_on_one.reminder", say("neutral"), body, buttons, asks=ASKS, casually=True)


def over(facts: PairFacts) -> Card:
    """The two have no one-on-one any more: what stays with whoever reads this."""
    named = facts.other.name if facts.other else ""
    mine = [each for each in facts.actions if each.owner == facts.viewer.id]
    line = say("over.line", name=named) if named else say("over.erased")
    rows = [Row(Verbatim(each.what), (_done(each),), detail=_due(each, facts)) for each in mine]
    stays = [Line(say("over.yours"))] if mine else []
    return Card("one_on_one.over", say("neutral"), (Line(line), Note(say("over.note")), *stays, *rows))


def conflict(mine: Text, theirs: Text, facts: PairFacts) -> Card:
    """Both changed the same thing: both values, and which is to stand."""
    body = (
        Line(say("conflict.line", name=_name(facts))),
        Row(say("conflict.theirs", said=theirs), (Button("keep", say("conflict.keep")),)),
        Row(say("conflict.mine", said=mine), (Button("mine", say("conflict.use")),)),
    )
    return Card("one_on_one.conflict", say("neutral"), body)


def settled(text: Phrase) -> Card:
    """What stands in place of a question that was decided."""
    return Card("one_on_one.settled", say("neutral"), (Note(text),))


def calendar(facts: PairFacts, at: datetime) -> Card:
    """The way to the calendar file."""
    other = quote(facts.other.id if facts.other else "", safe="")
    link = Button("file", say("calendar.button"), style="primary", leads=f"{PAGE}/{COMMAND}/{other}.ics")
    body = (Line(say("calendar.line", at=Instant(at))), Note(say("calendar.note")))
    return Card("one_on_one.calendar", say("neutral"), body, (link,))


def _name(facts: PairFacts) -> str:
    return facts.other.name if facts.other else ""


def _when(facts: PairFacts, *, runs: bool) -> Phrase:
    rhythm = facts.talk.rhythm if facts.talk else None
    if runs:
        return say("date.now")
    if facts.next_at is None:
        return say("date.none")
    if rhythm is None or rhythm.every == "none":
        return say("date.next", at=Instant(facts.next_at))
    return say("date.regular", at=Instant(facts.next_at), every=say(f"every.{rhythm.every}"))


def _points(facts: PairFacts, *, runs: bool, most: int) -> Iterator[Part]:
    shown = facts.open_items[:most]
    yield Heading(say("points"))
    if not shown:
        yield Line(say("nothing"))
    for n, item in enumerate(shown):
        yield Row(facts.title_of(item), tuple(_taps(item, facts, runs=runs, first=n == 0)), detail=_detail(item, facts))
    if facts.talked:
        titles = tuple(facts.title_of(item) for item in facts.talked[-POINTS_AT_MOST:])
        yield Note(say("talked", points=Joined(titles, "listed")))


def _taps(item: AgendaItem, facts: PairFacts, *, runs: bool, first: bool) -> Iterator[Button]:
    yield Button("talked", say("item.talked"), item.id)
    if runs:
        if not facts.is_for_next_time(item):
            yield Button("next_time", say("item.next_time"), item.id, "quiet")
        return
    if not first:
        yield Button("first", say("item.first"), item.id, "quiet")
    if item.source:
        yield Button("drop", say("item.drop"), item.id, "quiet")
    elif item.author == facts.viewer.id:
        yield Button("change", say("item.change"), item.id, "quiet", opens=f"item:{item.id}")


def _detail(item: AgendaItem, facts: PairFacts) -> Text:
    held = facts.talk.held_at if facts.talk else None
    by = say("item.yours") if item.author == facts.viewer.id else say("item.theirs", name=facts.name_of(item.author))
    if facts.is_for_next_time(item):
        return say("item.left", by=by)
    if held and item.added_at < held:
        return say("item.carried", by=by, day=Day(local_day(held, facts.viewer.zone)))
    return by


def _actions(facts: PairFacts) -> Iterator[Part]:
    if facts.actions:
        yield Heading(say("actions"))
    for action in facts.actions[:ALL_AT_MOST]:
        change = Button("change", say("item.change"), action.id, "quiet", opens=f"action:{action.id}")
        yield Row(Verbatim(action.what), (_done(action), change), detail=_due(action, facts))


def _done(action: Action) -> Button:
    return Button("done", say("action.done"), action.id)


def _due(action: Action, facts: PairFacts) -> Phrase:
    mine = action.owner == facts.viewer.id
    who = say("action.you") if mine else Verbatim(facts.name_of(action.owner))
    if action.by is None:
        return say("action.open", who=who)
    return say("action.late" if action.by < facts.today else "action.by", who=who, day=Day(action.by))


def _notes(facts: PairFacts) -> Iterator[Part]:
    if facts.note:
        yield Quote(facts.note, say("note.now"))
    if facts.last_note and facts.talk and facts.talk.last_noted_at:
        day = Day(local_day(facts.talk.last_noted_at, facts.viewer.zone))
        yield Quote(facts.last_note, say("note.last", day=day))


def _buttons(facts: PairFacts, *, runs: bool, section: str) -> Iterator[Button]:
    yield Button("add", say("add.button"), style="plain" if runs else "primary", opens="add")
    yield Button("act", say("action.button"), opens="action")
    yield Button("write", say("note.button"), opens="note")
    if runs:
        yield Button("finish", say("finish"), style="primary")
        return
    if facts.next_at is None:
        yield Button("rhythm", say("rhythm.button"), opens="rhythm")
    yield Button("start", say("start"), style="quiet")
    if section != DATES:
        yield Button("dates", say("date.button"), style="quiet")


def _more(facts: PairFacts, *, all_: bool) -> Iterator[Button]:
    left = len(facts.open_items) - POINTS_AT_MOST
    if left > 0 and not all_:
        yield Button("all", say("more", n=left), style="quiet")


def _dates(facts: PairFacts) -> Iterator[Part]:
    if facts.next_at is None:
        yield Row(say("date.set"), (Button("move", say("date.pick"), opens="move"),))
        return
    yield Row(
        say("date.change"),
        (
            *_a_day_later(facts),
            Button("move", say("date.other"), opens="move"),
            Button("skip", say("date.skip"), style="quiet"),
        ),
    )
    yield Row(
        say("date.rest"),
        (
            Button("rhythm", say("rhythm.change"), style="quiet", opens="rhythm"),
            Button("calendar", say("calendar.wish"), style="quiet"),
        ),
    )
    yield Divider()


def _a_day_later(facts: PairFacts) -> Iterator[Button]:
    """The next day on which both are at work, in one tap."""
    later = a_day_later(facts.next_at, facts.zone, facts.timings) if facts.next_at else None
    if later is not None:
        yield Button("later", say("date.later", at=Instant(later)), later.isoformat())
