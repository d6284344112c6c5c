"""A test list that comes while a company is open: who is on it goes on, and nobody else hears of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.desk import Desk
from bot.reads import Reads
from bot.turns import Turns
from conversations.rules.trial import Trial
from storage.waiting import latest_to
from tests.conversations import company
from tests.conversations.test_blocker import asks

LEFT_OUT = ("bob", "sven", "wang", "li", "hana")


def tries(stage, *people):
    """From now on, a restart later, the list names these."""
    trial = Trial(frozenset(people))
    stage.house = replace(stage.house, trial=trial)
    stage.turns = Turns(stage.database, stage.house, stage.clock, lambda waiting, _asker: stage.waiting.extend(waiting))
    stage.reads = Reads(stage.database, stage.house, stage.clock)
    stage.desk = Desk(("web",), {}, stage.clock, company.calendars, trial)


@pytest.fixture
def tried(monday):
    """Alice and her manager try the bot out; the others have their first check-in from before."""
    tries(monday, "alice", "mara")
    return monday


def held_back(stage, person):
    """How many of the newest messages to somebody never went since a list was on."""
    return sum(each.reason == "test_list" for each in stage.see(latest_to, person, 20))


def test_two_of_a_team_have_their_week_and_the_rest_hears_nothing(tried):
    before, asked = {person: tried[person].counts() for person in LEFT_OUT}, tried["alice"].counts()
    tried["alice"].opens("Fill in").fills(stuck="yes", stuck_on="No sensors", helper="manager").submits()
    tried.moves_to("2026-11-25 10:00")
    tried["mara"].sees("No sensors")
    tried.moves_to("2026-11-30 12:00")
    assert {person: tried[person].counts() for person in LEFT_OUT} == before
    assert held_back(tried, "bob"), "the reminder of Tuesday"
    assert tried["alice"].counts() > asked


def test_nobody_is_found_as_helper_who_would_not_hear_of_it(tried):
    form = tried["alice"].opens("Fill in").fills(stuck="yes", stuck_on="No sensors", helper="person")
    with pytest.raises(AssertionError, match="nobody is found"):
        form.finds("helper_person", "Bob")


def test_what_a_colleague_brings_about_is_held_back_even_where_it_is_urgent_or_changes_a_card(monday):
    alice, bob = monday["alice"], monday["bob"]
    asks(alice, needed_by="2026-11-26")
    there = bob.chat
    tries(monday, "alice", "mara")
    alice.taps("Solved")
    assert bob.chat == there
    assert held_back(monday, "bob") == 1


def test_hr_is_not_said_to_have_been_told_where_it_hears_nothing(tried):
    tried["alice"].says("not my manager").taps("Mara Keller is not my manager")
    tried["alice"].sees_not("Hana Roth")
    assert not tried["hana"].counts("welcome.dispute")


def test_who_writes_themselves_gets_one_sentence(tried):
    bob, before = tried["bob"], tried["bob"].counts()
    bob.says("hello")
    assert bob.hint == "I’m still being tried out with a few people, so I can’t do anything for you yet."
    bob.taps("Not this week")
    assert "tried out" in bob.hint
    assert "小范围试用" in tried["li"].says("你好").hint
    assert bob.counts() == before
