"""What is said in a few everyday words right below a request or a promise is of it, and no plan of one's own."""

from __future__ import annotations

import pytest

from tests.conversations.test_blocker import asks
from tests.conversations.test_right_below_a_request import asks_in_chinese
from tests.conversations.weekly_checkin.record import entries_of

STUCK, STUCK_ZH = "Is anything stuck?", "有卡住的吗"


@pytest.mark.parametrize(("said", "day"), [("ya sure thurs", "Thu 26 Nov"), ("yea np, fri", "Fri 27 Nov")])
def test_an_everyday_yes_promises(monday, alice, bob, said, day):
    asks(alice)
    bob.says(said).sees(f"You said you’d help by {day}.")
    alice.sees(f"Bob Nyman said they’d help by {day}.")


def test_whom_to_ask_instead_is_asked_about(monday, li, wang):
    asks_in_chinese(li)
    wang.says("找小王").sees("找小王", "[回后来那条]").sees_not(STUCK_ZH)


@pytest.mark.parametrize(("said", "day"), [("fri instead", "Fri 27 Nov"), ("move it to friday", "Fri 27 Nov")])
def test_another_day_alone_takes_the_place_of_the_first(monday, alice, bob, said, day):
    asks(alice)
    bob.says("sure, by Thursday").says(said).sees(f"You said you’d help by {day}.")
    alice.sees(f"Bob Nyman said they’d help by {day}.")


def test_so_it_does_in_chinese(monday, li, wang):
    asks_in_chinese(li)
    wang.says("好的，周四前").says("推到周五吧").sees("你来处理，最晚11月27日 周五。")


@pytest.mark.parametrize("said", ["kid is ill, thursday won't work", "not thursday", "friday, monday", "tmrw"])
def test_a_day_that_is_denied_or_in_doubt_is_asked_about(monday, alice, bob, said):
    asks(alice)
    bob.says("sure, by Thursday").says(said).sees("I’m not sure whether you can help.", "help by Thu 26 Nov")
    assert STUCK not in bob.chat and "kid" not in alice.chat


def test_a_day_that_is_denied_is_asked_about_in_chinese(monday, li, wang):
    asks_in_chinese(li)
    wang.says("好的，周四前").says("孩子病了 周四不行").sees("不太确定你能不能帮", "最晚11月26日 周四").sees_not(
        STUCK_ZH
    )
    assert "孩子" not in li.chat and not entries_of(monday, "li", "blocker_declined")


@pytest.mark.parametrize("said", ["order the steel friday", "friday report", "move the press on friday"])
@pytest.mark.parametrize("promised", [False, True])
def test_a_plan_with_a_day_stays_a_plan(monday, alice, bob, said, promised):
    asks(alice)
    if promised:
        bob.says("sure, by Thursday")
    bob.says(said).sees(STUCK)


@pytest.mark.parametrize("said", ["周五去拜访客户", "找供应商谈价"])
def test_so_it_stays_one_in_chinese(monday, li, wang, said):
    asks_in_chinese(li)
    wang.says(said).sees(STUCK_ZH)
