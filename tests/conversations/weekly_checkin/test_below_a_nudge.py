"""A manager's own week is open, and a nudge is the newest message: no line is their plan unasked."""

from __future__ import annotations

import pytest

from tests.conversations.test_digest_in_words import shares
from tests.conversations.weekly_checkin.record import entries_of

ASKS, ASKS_ZH = "Is that your plan for this week?", "这是你这周的计划吗？"


@pytest.fixture
def digest(monday, alice, mara, li, wang):
    """Alice and Li are stuck; their managers have had the digest below their own invitation."""
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors", helper="manager")
    shares(li, "写总结", stuck="yes", stuck_on="样品没到", helper="manager")
    monday.moves_to("2026-11-25 10:30")
    return monday


@pytest.fixture
def nudged(digest):
    """On Friday the nudge has come since."""
    digest.moves_to("2026-11-27 12:30")
    return digest


@pytest.mark.parametrize(
    "said", ["ill do it tomorrow", "asked the supplier, waiting for answer", "done, sensors came", "Hire two people"]
)
def test_a_line_is_asked_about_and_offered_as_the_reply(nudged, alice, mara, said):
    mara.says(said).sees(ASKS, said).taps("Open “My team”").sees("Send this to Alice Berger?", said, "No sensors")
    assert not entries_of(nudged, "alice", "reply_given") + entries_of(nudged, "alice", "blocker_taken")
    mara.taps("Send")
    alice.sees(said)


@pytest.mark.parametrize(
    "said", ["知道了 我明天处理", "收到 周一给答复", "我明天处理", "问过供应商了，等回复", "样品到了"]
)
def test_a_line_is_asked_about_and_offered_as_the_reply_in_chinese(nudged, li, wang, said):
    wang.says(said).sees(ASKS_ZH, said).taps("打开“我的团队”").sees("把这句发给李晨吗", said, "样品没到")
    assert not entries_of(nudged, "li", "reply_given") + entries_of(nudged, "li", "blocker_taken")
    wang.taps("发送")
    li.sees(said)


@pytest.mark.parametrize("said", ["ill do it tomorrow", "Hire two people"])
def test_what_is_said_to_be_the_answer_is_the_plan(nudged, mara, said):
    mara.says(said).taps("It’s my answer").sees("Is anything stuck?").says("no").sees(said)
    assert "Send this to" not in mara.chat


def test_so_it_is_in_chinese(nudged, wang):
    wang.says("我明天处理").taps("是我的回答").sees("有卡住的吗").says("没有").sees("我明天处理")


def test_what_is_plainly_of_the_week_is_taken_unasked(nudged, mara, wang):
    mara.says("ill fill it in tomorrow").sees("stays open until")
    mara.says("Hire two people, nothing stuck").sees_not(ASKS)
    wang.says("周五再填").sees("不急")


@pytest.mark.parametrize("said", ["ill do it tomorrow", "ok, I'll do it friday", "I'll get back to her tomorrow"])
def test_a_promise_below_a_digest_is_asked_about(digest, mara, said):
    mara.says(said).sees(ASKS, said).taps("Open “My team”").sees("Send this to Alice Berger?", said, "[I’ll help by")


@pytest.mark.parametrize("said", ["知道了 我明天处理", "收到 周五给答复"])
def test_a_promise_below_a_digest_is_asked_about_in_chinese(digest, wang, said):
    wang.says(said).sees(ASKS_ZH, said).taps("打开“我的团队”").sees("把这句发给李晨吗", said, "[我来处理，最晚")


@pytest.mark.parametrize("said", ["采购不归我管，没办法", "采购不归我管 没办法"])
def test_a_space_parts_a_no_as_a_comma_does(digest, wang, said):
    wang.says(said).sees(ASKS_ZH, said)


def test_a_plan_below_a_digest_is_noted_unasked(digest, mara, wang):
    mara.says("Order the sensors by Friday").sees("Is anything stuck?")
    wang.says("周五前写完总结").sees("有卡住的吗")


def test_with_nothing_above_it_puts_the_week_off(monday, mara, wang):
    mara.says("ill do it tomorrow").sees("stays open until")
    wang.says("明天写").sees("不急")
