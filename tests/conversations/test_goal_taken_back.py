"""An update taken back, and what was said to fewer people: nobody says again what was said before."""

from __future__ import annotations

import pytest


def becomes(private, alice, mara):
    """Both agree on who reads the goal."""
    alice.opens("Change", of=alice.message("goal.goal")).fills(private=private, reason="We talked").submits()
    mara.taps("I agree")


def explained(who):
    """The goal as one reads it who says its name."""
    who.says("goal explain Renewal rate")
    return who.last


@pytest.mark.parametrize("who", ["alice", "mara"])
def test_what_was_said_in_private_is_not_said_again_by_taking_an_update_back(agreed, alice, mara, bob, who):
    becomes(True, alice, mara)
    alice.opens("Update", of=alice.message("goal.goal")).fills(note="My therapy starts in May").submits()
    becomes(False, alice, mara)
    side = agreed[who]
    side.opens("Update", of=side.message("goal.goal")).fills(r_r1="84").submits()
    assert "therapy" not in side.card("goal.goal")
    side.taps("Take the update back")
    assert "My therapy starts in May" in mara.card("goal.goal"), "for the two it stands as before"
    assert "therapy" not in explained(bob)


def test_numbers_said_in_private_stay_so_when_another_is_said(agreed, alice, mara, bob):
    alice.opens("Add what shows it").fills(title="Contract signed", kind="yes_no", reason="Both count").submits()
    mara.taps("I agree")
    becomes(True, alice, mara)
    alice.opens("Update", of=alice.message("goal.goal")).fills(r_r1="83.7").submits()
    becomes(False, alice, mara)
    mara.taps("Reached", of=mara.message("goal.goal"))
    alice.opens("Update", of=alice.message("goal.goal")).fills(pace="at_risk").submits()
    assert "83.7" in alice.card("goal.goal")
    told = explained(bob)
    assert "83.7" not in told and "Contract signed Reached" in told, "what is said to all is read by all"
    agreed.moves_to("2026-11-26 10:00")
    assert "83.7" not in bob.visits("goals", "tree", "2026-11-24")
    alice.opens("Update", of=alice.message("goal.goal")).fills(r_r1="84").submits()
    assert "84%" in explained(bob)


def test_the_first_pace_is_taken_back_with_its_update(agreed, alice, mara):
    alice.opens("Update").fills(r_r1="84", pace="stuck", note="The wrong line").submits()
    assert "[*Stuck]" in mara.card("goal.goal")
    alice.taps("Take the update back")
    for card in (alice.card("goal.goal"), mara.card("goal.goal")):
        assert "[*Stuck]" not in card and "The wrong line" not in card and "84%" not in card
    agreed.moves_to("2026-11-28 18:00")
    assert not any(message.name == "manager_digest.digest" for message in mara.messages), "nothing is left to tell"


def test_the_pace_and_the_word_before_stand_again(agreed, alice, mara):
    alice.opens("Update").fills(r_r1="84", pace="at_risk", note="Two are late").submits()
    alice.opens("Update").fills(r_r1="86", pace="on_track", note="Both came").submits()
    alice.taps("Take the update back")
    assert "Two are late" in mara.card("goal.goal")
    assert "[*At risk]" in mara.card("goal.goal") and "84%, from" in mara.card("goal.goal")
    assert "Both came" not in mara.card("goal.goal")


@pytest.mark.parametrize(
    ("unit", "written", "offered", "tapped"),
    [
        ("kits", "3k", "[3,000 kits] [3 kits]", "3,000 kits"),
        ("minutes", "5m", "[5 minutes] [5,000,000 minutes]", "5 minutes"),
        ("千克", "3千", "[3,000 千克] [3 千克]", "3 千克"),
    ],
)
def test_a_multiple_that_the_unit_begins_like_is_asked_about(agreed, alice, unit, written, offered, tapped):
    alice.opens("Change").fills(s_r1="0", t_r1="5,000", u_r1=unit, reason="Count anew").submits()
    agreed["mara"].taps("I agree")
    alice.opens("Update", of=alice.message("goal.goal")).fills(r_r1=written).submits().sees(offered).taps(tapped)
    assert f"{tapped}, from" in alice.card("goal.goal")


def test_a_share_without_its_sign_is_asked_about(agreed, alice):
    alice.opens("Update").fills(r_r1="0.84").submits().sees("[0.84%] [84%]").taps("84%")
    assert "84%, from" in alice.card("goal.goal")
