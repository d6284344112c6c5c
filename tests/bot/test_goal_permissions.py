"""Who reads a goal and who proposes, confirms, declines, moves, ticks, closes and reopens it: by real turns."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.acting import Acting
from conversations.entries.goals import GoalClosed, GoalSet
from conversations.rules.goals import GoalContent, KeyResult, Visibility
from conversations.rules.roster import Department
from conversations.rules.visibility import Audience
from conversations.toolkit.effects import Record
from conversations.toolkit.events import Address, Clicked, Event, Started, Submitted
from storage import people, records, roster
from storage.database import Transaction
from storage.moves import Conflict
from tests.conversations.company import someone
from tests.conversations.drawing import Walker
from tests.conversations.stage import Stage, founded
from tests.words import the_catalogue

WHO = {
    "self": "kim",
    "manager": "tom",
    "manager's manager": "sven",
    "same department": "pat",
    "other department": "bob",
    "HR": "hana",
    "head of the department": "mara",
    "former manager": "finn",
}
SIDES = ("self", "manager")
READS: dict[Visibility, tuple[str, ...]] = {"team": (*SIDES, "same department"), "private": SIDES}
GOAL_KINDS = ("goal_set", "goal_confirmed", "goal_moved", "goal_closed", "goal_reopened")
ACTS = ("propose", "confirm", "decline", "move", "update", "tick", "close", "reopen")
RESULTS = (KeyResult("r1", "Deals", "number", Decimal(4), Decimal(9)), KeyResult("r2", "Signed"))
TITLE = "Deals a month"


@dataclass(repr=False)
class Office:
    """A company in which Kim's manager was Finn when the goals began, and is Tom now."""

    stage: Stage
    numbers: "count[int]" = field(default_factory=count)
    earlier: dict[Visibility, str] = field(default_factory=dict)

    def goal(self, visibility: Visibility, *, waits_for: str = "", closed: bool = False) -> str:
        """A goal of Kim's that both agreed to; one more version of it may wait, or it is closed."""
        id_, content = f"goal{next(self.numbers)}", GoalContent(TITLE, date(2026, 10, 1), date(2026, 12, 31), RESULTS)
        content = replace(content, visibility=visibility)
        self._writes("kim", id_, GoalSet(id_, content, alone=True), visibility)
        if waits_for:
            by = "manager" if waits_for == "self" else "owner"
            self._writes(WHO["manager" if by == "manager" else "self"], id_, GoalSet(id_, content, by), visibility)
        if closed:
            self._writes("kim", id_, GoalClosed(id_, "dropped"), visibility)
        return id_

    def reads(self, role: str, goal: str) -> bool:
        """Whether the goal is there for this person."""
        return self.stage.see(self._goal, WHO[role], goal) is not None

    def tries(self, role: str, act: str, goal: str) -> list[str]:
        """The kinds of entries that the goal has more once this person has tried this."""
        before = self.stage.see(self._kinds, goal)
        with suppress(Conflict):
            # What cannot follow is undone as a whole, and its person is shown both values.
            self.stage.do(self._plays, role, act, goal)
        return list(self.stage.see(self._kinds, goal)[len(before) :])

    def _writes(self, author: str, id_: str, entry: GoalSet | GoalClosed, visibility: Visibility) -> None:
        audience: Audience = "team" if visibility == "team" else "pair"
        record = Record(f"{id_}-{next(self.numbers)}", entry, "kim", audience=audience)
        self.stage.do(records.append, author, self.stage.now, record)

    def _goal(self, tx: Transaction, person: str, goal: str) -> object:
        me = people.person(tx, person)
        assert me
        return self.stage.house.reader(tx, me, self.stage.now).goal(goal)

    def _kinds(self, tx: Transaction, goal: str) -> list[str]:
        kim = people.person(tx, "kim")
        assert kim
        found = self.stage.house.reader(tx, kim, self.stage.now).entries("kim", GOAL_KINDS)
        return [each.entry.kind for each in found if getattr(each.entry, "goal", "") == goal]

    def _plays(self, tx: Transaction, role: str, act: str, goal: str) -> None:
        """Even with a card of the goal before them, which nobody is given who may not read it."""
        for event in self._events(tx, WHO[role], act, goal):
            Acting(self.stage.house, tx, self.stage.clock).play(event)

    def _events(self, tx: Transaction, person: str, act: str, goal: str) -> Iterator[Event]:
        kim = people.person(tx, "kim")
        assert kim
        known = self.stage.house.reader(tx, kim, self.stage.now).goal(goal)
        assert known
        envelope = {"at": self.stage.now, "address": Address("goal", person, goal), "actor": person}
        yield Started(key=f"k{next(self.numbers)}", **envelope)
        taps = {
            "confirm": ("agree", str(known.standing.content_version)), "move": ("pace", "at_risk"),
            "tick": ("tick", "r2"), "reopen": ("reopen", ""),
        }  # fmt: skip
        forms = {
            "propose": ("change", {"title": ("Other deals",), "t.r1": ("9",), "reason": ("Because",)}),
            "update": ("update", {"r.r1": ("6",)}),
            "close": ("close", {"how": ("dropped",)}),
            "decline": ("decline", {"reason": ("Too much",)}),
        }
        if act in taps:
            button, value = taps[act]
            yield Clicked(key=f"k{next(self.numbers)}", button=button, value=value, card="goal.goal", **envelope)
        else:
            form, values = forms[act]
            yield Submitted(key=f"k{next(self.numbers)}", form=form, values=values, version=known.version, **envelope)


MADE = {
    "propose": ["goal_set"], "confirm": ["goal_confirmed"], "decline": ["goal_set"],
    "move": ["goal_moved"], "update": ["goal_moved"], "tick": ["goal_moved"],
    "close": ["goal_closed"], "reopen": ["goal_reopened"],
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder, catalogue = tmp_path_factory.mktemp("office"), the_catalogue()
    stage = founded(folder).opens(catalogue, Walker(catalogue), Path(folder) / "office.db")
    stage.hires(someone("finn", "Finn Lund", "people", "sven"), someone("pat", "Pat Moor", "sales", "tom"))
    stage.do(roster.upsert_department, Department("sales", {"en": "Sales", "zh-CN": "Sales"}, head="mara"))
    kim = stage["kim"].person
    stage.do(roster.update_person, replace(kim, manager="finn"))
    opened = Office(stage)
    opened.earlier = {each: opened.goal(each) for each in READS}
    stage.do(roster.update_person, replace(kim, manager="tom"))
    yield opened
    stage.close()


@pytest.mark.parametrize("visibility", READS)
@pytest.mark.parametrize("role", WHO)
def test_who_reads(office: Office, role: str, visibility: Visibility) -> None:
    expected = role in READS[visibility]
    assert office.reads(role, office.goal(visibility)) == expected
    assert office.reads(role, office.earlier[visibility]) == expected, "written under another manager"


@pytest.mark.parametrize("visibility", READS)
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", WHO)
def test_who_does_what(office: Office, role: str, act: str, visibility: Visibility) -> None:
    waits_for = (role if role in SIDES else "manager") if act in ("confirm", "decline") else ""
    goal = office.goal(visibility, waits_for=waits_for, closed=act == "reopen")
    assert office.tries(role, act, goal) == (MADE[act] if role in SIDES else [])


@pytest.mark.parametrize("role", SIDES)
@pytest.mark.parametrize("act", ("confirm", "decline"))
def test_nobody_answers_for_the_other_side(office: Office, role: str, act: str) -> None:
    other = next(each for each in SIDES if each != role)
    assert office.tries(role, act, office.goal("team", waits_for=other)) == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tried=st.lists(st.tuples(st.sampled_from(list(WHO)), st.sampled_from(ACTS)), min_size=1, max_size=8))
def test_whatever_was_done_before_only_the_two_move_it(office: Office, tried: list[tuple[str, str]]) -> None:
    goal = office.goal("team")
    for role, act in tried:
        made = office.tries(role, act, goal)
        assert made in ([], MADE[act])
        assert made == [] or role in SIDES
