"""One goal: moved by a tap or in numbers, both at once, changed by both, explained, closed and back."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.entries.goals import GoalSet
from conversations.rules.goals import GoalContent
from conversations.toolkit.effects import Record
from conversations.toolkit.forms import Saying
from storage import records


def test_one_tap_and_the_other_side_sees_it(agreed, alice, mara):
    before = mara.counts()
    alice.taps("At risk").sees("[*At risk]")
    mara.sees("[*At risk]")
    assert mara.counts() == before, "where it stands, without a message"


def test_an_update_in_numbers(agreed, alice, mara):
    form = alice.opens("Update").fills(r_r1="a lot", pace="on_track")
    form.tries()
    assert form.errors == {"r.r1": "I couldn’t read that as one number. Try “62” or “1,200”."}
    form.fills(r_r1="86%", note="Three renewals signed").submits()
    alice.sees("50%", "On track", "86%, from 82% to 90%", "Three renewals signed")
    mara.sees("50%", "Three renewals signed")


def test_both_at_once_and_the_second_sees_both_values(agreed, alice, mara):
    hers, his = alice.opens("Update").fills(r_r1="84"), mara.opens("Update").fills(r_r1="85")
    hers.submits()
    his.submits()
    mara.sees("You both changed this", "84%", "85", "[Use mine] [Keep what’s there]")
    mara.taps("Use mine")
    assert "85%, from 82% to 90%" in alice.card("goal.goal")
    assert "Settled." in mara.card("goal.settled")


def test_keeping_what_stands_changes_nothing(agreed, alice, mara):
    hers, his = alice.opens("Update").fills(r_r1="84"), mara.opens("Update").fills(r_r1="85")
    hers.submits()
    his.submits()
    mara.taps("Keep what’s there")
    assert "84%, from 82% to 90%" in mara.card("goal.goal")
    assert "84%, from 82% to 90%" in alice.card("goal.goal")


def test_a_change_needs_both_again_and_is_explained(agreed, alice, mara):
    form = mara.opens("Change").fills(t_r1="88")
    form.tries()
    assert form.errors == {"reason": "Please fill this in."}
    form.fills(reason="Two markets fell away").submits()
    alice.sees("Mara Keller proposed a change.", "from 82% to 90% → from 82% to 88%", "[I agree]")
    alice.taps("I agree").sees("from 82% to 88%")
    alice.taps("How was this set?").sees(
        "Alice Berger wrote version 1", "Mara Keller agreed to version 1", "Mara Keller wrote version 2",
        "Two markets fell away", "Alice Berger agreed to version 2",
    )  # fmt: skip


def test_it_is_closed_with_what_was_learned_and_can_come_back(agreed, alice, mara):
    alice.says("goal close").sees("Renewal rate")
    alice.opens("Close it").fills(how="missed", learned="Call two months ahead").submits()
    alice.sees("Missed", "[Reopen]")
    assert not mara.can("Update")
    alice.says("goal").sees("You have no goals yet")
    alice.taps("Reopen")
    alice.says("goal").sees("Renewal rate", "[On track]")


def test_the_other_side_is_told_of_an_end_and_may_see_it_differently(agreed, alice, mara):
    before = alice.counts()
    mara.opens("Close it").fills(how="done").submits()
    mara.sees("Done", "The numbers don’t show it as reached.", "[Reopen]")
    assert alice.counts() == before + 1
    alice.sees("Mara Keller closed this: Done.", "The numbers don’t show it as reached.")
    assert not alice.can("Reopen")
    form = alice.opens("I see it differently")
    form.tries()
    assert form.errors == {"reason": "Please fill this in."}
    form.fills(reason="Three renewals are still open").submits()
    alice.sees("Agreed, active", "[On track]")
    mara.sees("Alice Berger sees it differently", "[On track]").taps("How was this set?")
    mara.sees("Mara Keller closed it: Done", "Alice Berger reopened it", "Three renewals are still open")


def test_what_was_never_agreed_ends_without_a_message(monday, alice, mara):
    alice.says("goal add Renewal rate from 82% to 90% by the end of the year").taps("Propose to Mara Keller")
    before = mara.counts()
    alice.opens("Close it").fills(how="dropped").submits()
    assert mara.counts() == before


def test_what_both_agreed_to_is_active_once_it_has_begun(monday, alice):
    for name, starts in (("now", date(2026, 11, 1)), ("later", date(2027, 1, 4))):
        entry = GoalSet(name, GoalContent(name, starts, None), alone=True)
        monday.do(records.append, "alice", monday.now, Record(name, entry, "alice", audience="team"))
    alice.says("goal").taps("Open", on="now").sees("Agreed, active")
    alice.says("goal").taps("Open", on="later").sees("Agreed")
    assert "active" not in alice.last


def test_who_set_it_and_what_each_version_said_stay_to_be_read(agreed, alice, mara):
    mara.opens("Change").fills(t_r1="88", reason="Two markets fell away").submits()
    alice.taps("I agree")
    for n in range(9):
        alice.opens("Update").fills(note=f"week {n}").submits()
    alice.taps("How was this set?").sees(
        "3 steps in between aren’t shown.", "Alice Berger wrote version 1", "Renewal rate from 82% to 90%",
        "Mara Keller agreed to version 1", "Mara Keller wrote version 2", "from 82% to 90% → from 82% to 88%", "week 8",
    )  # fmt: skip
    assert "week 2" not in alice.last


def test_a_goal_shows_its_standard(monday, alice):
    alice.says("indicator time to repair").taps("Start a goal with it")
    alice.opens("Change").fills(start="9", target="4", due="2026-12-31").submits()
    alice.taps("Propose to Mara Keller").says("goal explain")
    alice.sees("Indicator Time to repair", "How it’s counted median of", "How the standard is set")


def test_to_close_is_one_tap_away_and_says_what_it_leaves(agreed, alice, mara):
    mara.opens("Change").fills(t_r1="88", reason="A market fell away").submits()
    alice.opens("Update").fills(r_r1="84").submits()
    alice.says("goal close").sees("Close it now?", "[Close it] [How was this set?]")
    form = alice.opens("Close it")
    said = [alice._say(part.text) for part in form.form.parts if isinstance(part, Saying)]
    assert said[0] == "It stands at 25%."
    assert "still waiting for a yes" in said[1]
    form.fills(how="missed").submits()
    alice.sees("Missed", "[Reopen]")


def test_what_has_ended_is_found_again(agreed, alice):
    alice.says("goal")
    assert not alice.can("Ended goals")
    alice.opens("Close it", of=alice.message("goal.goal")).fills(how="done").submits()
    alice.says("goal").taps("Ended goals").sees("Goals that have ended", "Renewal rate", "Done").taps("Open")
    alice.sees("[Reopen]").taps("Reopen")
    alice.says("goal").sees("Renewal rate", "[On track]")


def test_a_late_change_is_a_note_to_hr_without_its_words_and_blocks_nothing(agreed, alice, mara, hana):
    alice.opens("Change").fills(t_r1="89", reason="A market fell away").submits()
    mara.taps("I agree")
    assert hana.counts("goal.late") == 0, "in good time it is between the two"
    agreed.moves_to("2026-12-29 10:00")
    alice.opens("Change", of=alice.message("goal.goal")).fills(t_r1="88", reason="Another market fell away").submits()
    told = hana.card("goal.late")
    assert "Alice Berger proposed changing an agreed goal of their own with over three quarters" in told
    assert "Renewal" not in told and "market" not in told
    mara.sees("[I agree]").taps("I agree")
    explained = alice.taps("How was this set?").card("goal.goal")
    assert "wrote version 2, late" not in explained
    assert "wrote version 3, late in the period" in explained


def test_the_department_reads_a_private_goal_once_both_have_said_so(agreed, alice, mara, bob):
    alice.opens("Change").fills(private=True, reason="It is about one person").submits()
    mara.taps("I agree")
    assert "Renewal rate" not in bob.visits("goals", "tree")
    mara.opens("Change").fills(private=False, reason="Let all see").submits()
    assert "Renewal rate" not in bob.visits("goals", "tree")
    alice.taps("I agree")
    assert "Renewal rate" in bob.visits("goals", "tree")


def test_on_a_past_day_it_is_for_those_whom_it_was_for_then(agreed, alice, mara, bob):
    alice.opens("Change").fills(private=True, reason="It is about one person").submits()
    mara.taps("I agree")
    agreed.moves_to("2026-11-24 10:00")
    wish = alice.opens("Change", of=alice.message("goal.goal"))
    wish.fills(title="Recover after an illness", private=False, reason="So that all know").submits()
    agreed.moves_to("2026-11-26 10:00")
    mara.opens("Change", of=mara.message("goal.goal")).fills(
        title="Renewals", private=False, reason="Not that"
    ).submits()
    alice.taps("I agree")
    assert "Renewals" in bob.visits("goals", "tree")
    assert "illness" not in bob.visits("goals", "tree", "2026-11-24")
    assert "Renewal rate" in mara.visits("goals", "tree", "2026-11-24")


def test_who_may_not_read_its_numbers_sees_no_figure(agreed, alice, mara, bob):
    alice.opens("Change").fills(private=True, reason="It is about one person").submits()
    mara.taps("I agree")
    alice.opens("Update", of=alice.message("goal.goal")).fills(r_r1="86").submits()
    mara.opens("Change", of=mara.message("goal.goal")).fills(private=False, reason="All may know").submits()
    alice.taps("I agree").sees("50%")
    assert "%" not in bob.visits("goals", "tree").partition("Renewal rate")[2]
    alice.opens("Update", of=alice.message("goal.goal")).fills(r_r1="88").submits()
    assert "75%" in bob.visits("goals", "tree")


BOXES = "goal add Ship boxes from 0 to 4,000 boxes by the end of the year"


@pytest.fixture
def boxes(monday, alice, mara):
    """A goal in boxes, at 2,600 of 4,000."""
    alice.says(BOXES).taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.opens("Update").fills(r_r1="2,600").submits()
    return monday


def test_a_number_written_the_german_way_is_asked_about_and_can_be_taken_back(boxes, alice, mara):
    alice.opens("Update").fills(r_r1="4.400").submits()
    alice.sees("which number do you mean?", "2,600 boxes so far", "[4.4 boxes] [4,400 boxes] [Another number]")
    assert "2,600 boxes, from" in mara.card("goal.goal"), "nothing counts before the answer"
    alice.taps("4,400 boxes")
    assert "4,400 boxes, from" in alice.card("goal.goal")
    assert "Got it." in alice.card("goal.answered")
    alice.taps("Take the update back")
    assert "2,600 boxes, from" in alice.card("goal.goal")
    assert "2,600 boxes, from" in mara.card("goal.goal")
    assert not alice.can("Take the update back")


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("110 %", "[110 boxes] [4,400 boxes]"),
        ("26", "[26 boxes]"),
        ("90000", "[90,000 boxes] [9,000 boxes]"),
        ("300", "[300 boxes] [3,000 boxes]"),
    ],
)
def test_a_number_that_can_hardly_be_meant_is_asked_about(boxes, alice, written, offered):
    alice.opens("Update").fills(r_r1=written).submits().sees(f"{offered} [Another number]")


@pytest.mark.parametrize("written", ["2,700", "3.9k", "4100 boxes"])
def test_a_number_that_fits_is_taken(boxes, alice, written):
    alice.opens("Update").fills(r_r1=written).submits()
    assert alice.counts("goal.asked") == 0


def test_an_update_is_taken_back_only_while_it_is_the_last_thing_that_happened(boxes, alice, mara):
    mara.taps("At risk")
    assert not alice.can("Take the update back")
    mara.taps("How was this set?").sees("new numbers")


def test_an_answer_to_what_has_moved_on_meanwhile_shows_both_sides(boxes, alice, mara):
    alice.opens("Update").fills(r_r1="4.400").submits()
    mara.opens("Update", of=mara.message("goal.goal")).fills(r_r1="2,700").submits()
    alice.taps("4,400 boxes").sees("2,700 boxes", "4,400")
    assert "2,700 boxes, from" in mara.card("goal.goal")
    alice.taps("Use mine")
    assert "4,400 boxes, from" in mara.card("goal.goal")
