"""The cards of help: what one can do here, answers to what people ask first, and "did you mean"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from conversations.help.facts import ANSWERED, HelpFacts
from conversations.help.later import OF_A_BLOCKER
from conversations.rules.roster import called
from conversations.toolkit.cards import Button, Card, Divider, Heading, Line, Note, Part, Quote, Row, Style
from conversations.toolkit.commands import Command
from conversations.toolkit.understand import is_for_hr_alone
from conversations.toolkit.words import Day, Joined, Phrase, Text, Verbatim, phrases_of
from conversations.welcome import names_of, who_reads

say = phrases_of("help")
ROLES = ("everyone", "manager", "hr")
ALSO = ("one-on-one", "prep", "improve", "phrase", "pause", "away", "language", "privacy", "sign-in")
"""What has a button below, unless this person's roles give it a row above."""

STUCK = "stuck"
"""What the offer to note what is stuck asks."""

WHETHER, WHICH, ORDER, PLAN_OR_STUCK = "meant_or_not", "which_meant", "answer_or_order", "plan_or_stuck"
DOUBTS = frozenset({WHETHER, WHICH, ORDER, PLAN_OR_STUCK})
"""What the cards ask that wonder what words are meant for: they hear their own buttons' words, and no others."""

GREETED = ("hello", "trying", "resume")
"""Intents whose answer says who writes here and what is open."""

AFTER: Mapping[str, tuple[str, ...]] = {
    "hello": ("checkin", "settings", "help"),
    "trying": ("checkin", "settings", "help"),
    "resume": ("checkin", "settings", "help"),
    "late": ("checkin", "away"),
    "missing": ("team",),
    "pay": ("privacy", "checkin"),
    "thanks": (),
    "time": ("slot", "pause"),
    "later": ("slot", "pause"),
    "never_mind": (),
    "human": (),
    "distress": (),
    "leaving": (),
    "erase": ("privacy",),
    "okay": (),
    "change": ("checkin", "goal", "settings"),
    "undo": ("checkin", "goal", "settings"),
    "seen": ("checkin", "privacy"),
    "mood": ("checkin",),
    "shrug": ("checkin",),
    "why": ("privacy",),
    "payday": (),
    "solved": ("checkin",),
}
"""What can be tapped below the answer to what somebody typed first."""


def overview(facts: HelpFacts) -> Card:
    """What this person can do here, by role, each with its button."""
    body = (Heading(say("title")), Line(say("how")), *_offered(facts), Note(say("goals")), Note(say("note")))
    return Card("help.overview", say("neutral"), body, _more(facts))


def home(facts: HelpFacts) -> Card:
    """The page to come back to: what is open for this person, their week, and what they can do."""
    body: list[Part] = [Heading(say("home.title")), *_open(facts)]
    if facts.plans:
        planned = Joined(tuple(Verbatim(plan) for plan in facts.plans), "listed")
        body.append(Line(say("home.plans", plans=planned)))
    body += [Divider(), Heading(say("title")), *_offered(facts)]
    return Card("help.home", say("neutral"), tuple(body), _more(facts))


def _offered(facts: HelpFacts) -> Iterator[Part]:
    """Each command once, under the first of their roles that it is for."""
    shown = {"help"}
    for role in ROLES:
        mine = facts.commands if role in facts.roles else ()
        offered = [one for one in mine if role in one.roles and one.name not in shown]
        shown |= {one.name for one in offered}
        if offered and role != "everyone":
            yield Heading(say(f"role.{role}"))
        yield from (_row(command) for command in offered)


def _more(facts: HelpFacts) -> tuple[Button, ...]:
    above = {command.name for command in facts.commands}
    return tuple(button for name in ALSO if name not in above for button in call(name, facts))


def answer(intent: str, facts: HelpFacts) -> Card:
    """A plain answer to what somebody typed first, with what helps next."""
    body: list[Part] = [Line(_line(intent, facts))]
    if intent in GREETED:
        body.extend(_open(facts))
    if intent in ("mood", "shrug"):
        body.append(_checkin(facts))
    if intent in ("distress", "leaving"):
        body.append(Note(_turn_to(facts)))
    buttons = tuple(button for name in AFTER[intent] for button in call(name, facts))
    return Card(f"help.{intent}", say("neutral"), tuple(body), buttons)


def exhausted(facts: HelpFacts) -> Card:
    """Somebody cannot go on: no diagnosis, whom to talk to, and an offer to ask somebody."""
    stuck = Button("stuck", say("buttons.share_load"))
    body = (Line(say("exhausted")), Note(_turn_to(facts)))
    return Card("help.exhausted", say("neutral"), body, (stuck, *call("pause", facts)))


def beside_it(card: Card, given: Mapping[str, str]) -> Card:
    """The card, and below it which words beside the cry for help were `left`, as they may not be meant for the week."""
    notes = (Note(say("left", words=Verbatim(given["left"]))),) if "left" in given else ()
    return replace(card, body=(*card.body, *notes))


def privacy(facts: HelpFacts) -> Card:
    """Who reads what, by name."""
    body = (Heading(say("privacy.title")), who_reads(facts.manager, facts.lead), Note(say("privacy.quoted")))
    return Card("help.privacy", say("neutral"), body, call("manager_wrong", facts) if facts.manager else ())


def offer_blocker(text: str, facts: HelpFacts) -> Card:
    """Somebody seems stuck: offer to note it now, in their own words."""
    has_hr = any(person not in (facts.manager, facts.owner) for person in facts.hr)
    alone = is_for_hr_alone(text, facts.vocabulary, facts.manager)
    if facts.manager is None:
        reader = say("stuck.hr")
    elif alone:
        reader = say("stuck.hr_alone" if has_hr else "stuck.no_hr")
    else:
        reader = say("stuck.manager", manager=facts.manager.name)
    body = (Line(say("stuck.offer")), Quote(text), Note(reader))
    buttons = (
        Button("stuck", say("buttons.note_it"), style="primary"),
        Button("dismiss", say("buttons.no"), style="quiet"),
    )
    return Card("help.stuck", say("neutral"), body, buttons, asks=STUCK, casually=True)


def nearest(names: Sequence[str], facts: HelpFacts) -> Card:
    """A mistyped command: the nearest ones."""
    buttons = tuple(button for name in names for button in call(name, facts))
    return Card("help.nearest", say("neutral"), (Line(say("nearest")),), buttons)


def unknown(facts: HelpFacts) -> Card:
    """Words that nobody asked for and that are no command: what they could be."""
    stuck = Button("stuck", say("buttons.stuck"))
    others = tuple(button for name in ("checkin", "help") for button in call(name, facts))
    goal = Button("goal", say("buttons.goal"))
    plan = (Button("plan", say("buttons.plan")),) if facts.checkin in ANSWERED else ()
    return Card("help.unknown", say("neutral"), (Line(say("unknown")),), (*plan, stuck, goal, *others))


def answer_or_command(text: str, command: str) -> Card:
    """A command's word, typed while a question was open."""
    buttons = (Button("as_answer", say("buttons.as_answer")), _as_command(command))
    body = (Line(say("answer_or_command")), Quote(text))
    return Card("help.answer_or_command", say("neutral"), body, buttons, asks=ORDER, casually=True)


def answer_or_not(text: str, about: Text | None, *, asked: str = "", room: str = "") -> Card:
    """Words that may answer what was asked further up, belong to a card there, or be about something else, as what goes
    on in this room; `asked` says which of it, by the id of the question.
    """
    other = (_as_command(room),) if room else ()
    named = say("belongs" if asked == "belongs" else "answer_to", about=about) if about else say("answer_or_not")
    line = say(asked) if asked in ("plan_or_not", PLAN_OR_STUCK) else named
    if asked == PLAN_OR_STUCK:
        other = (Button("stuck", say("buttons.stuck")), *other)
    label = {"belongs": "buttons.belongs", PLAN_OR_STUCK: "buttons.plan"}.get(asked, "buttons.as_answer")
    asks = PLAN_OR_STUCK if asked == PLAN_OR_STUCK else WHETHER
    buttons = (
        Button("as_answer", say(label), style="primary"),
        *other,
        Button("dismiss", say("buttons.no"), style="quiet"),
    )
    return Card("help.answer_or_not", say("neutral"), (Line(line), Quote(text)), buttons, asks=asks, casually=True)


def _as_command(command: str) -> Button:
    label = Phrase(f"commands.{command}.label")
    return Button("as_command", say("buttons.as_command", command=label), command)


def which_is_meant(text: str, newer: str) -> Card:
    """Words that may answer what was asked, or be meant for what came after that."""
    buttons = (
        Button("as_answer", say("buttons.as_earlier")),
        Button("as_answer", say("buttons.as_newer"), newer),
        Button("dismiss", say("buttons.neither"), style="quiet"),
    )
    body = (Line(say("which_is_meant")), Quote(text))
    return Card("help.which_is_meant", say("neutral"), body, buttons, asks=WHICH, casually=True)


def undo(room: str, facts: HelpFacts) -> Card:
    """What somebody did last is put back elsewhere, and a check-in that is shared is taken back by its own tap."""
    back = (Button("take_back", say("buttons.take_back"), style="quiet"),) if facts.checkin == "shared" else ()
    is_named = facts.may_call(room) or room in OF_A_BLOCKER.values()
    line = Line(say(f"undo.{room}") if is_named else say("undo.other"))
    return Card("help.undo", say("neutral"), (line,), (*call(room, facts), *back))


def how_to_go_back() -> Card:
    """How to go back from a question that is open, or leave it."""
    return Card("help.how_to_go_back", say("neutral"), (Line(say("how_to_go_back")),))


def settled(how: str) -> Card:
    """What stands in place of a question of help once it is answered."""
    return Card(f"help.settled.{how}", say("neutral"), (Note(say(f"settled.{how}")),))


def call(name: str, facts: HelpFacts, style: Style = "plain") -> tuple[Button, ...]:
    """The button that calls something, if this person may."""
    return (Button("call", Phrase(f"commands.{name}.label"), name, style),) if facts.may_call(name) else ()


def _row(command: Command) -> Row:
    label = Phrase(f"commands.{command.name}.label")
    word = say("word", word=Phrase(f"commands.{command.name}.word"))
    return Row(Phrase(f"commands.{command.name}.does"), (Button("call", label, command.name),), word)


def _line(intent: str, facts: HelpFacts) -> Phrase:
    match intent:
        case "hello" | "trying" | "resume":
            return say("hello.who", name=called(facts.owner))
        case "late":
            late = "late.answered" if facts.checkin in ANSWERED else "late.open"
            return say(late, sunday=Day(facts.week.sunday))
        case "time" | "later":
            return say("time", sunday=Day(facts.week.sunday))
        case "human":
            return _turn_to(facts)
        case "erase":
            return say("erase.hr", hr=names_of(facts.hr)) if facts.hr else say("erase.nobody")
        case "payday":
            return say("payday.hr", hr=names_of(facts.hr)) if facts.hr else say("payday.nobody")
        case "undo":
            return say("change")
        case _:
            return say(intent)


def _checkin(facts: HelpFacts) -> Line:
    """How this week's check-in stands."""
    stands = "answered" if facts.checkin in ANSWERED else "open" if facts.checkin or facts.is_asked else "not_asked"
    return Line(say(f"hello.checkin.{stands}", sunday=Day(facts.week.sunday)))


def _turn_to(facts: HelpFacts) -> Phrase:
    return say("human.hr", hr=names_of(facts.hr)) if facts.hr else say("human.nobody")


def _open(facts: HelpFacts) -> list[Part]:
    """What is open for somebody who says hello."""
    parts: list[Part] = [_checkin(facts)]
    if facts.own_blockers:
        parts.append(Line(say("hello.own_blockers", n=facts.own_blockers)))
    if facts.waiting:
        parts.append(Row(say("hello.waiting", n=len(facts.waiting)), (Button("waiting", say("buttons.waiting")),)))
    return parts
