"""The middle of a month in a goal's sentence is its 15th."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.rules.goal_sentence import said_in
from conversations.toolkit.vocabulary import Vocabulary
from tests.words import the_vocabulary

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@pytest.mark.parametrize(
    ("text", "title", "due"),
    [
        ("NPS从30到45，二月中", "NPS", date(2027, 2, 15)),
        ("NPS从30到45，一月中之前", "NPS", date(2027, 1, 15)),
        ("NPS从30到45，明年2月中", "NPS", date(2027, 2, 15)),
        ("NPS从30到45，下个月中之前", "NPS", date(2026, 12, 15)),
        ("NPS从30到45，月中", "NPS", date(2026, 12, 15)),
        ("NPS from 30 to 45 by mid January", "NPS", date(2027, 1, 15)),
        ("NPS from 30 to 45 by mid of February", "NPS", date(2027, 2, 15)),
        ("NPS from 30 to 45 by mid next month", "NPS", date(2026, 12, 15)),
        ("NPS from 30 to 45 by mid-month", "NPS", date(2026, 12, 15)),
    ],
)
def test_it_is_the_fifteenth(text, title, due, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.title, said.due) == (title, due)


@pytest.mark.parametrize(
    ("text", "title", "due"),
    [
        ("三月中国区营收从30到45", "中国区营收", date(2027, 3, 31)),
        ("三月中层培训从30到45", "中层培训", date(2027, 3, 31)),
        ("9月中秋活动从3场到5场", "中秋活动", date(2027, 9, 30)),
    ],
)
def test_a_word_that_begins_alike_is_none(text, title, due, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.title, said.due) == (title, due)
