"""A form that a platform sends once more, with its first version and the same words, is taken once."""

from __future__ import annotations

import pytest

from tests.conversations.test_digest_in_words import shares
from tests.conversations.weekly_checkin.record import entries_of

PLANS = "Alice Berger: this week’s plans"


@pytest.fixture
def digest(monday, alice, mara):
    """Alice is stuck and asks her manager, who has the digest."""
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors", helper="manager")
    monday.moves_to("2026-11-25 10:30")
    shares(mara, "Hire")
    return monday


def replies(stage):
    """The words of every reply."""
    return [each.text for each in entries_of(stage, "alice", "reply_given")]


@pytest.mark.parametrize("on", ["No sensors", PLANS])
def test_a_reply_that_is_sent_again_is_given_once(digest, mara, on):
    form = mara.opens("Reply", on=on).fills(text="Next week")
    for _ in range(3):
        form.submits()
    assert replies(digest) == ["Next week"]


@pytest.mark.parametrize("on", ["No sensors", PLANS])
def test_the_same_words_in_a_form_that_is_opened_anew_are_another_reply(digest, mara, on):
    for _ in range(2):
        mara.opens("Reply", on=on).fills(text="Next week").submits()
    assert replies(digest) == ["Next week", "Next week"]


def test_forms_that_stood_open_beside_each_other_all_count(digest, mara):
    one, other = (mara.opens("Reply", on=on).fills(text="Next week") for on in ("No sensors", PLANS))
    again = mara.opens("Reply", on="No sensors").fills(text="And tell me")
    for form in (one, other, again, one, other, again):
        form.submits()
    assert replies(digest) == ["Next week", "Next week", "And tell me"]


def test_a_helper_who_sends_a_reply_again_gives_one(monday, alice, bob):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors", helper="person", helper_person="bob")
    form = bob.opens("Reply").fills(text="Next week")
    for _ in range(2):
        form.submits()
    assert replies(monday) == ["Next week"]
