"""What is typed below an agenda: kept at once where it can only be meant so, else offered with its reader named."""

from __future__ import annotations

from conversations.one_on_one import saving
from conversations.one_on_one.cards import NOTES
from conversations.one_on_one.facts import COMMAND, PairFacts, say
from conversations.one_on_one.hearing import (
    LONGEST,
    is_no_point,
    is_of_the_week,
    point_in,
    promise_in,
)
from conversations.one_on_one.writing import NAME
from conversations.toolkit.cards import Button, Card, Line, Note, Quote
from conversations.toolkit.commands import split_command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, Start, To
from conversations.toolkit.events import Clicked, Started, Typed
from conversations.toolkit.understand import yes_or_no
from conversations.toolkit.words import Phrase

HELP = "help"
OFFERED = "offered"
"""The answers' name for the words that their writer was asked about, and what listens for a yes to them."""


def said(state: State, event: Typed, facts: PairFacts, *, runs: bool) -> Result:
    """A line below the agenda. It is a note only where the card said so: nobody writes one unawares. Help looks at any
    other line first, and hands back what is to be offered.
    """
    text, vocabulary = event.text.strip(), facts.vocabulary
    meant = yes_or_no(text, vocabulary) if event.asks == OFFERED else None
    if meant is not None:
        return decided(state, event, facts, put_on=meant)
    called = split_command(text, vocabulary.command_words)
    if called and called[0] == COMMAND:
        return state, [Start(NAME, event.owner, arguments={"text": called[1]})]
    if point := point_in(text, vocabulary):
        return state, put(point, event, facts)
    if is_no_point(text, facts) or is_of_the_week(text, vocabulary):
        return state, [_to_help(text, event)]
    noting = runs and event.asks == NOTES
    if noting or promise_in(text, facts, runs=False):
        return state, saving.typed(text, event, facts, runs=noting)
    there = {"conversation": NAME, "key": event.topic, "asks": event.asks, "below": "yes"}
    return state, [Start(HELP, event.owner, arguments={"text": text, **there})]


def put(text: str, event: Started | Typed, facts: PairFacts) -> list[Effect]:
    """A point that its writer put on this agenda by name, unless it is not for the other to read."""
    text = text.strip()
    if is_no_point(text, facts):
        return [_to_help(text, event)]
    return saving.typed(text, event, facts, runs=False)


def decided(state: State, event: Clicked | Typed, facts: PairFacts, *, put_on: bool) -> Result:
    """The words that were offered go onto the agenda, or nowhere."""
    text, after = str(state.answers.get(OFFERED) or ""), state.without(OFFERED)
    settled = _settled(event, say("offer.left_out" if text and not put_on else "passed_on"))
    added = saving.typed(text, event, facts, runs=False) if text and put_on else []
    return after, [settled, *added]


def offered(state: State, text: str, event: Started | Typed, facts: PairFacts) -> Result:
    """Whether words are to go onto the agenda, and who would read them; what is not for the other goes to help."""
    if is_no_point(text, facts):
        return state, [_to_help(text, event)]
    text, name = text[:LONGEST], facts.other.name if facts.other else ""
    buttons = (
        Button("put_on", say("offer.yes"), style="primary"),
        Button("leave_out", say("offer.no"), style="quiet"),
    )
    body = (Line(say("offer.ask")), Quote(text), Note(say("offer.reads", name=name)))
    card = Card("one_on_one.offer", say("neutral"), body, buttons, asks=OFFERED, casually=True)
    after = state.at(state.stage, **{OFFERED: text})
    return after, [Show(card, To(event.owner), slot=OFFERED, about=_other(facts), fresh=True)]


def _settled(event: Clicked | Typed, line: Phrase) -> Show:
    card = Card("one_on_one.offer.settled", say("neutral"), (Note(line),))
    return Show(card, To(event.owner), slot=OFFERED, fresh=isinstance(event, Typed))


def _to_help(text: str, event: Started | Typed) -> Effect:
    return Start(HELP, event.owner, arguments={"text": text})


def _other(facts: PairFacts) -> tuple[str, ...]:
    return (facts.other.id,) if facts.other else ()
