"""Preparing a talk: what is on record of somebody's days, for them and for their manager alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from conversations.entries.evidence import EvidenceDisputed, EvidenceNoted
from conversations.prep import adding, asking, cards, items
from conversations.prep.adding import DISPUTE, MOST_WORDS
from conversations.prep.cards import NOTE
from conversations.prep.facts import ADD, DROP, FACT, TAKE_BACK, PrepFacts, gather
from conversations.prep.telling import say
from conversations.rules.evidence.block import with_dispute, with_fact, with_note
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Record, RejectForm, Show, Start, To
from conversations.toolkit.events import Clicked, Event, Looked, Started, Submitted, Told
from conversations.toolkit.forms import Form, Option, Saying, TextField, read_form
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import Phrase


class Prep:
    """Owned by who prepares; the state is the place at which they look. Another conversation that brings it, before a
    talk, names the person, the days and the day of the talk.
    """

    name = "prep"
    commands: Sequence[Command] = (Command("prep", in_menu=False),)

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Everybody has one."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> PrepFacts:
        """Fetch whose evidence is asked for, and the block where it may be seen."""
        return gather(reader, state, event)

    def handle(self, state: State, event: Event, facts: PrepFacts) -> Result:
        """Play one event."""
        match event:
            case Clicked(button="goal", value=id_) if facts.block and any(g.goal == id_ for g in facts.block.goals):
                return state, [Start("goal", event.owner, id_, {"why": "opened"})]
            case Submitted(form=form) if form.partition(":")[0] == FACT:
                return self._added(state, event, facts)
            case Submitted():
                return self._said(state, event, facts)
            case Clicked(button=button) if button == ADD and (whole := asking.whole(state, event)):
                return self._added_anyway(state, whole, event, facts)
            case Clicked(button=button) if button == DROP:
                return self._show(asking.added(state), event, facts)
            case Clicked(button=button, value=id_) if button == TAKE_BACK:
                return self._taken_back(state, id_, event, facts)
            case Told():
                return self._told(state, event, facts)
            case _:
                return self._show(state, event, facts)

    def form(self, name: str, state: State, facts: PrepFacts) -> Form | None:
        """One's own note on these days, or what one says against an item; None for what is not one's own."""
        kind, _, entry = name.partition(":")
        if kind == FACT:
            about = next((each for each in facts.reports if each.id == entry), None)
            return asking.form_about(state, (about, facts.viewer), facts.vocabulary) if about else None
        if facts.block is None or not facts.is_own:
            return None
        if kind == NOTE:
            value = (facts.note.text,) if facts.note else ()
            field = TextField("text", say("note.label"), say("note.hint"), value=value, lines=5, max_length=MOST_WORDS)
            return Form(name, say("note.title"), (field,), say("note.submit"))
        item = items.named(entry, facts)
        if kind != DISPUTE or item is None:
            return None
        text, before = item
        value = (before,) if before else ()
        field = TextField(
            "text", say("dispute.label"), say("dispute.hint"), value=value, lines=5, max_length=MOST_WORDS
        )
        return Form(name, say("dispute.title"), (Saying(text), field), say("dispute.submit"))

    def screen(self, name: str, arguments: Mapping[str, str], facts: PrepFacts) -> Card:
        """It has none: a look at evidence is written down, and a page writes nothing."""
        raise KeyError(name)

    def options(self, field: str, text: str, facts: PrepFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()

    def _said(self, state: State, event: Submitted, facts: PrepFacts) -> Result:
        """A note or a dispute goes into one's own record, for the two to read."""
        form = self.form(event.form, state, facts)
        if form is None or facts.block is None:
            return state, [RejectForm({"text": say("gone")})]
        answers, errors = read_form(form, event.values)
        if errors:
            return state, [RejectForm(errors)]
        block, text = facts.block, str(answers["text"])
        kind, _, on = event.form.partition(":")
        id_ = event.id(event.form)
        if kind == NOTE:
            first = facts.note.first if facts.note else block.first
            entry: EvidenceNoted | EvidenceDisputed = EvidenceNoted(text, first, block.last)
            after = with_note(block, id_, text, first)
        else:
            entry, after = EvidenceDisputed(on, text), with_dispute(block, on, text)
        record = Record(id_, entry, event.owner, audience="pair", citable=True)
        shown, effects = self._show(state, event, facts.with_block(after, closed=kind == NOTE))
        return shown, [record, *effects]

    def _added(self, state: State, event: Submitted, facts: PrepFacts) -> Result:
        """A fact goes into the record of whom it is about, and they are told."""
        subject = facts.subject
        if facts.block is None or subject is None or facts.is_own or event.form != adding.fact_about(subject.id):
            return state, [RejectForm({"text": say("gone")})]
        fact, errors = adding.read_fact(event, subject, facts.block.first, facts.today, reaches=facts.reaches)
        if fact is None:
            return state, [RejectForm(errors)]
        if asking.is_asked_about(state, event, (subject, facts.viewer), facts.vocabulary):
            return self._waits(asking.held(state, event, subject.id), event, facts)
        now = facts.with_block(with_fact(facts.block, fact), closed=True)
        shown, effects = self._show(asking.added(state), event, now)
        return shown, [*adding.added(fact, subject.id), *effects]

    def _added_anyway(self, state: State, whole: Submitted, event: Clicked, facts: PrepFacts) -> Result:
        """A fact goes into the record as it was written, if it still can."""
        after, effects = self._added(state, whole, facts)
        wrong = [text for each in effects if isinstance(each, RejectForm) for text in each.errors.values()]
        if not wrong:
            return after, effects
        return self._waits(state, event, facts, wrong) if facts.block else self._show(state, event, facts)

    def _waits(self, state: State, event: Event, facts: PrepFacts, wrong: Sequence[Phrase] = ()) -> Result:
        """A fact that was written down waits for what its writer says to the questions."""
        if facts.subject is None or facts.place is None:
            return state, []
        card = asking.waits(state, (facts.subject, facts.viewer), facts.vocabulary, wrong)
        return asking.going_on(state, facts.place.kept()), [Show(card, To(event.owner), about=(facts.subject.id,))]

    def _taken_back(self, state: State, id_: str, event: Clicked, facts: PrepFacts) -> Result:
        """Who wrote a fact down takes it back."""
        mine = (
            (each for each in facts.block.of("added") if all(a.by == event.owner for a in each.acts))
            if facts.block
            else ()
        )
        fact = next((each for each in mine if each.of == id_), None)
        if fact is None or facts.block is None:
            return self._show(state, event, facts)
        shown, effects = self._show(state, event, facts.with_block(with_fact(facts.block, replace(fact, words=""))))
        return shown, [*adding.taken_back(event, fact, facts.block.person, facts.judged), *effects]

    def _told(self, state: State, event: Told, facts: PrepFacts) -> Result:
        """Somebody wrote a fact down about the owner, or took it back."""
        after = asking.going_on(state, facts.place.kept() if facts.place else State())
        by = facts.manager.name if facts.manager else ""
        if event.notice == adding.GONE:
            return after, [Show(adding.gone_card(by), To(event.owner), about=(event.owner,))]
        told = facts.block.of("added") if facts.block else ()
        fact = next((each for each in told if each.entry == event.facts.get("entry")), None)
        if fact is None:
            return after, []
        card = adding.told_card(fact, by, event.owner)
        return after, [Show(card, To(event.owner), about=(fact.entry,), fresh=True, prompt=True, kind="colleague")]

    def _show(self, state: State, event: Event, facts: PrepFacts) -> Result:
        """What was asked for anew stands at the end of the chat; a tap or a form changes the card."""
        fresh = not isinstance(event, Clicked | Submitted)
        card, about = cards.card(facts)
        place = facts.place if facts.block else replace(facts.place, person="") if facts.place else None
        after = asking.going_on(state, place.kept() if place else State())
        # What is promised before a talk comes whatever room the week has.
        brought = isinstance(event, Started) and bool(event.arguments.get("talk"))
        shown = Show(card, To(event.owner), about=about, fresh=fresh, prompt=brought, kind="notice")
        return after, [shown]


prep = Prep()
