"""Asking somebody else about a blocker: whom its raiser names, or takes from an offer, as long as it stands as seen."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from conversations.entries import BlockerPassed
from conversations.rules.helping import APART, audience_of
from conversations.rules.roster import Person
from conversations.toolkit.cards import Line
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Record, RejectForm
from conversations.toolkit.events import Clicked, Conflict, Event, Submitted
from conversations.toolkit.forms import ChoiceField, Field, Form, Option, PersonField, fields_of, read_form
from conversations.toolkit.reader import Blocker
from conversations.toolkit.words import Phrase, Text
from conversations.weekly_checkin import offers, receipts
from conversations.weekly_checkin.blockers import as_it_stands
from conversations.weekly_checkin.cards import say
from conversations.weekly_checkin.facts import CheckinFacts
from conversations.weekly_checkin.raising import asked, moved_on, told_to_weeks


def another_form(state: State, facts: CheckinFacts, about: str) -> Form | None:
    """The form that asks for another helper; none once the blocker is closed."""
    blocker = facts.blocker(about)
    return _another_form(blocker, facts) if blocker else None


def _another_form(blocker: Blocker, facts: CheckinFacts) -> Form:
    """A colleague; or HR, where somebody is there who was not asked yet."""
    label, hint = say("helper_person.label"), _who_else_reads(blocker, facts)
    who: tuple[Field, ...] = (PersonField("helper_person", label, hint, required=True),)
    if facts.hr and blocker.helper_kind != "hr":
        ways = (Option("person", say("helper.options.person")), Option("hr", say("another.hr")))
        way = ChoiceField("helper", say("helper.label"), required=True, options=ways, value="person")
        who = (way, replace(who[0], shown_when=("helper", "person")))
    return Form(f"another:{blocker.id}", say("another.title"), who, say("another.submit"), blocker.version)


def _who_else_reads(blocker: Blocker, facts: CheckinFacts) -> Text:
    if blocker.audience in APART:
        return say("helper_person.hint_apart")
    return say("another.hint", manager=facts.manager.name) if facts.manager else say("another.hint_nobody")


def another(state: State, event: Submitted, facts: CheckinFacts) -> Result:
    """The raiser names another helper, as long as the blocker is as it was when the form was opened."""
    blocker = facts.blocker(event.form.partition(":")[2])
    if blocker is None:
        return _closed(state, event, facts)
    given, errors = read_form(_another_form(blocker, facts), event.values)
    asks_hr = given.get("helper") == "hr"
    if not errors and not asks_hr and not facts.found:
        errors = {"helper_person": Phrase("steps.nobody_found")}
    if errors:
        return state, [RejectForm(errors)]
    helper = "" if asks_hr else facts.found[0].id
    reads = _new_reader(blocker, helper, facts) if helper and event.version in (None, blocker.version) else None
    if reads:
        return _ask_first(state, event, facts, blocker, reads)
    return _pass_on(state, event, facts, blocker, helper, event.version)


def overtaken(state: State, event: Conflict, facts: CheckinFacts) -> Result:
    """Somebody answered while the form was open: its person hears that first, and decides."""
    blocker = facts.blocker(event.form.partition(":")[2])
    if blocker is None:
        return _closed(state, event, facts)
    field = fields_of(_another_form(blocker, facts))[0].name
    refused = RejectForm({field: say("another.overtaken", now=receipts.blocker_status(blocker, facts))})
    after, offered = _ask_first(state, event, facts, blocker)
    return after, [refused, *offered]


def _ask_first(
    state: State,
    event: Clicked | Submitted | Conflict,
    facts: CheckinFacts,
    blocker: Blocker,
    reads: Person | None = None,
) -> Result:
    card = receipts.all_the_same(blocker, facts.found[0] if facts.found else None, facts, reads)
    offered = offers.offered(card, event, blocker)
    return offers.with_offer(state, blocker.id), [*as_it_stands(state, event, facts), offered]


def _closed(state: State, event: Submitted | Conflict, facts: CheckinFacts) -> Result:
    field = "helper" if "helper" in event.values else "helper_person"
    return state, [RejectForm({field: say("blocker.closed")}), *as_it_stands(state, event, facts)]


def leave(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """The raiser leaves it with whom it is."""
    after, settled = offers.decided(state, event.value, event, facts)
    return after, settled


def pass_on(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """The raiser takes the offered helper: the manager's manager, HR, or whom somebody suggested."""
    about, kind, helper, version, named = (*event.value.split(":"), "", "", "", "")[:5]
    blocker = facts.blocker(about)
    if blocker is None:
        return state, as_it_stands(state, event, facts)
    if version and int(version) != blocker.version:
        return _ask_first(state, event, facts, blocker)
    if not (facts.found if kind == "person" else facts.hr):
        gone = Line(say("offer.unreachable"))
        again = offers.offered(receipts.offer_helper(blocker, facts, gone), event, blocker)
        return offers.with_offer(state, blocker.id), [*as_it_stands(state, event, facts), again]
    reads = _new_reader(blocker, helper, facts) if kind == "person" else None
    if reads and reads.id != named:
        return _ask_first(state, event, facts, blocker, reads)
    return _pass_on(state, event, facts, blocker, helper if kind == "person" else "", blocker.version)


def _new_reader(blocker: Blocker, helper: str, facts: CheckinFacts) -> Person | None:
    """The manager whom passing it on lets read it, though nothing has named them: its raiser had another then."""
    manager = facts.manager
    known = blocker.audience in APART or manager is None or manager.id in (helper, blocker.manager_then)
    return None if known else manager


def _pass_on(
    state: State, event: Event, facts: CheckinFacts, blocker: Blocker, helper: str, expects: int | None
) -> Result:
    kind: Literal["person", "hr"] = "person" if helper else "hr"
    asks_manager = bool(facts.manager and helper == facts.manager.id)
    audience = audience_of(kind, apart=blocker.audience in APART and not asks_manager)
    record = Record(
        event.id(f"passed:{blocker.id}"), BlockerPassed(blocker.id, kind, helper), facts.owner.id, blocker.week,
        audience=audience, helper=helper, citable=audience not in APART, expects=expects,
    )  # fmt: skip
    before = moved_on(blocker, "passed", facts)
    now = asked(blocker.id, kind, helper, blocker.week, facts)
    return state, [record, *before, *now, *told_to_weeks(blocker, event, facts, "passed", kind=kind, helper=helper)]
