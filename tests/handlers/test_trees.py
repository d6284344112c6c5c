"""506 goals in one message of Slack and of Teams: all levels are drawn, each line says what it leaves out."""

from __future__ import annotations

import json
import re

import pytest

from conversations.toolkit.words import LANGUAGES
from handlers.slack.cards import Drawing
from handlers.slack.texts import Pen as SlackPen
from handlers.teams.cards import MAX_SIZE, Drawn
from handlers.teams.elements import Pen as TeamsPen
from handlers.teams.elements import size
from tests.goal_tree import card_of_500
from tests.handlers.contract.house import catalogue

PAGE, WAY_IN = "https://rapport.example.com", "https://rapport.example.com/sign-in/once"
BELOW = {"en": r"(\d+) more below", "zh-CN": r"下面还有(\d+)个"}


def slack(language):
    return Drawing(SlackPen(catalogue(), language), PAGE, WAY_IN).message(card_of_500(()), "d")


def teams(language):
    drawn = Drawn(TeamsPen(catalogue(), language), "d", PAGE, WAY_IN).content(card_of_500(()))
    assert size(drawn) <= MAX_SIZE
    return drawn


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("draws", [slack, teams])
def test_no_branch_of_500_goals_vanishes_unsaid(draws, language):
    told = json.dumps(draws(language), ensure_ascii=False)
    titles = re.findall(r"(?:Company|Sales\d|Team\d\d|Person\d{3})(?=\u00a0)", told)
    assert [each for each in titles if not each.startswith("Team")] == ["Company", *(f"Sales{n}" for n in range(5))]
    assert len(titles) + sum(map(int, re.findall(BELOW[language], told))) == 506
    assert f"{WAY_IN}?to=/goals" in told
