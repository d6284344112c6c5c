"""After sharing: receipts, changes until Sunday, corrections after it, taking it back, stale clicks, late forms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.entries import CheckInAnswered, CheckInWithdrawn
from storage import roster
from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of, ids_of, week_of

STALE = "That card is out of date. You’ll find the current one further down."


def test_a_receipt_stands_on_the_card_without_a_message(monday, alice, mara):
    alice.says("Write the report").says("no").taps("Share with Mara Keller")
    before = alice.counts()
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Mark as read", on="Alice Berger")
    alice.sees("Mara Keller read it on Wed 25 Nov, 10:00.")
    mara.opens("Reply", on="Alice Berger").fills(text="Good plan").submits()
    alice.sees("Mara Keller replied", "Good plan")
    assert alice.counts() == before


def test_a_receipt_in_chinese(monday, li, wang):
    li.says("写方案").says("没有").taps("发给王芳")
    monday.moves_to("2026-11-25 10:00", company.SHANGHAI)
    wang.opens("回复", on="李晨").fills(text="加油").submits()
    li.sees("王芳的回复", "加油")


def test_a_change_until_sunday_takes_the_place_of_the_answer(monday, alice):
    alice.says("Write the report").says("no").taps("Share with Mara Keller")
    monday.moves_to("2026-11-29 23:00")
    form = alice.opens("Change")
    assert form.values["plans"] == ("Write the report",)
    form.fills(plans=["Write the report", "Call the supplier"]).submits().sees("Write the report; Call the supplier")
    assert week_of(monday, "alice", "2026-W48").plans == ("Write the report", "Call the supplier")
    assert alice.counts("weekly_checkin.shared") == 1


@pytest.mark.parametrize("answer", ["Fill in", "As planned, nothing stuck"])
def test_a_change_of_what_is_for_oneself_shows_nobody_that_anything_changed(second, alice, mara, answer):
    if answer == "Fill in":
        alice.opens(answer).fills(plans=["Write the report"], energy="3").submits()
    else:
        alice.taps(answer)
    second.moves_to("2026-12-02 10:00")
    mara.taps("Mark as read", on="Alice Berger")
    read = mara.card("manager_digest.digest")
    alice.opens("Change").fills(energy="1").submits().sees("Energy 1", "Mara Keller read it on Wed 2 Dec, 10:00.")
    assert mara.card("manager_digest.digest") == read
    assert [entry.level for entry in entries_of(second, "alice", "energy_noted")] == [1]
    alice.opens("Change").fills(plans=["Write the summary"]).submits()
    assert "Write the summary [Mark as read]" in mara.card("manager_digest.digest")


def test_a_change_after_sunday_is_a_correction(monday, alice):
    alice.says("Write the report").says("no").taps("Share with Mara Keller")
    first = ids_of(monday, "alice", "check_in_answered")[-1]
    monday.moves_to("2026-11-30 00:00")
    alice.sees("This week is closed. If you change something now", "[Change]")
    assert "[Take it back]" not in alice.last
    alice.opens("Change").fills(plans=["Write half the report"]).submits().sees("Write half the report", "is closed")
    corrected = week_of(monday, "alice", "2026-W48")
    assert corrected.plans == ("Write half the report",)
    assert corrected.corrects == first


def test_a_correction_leaves_a_trace_of_the_original_and_undo_says_how_to_put_it_back(monday, alice, mara, li):
    alice.says("Write the report").says("no").taps("Share with Mara Keller")
    li.says("写方案").says("没有").taps("发给王芳")
    monday.moves_to("2026-11-30 10:00")
    alice.opens("Change", of=alice.message("weekly_checkin.shared")).fills(plans=["Write half"]).submits()
    alice.says("undo").sees("This corrects a week that is closed", "Write half", "[Change]")
    assert "Before the correction: Write the report" in alice.card("weekly_checkin.shared")
    mara.says("team").sees("Write half", "Corrected after the week had closed")
    li.opens("改一改", of=li.message("weekly_checkin.shared")).fills(plans=["写一半"]).submits()
    li.says("撤回").sees("已经结束的一周的更正", "更正之前写的是：写方案")
    monday.moves_to("2026-11-30 14:00")
    alice.says("undo").sees("no answer here")


def test_taking_it_back_before_anybody_read_it(monday, alice, mara):
    alice.says("Write the report").says("no").taps("Share with Mara Keller").taps("Take it back")
    alice.sees("Is this right?", "Write the report")
    assert entries_of(monday, "alice", "check_in_answered") == []
    assert len(entries_of(monday, "alice", "check_in_withdrawn")) == 1
    monday.moves_to("2026-11-25 10:00")
    assert mara.counts("manager_digest.digest") == 0
    alice.taps("Share with Mara Keller").sees("Week of Mon 23 Nov")
    assert week_of(monday, "alice", "2026-W48") == CheckInAnswered("2026-W48", plans=("Write the report",))


def test_once_read_it_cannot_be_taken_back(monday, alice, mara):
    alice.says("Write the report").says("no").taps("Share with Mara Keller")
    old = alice.message("weekly_checkin.shared")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Mark as read", on="Alice Berger")
    assert not alice.can("Take it back")
    alice.taps("Take it back", of=old)
    assert alice.hint == STALE
    assert entries_of(monday, "alice", "check_in_withdrawn") == []
    alice.opens("Change").fills(plans=["Something else"]).submits()
    assert not alice.can("Take it back"), "somebody has read what stood there first"


def test_withdrawn_means_withdrawn_for_the_manager(monday, alice):
    alice.says("Write the report").says("no").taps("Share with Mara Keller").taps("Take it back")
    assert entries_of(monday, "alice", "check_in_answered", reader="mara") == []
    assert [type(each) for each in entries_of(monday, "alice", "check_in_withdrawn", reader="mara")] == [
        CheckInWithdrawn
    ]


def test_stale_clicks_get_a_friendly_line(second, alice):
    invite = alice.message("weekly_checkin.invite")
    alice.taps("As planned, nothing stuck")
    alice.taps("Dropped", on="Write the report", of=invite)
    assert alice.hint == STALE
    assert {each.outcome for each in week_of(second, "alice", "2026-W49").outcomes} == {"done"}


def test_a_question_that_was_answered_is_stale(monday, alice):
    alice.says("Write the report")
    question = alice.message("weekly_checkin.stuck")
    alice.taps("Nothing stuck").taps("Something is stuck", of=question)
    assert alice.hint == STALE
    alice.sees("Is this right?", "Nothing stuck")


def test_a_form_opened_before_and_sent_after_another_answer(monday, alice):
    form = alice.opens("Fill in").fills(plans=["From the form"])
    alice.says("From the chat").says("no").taps("Share with Mara Keller")
    form.tries()
    assert any("This has moved on" in wrong for wrong in form.errors.values())
    assert week_of(monday, "alice", "2026-W48").plans == ("From the chat",)
    alice.opens("Change").submits().sees("Week of Mon 23 Nov", "From the chat", "From the form")


def test_a_form_sent_after_the_week_closed_is_not_lost(monday, alice):
    form = alice.opens("Fill in").fills(plans=["Write the report"])
    monday.moves_to("2026-11-30 09:00")
    form.submits()
    assert week_of(monday, "alice", "2026-W48").plans == ("Write the report",)
    assert "[Take it back]" not in alice.card("weekly_checkin.shared")
    monday.moves_to("2026-11-30 10:00")
    alice.sees("Good to see you", "Write the report [Done]")


def test_the_same_form_twice_is_one_check_in(monday, alice):
    form = alice.opens("Fill in").fills(plans=["Write the report"])
    form.submits()
    form.submits()
    assert len(entries_of(monday, "alice", "check_in_answered")) == 1


def test_somebody_elses_click_is_refused(second, alice, bob):
    invite = alice.message("weekly_checkin.invite")
    bob.taps("As planned, nothing stuck", of=invite)
    assert bob.hint == "That button is meant for someone else."
    assert [each.week for each in entries_of(second, "alice", "check_in_answered")] == ["2026-W48"]


def test_a_new_manager_reads_only_what_is_written_from_now_on(monday, alice):
    alice.says("Write the report").says("no").taps("Share with Mara Keller")
    monday.do(lambda tx: roster.update_person(tx, replace(alice.person, manager="wang")))
    assert entries_of(monday, "alice", "check_in_answered", reader="mara") == []
    assert entries_of(monday, "alice", "check_in_answered", reader="wang") == []
    monday.moves_to("2026-11-30 10:00")
    alice.sees("王芳 reads this")
