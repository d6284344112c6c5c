"""What the demonstration company is after agrees with its people: who, in which language, below what, how far."""

import re

import pytest

from bot.demo import aims
from bot.demo.aims import Aim
from conversations.rules.goals import goal_progress
from conversations.rules.weeks import week_of
from tests.demo.test_company_content import DEPARTMENTS, GENDERED, HAN, PEOPLE
from tests.demo.test_company_goes_on import FOUNDED

AIMS = {aim.id: aim for aim in aims.read()}
WEEK = week_of(FOUNDED.date())


def _texts(aim: Aim) -> list[str]:
    told = [aim.title, aim.why_alone, aim.source, aim.balance, *(each.title for each in aim.results)]
    return [text for text in (*told, *(move.note for move in aim.moves)) if text]


def _ends_at(aim: Aim) -> float:
    content = aim.content(WEEK)
    values = {f"r{n}": value for n, value in enumerate(aim.moves[-1].values, 1)}
    return float(goal_progress(content, values) or 0)


@pytest.mark.parametrize("aim", AIMS.values(), ids=AIMS)
def test_a_goal_fits_its_owner(aim: Aim) -> None:
    owner = PEOPLE[aim.owner]
    assert not aim.parent or list(AIMS).index(aim.parent) < list(AIMS).index(aim.id)
    assert aim.id == "company" or bool(aim.parent) != bool(aim.why_alone)
    assert aim.team in ("", owner["department"])
    assert all(len(move.values) == len(aim.results) for move in aim.moves)
    assert [move.week for move in aim.moves] == sorted(move.week for move in aim.moves)
    chinese = owner["language"] == "zh-CN"
    for text in _texts(aim):
        assert not GENDERED.search(text), text
        assert not HAN.search(text) or chinese, text
        assert not (chinese and re.search("[\u4e00-\u9fff][,?!]", text)), text
    assert bool(HAN.search(aim.title)) == chinese


def test_every_department_and_every_state_is_to_be_seen() -> None:
    assert {aim.team for aim in AIMS.values()} >= set(DEPARTMENTS) - {"people-finance"}, (
        "the goal of the company is its sponsor's"
    )
    last = [aim.moves[-1].pace for aim in AIMS.values() if aim.moves]
    assert {"on_track", "at_risk", "stuck"} == set(last)
    assert {aim.waits for aim in AIMS.values()} == {"", "owner", "manager"}
    assert sum(aim.private for aim in AIMS.values()) == 1
    assert [aim.id for aim in AIMS.values() if aim.closed] == ["engineer"]
    assert len({round(_ends_at(aim)) for aim in AIMS.values() if aim.moves}) > 6, "they are not all equally far"
