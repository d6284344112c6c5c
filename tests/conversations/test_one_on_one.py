"""One-on-ones in the chat: a shared agenda, a talk, what was agreed, a rhythm, and what happens when somebody moves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import rhythms
from storage import people, roster
from tests.conversations.actor import Actor

TUESDAYS = {"every": "week", "weekday": "1", "at": "14:00", "minutes": "30"}


def regular(who: Actor, other: str, label: str = "Set a rhythm", **given: str) -> None:
    """Set a rhythm with somebody; Tuesdays at two if nothing else is said."""
    who.says(f"1:1 {other}")
    who.opens(label).fills(**{**TUESDAYS, **given}).submits()


@pytest.fixture
def tuesdays(stage):
    """Alice and Mara talk on Tuesdays at two, 李晨 and 王芳 every two weeks on Thursdays at ten."""
    regular(stage["mara"], "Alice")
    regular(stage["wang"], "李晨", "定个节奏", every="two_weeks", weekday="3", at="10:00")
    return stage


def moves(stage, person: str, manager: str) -> None:
    """Somebody has another manager, as a roster says."""

    def move(tx):
        roster.update_person(tx, replace(people.person(tx, person), manager=manager))
        rhythms.look_again(tx, [person], stage.now)

    stage.do(move)
    stage.moves_on(minutes=1)


# --- the agenda -------------------------------------------------------------------------------------------------


def test_a_point_in_one_line_is_seen_by_both(alice, mara):
    alice.says("1:1: raise the budget question")
    alice.sees("On the agenda: “raise the budget question”", "One-on-one with Mara Keller", "From you")
    mara.says("one-on-one alice").sees("raise the budget question", "From Alice Berger")
    alice.says("agenda: the new desk").sees("On the agenda: “the new desk”")
    mara.sees("the new desk")
    assert mara.counts("one_on_one.agenda") == 1, "her card follows in place"


def test_the_same_in_chinese(li, wang):
    li.says("一对一：聊聊明年预算").sees("加进去了：“聊聊明年预算”", "和王芳的一对一", "你加的", "HR看不到")
    wang.says("一对一 李晨").sees("聊聊明年预算", "李晨加的")


def test_the_example_names_somebody_they_have_one_on_ones_with(mara):
    mara.says("one-on-one").sees("Add a point right away: “1:1 Sven Holm: the budget”")
    mara.says("1:1 Sven Holm: the budget").sees("One-on-one with Sven Holm", "the budget")


def test_a_manager_names_whom_a_point_is_for(mara, alice, bob):
    mara.says("1:1 Bob: the pump test").sees("One-on-one with Bob Nyman", "the pump test")
    mara.says("1:1 with Sven").sees("One-on-one with Sven Holm")
    mara.says("1:1 my boss: travel").sees("One-on-one with Sven Holm", "travel")
    mara.says("1:1 budget for the fair").sees("“budget for the fair”: for the one-on-one with whom?")
    mara.taps("Bob Nyman").sees("budget for the fair", "the pump test")
    bob.says("1:1").sees("From Mara Keller")
    alice.says("1:1").sees("Nothing yet").sees_not("pump", "fair")


def test_all_of_them_at_a_glance(tuesdays, mara):
    mara.says("1:1 alice: desks")
    mara.says("1:1").sees("Your one-on-ones", "Alice Berger Tue 24 Nov, 14:00; one point", "Bob Nyman No date yet")
    mara.taps("Open", on="Alice").sees("One-on-one with Alice Berger")


def test_nobody_reaches_anothers(stage, alice):
    kim = stage["kim"]
    alice.says("1:1 Kim: hello").sees("One-on-one with Mara Keller", "Kim: hello")
    kim.says("1:1 Alice").sees_not("Alice Berger")


def test_by_form_several_at_once_and_in_another_order(alice, mara):
    alice.says("1:1")
    alice.opens("Add a point").fills(points=["Budget", "Desk", "Leave"]).submits()
    alice.taps("To the top", on="Leave")
    assert alice.last.index("Leave") < alice.last.index("Budget") < alice.last.index("Desk")
    form = alice.opens("Change", on="Desk")
    form.fills(text="A quiet desk").submits()
    alice.sees("A quiet desk")
    alice.opens("Change", on="quiet desk").fills(drop=True).submits()
    assert "desk" not in alice.last
    mara.says("1:1 alice")
    assert not mara.can("Change", on="Budget"), "another's words are theirs"


def test_what_comes_from_a_check_in_lands_here_with_its_source(monday, alice, mara):
    alice.opens("Fill in").fills(
        plans=["Write the report"], stuck="yes", stuck_on="No sensors", helper="manager"
    ).submits()
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Add to our one-on-one", on="this week’s plans")
    mara.taps("Add to our one-on-one", on="No sensors")
    mara.says("1:1 alice").sees("Check-in of the week of Mon 23 Nov: Write the report", "Stuck: No sensors")
    alice.says("1:1").sees("Check-in of the week of Mon 23 Nov", "Stuck: No sensors", "From Mara Keller")
    mara.taps("Talked about it", on="No sensors")
    mara.taps("Talked about it", on="Write the report")
    shared = alice.card("weekly_checkin.shared")
    assert shared.count("You talked about it on Wed 25 Nov.") == 2, shared


# --- the talk ---------------------------------------------------------------------------------------------------


def test_a_talk_from_the_reminder_to_the_next(tuesdays, alice, mara):
    alice.says("1:1: raise the budget question")
    alice.says("agenda: the desk")
    tuesdays.moves_to("2026-11-24 12:00")
    for who, other in ((alice, "Mara Keller"), (mara, "Alice Berger")):
        who.sees(
            f"Soon, your one-on-one with {other}", "Next: Tue 24 Nov, 14:00", "raise the budget question; the desk"
        )
    tuesdays.moves_to("2026-11-24 14:00")
    mara.taps("Open the agenda").sees("You’re talking right now.", "[We’re done]")
    mara.says("Budget is frozen until January").sees("Noted.", "Budget is frozen until January")
    mara.says("Alice sends the contract by Friday").sees(
        "Agreed: Alice Berger, by Fri 27 Nov.", "Alice sends the contract"
    )
    mara.says("I’ll ask finance before 2 Dec").sees(
        "Agreed: You, by Wed 2 Dec.", "I’ll ask finance You, by Wed 2 Dec [Done]"
    )
    mara.taps("Talked about it", on="budget").taps("Next time", on="the desk")
    mara.taps("We’re done").sees("Good talk.", "Next: Tue 1 Dec, 14:00, every week", "Notes of Tue 24 Nov")
    alice.says("1:1").sees(
        "the desk From you, carried over from Tue 24 Nov", "Alice sends the contract", "Budget is frozen"
    )
    alice.taps("Done", on="contract")
    assert "contract" not in mara.card("one_on_one.agenda"), "both see that it is done"
    mara.sees("I’ll ask finance")


def test_a_talk_in_chinese(tuesdays, li, wang):
    li.says("一对一：培训")
    tuesdays.moves_to("2026-11-26 02:05", "UTC")
    wang.says("一对一 李晨").sees("正在聊", "培训")
    wang.says("周五前我把合同发给他").sees("说定了：你，11月27日 周五前", "我把合同发给他")
    wang.says("李晨下周三前交方案").sees("说定了：李晨，12月2日 周三前", "李晨交方案")


def test_who_does_not_close_it_finds_the_next_one(tuesdays, alice, mara):
    alice.says("1:1: the desk")
    tuesdays.moves_to("2026-11-24 16:00")
    alice.says("1:1").sees("Next: Tue 1 Dec, 14:00", "the desk From you, carried over from Tue 24 Nov")


def test_notes_keep_the_date_of_their_talk_whatever_is_held_after_it(tuesdays, alice, mara):
    mara.says("1:1 alice")
    mara.opens("Notes").fills(text="Frozen budget").submits()
    mara.taps("We’re talking now").taps("We’re done").sees("Notes of Fri 20 Nov")
    tuesdays.moves_to("2026-12-02 10:00")
    for who in (mara, alice):
        who.says("1:1 alice" if who is mara else "1:1").sees("Next: Tue 8 Dec", "Notes of Fri 20 Nov", "Frozen budget")


def test_nothing_to_talk_about_is_one_tap_for_either(tuesdays, alice, mara):
    tuesdays.moves_to("2026-11-24 12:00")
    alice.sees("Nothing on the agenda so far").taps("Nothing to talk about, skip it")
    alice.sees("You skipped this one. Next: Tue 1 Dec, 14:00.")
    mara.sees("Alice Berger skipped this one. Next: Tue 1 Dec, 14:00.")
    count = mara.counts()
    tuesdays.moves_to("2026-11-24 17:00")
    assert mara.counts() == count


def test_it_moves_with_one_tap_and_comes_back_to_its_rhythm(tuesdays, alice, mara):
    tuesdays.moves_to("2026-11-24 12:00")
    mara.taps("Wed 25 Nov, 14:00").sees("You moved it. Next: Wed 25 Nov, 14:00.")
    alice.sees("Mara Keller moved it. Next: Wed 25 Nov, 14:00.")
    tuesdays.moves_to("2026-11-25 12:00")
    alice.sees("Soon, your one-on-one with Mara Keller", "Next: Wed 25 Nov, 14:00")
    tuesdays.moves_to("2026-11-25 15:30")
    alice.says("1:1").sees("Next: Tue 1 Dec, 14:00, every week")


def test_leave_moves_it_and_both_hear_of_it_at_once(tuesdays, alice, mara):
    tuesdays.moves_to("2026-11-23 11:00")
    alice.says("away on 24 Nov").taps("Yes, note it")
    tuesdays.moves_on(minutes=1)
    alice.sees("One of you is off that day, so it moved. Next: Wed 25 Nov, 14:00.")
    mara.sees("One of you is off that day, so it moved. Next: Wed 25 Nov, 14:00.")


def test_both_change_the_date_at_once(tuesdays, alice, mara):
    alice.says("1:1").taps("Date and rhythm")
    mara.says("1:1 alice").taps("Date and rhythm")
    hers, mine = mara.opens("Pick a date"), alice.opens("Pick a date")
    hers.fills(day="2026-11-25", at="15:00").submits()
    mine.fills(day="2026-11-26", at="16:00").submits()
    alice.sees("Mara Keller changed this", "How it stands now: Wed 25 Nov; 15:00", "Yours: Thu 26 Nov; 16:00")
    alice.taps("Use mine").sees("Yours stands now.")
    assert "Next: Thu 26 Nov, 16:00" in alice.card("one_on_one.agenda")
    mara.sees("Alice Berger moved it. Next: Thu 26 Nov, 16:00.")


def test_both_write_the_notes_at_once(tuesdays, alice, mara):
    alice.says("1:1"), mara.says("1:1 alice")
    hers, mine = mara.opens("Notes"), alice.opens("Notes")
    hers.fills(text="Frozen budget").submits()
    mine.fills(text="New desk").submits()
    alice.sees("How it stands now: Frozen budget", "Yours: New desk").taps("Keep it")
    alice.says("1:1").sees("Frozen budget")


# --- the end ----------------------------------------------------------------------------------------------------


def test_another_manager_ends_it_and_what_was_promised_stays(tuesdays, alice, mara, sven):
    alice.says("1:1: my secret point")
    alice.opens("Add an action").fills(what="Read the plan", owner="alice").submits()
    mara.says("1:1 alice")
    mara.opens("Add an action").fills(what="Ask finance", owner="mara").submits()
    mara.opens("Notes").fills(text="Between us").submits()
    moves(tuesdays, "alice", "sven")
    alice.sees("You and Mara Keller no longer have one-on-ones", "Still yours to do:", "Read the plan")
    mara.sees("You and Alice Berger no longer have one-on-ones", "Ask finance")
    assert "Read the plan" not in mara.last
    sven.says("1:1 Alice").sees("Nothing yet").sees_not("secret", "Between us", "Ask finance", "Read the plan")
    mara.says("1:1").sees("Still yours to do, from before", "Ask finance no date, agreed with Alice Berger")
    mara.taps("Done", on="Ask finance")
    mara.says("1:1")
    assert "Ask finance" not in mara.last


def test_when_is_my_one_on_one(tuesdays, alice, li):
    alice.says("when is my 1:1?").sees("Next: Tue 24 Nov, 14:00")
    li.says("下次一对一什么时候？").sees("下次：")


def test_the_calendar_file_is_one_tap_away(tuesdays, alice):
    alice.says("1:1").taps("Date and rhythm").taps("Calendar file")
    alice.sees("For your calendar: Tue 24 Nov, 14:00.")
