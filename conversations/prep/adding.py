"""A fact that a manager writes down by hand: dated, told to whom it is about at once, and theirs to see differently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conversations.entries.evidence import EvidenceAdded
from conversations.prep.facts import FACT, TAKE_BACK
from conversations.prep.telling import fact_text, say
from conversations.rules.evidence.facts import Fact
from conversations.rules.evidence.kinds import added_fact
from conversations.rules.roster import Person
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Quote
from conversations.toolkit.effects import Effect, Record, Tell
from conversations.toolkit.events import Clicked, Submitted
from conversations.toolkit.forms import DayField, Errors, Form, Saying, TextField, read_form
from conversations.toolkit.words import Day, Verbatim

DISPUTE = "dispute"
"""The form in which a fact is seen differently."""

ADDED, GONE, LESS = "added", "taken_back", "less"
"""What whom a fact is about is told; the last of what rests on it."""

MOST_WORDS = 600
PREP, INTERVIEW, IMPROVE = "prep", "interview", "improve"


def fact_about(person: str) -> str:
    """The name of the form for a fact about somebody: what is written in it is about nobody else."""
    return f"{FACT}:{person}"


def fact_form(person: Person) -> Form:
    """The form for a fact about somebody: which day, and what happened."""
    name = Verbatim(person.name)
    parts = (
        Saying(say("added.how")),
        DayField("day", say("added.day"), required=True),
        TextField("text", say("added.label"), say("added.hint"), required=True, lines=4, max_length=MOST_WORDS),
        Saying(say("added.reads", name=name)),
    )
    return Form(fact_about(person.id), say("added.title"), parts, say("added.submit"))


def read_fact(
    event: Submitted, person: Person, first: date, today: date, *, reaches: bool
) -> tuple[Fact | None, Errors]:
    """The fact of a sent form, or what is wrong with it: its day is to come, or before those that are looked at, or
    nothing `reaches` whom it is about, and what somebody was never told counts for nothing.
    """
    answers, errors = read_form(fact_form(person), event.values)
    if errors or not reaches:
        return None, errors or {"text": say("added.unheard", name=Verbatim(person.name))}
    on = date.fromisoformat(str(answers["day"]))
    if not first <= on <= today:
        return None, {"day": say("added.future") if on > today else say("added.before", day=Day(first))}
    entry = EvidenceAdded(event.id(FACT), on, str(answers["text"]))
    return added_fact(event.id(ADDED), entry, event.owner, today), {}


def added(fact: Fact, person: str) -> Sequence[Effect]:
    """It goes into the record, for the two to read, and whom it is about is told."""
    entry = EvidenceAdded(fact.of, fact.on, fact.words)
    return (
        Record(fact.entry, entry, person, audience="pair", citable=True),
        Tell(PREP, person, fact.of, ADDED, {"entry": fact.entry, "on": fact.on.isoformat()}),
    )


def taken_back(event: Clicked, fact: Fact, person: str, judged: Sequence[str]) -> Sequence[Effect]:
    """Who wrote it takes it back; whom it is about sees that, also beside each summary and outcome that rests on it."""
    entry = EvidenceAdded(fact.of, fact.on, "")
    return (
        Record(event.id(TAKE_BACK), entry, person, audience="pair", citable=True),
        Tell(PREP, person, fact.of, GONE, if_begun=True),
        *(Tell(INTERVIEW, person, id_, LESS, if_begun=True) for id_ in judged),
        *(Tell(IMPROVE, each, id_, LESS, if_begun=True) for id_ in judged for each in (person, event.owner)),
    )


def told_card(fact: Fact, by: str, person: str) -> Card:
    """What whom it is about sees of it, with the way to say it otherwise."""
    said = say("buttons.disputed" if fact.disputed else "buttons.dispute")
    otherwise: tuple[Part, ...] = (Quote(fact.disputed, say("dispute.mine")),) if fact.disputed else ()
    buttons = (
        Button(DISPUTE, said, fact.entry, opens=f"{DISPUTE}:{fact.entry}"),
        Button("person", say("buttons.list"), person, "quiet"),
    )
    body = (
        Heading(say("added.told", name=Verbatim(by))),
        Line(fact_text(fact, whole=True)),
        *otherwise,
        Note(say("added.both")),
    )
    return Card("prep.told", say("neutral"), body, buttons)


def gone_card(by: str) -> Card:
    """What is left of one that was taken back."""
    return Card("prep.gone", say("neutral"), (Line(say("added.gone", name=Verbatim(by))),))
