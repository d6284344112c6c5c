"""What is said not to be wanted is no order: "don't pause" opens no pause, and changes nothing."""

from __future__ import annotations

import pytest

from conversations.toolkit.understand import is_negated
from tests.words import the_vocabulary


@pytest.mark.parametrize(
    "said", ["don't pause", "please don't pause me", "I don't want to pause", "do not stop", "don't change it"]
)
def test_nothing_is_opened_that_is_not_wanted(stage, alice, said):
    alice.says(said).sees("All right. What was noted before stays as it is.")


@pytest.mark.parametrize("said", ["别暂停", "不要暂停", "先别暂停", "我不想暂停", "不用暂停了", "别再暂停了"])
def test_nothing_is_opened_that_is_not_wanted_in_chinese(stage, li, said):
    li.says(said).sees("好。之前记下的不变。")


@pytest.mark.parametrize("said", ["pause for two weeks", "please pause", "why not pause"])
def test_a_pause_that_is_wanted_is_one(stage, alice, said):
    last = alice.says(said).last
    assert "Take a break" in last or "Nobody is told" in last


@pytest.mark.parametrize("said", ["暂停", "要不暂停一下", "能不能暂停一下", "太忙了，暂停两周", "不行了，先暂停"])
def test_a_pause_that_is_wanted_is_one_in_chinese(stage, li, said):
    assert "在那之前我不发消息" in li.says(said).last


def test_who_is_not_away_ends_what_was_announced(stage, alice, li):
    alice.says("away until Friday").says("yes").says("I'm not on leave after all").sees_not("When will you be away?")
    li.says("下周不出差了")
    assert "哪天" not in li.last


def test_a_language_that_is_not_wanted_is_not_taken(stage, li):
    li.says("不要说英文").sees("语言")


def test_work_that_goes_on_is_no_order(stage, alice):
    alice.says("don't stop the line").sees_not("stop all messages")


@pytest.mark.parametrize(
    ("said", "intent", "is_it"),
    [
        ("don't undo it", "undo", True),
        ("never pause", "pause", True),
        ("stop asking me", "stop", False),
        ("I'm not sure, pause", "pause", False),
        ("要不要暂停", "pause", False),
        ("别给我暂停", "pause", True),
        ("hello", None, False),
    ],
)
def test_the_not_stands_right_before_what_is_not_wanted(catalogue, said, intent, is_it):
    assert is_negated(said, intent, the_vocabulary()) is is_it


@pytest.mark.parametrize("before", [(), ("The wrench is gone",), ("The wrench is gone", "my manager")])
def test_at_an_open_question_it_is_no_answer(monday, alice, before):
    alice.says("Visit the fair")
    for each in before:
        alice.says(each)
    asked = alice.listening
    alice.says("don't pause").sees("All right. What was noted before stays as it is.")
    assert alice.listening == asked


def test_nor_is_it_in_chinese(monday, li):
    li.says("整理仓库").says("别暂停").sees("好。之前记下的不变。")
    assert li.listening == "stuck"
    li.says("不要停线").sees("谁能帮上忙？")
