"""The blocker, as its helper sees it: asked at once, taken, answered or declined, closed by its raiser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from conversations.blocker.answers import (
    MOST_WORDS,
    answer_form,
    answered_by_form,
    day_passed,
    found_for,
    headed,
    not_a_promise,
    not_sent,
    read_answer,
    refused,
    what_was_done,
)
from conversations.blocker.hearing import ANSWER, TAKEN, means_each, means_two, said_in
from conversations.blocker.promising import handy_day
from conversations.rules import helping
from conversations.rules.cadence import Timing
from conversations.rules.roster import Person
from conversations.rules.timing import timing_of
from conversations.rules.weeks import local_day
from conversations.toolkit.asking import below
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Quote
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import TYPED, RejectForm, Show, Tell, To
from conversations.toolkit.events import Clicked, Conflict, Event, Looked, Started, Submitted, Told, Typed
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Blocker, Reader
from conversations.toolkit.talking import refuses
from conversations.toolkit.typed_days import day_in
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.words import Day, Verbatim, phrases_of

say = phrases_of("blocker")
ALONE = "alone"
"""What words are said to that were meant for each of several who ask, and have come from another's card."""

DONE = ("reply", "decline", "suggest", "rephrase", "one_on_one")
"""What a helper did without taking it, as the card says it afterwards."""


@dataclass(frozen=True)
class BlockerFacts:
    """The helper, the blocker as they may read it, who raised it, what the helper `did` last about it, on whichever
    card, and the helper's local day. `others` of HR may have it too; `left` of them some have not declined. `besides`
    are the ids of what else waits for the helper's answer, where words are meant for each.
    """

    helper: Person
    raiser: Person | None
    blocker: Blocker | None
    taker: Person | None
    at: datetime
    timing: Timing
    found: Sequence[Person]
    others: Sequence[Person]
    did: str = ""
    left: bool = False
    besides: Sequence[str] = ()
    vocabulary: Vocabulary = field(kw_only=True)

    @property
    def is_theirs(self) -> bool:
        """Whether it still waits for this helper, or was taken by them."""
        if self.blocker is None or self.raiser is None or self.blocker.status == "closed":
            return False
        match self.blocker.helper_kind:
            case "hr":
                return "hr" in self.helper.roles and self.helper.id not in (self.raiser.id, self.raiser.manager)
            case "manager":
                return self.helper.id in (self.raiser.manager, self.blocker.taken_by)
            case "person":
                return self.helper.id in (self.blocker.helper, self.blocker.taken_by)

    @property
    def is_asked(self) -> bool:
        """Whether it waits for this helper's answer: only then words are heard as one."""
        return self.is_theirs and self.blocker is not None and self.blocker.status == "open" and not self.did

    @property
    def is_promised(self) -> bool:
        """Whether this helper has said that they help: they may still have to take that back."""
        return self.is_theirs and self.blocker is not None and self.blocker.taken_by == self.helper.id

    @property
    def today(self) -> date:
        """The helper's local date."""
        return self.at.astimezone(ZoneInfo(self.helper.zone)).date()

    @property
    def handy_day(self) -> date:
        """By when one tap promises help."""
        return handy_day(self.blocker.needed_by if self.blocker else None, self.at, self.timing)


class BlockerConversation:
    """Owned by the helper; its key is the blocker's id."""

    name = "blocker"
    commands: Sequence[Command] = ()

    def key_of(self, reader: Reader, at: datetime) -> str:
        """No command calls it."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> BlockerFacts:
        """Fetch the blocker through the helper's reader."""
        helper = reader.person(event.owner) or reader.me
        blocker = reader.blocker(event.topic)
        raiser = reader.person(blocker.raiser) if blocker else None
        apart = (helper.id, raiser.id, raiser.manager) if raiser else ()
        hr = reader.people_with_role("hr") if blocker and blocker.helper_kind == "hr" else ()
        others = [person for person in hr if person.id not in apart][: helping.HR_AT_MOST]
        done = reader.entries(raiser.id, helping.HELPING, (blocker.week,)) if blocker and raiser and state.stage else ()
        away = reader.absences(helper.id, local_day(event.at, helper.zone))
        return BlockerFacts(
            helper=helper,
            raiser=raiser,
            blocker=blocker,
            taker=reader.person(blocker.taken_by) if blocker and blocker.taken_by else None,
            at=event.at,
            timing=timing_of(helper, reader.calendar(helper.region), away),
            found=found_for(reader, event, blocker.raiser if blocker else ""),
            others=others,
            did=helping.done_by(helper.id, done).get(event.topic, ""),
            vocabulary=reader.vocabulary,
            besides=_meant_as_well(reader, helper, event),
            left=any(helping.done_by(person.id, done).get(event.topic) != "decline" for person in others),
        )

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
            case Typed(text=text):
                after, effects = self._said(state, event, facts, blocker)
                as_well = facts.besides if facts.is_asked and after.stage == "answered" else ()
                said = {"text": text, "asks": ALONE}
                return after, [*effects, *(Tell(self.name, event.owner, id_, TYPED, said) for id_ in as_well)]
            case _:
                return state, []

    def form(self, name: str, state: State, facts: BlockerFacts) -> Form | None:
        """Answer in words, decline with a reason, or another day; none once it is no longer theirs to answer."""
        if facts.blocker is None or facts.raiser is None or not facts.is_theirs:
            return None
        return headed(answer_form(name, facts.today, facts.handy_day), facts.raiser.name, facts.blocker.what)

    def screen(self, name: str, arguments: Mapping[str, str], facts: BlockerFacts) -> Card:
        """The blocker's card."""
        return _card(State(), facts)

    def options(self, field: str, text: str, facts: BlockerFacts) -> Sequence[Option]:
        """People, for whom to suggest."""
        return tuple(Option(person.id, Verbatim(person.name)) for person in facts.found)

    def _submitted(self, state: State, event: Submitted, facts: BlockerFacts, blocker: Blocker) -> Result:
        given, errors = read_answer(answer_form(event.form, facts.today, facts.handy_day), event, facts.found)
        if errors:
            return state, [RejectForm(errors)]
        return self._answered(state, event, facts, answered_by_form(blocker, event, given, others=facts.left))

    def _said(self, state: State, event: Typed, facts: BlockerFacts, blocker: Blocker) -> Result:
        """What was typed does what a tap or the form would; what is in doubt is asked about on the card."""
        day, said = day_in(event.text, facts.today, facts.vocabulary), said_in(event.text, facts.vocabulary)
        if not (facts.is_asked or (facts.is_promised and said == "decline")):
            shown = self._show(state, facts, fresh=True)
            unsure = facts.is_promised and refuses(event.text, facts.vocabulary)
            return state, [replace(shown, card=below(say("unsure"), shown.card)) if unsure else shown]
        several = bool(facts.besides)
        if len(facts.besides) > 1 and means_two(event.text, facts.vocabulary):
            said = "unsure"
        unsent = said == "decline" and not_sent(event.text, facts.raiser, facts.vocabulary, several=several)
        if said == "decline" and len(event.text) <= MOST_WORDS and not unsent:
            help_ = helping.decline(blocker, event, event.text, others=facts.left)
            return self._answered(state, event, facts, help_, "decline")
        wrong = not_a_promise(day, facts.today) if said == "take" else unsent or say("unsure")
        if wrong is None:
            return self._answered(state, event, facts, helping.take(blocker, event, day or facts.handy_day), "take")
        shown = self._show(state, facts, fresh=True)
        return state, [replace(shown, card=below(wrong, shown.card))]

    def _answered(self, state: State, event: Event, facts: BlockerFacts, help_: helping.Help, did: str = "") -> Result:
        answered, now = state.at("answered"), help_.blocker
        taker = facts.helper if now.status == "taken" else facts.taker
        after = replace(facts, blocker=now, taker=taker, did=did or what_was_done(event))
        told = [Tell(self.name, other.id, now.id, "answered") for other in facts.others]
        shown = self._show(answered, after, fresh=bool(did))
        return answered, [*help_.effects, *told, *helping.told_to_digests(now), shown]

    def _show(self, state: State, facts: BlockerFacts, fresh: bool = False, prompt: bool = False) -> Show:
        about = (facts.blocker.id,) if facts.blocker and facts.is_theirs else ()
        urgent = bool(facts.blocker and facts.blocker.urgent and not state.answers.get("quiet"))
        card = _card(state, facts)
        to = To(facts.helper.id)
        return Show(card, to, about=about, fresh=fresh, prompt=prompt, urgent=urgent, kind="colleague", questions=1)


def _meant_as_well(reader: Reader, helper: Person, event: Event | Looked) -> Sequence[str]:
    if not isinstance(event, Typed) or event.asks == ALONE or not means_each(event.text, reader.vocabulary):
        return ()
    waiting = (each.id for each in reader.blockers_for(helper.id) if each.status == "open" and not each.answered_at)
    return [id_ for id_ in waiting if id_ != event.topic and reader.running(BlockerConversation.name, id_)]


def _card(state: State, facts: BlockerFacts) -> Card:
    blocker, raiser = facts.blocker, facts.raiser
    if blocker is None or raiser is None or not facts.is_theirs:
        return _over(state, facts)
    kind = "urgent" if blocker.urgent else "plain"
    body: list[Part] = [
        Heading(say(f"asked.{kind}", name=raiser.name)),
        Quote(blocker.what, passing=True),
    ]
    if blocker.needed_by:
        body.append(Line(say("needed_by", day=Day(blocker.needed_by))))
    if blocker.audience in helping.APART:
        body.append(Note(say("hr_only" if blocker.helper_kind == "hr" else "apart")))
    if state.stage == "nudged" and not blocker.answered_at:
        body.append(Note(say("waiting", since=Day(local_day(blocker.raised_at, facts.helper.zone)))))
    body.extend(_standing(facts, blocker))
    asks = ANSWER if facts.is_asked else TAKEN if facts.is_promised else ""
    return Card("blocker.asked", say("neutral"), tuple(body), _buttons(blocker, facts), asks=asks, casually=bool(asks))


def _standing(facts: BlockerFacts, blocker: Blocker) -> list[Part]:
    if blocker.status == "taken" and blocker.taken_until:
        mine = blocker.taken_by == facts.helper.id
        name = facts.taker.name if facts.taker else ""
        until = Day(blocker.taken_until)
        key = "taken.overdue" if blocker.is_overdue(facts.today) else "taken.mine"
        return [Note(say(key, until=until) if mine else say("taken.other", name=name, until=until))]
    return [Note(say(f"done.{facts.did}"))] if facts.did in DONE else []


def _buttons(blocker: Blocker, facts: BlockerFacts) -> tuple[Button, ...]:
    reply = Button("reply", say("buttons.reply"), opens="reply")
    other = Button("other", say("buttons.other"), style="quiet", opens="other")
    if blocker.status == "taken":
        return (reply, other) if blocker.taken_by == facts.helper.id else ()
    # What the button promises is what it does, on whatever day it is tapped.
    take = Button("take", say("buttons.take", until=Day(facts.handy_day)), facts.handy_day.isoformat(), "primary")
    return (take, reply, other)


def _over(state: State, facts: BlockerFacts) -> Card:
    """What is left of it for a helper: thanks, if they had taken it and it is solved."""
    name = facts.raiser.name if facts.raiser else ""
    mine = facts.blocker is not None and facts.blocker.taken_by == facts.helper.id
    match state.answers.get("how"):
        case "solved" if mine:
            line = say("thanks", name=name)
        case "passed":
            line = say("passed")
        case "withdrawn" if name:
            line = say("taken_back", name=name)
        case _:
            line = say("over")
    return Card("blocker.over", say("neutral"), (Note(line),))


blocker = BlockerConversation()
