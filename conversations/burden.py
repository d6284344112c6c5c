"""The burden: what the bot cost people, and how they found their talks, for HR; of five and more, never one person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from conversations.rules.budget import EVERYBODY, MANAGERS
from conversations.rules.burden import SECONDS_A_MESSAGE, SECONDS_A_QUESTION, Average, minutes, month_of
from conversations.rules.roster import Person
from conversations.rules.small_groups import LEAST
from conversations.rules.talk_pulse import Tally, last_quarter, together
from conversations.rules.weeks import local_day
from conversations.toolkit.cards import Button, Card, Heading, Line, Note, Part, Table
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import Show, Start, To
from conversations.toolkit.events import Called, Clicked, Event, Looked, Started
from conversations.toolkit.forms import Form, Option
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import Fact, Joined, Phrase, Text, Verbatim, phrases_of

say = phrases_of("burden")


@dataclass(frozen=True)
class Month:
    """The averages of a month: the company's, if it has one, and those of its departments."""

    name: str
    company: Average | None
    departments: Sequence[Average]


@dataclass(frozen=True)
class BurdenFacts:
    """Who asks, and for HR the months and the departments' names in their language."""

    me: Person
    months: Sequence[Month]
    names: Mapping[str, str]
    talks: Sequence[Tally] = ()

    @property
    def is_hr(self) -> bool:
        """Whether they may see averages by department."""
        return "hr" in self.me.roles


class BurdenConversation:
    """Owned by the HR person who looks."""

    name = "burden"
    commands: Sequence[Command] = (Command("burden", roles=("hr",)),)

    def key_of(self, reader: Reader, at: datetime) -> str:
        """Everybody in HR has one."""
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> BurdenFacts:
        """Fetch the averages of the last two months that are over; none for those who are not HR."""
        me = reader.person(event.owner) or reader.me
        if "hr" not in me.roles:
            return BurdenFacts(me, (), {})
        today = local_day(event.at, me.zone)
        last = today.replace(day=1) - timedelta(days=1)
        days = {"last_month": last, "month_before": last.replace(day=1) - timedelta(days=1)}
        months = {name: month_of(day) for name, day in days.items()}
        found = [
            Month(name, reader.average_burden(month), reader.burden_by_department(month))
            for name, month in months.items()
        ]
        names = {each.id: each.name.get(me.language) or each.id for each in reader.departments()}
        return BurdenFacts(me, found, names, reader.talk_pulse(last_quarter(today)))

    def handle(self, state: State, event: Event, facts: BurdenFacts) -> Result:
        """Play one event."""
        match event:
            case Started() | Called():
                return state.at("shown"), [Show(_card(facts), To(event.owner), fresh=True)]
            case Clicked(button="settings"):
                return state, [Start("settings", event.owner)]
            case _:
                return state, []

    def form(self, name: str, state: State, facts: BurdenFacts) -> Form:
        """It has no forms."""
        raise KeyError(name)

    def screen(self, name: str, arguments: Mapping[str, str], facts: BurdenFacts) -> Card:
        """The averages as a page."""
        return _card(facts)

    def options(self, field: str, text: str, facts: BurdenFacts) -> Sequence[Option]:
        """None of its fields has any."""
        return ()


def _card(facts: BurdenFacts) -> Card:
    if not facts.is_hr:
        own = Button("settings", say("buttons.settings"))
        return Card("burden.refused", say("neutral"), (Line(say("refused")),), (own,))
    shown = [part for month in facts.months for part in _month(month, facts)]
    none = [] if shown else [Line(say("none", n=LEAST))]
    return Card("burden.averages", say("neutral"), (Heading(say("title")), *none, *shown, *_notes(), *_talks(facts)))


def _month(month: Month, facts: BurdenFacts) -> Iterator[Part]:
    if month.company is None or not month.company.messages:
        return
    yield Heading(say(month.name))
    yield Line(_company(month.company))
    columns = tuple(say(f"columns.{name}") for name in ("department", "people", "messages", "minutes"))
    rows = tuple(_row(average, facts) for average in month.departments)
    if len(rows) > 1:
        yield Table(columns, rows)


def _company(average: Average) -> Phrase:
    facts: dict[str, Fact] = {
        "messages": _number(average.messages),
        "minutes": say("minutes", n=minutes(average.seconds)),
    }
    exempt = _number(average.exempt)
    return say("company", exempt=exempt, **facts) if exempt != _number(0) else say("company_within", **facts)


def _row(average: Average, facts: BurdenFacts) -> tuple[Text, ...]:
    names = tuple(_name(each, facts) for each in average.departments)
    return (
        Joined(names),
        Verbatim(str(average.people)),
        Verbatim(_number(average.messages)),
        say("minutes", n=minutes(average.seconds)),
    )


def _talks(facts: BurdenFacts) -> Iterator[Part]:
    """How talks were felt, in the quarter that is over: the company's numbers, then its departments'."""
    if not facts.talks:
        return
    whole = together(facts.talks)
    yield Heading(say("talks.title"))
    yield Line(say("talks.whole", n=whole.people, useful=whole.useful, respectful=whole.respectful))
    if len(facts.talks) > 1:
        columns = tuple(
            say(name) for name in ("columns.department", "talks.people", "talks.useful", "talks.respectful")
        )
        yield Table(columns, tuple(_felt(each, facts) for each in facts.talks))
    yield Note(say("talks.how", n=LEAST))


def _felt(tally: Tally, facts: BurdenFacts) -> tuple[Text, ...]:
    names = Joined(tuple(_name(each, facts) for each in tally.departments))
    return (names, *(Verbatim(str(n)) for n in (tally.people, tally.useful, tally.respectful)))


def _name(department: str, facts: BurdenFacts) -> Text:
    return Verbatim(facts.names.get(department, department)) if department else say("no_department")


def _number(average: float) -> str:
    return f"{average:.1f}"


def _notes() -> Iterator[Part]:
    yield Note(say("how", a_message=SECONDS_A_MESSAGE, a_question=SECONDS_A_QUESTION, n=LEAST))
    limits = {"messages": EVERYBODY.messages, "requests": EVERYBODY.requests}
    yield Note(say("budget", **limits, messages_lead=MANAGERS.messages, requests_lead=MANAGERS.requests))


burden = BurdenConversation()
