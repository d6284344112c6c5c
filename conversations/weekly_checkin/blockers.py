"""Blockers after they are raised: receipts, another helper when nobody answers, and closing by the raiser alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from conversations.entries import BlockerClosed, BlockerHurried, BlockerPassed
from conversations.rules.cadence import workdays_after
from conversations.rules.helping import AUDIENCES
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Cancel, Effect, Record, RejectForm, Show, Start, Tell, To, Wake
from conversations.toolkit.events import Clicked, Conflict, Due, Event, Submitted, Told
from conversations.toolkit.forms import DayField, Form, PersonField, read_form
from conversations.toolkit.reader import Blocker
from conversations.toolkit.words import Phrase
from conversations.weekly_checkin import cards, noted
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.share import WORKDAYS_TO_ANSWER, close_entry, helpers_of


def as_it_stands(state: State, event: Event, facts: CheckinFacts) -> list[Effect]:
    """The cards that tell of the week's answers and blockers, edited in place."""
    week: list[Effect] = []
    if state.stage in ("shared", "closed"):
        week.append(Show(cards.shared(state, facts), To(event.owner)))
    return [*week, *noted.standing(state, event, facts)]


def receipt(state: State, event: Told, facts: CheckinFacts) -> Result:
    """Somebody read, answered, took or declined: the card that was shared says so, without a new message."""
    answered = event.facts.get("blocker", "")
    effects = as_it_stands(state, event, facts)
    if answered and event.notice in ("taken", "replied", "declined", "one_on_one", "suggested"):
        effects.append(Cancel(f"unanswered:{answered}"))
        effects.append(Cancel(f"offer:{answered}"))
    blocker = facts.blocker(answered)
    if event.notice == "suggested" and blocker:
        effects.append(_suggestion(blocker, event, facts))
    if event.notice == "declined" and blocker:
        effects.append(Show(cards.offer_helper(blocker, facts), To(event.owner), slot=f"offer.{blocker.id}"))
    return state, effects


def _suggestion(blocker: Blocker, event: Told, facts: CheckinFacts) -> Show:
    helper = event.facts.get("helper", "")
    card = cards.suggest_helper(blocker, facts.name_of(event.actor or ""), helper, facts.name_of(helper))
    return Show(card, To(event.owner), slot=f"offer.{blocker.id}", about=(blocker.id,), fresh=True)


def moved_on(state: State, event: Conflict, facts: CheckinFacts) -> Result:
    """Somebody was faster: the cards are shown as things stand now."""
    return state, as_it_stands(state, event, facts)


def unanswered(state: State, event: Due, facts: CheckinFacts) -> Result:
    """Two working days without an answer: one nudge to the helper, and a working day later an offer to the raiser."""
    blocker = facts.blocker(event.timer.partition(":")[2])
    if blocker is None or blocker.status != "open" or blocker.answered_at:
        return state, []
    tells: list[Effect] = [
        Tell("manager_digest", helper, str(facts.week), "unanswered", {"blocker": blocker.id})
        if blocker.helper_kind == "manager"
        else Tell("blocker", helper, blocker.id, "unanswered", {"raiser": facts.owner.id})
        for helper in helpers_of(blocker.helper_kind, blocker.helper, facts)
    ]
    at = workdays_after(event.at, 1, facts.timing)
    return state, [*tells, Wake(f"offer:{blocker.id}", at)] if at else tells


def offer(state: State, event: Due, facts: CheckinFacts) -> Result:
    """Still no answer: offer the raiser another helper. Nothing is escalated without the raiser's tap."""
    blocker = facts.blocker(event.timer.partition(":")[2])
    if blocker is None or blocker.status != "open" or blocker.answered_at:
        return state, []
    card = cards.offer_helper(blocker, facts)
    return state, [Show(card, To(event.owner), slot=f"offer.{blocker.id}", about=(blocker.id,), prompt=True)]


def close(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """Only the person who raised a blocker says that it is over."""
    blocker = facts.blocker(event.value)
    if blocker is None or event.actor != blocker.raiser:
        return state, as_it_stands(state, event, facts)
    how: Literal["solved", "gone"] = "solved" if event.button == "solved" else "gone"
    left = tuple(other for other in facts.blockers if other.id != blocker.id)
    standing = replace(facts, blockers=left)
    thanked = blocker.taken_by or blocker.helper
    effects: list[Effect] = [
        close_entry(BlockerClosed(blocker.id, how), event, facts, blocker),
        Cancel(f"unanswered:{blocker.id}"),
        Cancel(f"offer:{blocker.id}"),
        *as_it_stands(state, event, standing),
    ]
    if thanked and thanked != event.owner:
        effects.append(Tell("blocker", thanked, blocker.id, "closed", {"raiser": event.owner, "how": how}))
    return state, effects


def another_form(state: State, facts: CheckinFacts, about: str) -> Form:
    """The form that asks for another helper."""
    parts = (
        PersonField("helper_person", say("helper_person.label"), say("helper_person.hint"), required=True),
        DayField("needed_by", say("needed_by.label"), earliest=facts.today),
    )
    return Form(f"another:{about}", say("another.title"), parts, say("another.submit"))


def another(state: State, event: Submitted, facts: CheckinFacts) -> Result:
    """The raiser names another helper."""
    about = event.form.partition(":")[2]
    _, errors = read_form(another_form(state, facts, about), event.values)
    if not errors and (not facts.found or facts.found[0].id == event.owner):
        errors = {"helper_person": Phrase("steps.nobody_found")}
    blocker = facts.blocker(about)
    if errors or blocker is None:
        return state, [RejectForm(errors)] if errors else as_it_stands(state, event, facts)
    return _pass_on(state, event, facts, blocker, facts.found[0].id)


def hurry(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """The raiser says that it is urgent after all: the helper hears of it at once."""
    blocker = facts.blocker(event.value)
    if blocker is None or blocker.urgent:
        return state, as_it_stands(state, event, facts)
    entry = BlockerHurried(blocker.id)
    record = Record(
        event.id(f"hurried:{blocker.id}"),
        entry,
        facts.owner.id,
        blocker.week,
        audience=AUDIENCES[blocker.helper_kind],
        helper=blocker.helper,
    )
    starts = [
        Start("blocker", person, blocker.id, {"raiser": facts.owner.id, "week": blocker.week})
        for person in helpers_of(blocker.helper_kind, blocker.helper, facts)
    ]
    hurried = tuple(replace(other, urgent=other.urgent or other.id == blocker.id) for other in facts.blockers)
    return state, [record, *starts, *as_it_stands(state, event, replace(facts, blockers=hurried))]


def pass_on(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """The raiser takes the offered helper: the manager's manager, or HR."""
    about, kind, helper = (*event.value.split(":"), "", "")[:3]
    blocker = facts.blocker(about)
    if blocker is None:
        return state, as_it_stands(state, event, facts)
    return _pass_on(state, event, facts, blocker, helper if kind == "person" else "")


def _pass_on(state: State, event: Event, facts: CheckinFacts, blocker: Blocker, helper: str) -> Result:
    kind: Literal["person", "hr"] = "person" if helper else "hr"
    entry = BlockerPassed(blocker.id, kind, helper)
    record = Record(
        event.id(f"passed:{blocker.id}"),
        entry,
        facts.owner.id,
        blocker.week,
        audience="helper" if helper else "hr",
        helper=helper,
        citable=bool(helper),
    )
    starts = [
        Start("blocker", person, blocker.id, {"raiser": facts.owner.id, "week": blocker.week})
        for person in helpers_of(kind, helper, facts)
    ]
    passed = Tell("weekly_checkin", event.owner, event.topic, "passed", {"blocker": blocker.id})
    at = workdays_after(event.at, WORKDAYS_TO_ANSWER, facts.timing)
    wake = [Wake(f"unanswered:{blocker.id}", at)] if at else []
    return state, [record, *starts, *wake, passed]
