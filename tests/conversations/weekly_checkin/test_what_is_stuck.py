"""At "What are you stuck on?" only what somebody may be stuck on goes to anybody."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


def raised(stage, who="alice"):
    return [each.what for each in entries_of(stage, who, "blocker_raised")]


@pytest.mark.parametrize("said", ["no", "nothing", "undo", "go back", "thanks", "ok", "not stuck"])
def test_who_says_nothing_of_it_closes_the_question(second, alice, said):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says(said).sees("All right, nothing noted.")
    assert alice.listening != "raise"
    assert raised(second) == []


@pytest.mark.parametrize("said", ["没有", "撤回", "谢谢", "没卡住"])
def test_who_says_nothing_of_it_closes_the_question_in_chinese(second, li, said):
    li.taps("按计划，没卡住").says("我卡住了").says(said).sees("好的，什么都没记")
    assert raised(second, "li") == []


@pytest.mark.parametrize("said", ["yes", "I'm stuck", "👍"])
def test_who_only_says_that_something_is_stuck_is_asked_again(second, alice, said):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says(said).sees("What are you stuck on?")
    assert raised(second) == []


@pytest.mark.parametrize("said", ["solved", "it's solved", "change plan 1 to Alpha", "all done"])
def test_words_that_mean_something_else_are_asked_about(second, alice, said):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says(said).sees("Is that an answer", said)
    assert raised(second) == []
    alice.taps("It’s my answer")
    assert raised(second) == [said]


@pytest.mark.parametrize("said", ["energy 2", "my energy is 2"])
def test_energy_goes_to_nobody(second, alice, said):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says(said).sees("Changed: Energy → 2")
    assert raised(second) == []


def test_energy_beside_what_is_stuck_is_kept_apart(second, alice, li):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says("No badge for the fair, energy 2")
    assert [each.level for each in entries_of(second, "alice", "energy_noted")] == [2]
    li.says("我卡住了").says("样品没到，精力2")
    assert (raised(second), raised(second, "li")) == (["No badge for the fair"], ["样品没到"])


@pytest.mark.parametrize("said", ["Stuck: no badge, need it by Friday", "I’m stuck on: no badge, need it by Friday"])
def test_the_label_is_not_said_twice_and_the_day_is_kept(second, alice, mara, said):
    alice.taps("As planned, nothing stuck").says(said).taps("Yes, note it")
    alice.sees(
        "Stuck: no badge, need it by Friday Mara Keller gets it with the digest on Wed 2 Dec. Needed by Fri 4 Dec."
    )
    alice.sees_not("Stuck: Stuck", "Stuck: I’m stuck")
    assert raised(second) == ["no badge, need it by Friday"]


def test_so_it_is_for_whoever_else_is_asked(second, alice, li, bob):
    alice.taps("As planned, nothing stuck").says("Stuck: no badge, need it from Bob by Friday").taps("Bob Nyman")
    alice.sees("Stuck: no badge, need it from Bob by Friday Bob Nyman has been asked. Needed by Fri 4 Dec.")
    bob.sees("no badge").sees_not("Stuck: no badge")
    li.says("我卡住了").says("还卡在样品没到").sees("遇到的问题：样品没到")
    alice.says("I'm stuck").says("Stuck: no keys, need them from Bob").sees("Who may help with this?", "[Bob Nyman]")
    assert raised(second, "li") == ["样品没到"]


@pytest.mark.parametrize("said", ["no, thankfully", "nothing right now", "nope, just busy"])
def test_a_no_with_small_words_closes_the_question(second, alice, said):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says(said).sees("All right, nothing noted.")
    assert raised(second) == []


def test_a_no_with_more_behind_it_goes_to_nobody_unasked(second, alice):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says("no, Bob has not answered").sees("Is that an answer")
    assert raised(second) == []
