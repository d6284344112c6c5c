"""Whose eyes the words of a goal are for while the two are still at it, and what a yes and a no open."""

from __future__ import annotations

import pytest

CARD, LIST = "goal.goal", "goals.waiting"
LATENESS = "Days late from 8 to 1 times a month by the end of January"
ILLNESS = "Speak after my illness from 0 to 8 talks by the end of January"


def sets(mara, sentence):
    mara.says("goal team").taps("Set a goal", on="Alice Berger").says(sentence).taps("Propose to Alice Berger")


def proposes_privately(alice, sentence):
    alice.says(f"goal add {sentence}")
    alice.opens("Change", of=alice.message("goals.draft")).fills(private=True).submits()
    alice.taps("Propose to Mara Keller")


def changes(who, **given):
    who.opens("Change", of=who.message(CARD)).fills(**given).submits()


def everything(who, title):
    """All that somebody finds of a goal: how it came about, the tree of now and of a day ago."""
    told = who.says(f"goal explain {title}").last
    return "\n".join((told, who.visits("goals", "tree"), who.visits("goals", "tree", "2026-11-23")))


def test_what_a_manager_wrote_first_stays_between_the_two(monday, alice, mara, bob):
    sets(mara, LATENESS.replace("Days late", "Alice misses no more deadlines,"))
    changes(alice, title="Deliver on the day", n_r1="Days late")
    mara.taps("I agree", of=mara.message(CARD))
    found = everything(bob, "Deliver on the day")
    assert "Mara Keller agreed to version 2" in found and "from 8 to 1" in found
    assert "deadlines" not in found and "version 1" not in found
    assert "deadlines" in everything(alice, "Deliver on the day")


def test_what_was_written_while_only_the_two_could_see_it_stays_so(monday, alice, mara, bob):
    sets(mara, LATENESS)
    changes(alice, title="Fewer days late while my father is ill")
    assert "Only the owner and their manager can see this." in alice.card(CARD)
    changes(mara, title="Deliver on the day")
    alice.taps("I agree", of=alice.message(CARD)).sees("The department can see this.")
    found = everything(bob, "Deliver on the day")
    assert "Alice Berger agreed to version 3" in found
    assert "father" not in found


def test_a_private_proposal_stays_so_when_a_later_version_is_for_the_department(monday, alice, mara, bob):
    proposes_privately(alice, ILLNESS)
    changes(mara, title="Give talks", n_r1="Talks", private=False)
    alice.taps("I agree")
    found = everything(bob, "Give talks")
    assert "from 0 to 8" in found
    assert "illness" not in found


def test_what_a_manager_wants_to_change_is_read_by_others_once_both_agree(agreed, alice, mara, bob):
    changes(mara, title="Renewals until Alice can do more", t_r1="84", reason="For now")
    found = everything(bob, "Renewal rate")
    assert "for Alice Berger to agree." in found
    assert "can do more" not in found and "84" not in found
    alice.taps("I agree")
    found = everything(bob, "Renewals until Alice can do more")
    assert "Alice Berger agreed to version 2" in found
    assert "Renewal rate → Renewals until Alice can do more" in found


def test_a_no_to_what_a_manager_wants_leaves_nothing_of_it_to_others(agreed, alice, mara, bob):
    changes(mara, title="Renewals until Alice can do more", reason="For now")
    alice.opens("Not like this").fills(reason="I can").submits()
    found = everything(bob, "Renewal rate")
    assert "Alice Berger said no to the change" in found
    assert "can do more" not in found


@pytest.mark.parametrize("asks", ["alice", "mara"])
def test_a_no_to_privacy_opens_nothing(agreed, alice, mara, bob, asks):
    one, other = (alice, mara) if asks == "alice" else (mara, alice)
    changes(one, private=True, reason="It is about one customer")
    form = other.opens("Not like this")
    assert "It also stays between the two of you." in form.words
    form.fills(reason="All should see it").submits()
    one.sees("said no to your change", "Only the owner and their manager can see this.")
    assert "Renewal rate" not in bob.visits("goals", "tree")
    changes(one, t_r1="91", reason="A typo")
    other.taps("I agree")
    assert "Renewal rate" not in bob.visits("goals", "tree"), "nobody asked to open it"
    changes(one, private=False, reason="Let them")
    other.sees("Who can see it The department").taps("I agree")
    assert "Renewal rate" in bob.visits("goals", "tree")


def test_a_no_says_nothing_of_readers_where_they_stay(agreed, alice, mara):
    changes(mara, t_r1="95", reason="More")
    assert "between the two" not in alice.opens("Not like this").words


def test_the_card_says_whom_a_yes_opens_it_to(monday, alice, mara):
    sets(mara, LATENESS)
    alice.sees("Once both agree, the department can.", "[I agree]").taps("I agree")
    assert "Once both agree" not in alice.card(CARD)


def test_a_tap_on_the_list_says_whom_it_opens_a_goal_to(monday, alice, mara, bob):
    proposes_privately(alice, ILLNESS)
    changes(mara, private=False)
    sets(mara, LATENESS)
    assert alice.card(LIST).count("Opens to the department with your yes [I agree]") == 2
    alice.taps("I agree", on="illness", of=alice.message(LIST))
    assert "illness" in bob.visits("goals", "tree")


def test_a_tap_on_the_list_says_that_a_goal_is_for_the_two(monday, alice, mara):
    alice.says(f"goal add {LATENESS}").taps("Propose to Mara Keller")
    proposes_privately(alice, ILLNESS)
    shown = mara.card(LIST)
    assert "due Sun 31 Jan [I agree]" in shown
    assert "due Sun 31 Jan\u00a0· Only for the two of you [I agree]" in shown
