"""A multiple written once: whose it is, and what is left to be asked where nobody can tell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from conversations.rules.goal_sentence import said_in
from conversations.toolkit.vocabulary import Vocabulary
from tests.words import the_vocabulary

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@pytest.mark.parametrize(
    ("text", "start", "target"),
    [
        ("Grow revenue from 3 to 5 million by June", 3_000_000, 5_000_000),
        ("Grow revenue from 2 to 3.5 million euros by June", 2_000_000, 3_500_000),
        ("Grow users from 200 to 500 thousand by June", 200_000, 500_000),
        ("Grow followers from 2 to 5k by June", 2_000, 5_000),
        ("Grow revenue from €3 to €5 million by June", 3_000_000, 5_000_000),
        ("Grow sales from three to five million by June", 3_000_000, 5_000_000),
        ("Revenue 3 -> 5 million", 3_000_000, 5_000_000),
        ("Cut costs from 8 to 5 million by June", 8_000_000, 5_000_000),
        ("Cut the backlog from 20 to 5 thousand", 20_000, 5_000),
        ("销售额从3到5亿，明年年底", 300_000_000, 500_000_000),
        ("粉丝从2增长到5万", 20_000, 50_000),
        ("把营收从三提高到五亿", 300_000_000, 500_000_000),
        ("把成本从8降到5万", 80_000, 50_000),
    ],
)
def test_the_multiple_of_the_second_is_that_of_both(text, start, target, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.start, said.target) == (start, target)


@pytest.mark.parametrize(
    ("text", "start", "target"),
    [
        ("Grow users from 900 to 1k", 900, 1_000),
        ("Grow revenue from $500 to $2k by June", 500, 2_000),
        ("Grow orders from 0 to 5 thousand", 0, 5_000),
        ("Grow orders from 3 boxes to 5 thousand boxes", 3, 5_000),
        ("Cut tickets from 2k to 500 by June", 2_000, 500),
        ("粉丝从9000增长到1万", 9_000, 10_000),
        ("粉丝从800增长到5万", 800, 50_000),
        ("客户从2个增长到5万个", 2, 50_000),
        ("把营收从三百万提高到五百万", 3_000_000, 5_000_000),
    ],
)
def test_a_number_that_fits_as_it_stands_is_its_own(text, start, target, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.start, said.target) == (start, target)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Grow revenue from 800 to 1.2 million by June", Decimal(1_200_000)),
        ("Grow revenue from 3 million to 5 by June", None),
    ],
)
def test_what_nobody_can_tell_stays_in_the_title_and_is_asked(text, target, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.title, said.start, said.target) == (text.removesuffix(" by June"), None, target)
