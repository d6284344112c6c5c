"""An improvement plan whose manager changes: it goes on with who manages the person now; a draft binds nobody."""

from __future__ import annotations

from dataclasses import replace

from storage import roster
from tests.conversations.test_improve import agreed, proposes, written


def test_a_new_manager_goes_on_and_the_old_one_reads_no_more(monday, stage, mara, alice):
    agreed(mara, alice)
    stage.do(roster.update_person, replace(alice.person, manager="sven"))
    stage.moves_to("2026-11-30 10:30")
    assert "You manage Alice Berger now" in stage["sven"].card("improve.plan")
    mara.says("improve Alice").sees("Nobody called “Alice” reports to you")
    alice.opens("Note what was seen").fills(text="canary").submits()
    stage["sven"].sees("canary")
    mara.sees_not("canary")


def test_each_goes_on_saying_what_is_done_with_a_new_manager(monday, stage, mara, alice, sven):
    agreed(mara, alice)
    stage.do(roster.update_person, replace(alice.person, manager="sven"))
    stage.moves_to("2026-11-30 10:30")
    sven.says("improve Alice").taps("Done", on="Talk to the data team").sees("Mara Keller, done")
    assert not sven.can("Done"), "what Alice does is hers to say"
    alice.says("improve").taps("Open").sees("Mara Keller, done").taps("Done", on="Send the draft").sees("You, done")
    sven.sees("Alice Berger, done")
    assert not alice.can("Done")
    alice.says("1:1")
    assert "Send the draft on Thursdays" not in alice.last


def test_a_note_for_one_manager_is_not_handed_to_the_next(monday, stage, mara, alice, sven):
    agreed(mara, alice)
    filling = alice.opens("Note what was seen").fills(text="canary")
    assert "Mara Keller reads this at once." in filling.words
    stage.do(roster.update_person, replace(alice.person, manager="sven"))
    filling.tries()
    assert filling.errors["text"].startswith("Sven Holm would read this now")
    assert "improvement_noted" not in written(stage)
    sven.sees_not("canary")
    again = alice.opens("Note what was seen")
    assert "Sven Holm reads this at once." in again.words
    again.submits()
    sven.sees("canary")
    mara.sees_not("canary")
    assert not any(alice.opens("Note what was seen").values["text"]), "what was sent is not kept for the next"


def test_what_a_former_manager_proposed_binds_nobody_and_is_proposed_anew(monday, stage, mara, alice, sven):
    proposes(mara)
    stage.do(roster.update_person, replace(alice.person, manager="sven"))
    alice.taps("I agree").sees("Nothing was agreed", "Sven Holm can propose a plan anew.", "It doesn’t count any more.")
    assert "action_agreed" not in written(stage)
    assert not alice.can("I agree")
    sven.sees("you can propose a plan anew", "Mara Keller, by Fri 4 Dec")
    sven.says("1:1 Alice")
    assert "Talk to the data team" not in sven.last
    proposes(sven)
    alice.taps("I agree").sees("You agreed.", "Sven Holm, by Fri 4 Dec")
