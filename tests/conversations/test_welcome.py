"""The first message: who asked, why, what it is not for, who reads what by name; and "not my manager"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from conversations.entries import ManagerDisputed, Welcomed
from conversations.rules.roster import Person
from conversations.toolkit.effects import Record, Show, Start, To
from conversations.welcome import WelcomeFacts, welcome
from storage import roster
from tests.conversations import company
from tests.conversations.stage import Stage

ADA = Person("ada", "Ada Wu", "ada@example.org", "rd")
BOB = Person("bob", "Bob Lin", "bob@example.org", "rd", is_manager=True)
EVE = Person("eve", "Eve Hao", "eve@example.org", "hr", roles=frozenset({"hr"}))
SUE = Person("sue", "Sue Fang", "sue@example.org", "board")


@pytest.fixture
def ada(play: Callable[..., Any]) -> Any:
    return play(welcome, WelcomeFacts(ADA, SUE, BOB, (EVE,), "2026-W48"), "ada")


def test_the_first_message_says_what_a_doubtful_person_asks(ada: Any) -> None:
    ada.starts()
    for said in (
        "Sue Fang asked for me",
        "help can come within days",
        "no ratings, no rankings, nothing to do with pay",
        "I don’t track when you’re online",
        "never held against you",
        "You and Bob Lin",
        "You alone, always",
        "Not your answers, only what you send to HR yourself",
        "only if you say so",
        "a pause (no reason needed), or stop",
    ):
        assert said in ada.sees
    assert ada.recorded == [Welcomed()]
    assert ada.of(Show)[0].prompt


def test_in_chinese(ada: Any) -> None:
    ada.language = "zh-CN"
    ada.starts()
    for said in ("是Sue Fang提议用的", "不打分\uff0c不排名\uff0c和工资、奖金无关", "你和Bob Lin", "永远只有你自己"):
        assert said in ada.sees


def test_it_comes_once(ada: Any) -> None:
    ada.starts().starts()
    assert ada.effects == []


def test_begin_starts_this_weeks_checkin_and_leaves_the_message_readable(ada: Any) -> None:
    ada.starts().clicks("Begin")
    assert ada.of(Start) == [Start("weekly_checkin", "ada", "2026-W48")]
    assert "Who reads what" in ada.sees
    with pytest.raises(AssertionError):
        ada.button("Begin")


def test_another_time_opens_the_slot(ada: Any) -> None:
    ada.starts().clicks("Another time")
    assert ada.of(Start) == [Start("settings", "ada", arguments={"topic": "slot"})]


def test_a_wrong_manager_is_told_to_hr_and_to_nobody_else(ada: Any) -> None:
    ada.starts().clicks("Bob Lin is not my manager")
    [record] = ada.of(Record)
    assert record.entry == ManagerDisputed("bob")
    assert record.audience == "hr"
    shown = {show.to: show for show in ada.of(Show) if show.to != To("ada")}
    assert set(shown) == {To("eve")}
    assert shown[To("eve")].about == (record.id,)
    neutral = ada.text(shown[To("eve")].card.neutral)
    assert "Ada" not in neutral
    assert "Bob" not in neutral
    assert "I’ve told HR: Eve Hao" in ada.sees
    with pytest.raises(AssertionError):
        ada.button("Bob Lin is not my manager")


def test_it_can_be_said_later_too(ada: Any) -> None:
    ada.starts(topic="manager")
    assert "According to the roster, Bob Lin is your manager" in ada.sees
    ada.clicks("Bob Lin is not my manager")
    assert ada.recorded == [ManagerDisputed("bob")]


def test_a_manager_corrected_meanwhile_is_not_disputed(ada: Any) -> None:
    ada.starts()
    ada.facts = replace(ada.facts, manager=SUE)
    ada.clicks("Bob Lin is not my manager")
    assert ada.effects == []


def test_without_manager_sponsor_and_hr(ada: Any) -> None:
    ada.facts = WelcomeFacts(SUE, None, None, (), "2026-W48")
    ada.starts()
    assert "Your company asked for me" in ada.sees
    assert "You alone, as you have no manager here" in ada.sees
    ada.starts(topic="manager")
    assert "The roster doesn’t name a manager for you" in ada.sees


def test_who_is_at_the_top_is_not_told_of_themselves_as_of_somebody_else(ada: Any) -> None:
    ada.facts = WelcomeFacts(SUE, SUE, None, (), "2026-W48")
    ada.starts()
    assert "everyone else is told that you asked for me" in ada.sees
    assert "Sue Fang" not in ada.sees.replace("Hello Sue", "")
    ada.language = "zh-CN"
    assert "大家看到的是你提议用的" in ada.sees


def test_managers_hear_of_their_digest(ada: Any) -> None:
    ada.starts()
    assert "digest" not in ada.sees
    ada.facts, ada.state = replace(ada.facts, owner=BOB), type(ada.state)()
    ada.starts()
    assert "your team’s answers once a week, in one digest" in ada.sees


def test_a_manager_who_is_hr_is_not_told_that_she_is_the_wrong_one(monday: Stage) -> None:
    mara = next(person for person in company.PEOPLE if person.id == "mara")
    monday.do(lambda tx: roster.update_person(tx, replace(mara, roles=frozenset({"hr"}))))
    alice, told = monday["alice"], monday["mara"].counts()
    alice.says("not my manager").taps("Mara Keller is not my manager").sees("I’ve told HR: Hana Roth")
    assert monday["hana"].counts("welcome.dispute") == 1
    assert monday["mara"].counts() == told


def test_hr_is_told_once_of_a_wrong_manager(monday: Stage) -> None:
    alice, hana = monday["alice"], monday["hana"]
    alice.says("not my manager").taps("Mara Keller is not my manager")
    told = hana.counts()
    alice.says("not my manager").sees("I’ve told HR: Hana Roth")
    assert "is not my manager]" not in alice.last
    assert hana.counts() == told
    monday.do(lambda tx: roster.update_person(tx, replace(alice.person, manager="sven")))
    alice.says("not my manager").taps("Sven Holm is not my manager")
    hana.sees("Sven Holm")


def test_hr_who_comes_later_is_told_of_a_wrong_manager(ada: Any) -> None:
    hr = ada.facts.hr
    ada.facts = replace(ada.facts, hr=())
    ada.starts(topic="manager").clicks("Bob Lin is not my manager")
    assert "nobody in HR I can tell yet" in ada.sees
    ada.facts = replace(ada.facts, hr=hr)
    ada.starts(topic="manager").clicks("Bob Lin is not my manager")
    assert To("eve") in {show.to for show in ada.of(Show)}
