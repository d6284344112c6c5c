"""The one-on-ones of the demonstration agree with its people: who reports to whom, in which language they talk."""

import pytest

from bot.demo import talks
from bot.demo.talks import Pair
from tests.demo.test_company_content import GENDERED, HAN, PEOPLE


@pytest.mark.parametrize("pair", talks.read(), ids=lambda pair: pair.person)
def test_a_pair_is_one_of_the_roster_and_speaks_its_language(pair: Pair) -> None:
    person, manager = PEOPLE[pair.person], PEOPLE[pair.manager]
    assert person["manager"] == pair.manager
    chinese = person["language"] == manager["language"] == "zh-CN"
    for text in (*pair.from_person, *pair.from_manager, *(each.what for each in pair.actions), pair.note):
        assert bool(HAN.search(text)) == chinese, text
        assert not GENDERED.search(text), text


def test_both_languages_have_one() -> None:
    assert {PEOPLE[pair.person]["language"] for pair in talks.read()} == {"en", "zh-CN"}
