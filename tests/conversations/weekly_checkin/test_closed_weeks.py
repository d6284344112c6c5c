"""A closed week's card keeps what was answered then: what later weeks raise stands on theirs."""

from __future__ import annotations

from tests.conversations.weekly_checkin.record import entries_of


def _card_of(actor, monday):
    shared = [each for each in actor.messages if each.name == "weekly_checkin.shared"]
    return next(text for text in map(actor.text_of, reversed(shared)) if f"Week of {monday}" in text)


def _raises(actor, what):
    actor.opens("Fill in").fills(plans=["Visit"], stuck="yes", stuck_on=what, helper="manager").submits()


def test_what_is_stuck_later_does_not_stand_on_a_closed_weeks_card(monday, alice, mara):
    alice.says("Write the report").says("no").taps("Share with Mara Keller")
    monday.moves_to("2026-11-27 16:30")
    digest = mara.message("manager_digest.digest")
    monday.moves_to("2026-11-30 10:01")
    _raises(alice, "No sensors")
    monday.moves_to("2026-12-07 09:00")
    mara.taps("Mark as read", on="Alice Berger", of=digest)
    assert "Mara Keller read it on Mon 7 Dec, 09:00." in _card_of(alice, "Mon 23 Nov")
    assert "No sensors" not in _card_of(alice, "Mon 23 Nov")
    assert "Stuck: No sensors" in _card_of(alice, "Mon 30 Nov")


def test_what_a_closed_week_raised_stays_on_its_card_while_it_is_open(monday, alice):
    _raises(alice, "No sensors")
    monday.moves_to("2026-12-07 09:00")
    assert "Stuck: No sensors" in _card_of(alice, "Mon 23 Nov")
    alice.taps("Solved")
    assert "Solved" in _card_of(alice, "Mon 23 Nov")
    assert len(entries_of(monday, "alice", "blocker_closed")) == 1


def test_who_reads_it_again_in_another_digest_read_it_once(monday, alice, bob, mara):
    bob.says("Order samples").says("no").taps("Share with Mara Keller")
    monday.moves_to("2026-11-29 20:00")
    alice.says("Write the report").says("no").taps("Share with Mara Keller")
    monday.moves_to("2026-12-04 16:30")
    mara.taps("Mark as read", on="Alice Berger")
    monday.moves_to("2026-12-07 09:00")
    # The digest of the week before is drawn anew, and has the late one too.
    mara.taps("Mark as read", on="Bob Nyman").taps("Mark as read", on="Alice Berger")
    assert "read it on Fri 4 Dec" in _card_of(alice, "Mon 23 Nov")
    assert "read it on Mon 7 Dec" not in _card_of(alice, "Mon 23 Nov")
