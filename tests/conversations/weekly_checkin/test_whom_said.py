"""Who may help is answered in words too, where another question stands below the card that asks it."""

from __future__ import annotations

import pytest

from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of
from tests.conversations.weekly_checkin.test_hr_alone import is_with_hr_alone
from tests.conversations.weekly_checkin.test_whom import ASKED, raised, ways

KEPT = "don't tell mara: payroll is wrong"


@pytest.mark.parametrize("said", ["hr", "HR please", "human resources", "only hr"])
def test_hr_alone_is_told_below_the_summary(monday, alice, mara, hana, said):
    alice.says("Visit the fair").says(KEPT).sees("Is this right?").says(said)
    alice.sees("HR has been asked, and nobody else.")
    hana.sees("payroll is wrong")
    assert is_with_hr_alone(monday)
    alice.says("yes").sees("Week of Mon 23 Nov")
    monday.moves_to("2026-11-26 16:00")
    mara.sees_not("payroll")


@pytest.mark.parametrize("said", ["人事", "只告诉HR"])
def test_hr_alone_is_told_in_chinese(monday, li, said):
    li.says("整理仓库").says("别告诉主管，样品是我弄丢的").says(said).sees("已经告诉HR，别人都看不到")


def test_hr_alone_is_told_where_the_energy_is_asked(second, alice):
    alice.says("all done").says("Visit the fair").says(KEPT).says("hr").sees("HR has been asked")
    alice.says("4").sees("Is this right?")


def test_a_colleague_is_asked_by_the_tap_alone(monday, alice, bob):
    alice.says("Visit the fair").says(KEPT).says("bob").sees("Who may help with this?", "This hasn’t been sent")
    assert raised(monday, "alice", "alice") == []
    alice.taps("Bob Nyman").sees("Bob Nyman has been asked. Your manager can’t see this.")
    bob.sees("payroll is wrong")


def test_a_yes_behind_a_name_shares_nothing(monday, alice, bob):
    alice.says("Visit the fair").says(KEPT).sees("Is this right?").says("bob").says("yes")
    alice.sees("Who may help with this?", "This hasn’t been sent")
    assert not entries_of(monday, "alice", "check_in_answered")
    bob.sees_not("payroll")


def test_the_manager_is_asked_by_the_tap_alone(monday, alice):
    alice.says("Visit the fair").says("The manager is bullying me").says("mara").sees("Who may help with this?")
    assert ways(alice) == ["Only HR", "A colleague", "Mara Keller", "Never mind"]
    assert raised(monday, "alice", "alice") == []


def test_of_two_things_it_is_asked_which(monday, alice):
    alice.says("The new lead is bullying me").says("My manager is bullying me")
    assert alice.counts(ASKED) == 2
    alice.says("hr").sees("Who may help with this?")
    assert raised(monday, "alice", "alice") == []
    assert alice.can("Only HR")


def test_who_joins_hr_is_named_first(monday, alice):
    alice.says("Visit the fair").says(KEPT)
    monday.hires(company.someone("zoe", "Zoe Zander", "people", "sven", roles=frozenset({"hr"})))
    alice.says("hr").sees("goes to Hana Roth and Zoe Zander, and nobody else")
    assert raised(monday, "alice", "alice") == []
    alice.says("hr").sees("HR has been asked")


def test_a_question_sends_nothing(monday, alice):
    alice.says("Visit the fair").says(KEPT).says("hr?")
    assert raised(monday, "alice", "alice") == []


@pytest.mark.parametrize("said", ["Coffee with Bob", "Align with HR on hiring", "ask Bob, please"])
def test_a_plan_is_none(monday, alice, said):
    alice.says("The new lead is bullying me").says(said).says("no").sees("Is this right?", said)
    assert not entries_of(monday, "alice", "blocker_raised")
