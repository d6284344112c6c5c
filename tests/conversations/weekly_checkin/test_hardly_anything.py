"""At "Is anything stuck?" a no that is nearly one is a no; what is nearly none of a thing is stuck."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "said",
    [
        *("hardly anything", "nothing major", "not much", "hardly any blockers", "barely anything tbh"),
        *("basically nothing", "nothing to speak of", "almost nothing really", "not much, thanks", "not a thing"),
        *("nothing significant at the moment", "hardly anything, just busy"),
    ],
)
def test_it_is_a_no(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Is this right?", "Nothing stuck")


@pytest.mark.parametrize(
    "said",
    [
        *("基本没有", "几乎没有", "没啥大的", "基本没有吧", "基本上没啥", "没什么大问题", "目前基本没有卡住的", "不多"),
        *("问题不大", "几乎没有，就是有点累"),
    ],
)
def test_so_it_is_in_chinese(monday, li, said):
    li.says("写方案").says(said).sees("这样对吗？", "有卡住的吗？ 没有")


@pytest.mark.parametrize(
    "said",
    [
        *(
            "hardly any progress on the API",
            "hardly anyone answers",
            "barely any budget left",
            "almost no sensors left",
        ),
        "not much time for the audit",
    ],
)
def test_of_a_thing_it_is_what_is_stuck(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?")


@pytest.mark.parametrize("said", ["几乎没有进展", "基本没人回复", "基本没有测试环境", "问题不大但法务没回"])
def test_so_it_is_stuck_in_chinese(monday, li, said):
    li.says("写方案").says(said).sees("谁能帮上忙？")


def test_beside_plans_it_is_read_with_a_word_for_being_stuck(monday, alice):
    alice.says("visit the fair, hardly anything stuck")
    alice.sees("Is this right?", "top one to three visit the fair\n", "Nothing stuck")
