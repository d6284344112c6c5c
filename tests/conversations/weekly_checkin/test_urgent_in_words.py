"""After something stuck was raised, "it's urgent" in words does what its tap does, or asks which is meant."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


@pytest.mark.parametrize("said", ["it's urgent", "urgent!", "This is really urgent", "please mark it as urgent"])
def test_what_is_open_is_marked_and_its_helper_hears_of_it(stage, alice, mara, said):
    alice.says("I'm stuck, the sensors are missing").says("yes")
    before = mara.counts()
    alice.says(said).sees("Marked as urgent", "the sensors are missing", "Mara Keller has been asked.")
    assert len(entries_of(stage, "alice", "blocker_hurried")) == 1
    assert mara.counts() == before + 1 and "it’s urgent" in mara.last


@pytest.mark.parametrize("said", ["这个很急", "很急", "这事特别急", "急！"])
def test_so_it_is_in_chinese(stage, li, wang, said):
    li.says("供应商不回复，卡住了").says("好").says(said).sees("已经标成很急")
    assert "急着请你帮忙" in wang.last


def test_beside_the_shared_week_too(second, alice, mara):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says("No sensors").says("it's urgent")
    alice.sees("Marked as urgent", "No sensors")
    assert "it’s urgent" in mara.last


def test_of_several_it_is_asked_which(stage, alice, mara):
    alice.says("I'm stuck on the sensors").says("yes").says("I'm stuck on the supplier").says("yes")
    alice.says("it's urgent").sees("Tap “It’s urgent” next to")
    assert not entries_of(stage, "alice", "blocker_hurried")
    alice.taps("It’s urgent", on="supplier")
    assert len(entries_of(stage, "alice", "blocker_hurried")) == 1


def test_what_is_urgent_already_is_not_passed_on_twice(stage, alice, mara):
    alice.says("I'm stuck on the sensors").says("yes").says("it's urgent")
    before = mara.counts()
    alice.says("it's urgent").sees("marked as urgent already")
    assert mara.counts() == before


def test_where_nothing_is_open_it_is_said_what_to_do(stage, alice, li):
    alice.says("cancel").says("it's urgent").sees("Nothing you raised is open right now. If something is stuck")
    li.says("这个很急").sees("没有等着解决的事")


@pytest.mark.parametrize("said", ["is it urgent?", "it isn't urgent", "Order the urgent parts"])
def test_other_words_mark_nothing(stage, alice, said):
    alice.says("I'm stuck on the sensors").says("yes").says(said)
    assert not entries_of(stage, "alice", "blocker_hurried")


@pytest.mark.parametrize("said", ["its urgent!!", "it's urgent", "urgent", "please mark it as urgent"])
def test_at_the_summary_it_marks_what_is_stuck_and_shares_nothing(second, alice, said):
    alice.says("all done").says("visit the fair").says("waiting for legal").says("skip").says("skip").says("3")
    alice.says(said).sees("Is this right?", "It’s urgent, tell them right away Yes")
    assert not entries_of(second, "alice", "blocker_raised"), "nothing is shared before the tap"
    alice.taps("Share with Mara Keller")
    [raised] = entries_of(second, "alice", "blocker_raised")
    assert raised.urgent


def test_at_the_summary_in_chinese(second, li):
    li.says("都做完了").says("写总结").says("等法务签字").says("跳过").says("跳过").says("3")
    li.says("很急").sees("这样对吗？", "很急，现在就告诉对方 是")


@pytest.mark.parametrize("said", ["is it urgent?", "also order the urgent parts"])
def test_what_only_has_the_word_marks_nothing(second, alice, said):
    alice.says("all done").says("visit the fair").says("waiting for legal").says("skip").says("skip").says("3")
    alice.says(said)
    assert "tell them right away Yes" not in alice.card("weekly_checkin.recap")


def test_with_nothing_stuck_nothing_is_urgent(second, alice):
    alice.says("all done").says("visit the fair").says("no").says("3").says("its urgent!!").sees("I didn’t take")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("urgent, need it today", "Mon 30 Nov"),
        ("need it tomorrow, urgent!", "Tue 1 Dec"),
        ("it's urgent, i need it by Monday", "Mon 7 Dec"),
    ],
)
def test_a_day_beside_it_is_set_as_well(second, alice, bob, said, day):
    raised(alice, "Fill in", "No sensors", "bob")
    alice.says(said).sees("Marked as urgent", f"By when? → {day}")
    bob.sees("it’s urgent", "No sensors", f"Needed by {day}.", f"[I’ll help by {day}]")


@pytest.mark.parametrize(
    ("said", "day"),
    [("急，今天就要", "11月30日 周一"), ("很急，明天要", "12月1日 周二"), ("急，周一前要", "12月7日 周一")],
)
def test_a_day_beside_it_is_set_as_well_in_chinese(second, li, wang, said, day):
    raised(li, "一次填完", "样品没到", "wang")
    li.says(said).sees("已经标成很急", day)
    wang.sees("急着请你帮忙", "样品没到", f"最晚{day}要。")


@pytest.mark.parametrize("said", ["urgent, need it today", "it's urgent, Monday"])
def test_where_the_day_cannot_be_set_it_is_asked_and_nothing_is_marked(stage, alice, mara, said):
    alice.says("I'm stuck on the sensors").says("yes").says(said).sees("no day was changed", "[It’s urgent]")
    assert not entries_of(stage, "alice", "blocker_hurried")


def test_where_somebody_has_answered_the_day_is_not_changed_unseen(second, alice, bob):
    raised(alice, "Fill in", "No sensors", "bob")
    bob.says("sure, by Friday")
    alice.says("urgent, need it today").sees("no day was changed", "Bob Nyman said they’d help by Fri 4 Dec.")


@pytest.mark.parametrize("said", ["urgent, today", "today, it's urgent"])
def test_so_it_is_where_the_day_is_asked(second, alice, bob, said):
    for each in ("all done", "Visit the fair", "No sensors", "bob", said, "4"):
        alice.says(each)
    alice.taps("Share with Mara Keller")
    bob.sees("it’s urgent", "Needed by Mon 30 Nov.")


def raised(person, form, what, helper):
    """Somebody shares a week in which something is stuck that a colleague is to help with."""
    given = {"helper": "person", "helper_person": helper, "needed_by": "2026-12-04"}
    person.opens(form).fills(plans=["Visit the fair"], stuck="yes", stuck_on=what, **given).submits()
