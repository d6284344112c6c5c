"""Who may hold which talk: each kind of talk by each office, at all and with a person."""

from dataclasses import replace
from typing import get_args

import pytest

from conversations.rules.holding import Office, may_hold, may_hold_with
from conversations.rules.roster import Department, Person
from conversations.rules.scenarios import Between


def person(id_: str, department: str = "research", **more) -> Person:
    return Person(id_, id_.title(), f"{id_}@example.org", department, **more)


BOSS, HEAD, OTHER_HEAD = person("boss", "board"), person("head"), person("otto", "sales")
REPORT, COLLEAGUE, SELLER = person("rita"), person("carl"), person("sue", "sales")
HR = person("hana", "people", roles=frozenset({"hr"}))
EVERYBODY = (BOSS, HEAD, OTHER_HEAD, REPORT, COLLEAGUE, SELLER, HR)
NAMES = {"en": "x", "zh-CN": "x"}
DEPARTMENTS = (
    Department("research", NAMES, head="head"), Department("sales", NAMES, head="otto"), Department("people", NAMES),
)  # fmt: skip

OFFICES = {
    "boss": Office(BOSS, (HEAD, OTHER_HEAD), DEPARTMENTS, BOSS),
    "head": Office(HEAD, (REPORT,), DEPARTMENTS, BOSS),
    "hr": Office(HR, (), DEPARTMENTS, BOSS),
    "colleague": Office(COLLEAGUE, (), DEPARTMENTS, BOSS),
}
MAY: dict[tuple[str, str], set[str]] = {
    ("boss", "manager_report"): {"head", "otto"},
    ("boss", "boss_heads"): {"head", "otto"},
    ("head", "manager_report"): {"rita"},
    ("head", "head_team"): {"rita", "carl"},
    ("hr", "hr_person"): {"boss", "head", "otto", "rita", "carl", "sue"},
    ("hr", "hr_head"): {"head", "otto"},
}


@pytest.mark.parametrize("between", get_args(Between))
@pytest.mark.parametrize("who", OFFICES)
def test_who_holds_what_with_whom(who, between):
    office, wanted = OFFICES[who], MAY.get((who, between), set())
    assert {each.id for each in EVERYBODY if may_hold_with(between, office, each)} == wanted
    assert may_hold(between, office) == bool(wanted)


def test_nobody_holds_a_talk_with_who_left_or_after_they_left():
    gone = replace(REPORT, active=False)
    assert not may_hold_with("head_team", OFFICES["head"], gone)
    left = Office(replace(HR, active=False), (), DEPARTMENTS, BOSS)
    assert not may_hold("hr_person", left)
    assert not may_hold_with("hr_person", left, REPORT)


def test_hr_that_heads_the_only_department_finds_no_head_to_talk_to():
    alone = Office(HR, (), (Department("people", NAMES, head="hana"),), BOSS)
    assert not may_hold("hr_head", alone)
    assert may_hold("head_team", alone)
