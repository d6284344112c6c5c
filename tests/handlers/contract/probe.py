"""A conversation that does what it is told, so that every effect and every kind of part can be tried on a platform.

Its owner writes `probe <what> <text>`, or taps a button named `<what>` with the text as its value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from conversations.entries import AgendaItemAdded
from conversations.rules.roster import Person
from conversations.toolkit.cards import (
    Bar,
    Bars,
    Branch,
    Button,
    Card,
    Divider,
    Fields,
    Heading,
    Line,
    Note,
    Points,
    Quote,
    Row,
    Table,
    Tree,
)
from conversations.toolkit.commands import Command
from conversations.toolkit.conversation import Result, State
from conversations.toolkit.effects import (
    Audience,
    Cancel,
    Close,
    Effect,
    ManagerOf,
    OpenForm,
    Record,
    RejectForm,
    Show,
    Start,
    Tell,
    To,
    Wake,
)
from conversations.toolkit.events import Called, Clicked, Due, Event, Looked, Started, Submitted, Told, Typed
from conversations.toolkit.forms import (
    ChoiceField,
    DayField,
    Form,
    Option,
    PersonField,
    Saying,
    TextField,
    TickField,
    read_form,
)
from conversations.toolkit.reader import Reader
from conversations.toolkit.words import Day, Instant, Joined, Phrase, Verbatim, phrases_of

say = phrases_of("probe")
INNER = "inner"
"""The topic of the probe that `start` begins and `tell` tells."""

ONCE = "once"
"""The form that is there until the probe has done a second thing."""

SHORTEST, ROWS = 40, 120
"""Characters that the form's first field takes; rows of the card that is too large for some platforms."""


@dataclass(frozen=True)
class ProbeFacts:
    """Who owns it, who was looked for, when it is."""

    owner: Person
    found: Sequence[Person]
    at: datetime


class Probe:
    """Owned by who calls it."""

    name = "probe"
    commands: Sequence[Command] = (Command("probe", in_menu=False),)

    def key_of(self, reader: Reader, at: datetime) -> str:
        return ""

    def facts(self, reader: Reader, state: State, event: Event | Looked) -> ProbeFacts:
        sought = event.what if isinstance(event, Looked) else ""
        found = reader.find_people(sought) if sought else ()
        return ProbeFacts(reader.person(event.owner) or reader.me, found, event.at)

    def handle(self, state: State, event: Event, facts: ProbeFacts) -> Result:
        match event:
            case Called(arguments=told):
                what, _, text = told.partition(" ")
                return _counted(state), _does(what, text, event)
            case Clicked(button=what, value=text):
                return _counted(state), _does(what, text, event)
            case Submitted():
                return self._submitted(state, event, facts)
            case Typed(text=text):
                return state, [Show(simple("typed", text), To(event.owner), fresh=True)]
            case Due(timer=timer):
                return state, [Show(simple("woken", timer), To(event.owner), slot="woken", fresh=True)]
            case Told(notice=notice):
                return state, [Show(simple("told", notice), To(event.owner), slot="told")]
            case Started():
                return state, [Show(simple("started", event.topic), To(event.owner), slot="started")]
            case _:
                return state, []

    def _submitted(self, state: State, event: Submitted, facts: ProbeFacts) -> Result:
        form = self.form(event.form, state, facts)
        if form is None:
            return state, [RejectForm({"nothing": Phrase("words.over")})]
        given, errors = read_form(form, event.values)
        if errors:
            return state, [RejectForm(errors)]
        told = " / ".join(f"{name}={_plain(answer)}" for name, answer in given.items())
        return state, [Show(simple("submitted", told), To(event.owner), slot="submitted", fresh=True)]

    def form(self, name: str, state: State, facts: ProbeFacts) -> Form | None:
        if name == ONCE and state.answers.get("count") != 1:
            return None
        text = name.partition(":")[2] or "x"
        parts = (
            Saying(say("form.saying", text=text)),
            TextField("what", say("form.what"), say("form.hint"), required=True, value=(text,), max_length=SHORTEST),
            TextField("lines", say("form.lines"), value=(text, text), many=3, max_length=SHORTEST),
            ChoiceField("kind", say("form.kind"), options=(Option("a", say("form.a")), Option("b", say("form.b")))),
            DayField("day", say("form.day"), earliest=facts.at.date()),
            PersonField("who", say("form.who")),
            TickField("tick", say("form.tick")),
        )
        return Form(name, say("form.title"), parts, say("form.submit"))

    def screen(self, name: str, arguments: Mapping[str, str], facts: ProbeFacts) -> Card:
        raise KeyError(name)

    def options(self, field: str, text: str, facts: ProbeFacts) -> Sequence[Option]:
        return [Option(person.id, Verbatim(person.name)) for person in facts.found]


def _plain(answer: object) -> str:
    return ",".join(map(str, answer)) if isinstance(answer, tuple) else str(answer)


def _counted(state: State) -> State:
    count = state.answers.get("count")
    return state.at("probed", count=(count if isinstance(count, int) else 0) + 1)


def simple(name: str, text: str) -> Card:
    """A card with one line and two buttons."""
    buttons = (Button("show", say("tap"), "tapped"), Button("open", say("open"), opens="ask"))
    return Card(f"probe.{name}", say("neutral"), (Heading(say("title")), Line(say("said", text=text))), buttons)


def every_kind(text: str) -> Card:
    """A card with a part and a button of every kind, with this text wherever a text can stand."""
    own, told = Verbatim(text), say("said", text=text)
    body = (
        Heading(own),
        Line(told),
        Note(Joined((own, told))),
        Quote(text, own),
        Row(own, (Button("show", own, text[:40], chosen=True), Button("show", say("tap"), "row")), told),
        Fields(((own, told), (say("title"), Joined((Day(date(2026, 12, 1)), own))))),
        Divider(),
        Points((own,)),
        Points((say("title"), say("tap")), said=True),
        Tree((Branch(own, say("title"), (Branch(told), Branch(Verbatim("*below*"), told))),)),
        Table((own, say("title")), ((told, own), (Verbatim(""), Instant(datetime.fromisoformat("2026-12-01T10:00Z"))))),
        Bars(say("title"), (say("title"), told), (Bar(own, 3, say("title")), Bar(say("title"), 0, told))),
    )
    buttons = (
        Button("show", say("tap"), "primary", "primary"),
        Button("show", own, "plain"),
        Button("open", say("open"), style="quiet", opens="ask"),
        Button("show", say("tap"), "danger", "danger", confirm=say("sure")),
    )
    return Card("probe.kinds", say("neutral"), body, buttons)


def many() -> Card:
    """More buttons than stand side by side in a chat."""
    taps = [Button("show", Verbatim(f"Number {n}"), f"number{n}") for n in range(7)]
    opening = Button("open", say("open"), style="quiet", opens="ask")
    sure = Button("show", say("tap"), "danger", "danger", confirm=say("sure"))
    return replace(simple("many", "many"), buttons=(opening, *taps, sure))


def large() -> Card:
    """More rows than some platforms take in one message; what must stay are its title and its own buttons."""
    rows = tuple(Row(Verbatim(f"row {n} " + "w" * 200), (Button("show", say("tap"), f"row{n}"),)) for n in range(ROWS))
    return replace(simple("large", "large"), body=(Heading(say("title")), *rows))


def _once(text: str) -> Card:
    return replace(simple("once", text), buttons=(Button("open", say("open"), opens=ONCE),))


def _asking(text: str) -> Card:
    return replace(simple("asking", text), asks="anything")


def _record(event: Event, text: str) -> Record:
    entry = AgendaItemAdded(event.id("item"), "marta", text)
    return Record(event.id("record"), entry, event.owner, audience="pair")


_DOES: Mapping[str, Callable[[Event, str], Sequence[Effect]]] = {
    "show": lambda event, text: [Show(simple("shown", text), To(event.owner))],
    "again": lambda event, text: [Show(simple("shown", text), To(event.owner), fresh=True)],
    "put": lambda event, text: [Show(simple("put", text), To(event.owner), slot=text.partition("-")[0])],
    "kinds": lambda event, text: [Show(every_kind(text), To(event.owner), slot="kinds")],
    "many": lambda event, text: [Show(many(), To(event.owner), slot="many")],
    "large": lambda event, text: [Show(large(), To(event.owner), slot="large", fresh=True)],
    "ask": lambda event, text: [Show(_asking(text), To(event.owner), fresh=True)],
    "once": lambda event, text: [Show(_once(text), To(event.owner), slot="once")],
    "manager": lambda event, text: [Show(simple("for_manager", text), ManagerOf(event.owner), slot="manager")],
    "hr": lambda event, text: [Show(simple("for_hr", text), Audience("hr"), slot="hr")],
    "open": lambda event, text: [OpenForm("ask")],
    "wake": lambda event, text: [Wake("alarm", event.at + timedelta(hours=1))],
    "cancel": lambda event, text: [Cancel("alarm")],
    "record": lambda event, text: [_record(event, text), Show(simple("recorded", text), To(event.owner), slot="rec")],
    "start": lambda event, text: [Start("probe", event.owner, INNER)],
    "tell": lambda event, text: [Tell("probe", event.owner, INNER, text)],
    "close": lambda event, text: [Close()],
    "fail": lambda event, text: _fail(text),
}


def _does(what: str, text: str, event: Event) -> Sequence[Effect]:
    return _DOES[what](event, text)


def _fail(text: str) -> Sequence[Effect]:
    raise RuntimeError(text)


def neutral_of(card: Card) -> Phrase:
    """All that a notification may show of a card."""
    return card.neutral


probe = Probe()
