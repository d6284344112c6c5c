"""Cards and forms of every kind, as a company's week would show them."""

from datetime import UTC, date, datetime

from conversations.rules.roster import Department, Person
from conversations.toolkit.cards import Button, Card, Divider, Fields, Heading, Line, Note, Quote, Row, Table
from conversations.toolkit.forms import ChoiceField, DayField, Form, Option, PersonField, Saying, TextField, TickField
from conversations.toolkit.words import Joined, Verbatim, phrases_of

say = phrases_of("sample")
MONDAY = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)

DEPARTMENTS = (
    Department("production", {"en": "Production", "zh-CN": "生产"}, opened=True),
    Department("sales", {"en": "Sales", "zh-CN": "销售"}, opened=True),
    Department("people", {"en": "People", "zh-CN": "人力资源"}, opened=True),
)
MARTA = Person(
    "marta",
    "Marta Novák",
    "marta@example.com",
    "production",
    "sofia",
    "Head of production",
    zone="Europe/Prague",
    is_manager=True,
)
ALICE = Person(
    "alice", "Alice Brown", "alice@example.com", "production", "marta", "Process engineer", zone="Europe/London"
)
LIJING = Person("lijing", "李静", "lijing@example.com", "sales", "xiaodong", "大客户经理", "zh-CN", "Asia/Shanghai")
XIAODONG = Person(
    "xiaodong",
    "马晓东",
    "xiaodong@example.com",
    "sales",
    "sofia",
    "销售负责人",
    "zh-CN",
    "Asia/Shanghai",
    is_manager=True,
)
SOFIA = Person(
    "sofia",
    "Sofia Lindqvist",
    "sofia@example.com",
    "people",
    "",
    "Managing director",
    zone="Europe/Stockholm",
    is_manager=True,
)
TOMAS = Person("tomas", "Tomás Ruiz", "tomas@example.com", "production", "marta", "Shift lead", zone="Europe/Madrid")
RUI = Person(
    "rui",
    "Rui Costa",
    "rui@example.com",
    "people",
    "sofia",
    "HR partner",
    zone="Europe/Lisbon",
    roles=frozenset({"hr"}),
)
PEOPLE = (SOFIA, MARTA, XIAODONG, ALICE, LIJING, TOMAS, RUI)

PLANS = {
    "en": ("Commission the second dryer", "Write the changeover checklist with Tomás", "Quote for the new filter"),
    "zh-CN": ("完成二号烘干机调试", "和陈宇一起写换线检查表", "新滤芯的报价"),
}


def welcome() -> Card:
    return Card(
        "welcome",
        say("welcome.neutral"),
        (Heading(say("welcome.title")), Line(say("welcome.line")), Line(say("welcome.not_for"))),
    )


def checkin(language: str, outcomes: dict[str, str] | None = None) -> Card:
    chosen = outcomes or {}
    rows = tuple(
        Row(
            Verbatim(plan),
            tuple(
                Button("outcomes", say(f"checkin.{each}"), f"{n}:{each}", chosen=chosen.get(str(n)) == each)
                for each in ("done", "continue", "drop")
            ),
        )
        for n, plan in enumerate(PLANS[language])
    )
    return Card(
        "checkin",
        say("checkin.neutral"),
        (Heading(say("checkin.title")), Line(say("checkin.plans")), *rows, Note(say("checkin.reads"))),
        (
            Button("answer", say("checkin.answer"), style="primary", opens="checkin"),
            Button("as_planned", say("checkin.planned")),
            Button("skip", say("checkin.pause"), style="quiet", confirm=say("checkin.pause_sure")),
        ),
    )


def asking() -> Card:
    return Card(
        "ask",
        say("ask.neutral"),
        (Line(say("ask.title")), Note(say("ask.body"))),
        (Button("none", say("ask.none")), Button("form", say("ask.as_form"), style="quiet", opens="checkin")),
        asks="stuck_on",
    )


def recap(language: str) -> Card:
    plans = tuple(Verbatim(plan) for plan in PLANS[language])
    return Card(
        "recap",
        say("recap.neutral"),
        (
            Heading(say("recap.title")),
            Fields(
                (
                    (say("recap.done"), plans[0]),
                    (say("recap.next"), Joined(plans[1:])),
                    (say("recap.stuck"), say("recap.nothing")),
                )
            ),
            Note(say("recap.closes")),
        ),
        (
            Button("edit", say("recap.edit"), opens="checkin"),
            Button("undo", say("recap.undo"), style="danger"),
        ),
    )


def receipt(words: str) -> Card:
    return Card(
        "receipt",
        say("receipt.neutral"),
        (Heading(say("receipt.title")), Quote(words, say("receipt.by")), Line(say("receipt.line"))),
        (
            Button("solved", say("receipt.solved"), style="primary"),
            Button("open", say("receipt.open")),
            Button("next", say("receipt.next"), style="quiet"),
        ),
    )


def digest() -> Card:
    def taps(n: int) -> tuple[Button, ...]:
        return (
            Button("take", say("digest.take"), str(n), opens="checkin"),
            Button("reply", say("digest.reply"), str(n), opens="checkin"),
            Button("one_on_one", say("digest.one_on_one"), str(n)),
        )

    cell = Verbatim
    rows = (
        (cell("Tomás Ruiz"), say("digest.of"), cell("Night shift handover, spare parts count")),
        (cell("陈宇"), say("digest.of2"), cell("新供应商首批来料检验")),
        (cell("Ines Moreau"), say("digest.away"), cell("")),
    )
    return Card(
        "digest",
        say("digest.neutral"),
        (
            Heading(say("digest.title")),
            Heading(say("digest.stuck")),
            Row(say("digest.sensors"), taps(0), say("digest.sensors_detail")),
            Row(say("digest.access"), taps(1), say("digest.access_detail")),
            Divider(),
            Heading(say("digest.rest")),
            Table((say("digest.who"), say("digest.last"), say("digest.plan")), rows),
            Note(say("digest.note")),
        ),
        (Button("all", say("digest.all"), style="primary"),),
    )


def checkin_form(language: str, stuck: str = "no") -> Form:
    return Form(
        "checkin",
        say("form.title"),
        (
            Saying(say("form.saying")),
            TextField(
                "priorities",
                say("form.priorities"),
                say("form.priorities_hint"),
                True,
                value=PLANS[language][1:],
                many=3,
            ),
            ChoiceField(
                "stuck",
                say("form.stuck"),
                options=(Option("no", say("form.no")), Option("yes", say("form.yes"))),
                value=stuck,
            ),
            TextField("what", say("form.what"), say("form.what_hint"), shown_when=("stuck", "yes"), lines=3),
            PersonField("helper", say("form.helper"), say("form.helper_hint"), shown_when=("stuck", "yes")),
            DayField("needed_by", say("form.needed_by"), shown_when=("stuck", "yes"), earliest=date(2026, 11, 30)),
            ChoiceField(
                "energy",
                say("form.energy"),
                say("form.energy_hint"),
                options=tuple(Option(str(n), Verbatim(str(n))) for n in range(1, 6)),
            ),
            ChoiceField(
                "kind",
                say("form.kind"),
                options=tuple(Option(each, say(f"form.{each}")) for each in ("calm", "mixed", "wild")),
                look="menu",
            ),
            TickField("cite", say("form.cite")),
        ),
        say("form.submit"),
        version=3,
    )
