"""Who may help with what is stuck: asked before anybody is told, HR first where it is about how somebody is treated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from zlib import crc32

from conversations.entries import BlockerRaised, HelperKind
from conversations.rules.helping import audience_of
from conversations.toolkit.cards import Button, Card, Line, Note, Part, Quote, Row, Style
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.dialogue import CLOSED, SHARED
from conversations.toolkit.effects import RejectForm, Show, To
from conversations.toolkit.events import Clicked, Event, Started, Submitted, Typed
from conversations.toolkit.forms import Form, PersonField
from conversations.toolkit.typed_days import day_in
from conversations.toolkit.understand import intent_in, is_for_hr_alone, says_something
from conversations.toolkit.words import Day, Joined, Phrase, Verbatim, phrases_of
from conversations.weekly_checkin import noted
from conversations.weekly_checkin.asked_for import day_needed
from conversations.weekly_checkin.facts import CheckinFacts, noted_in
from conversations.weekly_checkin.hr_alone import is_delicate, is_for_hr_first
from conversations.weekly_checkin.questions import helper_hint
from conversations.weekly_checkin.raising import raise_blocker
from conversations.weekly_checkin.receipts import blocker_status
from conversations.weekly_checkin.status import without_energy
from conversations.weekly_checkin.unlabelled import unlabelled
from conversations.weekly_checkin.waiting import WHO, Waiting, waiting_in, with_waiting, without_waiting

say = phrases_of("weekly_checkin")

NO_DAY = "no_day"


def _is_for_hr_alone(text: str, facts: CheckinFacts) -> bool:
    return is_for_hr_alone(text, facts.vocabulary, facts.manager)


def ask(state: State, event: Started, facts: CheckinFacts) -> Result:
    """Ask who may help with what somebody said elsewhere."""
    text, _ = without_energy(event.arguments["stuck"].strip(), state, facts)
    if not says_something(text):
        return noted.ask(state, replace(event, arguments={"stuck": noted.NOTHING_SAID}), facts)
    if len(text) > noted.LONGEST:
        return noted.ask(state, event, facts)
    found = tuple(each for each in facts.found if each != facts.manager)
    by = event.arguments.get("named", "")
    apart = "apart" in event.arguments
    return ask_about(text, state, event, replace(facts, found=found), apart=apart, by=by)


def ask_about(
    text: str, state: State, event: Event, facts: CheckinFacts, *, apart: bool = False, by: str = ""
) -> Result:
    """Ask who may help with these words, but for the manager if it is kept `apart`; nobody has them yet, and what was
    asked about before stays as it is. `by` are words that say the day where those do not.
    """
    day = day_needed(text, facts.today, facts.vocabulary) or day_in(by, facts.today, facts.vocabulary)
    waiting = Waiting(event.id("whom"), text, facts.found[0].id if facts.found else "", day, apart)
    return ask_of(waiting, state, event, facts, fresh=True)


def ask_of(waiting: Waiting, state: State, event: Event, facts: CheckinFacts, *, fresh: bool = False) -> Result:
    """The question about what waits, which remembers whom it names: `fresh` at the end of the chat."""
    asked = replace(waiting, hr=_hr_named(facts))
    card = _card(asked, facts)
    # While the week is still asked about, its own question is the one that listens.
    heard = replace(card, asks=WHO, casually=True) if state.stage in (SHARED, CLOSED) else card
    show = Show(heard, To(event.owner), slot=_slot(asked.id), fresh=fresh)
    return with_waiting(state, asked), [show]


def _slot(id_: str) -> str:
    return f"whom.{id_}"


def _card(waiting: Waiting, facts: CheckinFacts) -> Card:
    text, id_ = waiting.text, waiting.id
    delicate, hr_first = _is_apart(waiting, facts), is_for_hr_first(text, facts)
    manager = (
        () if waiting.apart or _is_for_hr_alone(text, facts) else _manager(id_, facts, first=delicate and not hr_first)
    )
    ways = (*manager, _colleague(id_), *_hr(id_, facts, first=hr_first))
    leave = Button("whom", say("raise.never_mind"), id_, style="quiet")
    readers = Note(_readers(facts, delicate=delicate))
    body = (*_heard(text, facts), Quote(text), *_needed(waiting, facts), Line(say("whom.ask")), readers)
    # Whoever stands in such words may be who they are about.
    named = () if delicate and not waiting.named else _named(waiting, facts)
    buttons = (*named, *(reversed(ways) if hr_first else ways), leave)
    return Card("weekly_checkin.whom", say("neutral"), body, buttons)


def _is_apart(waiting: Waiting, facts: CheckinFacts) -> bool:
    """Whether a colleague is asked without the manager."""
    return waiting.apart or is_delicate(waiting.text, facts)


def _named(waiting: Waiting, facts: CheckinFacts) -> Iterator[Button]:
    """The colleague whom the words name, before all others."""
    person = facts.people.get(waiting.person)
    if person:
        yield Button("whom", Verbatim(person.name), f"{waiting.id}:person:{person.id}", "primary")


def _needed(waiting: Waiting, facts: CheckinFacts) -> Iterator[Part]:
    if by := _by(waiting, facts):
        leave_out = Button("whom", say("whom.no_day"), f"{waiting.id}:{NO_DAY}", "quiet")
        yield Row(say("whom.by", day=Day(by)), (leave_out,))


def _by(waiting: Waiting, facts: CheckinFacts) -> date | None:
    """The day by which the words need it, as long as it is not past."""
    return waiting.by if waiting.by and waiting.by >= facts.today else None


def _heard(text: str, facts: CheckinFacts) -> Iterator[Part]:
    if intent_in(text, facts.vocabulary) == "mistreated":
        yield Line(say("whom.heard"))


def _manager(id_: str, facts: CheckinFacts, *, first: bool) -> Iterator[Button]:
    if facts.manager:
        style: Style = "primary" if first else "plain"
        yield Button("whom", Verbatim(facts.manager.name), f"{id_}:manager:{facts.manager.id}", style)


def _colleague(id_: str) -> Button:
    return Button("whom_else", say("helper.options.person"), opens=f"whom:{id_}")


def _hr(id_: str, facts: CheckinFacts, *, first: bool) -> Iterator[Button]:
    if facts.hr:
        yield Button("whom", say("whom.hr"), f"{id_}:hr:{_hr_named(facts)}", "primary" if first else "plain")


def _hr_named(facts: CheckinFacts) -> str:
    """By what a tap knows the people of HR whom its card named, however many they are."""
    return str(crc32(" ".join(sorted(each.id for each in facts.hr)).encode()))


def _readers(facts: CheckinFacts, *, delicate: bool) -> Phrase:
    if not facts.hr:
        return say("whom.nobody_in_hr")
    names = Joined(tuple(Verbatim(each.name) for each in facts.hr))
    return say("whom.apart" if delicate else "whom.readers", hr=names)


def form(state: State, facts: CheckinFacts, about: str) -> Form | None:
    """The form that asks which colleague; none once the question is over."""
    waiting = waiting_in(state).get(about)
    if waiting is None:
        return None
    hint = say(f"helper_person.{helper_hint(apart=_is_apart(waiting, facts))}")
    who = PersonField("helper_person", say("helper_person.label"), hint, required=True)
    return Form(f"whom:{about}", say("whom.ask"), (who,), say("another.submit"), _seen(waiting.text, facts))


def _seen(text: str, facts: CheckinFacts) -> int:
    """What the form rests on: the words, and the manager of whom it says whether they read them."""
    return crc32(f"{facts.manager.id if facts.manager else ''}\n{text}".encode())


def chosen(state: State, event: Clicked, facts: CheckinFacts) -> Result:
    """Tell whom the tap names, as long as it is who the card said; or nobody."""
    id_, kind, helper = (*event.value.split(":"), "", "")[:3]
    waiting = waiting_in(state).get(id_)
    if waiting is None or not kind:
        return without_waiting(state, id_), [_settled(id_, event, say("raise.dropped"))]
    if kind == "person" and facts.found:
        return _told(waiting, "person", facts.found[0].id, state, event, facts)
    if kind == "hr" and facts.hr and helper == _hr_named(facts):
        return _told(waiting, "hr", "", state, event, facts)
    if kind == "manager" and facts.manager and facts.manager.id == helper:
        return _told(waiting, "manager", helper, state, event, facts)
    left = replace(waiting, by=None) if kind == NO_DAY else waiting
    return ask_of(left, state, event, facts)


def told_hr(waiting: Waiting, state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """Tell HR alone, as the tap does; None where others are in HR than the card named."""
    return _told(waiting, "hr", "", state, event, facts) if waiting.hr == _hr_named(facts) else None


def told_named(waiting: Waiting, who: str, state: State, event: Typed, facts: CheckinFacts) -> Result | None:
    """Tell the manager or the colleague whom a reply names, as the tap of that name does; None where the card has no
    such tap, or the manager may not be meant to read it.
    """
    if _is_apart(waiting, facts) or _is_for_hr_alone(waiting.text, facts) or is_for_hr_first(waiting.text, facts):
        return None
    if who == "manager" and facts.manager:
        return _told(waiting, "manager", facts.manager.id, state, event, facts)
    named = who == "person" and [each.id for each in facts.found] == [waiting.person]
    return _told(waiting, "person", waiting.person, state, event, facts) if named else None


def colleague(state: State, event: Submitted, facts: CheckinFacts) -> Result:
    """Tell the colleague whom the form names."""
    waiting = waiting_in(state).get(event.form.partition(":")[2])
    if waiting is None:
        return state, [RejectForm({"helper_person": say("blocker.closed")})]
    if event.version not in (None, _seen(waiting.text, facts)):
        moved_on = RejectForm({"helper_person": say("form.moved_on")})
        after, asked = ask_of(waiting, state, event, facts)
        return after, [moved_on, *asked]
    if not facts.found:
        return state, [RejectForm({"helper_person": Phrase("steps.nobody_found")})]
    return _told(waiting, "person", facts.found[0].id, state, event, facts)


def _told(waiting: Waiting, kind: HelperKind, helper: str, state: State, event: Event, facts: CheckinFacts) -> Result:
    manager = facts.manager.id if facts.manager else ""
    kind = "manager" if helper and helper == manager else kind
    what = unlabelled(waiting.text, facts.vocabulary)
    raised = BlockerRaised(event.id("noted"), what, kind, helper, _by(waiting, facts))
    audience = audience_of(kind, apart=kind != "manager" and _is_apart(waiting, facts))
    standing = facts.after_raising(raised, audience)
    after = without_waiting(state, waiting.id).at(state.stage, noted=[*noted_in(state), raised.blocker])
    return after, [
        *raise_blocker(raised, audience, event, facts),
        _settled(waiting.id, event, say("whom.ask"), *_asked(raised.blocker, standing)),
        noted.card_of(raised.blocker, event, standing, Note(say("raise.noted")), fresh=True),
    ]


def _asked(id_: str, facts: CheckinFacts) -> Iterator[Part]:
    blocker = facts.blocker(id_)
    if blocker:
        yield Line(blocker_status(blocker, facts))


def _settled(id_: str, event: Event, line: Phrase, *outcome: Part) -> Show:
    card = Card("weekly_checkin.whom.settled", say("neutral"), (Line(line), *outcome))
    return Show(card, To(event.owner), slot=_slot(id_))
