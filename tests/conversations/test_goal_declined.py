"""A no to what is proposed: with a word why, back to who proposed it, and what was agreed before stands on."""

from __future__ import annotations

import pytest

PROPOSES = "goal add for Alice: Renewal rate from 82% to 90% by the end of January"


@pytest.fixture
def changed(agreed, mara):
    """A change of what was agreed waits for Alice's yes."""
    mara.opens("Change").fills(t_r1="95", reason="The board wants more").submits()
    return agreed


def declines(who, why):
    who.opens("Not like this").fills(reason=why).submits()


def test_a_no_to_a_change_leaves_what_was_agreed(changed, alice, mara):
    before = mara.counts()
    declines(alice, "95 was never reached in any region")
    alice.sees("Agreed", "from 82% to 90%", "[On track]")
    assert not alice.can("I agree")
    assert mara.counts() == before + 1, "a no comes as a message"
    mara.sees("Alice Berger said no to your change.", "95 was never reached in any region", "from 82% to 90%")
    mara.taps("How was this set?").sees(
        "Mara Keller wrote version 2", "The board wants more",
        "Alice Berger said no to the change; what was agreed stands", "95 was never reached in any region",
    )  # fmt: skip
    alice.says("goal")
    assert "Waiting" not in alice.last


def test_it_can_be_proposed_differently_afterwards(changed, alice, mara):
    declines(alice, "95 was never reached")
    mara.opens("Change").fills(t_r1="92", reason="Then 92").submits()
    alice.sees("Mara Keller proposed a change.", "from 82% to 90% → from 82% to 92%", "[I agree] [Not like this]")
    alice.taps("I agree").sees("from 82% to 92%")
    assert "said no" not in mara.card("goal.goal")


def test_a_no_to_what_was_never_agreed_takes_it_off_both_lists(monday, alice, mara):
    alice.says("goal add Renewal rate from 82% to 90% by the end of January").taps("Propose to Mara Keller")
    declines(mara, "Sales holds this one")
    alice.sees("Mara Keller said no to this proposal", "Sales holds this one", "[I see it differently]")
    assert not alice.can("Change")
    alice.says("goal").sees("You have no goals yet")


def test_who_sees_it_differently_brings_it_back_and_the_other_is_asked_again(monday, alice, mara):
    alice.says("goal add Renewal rate from 82% to 90% by the end of January").taps("Propose to Mara Keller")
    declines(mara, "Sales holds this one")
    alice.opens("I see it differently").fills(reason="Sales gave it to us on Friday").submits()
    mara.sees("Renewal rate", "[I agree]", "[Not like this]")


def test_a_no_needs_a_word_and_a_version_that_still_waits(changed, alice, mara):
    form = alice.opens("Not like this")
    form.tries()
    assert form.errors == {"reason": "Please fill this in."}
    mara.opens("Change").fills(t_r1="91", reason="A typo").submits()
    form.fills(reason="95 was never reached").submits()
    alice.sees("You both changed this", "from 82% to 90% → from 82% to 91%", "95 was never reached", "[Use mine]")
    alice.taps("Use mine")
    assert "from 82% to 90%" in alice.card("goal.goal")


def test_a_no_shows_what_was_proposed_first_and_has_changed_since(monday, alice, mara):
    alice.says("goal add Renewal rate from 82% to 90% by the end of January").taps("Propose to Mara Keller")
    form = mara.opens("Not like this").fills(reason="Sales holds this one")
    alice.opens("Change", of=alice.message("goal.goal")).fills(t_r1="88").submits()
    form.submits()
    mara.sees("What it says now", "from 82% to 90% → from 82% to 88%", "Sales holds this one")


def test_who_proposed_it_cannot_say_no_to_it(changed, mara):
    assert not mara.can("Not like this")
