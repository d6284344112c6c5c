"""A manager types right below a digest or a nudge: it is for what waits there, and shown before anybody gets it."""

from __future__ import annotations

import pytest

from conversations.manager_digest.below import promises_by_a_day
from tests.conversations.test_digest_in_words import shares
from tests.conversations.weekly_checkin.record import entries_of

MENU, MENU_ZH = "I’m not sure what you need", "没太明白"
ASKS, ASKS_ZH = "Send this to Alice Berger?", "把这句发给李晨吗"


@pytest.fixture
def digest(monday, alice, mara, li, wang):
    """Alice and Li are stuck; their managers, whose own weeks are shared, have had the digest."""
    shares(mara, "Hire")
    shares(wang, "招人")
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors", helper="manager")
    shares(li, "写总结", stuck="yes", stuck_on="样品没到", helper="manager")
    monday.moves_to("2026-11-25 10:30")
    return monday


@pytest.fixture
def nudged(digest):
    """The nudge has come since."""
    digest.moves_to("2026-11-27 12:30")
    return digest


def nothing_came(stage, person):
    kinds = ("blocker_taken", "blocker_declined", "reply_given", "check_in_read")
    return not any(entries_of(stage, person, kind) for kind in kinds)


@pytest.mark.parametrize(
    "said",
    [
        "by tuesday",
        "Friday",
        "ok by tuesday",
        "ill do it tomorrow",
        "got it, will call the supplier today",
        "asked the supplier, waiting for answer",
        "done, the supplier sent them",
    ],
)
def test_a_line_right_below_a_nudge_is_offered_as_the_reply(nudged, alice, mara, said):
    mara.says(said).sees(ASKS, said, "No sensors", "[I’ll help by", "[Send]")
    assert nothing_came(nudged, "alice")
    mara.taps("Send")
    alice.sees(said)


@pytest.mark.parametrize(
    "said", ["周二前", "知道了 我明天处理", "收到 周一给答复", "问过供应商了，等回复", "供应商已经寄了 明天到"]
)
def test_a_line_right_below_a_nudge_is_offered_in_chinese(nudged, li, wang, said):
    wang.says(said).sees(ASKS_ZH, said, "样品没到", "[我来处理，最晚", "[发送]")
    assert nothing_came(nudged, "li")
    wang.taps("发送")
    li.sees(said)


@pytest.mark.parametrize("said", ["I can't, because legal doesn't report to me", "cant, legal doesnt report to me"])
def test_a_no_is_shown_with_no_promise_beside_it(nudged, mara, said):
    mara.says(said).sees(ASKS, said, "[Send]")
    assert "[I’ll help by" not in mara.last
    assert nothing_came(nudged, "alice")


@pytest.mark.parametrize("said", ["没办法，采购不归我管", "采购不归我管 没办法", "没空"])
def test_a_no_is_shown_with_no_promise_beside_it_in_chinese(nudged, wang, said):
    wang.says(said).sees(ASKS_ZH, said, "[发送]")
    assert "[我来处理" not in wang.last
    assert nothing_came(nudged, "li")


@pytest.mark.parametrize(
    ("said", "day"),
    [("ok, ill do it tomorrow", "Thu 26 Nov"), ("by friday", "Fri 27 Nov"), ("on it, fri", "Fri 27 Nov")],
)
def test_a_promise_right_below_a_digest_is_one_tap(digest, alice, mara, said, day):
    mara.says(said).sees(ASKS, said, f"[I’ll help by {day}]")
    assert nothing_came(digest, "alice")
    mara.taps(f"I’ll help by {day}").sees(f"You said you’d help by {day}")
    alice.sees(f"Mara Keller said they’d help by {day}.")


@pytest.mark.parametrize("said", ["知道了 我周四处理", "收到，周四给答复", "周四前"])
def test_a_promise_right_below_a_digest_is_one_tap_in_chinese(digest, li, wang, said):
    wang.says(said).sees(ASKS_ZH, said).taps("我来处理，最晚11月26日 周四")
    li.sees("王芳来处理，最晚11月26日 周四")


@pytest.mark.parametrize("said", ["asked about the sensors", "can't, no budget", "done, they came"])
def test_what_may_be_of_it_right_below_a_digest_is_offered(digest, mara, said):
    mara.says(said).sees(ASKS, said, "No sensors")
    assert nothing_came(digest, "alice")


@pytest.mark.parametrize("said", ["问过样品了，等回复", "没办法，没预算", "没预算 没办法"])
def test_what_may_be_of_it_right_below_a_digest_is_offered_in_chinese(digest, wang, said):
    wang.says(said).sees(ASKS_ZH, said, "样品没到")
    assert nothing_came(digest, "li")


@pytest.mark.parametrize("said", ["Prepare the hiring plan", "Friday", "will do"])
def test_other_words_right_below_a_digest_are_asked_about_as_ever(digest, mara, said):
    mara.says(said).sees(MENU, "[It’s a plan for this week]")


@pytest.mark.parametrize("said", ["准备招聘计划", "十二月的预算"])
def test_other_words_right_below_a_digest_are_asked_about_as_ever_in_chinese(digest, wang, said):
    wang.says(said).sees(MENU_ZH)


@pytest.mark.parametrize("said", ["ok", "👍", "thanks", "got it"])
def test_a_nod_marks_nothing_as_read(nudged, mara, said):
    mara.says(said)
    assert "Send this to" not in mara.last and MENU not in mara.last
    assert nothing_came(nudged, "alice")


@pytest.mark.parametrize("said", ["好的", "👍", "收到", "知道了"])
def test_a_nod_marks_nothing_as_read_in_chinese(nudged, wang, said):
    wang.says(said)
    assert ASKS_ZH not in wang.last and MENU_ZH not in wang.last and nothing_came(nudged, "li")


def test_what_means_something_else_goes_there(nudged, mara, wang):
    mara.says("I'm stuck on the budget").sees("It sounds as if something is stuck")
    mara.says("remind me tomorrow").sees("No hurry")
    mara.says("3").sees(MENU)
    mara.says("I can't, I'm exhausted").says("can't, I want to kill myself").sees_not(ASKS)
    wang.says("下周请假").sees("你这几天不在")


@pytest.mark.parametrize("said", ["ill do it tomorrow", "asked around, waiting for answers", "can't, no budget"])
def test_where_several_wait_it_is_asked_which(monday, alice, bob, mara, said):
    shares(mara, "Hire")
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors", helper="manager")
    shares(bob, "Sell the van", stuck="yes", stuck_on="No buyer", helper="manager")
    monday.moves_to("2026-11-27 12:30")
    mara.says(said).sees("Tap what it is about", said, "No sensors", "No buyer")
    assert nothing_came(monday, "alice") and nothing_came(monday, "bob")
    mara.taps("Send", on="No buyer")
    assert [each.text for each in entries_of(monday, "bob", "reply_given")] == [said]
    assert nothing_came(monday, "alice")


def test_once_it_is_answered_nothing_waits(nudged, mara, wang):
    mara.taps("I’ll help by Tue 1 Dec").says("Prepare the hiring plan").sees(MENU)
    wang.opens("回复").fills(text="在催了").submits()
    wang.says("周二前").sees(MENU_ZH)


def test_with_anything_else_in_between_it_is_not_right_below(nudged, mara):
    mara.says("settings").says("asked the supplier, waiting for answer").sees(MENU)


def test_what_is_not_sent_may_be_meant_otherwise(nudged, mara):
    mara.says("Prepare the hiring plan").sees(ASKS).taps("Don’t send").sees("Not sent:")
    mara.says("Prepare the hiring plan").sees(MENU, "[It’s a plan for this week]")


def test_who_leads_nobody_is_asked_as_ever(nudged, alice):
    alice.says("by tuesday").sees(MENU)


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("ill do it tomorrow", True),
        ("by tuesday", True),
        ("Friday", False),
        ("知道了 我明天处理", True),
        ("收到 周一给答复", True),
        ("周五处理合同", False),
        ("写总结 周五前", False),
        ("周五再填", False),
        ("ill fill it in tomorrow", False),
        ("Order the sensors by Friday", False),
        ("by tuesday?", False),
    ],
)
def test_what_promises_by_a_day(vocabulary, text, promised):
    assert promises_by_a_day(text, vocabulary) is promised


@pytest.mark.parametrize(
    "said",
    [
        "alice isn't up to it, don't tell her",
        "Alice shouldn't know, by tuesday",
        "not replying to alice yet, asking Sven",
    ],
)
def test_what_may_not_be_meant_for_who_is_stuck_is_not_offered_to_them(nudged, alice, mara, said):
    mara.says(said).sees_not(ASKS)
    mara.says("ok")
    assert nothing_came(nudged, "alice")


@pytest.mark.parametrize(
    "said",
    ["李晨能力不行，别告诉他", "我得先跟Sven说，李晨别知道", "先不要告诉李晨，周四给答复", "这个先不回李晨，等老板定"],
)
def test_nor_is_it_in_chinese(nudged, li, wang, said):
    wang.says(said).sees_not(ASKS_ZH)
    wang.says("好")
    assert nothing_came(nudged, "li")
