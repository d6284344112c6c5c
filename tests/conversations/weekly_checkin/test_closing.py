"""Sunday 24:00, where its person is then: what is shared in the moment of closing stays, and gets what it gets."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of, week_of
from tests.conversations.weekly_checkin.test_people_change import moves

SHARED, CLOSED = "weekly_checkin.shared", "weekly_checkin.closed"
JUST_BEFORE, JUST_AFTER, LATER = "2026-12-06 23:59", "2026-12-07 00:00:05", "2026-12-07 00:05"


def stays_shared(stage, who, *words):
    """The week is in the record, its card stands, and nothing says that it was left out."""
    assert entries_of(stage, who.person.id, "check_in_left_out") == []
    assert all(word in who.card(SHARED) for word in words)
    assert CLOSED not in [message.name for message in who.messages]


@pytest.mark.parametrize("shared", [False, True])
def test_a_form_sent_just_after_midnight_stays_shared(second, alice, shared):
    if shared:
        alice.opens("Fill in").fills(plans=["Early plan"]).submits()
    second.moves_to(JUST_BEFORE)
    form = alice.opens("Change" if shared else "Fill in").fills(plans=["Late plan"])
    second.waits_until(JUST_AFTER)
    form.submits()
    second.moves_to(LATER)
    stays_shared(second, alice, "Late plan", "This week is closed.")
    assert week_of(second, "alice", "2026-W49").plans == ("Late plan",)


def test_a_tap_that_shares_just_after_midnight_stays_shared(second, alice):
    second.moves_to(JUST_BEFORE)
    alice.says("done, done").says("Late plan").says("no").says("3")
    second.waits_until(JUST_AFTER)
    alice.taps("Share with Mara Keller")
    second.moves_to(LATER)
    stays_shared(second, alice, "Late plan")


def test_what_is_shared_in_the_moment_of_closing_gets_its_reply_and_its_help(second, alice, bob, mara):
    second.moves_to(JUST_BEFORE)
    form = alice.opens("Fill in").fills(plans=["Late plan"], stuck="yes", stuck_on="No sensors")
    form.fills(helper="person").finds("helper_person", "Bob")
    second.waits_until(JUST_AFTER)
    form.submits()
    second.moves_to("2026-12-07 10:10")
    bob.taps("I’ll help by Wed 9 Dec")
    second.moves_to("2026-12-11 16:30")
    mara.opens("Reply", on="Alice Berger").fills(text="Well done, really").submits()
    stays_shared(second, alice, "Well done, really", "Bob Nyman said they’d help by Wed 9 Dec.")


def test_a_week_closes_in_the_zone_of_who_moved_east(second, alice):
    second.moves_to("2026-12-06 12:00")
    moves(second, "alice", zone="Asia/Shanghai", region="CN")
    # Monday 3:00 in Shanghai, and the timer stands where it was set.
    second.moves_to("2026-12-06 20:00")
    alice.opens("Fill in").fills(plans=["Late plan"]).submits()
    second.moves_to(LATER)
    stays_shared(second, alice, "Late plan")


def test_a_week_closes_in_the_zone_of_who_moved_west(second, li):
    moves(second, "li", zone="America/Los_Angeles", region="US-CA")
    # Sunday 15:30 in Los Angeles, and Monday 7:30 in Shanghai.
    second.moves_to("2026-12-07 00:30")
    li.opens("一次填完").fills(plans=["写总结"]).submits()
    assert "写总结" in li.card(SHARED)
    assert "这一周已经结束" not in li.card(SHARED)
    second.moves_to("2026-12-07 10:00")
    assert "这一周已经结束" in li.card(SHARED)
    stays_shared(second, li, "写总结")


def test_a_week_that_closed_before_its_person_moved_west_closes_once_more(second, li):
    second.moves_to("2026-12-07 00:30")
    moves(second, "li", zone="America/Los_Angeles", region="US-CA")
    li.says("签到")
    li.opens("一次填完").fills(plans=["写总结"]).submits()
    assert "这一周已经结束" not in li.card(SHARED)
    second.moves_to("2026-12-07 10:00")
    assert "这一周已经结束" in li.card(SHARED)


def test_what_is_asked_of_a_week_that_is_over_names_it(second, alice):
    second.moves_to("2026-12-06 23:50")
    alice.says("all done").says("settings").sees("Is that your answer")
    asked = alice.messages[-1]
    second.moves_to("2026-12-07 10:10")
    alice.taps("It’s my answer", of=asked).sees("Week of Mon 30 Nov", "Is anything stuck?")
    alice.says("no").sees("Week of Mon 30 Nov")
