"""A talk of Mara's with Alice, at each of its stages."""

import pytest

from tests.conversations.interview.talk import sums_up


@pytest.fixture
def today(monday):
    """The morning of a talk of Mara's with Alice."""
    monday["mara"].says("interview-template low-performer Alice Friday 10:00").taps("Send")
    monday["alice"].taps("I’ll be there")
    monday.moves_to("2026-11-27 09:55")
    return monday


@pytest.fixture
def running(today):
    today["mara"].taps("Open the running sheet")
    return today


@pytest.fixture
def held(running):
    running.moves_on(minutes=40)
    running["mara"].taps("End the talk")
    return running


@pytest.fixture
def summed(held):
    sums_up(held["mara"], what_2="Send the draft on Thursdays", by_2="2026-12-11")
    return held
