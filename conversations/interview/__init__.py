"""Interviews: a talk by a script, booked, held, summed up and acknowledged; which script, only its holder knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from conversations.interview import forms, holder, hosting, invited, paper, partner, summary
from conversations.interview.drafts import prefilled
from conversations.interview.facts import HOLDING, NAME, TalkFacts, gather
from conversations.interview.grounds import grounded, judges
from conversations.interview.pulse import felt_before
from conversations.prep.adding import fact_about
from conversations.prep.asking import form_about
from conversations.prep.facts import FACT
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import NotYours, Result, State
from conversations.toolkit.effects import Start
from conversations.toolkit.events import Event, Looked, Started
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader

MINE: Mapping[str, frozenset[str]] = {
    "holder": frozenset({forms.WHEN, forms.SUM, forms.CHANGE, FACT}),
    "person": frozenset({forms.OTHER, forms.DIFFER}),
    "host": frozenset({forms.WHEN, forms.SUM, forms.GUESTS}),
    "guest": frozenset({forms.OTHER}),
}
"""Whose which forms are."""


class Interview:
    """Owned by who holds the talk, by the person it is held with, and by HR beside them; its key is the talk's id. The
    one without a key only begins a talk.
    """

    name = NAME
    commands: Sequence[Command] = ()

    def key_of(self, reader: Reader, at: datetime) -> str:
        """No command calls it."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> TalkFacts:
        """Fetch who is in the talk, and what became of it."""
        return felt_before(reader, event, grounded(reader, event, gather(reader, state, event)))

    def handle(self, state: State, event: Event, facts: TalkFacts) -> Result:
        """Play one event."""
        if not event.topic:
            given = event.arguments if isinstance(event, Started) else {}
            return state, [Start(NAME, event.owner, event.id("talk"), given)] if given.get("scenario") else []
        match facts.plan.role:
            case "holder":
                return holder.handled(state, event, facts)
            case "host":
                return hosting.handled(state, event, facts)
            case "person" | "guest":
                return invited.handled(state, event, facts)
            case "partner":
                return partner.handled(state, event, facts)
            case _:
                return state, []

    def form(self, name: str, state: State, facts: TalkFacts) -> Form | None:
        """A form of the talk; None once what it is about is over. Raises NotYours for who may not hold it any more."""
        known = facts.plan.person or facts.plan.guests
        if facts.plan.role in HOLDING and known and not facts.may:
            raise NotYours
        over = {forms.SUM: facts.summary is not None, forms.CHANGE: facts.summary is None}
        kind, _, _ = name.partition(":")
        if kind not in MINE.get(facts.plan.role, ()) or over.get(name):
            return None
        if kind == FACT:
            if not judges(facts) or facts.person is None or name != fact_about(facts.plan.person):
                return None
            return form_about(state, (facts.person, facts.viewer), facts.vocabulary)
        made = forms.form(name, str(state.answers.get(summary.WORDS) or ""), facts)
        return prefilled(made, state, facts) if name in (forms.SUM, forms.CHANGE) else made

    def screen(self, name: str, arguments: Mapping[str, str], facts: TalkFacts) -> Card:
        """The talk as a document to print. Raises KeyError where there is none, or not for the viewer any more."""
        is_theirs = facts.may if facts.plan.role in HOLDING else facts.plan.role in ("person", "guest")
        if name != paper.RECORD or not is_theirs or facts.summary is None:
            raise KeyError(name)
        return paper.paper(facts)

    def options(self, field: str, text: str, facts: TalkFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()


interview = Interview()
