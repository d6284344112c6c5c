"""The first message to a person: who asked for this, why, what it is not for, who reads what, how to stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations.entries import ManagerDisputed, Welcomed
from conversations.rules.roster import Person, called
from conversations.rules.weeks import week_of
from conversations.toolkit.cards import Button, Card, Fields, Heading, Line, Note, Part
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Effect, Record, Show, Start, Tell, To
from conversations.toolkit.events import Clicked, Event, Looked, Started
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reaching import reachable
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import Joined, Phrase, Text, Verbatim, phrases_of

say = phrases_of("welcome")
MOST_HR = 10
"""HR people who are told of a wrong manager; the rest of a large department sees it in the roster."""


@dataclass(frozen=True)
class WelcomeFacts:
    """Whose first message it is, who asked for all this, the manager, HR, the owner's present week, and the lead who
    reads beside the manager.
    """

    owner: Person
    sponsor: Person | None
    manager: Person | None
    hr: Sequence[Person]
    week: str
    lead: Person | None = None


class Welcome:
    """Owned by the person who is welcomed; sent once, kept readable afterwards."""

    name = "welcome"
    commands: Sequence[Command] = ()

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Everybody has one."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> WelcomeFacts:
        """Fetch the names that the message gives."""
        owner = reader.person(event.owner) or reader.me
        local = event.at.astimezone(ZoneInfo(owner.zone)).date()
        manager = reader.manager_of(owner.id)
        # A manager who is HR as well is not the one to tell that she is the wrong one.
        hr = [person for person in reachable(reader, reader.people_with_role("hr")) if person != manager]
        lead = reader.person(owner.lead) if owner.lead else None
        return WelcomeFacts(owner, reader.sponsor(), manager, hr, str(week_of(local)), lead)

    def handle(self, state: State, event: Event, facts: WelcomeFacts) -> Result:
        """Play one event."""
        match event:
            case Started(arguments={"topic": "manager"}):
                return state, [Show(_about_manager(state, facts), To(event.owner), slot="manager", fresh=True)]
            case Started() if not state.stage:
                welcomed = Record(event.id("welcomed"), Welcomed(), event.owner, audience="self")
                # What colleagues asked of somebody who could not be written to comes as soon as that may be.
                waits = Tell("goals", event.owner, "", "proposed", if_begun=True)
                return state.at("sent"), [welcomed, _show(state.at("sent"), event, facts, prompt=True), waits]
            case Clicked(button="begin"):
                begun = state.at("begun")
                start = Start("weekly_checkin", event.owner, facts.week)
                return begun, [_show(begun, event, facts), start]
            case Clicked(button="another_time"):
                return state, [Start("settings", event.owner, arguments={"topic": "slot"})]
            case Clicked(button="not_my_manager") if facts.manager and facts.manager.id == event.value:
                # HR is told once of one manager, however often it is said.
                again = [Show(_told(facts), To(event.owner), slot="manager")]
                return (state, again) if _is_disputed(state, facts) else _dispute(state, event, facts, facts.manager)
            case _:
                return state, []

    def form(self, name: str, state: State, facts: WelcomeFacts) -> Form:
        """It has no forms."""
        raise KeyError(name)

    def screen(self, name: str, arguments: Mapping[str, str], facts: WelcomeFacts) -> Card:
        """The message as a page, to read again."""
        return _card(State("begun"), facts)

    def options(self, field: str, text: str, facts: WelcomeFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()


def who_reads(manager: Person | None, lead: Person | None) -> Fields:
    """Who reads what, by name: what everybody sees before the first answer (product 0.3, 1.4)."""
    plans: Text = say("reads.you_and", manager=manager.name) if manager else say("reads.only_you")
    if manager and lead:
        plans = say("reads.you_and_both", manager=manager.name, lead=lead.name)
    helper: Text = say("reads.helper", manager=manager.name) if manager else say("reads.helper_only")
    return Fields(
        (
            (say("reads.plans"), plans),
            (say("reads.stuck"), helper),
            (say("reads.energy"), say("reads.only_you_ever")),
            (say("reads.hr"), say("reads.hr_no")),
        )
    )


def names_of(people: Sequence[Person]) -> Text:
    """Several names in one text."""
    return Joined(tuple(Verbatim(person.name) for person in people))


def _card(state: State, facts: WelcomeFacts) -> Card:
    body: list[Part] = [
        Heading(say("title", name=called(facts.owner))),
        Line(_who_asked(facts)),
        Line(say("why")),
        Line(say("not_for")),
        Heading(say("reads.title")),
        who_reads(facts.manager, facts.lead),
        Note(say("reads.quoted")),
    ]
    if facts.owner.is_manager:
        body.append(Line(say("for_managers")))
    body.append(Line(say("control")))
    if state.stage == "begun":
        body.append(Note(say("begun")))
    if _is_disputed(state, facts):
        body.append(Note(_disputed(facts)))
    return Card("welcome.first", say("neutral"), tuple(body), _buttons(state, facts))


def _who_asked(facts: WelcomeFacts) -> Phrase:
    if facts.sponsor is None:
        return say("asked.company")
    if facts.sponsor.id == facts.owner.id:
        return say("asked.yourself")
    return say("asked.sponsor", sponsor=facts.sponsor.name)


def _buttons(state: State, facts: WelcomeFacts) -> tuple[Button, ...]:
    buttons = [] if state.stage == "begun" else [Button("begin", say("buttons.begin"), style="primary")]
    buttons.append(Button("another_time", say("buttons.another_time")))
    if facts.manager and not _is_disputed(state, facts):
        buttons.append(_not_my_manager(facts.manager))
    return tuple(buttons)


def _not_my_manager(manager: Person) -> Button:
    label = say("buttons.not_my_manager", manager=manager.name)
    return Button("not_my_manager", label, manager.id, "quiet", confirm=say("dispute.confirm"))


def _is_disputed(state: State, facts: WelcomeFacts) -> bool:
    """Whether HR was told already that the present manager is none of theirs."""
    return facts.manager is not None and state.answers.get("disputed") == facts.manager.id


def _about_manager(state: State, facts: WelcomeFacts) -> Card:
    if facts.manager is None:
        hr = say("dispute.no_manager", hr=names_of(facts.hr)) if facts.hr else say("dispute.no_manager_no_hr")
        return Card("welcome.manager", say("neutral"), (Line(hr),))
    if _is_disputed(state, facts):
        return _told(facts)
    body = (Line(say("dispute.present", manager=facts.manager.name)), Note(say("dispute.effect")))
    return Card("welcome.manager", say("neutral"), body, (_not_my_manager(facts.manager),))


def _dispute(state: State, event: Clicked, facts: WelcomeFacts, manager: Person) -> Result:
    entry = event.id("disputed")
    disputed = state.at(state.stage, disputed=manager.id) if facts.hr else state
    effects: list[Effect] = [
        Record(entry, ManagerDisputed(manager.id), event.owner, audience="hr"),
        Show(_told(facts), To(event.owner), slot="manager"),
    ]
    if state.stage:
        effects.append(_show(disputed, event, facts))
    for person in facts.hr[:MOST_HR]:
        card = _for_hr(facts.owner, manager)
        told = Show(card, To(person.id), slot="dispute", about=(entry,), fresh=True, prompt=True, kind="colleague")
        effects.append(told)
    return disputed, effects


def _told(facts: WelcomeFacts) -> Card:
    return Card("welcome.told", say("neutral"), (Line(_disputed(facts)), Note(say("dispute.meanwhile"))))


def _disputed(facts: WelcomeFacts) -> Phrase:
    return say("dispute.told", hr=names_of(facts.hr)) if facts.hr else say("dispute.told_nobody")


def _for_hr(owner: Person, manager: Person) -> Card:
    body = (
        Line(say("dispute.for_hr", name=owner.name, manager=manager.name)),
        Note(say("dispute.for_hr_how")),
    )
    return Card("welcome.dispute", say("dispute.neutral"), body)


def _show(state: State, event: Event, facts: WelcomeFacts, prompt: bool = False) -> Effect:
    return Show(_card(state, facts), To(event.owner), prompt=prompt, kind="notice")


welcome = Welcome()
