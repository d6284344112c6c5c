"""What may not be meant for a colleague is sent to nobody: who wrote it is told so, and says it otherwise."""

from __future__ import annotations

import pytest

from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.record import entries_of


@pytest.fixture
def asked(monday, alice):
    """Bob is asked for help by Alice."""
    asks(alice)
    return monday


@pytest.fixture
def asked_in_chinese(monday, li):
    """Wang is asked for help by Li."""
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    return monday


@pytest.mark.parametrize(
    "said",
    [
        "can't, i'm in hospital, pls keep that private",
        "can't. dont tell alice but the sensors are broken",
        "can't, sorry, but don't tell anyone",
        "sorry, can't. confidential: we cut the budget",
        "can't, this is between us",
        "can't, pls dont share this with her",
        "can't, alice must not know why",
        "can't, hr only: the project is dead",
        "can't help, nobody knows yet but i am leaving",
        "can't help, just for you: i'm leaving in january",
        "can't, please don't say why to alice",
        "can't, i'm in rehab (pls keep quiet)",
        "can't, not for alice's ears but i'm leaving",
        "can't, tell her i'm busy, really i'm job hunting",
    ],
)
def test_a_no_that_may_not_be_for_who_asked_is_not_sent(asked, alice, bob, said):
    bob.says(said).sees("I haven’t sent that", "Alice Berger", "No sensors", "[Reply]")
    assert not entries_of(asked, "alice", "blocker_declined") and said not in alice.chat
    bob.says("can't, sorry").sees("They know you can’t")
    assert "can't, sorry" in alice.chat


@pytest.mark.parametrize(
    "said",
    [
        "帮不了，别告诉小李，这个项目要砍了",
        "帮不上，家里有事，请保密",
        "帮不上，别外传",
        "不行，这事先别说出去，项目要砍了",
        "帮不了，瞒着小李，项目要砍了",
        "帮不了，这事还没公开，项目要砍",
        "帮不了，先别跟他讲",
        "帮不了，项目要砍了，不想让他知道",
        "帮不了，项目要砍，他还不知道",
        "帮不了，项目要砍了，你知道就好",
        "帮不了，对外就说我忙",
    ],
)
def test_a_no_that_may_not_be_for_who_asked_is_not_sent_in_chinese(asked_in_chinese, li, wang, said):
    wang.says(said).sees("这句没有发出去", "李晨", "没有样品", "[回复]")
    assert not entries_of(asked_in_chinese, "li", "blocker_declined") and said not in li.chat
    wang.says("帮不上，抱歉").sees("已经告诉对方这次帮不上")


def test_a_promise_is_not_taken_back_with_words_that_may_not_be_for_who_asked(asked, alice, bob):
    bob.says("sure, by Thursday").says("can't, i'm in hospital, keep it to yourself").sees("I haven’t sent that")
    assert not entries_of(asked, "alice", "blocker_declined") and "hospital" not in alice.chat


@pytest.mark.parametrize(
    "said",
    [
        "can't, private reasons",
        "can't, i don't know about sensors",
        "can't, don't know him",
        "can't, nobody told me",
        "can't, they don't tell us anything",
        "can't, only hr can do that",
        "can't, i can't share the license",
        "can't, not allowed to tell why",
        "can't, never done that",
        "can't, up to my ears in work",
    ],
)
def test_an_ordinary_no_is_told_at_once_without_its_reason(asked, alice, bob, said):
    bob.says(said).sees("They know you can’t", said, "[Send the reason]")
    assert "Bob Nyman can’t help with this one." in alice.chat and said not in alice.chat
    bob.taps("Send the reason")
    assert said in alice.chat


@pytest.mark.parametrize(
    "said",
    [
        "不行，私事",
        "帮不了，只有HR能办",
        "帮不了，领导不让",
        "帮不上，我没法提供样品",
        "不行，别提了，最近忙疯了",
        "帮不上，不知道找谁",
    ],
)
def test_an_ordinary_no_is_told_at_once_without_its_reason_in_chinese(asked_in_chinese, li, wang, said):
    wang.says(said).sees("已经告诉对方这次帮不上", said, "[把原因发给对方]")
    assert "王芳这次帮不上。" in li.chat and said not in li.chat
    wang.taps("把原因发给对方")
    assert said in li.chat


def test_a_note_on_a_goal_that_may_not_be_for_its_readers_is_asked_about_and_left_out(stage, alice, mara):
    alice.says("goal add Renewal rate from 82 to 90 % by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal update renewal behind, dont tell mara but the supplier is bankrupt")
    alice.sees("Renewal rate: note “At risk”?", "not the words beside it")
    assert not entries_of(stage, "alice", "goal_moved") and "bankrupt" not in mara.chat
    alice.says("goal update renewal behind, the supplier is late")
    assert "the supplier is late" in mara.chat


def test_a_note_on_a_goal_that_may_not_be_for_its_readers_is_left_out_in_chinese(stage, li, wang):
    li.says("目标 新增 老客户续约率从82%到90%，年底前").taps("提给王芳")
    wang.taps("我同意")
    li.says("目标 更新 老客户续约率 落后，别告诉王芳，供应商倒闭了").sees("记成“有风险”吗？", "旁边那些话不会带上")
    assert not entries_of(stage, "li", "goal_moved") and "倒闭" not in wang.chat
