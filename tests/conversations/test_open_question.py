"""A question is open, and a card comes that its person did not ask for: the words still answer the question."""

from __future__ import annotations

import pytest

from tests.conversations.test_one_on_one import regular
from tests.conversations.test_one_on_one_typed import points
from tests.conversations.weekly_checkin.record import entries_of, week_of

ANSWERS = {"outcomes": "done", "plans": "Visit the fair", "stuck": "no"}


@pytest.fixture
def energy(second, alice):
    """Asks Alice for her energy, which only she ever sees."""

    def ask():
        alice.says("checkin").taps("One question at a time")
        while alice.listening in ANSWERS:
            alice.says(ANSWERS[alice.listening])
        alice.sees("Only you ever see this.")

    return ask


def raised(stage):
    return [each.what for each in entries_of(stage, "alice", "blocker_raised")]


def test_a_reminder_of_a_talk_takes_no_answer(second, alice, mara, energy):
    regular(mara, "Alice")
    second.moves_to("2026-12-01 11:58")
    energy()
    second.moves_to("2026-12-01 12:01")
    alice.sees("Soon, your one-on-one").says("2").sees("Is this right?")
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("Visit the fair",)
    assert points(second) == []
    mara.says("1:1 alice").sees("Nothing yet")


def test_nor_does_a_date_that_the_manager_sets(second, alice, mara, energy):
    energy()
    regular(mara, "Alice")
    alice.sees("Mara Keller set when you talk.").says("2").sees("Is this right?")
    assert points(second) == []


def test_nor_does_an_agenda_that_the_manager_adds_to(second, alice, mara, energy):
    alice.says("1:1")
    energy()
    mara.says("1:1 Alice: the fair")
    alice.says("2").sees("Is this right?")
    assert points(second) == ["the fair"]


@pytest.fixture
def left_open(second, alice):
    """Leaves Alice's check-in where it asks for plans."""
    alice.says("checkin").taps("One question at a time").says("done")
    second.moves_on(minutes=30)


def test_a_line_of_the_managers_leaves_the_ear_with_the_agenda(second, alice, mara, left_open):
    alice.says("1:1 Mara").taps("Open “One-on-ones”").says("agenda: the fair")
    mara.says("1:1 Alice: the budget")
    alice.says("agenda: the desk")
    assert points(second) == ["the fair", "the budget", "the desk"]


def test_so_does_a_note_of_the_managers(second, alice, mara, left_open):
    regular(mara, "Alice")
    mara.says("1:1 alice").taps("We’re talking now")
    alice.says("1:1 Mara").taps("Open “One-on-ones”").says("Budget is frozen")
    mara.says("Hire one more in May")
    alice.says("Bob is leaving in June")
    mara.says("1:1 alice").sees("Budget is frozen", "Hire one more in May", "Bob is leaving in June")


def test_nor_does_the_wish_for_other_words(second, alice, mara, energy):
    alice.says("I'm stuck").says("The printer thing")
    energy()
    mara.says("team").taps("Ask to rephrase", on="printer")
    alice.sees("How else could you put it?").says("2").sees("Is this right?")
    assert raised(second) == ["The printer thing"]


def test_of_words_for_an_older_question_it_is_asked_first(second, alice, mara, energy):
    alice.says("I'm stuck").says("The printer thing")
    energy()
    second.moves_to("2026-12-02 11:00")
    mara.says("team").taps("Ask to rephrase", on="printer")
    alice.says("Rather tired").sees(
        "Is that an answer to “Mara Keller didn’t quite follow. How else could you put it?"
    ).taps("No")
    assert raised(second) == ["The printer thing"]


def test_a_number_is_never_what_is_stuck(second, alice, li):
    for number in ("2", "two", "4/5"):
        alice.says("I'm stuck").says(number).sees("What are you stuck on?")
    li.says("我卡住了").says("三").sees("卡")
    assert entries_of(second, "li", "blocker_raised") == raised(second) == []


def test_what_is_stuck_for_hr_alone_is_no_point_of_an_agenda(second, alice, mara):
    regular(mara, "Alice")
    second.moves_to("2026-12-01 11:58")
    alice.says("I'm stuck")
    second.moves_to("2026-12-01 12:01")
    alice.sees("Soon, your one-on-one").says("HR only: payroll")
    assert points(second) == []
    mara.sees_not("payroll")


def test_once_it_is_answered_the_newer_card_listens(second, alice, mara, energy):
    energy()
    regular(mara, "Alice")
    alice.says("2").taps("Share with Mara Keller").says("The fair").sees("Put it on the agenda?").taps("No")
    mara.sees_not("The fair")
    alice.says("1:1").says("The fair").sees("Put it on the agenda?").taps("Put it on the agenda")
    assert points(second) == ["The fair"]


@pytest.fixture
def reminded(second, alice, mara, left_open):
    """Reminds Alice of her talk while her check-in asks for plans."""
    regular(mara, "Alice")
    second.moves_to("2026-12-01 12:01")
    alice.sees("Add a point with “agenda: the budget”.")


def test_a_point_goes_on_the_agenda_whatever_question_is_open(second, alice, reminded):
    alice.says("agenda: the budget")
    assert points(second) == ["the budget"]


def test_a_point_in_chinese(second, li, wang):
    li.says("签到").taps("一问一答").says("完成").says("话题：预算")
    wang.says("一对一 李晨").sees("预算")


def test_a_point_for_one_of_several_is_asked_about(second, mara):
    """Whom it names is hardly the one to read it."""
    mara.says("agenda: Alice’s next job").sees("for the one-on-one with whom?").taps("Sven Holm")
    mara.sees("One-on-one with Sven Holm", "Alice’s next job")


def test_other_words_below_a_newer_card_are_asked_about(second, alice, mara, reminded):
    alice.says("The budget").sees("what I asked you earlier").taps("The newer message").sees("Put it on the agenda?")
    alice.taps("Put it on the agenda")
    assert points(second) == ["The budget"]


def test_words_for_the_earlier_question_answer_it(second, alice, reminded):
    alice.says("Visit the fair").taps("The earlier question")
    assert alice.listening == "stuck"
    assert points(second) == []


def test_neither_is_kept(second, alice, reminded):
    alice.says("Visit the fair").taps("Neither").sees("I haven’t noted anything.")
    assert points(second) == []


def test_other_words_for_what_is_stuck_are_not_a_plan(second, alice, mara):
    alice.says("I'm stuck").says("The printer thing")
    alice.says("checkin").taps("One question at a time").says("done")
    second.moves_on(minutes=180)
    mara.says("team").taps("Ask to rephrase", on="printer")
    alice.sees("Just reply.").says("The printer on floor 3 jams on A3").taps("The newer message")
    assert raised(second) == ["The printer thing", "The printer on floor 3 jams on A3"]


def test_what_is_stuck_is_no_other_words_for_what_was(second, alice, mara):
    alice.says("I'm stuck").says("The printer thing")
    second.moves_on(minutes=5)
    alice.says("I'm stuck")
    mara.says("team").taps("Ask to rephrase", on="printer")
    alice.says("No badge for the fair").sees("or for the message that came after it?").taps("The earlier question")
    assert raised(second) == ["The printer thing", "No badge for the fair"]
    assert entries_of(second, "alice", "blocker_closed") == []
    alice.says("The printer on floor 3 jams").taps("It’s my answer").sees(
        "Mara Keller gets it with the digest on Wed 2 Dec."
    )
    assert len(entries_of(second, "alice", "blocker_closed")) == 1
