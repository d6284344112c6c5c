"""A talk that HR confirmed is moved: HR confirms the new time before the person has it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import roster
from tests.conversations.company import someone

PIP = "interview-template pip-kickoff"


@pytest.fixture
def confirmed(monday):
    """A talk of Mara's with Alice on Friday, in which Hana of HR takes part."""
    monday["mara"].says(f"{PIP} Alice Friday 10:00").taps("Hana Roth").taps("Ask Hana Roth")
    monday["hana"].taps("Confirm, I’ll be there")
    monday["alice"].taps("I’ll be there")
    return monday


def moves(mara, day="2026-12-03", at="14:00"):
    mara.opens("Move it").fills(day=day, at=at).submits()


def test_the_person_has_the_new_time_once_hr_confirmed_it(confirmed, mara, hana, alice):
    before = alice.counts()
    moves(mara)
    mara.sees("Hana Roth has been asked about Thu 3 Dec, 14:00. Until they confirm, Alice Berger keeps the time")
    assert alice.counts() == before
    assert "Fri 27 Nov, 10:00" in alice.card("interview.invited")
    hana.sees("Thu 3 Dec, 14:00", "Until now it was Fri 27 Nov, 10:00.", "keeps the time as it was until you confirm")
    hana.taps("Confirm, I’ll be there").sees("You’ve confirmed.")
    mara.sees("Moved. Alice Berger gets the new time", "Thu 3 Dec, 14:00")
    alice.sees("Mara Keller has moved the talk. It’s now:", "Thu 3 Dec, 14:00", "Hana Roth from HR")
    confirmed.moves_to("2026-12-03 09:30")
    assert "Thu 3 Dec, 14:00" in mara.card("interview.today")


def test_hr_would_rather_talk_first_and_the_talk_stays(confirmed, mara, hana, alice):
    before = alice.counts()
    moves(mara)
    hana.taps("Ask to talk first").sees("Mara Keller knows that you’d like to talk first. The talk hasn’t moved.")
    hana.sees("Fri 27 Nov, 10:00")
    mara.sees("Hana Roth would like to talk to you before it moves.", "Fri 27 Nov, 10:00")
    assert alice.counts() == before
    moves(mara, "2026-12-04")
    hana.taps("Confirm, I’ll be there")
    alice.sees("Fri 4 Dec, 14:00")


def test_the_wish_of_the_person_for_another_time_goes_by_hr_as_well(confirmed, mara, hana, alice):
    alice.opens("Another time").fills(day="2026-11-26", at="11:00").submits()
    mara.taps("Move it to Thu 26 Nov, 11:00").sees("Hana Roth has been asked about Thu 26 Nov, 11:00.")
    alice.sees("Fri 27 Nov, 10:00")
    hana.taps("Confirm, I’ll be there")
    alice.sees("It’s now:", "Thu 26 Nov, 11:00")


def test_it_can_stay_while_hr_is_asked_and_a_late_yes_moves_nothing(confirmed, mara, hana, alice):
    before = alice.counts()
    moves(mara)
    mara.taps("Leave it as it is").sees("It stays as it is.", "Fri 27 Nov, 10:00")
    hana.sees("It stays when it was.", "Fri 27 Nov, 10:00")
    assert not hana.can("Confirm, I’ll be there")
    assert alice.counts() == before


def test_asked_about_two_times_hr_confirms_the_newer_one(confirmed, mara, hana, alice):
    moves(mara)
    mara.opens("Pick a day and time").fills(day="2026-12-04", at="09:00").submits()
    hana.sees("Fri 4 Dec, 09:00").taps("Confirm, I’ll be there")
    alice.sees("It’s now:", "Fri 4 Dec, 09:00")


def test_called_off_while_hr_is_asked(confirmed, mara, hana, alice):
    moves(mara)
    mara.taps("Call it off")
    hana.sees("The talk was called off.")
    alice.sees("won’t take place")
    assert not hana.can("Confirm, I’ll be there")


def test_who_is_in_hr_no_more_gives_way_to_somebody_who_is(confirmed, mara, hana, alice):
    confirmed.hires(someone("ines", "Ines Wolf", "people", "sven", roles=frozenset({"hr"})))
    confirmed.do(roster.update_person, replace(hana.person, roles=frozenset()))
    moves(mara)
    mara.sees("Who in HR takes part").taps("Ines Wolf").sees("Ines Wolf has been asked about Thu 3 Dec, 14:00.")
    confirmed["ines"].taps("Confirm, I’ll be there")
    alice.sees("Thu 3 Dec, 14:00", "Ines Wolf from HR")


def test_a_pause_is_ended_by_a_time_that_hr_confirmed(confirmed, mara, hana, alice):
    confirmed.moves_to("2026-11-27 09:55")
    mara.taps("Open the running sheet").taps("Pause and rebook")
    mara.opens("Pick a new time").fills(day="2026-11-30", at="11:00").submits()
    alice.sees("stopped for today")
    hana.taps("Confirm, I’ll be there")
    alice.sees("It’s now:", "Mon 30 Nov, 11:00")


def test_a_talk_without_hr_moves_at_once(monday, mara, alice):
    mara.says("interview-template low-performer Alice Friday 10:00").taps("Send")
    moves(mara)
    alice.sees("It’s now:", "Thu 3 Dec, 14:00")


def test_in_chinese(monday, wang, li, hana):
    wang.says("面谈模板 改进计划启动 @李晨 周五10点").taps("Hana Roth").taps("去问Hana Roth")
    hana.taps("Confirm, I’ll be there")
    wang.opens("改时间").fills(day="2026-12-03", at="14:00").submits()
    wang.sees("已经去问Hana Roth能不能改到12月3日 周四 14:00。", "李晨那边还是原来的时间")
    hana.taps("Ask to talk first")
    wang.sees("改时间之前，Hana Roth想先跟你聊聊。")
    assert "11月27日 周五 10:00" in li.card("interview.invited")
