"""A blocker between two check-ins: one sentence is enough, at any time."""

from __future__ import annotations

from dataclasses import replace

from conversations.entries import BlockerRaised
from conversations.rules.helping import APART, AUDIENCES
from conversations.toolkit.cards import Button, Card, Line, Note, Part, Quote
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Show, Start, To
from conversations.toolkit.events import Clicked, Event, Started, Told, Typed
from conversations.toolkit.leaving import BACK, asks_how, further, way_out
from conversations.toolkit.reader import Blocker
from conversations.toolkit.understand import (
    intent_alone,
    is_for_hr_alone,
    is_nothing,
    is_number,
    outcome_in,
    place_changed,
    says_something,
    yes_or_no,
)
from conversations.toolkit.words import Phrase, phrases_of
from conversations.weekly_checkin import offers
from conversations.weekly_checkin.asked_for import day_needed
from conversations.weekly_checkin.doubting import doubted
from conversations.weekly_checkin.facts import CheckinFacts, noted_in
from conversations.weekly_checkin.hr_alone import is_delicate, may_be_for_hr, no_hr
from conversations.weekly_checkin.no_blocker import begins_with_no, says_no
from conversations.weekly_checkin.own_energy import with_level
from conversations.weekly_checkin.questions import ENERGY, PLANS, tells_energy
from conversations.weekly_checkin.raising import end, raise_blocker
from conversations.weekly_checkin.receipts import blocker_row, receipts
from conversations.weekly_checkin.status import without_energy
from conversations.weekly_checkin.unlabelled import unlabelled

say = phrases_of("weekly_checkin")
LONGEST = 500
RAISE, REPHRASE = "raise", "rephrase"
"""What is asked, each in a place of its own: what somebody is stuck on, and the same in other words."""

LEAVES = (*BACK, "thanks", "okay")
"""Intents of who does not say what is stuck after all."""

NOTHING_SAID = "?"
"""What stands for the words of somebody who has said no more than being stuck."""


def ask(state: State, event: Started, facts: CheckinFacts) -> Result:
    """Note what somebody has said already, or ask what it is."""
    text = event.arguments.get("stuck", "")
    if text.strip(NOTHING_SAID):
        return _note(text, state, event, facts)
    return _asked(state, event, facts)


def named(asks: str, person: str) -> dict[str, str]:
    """The answers' note of whom a question named as its reader."""
    return {f"{asks}_to": person}


def ask_again(blocker: Blocker, event: Told, facts: CheckinFacts) -> Effect:
    """Whoever was asked did not follow: ask for other words."""
    name = facts.name_of(event.actor or "")
    body = (Quote(blocker.what), Line(say("raise.again", name=name)))
    card = _question(body, REPHRASE)
    about = (blocker.id,)
    return Show(card, To(event.owner), slot=REPHRASE, fresh=True, about=about, kind="colleague", questions=1)


def _asked(state: State, event: Started | Typed, facts: CheckinFacts, unclear: Phrase | None = None) -> Result:
    """Ask, and keep whom the question named as its reader."""
    asks = _asks(event)
    show = Show(_asking(asks, facts, unclear), To(event.owner), slot=asks, fresh=True)
    return state.at(state.stage, **named(asks, _manager_in(facts))), [show]


def _asks(event: Event) -> str:
    """Which of the two questions it is that is asked or answered."""
    asks = event.asks if isinstance(event, Typed) else event.value if isinstance(event, Clicked) else ""
    return REPHRASE if asks == REPHRASE else RAISE


def _asking(asks: str, facts: CheckinFacts, unclear: Phrase | None = None) -> Card:
    reader = say("raise.to", manager=facts.manager.name) if facts.manager else say("raise.to_hr")
    first: tuple[Part, ...] = (Line(unclear),) if unclear else ()
    body = (*first, Line(say("raise.ask")), Note(reader))
    return _question(body, asks)


def _question(body: tuple[Part, ...], asks: str) -> Card:
    never_mind = Button("never_mind", say("raise.never_mind"), asks, style="quiet")
    return Card("weekly_checkin.raise", say("neutral"), body, (never_mind,), asks=asks, briefly=True)


def never_mind(state: State, event: Clicked | Typed, facts: CheckinFacts) -> Result:
    """Nothing is noted, and the question is closed."""
    dropped = _settled(event, say("raise.dropped"), fresh=isinstance(event, Typed))
    return _answered(state, event), [dropped]


def _answered(state: State, event: Event) -> State:
    """What was to be said in other words is, or never will be; what else is stuck leaves that open."""
    return state.without("rephrasing") if _asks(event) == REPHRASE else state


def said(state: State, event: Typed, facts: CheckinFacts) -> Result:
    """What it is, in the person's words; or a way out of saying it."""
    if asks_how(event.text, facts.vocabulary):
        return state, [Start("help", event.owner, "", {"text": event.text})]
    way = way_out(event.text, facts.vocabulary)
    if way or _is_nothing(event.text, facts):
        left, effects = never_mind(state, event, facts)
        return left, [*effects, *further(way or "", event)]
    besides, level = without_energy(event.text, state, facts)
    if besides != event.text:
        left, effects = with_level(state, level, event, facts)
        after, said_besides = said(left, replace(event, text=besides), facts)
        return after, [*effects, *said_besides]
    if tells_energy(event.text, facts) and not ENERGY.changed(event.text, state.answers, facts):
        return _asked(state, event, facts, say("raise.with_energy"))
    if other := _is_something_else(state, event, facts):
        return other
    alone = is_for_hr_alone(event.text, facts.vocabulary, facts.manager)
    if not alone and _asks_whom(event.text, _rephrased(state, event, facts), facts):
        asking = Start("weekly_checkin", event.owner, event.topic, {"stuck": event.text, "whom": "ask"})
        return _answered(state, event), [_settled(event, say("raise.ask")), asking]
    if not (alone or _is_with_whom_it_was_named(state, event, facts)):
        moved = say("raise.moved", manager=facts.manager.name) if facts.manager else say("raise.moved_to_hr")
        return _asked(state, event, facts, moved)
    return _note(event.text, state, event, facts)


def _asks_whom(text: str, before: Blocker | None, facts: CheckinFacts) -> bool:
    """Whether it is asked who may help before anybody has it, as where a colleague is named; other words for what HR
    has stay there, and who asked for them may well be named.
    """
    if before is None:
        return is_delicate(text, facts) or any(each.id != _manager_in(facts) for each in facts.found)
    return before.audience not in APART and may_be_for_hr(text, facts)


def _is_nothing(text: str, facts: CheckinFacts) -> bool:
    """Whether somebody says that nothing is stuck, or only means to leave: no word of it is for anybody else."""
    vocabulary = facts.vocabulary
    no = is_nothing(text, vocabulary) or yes_or_no(text, vocabulary) is False or says_no(text, vocabulary)
    unstuck = vocabulary.meaning("stuck", text) == "no"
    return no or unstuck or intent_alone(text, vocabulary) in LEAVES


def _is_something_else(state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """What hardly is what somebody is stuck on: a bare yes or number is asked again, one's energy goes to nobody, and
    of words that are known to mean something else their person is asked whether they are the answer.
    """
    text, vocabulary = event.text, facts.vocabulary
    says_little = is_number(text, vocabulary) or not says_something(text)
    if says_little or yes_or_no(text, vocabulary) or vocabulary.meaning("stuck", text):
        return _asked(state, event, facts)
    if ENERGY.changed(text, state.answers, facts):
        return state, [Start("help", event.owner, "", {"text": text})]
    tells_otherwise = intent_alone(text, vocabulary) or outcome_in(text, vocabulary) or begins_with_no(text, vocabulary)
    if tells_otherwise or place_changed(text, PLANS.at_most, vocabulary)[0]:
        return doubted(state, event)
    return None


def _manager_in(facts: CheckinFacts) -> str:
    """The id of the manager, who alone is told of what is stuck, whoever reads the check-in; "" for nobody."""
    return facts.manager.id if facts.manager else ""


def _rephrased(state: State, event: Event, facts: CheckinFacts) -> Blocker | None:
    """What a reply says in other words; what was said to something else is another thing that is stuck."""
    return facts.blocker(str(state.answers.get("rephrasing") or "")) if _asks(event) == REPHRASE else None


def _is_with_whom_it_was_named(state: State, event: Typed, facts: CheckinFacts) -> bool:
    """Whether the manager who was named as the reader still is; a colleague or HR who asks for other words is there
    whoever manages.
    """
    before, reader = _rephrased(state, event, facts), _manager_in(facts)
    if before and before.helper_kind != "manager":
        return True
    return state.answers.get(f"{_asks(event)}_to", reader) == reader


def _is_with_another(before: Blocker, facts: CheckinFacts) -> bool:
    """Whether a manager who is one no more was asked: other words go to the one who is."""
    return before.helper_kind == "manager" and before.helper != _manager_in(facts)


def _note(text: str, state: State, event: Started | Typed, facts: CheckinFacts) -> Result:
    """Raise it with the manager, or with HR where there is none or only HR is to read it; another helper is one tap
    away.
    """
    text, _ = without_energy(text, state, facts)
    if len(text) > LONGEST:
        return _asked(state, event, facts, Phrase("words.errors.too_long", {"limit": LONGEST}))
    alone = is_for_hr_alone(text, facts.vocabulary, facts.manager)
    if alone and not facts.hr:
        return _asked(state, event, facts, no_hr(facts))
    before = _rephrased(state, event, facts)
    same = before and not alone and not _is_with_another(before, facts)
    entry = _in_other_words(before, text, event, facts) if before and same else _raised(text, event, facts, alone=alone)
    audience = before.audience if before and same else AUDIENCES[entry.helper_kind]
    left = _answered(state, event)
    after = left.at(state.stage, noted=[*noted_in(state), entry.blocker])
    standing = (facts.without(before.id) if before else facts).after_raising(entry, audience)
    withdrawn = end(before, "withdrawn", event, facts) if before else ()
    after, decided = offers.decided(after, before.id, event, standing) if before else (after, [])
    settled = [_settled(event, say("raise.ask"))] if isinstance(event, Typed) else []
    return after, [
        *withdrawn,
        *raise_blocker(entry, audience, event, facts),
        *settled,
        *([card_of(before.id, event, standing), *decided] if before else []),
        card_of(entry.blocker, event, standing, Note(say("raise.noted")), fresh=True),
    ]


def _raised(text: str, event: Event, facts: CheckinFacts, *, alone: bool) -> BlockerRaised:
    helper, what = "" if alone else _manager_in(facts), unlabelled(text, facts.vocabulary)
    by = day_needed(text, facts.today, facts.vocabulary)
    return BlockerRaised(event.id("noted"), what, "manager" if helper else "hr", helper, by)


def _in_other_words(before: Blocker, text: str, event: Event, facts: CheckinFacts) -> BlockerRaised:
    """The same once more: for the same helper, by the same day."""
    what = unlabelled(text, facts.vocabulary)
    return BlockerRaised(event.id("noted"), what, before.helper_kind, before.helper, before.needed_by, before.urgent)


def _settled(event: Event, line: Phrase, fresh: bool = False) -> Effect:
    card = Card("weekly_checkin.raise.answered", say("neutral"), (Line(line),))
    return Show(card, To(event.owner), slot=_asks(event), fresh=fresh)


def standing(state: State, event: Event, facts: CheckinFacts) -> list[Effect]:
    """The cards of blockers noted between check-ins, as they stand now."""
    return [card_of(id_, event, facts, *receipts(facts, about=id_)) for id_ in noted_in(state)]


def card_of(id_: str, event: Event, facts: CheckinFacts, *below: Part, fresh: bool = False) -> Show:
    """The card of a blocker noted between check-ins."""
    blocker = facts.blocker(id_)
    body = (blocker_row(blocker, facts),) if blocker else (Note(say("blocker.closed")),)
    card = Card("weekly_checkin.noted", say("neutral"), (*body, *below))
    return Show(card, To(event.owner), slot=f"blocker.{id_}", about=(id_,), fresh=fresh)
