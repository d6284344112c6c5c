"""A sentence that holds the words of "undo", or says not to, takes nothing back."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


@pytest.mark.parametrize(
    "words",
    [
        "don't undo it",
        "please don't take it back",
        "I can't undo it",
        "别撤回",
        "不要撤回",
        "不撤回了",
        "先别撤回",
        "Bob will take it back to the shop",
        "the customer wants to take it back",
        "IT wants to delete that server",
        "the supplier may withdraw it",
        "if Bob agrees, scratch that",
        "if Bob says so, take it back",
        "never mind, don't undo it",
        "undo? never mind",
        "算了，不撤回了",
        "别撤回了，算了",
        "撤回？算了",
    ],
)
def test_sentence(second, alice, words):
    alice.opens("Fill in").fills(plans=["Fix the bench"]).submits()
    alice.says(words)
    assert not entries_of(second, "alice", "check_in_withdrawn"), alice.last[:80]


@pytest.mark.parametrize("words", ["don't undo that", "Bob will take it back to the shop"])
def test_what_was_just_sent(second, alice, words):
    alice.opens("Fill in").fills(plans=["Fix the bench"]).submits()
    alice.says("I'm stuck: No sensors").taps("Yes, note it")
    alice.says(words)
    assert "Nobody has it any more" not in alice.chat


AND_NO_MORE = [
    "undo",
    "please undo",
    "take it back please",
    "undo that",
    "scratch that",
    "never mind, undo",
    "never mind, take it back",
]


@pytest.mark.parametrize("words", [*AND_NO_MORE, "算了，撤回吧", "撤回吧，算了", "算了撤回", "刚才那个不算"])
def test_who_says_no_more_than_that_has_it(second, alice, words):
    alice.opens("Fill in").fills(plans=["Fix the bench"]).submits()
    alice.says(words)
    assert entries_of(second, "alice", "check_in_withdrawn")


def test_it_is_one_tap_away_in_a_sentence_of_more(second, alice):
    alice.opens("Fill in").fills(plans=["Fix the bench"]).submits()
    alice.says("oh no, undo").sees("Nothing has been taken back yet")
    alice.taps("Take it back")
    assert entries_of(second, "alice", "check_in_withdrawn")
