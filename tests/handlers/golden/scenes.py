"""Scenes in which every card of every conversation is shown to somebody, through real turns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

from conversations.interview_template.sections import SECTIONS
from conversations.toolkit.cards import Button, Card, buttons_of
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.forms import Form
from handlers.platform import Clicking, Commanding, Saying, Submitting
from handlers.platform import Identity as Chat
from storage import identities, roster
from storage.identities import Identity
from storage.tables.people import HowLinked
from tests.conversations.company import someone
from tests.conversations.drawing import Walker
from tests.conversations.stage import Message, Stage, founded
from tests.handlers.golden.improving import improving, phrases
from tests.handlers.golden.interviews import interviews, nothing_on_record
from tests.handlers.golden.talks import one_on_ones


class Troupe:
    """The company on the stage; they press what stands before them, by the names of buttons and forms."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def calls(self, person: str, *commands: str) -> None:
        """Commands of the menu, one after the other."""
        for command in commands:
            self.stage.take(person, Commanding(command))

    def says(self, person: str, *texts: str) -> None:
        """Replies, one after the other."""
        for text in texts:
            self.stage.take(person, Saying(text))

    def taps(self, person: str, button: str, value: str = "", on: str = "") -> None:
        """The newest button of this name (whose value ends so) that opens nothing; `on` names the card."""
        message, found = self._find(person, button, value, on)
        assert not found.opens, button
        self.stage.take(person, Clicking(message.delivery, found.name, found.value))

    def fills(self, person: str, button: str, /, on: str = "", **values: str | Sequence[str]) -> None:
        """Tap the newest button of this name, and send the form that it opens."""
        message, found = self._find(person, button, "", on)
        assert found.opens, button
        given = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in values.items()}
        opened = self.stage.take(person, Clicking(message.delivery, found.name, found.value)).opened
        assert opened, button
        answer = self.stage.take(person, Submitting(message.delivery, found.opens, given, opened.form.version))
        assert not answer.errors, (person, button, answer.errors)

    def proposes(self, person: str) -> None:
        """Propose the draft, with a reason where advice was given."""
        _, found = self._find(person, "propose", "", "goals.draft")
        if found.opens:
            self.fills(person, "propose", on="goals.draft", reason="It is what we agreed on")
        else:
            self.taps(person, "propose", on="goals.draft")

    def overtaken(self, person: str, button: str, meanwhile: Callable[[], None], **values: str) -> None:
        """Open a form, and send it only after something else was done."""
        message, found = self._find(person, button, "", "")
        opened = self.stage.take(person, Clicking(message.delivery, found.name, found.value)).opened
        assert opened
        meanwhile()
        given = {name: (value,) for name, value in values.items()}
        sent = Submitting(message.delivery, found.opens, given, opened.form.version)
        assert self.stage.take(person, sent).errors

    def at_once(
        self, first: str, second: str, button: str, /, on: str = "goal.goal", **values: tuple[str, str]
    ) -> None:
        """Both open the same form, then both send it."""
        sent = []
        for n, person in enumerate((first, second)):
            message, found = self._find(person, button, "", on)
            opened = self.stage.take(person, Clicking(message.delivery, found.name, found.value)).opened
            assert opened
            given = {name: (both[n],) for name, both in values.items()}
            sent.append((person, Submitting(message.delivery, found.opens, given, opened.form.version)))
        for person, submitting in sent:
            self.stage.take(person, submitting)

    def until(self, day_and_time: str) -> None:
        """Let time pass, in Berlin."""
        self.stage.moves_to(day_and_time)

    def _find(self, person: str, name: str, value: str, on: str) -> tuple[Message, Button]:
        for message in reversed(self.stage.chat(person)):
            for button in buttons_of(message.card) if message.card and _is(on, message.name) else ():
                if button.name == name and button.value.endswith(value) and self.stage.standing(message.delivery):
                    return message, button
        raise AssertionError(f"{person} has no {name} {value} on {[each.name for each in self.stage.chat(person)]}")


def _is(on: str, name: str) -> bool:
    """Whether a card is meant: by its name, or any of a conversation's."""
    return on in ("", name) or (on.endswith(".") and name.startswith(on))


def first_words(all_: Troupe) -> None:
    """A Friday on which nothing is asked: what people type first, and what they set."""
    all_.calls("sven", "help", "privacy")
    for words in ("hello", "am I late?", "is this about my bonus?", "thanks", "talk to a human", "I think of suicide"):
        all_.says("sven", words)
    all_.says("sven", "chekin", "xyzzy plugh", "I'm stuck, the drawing is missing")
    all_.taps("sven", "dismiss")
    all_.says("sven", "Five more benches in use, why not")
    all_.taps("sven", "goal", on="help.unknown")
    all_.taps("sven", "drop", on="goals.draft")
    all_.says("sven", "goal benches")
    all_.says("sven", "lol", "I'm so tired today", "when is payday?", "what's the point of this?")
    all_.says("sven", "ok", "undo", "change my answer", "delete my data", "I quit")
    all_.says("sven", "who hasn't answered", "test", "start", "solved", "read it", "never mind", "not now", "later")
    all_.taps("sven", "call", "slot")


def settings(all_: Troupe) -> None:
    """Everything that can be set, asked for and confirmed."""
    all_.calls("mara", "settings", "language")
    all_.says("mara", "stop")
    for platform in ("slack", "teams"):
        all_.stage.do(identities.link, Identity(platform, "T", "U"), "mara", HowLinked.IMPORT, all_.stage.now)
    all_.calls("mara", "settings")
    all_.taps("mara", "set", "channel:slack", on="settings.all")
    all_.stage.do(identities.unreachable, Identity("slack", "T", "U"), "blocked")
    all_.calls("mara", "settings")
    all_.calls("bob", "away", "away until 27 Nov")
    all_.taps("bob", "away_on")
    all_.calls("hana", "pause", "pause until 14 Dec")
    all_.says("hana", "never mind")
    all_.calls("hana", "pause", "pause until 14 Dec")
    all_.taps("hana", "pause_until")


def signing_in(all_: Troupe) -> None:
    """A link for the page: asked for on it, before it has an address, and when it has one."""
    all_.calls("sven", "sign-in")
    slack = Identity("slack", "T", "U-sven")
    all_.stage.do(identities.link, slack, "sven", HowLinked.IMPORT, all_.stage.now)
    for has_page in (False, True):
        all_.stage.turns.house = replace(all_.stage.house, has_page=has_page)
        all_.stage.take("sven", Commanding("sign-in"), Chat("slack", "T", "U-sven"))


def departments(all_: Troupe) -> None:
    """HR opens a department; somebody in it has another manager than the roster says."""
    all_.calls("alice", "departments")
    all_.calls("hana", "departments")
    all_.taps("hana", "open")
    all_.says("kim", "wrong manager")
    all_.taps("kim", "not_my_manager", on="welcome.manager")


def first_week(all_: Troupe) -> None:
    """The first check-in: by replies, by form, put off, reminded of, left out; the digest and its receipts."""
    all_.until("2026-11-23 10:00")
    all_.taps("alice", "speak")
    all_.says("alice", "Write the report\nCall the supplier")
    all_.says("alice", "settings")
    all_.taps("alice", "as_command")
    all_.says("alice", "cancel")
    all_.taps("alice", "speak")
    all_.says("alice", "language")
    all_.taps("alice", "as_answer")
    all_.taps("alice", "helper", "person")
    all_.says("alice", "Tom Fox", "Friday")
    all_.taps("alice", "share")
    stuck = {"stuck": "yes", "stuck_on": "No sensors", "helper": "manager", "urgent": "true"}
    all_.calls("bob", "checkin")
    all_.fills("bob", "fill", plans=["Test the pump", "Order filters"], needed_by="2026-11-27", **stuck)
    all_.fills("li", "fill", plans="写方案", stuck="yes", stuck_on="等供应商回复", helper="manager")
    all_.says("sven", "Plan the fair")
    all_.taps("sven", "stuck", "yes")
    all_.taps("mara", "not_now")
    all_.until("2026-11-24 10:00")
    all_.until("2026-11-25 10:00")
    all_.says("mara", "reply to Alice: good week", "no")
    all_.fills("mara", "reply", on="manager_digest.digest", text="I will ask around.")
    all_.taps("mara", "one_on_one", on="manager_digest.digest")
    all_.taps("mara", "read_all")
    all_.taps("mara", "take", on="blocker.asked")
    all_.taps("bob", "solved")
    all_.stage.look("mara", "help", "home")


def blockers(all_: Troupe) -> None:
    """Raised in a sentence; nudged, offered to another, suggested, settled."""
    all_.says("bob", "I'm stuck", "The test bench is taken")
    takes = partial(all_.taps, "mara", "take", on="manager_digest.digest")
    all_.calls("mara", "team")
    all_.overtaken("bob", "another", takes, helper="person", helper_person="sven")
    all_.taps("bob", "leave")
    all_.says("bob", "I feel burned out", "my manager is bullying me")
    all_.taps("bob", "stuck")
    all_.taps("bob", "whom", f":hr:{crc32(b'hana')}", on="weekly_checkin.whom")
    all_.says("bob", "I'm stuck on the invoice")
    all_.taps("bob", "stuck")
    all_.until("2026-11-30 12:00")
    all_.taps("li", "pass_on", on="weekly_checkin.offer")
    all_.calls("mara", "team")
    all_.fills("mara", "other", on="manager_digest.digest", what="suggest", helper="hana")


def second_week(all_: Troupe) -> None:
    """What was planned last week, with its outcomes and energy."""
    all_.taps("alice", "outcomes", "0:done")
    all_.taps("alice", "speak")
    all_.taps("alice", "outcomes", "1:continue")
    all_.says("alice", "Visit the fair", "how do I undo this?", "no", "4")
    all_.taps("alice", "share")
    all_.says("alice", "change plans to order labels")
    all_.taps("alice", "instead", ":", on="weekly_checkin.rewording")
    all_.taps("li", "as_planned")
    all_.says("li", "写报价")
    all_.taps("li", "add")
    all_.calls("li", "settings")
    all_.says("li", "样品的事再想想")
    all_.taps("li", "dismiss")
    all_.calls("kim", "team")
    all_.calls("sven", "team")
    all_.calls("tom", "team")
    all_.says("alice", "it's urgent")


def goals(all_: Troupe) -> None:
    """Set, agreed, moved, both at once, explained, closed, taken up again; a team's; what lies still."""
    all_.calls("bob", "goal")
    all_.taps("bob", "add", on="goals.mine")
    all_.says("bob", "Test bench bookings")
    all_.fills("bob", "change", on="goals.draft", title="Bookings that clash", start="9", target="2", unit="a week")
    all_.taps("bob", "drop", on="goals.draft")
    all_.says("bob", "goal add Test reports from 12 to 20 a month by the end of the year")
    all_.taps("bob", "more", on="goals.draft")
    all_.says("bob", "Bench B certified, weight 2")
    all_.proposes("bob")
    all_.taps("mara", "agree", on="goal.goal")
    all_.taps("bob", "tick", on="goal.goal")
    all_.taps("bob", "pace", "at_risk", on="goal.goal")
    all_.fills("bob", "update", on="goal.goal", **{"r.r1": "15"}, note="Two benches are back")
    all_.at_once("bob", "mara", "update", **{"r.r1": ("16", "17")})
    all_.taps("mara", "mine", on="goal.conflict")
    change = {"title": "Test reports a month", "reason": "A bench was sold", "t.r1": "18"}
    all_.fills("mara", "change", on="goal.goal", **change)
    all_.taps("bob", "explain", on="goal.goal")
    all_.fills("bob", "update", on="goal.goal", **{"r.r1": "900"})
    all_.taps("bob", "take", on="goal.asked")
    all_.taps("bob", "undo", on="goal.goal")
    all_.says("bob", "goal add Bench C certified by 30 November")
    all_.proposes("bob")
    all_.taps("mara", "agree", on="goal.goal")
    all_.says("bob", "goal update Bench C 70")
    all_.fills("mara", "change", on="goal.goal", title="Bench C repaired", reason="It broke")
    all_.says("mara", "goal add for Zed: Visits from 2 to 5 a month")
    all_.taps("mara", "new", on="goals.for_whom")
    all_.taps("mara", "drop", on="goals.draft")
    all_.fills("bob", "close", on="goal.goal", how="dropped")
    all_.says("bob", "goal add Talk at the users’ day by the end of the year")
    all_.taps("bob", "keep", on="goals.draft")
    all_.calls("bob", "goal")
    all_.says("bob", "goal close")
    all_.until("2026-12-21 12:00")
    all_.taps("bob", "pace", on="goals.nudge")
    all_.fills("bob", "close", on="goal.goal", how="dropped", learned="Ask the sponsor first")
    all_.says("bob", "goal add")
    all_.taps("bob", "again", on="goals.ask")
    for bench in "DE":
        all_.says("bob", f"goal add Bench {bench} certified by 30 June")
        all_.proposes("bob")
    for _ in range(2):
        all_.taps("mara", "agree", on="goals.waiting")
    all_.says("mara", "goal team")
    all_.taps("mara", "person", on="goals.team")
    all_.says("mara", "goal team")
    bob = all_.stage["bob"].person
    all_.stage.do(roster.update_person, replace(bob, manager="sven"))
    all_.taps("mara", "add_for", "bob", on="goals.team")
    all_.stage.do(roster.update_person, bob)
    all_.says("bob", "goal tree")
    for bench in "DE":
        all_.says("bob", f"goal close Bench {bench} certified")
        all_.fills("bob", "close", on="goal.goal", how="dropped")
    all_.says("kim", "goal team")
    all_.says("bob", "goal change the target of test reports to 25")
    all_.says("bob", "no")
    all_.says("bob", "goal add Bench F certified by 30 June")
    all_.proposes("bob")
    all_.says("mara", "I don’t want this goal")
    all_.says("mara", "ok")
    all_.says("mara", "make it 88")


def indicators(all_: Troupe) -> None:
    """Somebody looks for an indicator; HR lets departments adopt some."""
    all_.says("kim", "indicator")
    all_.taps("kim", "role")
    all_.says("kim", "on time", "qwertyuiop", "sales")
    all_.taps("kim", "open", "sales.cash_collection_rate")
    for section in ("target", "gaming", "more"):
        all_.taps("kim", "section", section)
    all_.says("hana", "indicator", "hkl")
    all_.fills("hana", "adopt_for", department="people")
    all_.taps("hana", "adopt", "sales")
    all_.says("hana", "indicator")


def interview_templates(all_: Troupe) -> None:
    """A manager reads a script section by section; who holds other talks, or none."""
    all_.says("mara", "interview-template")
    all_.taps("mara", "group", "hard")
    all_.says("mara", "promotion", "interview-template pip-kickoff")
    for section in SECTIONS:
        all_.taps("mara", "section", section)
        if section == "reactions":
            all_.taps("mara", "reaction", "anger")
            all_.taps("mara", "section", "reactions")
    all_.says("mara", "interview-template exit")
    all_.says("bob", "interview-template")
    all_.stage.look("mara", "interview_template", "script", of="stay")


def burden(all_: Troupe) -> None:
    """What it all cost on average, once something came to enough people of a second department."""
    all_.calls("alice", "burden")
    all_.stage.hires(*(someone(f"p{n}", f"Person {n}", "people", "hana") for n in range(4)))
    all_.stage.moves_on(weeks=1)
    all_.calls("hana", "burden")


def leads(all_: Troupe) -> None:
    """A team of more than twelve: a lead reads some of the check-ins, and each says so."""
    others = (someone(f"r{n}", f"Researcher {n}", "research", "mara") for n in range(10))
    all_.stage.hires(someone("lena", "Lena Dahl", "research", "mara"), *others)
    all_.calls("mara", "team")
    all_.fills("mara", "name_lead", lead="lena", **{"of.alice": "true", "of.bob": "true"})
    all_.calls("alice", "checkin")
    all_.fills("alice", "fill", on="weekly_checkin.invite", plans=["Write the summary", "Book the fair"])
    all_.calls("lena", "team")
    all_.calls("mara", "team")
    all_.says("alice", "goal add Test reports from 2 to 5 a month by 30 June")
    all_.taps("alice", "keep", on="goals.draft")
    all_.says("alice", "undo")
    all_.taps("alice", "take_back", on="help.undo")


def preparing(all_: Troupe) -> None:
    """A manager prepares a talk and opens all there is; their report adds to it; others see nothing."""
    all_.calls("mara", "prep researcher", "prep bob berger", "prep bob")
    for section in ("goals", "checkins", "blockers", "period", "months"):
        all_.taps("mara", "section", section, on="prep.")
    all_.taps("mara", "month", on="prep.months")
    all_.calls("mara", "prep bob nyman")
    all_.fills("mara", "fact", on="prep.block", day="2026-12-01", text="Great job, keep it up.")
    text = "The bench was ready two days early."
    all_.fills("mara", "reword_fact", on="prep.asked", day="2026-12-01", text=text)
    all_.taps("mara", "section", "added", on="prep.block")
    all_.fills("bob", "dispute", on="prep.told", text="It was ready on Friday.")
    all_.taps("mara", "entry", on="prep.added")
    all_.taps("mara", "entry", on="prep.entry")
    all_.taps("mara", "unadd", on="prep.added")
    all_.calls("bob", "prep")
    all_.fills("bob", "note", on="prep.block", text="The bench was away in November.")
    all_.taps("bob", "section", "blockers", on="prep.block")
    all_.fills("bob", "dispute", on="prep.blockers", text="It came back on Friday.")
    all_.taps("bob", "section", "looks", on="prep.blockers")
    all_.calls("mara", "prep")
    all_.taps("mara", "section", "people", on="prep.block")
    all_.calls("kim", "prep bob nyman")


def goals_in_the_week(all_: Troupe) -> None:
    """Two weeks after a goal was last touched, the check-in asks how it goes; it is answered in words."""
    all_.calls("alice", "checkin")
    all_.fills("alice", "fill", plans=["Write the offer", "Call the bank"], stuck="no")
    all_.says("alice", "goal add Renewal rate from 82% to 90% by the end of next year")
    all_.proposes("alice")
    all_.taps("mara", "agree", on="goal.goal")
    all_.stage.moves_on(days=21)
    all_.calls("alice", "checkin")
    all_.says("alice", "Visit the fair")
    all_.taps("alice", "outcomes", "0:done")
    all_.taps("alice", "outcomes", "1:continue")
    all_.says("alice", "no", "at risk, two customers left", "4")
    all_.taps("alice", "share")


def a_no_with_its_reason(all_: Troupe) -> None:
    """A colleague cannot help: that is told at once, and why by a tap."""
    all_.calls("sven", "checkin")
    all_.fills("sven", "fill", stuck="yes", stuck_on="No labels", helper="person", helper_person="tom")
    all_.says("tom", "can't, we have the fair")
    all_.taps("tom", "tell_why", on="blocker.asked")


Scene: TypeAlias = Callable[[Troupe], None]
SCENES: tuple[Scene, ...] = (
    *(first_words, signing_in, departments, settings),
    *(first_week, blockers, second_week, goals, indicators, interview_templates, burden, leads, preparing),
    one_on_ones,
    interviews,
    phrases,
    improving,
    nothing_on_record,
    goals_in_the_week,
    a_no_with_its_reason,
)


@dataclass
class Keeper(Walker):
    """Keeps every card and form that anybody is shown, the fullest of each name."""

    cards: dict[str, Card] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)

    def walk(self, card: Card, form_of: Callable[[str], Form | None]) -> None:
        """Keep the card and the forms behind its buttons."""
        _keep(self.cards, card.name, card)
        for opens in dict.fromkeys(button.opens for button in buttons_of(card) if button.opens):
            form = form_of(opens)
            assert form
            conversation = card.name.partition(".")[0]
            _keep(self.forms, f"{conversation}.{opens.partition(':')[0]}", form)


def _keep(kept: dict[str, Any], name: str, new: Any) -> None:
    if name not in kept or len(repr(new)) > len(repr(kept[name])):
        kept[name] = new


def played(folder: Path, catalogue: Catalogue, scenes: Sequence[Scene] = SCENES) -> Keeper:
    """The scenes, one after the other."""
    (folder / "scenes").mkdir()
    keeper = Keeper(catalogue)
    stage = founded(folder / "scenes").opens(catalogue, keeper, folder / "stage.db")
    try:
        for scene in scenes:
            stage.begins(scene.__name__)
            scene(Troupe(stage))
    finally:
        stage.close()
    return keeper
