"""What is said right below a request for help, a promise or a no is of it, and nothing of one's own."""

from __future__ import annotations

import pytest

from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.record import entries_of

_BUSY = ["sorry, swamped this week", "tell her I'm busy", "not before Monday", "I'd rather not say why, but no"]
_BUSY_IN_CHINESE = ["就说我在忙", "抱歉，这周太忙了", "不到周一不行"]


def asks_in_chinese(li):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("said", _BUSY)
def test_who_is_busy_is_asked_with_the_request(monday, alice, bob, said, shared):
    if shared:
        bob.opens("Fill in").fills(plans=["Sell the van"]).submits()
    asks(alice)
    bob.says(said).sees("I’m not sure whether you can help.", "No sensors")
    assert not entries_of(monday, "alice", "blocker_declined") and "Is anything stuck?" not in bob.chat


@pytest.mark.parametrize("said", _BUSY_IN_CHINESE)
def test_who_is_busy_is_asked_with_the_request_in_chinese(monday, li, wang, said):
    asks_in_chinese(li)
    wang.says(said).sees("不太确定你能不能帮", "没有样品")
    assert not entries_of(monday, "li", "blocker_declined")


@pytest.mark.parametrize("said", [*_BUSY, "actually no, something came up at home"])
def test_what_may_take_a_promise_back_is_asked(monday, alice, bob, said):
    asks(alice)
    bob.says("sure, by Thursday").says(said).sees("I’m not sure whether you can help.", "You said you’d help by Thu")
    assert not entries_of(monday, "alice", "blocker_declined") and "Is anything stuck?" not in bob.chat


@pytest.mark.parametrize("said", [*_BUSY_IN_CHINESE, "不行，家里出了点事，下周再看"])
def test_what_may_take_a_promise_back_is_asked_in_chinese(monday, li, wang, said):
    asks_in_chinese(li)
    wang.says("好的，周四前").says(said).sees("没有样品")
    assert "有卡住的吗" not in wang.chat


@pytest.mark.parametrize("said", ["ok I'll do it Friday", "make that Friday", "sorry, make it Friday"])
def test_a_promise_gets_another_day(monday, alice, bob, said):
    asks(alice)
    bob.says("sure, by Thursday").says(said).sees("You said you’d help by Fri 27 Nov.")
    alice.sees("Bob Nyman said they’d help by Fri 27 Nov.")


@pytest.mark.parametrize("said", ["改到周五", "好吧，周五我来"])
def test_a_promise_gets_another_day_in_chinese(monday, li, wang, said):
    asks_in_chinese(li)
    wang.says("好的，周四前").says(said).sees("你来处理，最晚11月27日 周五。")


@pytest.mark.parametrize("no", ["can't, sorry", "can't, the press is down"])
def test_who_said_no_helps_after_all(monday, alice, bob, no):
    asks(alice)
    bob.says(no).says("ok I'll do it Friday").sees("You said you’d help by Fri 27 Nov.")
    alice.sees("Bob Nyman said they’d help by Fri 27 Nov.")
    assert "press" not in alice.chat


def test_who_said_no_helps_after_all_in_chinese(monday, li, wang):
    asks_in_chinese(li)
    wang.says("帮不上，抱歉").says("好吧，周五我来").sees("你来处理，最晚11月27日 周五。")


@pytest.mark.parametrize("said", ["sorry, swamped this week", "can't, we count the stock"])
def test_more_words_of_a_no_go_by_a_tap_alone(monday, alice, bob, said):
    asks(alice)
    bob.says("can't, sorry").says(said).sees("Send it to Alice Berger too?", said)
    assert said not in alice.chat
    bob.taps("Send the reason")
    assert said in alice.card("weekly_checkin.offer")


def test_what_may_not_be_for_who_asked_is_not_offered(monday, alice, bob):
    asks(alice)
    bob.says("can't, sorry").says("tell her I'm busy").sees("I haven’t sent that", "They know you can’t")
    assert "[Send the reason]" not in bob.last


def test_a_no_once_more_is_no_word_to_the_check_in(monday, li, wang):
    asks_in_chinese(li)
    wang.says("帮不上，抱歉").says("还是算了，我没空").sees("已经告诉对方这次帮不上")
    assert "好的，这周先不填" not in wang.chat


@pytest.mark.parametrize("first", ["can't, sorry", "sure, by Thursday"])
@pytest.mark.parametrize("said", ["Visit the fair on Friday", "Sell the van, order labels", "I'll visit the fair"])
def test_plans_right_below_are_plans(monday, alice, bob, first, said):
    asks(alice)
    bob.says(first).says(said).sees("Is anything stuck?")


@pytest.mark.parametrize("said", ["周五去看展", "卖车，订标签"])
def test_plans_right_below_are_plans_in_chinese(monday, li, wang, said):
    asks_in_chinese(li)
    wang.says("帮不上，抱歉").says(said).sees("有卡住的吗")


@pytest.mark.parametrize("said", ["not this week, I have a job interview", "not until next week, I'm at the doctor's"])
def test_not_now_and_why_is_asked_with_the_request(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("I’m not sure whether you can help.", "No sensors")
    assert "Is anything stuck?" not in bob.chat and "job" not in alice.chat


def test_not_now_and_why_is_asked_with_the_request_in_chinese(monday, li, wang):
    asks_in_chinese(li)
    wang.says("这周不行，我要去面试").sees("不太确定你能不能帮", "没有样品")
    assert "面试" not in li.chat


@pytest.mark.parametrize("said", ["no way, not my job", "not my problem, sorry", "sorry, no way"])
def test_a_blunt_no_goes_as_a_no_and_its_words_by_a_tap(monday, alice, bob, said):
    asks(alice)
    bob.says(said).sees("Send it to Alice Berger too?", said)
    assert said not in alice.chat and [each.reason for each in entries_of(monday, "alice", "blocker_declined")] == [""]
    bob.taps("Send the reason")
    assert said in alice.chat


@pytest.mark.parametrize("said", ["不归我管", "不行，不是我的事"])
def test_so_it_goes_in_chinese(monday, li, wang, said):
    asks_in_chinese(li)
    wang.says(said)
    assert said not in li.chat and [each.reason for each in entries_of(monday, "li", "blocker_declined")] == [""]


@pytest.mark.parametrize("said", ["can't, sorry", "sorry, no time", "not me, sorry"])
def test_a_plain_no_goes_along(monday, alice, bob, said):
    asks(alice)
    bob.says(said)
    assert [each.reason for each in entries_of(monday, "alice", "blocker_declined")] == [said]
