"""Two taps a day after a talk: whether it was useful, whether it was respectful. Who held it never sees an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from conversations.entries.pulse import TalkFelt
from conversations.interview.facts import TalkFacts, say
from conversations.rules.cadence import DAY_BEGINS, send_at
from conversations.rules.small_groups import LEAST
from conversations.rules.talk_pulse import quarter_of
from conversations.rules.weeks import instant_of
from conversations.toolkit.cards import Button, Card, Heading, Note, Part, Row
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Record, Show, To, Wake
from conversations.toolkit.events import Clicked, Due, Event, Looked
from conversations.toolkit.reader import Reader

PULSE = "pulse"
"""The timer, and the slot of the card."""

QUESTIONS = ("useful", "respectful")
"""The two buttons, each with yes or no as its value, and the names under which the first answer is kept."""

YES, NO = "yes", "no"
FELT = "felt"
"""The answer's name for that it was said."""


def felt_before(reader: Reader, event: Event | Looked, facts: TalkFacts) -> TalkFacts:
    """The talk with what this person, or a guest among several, said of another one in this quarter."""
    if facts.plan.role not in ("person", "guest") or not isinstance(event, Clicked) or event.button not in QUESTIONS:
        return facts
    written = reader.entries(facts.viewer.id, (TalkFelt.kind,), (quarter_of(facts.today),))
    said = [each.entry for each in written if isinstance(each.entry, TalkFelt)]
    return replace(facts, felt=said[-1]) if said else facts


def afterwards(facts: TalkFacts) -> list[Effect]:
    """The timer: the morning after, when the person is at work."""
    timing = next(reversed(facts.timings), None)
    tomorrow = instant_of(facts.today + timedelta(days=1), DAY_BEGINS, facts.viewer.zone)
    at = send_at(tomorrow, timing) if timing else None
    return [Wake(PULSE, at)] if at else []


def asked(state: State, event: Due, facts: TalkFacts) -> Result:
    """The two questions come, where the week has room."""
    return state, [_shown(state, event, facts, prompt=True)]


def tapped(state: State, event: Clicked, facts: TalkFacts) -> Result:
    """An answer; once there are both, it is kept, and the card says no more than thanks."""
    if state.answers.get(FELT) or event.value not in (YES, NO):
        return state, []
    after = state.at(state.stage, **{event.button: event.value})
    said = [after.answers.get(name) for name in QUESTIONS]
    if not all(said):
        return after, [_shown(after, event, facts)]
    useful, respectful = (each == YES for each in said)
    quarter = quarter_of(facts.today)
    before = (facts.felt.useful, facts.felt.respectful) if facts.felt else None
    # Who moves in a quarter is counted where they were, and nowhere twice.
    department = facts.felt.department if facts.felt else facts.viewer.department
    entry = TalkFelt(event.topic, quarter, department, useful, respectful, before)
    card = Card("interview.pulse", say("neutral"), (Note(say("pulse.thanks", n=LEAST)),))
    return after.without(*QUESTIONS).at(state.stage, **{FELT: True}), [
        Record(event.id(entry.kind), entry, event.owner, quarter, audience="self"),
        Show(card, To(event.owner), PULSE, (event.owner,)),
    ]


def _shown(state: State, event: Event, facts: TalkFacts, *, prompt: bool = False) -> Show:
    holder = facts.name_of("holder")
    rows = tuple(Row(say(f"pulse.{name}"), _answers(name, state)) for name in QUESTIONS)
    body: tuple[Part, ...] = (
        Heading(say("pulse.title", name=holder)),
        *rows,
        Note(say("pulse.who", name=holder, n=LEAST)),
    )
    card, to, asks = Card("interview.pulse", say("neutral"), body), To(event.owner), len(QUESTIONS)
    return Show(card, to, PULSE, (event.owner,), fresh=prompt, prompt=prompt, kind="nudge", questions=asks)


def _answers(name: str, state: State) -> tuple[Button, ...]:
    kept = state.answers.get(name)
    return tuple(Button(name, say(f"pulse.{value}"), value, chosen=kept == value) for value in (YES, NO))
