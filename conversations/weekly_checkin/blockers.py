"""Blockers after they are raised: receipts, another helper when nobody answers, and closing by the raiser alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from conversations.entries import BlockerHurried, HelperKind
from conversations.rules.helping import APART, told_to_digests
from conversations.rules.weeks import week_at
from conversations.toolkit.cards import Card
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import CLOSED, SHARED
from conversations.toolkit.effects import Cancel, Effect, Record, Show, Tell, To, Wake
from conversations.toolkit.events import Clicked, Conflict, Due, Event, Started, Told
from conversations.toolkit.reader import Blocker
from conversations.weekly_checkin import cards, noted, offers, receipts
from conversations.weekly_checkin.facts import CheckinFacts, noted_in
from conversations.weekly_checkin.over import with_over
from conversations.weekly_checkin.raising import (
    answer_due,
    ask,
    asked,
    end,
    first_asked,
    next_asked,
    promised,
    remembering,
    told_to_weeks,
    watched,
)
from conversations.weekly_checkin.rounds import declined_by, left_to_others, nudged_in, rounds_of, with_rounds

ANSWERS = ("taken", "replied", "declined", "one_on_one", "suggested", "rephrase")
"""Notices after which it is the raiser's turn again: nobody is nudged any more."""

DECIDED = ("taken", "replied", "one_on_one", "passed", "closed", "came_of_it")
"""Notices after which an offer of another helper is no longer open."""

ANEW = ("passed", "hurried")
"""Notices after which somebody is asked anew, from the first on."""


def as_it_stands(state: State, event: Event, facts: CheckinFacts) -> list[Effect]:
    """The cards that tell of the week's answers and blockers, edited in place."""
    week: list[Effect] = []
    if state.stage in (SHARED, CLOSED):
        week.append(Show(cards.shared(state, facts), To(event.owner)))
    return [*week, *noted.standing(state, event, facts)]


def receipt(state: State, event: Told, facts: CheckinFacts) -> Result:
    """Something came of an answer: the card that was shared says so, without a new message.

    What its raiser does about a blocker, on whichever week's card, is told here too: to the week that raised it.
    """
    about = event.facts.get("blocker", "")
    state = _remembered(state, about, event, facts)
    if event.notice in ANEW:
        state = with_rounds(state, about, ())
    watched = _watched(about, event, facts)
    state, decided = offers.decided(state, about, event, facts) if event.notice in DECIDED else (state, [])
    effects = [*as_it_stands(state, event, facts), *_on_this_weeks_card(event, facts), *watched, *decided]
    blocker = facts.blocker(about)
    if blocker is None:
        return state, effects
    match event.notice:
        case "left_to_others":
            after, asked_now = left_to_others(state, blocker, event, facts)
            return after, [*effects, *asked_now]
        case "declined":
            offered = offers.offered(receipts.offer_helper(blocker, facts), event, blocker)
            return offers.with_offer(state, blocker.id), [*effects, offered]
        case "explained" if blocker.id in offers.standing_in(state) and offers.NAMED not in state.answers:
            offered = offers.offered(receipts.offer_helper(blocker, facts), event, blocker)
            return state, [*effects, replace(offered, fresh=False)]
        case "suggested":
            return offers.with_offer(state, blocker.id), [
                *effects,
                offers.offered(_suggestion(blocker, event, facts), event, blocker),
            ]
        case "rephrase" if blocker.id in noted_in(state):
            asked_again = noted.ask_again(blocker, event, facts)
            asked_of = noted.named(noted.REPHRASE, blocker.helper)
            return state.at(state.stage, rephrasing=blocker.id, **asked_of), [*effects, asked_again]
        case _:
            return state, effects


def _remembered(state: State, about: str, event: Told, facts: CheckinFacts) -> State:
    """The week's answers follow what became of its blocker, so that changing the rest brings nothing back."""
    told = event.facts
    if event.notice == "closed" and about not in noted_in(state):
        state = with_over(state, told["what"], told["how"])
    if state.answers.get("blocker") != about:
        return state
    match event.notice:
        case "closed":
            gone = (
                "blocker",
                "stuck_on",
                "helper",
                "helper_person",
                "helper_person_shown",
                "needed_by",
                "urgent",
                "asked",
            )
            return state.without(*gone, "apart").at(state.stage, stuck="no")
        case "passed":
            helper = told["helper"]
            named = (
                {"helper_person": helper, "helper_person_shown": facts.name_of(helper)}
                if helper and told["kind"] == "person"
                else {}
            )
            others = state.without("helper_person", "helper_person_shown", "apart")
            kind: HelperKind = "person" if named else "manager" if told["kind"] == "manager" else "hr"
            passed = remembering(others.at(state.stage, helper=kind, **named), kind)
            blocker = facts.blocker(about)
            return passed.at(state.stage, apart=True) if blocker and blocker.audience in APART else passed
        case "hurried":
            return state.at(state.stage, urgent=True)
        case _:
            return state


def _watched(about: str, event: Told, facts: CheckinFacts) -> list[Effect]:
    """Nobody is nudged about what has an answer; who is asked anew, or urgently, has two working days from now."""
    match event.notice:
        case notice if notice in ANEW:
            blocker = facts.blocker(about)
            now = first_asked(blocker.helper_kind, blocker.helper, facts) if blocker else ()
            return [Cancel(f"offer:{about}"), *watched(about, now, event.at, facts)]
        case notice if about and notice in (*ANSWERS, "closed"):
            return [Cancel(f"unanswered:{about}"), Cancel(f"offer:{about}"), *promised(about, facts)]
        case _:
            return []


def overdue(state: State, event: Due, facts: CheckinFacts) -> Result:
    """The day that a helper named has passed: the cards say so where they stand, without a message."""
    blocker = facts.blocker(event.timer.partition(":")[2])
    if blocker is None or not blocker.is_overdue(facts.today):
        return state, []
    helper = Tell("blocker", blocker.taken_by, blocker.id, "overdue")
    told = [helper, *told_to_digests(blocker)]
    return state, [*as_it_stands(state, event, facts), *_on_this_weeks_card(event, facts), *told]


def look_again(state: State, event: Due, facts: CheckinFacts) -> Result:
    """Somebody left, or moved: where that leaves a blocker with nobody, its cards say so where they stand."""
    blocker = facts.blocker(event.timer.partition(":")[2])
    if blocker is None or not facts.is_out_of_reach(blocker):
        return state, []
    return state, [*as_it_stands(state, event, facts), *_on_this_weeks_card(event, facts)]


def _on_this_weeks_card(event: Told | Due, facts: CheckinFacts) -> list[Effect]:
    """What is still open stands on the present week's card too."""
    present = week_at(event.at, facts.owner.zone)
    about = event.facts if isinstance(event, Told) and event.notice in DECIDED else {}
    named = {"blocker": about["blocker"]} if "blocker" in about else {}
    return [] if facts.week == present else [Tell("weekly_checkin", event.owner, str(present), "came_of_it", named)]


def _suggestion(blocker: Blocker, event: Told, facts: CheckinFacts) -> Card:
    helper = event.facts.get("helper", "")
    return receipts.suggest_helper(blocker, facts.name_of(event.actor or ""), helper, facts.name_of(helper))


def moved(state: State, event: Conflict, facts: CheckinFacts) -> Result:
    """Somebody was faster: the cards are shown as things stand now."""
    return state, as_it_stands(state, event, facts)


def unanswered(state: State, event: Due, facts: CheckinFacts) -> Result:
    """Two working days without an answer: one nudge to who was asked, and the next of HR are asked if there are more.
    A working day after the first nudge comes an offer to the raiser. The days are those of whoever is to answer.
    """
    blocker = _waiting(event, facts)
    if blocker is None:
        return state, []
    rounds = rounds_of(state, blocker, facts)
    state = with_rounds(state, blocker.id, rounds)
    declined = declined_by(blocker, facts)
    effects: list[Effect] = [_nudge(helper, blocker, facts) for helper in rounds[-1] if helper not in declined]
    if (
        len(rounds) == 1
        and blocker.id not in offers.standing_in(state)
        and (at := answer_due(rounds[-1], event.at, 1, facts))
    ):
        effects.append(Wake(f"offer:{blocker.id}", at))
    following = next_asked(blocker, rounds, facts)
    if not following:
        return state, effects
    asked_now = [*ask(blocker.id, following, blocker.week, facts), *watched(blocker.id, following, event.at, facts)]
    return with_rounds(state, blocker.id, [*rounds, following]), [*effects, *asked_now]


def _nudge(helper: str, blocker: Blocker, facts: CheckinFacts) -> Tell:
    if blocker.helper_kind == "manager":
        return Tell("manager_digest", helper, str(facts.week), "unanswered", {"blocker": blocker.id})
    return Tell("blocker", helper, blocker.id, "unanswered", {"raiser": facts.owner.id})


def offer(state: State, event: Due, facts: CheckinFacts) -> Result:
    """Still no answer: offer the raiser another helper. Nothing is escalated without the raiser's tap, and who stopped
    all messages since gets none.
    """
    blocker = _waiting(event, facts)
    if blocker is None or facts.owner.stopped:
        return state, []
    if _is_back(blocker, facts) and not nudged_in(state, blocker):
        heard = facts.manager_hears_at
        return state, [*watched(blocker.id, (blocker.helper,), heard if heard > blocker.raised_at else event.at, facts)]
    shown = offers.offered(receipts.offer_helper(blocker, facts), event, blocker, prompt=True)
    return offers.with_offer(state, blocker.id), [shown]


def _is_back(blocker: Blocker, facts: CheckinFacts) -> bool:
    """Whether a manager who was to be away came back before, and has yet to have their days from the digest on."""
    manager = facts.manager
    if manager is None or (blocker.helper_kind, blocker.helper) != ("manager", manager.id):
        return False
    return not (manager.stopped or facts.manager_is_away)


def _waiting(event: Due, facts: CheckinFacts) -> Blocker | None:
    blocker = facts.blocker(event.timer.partition(":")[2])
    return blocker if blocker and blocker.status == "open" and not blocker.answered_at else None


def close(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """Only the person who raised a blocker says that it is over."""
    blocker = facts.blocker(event.value)
    if blocker is None or event.actor != blocker.raiser:
        return state, as_it_stands(state, event, facts)
    how: Literal["solved", "gone"] = "solved" if event.button == "solved" else "gone"
    told = told_to_weeks(blocker, event, facts, "closed", how=how, what=blocker.what)
    return state, [*end(blocker, how, event, facts), *told]


def hurry(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """The raiser says that it is urgent after all: the helper hears of it at once."""
    blocker = facts.blocker(event.value)
    if blocker is None or blocker.urgent or facts.is_out_of_reach(blocker):
        return state, as_it_stands(state, event, facts)
    return hurried(blocker, state, event, facts)


def hurried(blocker: Blocker, state: State, event: Clicked | Started, facts: CheckinFacts) -> Result:
    """It is recorded as urgent, whoever is to help is written to, and the cards follow."""
    record = Record(
        event.id(f"hurried:{blocker.id}"), BlockerHurried(blocker.id), facts.owner.id, blocker.week,
        audience=blocker.audience, helper=blocker.helper,
    )  # fmt: skip
    starts = asked(blocker.id, blocker.helper_kind, blocker.helper, blocker.week, facts)
    told = [*told_to_digests(blocker), *told_to_weeks(blocker, event, facts, "hurried")]
    return state, [record, *starts, *told]
