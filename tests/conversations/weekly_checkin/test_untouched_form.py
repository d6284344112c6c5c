"""A form says what is shared of it where nobody touches it."""

from __future__ import annotations

from tests.conversations.actor import Actor
from tests.conversations.stage import Stage

DONE, UNSTUCK = "What you leave at “Done” is shared as done.", "Preset to “Nothing stuck”."


def test_a_form_says_what_counts_if_nobody_touches_it(second: Stage, alice: Actor) -> None:
    form = alice.opens("Fill in")
    assert DONE in form.words
    assert UNSTUCK in form.words
    form.fills(plans=["Calibrate the probe"]).submits().sees("Write the report Done", "Anything stuck? Nothing stuck")


def test_a_form_says_nothing_of_what_counts_for_nothing(second: Stage, alice: Actor) -> None:
    alice.taps("One question at a time")
    assert DONE not in alice.opens("Show it as a form").words, "what is left open there is not done"


def test_a_form_that_holds_what_is_stuck_does_not_say_that_nothing_is(second: Stage, alice: Actor) -> None:
    alice.opens("Fill in").fills(plans=["Calibrate the probe"], stuck="yes", stuck_on="No sensors").submits()
    assert UNSTUCK not in alice.opens("Change").words
