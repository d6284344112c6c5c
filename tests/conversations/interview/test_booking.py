"""A talk is booked: with whom, when, seen before it is sent; what reaches the person never says which script it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from storage import roster
from tests.conversations.company import someone

LOW = "interview-template low-performer"


def refusals(stage):
    def read(tx):
        rows = tx.conn.exec_driver_sql("SELECT actor, subject FROM audit WHERE action = 'evidence_refused'")
        return [tuple(row) for row in rows]

    return stage.see(read)


def test_in_one_line_with_a_preview_of_exactly_what_is_sent(monday, mara, alice):
    before = alice.counts()
    mara.says(f"{LOW} @Alice Friday 10:00")
    mara.sees("This is what Alice Berger receives:", "A talk with Mara Keller", "Fri 27 Nov, 10:00, 45 minutes")
    mara.sees("Mara Keller and you, nobody else.", "Think of your goals over the whole period")
    assert alice.counts() == before, "nothing is sent before it was seen"
    seen = mara.last.splitlines()
    begin = seen.index("A talk with Mara Keller")
    mara.taps("Send").sees("Alice Berger gets the invitation", "Fri 27 Nov, 10:00, 45 minutes")
    got = alice.card("interview.invited").splitlines()
    assert got[0] == "A talk with Mara Keller"
    assert seen[begin : begin + len(got) - 1] == got[:-1], "but for the buttons"
    alice.sees_not("missed goals", "low-performer", "Low")


@pytest.mark.parametrize("behind", ["{} Friday 10:00", "@{} Friday 10:00"])
def test_an_address_means_one_of_two_with_the_same_name(monday, mara, alice, behind):
    address = alice.person.email
    monday.hires(someone("alice2", alice.person.name, alice.person.department, "mara"))
    mara.says(f"{LOW} {behind.format(address)}").sees("This is what Alice Berger receives:")


@pytest.mark.parametrize("name", ["低绩效首次面谈", "低绩效"])
def test_in_chinese_in_one_line(monday, wang, li, name):
    wang.says(f"面谈模板 {name} @李晨 周五 10点").sees(
        "李晨会收到这样一条：", "和王芳谈一谈", "11月27日 周五 10:00，45分钟"
    )
    wang.taps("发送").sees("邀请会发给李晨")
    assert "只有王芳和你两个人。" in li.card("interview.invited")
    li.sees_not("低绩效", "绩效")
    li.taps("我会到").sees("好，王芳知道你会到。")
    wang.sees("李晨会到。")


def test_from_the_script_by_name_and_then_by_day_and_time(monday, mara):
    mara.says(LOW).taps("Arrange this talk").sees("Who is this talk with?", "Alice Berger", "Bob Nyman")
    mara.says("Bob").sees("Which day, and what time?")
    mara.says("Friday").sees("What time on Fri 27 Nov?")
    mara.says("half past 2").sees("Fri 27 Nov, 14:30, 45 minutes")
    mara.opens("Change the time").fills(day="2026-11-26", at="09:30").submits()
    mara.sees("Thu 26 Nov, 09:30, 45 minutes").taps("Not now").sees("Nothing was sent")
    assert not mara.can("Send")


def test_the_person_is_chosen_by_a_tap_and_the_time_in_the_form(monday, mara, bob):
    mara.says(LOW).taps("Arrange this talk").taps("Bob Nyman")
    mara.opens("Pick a day and time").fills(day="2026-12-04", at="15:00").submits()
    mara.taps("Send")
    assert "Fri 4 Dec, 15:00, 45 minutes" in bob.card("interview.invited")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Saturday 10:00", "One of you is away or off work that day."),
        ("1 Dec 10:00", "One of you is away or off work that day."),
        ("Friday 22:00", "At that hour it’s outside"),
        ("today 8:00", "That moment has passed."),
    ],
)
def test_neither_is_asked_for_when_they_are_away_or_off(monday, mara, text, told):
    monday.do(roster.set_leave, "alice", [(date(2026, 12, 1), date(2026, 12, 2))])
    mara.says(f"{LOW} Alice {text}").sees(told)
    mara.says("Thursday 10:00").sees("This is what Alice Berger receives:")


@pytest.mark.parametrize("whom", ["Tom Fox", "@Kim", "王芳", "Sven"])
def test_who_is_not_theirs_is_refused_in_plain_words_and_that_is_kept(monday, mara, whom):
    mara.says(f"{LOW} {whom} Friday 10:00").sees("isn’t one you hold with that person", "Nobody was told.")
    [(actor, _)] = refusals(monday)
    assert actor == "mara"
    mara.says("Alice").sees("This is what Alice Berger receives:")


def test_a_name_that_nobody_has_is_asked_about(monday, mara):
    mara.says(f"{LOW} @Zacharias Friday 10:00").sees("I don’t know anybody called “zacharias” here.")
    assert refusals(monday) == []


def test_a_search_stays_a_search(monday, mara):
    mara.says("interview-template promotion not granted yet").sees("Promotion not granted")
    assert not any(message.name.startswith("interview.") for message in mara.messages)


def test_a_former_report_is_refused_also_at_the_preview(monday, mara):
    mara.says(f"{LOW} Alice Friday 10:00")
    monday.do(roster.update_person, replace(monday["alice"].person, manager="wang"))
    mara.taps("Send").sees("isn’t one you hold with that person")
    assert ("mara", "alice") in refusals(monday)
    assert not any(message.name == "interview.invited" for message in monday["alice"].messages)


def test_what_is_plainly_no_time_goes_to_help(monday, mara):
    mara.says(f"{LOW} Alice")
    mara.says("I’m stuck").sees_not("This is what")
    assert mara.messages[-1].name != "interview.when"


# --- the person answers --------------------------------------------------------------------------------------------


@pytest.fixture
def booked(monday):
    monday["mara"].says(f"{LOW} Alice Friday 10:00").taps("Send")
    return monday


def test_another_time_is_asked_for_and_taken_in_one_tap(booked, mara, alice):
    alice.opens("Another time").fills(day="2026-11-26", at="11:00", words="Fridays are hard").submits()
    alice.sees("Passed on to Mara Keller.", "Fri 27 Nov, 10:00")
    mara.sees("Alice Berger asks whether you could talk at another time: Thu 26 Nov, 11:00.", "Fridays are hard")
    mara.taps("Move it to Thu 26 Nov, 11:00").sees("Moved. Alice Berger gets the new time")
    alice.sees("Mara Keller has moved the talk. It’s now:", "Thu 26 Nov, 11:00").taps("I’ll be there")
    mara.sees("Alice Berger will be there.", "Thu 26 Nov, 11:00")


def test_a_wish_without_a_day_needs_words_and_the_talk_may_stay(booked, mara, alice):
    asking = alice.opens("Another time").fills(words="")
    asking.tries()
    assert asking.errors == {"words": "Pick a day, or say in a few words what would suit you."}
    asking.fills(words="Mornings, please").submits()
    mara.sees("Alice Berger asks for another time.", "Mornings, please").taps("Leave it as it is")
    mara.sees("It stays as it is.")


def test_it_is_called_off_and_moved_by_who_holds_it(booked, mara, alice):
    mara.opens("Move it").fills(day="2026-12-03", at="14:00").submits()
    alice.sees("It’s now:", "Thu 3 Dec, 14:00")
    mara.taps("Call it off").sees("Called off. Alice Berger has been told.")
    alice.sees("The talk with Mara Keller won’t take place.")
    assert not alice.can("I’ll be there")


def test_what_is_on_record_comes_two_working_days_before_and_the_script_on_the_day(booked, mara, alice):
    booked.moves_to("2026-11-24 18:00")
    alice.sees_not("On record about me")
    booked.moves_to("2026-11-25 09:30")
    assert "On record about me" in alice.card("prep.block")
    assert "You talk with Mara Keller" in alice.card("prep.block") or "Fri 27 Nov" in alice.card("prep.block")
    booked.moves_to("2026-11-27 09:10")
    mara.sees("First talk about missed goals", "Alice Berger", "Fri 27 Nov, 10:00", "Pick the two gaps")
    mara.taps("What’s on record").sees("Alice Berger sees this same list")
    mara.taps("The script").sees("First talk about missed goals")


def test_a_talk_sooner_than_that_brings_the_record_at_once(monday, mara, alice):
    mara.says(f"{LOW} Alice tomorrow 10:00").taps("Send")
    assert "Tue 24 Nov" in alice.card("prep.block")


# --- HR -------------------------------------------------------------------------------------------------------------

PIP = "interview-template pip-kickoff"


def test_hr_is_asked_before_anything_reaches_the_person(monday, mara, hana, alice):
    before = alice.counts()
    mara.says(f"{PIP} Alice Friday 10:00").sees("Who in HR takes part", "Hana Roth")
    mara.taps("Hana Roth").sees("Hana Roth is asked first.", "Mara Keller, Hana Roth from HR, and you.")
    mara.taps("Ask Hana Roth").sees("Alice Berger knows nothing of it until they confirm.")
    assert alice.counts() == before
    hana.sees("Starting an improvement plan", "Mara Keller with Alice Berger", "Fri 27 Nov, 10:00, 60 minutes")
    hana.taps("Confirm, I’ll be there").sees("You’ve confirmed.")
    mara.sees("Alice Berger gets the invitation")
    assert "Mara Keller, Hana Roth from HR, and you." in alice.card("interview.invited")
    alice.sees_not("improvement", "plan:")
    mara.taps("Call it off")
    hana.sees("The talk was called off.")


def test_hr_would_rather_talk_first_and_is_asked_again(monday, mara, hana, alice):
    before = alice.counts()
    mara.says(f"{PIP} Alice Friday 10:00").taps("Hana Roth").taps("Ask Hana Roth")
    hana.taps("Ask to talk first").sees("Mara Keller knows that you’d like to talk first.")
    mara.sees("Hana Roth would like to talk to you first.", "Nothing was sent.")
    assert alice.counts() == before
    mara.taps("Ask Hana Roth again")
    hana.taps("Confirm, I’ll be there")
    assert "Fri 27 Nov, 10:00" in alice.card("interview.invited")


def test_without_hr_it_goes_no_further(monday, mara):
    monday.do(roster.update_person, replace(monday["hana"].person, roles=frozenset()))
    mara.says(f"{PIP} Alice Friday 10:00").sees("needs somebody from HR", "Nothing was sent.")
    assert not mara.can("Send")


def test_hr_holds_a_talk_of_its_own_with_anybody(monday, hana, bob):
    hana.says("interview-template exit").taps("Arrange this talk").sees("Who is this talk with?")
    hana.says("Bob").says("Friday 10:00").taps("Send")
    got = bob.card("interview.invited")
    assert "A talk with Hana Roth" in got
    assert "list of facts" not in got, "what is on record is for a person and their manager"
    hana.says("interview-template exit Hana").sees("isn’t one you hold with that person")


def test_people_of_one_name_are_told_apart(monday, mara):
    monday.hires(someone("alice2", "Alice Winter", "research", "mara"))
    mara.says(f"{LOW} Alice Friday 10:00").sees("Alice Berger", "Alice Winter").taps("Alice Winter")
    mara.sees("This is what Alice Winter receives:")


def test_while_hr_is_asked_the_time_is_changed_or_all_of_it_left(monday, mara, hana, alice):
    before = alice.counts()
    mara.says(f"{PIP} Alice Friday 10:00").taps("Hana Roth").taps("Ask Hana Roth")
    mara.opens("Change the time").fills(day="2026-12-04", at="15:00").submits()
    assert "isn’t asked for any more" in hana.card("interview.hr")
    mara.sees("Fri 4 Dec, 15:00").taps("Ask Hana Roth")
    assert hana.can("Confirm, I’ll be there")
    mara.taps("Not now")
    assert not hana.can("Confirm, I’ll be there")
    assert alice.counts() == before


def test_what_is_no_name_at_all_goes_to_help(monday, mara):
    mara.says(LOW).taps("Arrange this talk")
    mara.says("I’m stuck").sees_not("anybody called")
