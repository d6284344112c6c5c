"""The dialogue of a script: invited, asked one by one or filled in as a form, summed up, shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from conversations.toolkit.asking import answered_card, below, kind_of, let_go, pairs_of, question_card, told
from conversations.toolkit.cards import Card, at_rest
from conversations.toolkit.conversation import Json, Result, State
from conversations.toolkit.effects import RejectForm, Show, To
from conversations.toolkit.events import Called, Clicked, Due, Event, Started, Submitted, Typed
from conversations.toolkit.filling import (
    DRAFT,
    SENT,
    TOGETHER,
    draft_in,
    following,
    mark_of,
    names_of,
    parts_of,
    passed_over,
    pruned,
    read_questions,
    refused,
    skipping,
    undrafted,
    without_raised,
    without_the_rest,
)
from conversations.toolkit.forms import Form, fields_of
from conversations.toolkit.judging import corrected, judged, means_at_once, meant, sends
from conversations.toolkit.leaving import aside, further, goes_back, way_out
from conversations.toolkit.questions import Answers, Question, StepFacts, Unclear
from conversations.toolkit.understand import agrees, is_marked, yes_or_no
from conversations.toolkit.untaken import UNTAKEN, left_untaken, not_shared
from conversations.toolkit.words import Fact, Phrase, Text, phrases_of

if TYPE_CHECKING:
    from conversations.toolkit.steps import Fill, Invite, Recap, Share

F = TypeVar("F", bound=StepFacts)

INVITED, ASIDE, RECAP, SHARED, CLOSED = "invited", "aside", "recap", "shared", "closed"
"""Stages beside the names of questions: left by its person at `ASIDE`; an answer at the last two is shared at once."""

MAIN = "main"


@dataclass(frozen=True)
class Dialogue(Generic[F]):
    """Plays a script's steps. Cards stand in the slot "main", each question in one of its own."""

    name: str
    invite: Invite[F]
    fill: Fill
    recap: Recap[F]
    share: Share[F]
    command: str = ""

    def play(self, state: State, event: Event, facts: F) -> Result:
        """One event. Whatever only comes back to the conversation shows where it stands, at the end of the chat."""
        match event:
            case Started() | Called() | Due():
                return self._again(state, event, facts)
            case Clicked():
                return self._clicked(state, event, facts)
            case Typed():
                return self._typed(state, event, facts)
            case Submitted():
                return self._submitted(state, event, facts)
        return state, ()

    def settle(self, state: State, event: Event, facts: F, result: Result) -> Result:
        """The result, with the question, invitation or summary that it leaves behind closed to taps and words."""
        after, effects = result
        question = self._question(state.stage)
        if after.stage == state.stage:
            return result
        if question is not None:
            slot = f"question.{question.name}"
            card = answered_card(self.name, self.fill.form, question, state, event, after, facts)
        elif state.stage == INVITED and self._question(after.stage):
            slot, card = MAIN, at_rest(self.invite.card(after, facts))
        elif state.stage == RECAP and self._question(after.stage):
            slot, card = MAIN, at_rest(self.recap.card(state, facts))
        elif state.stage == ASIDE:
            slot, card = MAIN, at_rest(self._left(after, facts))
        else:
            return result
        there = any(isinstance(effect, Show) and effect.slot == slot for effect in effects)
        return result if there else (after, [Show(card, To(event.owner), slot=slot), *effects])

    def form(self, state: State, facts: F) -> Form:
        """All questions that apply, or would with another answer in the same form, prefilled; from the invitation
        also with what it says is understood.
        """
        understood = self.invite.rest(state, facts) if state.stage == INVITED else {}
        parts = parts_of(self.fill, {**state.answers, **understood, **draft_in(state)}, self._say, facts)
        return Form(
            self.fill.form, self._say("form.title"), parts, self._say("form.submit"), self.fill.seen(state, facts)
        )

    def pairs(self, state: State, facts: F) -> tuple[tuple[Text, Text], ...]:
        """What was answered, as label and text."""
        return pairs_of(self.name, self._apply(state.answers, facts), state.answers)

    def _again(self, state: State, event: Event, facts: F) -> Result:
        by_itself = isinstance(event, Due) or (isinstance(event, Started) and event.actor is None)
        if question := self._question(state.stage):
            return state, [self._asking(question, state, event, facts, by_itself=by_itself, again=True)]
        after = state
        if state.stage == ASIDE:
            return self.ask_next(state, event, facts)
        if state.stage == RECAP:
            after = self._read_back(state, facts)
            card = self.recap.card(after, facts)
        elif state.stage in (SHARED, CLOSED) and self.share.card:
            card = self.share.card(state, facts)
        else:
            after = state.at(INVITED)
            card = self.invite.card(after, facts)
        asked = 0 if isinstance(event, Due) else len([*self._apply(after.answers, facts)])
        return after, [Show(card, To(event.owner), fresh=True, prompt=by_itself, kind=kind_of(event), questions=asked)]

    def _clicked(self, state: State, event: Clicked, facts: F) -> Result:
        match event.button:
            case self.invite.at_once:
                return self._at_once(state, event, facts)
            case "speak":
                return self.ask_next(state, event, facts)
            case "share":
                return self._share(state, event, facts)
            case "skip":
                skipped = self._question(event.value)
                given = skipping(skipped, self.fill.questions, state.answers, facts) if skipped else {}
                return self._take(state, event, facts, skipped, given) if skipped else (state, ())
        question = self._question(event.button)
        given = question.clicked(event.value, state.answers, facts) if question else {}
        if question and question.name == state.stage and not given:
            # What was offered is there no more: a colleague has left meanwhile.
            return self._unclear(question, Unclear(Phrase("steps.gone")), state, event, facts)
        return self._take(state, event, facts, question, given) if question and given else (state, ())

    def _typed(self, state: State, event: Typed, facts: F) -> Result:
        if event.asks == RECAP and state.stage == RECAP:
            return self._judged_recap(state, event, facts)
        question = self._question(event.asks)
        if question is None:
            return state, ()
        if state.stage == INVITED:
            if means_at_once(event.text, self.invite.at_once, self.invite.card(state, facts), facts.vocabulary):
                return self._at_once(state, event, facts)
            question = meant(event.text, question, self._apply(state.answers, facts), state.answers, facts)
        way = way_out(event.text, facts.vocabulary)
        if way and self._question(state.stage) and not question.recognises(event.text, state.answers, facts):
            return self._set_aside(way, state, event, facts)
        if self._question(state.stage) and (back := self._back(state, event, facts)):
            return back
        if self._question(state.stage) and sends(event.text, facts.vocabulary):
            return self.ask_next(State(state.stage, without_the_rest(self.fill.questions, state, facts)), event, facts)
        several = self.fill.reads(event.text, question.name, state, facts)
        name, said = several or (question.name, question.typed(event.text, state.answers, facts))
        return self._read(name, said, state, event, facts, together=bool(several))

    def _read(
        self, name: str, said: Mapping[str, Json] | Unclear, state: State, event: Typed, facts: F, *, together: bool
    ) -> Result:
        """Take what a reply gives to this question and others, or say why not; what is said together is undone so."""
        question = next(each for each in self.fill.questions if each.name == name)
        given = judged(said, question, self.fill.questions, state.answers, facts)
        if isinstance(given, Unclear):
            return self._unclear(question, given, state, event, facts)
        left = given or skipping(question, self.fill.questions, state.answers, facts)
        return self._take(state, event, facts, question, {**left, TOGETHER: list(given) if together else ()})

    def _judged_recap(self, state: State, event: Typed, facts: F) -> Result:
        """A yes shares what was read back, with whom it named; what is not taken is quoted, and leaves it as it is."""
        again, untaken = self._read_back(state, facts), UNTAKEN in state.answers
        meant_so = agrees(event.text, "share_it", facts.vocabulary) and not is_marked(event.text)
        if meant_so and again == state.without(UNTAKEN) and (not untaken or sends(event.text, facts.vocabulary)):
            return self._share(again, event, facts)
        if way := way_out(event.text, facts.vocabulary):
            return self._set_aside(way, passed_over(self.fill.questions, state, facts), event, facts)
        if back := self._back(state, event, facts):
            return back
        if several := self.fill.reads(event.text, RECAP, again, facts):
            kept = passed_over(self.fill.questions, again, facts)
            return self._read(*several, kept, event, facts, together=True)
        card = below(not_shared(event.text, taken=meant_so, before=not untaken), self.recap.card(again, facts))
        stays = untaken or not yes_or_no(event.text, facts.vocabulary)
        return left_untaken(again) if stays else again, [Show(card, To(event.owner), fresh=True)]

    def _back(self, state: State, event: Typed, facts: F) -> Result | None:
        """The last answers, opened again by words that only say that it was wrong, or changed by "change it to ..."."""
        answered = [q for q in self._apply(state.answers, facts) if q.spoken and q.name in state.answers]
        if given := corrected(event.text, answered, state.answers, facts):
            changed = State(state.stage, {**undrafted(state, given).answers, **given})
            after, effects = (self._sum_up if state.stage == RECAP else self.ask_next)(changed, event, facts)
            return after, told(answered, given, effects, phrases_of(self.name), let_go(answered, changed, facts))
        if not answered or not goes_back(event.text, facts.vocabulary):
            return None
        together = state.answers.get(TOGETHER) or ()
        undone = [q for q in answered if isinstance(together, Sequence) and q.name in together] or answered[-1:]
        before = state.without(*names_of(undone)).at(undone[0].name)
        return before, [self._asking(undone[0], before, event, facts, Phrase("steps.reopened"))]

    def _submitted(self, state: State, event: Submitted, facts: F) -> Result:
        overtaken = event.version is not None and event.version != self.fill.seen(state, facts)
        if overtaken and state.answers.get(SENT) == mark_of(event):
            return state, ()
        given, errors = read_questions(self.fill.questions, self.form(state, facts), event, facts)
        if errors:
            return state, [RejectForm(errors)]
        if overtaken:
            # What was written is there when the form is opened again; what was said meanwhile stands as it is.
            kept = state.at(state.stage, **{DRAFT: self.fill.draft(given, state, facts)})
            return kept, [RejectForm({fields_of(self.form(state, facts))[0].name: self._say("form.moved_on")})]
        without = state.without(*names_of(self.fill.questions)).answers
        after, effects = self._share(State(state.stage, {**without, **given, SENT: mark_of(event)}), event, facts)
        if any(isinstance(each, RejectForm) for each in effects):
            return refused(self.fill.questions, state, after, given), effects
        return after, effects

    def _take(self, state: State, event: Event, facts: F, question: Question, given: Mapping[str, Json]) -> Result:
        """Take an answer, and go on from there."""
        kept = without_raised(self.fill.questions, state, given)
        tapped = state.stage == INVITED and any(state.answers.get(q.name) for q in self.fill.questions)
        understood = self.invite.rest(State(state.stage, {**kept.answers, **given}), facts) if tapped else {}
        answers = {**kept.answers, TOGETHER: (), **understood, **given}
        taken = State(state.stage, {**answers, **following(self.fill.questions, state.answers, answers, given, facts)})
        if state.stage in (SHARED, CLOSED):
            return self._share(taken, event, facts)
        if state.stage in ("", INVITED) and isinstance(event, Clicked):
            invited = taken.at(INVITED)
            return invited, [Show(self.invite.card(invited, facts), To(event.owner))]
        if question.answered(taken.answers, facts):
            return self.ask_next(taken, event, facts)
        return taken.at(question.name), [self._asking(question, taken, event, facts)]

    def ask_next(self, state: State, event: Event, facts: F) -> Result:
        """The next question that is open; the summary if none is."""
        for each in self._apply(state.answers, facts):
            if each.spoken and not each.answered(state.answers, facts):
                return state.at(each.name), [self._asking(each, state, event, facts)]
        return self._sum_up(state, event, facts)

    def _sum_up(self, state: State, event: Event, facts: F) -> Result:
        fresh = isinstance(event, Typed) or state.stage != RECAP
        done = self._read_back(pruned(self.fill.questions, state, facts), facts)
        return done, [Show(self.recap.card(done, facts), To(event.owner), fresh=fresh)]

    def _read_back(self, state: State, facts: F) -> State:
        """The state that waits for a yes to what is read back as it stands now: to nothing that changes later."""
        return state.without(UNTAKEN).at(RECAP, read_back=self.fill.seen(state, facts))

    def _at_once(self, state: State, event: Event, facts: F) -> Result:
        return self._share(State(state.stage, {**state.answers, **self.invite.takes(state, facts)}), event, facts)

    def _set_aside(self, way: str, state: State, event: Typed, facts: F) -> Result:
        """The answers so far are the draft; nothing listens until its person comes back."""
        return state.at(ASIDE), [Show(self._left(state, facts), To(event.owner), fresh=True), *further(way, event)]

    def _share(self, state: State, event: Event, facts: F) -> Result:
        return self.share.does(pruned(self.fill.questions, state.without(DRAFT), facts), event, facts)

    def _unclear(self, question: Question, unclear: Unclear, state: State, event: Event, facts: F) -> Result:
        kept = State(state.stage, {**state.answers, **unclear.keeps})
        if state.stage in (SHARED, CLOSED) and self.share.card:
            return kept, [Show(below(unclear.why, self.share.card(kept, facts)), To(event.owner), fresh=True)]
        return kept.at(question.name), [self._asking(question, kept, event, facts, unclear.why)]

    def _apply(self, answers: Answers, facts: F) -> Iterator[Question]:
        return (question for question in self.fill.questions if question.when(answers, facts))

    def _question(self, name: str) -> Question | None:
        return next((question for question in self.fill.questions if question.name == name), None)

    def _say(self, key: str, **facts: Fact) -> Phrase:
        return phrases_of(self.name)(key, **facts)

    def _left(self, state: State, facts: F) -> Card:
        return aside(self.name, self._say("neutral"), self.fill.form, self.command, self.recap.seen(state, facts))

    def _asking(
        self,
        question: Question,
        state: State,
        event: Event,
        facts: F,
        unclear: Phrase | None = None,
        *,
        by_itself: bool = False,
        again: bool = False,
    ) -> Show:
        in_place = isinstance(event, Clicked) and state.stage == question.name
        card = question_card(self.name, self.fill.form, question, state, facts, unclear, again=again)
        slot = f"question.{question.name}"
        return Show(card, To(event.owner), slot=slot, fresh=not in_place, prompt=by_itself, kind=kind_of(event))
