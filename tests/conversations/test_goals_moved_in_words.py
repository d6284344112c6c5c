"""By how much a goal moved, which of two numbers holds now, and what is not reached: the number where it stands is
offered first, and none that was not reached.
"""

from __future__ import annotations

import pytest

from tests.conversations.test_goals_updated_in_words import boxes, moves, renewals

__all__ = ["boxes", "renewals"]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("renewal rate rose by 3", "[85%] [3%]"),
        ("renewal rate is up 3", "[85%] [3%]"),
        ("goal update fell by 2", "[80%] [2%]"),
        ("renewal rate went down 2%", "[80%] [2%]"),
        ("renewal rate dropped by 2 this week", "[80%] [2%]"),
    ],
)
def test_by_how_much_is_not_where(renewals, alice, text, offered):
    alice.says(text).sees("Renewal rate: which number do you mean?", offered)
    alice.says("yes")
    assert moves(renewals) == []


@pytest.mark.parametrize(("text", "offered"), [("装机量多了9台", "[109台] [9台]"), ("装机量减少9台", "[91台] [9台]")])
def test_so_it_is_in_chinese(boxes, li, text, offered):
    li.says("目标 更新 装机量 100").taps("100台")
    li.says(text).sees("装机量：你说的是哪个数？", offered)


@pytest.mark.parametrize(
    "text",
    ["renewal rate fell to 80", "renewal rate rose from 79 to 80", "renewal rate is down to 80%", "renewals up to 80"],
)
def test_where_it_moved_to_is_where_it_is(renewals, alice, text):
    alice.says(text).sees("from 82% to 90%\n[80%] [Another number]")


def test_what_is_wanted_by_so_much_more_has_no_sign_in_the_form(renewals, alice):
    alice.says("I want renewal rate down by 3").sees("which number do you mean?")
    form = alice.opens("That’s the new target")
    assert all("↓" not in str(value) for value in form.values.values())


@pytest.mark.parametrize(
    "text", ["renewal rate last month 83, now 85", "renewal rate 83 %, no 85", "renewal rate 83, sorry, 85%"]
)
def test_the_number_that_holds_now_is_offered(renewals, alice, text):
    alice.says(text).sees("[85%]").sees_not("[83%]")


@pytest.mark.parametrize("text", ["装机量上个月83，这个月85", "装机量83台，不对，85台"])
def test_so_it_is_offered_in_chinese(boxes, li, text):
    li.says(text).sees("[85台]").sees_not("[83台]")


@pytest.mark.parametrize(
    ("text", "note"),
    [("renewal rate 85, 3 customers left", "3 customers left"), ("renewal rate 85, no 2 are alike", "no 2 are alike")],
)
def test_other_numbers_behind_a_comma_are_its_note(renewals, alice, text, note):
    alice.says(text).sees("[85%]", note)


@pytest.mark.parametrize("text", ["renewal rate not 85 yet", "goal update renewal rate is not at 85% yet"])
def test_what_is_not_reached_is_no_number(renewals, alice, text):
    alice.says(text).sees("Renewal rate: which is it now?", "[On track]", "[At risk]", "[Stuck]").sees_not("[85%]")
    assert moves(renewals) == []


@pytest.mark.parametrize("text", ["装机量还没到85", "目标 更新 装机量没达到85台"])
def test_what_is_not_reached_is_no_number_in_chinese(boxes, li, text):
    li.says(text).sees("装机量：现在是哪种情况？", "[顺利]").sees_not("[85台]")
    assert moves(boxes, "li") == []
