"""A form that is open while the chat goes on: what was said there meanwhile is not written over."""

from __future__ import annotations

from tests.conversations.weekly_checkin.record import entries_of, week_of

WEEK, MOVED_ON = "2026-W49", "This has moved on"


def is_refused(form):
    """The form comes back, and says why."""
    form.tries()
    assert any(MOVED_ON in wrong for wrong in form.errors.values()), form.errors
    return form


def test_a_form_opened_before_the_chat_went_on_keeps_both(second, alice):
    form = alice.opens("Fill in").fills(plans=["Visit the fair"], stuck="yes", stuck_on="No sensors")
    alice.says("1 done, 2 still on it").says("Write the paper").says("yes").says("The printer is broken")
    is_refused(form)
    assert entries_of(second, "alice", "check_in_answered")[1:] == []
    again = alice.opens("Show it as a form")
    assert again.values["plans"] == ("Call the supplier", "Write the paper", "Visit the fair")
    assert again.values["stuck_on"] == ("The printer is broken / No sensors",)
    assert again.values["outcomes.1"] == ("continue",)
    again.submits()
    assert week_of(second, "alice", WEEK).plans == ("Call the supplier", "Write the paper", "Visit the fair")
    assert len(entries_of(second, "alice", "blocker_raised")) == 1


def test_a_form_overtaken_by_the_chat_leaves_the_open_question_alone(second, alice):
    form = alice.opens("Fill in").fills(plans=["Visit the fair"])
    alice.says("all done").says("Write the paper")
    is_refused(form)
    alice.says("no").says("3").taps("Share with Mara Keller")
    assert week_of(second, "alice", WEEK).plans == ("Write the paper",)


def test_what_was_for_hr_stays_so(second, alice, mara):
    form = alice.opens("Fill in").fills(plans=["A fair"], stuck="yes", stuck_on="Nobody listens", helper="hr")
    alice.says("all done").says("Write the paper").says("yes").says("The printer is broken")
    is_refused(form)
    assert alice.opens("Show it as a form").values["helper"] == ("hr",)


def test_a_form_of_a_shared_week_keeps_a_plan_added_since(second, alice):
    alice.taps("As planned, nothing stuck")
    form = alice.opens("Change").fills(sentence="Thanks to Bob")
    alice.says("Call the customer").taps("Add").sees("Call the customer")
    is_refused(form)
    alice.opens("Change").submits()
    shared = week_of(second, "alice", WEEK)
    assert (shared.plans, shared.sentence) == (("Call the customer",), "Thanks to Bob")


def test_a_second_tab_does_not_write_over_the_first(second, alice):
    one, two = alice.opens("Fill in"), alice.opens("Fill in")
    one.fills(plans=["Write the paper"]).submits()
    is_refused(two.fills(plans=["Visit the fair"]))
    assert week_of(second, "alice", WEEK).plans == ("Write the paper",)
    assert alice.opens("Change").values["plans"] == ("Write the paper", "Visit the fair")


def test_more_plans_than_fit_are_all_shown_and_left_to_choose_from(second, alice):
    one, two = alice.opens("Fill in"), alice.opens("Fill in")
    one.fills(plans=["Write", "Call"]).submits()
    is_refused(two.fills(plans=["Visit", "Order"]))
    again = alice.opens("Change")
    assert again.values["plans"] == ("Write", "Call", "Visit", "Order")
    again.tries()
    assert again.errors
    again.fills(plans=["Write", "Order"]).submits()
    assert week_of(second, "alice", WEEK).plans == ("Write", "Order")


def test_the_very_same_form_sent_twice_is_taken_once(second, alice):
    form = alice.opens("Fill in").fills(plans=["Write the paper"], energy="3")
    form.submits()
    noted = len(entries_of(second, "alice", "energy_noted"))
    form.submits()
    assert len(entries_of(second, "alice", "energy_noted")) == noted
    alice.says("I also want to call the customer")
    form.submits()
    assert week_of(second, "alice", WEEK).plans == ("Write the paper",)


def test_the_very_same_form_sent_after_it_was_taken_back_is_asked_about(second, alice):
    form = alice.opens("Fill in").fills(plans=["Write the paper"])
    form.submits()
    alice.taps("Take it back")
    is_refused(form)


def test_a_form_opened_again_after_a_look_elsewhere_is_taken(second, alice):
    form = alice.opens("Fill in").fills(plans=["Write the paper"])
    alice.says("help").says("hello")
    form.submits()
    alice.opens("Change").fills(plans=["Write the paper", "Call"], energy="4").submits()
    alice.opens("Change").fills(plans=["Call"]).submits()
    second.moves_to("2026-12-06 23:59")
    form = alice.opens("Change").fills(plans=["Rest"])
    second.moves_to("2026-12-07 08:00")
    form.submits()
    assert week_of(second, "alice", WEEK).plans == ("Rest",)


LEFT = "in a form that wasn’t sent"


def test_what_is_said_since_goes_before_what_a_form_left(second, alice):
    form = alice.opens("Fill in").fills(plans=["Visit the fair"], stuck="yes", stuck_on="No sensors")
    alice.says("1 done, 2 still on it").says("Write the paper")
    is_refused(form)
    alice.says("no").says("4").says("change plan 1 to Paint the wall")
    again = alice.opens("Change")
    assert (again.values["plans"], again.values["stuck"]) == (("Paint the wall", "Write the paper"), ("no",))
    alice.says("yes")
    shared = alice.opens("Change").values
    assert (shared["plans"], shared["stuck_on"]) == (("Paint the wall", "Write the paper"), ())


def test_what_a_form_left_is_called_so_and_goes_when_the_week_is_shared_anew(second, alice):
    form = alice.opens("Fill in").fills(plans=["Visit the fair"], stuck="yes", stuck_on="No sensors")
    alice.says("1 done, 2 still on it").says("Write the paper").says("no").says("4").taps("Share with Mara Keller")
    is_refused(form)
    again = alice.opens("Change")
    assert LEFT in again.words
    assert again.values["stuck_on"] == ("No sensors",)
    alice.says("change plan 1 to Paint the wall")
    shared = alice.opens("Change")
    assert LEFT not in shared.words
    assert (shared.values["plans"], shared.values["stuck"]) == (("Paint the wall", "Write the paper"), ("no",))


def test_words_that_a_form_was_asked_about_go_when_the_week_is_shared_anew(second, alice):
    alice.says("all done").says("Write the paper").says("no").says("4").taps("Share with Mara Keller")
    alice.opens("Change").fills(sentence="I am exhausted, energy 1, don't tell Mara").tries()
    alice.says("change plan 1 to Paint the wall")
    shared = alice.opens("Change").values
    assert (shared["plans"], shared["sentence"]) == (("Paint the wall",), ())
