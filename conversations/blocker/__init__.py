"""The blocker, as its helper sees it: asked at once, taken, answered or declined, closed by its raiser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from conversations.blocker.answers import (
    MOST_WORDS,
    answer_form,
    answered_by_form,
    day_passed,
    headed,
    not_a_promise,
    not_sent,
    read_answer,
    refused,
    what_was_done,
)
from conversations.blocker.cards import EXPLAINED, SAID, WHY, asked_card, unsent_card, why_in
from conversations.blocker.facts import ALONE, NAME, BlockerFacts, facts_for
from conversations.blocker.hearing import (
    DECLINED,
    REASON,
    TAKEN,
    goes_along,
    leaves,
    leaves_or_sends,
    means_two,
    promises,
    said_in,
    sends,
)
from conversations.blocker.right_above import has_day, is_of_it, other_day
from conversations.rules import helping
from conversations.toolkit.asking import below
from conversations.toolkit.cards import Card
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import TYPED, RejectForm, Show, Tell, To
from conversations.toolkit.events import Clicked, Conflict, Event, Looked, Started, Submitted, Told, Typed
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Blocker, Reader
from conversations.toolkit.resent import came_again, numbered, taken
from conversations.toolkit.secrecy import may_be_withheld
from conversations.toolkit.talking import refuses
from conversations.toolkit.typed_days import day_in
from conversations.toolkit.words import Phrase, Verbatim, phrases_of

say = phrases_of("blocker")
HELD = "held"
"""The answers' name for that words were held back: what is said next may be of them."""


class BlockerConversation:
    """Owned by the helper; its key is the blocker's id."""

    name = NAME
    commands: Sequence[Command] = ()

    def key_of(self, reader: Reader, at: datetime) -> str:
        """No command calls it."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> BlockerFacts:
        """Fetch the blocker through the helper's reader."""
        return facts_for(reader, state, event)

    def handle(self, state: State, event: Event, facts: BlockerFacts) -> Result:
        """Play one event."""
        blocker = facts.blocker
        if blocker is None or not facts.is_theirs:
            if isinstance(event, Submitted):
                return state, [refused(event, say("meanwhile"))]
            how = event.facts.get("how", "") if isinstance(event, Told) else str(state.answers.get("how") or "")
            over = state.at("over", how=how)
            return (over, [replace(self._show(over, facts), settles=True)]) if state.stage else (state, [])
        match event:
            case Started(arguments=arguments):
                asked = State("asked", {"quiet": True} if arguments.get("quiet") else {})
                # Who asks for it themselves gets it as an answer, whatever room their week has.
                asked_for = event.actor == event.owner
                return asked, [self._show(asked, facts, fresh=True, prompt=not asked_for)]
            case Told(notice="unanswered") if not facts.helper.stopped:
                # However urgent it was, what came already wakes nobody again.
                nudged = State("nudged", {"quiet": True})
                again = self._show(nudged, facts, fresh=True, prompt=True)
                return nudged, [replace(again, kind="nudge", questions=0)]
            case Conflict(form="reply" | "other") if facts.taker:
                return state, [refused(event, say("overtaken", name=facts.taker.name)), self._show(state, facts)]
            case Told() | Conflict():
                return state, [self._show(state, facts)] if state.stage else []
            case Clicked(button="take", value=day):
                until, now = date.fromisoformat(day), facts.handy_day
                if until >= facts.today:
                    return self._answered(state, event, facts, helping.take(blocker, event, until))
                after, effects = self._answered(state, event, facts, helping.take(blocker, event, now))
                return after, day_passed(now, effects)
            case Submitted():
                return self._submitted(state, event, facts, blocker)
            case Clicked(button="tell_why") | Typed(asks="reason"):
                return self._why(state, event, facts, blocker)
            case Typed():
                after, effects = self._said(state, event, facts, blocker)
                as_well = facts.besides if facts.is_asked and after.stage == "answered" else ()
                return after, [*effects, *self._said_alone(event, as_well)]
            case _:
                return state, []

    def form(self, name: str, state: State, facts: BlockerFacts) -> Form | None:
        """Answer in words, decline with a reason, or another day; none once it is no longer theirs to answer."""
        if facts.blocker is None or facts.raiser is None or not facts.is_theirs:
            return None
        said = str(state.answers.get(SAID) or "")
        form = numbered(answer_form(name, facts.today, facts.handy_day, said), state)
        return headed(form, facts.raiser.name, facts.blocker.what)

    def screen(self, name: str, arguments: Mapping[str, str], facts: BlockerFacts) -> Card:
        """The blocker's card."""
        return asked_card(State(), facts)

    def options(self, field: str, text: str, facts: BlockerFacts) -> Sequence[Option]:
        """People, for whom to suggest."""
        return tuple(Option(person.id, Verbatim(person.name)) for person in facts.found)

    def _submitted(self, state: State, event: Submitted, facts: BlockerFacts, blocker: Blocker) -> Result:
        if came_again(event, state):
            return state, []
        given, errors = read_answer(answer_form(event.form, facts.today, facts.handy_day), event, facts.found)
        if errors:
            return state, [RejectForm(errors)]
        help_ = answered_by_form(blocker, event, given, others=facts.left)
        return self._answered(taken(event, state), event, facts, help_)

    def _said(self, state: State, event: Typed, facts: BlockerFacts, blocker: Blocker) -> Result:
        """What was typed does what a tap or the form would; what is in doubt is asked about on the card."""
        other = other_day(event.text, facts.vocabulary) if facts.is_promised else ""
        words = other or event.text
        day, said = day_in(words, facts.today, facts.vocabulary), said_in(words, facts.vocabulary)
        after_all = facts.is_declined and event.asks in (DECLINED, REASON) and said == "take"
        if not (facts.is_asked or other or after_all or (facts.is_promised and said == "decline")):
            return self._said_after(state, event, facts)
        several = bool(facts.besides)
        if len(facts.besides) > 1 and means_two(event.text, facts.vocabulary):
            said = "unsure"
        unsent = said == "decline" and not_sent(event.text, facts.raiser, facts.vocabulary, several=several)
        if said == "decline" and len(event.text) <= MOST_WORDS and not unsent:
            # Who asked is told the no at once. Its reason may be of anything, and goes when its writer sends it.
            reason, why = (event.text, "") if goes_along(event.text, facts.vocabulary) else ("", event.text)
            help_ = helping.decline(blocker, event, reason, others=facts.left)
            return self._answered(state, event, facts, help_, "decline", why)
        wrong = not_a_promise(day, facts.today) if said == "take" else unsent or say("unsure")
        # A mere nod to words that were held back promises nothing; nor is there a day such as "the 31st" in November.
        nods = state.answers.get(HELD) and not promises(words, facts.vocabulary)
        if day is None and (nods or has_day(words, facts.vocabulary)):
            wrong = say("unsure")
        if wrong is None:
            return self._answered(state, event, facts, helping.take(blocker, event, day or facts.handy_day), "take")
        if wrong == say("unsure") and not unsent:
            return self._unsent(state, event, facts, wrong)
        shown, held = self._show(state, facts, fresh=True), {HELD: True} if unsent else {}
        return state.at(state.stage, **held), [replace(shown, card=below(wrong, shown.card))]

    def _unsent(self, state: State, event: Typed, facts: BlockerFacts, why: Phrase | None = None) -> Result:
        """Words that settle nothing go to nobody by themselves: they wait in the form of a reply."""
        if len(event.text) > MOST_WORDS or may_be_withheld(event.text, facts.vocabulary, facts.raiser):
            shown = self._show(state, facts, fresh=True)
            return state, [replace(shown, card=below(why, shown.card)) if why else shown]
        waits = state.at(state.stage, **{SAID: event.text})
        shown = self._show(waits, facts, fresh=True)
        return waits, [replace(shown, card=unsent_card(why, shown.card, facts))]

    def _said_after(self, state: State, event: Typed, facts: BlockerFacts) -> Result:
        """What is said below an answer and changes nothing: in doubt a promise asks, and a no offers to send more."""
        shown = self._show(state, facts, fresh=True)
        text, vocabulary = event.text, facts.vocabulary
        if facts.is_promised and (refuses(text, vocabulary) or is_of_it(TAKEN, text, vocabulary)):
            return self._unsent(state, event, facts, say("unsure"))
        if facts.is_promised and said_in(text, vocabulary) is None:
            return self._unsent(state, event, facts)
        if event.asks != DECLINED or not facts.is_declined or goes_along(text, vocabulary) or len(text) > MOST_WORDS:
            return state, [shown]
        if unsent := not_sent(text, facts.raiser, vocabulary, several=False):
            return state, [replace(shown, card=below(unsent, shown.card))]
        waits = state.at(state.stage, **{WHY: text})
        return waits, [self._show(waits, facts, fresh=True)]

    def _said_alone(self, event: Typed, as_well: Sequence[str]) -> list[Tell]:
        """The same words said to each of the others who ask, for whom they are meant as well."""
        return [Tell(self.name, event.owner, id_, TYPED, {"text": event.text, "asks": ALONE}) for id_ in as_well]

    def _why(self, state: State, event: Clicked | Typed, facts: BlockerFacts, blocker: Blocker) -> Result:
        """The reason of a no goes to who asked by a tap, or by a yes right below; else nobody ever has it.
        Or they help after all.
        """
        if isinstance(event, Typed) and not leaves_or_sends(event.text, facts.vocabulary):
            return self._said(state, event, facts, blocker)
        told = isinstance(event, Clicked) or sends(event.text, facts.vocabulary)
        if isinstance(event, Typed) and not told and not leaves(event.text, facts.vocabulary):
            return state, [self._show(state, facts, fresh=True)]
        why, left = why_in(state, facts), state.without(WHY)
        effects = helping.explain(blocker, event, why) if why and told else []
        left = left.at(left.stage, **{EXPLAINED: True}) if effects else left
        return left, [*effects, self._show(left, facts, fresh=isinstance(event, Typed))]

    def _answered(
        self, state: State, event: Event, facts: BlockerFacts, help_: helping.Help, did: str = "", why: str = ""
    ) -> Result:
        answered, now = (
            state.without(WHY, EXPLAINED, HELD, SAID).at("answered", **({WHY: why} if why else {})),
            help_.blocker,
        )
        taker = facts.helper if now.status == "taken" else facts.taker
        after = replace(facts, blocker=now, taker=taker, did=did or what_was_done(event))
        told = [Tell(self.name, other.id, now.id, "answered") for other in facts.others]
        shown = self._show(answered, after, fresh=bool(did))
        return answered, [*help_.effects, *told, *helping.told_to_digests(now), shown]

    def _show(self, state: State, facts: BlockerFacts, fresh: bool = False, prompt: bool = False) -> Show:
        about = (facts.blocker.id,) if facts.blocker and facts.is_theirs else ()
        urgent = bool(facts.blocker and facts.blocker.urgent and not state.answers.get("quiet"))
        card = asked_card(state, facts)
        to = To(facts.helper.id)
        return Show(card, to, about=about, fresh=fresh, prompt=prompt, urgent=urgent, kind="colleague", questions=1)


blocker = BlockerConversation()
