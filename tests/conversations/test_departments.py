"""Departments: only HR, what is missing by name, opened with a confirmation, everybody greeted once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from conversations.departments import MOST_AT_ONCE, DepartmentsFacts, Listed, departments
from conversations.entries import DepartmentOpened
from conversations.rules.calendar import CalendarWarning
from conversations.rules.roster import Department, Person
from conversations.rules.trial import EVERYBODY, Trial
from conversations.toolkit.cards import buttons_of
from conversations.toolkit.effects import Show, Start

EVE = Person("eve", "Eve Hao", "eve@example.org", "hr", roles=frozenset({"hr"}))
BOB = Person("bob", "Bob Lin", "bob@example.org", "rd", manager="sue", is_manager=True)
ADA = Person("ada", "Ada Wu", "ada@example.org", "rd", manager="bob", welcomed=True)
RD = Department("rd", {"en": "Research", "zh-CN": "研发部"}, head="bob")
OPS = Department("ops", {"en": "Operations", "zh-CN": "运营部"})


@pytest.fixture
def eve(play: Callable[..., Any]) -> Any:
    lost = [Person(f"p{n}", f"Person {n}", f"p{n}@example.org", "ops") for n in range(7)]
    listed = (Listed(RD, (ADA, BOB), BOB, ()), Listed(OPS, lost, None, lost))
    return play(departments, DepartmentsFacts(EVE, listed, (EVE,), ()), "eve")


def test_hr_sees_what_is_missing(eve: Any) -> None:
    eve.calls("departments")
    assert "Research · 2 people · not open" in eve.sees
    assert "Led by Bob Lin" in eve.sees
    assert "Missing: a head for Operations and a manager for Person 0" in eve.sees
    assert "2 more" in eve.sees
    assert "Start with one or two" in eve.sees


def test_in_chinese_departments_have_their_chinese_names(eve: Any) -> None:
    eve.language = "zh-CN"
    eve.facts = replace(eve.facts, me=replace(EVE, language="zh-CN"))
    eve.calls("departments")
    assert "研发部 · 2人 · 未开通" in eve.sees


def test_opening_asks_first_and_greets_everybody_not_yet_greeted(eve: Any) -> None:
    eve.calls("departments")
    confirm = eve.text(eve.button("Open").confirm)
    assert confirm == "Open Research? One person gets a first message, during their own working hours."
    eve.clicks("Open")
    [opened] = eve.recorded
    assert isinstance(opened, DepartmentOpened)
    assert opened.department == "rd"
    assert eve.of(Start) == [Start("welcome", "bob")]
    assert "Research is open. One first message is on its way." in eve.sees
    assert "Research · 2 people · open" in eve.sees


def test_whom_a_test_list_leaves_out_is_greeted_once_it_is_off(eve: Any) -> None:
    people = [Person(f"p{n}", f"P {n}", f"p{n}@example.org", "ops", manager="bob") for n in range(4)]
    listed = Listed(OPS, people, BOB, ())
    eve.facts = replace(eve.facts, listed=(listed,), trial=Trial(frozenset({"eve", "p1"})))
    eve.calls("departments")
    assert "Only the 2 people on it hear from me" in eve.sees
    eve.clicks("Open")
    assert eve.of(Start) == [Start("welcome", "p1")]
    assert "open, 3 not yet greeted" in eve.sees
    assert not list(buttons_of(eve.card))
    greeted = [replace(person, welcomed=person.id == "p1") for person in people]
    eve.facts = replace(eve.facts, listed=(replace(listed, department=replace(OPS, opened=True), people=greeted),))
    eve.facts = replace(eve.facts, trial=EVERYBODY)
    eve.calls("departments").clicks("Greet 3 more")
    assert [start.person for start in eve.of(Start)] == ["p0", "p2", "p3"]


def test_opening_says_how_many_are_reached_where(eve: Any) -> None:
    people = [Person(f"p{n}", f"P {n}", f"p{n}@example.org", "ops", manager="bob") for n in range(4)]
    reached = {"p0": "slack", "p1": "slack", "p2": "teams", "p3": "web"}
    eve.facts = replace(eve.facts, listed=(Listed(OPS, people, BOB, ()),), places=reached)
    eve.calls("departments")
    places = "That’s 2 in Slack, 1 in Teams and 1 on the page only, because nobody knows their account."
    assert eve.text(eve.button("Open").confirm) == (
        f"Open Operations? 4 people get a first message, each during their own working hours. {places}"
    )
    eve.clicks("Open")
    assert f"Operations is open. 4 first messages are on their way. {places}" in eve.sees


def test_a_large_department_is_opened_in_steps(eve: Any) -> None:
    many = [Person(f"p{n}", f"P {n}", f"p{n}@example.org", "ops", manager="bob") for n in range(MOST_AT_ONCE + 3)]
    eve.facts = replace(eve.facts, listed=(Listed(OPS, many, BOB, ()),))
    eve.calls("departments").clicks("Open")
    assert len(eve.of(Start)) == MOST_AT_ONCE
    eve.facts = replace(
        eve.facts,
        listed=(Listed(replace(OPS, opened=True), [*map(_greeted, many[:MOST_AT_ONCE]), *many[-3:]], BOB, ()),),
    )
    eve.clicks("Greet 3 more")
    assert [start.person for start in eve.of(Start)] == [person.id for person in many[-3:]]
    assert eve.recorded == []


def _greeted(person: Person) -> Person:
    return replace(person, welcomed=True)


def test_others_are_refused_kindly(eve: Any) -> None:
    eve.facts = DepartmentsFacts(ADA, (), (EVE,), ())
    eve.calls("departments")
    assert "Only HR can open departments. Here, that’s Eve Hao." in eve.sees
    assert "Research" not in eve.sees


def test_who_is_no_longer_hr_opens_nothing_by_an_old_card(eve: Any) -> None:
    eve.calls("departments")
    eve.facts = replace(eve.facts, me=replace(EVE, roles=frozenset()))
    eve.clicks("Open")
    assert eve.effects == []


def test_nobody_presses_it_for_somebody_else(eve: Any) -> None:
    eve.calls("departments").clicks("Open", actor="mallory")
    assert eve.effects == []


def test_calendars_without_their_year_are_named(eve: Any) -> None:
    warnings = (
        CalendarWarning("calendar_missing_this_year", "CN", 2026),
        CalendarWarning("calendar_missing_next_year", "CN", 2027),
    )
    eve.facts = replace(eve.facts, listed=(), warnings=warnings)
    eve.calls("departments")
    assert "no official holiday calendar for CN in 2026" in eve.sees
    assert "for CN in 2027 is not here yet" in eve.sees
    assert "There are no departments yet" in eve.sees
    assert eve.of(Show)[0].fresh
