"""The manager's digest: once a week, stuck first; every tap leaves a receipt with the person who wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from conversations.blocker.answers import (
    answer_form,
    answered_by_form,
    day_passed,
    headed,
    read_answer,
    refused,
    what_was_done,
)
from conversations.manager_digest import cards, leads, said
from conversations.manager_digest.cards import say
from conversations.manager_digest.facts import DigestFacts, done_in, gather, week_for
from conversations.manager_digest.in_words import praised_in, said_in
from conversations.manager_digest.nudged import as_asked, is_due_with
from conversations.manager_digest.telling import asked_about
from conversations.rules import helping
from conversations.rules.weeks import Week
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, RejectForm, Show, Start, Tell, To, Wake
from conversations.toolkit.events import Called, Clicked, Conflict, Due, Event, Looked, Started, Submitted, Told, Typed
from conversations.toolkit.forms import Form, Option, Saying, TextField
from conversations.toolkit.reader import Reader
from conversations.toolkit.resent import came_again, numbered, taken
from conversations.toolkit.words import Phrase, Verbatim


class ManagerDigest:
    """Owned by the manager; its key is the week."""

    name = "manager_digest"
    commands: Sequence[Command] = (Command("team", roles=("manager",)),)

    def key_of(self, reader: Reader, at: datetime) -> str:
        """The manager's present week."""
        return week_for(reader, at)

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> DigestFacts:
        """Fetch the reports' answers and blockers through the manager's reader."""
        return gather(reader, state, event)

    def handle(self, state: State, event: Event, facts: DigestFacts) -> Result:
        """Play one event."""
        match event:
            case Started(arguments={"said": str(text)}):
                return self._said(text, state, event, facts)
            case Clicked(button="send" | "take_it") | Typed(asks=said.REPLYING):
                return self._chosen(state, event, facts)
            case Started():
                return self._started(state, event, facts)
            case Called():
                return state.at("sent"), [self._show(state, facts, fresh=True), *leads.told_instead(facts)]
            case Told(notice="unanswered"):
                return self._nudge(state, event, facts)
            case Clicked():
                return self._clicked(state, event, facts)
            case Submitted(form=leads.FORM):
                return leads.named(state, event, facts)
            case Submitted():
                return self._submitted(state, event, facts)
            case Conflict(form=form) if ":" in form:
                return state, [refused(event, say("meanwhile")), *self._shows(state, facts)]
            case Told(notice="named" | "lead_ended"):
                return leads.told(state, event, facts)
            case Told(notice="moved_on") | Due(timer="moved_on"):
                return state, [*self._shows(state, facts), *self._others(facts, facts.week), *self._older(facts)]
            case Told(notice="older"):
                return state, [Wake("older", event.at)]
            case Due(timer="older"):
                return state, [*self._shows(state, facts), *self._older(facts)]
            case Told() | Conflict():
                return self._show_again(state, facts)
            case _:
                return state, []

    def form(self, name: str, state: State, facts: DigestFacts) -> Form | None:
        """Reply to an answer or a blocker, promise another day, or decline with a reason; none once that is over."""
        if name == leads.FORM:
            return leads.form(facts)
        about, _ = _meant(name)
        blocker = facts.blocker(about)
        if blocker:
            form = numbered(answer_form(name, facts.today, facts.handy_day(blocker)), state)
            return headed(form, facts.name_of(blocker.raiser), blocker.what)
        answer = facts.answer(about)
        if answer is None:
            return None
        to = Saying(say("reply.about", name=answer.person.name))
        part = TextField("text", say("reply.label"), say("reply.hint"), required=True, lines=4, max_length=1000)
        return numbered(Form(name, say("reply.title"), (to, part), say("reply.submit")), state)

    def screen(self, name: str, arguments: Mapping[str, str], facts: DigestFacts) -> Card:
        """The digest as a page."""
        return cards.digest(State(), facts)

    def options(self, field: str, text: str, facts: DigestFacts) -> Sequence[Option]:
        """People, for whom to suggest; the manager's own reports, for a lead."""
        if field == "lead":
            return leads.found(text, facts)
        return tuple(Option(person.id, Verbatim(person.name)) for person in facts.found)

    def _started(self, state: State, event: Started, facts: DigestFacts) -> Result:
        by_rhythm = event.actor is None
        stuck = any(blocker.status != "declined" for blocker in facts.blockers) or facts.elsewhere
        if by_rhythm and not (facts.answers or stuck or facts.goals.is_worth_a_message):
            # Nothing to read is no reason to write to somebody.
            return state.at("nothing"), []
        shown = self._show(state, facts, fresh=True, prompt=by_rhythm)
        return state.at("sent"), [shown, *leads.told_instead(facts)]

    def _nudge(self, state: State, event: Told, facts: DigestFacts) -> Result:
        """What waits is nudged for as one list, each once: one message a day, however many have waited long enough."""
        named, before = facts.blocker(event.facts.get("blocker", "")), _listed(state, "nudged_before")
        waiting = [b for b in facts.blockers if b.status == "open" and not b.answered_at and b.id not in facts.done]
        waiting = [b for b in waiting if named and is_due_with(named, b) and as_asked(b) not in before]
        if not waiting or facts.manager.stopped:
            return state, []
        today, ids = facts.today.isoformat(), [blocker.id for blocker in waiting]
        fresh = state.answers.get("nudged_on") != today
        once = [*before, *map(as_asked, waiting)]
        shown = ids if fresh else [*_listed(state, "nudged"), *ids]
        after = state.at(state.stage, nudged=shown, nudged_on=today, nudged_before=once)
        return after, [_nudge(after, facts, fresh=fresh)]

    def _said(self, text: str, state: State, event: Started, facts: DigestFacts) -> Result:
        """What the words stand for is done, as by the tap; in doubt the digest says why not."""
        meant = said_in(text, facts.reports, facts.vocabulary) or praised_in(text, facts.reports, facts.vocabulary)
        shown = self._show(state, facts, fresh=True)
        if asked := asked_about(meant, text, state, event, facts, shown):
            return asked
        tap = said.tap_meant(meant, text, state, event, facts)
        if tap is None:
            return state.at("sent"), [shown, *leads.told_instead(facts)]
        if isinstance(tap, Phrase):
            return state, [said.above(tap, shown)]
        after, effects = self._clicked(state, tap, facts)
        return after, [*said.at_the_end(effects), *said.own_card(tap.value.partition(":")[0], facts)]

    def _chosen(self, state: State, event: Clicked | Typed, facts: DigestFacts) -> Result:
        """A reply that was asked about is sent, as by its form, or is not."""
        chosen = said.chosen(state, event, facts)
        if chosen is None:
            text = event.text if isinstance(event, Typed) else ""
            return state, [Start("help", event.owner, "", {"text": text})]
        left, settled, act = chosen
        match act:
            case Submitted(form=form):
                after, effects = self._submitted(left, act, facts)
                return after, [settled, *effects, *said.own_card(_meant(form)[0], facts)]
            case Clicked(value=value):
                after, effects = self._clicked(left, act, facts)
                return after, [settled, *said.at_the_end(effects), *said.own_card(value.partition(":")[0], facts)]
        return left, [settled]

    def _clicked(self, state: State, event: Clicked, facts: DigestFacts) -> Result:
        about, _, more = event.value.partition(":")
        blocker, answer = facts.blocker(about), facts.answer(about)
        match event.button:
            case "take" if blocker:
                until, now = date.fromisoformat(more), facts.handy_day(blocker)
                if until >= facts.today:
                    return self._helped(state, event, facts, helping.take(blocker, event, until))
                after, effects = self._helped(state, event, facts, helping.take(blocker, event, now))
                return after, day_passed(now, effects)
            case "one_on_one" if blocker:
                return self._helped(state, event, facts, helping.discuss(blocker, event))
            case "rephrase" if blocker:
                return self._helped(state, event, facts, helping.rephrase_blocker(blocker, event))
            case "read" if answer and answer.written.id == more:
                return self._did(state, event, facts, helping.read(answer.written, event), answer.written.id)
            case "rephrase" if answer and answer.written.id == more:
                effects = helping.rephrase_checkin(answer.written, event)
                return self._did(state, event, facts, effects, answer.written.id)
            case "one_on_one" if answer and answer.written.id == more and about not in facts.on_agenda:
                effects = helping.discuss_checkin(answer.written, event)
                return self._did(state, event, facts, effects, answer.written.id)
            case "open" if facts.goals.goal(about):
                return state, [Start("goal", event.owner, about, {"why": "opened"})]
            case "end_lead":
                return leads.ended(state, event, facts)
            case "show_delegated":
                shown = state.at(state.stage, delegated=True, all=True, page=0)
                return shown, [Tell(self.name, event.owner, event.topic, "shown")]
            case "read_all":
                return self._read_all(state, event, facts)
            case "show_all":
                return self._show_again(state.at(state.stage, all=True, page=0), facts)
            case "next":
                return self._show_again(state.at(state.stage, page=int(about)), facts)
            case _:
                return self._show_again(state, facts)

    def _submitted(self, state: State, event: Submitted, facts: DigestFacts) -> Result:
        if came_again(event, state):
            return state, []
        about, seen = _meant(event.form)
        blocker, answer = facts.blocker(about), facts.answer(about)
        form = self.form(event.form, state, facts)
        if form is None:
            return state, [refused(event, say("meanwhile"))]
        given, errors = read_answer(form, event, facts.found)
        if errors:
            return state, [RejectForm(errors)]
        after = taken(event, state)
        if blocker:
            return self._helped(after, event, facts, answered_by_form(blocker, event, given))
        if answer:
            effects = helping.reply_to_checkin(answer.written, seen, event, str(given["text"]))
            return self._did(after, event, facts, effects, seen)
        return self._show_again(state, facts)

    def _read_all(self, state: State, event: Clicked, facts: DigestFacts) -> Result:
        """Only what was shown, as it was shown, is read: whoever wrote is told the truth."""
        shown, done = event.value.split(","), done_in(state)
        unread = [a for a in facts.answers if a.written.id in shown and a.written.id not in done]
        effects = [effect for answer in unread for effect in helping.read(answer.written, event)]
        after = state.at(state.stage, done={**done, **{answer.written.id: "read" for answer in unread}})
        return after, [*effects, *self._shows(after, facts)]

    def _helped(self, state: State, event: Clicked | Submitted, facts: DigestFacts, help_: helping.Help) -> Result:
        blocker = help_.blocker
        after = facts.after(blocker, what_was_done(event))
        own_card = [Tell("blocker", facts.manager.id, blocker.id, "answered")] if facts.asked_alone else []
        others = self._others(facts, Week.parse(blocker.week))
        return state, [*help_.effects, *self._shows(state, after), *own_card, *others]

    def _others(self, facts: DigestFacts, since: Week) -> list[Effect]:
        """The other digests that tell of what was raised in a week follow in place: no two say different things."""
        return [Tell(self.name, facts.manager.id, str(week), "answered") for week in facts.following(since)]

    def _older(self, facts: DigestFacts) -> list[Effect]:
        """The one before follows in a turn of its own, and so on: what is not theirs to read any more goes from all."""
        older = next((week for week in facts.standing if week < facts.week), None)
        return [Tell(self.name, facts.manager.id, str(older), "older")] if older else []

    def _did(
        self, state: State, event: Clicked | Submitted, facts: DigestFacts, effects: list[Effect], about: str
    ) -> Result:
        """What the manager did stands beside it, by the id of the very version that was read."""
        after = state.at(state.stage, done={**done_in(state), about: what_was_done(event)})
        return after, [*effects, *self._shows(after, facts)]

    def _show_again(self, state: State, facts: DigestFacts) -> Result:
        return state, self._shows(state, facts)

    def _shows(self, state: State, facts: DigestFacts) -> list[Effect]:
        """The digest, and the nudge if there was one, in place."""
        digest: list[Effect] = [self._show(state, facts)] if state.stage == "sent" else []
        return [*digest, _nudge(state, facts)] if state.answers.get("nudged") else digest

    def _show(self, state: State, facts: DigestFacts, fresh: bool = False, prompt: bool = False) -> Show:
        told = (*(b.id for b in (*facts.blockers, *facts.elsewhere)), *(a.written.id for a in facts.answers))
        about = (*told, *(goal.id for goal in facts.goals.every))
        card, to, asked = cards.digest(state, facts), To(facts.manager.id), _asked(facts)
        # What was all taken back, or is over, while the digest waited to be sent is no message any more.
        over = not about and not fresh
        return Show(card, to, about=about, fresh=fresh, prompt=prompt, settles=over, kind="request", questions=asked)


def _nudge(state: State, facts: DigestFacts, fresh: bool = False) -> Show:
    waiting = [blocker for blocker in facts.blockers if blocker.id in _listed(state, "nudged")]
    about = tuple(blocker.id for blocker in waiting)
    card = cards.nudge(state, facts, waiting)
    to, asked = To(facts.manager.id), len(waiting)
    return Show(card, to, slot="nudge", about=about, fresh=fresh, prompt=fresh, kind="nudge", questions=asked)


def _asked(facts: DigestFacts) -> int:
    """How much the digest asks: what waits for help or a yes is a question, all answers together are one to read."""
    waiting = sum(blocker.status == "open" for blocker in facts.blockers) + len(facts.goals.waiting)
    return waiting + bool(facts.answers)


def _meant(form: str) -> tuple[str, str]:
    """The blocker that a form is about, or the answer and which version of it stood there when the form was opened."""
    about, _, seen = form.partition(":")[2].partition(":")
    return about, seen


def _listed(state: State, name: str) -> tuple[str, ...]:
    named = state.answers.get(name)
    return tuple(map(str, named)) if isinstance(named, list | tuple) else ()


manager_digest = ManagerDigest()
