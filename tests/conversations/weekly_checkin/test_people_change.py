"""Managers change and helpers leave: what was said to one never goes to another by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import roster
from tests.conversations import company
from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.record import entries_of, week_of

SHARED = "weekly_checkin.shared"


def moves(stage, who, **changed):
    """The roster changes for somebody."""
    person = stage[who].person
    stage.do(lambda tx: roster.update_person(tx, replace(person, **changed)))


def stuck(who, **more):
    """Share a week in which something is stuck, with the manager."""
    who.opens("Fill in").fills(plans=["Write"], stuck="yes", stuck_on="No sensors", **more).submits()


@pytest.mark.parametrize("gone", [{"roles": frozenset()}, {"active": False}])
@pytest.mark.parametrize("sent", ["hr", ""])
def test_hr_gone_does_not_hand_it_to_the_manager(monday, alice, mara, gone, sent):
    asks(alice, "hr")
    moves(monday, "hana", **gone)
    form = alice.opens("Change").fills(plans=["Other"], stuck_on="No sensors yet")
    form.values["helper"] = (sent,) if sent else ()
    form.submits()
    assert entries_of(monday, "alice", "blocker_raised", reader="mara") == []
    assert "HR was asked, but nobody there can answer" in alice.card(SHARED)
    assert alice.opens("Change").values["helper"] == ("hr",)


def test_hr_gone_after_taking_it_back(monday, alice, mara):
    asks(alice, "hr")
    alice.taps("Take it back")
    moves(monday, "hana", active=False)
    form = alice.opens("Change").fills(plans=["Other"])
    form.values["helper"] = ()
    form.submits()
    assert entries_of(monday, "alice", "blocker_raised", reader="mara") == []


@pytest.mark.parametrize("words", ["No sensors", "No sensors yet"])
def test_manager_gone_does_not_hand_it_to_hr(monday, alice, mara, hana, words):
    stuck(alice)
    moves(monday, "alice", manager="")
    alice.opens("Change").fills(plans=["Other"], stuck_on=words).submits()
    assert entries_of(monday, "alice", "blocker_raised", reader="hana") == []
    hana.sees_not("No sensors")
    assert "HR has been asked" not in alice.card(SHARED)


def test_edit_keeps_what_the_manager_promised(monday, alice, bob, mara):
    """Who was suggested happens to be the manager: the answers are the same, and so is the blocker."""
    asks(alice)
    bob.opens("Other options").fills(what="suggest").finds("helper", "Mara").submits()
    alice.taps("Ask Mara Keller")
    mara.taps("I’ll help by Wed 25 Nov")
    alice.opens("Change").fills(plans=["Other"]).submits()
    assert "Mara Keller said they’d help by Wed 25 Nov." in alice.card(SHARED)


def test_edit_keeps_what_the_new_manager_promised(monday, alice, bob):
    asks(alice)
    bob.taps("I’ll help by Wed 25 Nov")
    moves(monday, "alice", manager="bob")
    alice.opens("Change").fills(plans=["Other"]).submits()
    assert "Bob Nyman said they’d help by Wed 25 Nov." in alice.card(SHARED)
    assert entries_of(monday, "alice", "blocker_closed") == []


def test_recap_names_who_reads_now_and_asks_again(monday, alice, mara, wang):
    alice.says("Write the report").says("no")
    moves(monday, "alice", manager="wang")
    alice.taps("Share with Mara Keller")
    assert entries_of(monday, "alice", "check_in_answered") == []
    alice.taps("Share with 王芳")
    assert len(entries_of(monday, "alice", "check_in_answered", reader="wang")) == 1


def test_one_tap_on_an_invitation_that_named_another(second, alice, wang):
    moves(second, "alice", manager="wang")
    before = len(entries_of(second, "alice", "check_in_answered"))
    alice.taps("As planned, nothing stuck")
    assert len(entries_of(second, "alice", "check_in_answered")) == before
    alice.sees("王芳 reads this").taps("As planned, nothing stuck")
    assert len(entries_of(second, "alice", "check_in_answered")) == before + 1


def test_form_that_named_another_is_not_taken_and_not_lost(monday, alice, wang):
    form = alice.opens("Fill in").fills(plans=["Write"])
    moves(monday, "alice", manager="wang")
    form.tries()
    assert any("This has moved on" in wrong for wrong in form.errors.values())
    assert entries_of(monday, "alice", "check_in_answered") == []
    again = alice.opens("Fill in")
    assert again.values["plans"] == ("Write",)
    again.submits()
    assert len(entries_of(monday, "alice", "check_in_answered")) == 1


def test_stale_form_brings_nothing_back(monday, alice, bob):
    asks(alice)
    form = alice.opens("Change").fills(plans=["New"])
    alice.taps("Solved")
    form.tries()
    assert form.errors
    assert len(entries_of(monday, "alice", "blocker_raised")) == 1


def test_stale_form_does_not_undo_passing_on(monday, alice, bob, sven):
    asks(alice)
    form = alice.opens("Change").fills(plans=["New"])
    alice.opens("Ask someone else").finds("helper_person", "Sven").submits()
    form.tries()
    assert form.errors
    assert "Sven Holm has been asked." in alice.card(SHARED)


def test_being_asked_to_rephrase_does_not_swallow_the_next_blocker(second, alice, mara):
    alice.says("I'm stuck: no sensors").taps("Yes, note it")
    second.moves_to("2026-12-02 10:00")
    alice.says("I'm stuck: the printer broke")
    mara.taps("Ask to rephrase")
    alice.taps("Yes, note it")
    assert entries_of(second, "alice", "blocker_closed") == []
    assert len(entries_of(second, "alice", "blocker_raised")) == 2


def test_new_manager_is_asked_in_one_tap(monday, alice, mara, wang):
    stuck(alice)
    moves(monday, "alice", manager="wang")
    urgent = alice.message(SHARED)
    alice.taps("It’s urgent", of=urgent)
    assert entries_of(monday, "alice", "blocker_hurried") == []
    assert "Mara Keller was asked, but can’t answer this any more." in alice.card(SHARED)
    alice.taps("Ask 王芳")
    assert "王芳 has been asked." in alice.card(SHARED)
    assert wang.message("blocker.asked").card
    assert "No sensors" in wang.card("blocker.asked")


def test_a_typed_yes_shares_with_whom_the_recap_named_and_asks_again_once_that_is_somebody_else(monday, alice, mara):
    alice.says("Write the report").says("no").sees("Share with Mara Keller")
    monday.do(roster.update_person, replace(alice.person, manager="wang"))
    alice.says("yes").sees("Not shared yet.", "Share with 王芳")
    assert entries_of(monday, "alice", "check_in_answered") == []
    alice.says("yes")
    assert "Write the report" in alice.card("weekly_checkin.shared")


def test_the_one_tap_in_words_under_a_card_that_named_another(second, alice, mara, wang):
    before = len(entries_of(second, "alice", "check_in_answered"))
    moves(second, "alice", manager="wang")
    alice.says("as planned").sees("王芳 reads this")
    assert len(entries_of(second, "alice", "check_in_answered")) == before
    alice.says("as planned").sees("Shared with 王芳, and you’re done.")
    assert len(entries_of(second, "alice", "check_in_answered", reader="wang")) == 1


def test_a_reply_to_a_shared_week_that_named_another(second, alice, mara, wang):
    alice.taps("As planned, nothing stuck").sees("Shared with Mara Keller")
    moves(second, "alice", manager="wang")
    alice.says("Call the customer").sees("王芳 would read it.")
    assert entries_of(second, "alice", "check_in_answered", reader="wang") == []
    alice.taps("Add").sees("Shared with 王芳", "Call the customer")
    assert len(entries_of(second, "alice", "check_in_answered", reader="wang")) == 1


def test_a_change_of_a_shared_week_that_named_another(second, alice, wang):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    moves(second, "alice", manager="wang")
    alice.says("plan 1 becomes: Rest").sees("Nothing changed yet: 王芳 will read this week from now on.")
    assert entries_of(second, "alice", "check_in_answered", reader="wang") == []
    alice.says("plan 1 becomes: Rest").sees("Changed:", "Shared with 王芳")


def test_who_was_sure_of_one_manager_is_asked_again_once_that_is_another(second, alice):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    form = alice.opens("Change").fills(plans=["Visit the fair", "Mara bullies me"])
    form.tries()
    assert form.errors["plans"].startswith("Mara Keller reads this as soon as you send it.")
    second.do(roster.update_person, replace(alice.person, manager="wang"))
    form = alice.opens("Change").fills(plans=["Visit the fair", "Mara bullies me"])
    form.tries()
    assert form.errors["plans"].startswith("王芳 reads this as soon as you send it.")
    form.submits()
    assert week_of(second, "alice", "2026-W49").plans == ("Visit the fair", "Mara bullies me")


def test_an_answer_to_a_week_that_was_shared_meanwhile_is_not_added_unasked(second, alice, mara):
    alice.taps("One question at a time").says("all done").says("settings")
    asked = alice.messages[-1]
    alice.opens("Show it as a form").fills(plans=["Real plan"]).submits()
    shared = len(entries_of(second, "alice", "check_in_answered"))
    alice.taps("It’s my answer", of=asked).sees(
        "“settings” wasn’t added, because you’ve already shared this week.", "[Change]"
    )
    assert len(entries_of(second, "alice", "check_in_answered")) == shared


def test_a_colleague_who_left_before_the_tap_is_asked_about_again(monday, alice):
    monday.hires(company.someone("bob2", "Bob Nilsson", "research", "mara"))
    alice.says("Write").says("yes").says("No sensors").says("Bob").sees("[Bob Nilsson]")
    moves(monday, "bob2", active=False)
    alice.taps("Bob Nilsson").sees("no longer available", "Which colleague?")
    alice.says("Bob").says("skip").sees("Bob Nyman", "[Share with Mara Keller]")


def test_the_question_what_is_stuck_that_named_another(monday, alice, sven):
    alice.says("I'm stuck").sees("Mara Keller gets it")
    moves(monday, "alice", manager="sven")
    alice.says("Nobody reviews my work").sees("Nothing noted yet: Sven Holm is your manager now.", "Sven Holm gets it")
    assert entries_of(monday, "alice", "blocker_raised") == []
    alice.says("No sensors").sees("Sven Holm gets it with the digest on Wed 25 Nov.")


def test_the_question_what_is_stuck_where_nobody_manages_any_more(monday, alice, hana):
    alice.says("I'm stuck")
    moves(monday, "alice", manager="")
    alice.says("No sensors").sees("Nothing noted yet: you have no manager here now.")
    hana.sees_not("No sensors")
    alice.says("No sensors").sees("HR has been asked, and nobody else.")


def test_an_offer_to_note_it_that_named_another(monday, alice, sven):
    alice.says("I'm stuck: nobody orders the sensors").sees("Mara Keller would read it")
    moves(monday, "alice", manager="sven")
    alice.taps("Yes, note it").sees("Sven Holm would read it")
    assert entries_of(monday, "alice", "blocker_raised") == []
    alice.taps("Yes, note it").sees("Sven Holm gets it with the digest on Wed 25 Nov.")


def test_other_words_for_a_manager_who_is_one_no_more(monday, alice, mara, sven):
    alice.says("I'm stuck").says("XYZ is bad")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Ask to rephrase", on="XYZ")
    moves(monday, "alice", manager="sven")
    alice.says("Mara never orders sensors").sees("Nothing noted yet: Sven Holm is your manager now.")
    assert [each.what for each in entries_of(monday, "alice", "blocker_raised")] == ["XYZ is bad"]
    alice.says("No sensors").sees("Sven Holm has been asked.")
    assert [each.helper for each in entries_of(monday, "alice", "blocker_raised")] == ["mara", "sven"]


def test_other_words_for_what_was_passed_on_go_to_the_colleague_whoever_manages(monday, alice, bob, mara):
    alice.says("I'm stuck").says("XYZ is bad")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Ask to rephrase", on="XYZ")
    alice.opens("Ask someone else").finds("helper_person", "Bob").submits()
    moves(monday, "alice", manager="sven")
    alice.says("No sensors").sees("Bob Nyman has been asked.")


def test_what_is_stuck_in_chinese(monday, li, wang):
    li.says("我卡住了")
    moves(monday, "li", manager="sven")
    li.says("样品没到").sees("还没记下：你的主管现在是Sven Holm。")


def test_what_is_taken_back_goes_from_who_read_it_then(monday, alice, mara):
    alice.opens("Fill in").fills(plans=["Write the report"]).submits()
    mara.says("team").sees("Write the report")
    moves(monday, "alice", manager="sven")
    alice.taps("Take it back")
    mara.sees_not("Write the report")
