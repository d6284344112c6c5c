"""Facts that a manager writes down by hand: about whom the form names, in words that were asked about, and told."""

from __future__ import annotations

from dataclasses import replace

from storage import roster


def test_a_fact_is_about_whom_its_form_names_whoever_was_looked_at_since(monday, mara, alice, bob):
    mara.says("prep Alice")
    form = mara.opens("Add a dated fact")
    assert "Alice Berger gets this" in form.words
    form.fills(day="2026-11-10", text="The report came late.")
    mara.says("prep Bob")
    form.submits()
    assert "The report came late." in alice.chat
    assert "The report came late." not in bob.chat
    mara.says("prep Bob").sees_not("Added by hand")
    mara.says("prep Alice").taps("Added by hand").sees("The report came late.")


def test_a_fact_about_somebody_who_is_managed_by_another_since_goes_nowhere(monday, mara, alice, bob):
    mara.says("prep Alice")
    form = mara.opens("Add a dated fact").fills(day="2026-11-10", text="The report came late.")
    monday.do(roster.update_person, replace(alice.person, manager="sven"))
    mara.says("prep Bob")
    form.tries()
    assert form.errors
    assert not any("The report came late." in each.chat for each in (alice, bob, monday["sven"]))


def test_a_fact_that_cannot_reach_whom_it_is_about_is_not_added_and_the_writer_is_told(monday, mara, bob):
    monday.do(roster.update_person, replace(bob.person, department="sales"))
    mara.says("prep Bob")
    form = mara.opens("Add a dated fact").fills(day="2026-11-10", text="The report came late.")
    form.tries()
    assert "HR hasn’t opened their department" in form.errors["text"]
    mara.says("prep Bob").sees_not("The report came late.").sees_not("Added by hand")


def test_words_that_judge_are_asked_about_before_a_fact_is_told(monday, mara, alice):
    before = alice.counts()
    mara.says("prep Alice")
    mara.opens("Add a dated fact").fills(day="2026-11-10", text="Alice is careless.").submits()
    mara.sees("Not added yet", "“careless”: which day, which thing", "These are questions, nothing more.")
    assert alice.counts() == before
    again = mara.opens("Put it another way")
    assert "which day, which thing" in again.words
    assert again.values == {"day": ("2026-11-10",), "text": ("Alice is careless.",)}
    again.fills(text="Two numbers in the report were wrong, and the customer wrote back.").submits()
    alice.sees("Two numbers in the report were wrong").sees_not("careless")
    mara.sees_not("Alice is careless.")
    assert mara.opens("Add a dated fact").values["text"] == ()


def test_a_fact_is_added_as_it_is_in_one_tap_and_left_out_in_another(monday, mara, alice):
    mara.says("prep Alice")
    mara.opens("Add a dated fact").fills(day="2026-11-10", text="Great job!").submits()
    mara.taps("Don’t add it").sees("Alice Berger")
    assert mara.opens("Add a dated fact").values["text"] == ()
    mara.opens("Add a dated fact").fills(day="2026-11-10", text="Great job!").submits()
    mara.taps("Add it as it is").taps("Added by hand").sees("Great job!")
    alice.sees("Mara Keller wrote this down about your work", "Great job!").sees_not("what exactly went well")


def test_a_form_of_a_fact_that_is_sent_twice_is_asked_about_twice(monday, mara, alice):
    mara.says("prep Alice")
    form = mara.opens("Add a dated fact").fills(day="2026-11-10", text="Great job!")
    form.submits()
    form.submits()
    mara.sees("Not added yet", "what exactly went well")
    alice.sees_not("Great job!")
    mara.opens("Put it another way").submits()
    alice.sees("Great job!")


def test_a_fact_that_waits_is_about_nobody_else_and_stays_while_others_are_looked_at(monday, mara, alice, bob):
    mara.says("prep Alice")
    mara.opens("Add a dated fact").fills(day="2026-11-10", text="Great job!").submits()
    mara.says("prep Bob")
    assert mara.opens("Add a dated fact").values["text"] == ()
    mara.says("prep Alice")
    mara.opens("Add a dated fact").submits()
    alice.sees("Great job!")
    bob.sees_not("Great job!")


def test_a_fact_that_waits_is_added_for_no_former_report(monday, mara, alice):
    mara.says("prep Alice")
    mara.opens("Add a dated fact").fills(day="2026-11-10", text="Great job!").submits()
    monday.do(roster.update_person, replace(alice.person, manager="sven"))
    mara.taps("Add it as it is").sees("I can’t show you that")
    alice.sees_not("Great job!")
    monday["sven"].sees_not("Great job!")
