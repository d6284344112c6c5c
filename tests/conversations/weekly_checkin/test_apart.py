"""What began with HR alone stays hidden from the manager, whatever is done, unless its raiser asks the manager."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import deliveries, people, roster
from tests.conversations.weekly_checkin.record import entries_of, week_of
from tests.conversations.weekly_checkin.test_blockers import MOVES, stuck

SECRET = "Trouble with Mara"
ASKED, SHARED = "blocker.asked", "weekly_checkin.shared"


def hidden(stage):
    """Nothing of it is with the manager or above: no entry, no reader's query, no message, no sign on the check-in."""
    for who in ("mara", "sven"):
        assert all(entries_of(stage, "alice", kind, reader=who) == [] for kind in MOVES)
        stage[who].sees_not("Trouble", "Alice Berger is stuck", "Let us talk")
        assert not any("Trouble" in card for card in stage.see(_cards_for, who))
    assert not stage.see(_blockers_that_mara_reads, stage)
    assert all(not week.stuck for week in entries_of(stage, "alice", "check_in_answered", reader="mara"))
    return True


def _cards_for(tx, who):
    """Every card that was ever planned for somebody, sent or not."""
    return [deliveries.card_of(tx, kept).decode() for kept in deliveries.begun_after(tx, 0) if kept.recipient == who]


def _blockers_that_mara_reads(tx, stage):
    reader = stage.house.reader(tx, people.person(tx, "mara"), stage.now)
    alice = stage.house.reader(tx, people.person(tx, "alice"), stage.now)
    raised = [each.entry.blocker for each in alice.entries("alice", ("blocker_raised",))]
    return [*reader.blockers_of("alice"), *reader.blockers_for("mara"), *filter(None, map(reader.blocker, raised))]


def test_passed_on_to_a_colleague(monday, alice, bob, mara, hana):
    stuck(alice, what=SECRET, helper="hr")
    alice.opens("Ask someone else").finds("helper_person", "Bob").submits()
    assert "Bob Nyman has been asked. Your manager can’t see this." in alice.card(SHARED)
    bob.sees(SECRET, "Only you and HR can see this, and their manager can’t.")
    assert len(entries_of(monday, "alice", "blocker_passed", reader="hana")) == 1, "HR goes on reading"
    bob.opens("Reply").fills(text="Let us talk").submits()
    alice.sees("Bob Nyman replied", "Let us talk")
    monday.moves_to("2026-11-25 10:00")
    assert hidden(monday)


def test_changing_the_week_afterwards_shows_nothing(monday, alice, bob, mara):
    """Neither the rest of it, nor the words, nor taking it back and sharing it again."""
    stuck(alice, what=SECRET, helper="hr")
    alice.opens("Ask someone else").finds("helper_person", "Bob").submits()
    alice.opens("Change").fills(plans=["Write half the report"]).submits()
    assert hidden(monday)
    alice.opens("Change").fills(stuck_on=f"{SECRET}, again").submits()
    assert hidden(monday)
    alice.taps("Take it back").taps("Share with Mara Keller")
    bob.sees(f"{SECRET}, again")
    monday.moves_to("2026-11-25 10:00")
    assert hidden(monday)


def test_another_helper_in_the_form_shows_nothing(monday, alice, bob, mara):
    stuck(alice, what=SECRET, helper="hr")
    alice.opens("Change").fills(helper="person").finds("helper_person", "Bob").submits()
    assert "Bob Nyman has been asked. Your manager can’t see this." in alice.card(SHARED)
    monday.moves_to("2026-11-25 10:00")
    assert hidden(monday)


def test_another_helper_in_the_form_shows_nothing_after_taking_it_back(monday, alice, bob, mara):
    stuck(alice, what=SECRET, helper="hr")
    alice.taps("Take it back").opens("Change").fills(helper="person").finds("helper_person", "Bob").submits()
    bob.sees(SECRET)
    monday.moves_to("2026-11-25 10:00")
    assert hidden(monday)


def test_the_form_says_who_sees_it(monday, alice):
    stuck(alice, what=SECRET, helper="manager")
    form = alice.opens("Change")
    assert "Your manager sees it too." in form.words
    form.fills(helper="hr").submits()
    for label in ("Change", "Ask someone else"):
        assert "Your manager won’t see it." in alice.opens(label).words


def test_in_chinese(monday, li, wang, alice):
    stuck(li, what="和领导有矛盾", helper="hr")
    li.opens("换个人问").finds("helper_person", "Alice").submits()
    assert "已经请Alice Berger帮忙，你的主管看不到。" in li.card(SHARED)
    monday.moves_to("2026-11-26 10:00")
    wang.sees_not("矛盾")


def test_the_raiser_may_ask_the_manager_after_all(monday, alice, mara):
    stuck(alice, what=SECRET, helper="hr")
    alice.opens("Ask someone else").finds("helper_person", "Mara").submits()
    mara.sees(SECRET)
    assert "can’t see" not in alice.card(SHARED)
    assert "can’t" not in mara.card(ASKED)


def test_choosing_the_manager_in_the_form_shows_it(monday, alice, bob, mara):
    stuck(alice, what=SECRET, helper="hr")
    alice.opens("Ask someone else").finds("helper_person", "Bob").submits()
    alice.opens("Change").fills(helper="manager").submits()
    monday.moves_to("2026-11-25 10:00")
    mara.sees(SECRET)
    assert week_of(monday, "alice", "2026-W48").stuck


WAYS = (
    "bob", "hr", "hurry", "reply", "decline", "suggest", "take", "change", "words", "helper", "again", "wait", "solved",
)  # fmt: skip


@pytest.fixture
def begins(scenes, tmp_path):
    """A stage for each of many examples."""
    return lambda: closing(scenes.opens("monday", tmp_path / f"{uuid4().hex}.db"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=st.lists(st.sampled_from(WAYS), min_size=2, max_size=6))
def test_whatever_is_done_with_it(begins, ways):
    with begins() as stage:
        stuck(stage["alice"], what=SECRET, helper="hr")
        for way in ways:
            goes(stage, way)
            assert hidden(stage)
        stage.moves_on(days=9)
        assert hidden(stage)


def goes(stage, way):
    """One thing that somebody does, if they can."""
    alice, helpers = stage["alice"], [stage[name] for name in ("bob", "hana")]
    match way:
        case "bob" if alice.can("Ask someone else"):
            alice.opens("Ask someone else").finds("helper_person", "Bob").submits()
        case "hr" if alice.can("Ask HR"):
            alice.taps("Ask HR")
        case "hurry" if alice.can("It’s urgent"):
            alice.taps("It’s urgent")
        case "change" if alice.can("Change"):
            alice.opens("Change").fills(plans=["Something else"]).submits()
        case "words" if alice.can("Change") and alice.can("Solved"):
            alice.opens("Change").fills(stuck_on=f"{SECRET} again").submits()
        case "helper" if alice.can("Change") and alice.can("Solved"):
            alice.opens("Change").fills(helper="person").finds("helper_person", "Bob").submits()
        case "again" if alice.can("Take it back"):
            alice.taps("Take it back").taps("Share with Mara Keller")
        case "solved" if alice.can("Solved"):
            alice.taps("Solved")
        case "wait":
            stage.moves_on(days=2)
        case _:
            for helper in helpers:
                answers(helper, way)


def answers(helper, way):
    if way == "reply" and helper.can("Reply"):
        helper.opens("Reply").fills(text="Let us talk").submits()
    elif way in ("decline", "suggest", "take") and helper.can("Other options"):
        form = helper.opens("Other options").fills(what="until" if way == "take" else way)
        if way == "suggest":
            form.finds("helper", "李晨")
        elif way == "decline":
            form.fills(text="Let us talk")
        form.submits()


@pytest.mark.parametrize(
    "said", ["My manager shouts at me. HR only please, not Mara", "the tone, don't tell my manager"]
)
def test_for_hr_alone_in_the_raisers_words_goes_to_hr_alone(monday, alice, mara, hana, said):
    alice.taps("Not this week").says("I'm stuck").says(said)
    alice.sees("HR has been asked, and nobody else.")
    hana.sees("Alice Berger is stuck", said)
    monday.moves_to("2026-12-03 12:00")
    mara.sees_not(said)


def test_an_offer_to_note_it_says_that_hr_alone_would_read_it(monday, alice, mara, hana):
    alice.taps("Not this week").says("I'm stuck with the tone here, only HR should see this")
    alice.sees("HR alone would read it.").taps("Yes, note it").sees("HR has been asked, and nobody else.")
    mara.sees_not("tone here")


def test_for_hr_alone_in_chinese(monday, li, wang):
    li.taps("这周先不填").says("我卡住了").says("备件没到货，只想告诉人事").sees("已经告诉HR，别人都看不到")
    wang.sees_not("备件没到货")


def test_where_nobody_is_hr_it_is_not_sent_to_the_manager_instead(monday, alice, mara, hana):
    monday.do(roster.update_person, replace(hana.person, roles=frozenset()))
    alice.taps("Not this week").says("I'm stuck").says("The tone, HR only").sees("There’s nobody in HR here.")
    mara.sees_not("The tone")


def test_work_for_hr_asks_who_may_help_and_the_manager_is_one_tap_away(monday, alice, mara):
    """It cannot be told from "just HR please", and only a question is safe."""
    alice.taps("Not this week").says("I'm stuck").says("The slides for HR, just HR is missing to sign")
    alice.sees("Who may help with this?").taps("Mara Keller").sees("Mara Keller gets it with the digest on Wed 25 Nov.")


def test_other_words_that_are_for_hr_alone_do_not_go_to_who_asked_for_them(monday, alice, mara, hana):
    alice.taps("Not this week").says("I'm stuck").says("The tone").taps("It’s urgent")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Ask to rephrase", on="The tone")
    alice.says("Mara shouts at me, HR only").sees("HR has been asked, and nobody else.")
    hana.sees("Mara shouts at me")
    mara.sees_not("shouts at me")


def test_where_only_the_manager_is_hr_its_person_is_told_before_anything_is_sent(monday, alice, mara, hana):
    monday.do(roster.update_person, replace(hana.person, roles=frozenset()))
    monday.do(roster.update_person, replace(mara.person, roles=frozenset({"hr"})))
    alice.taps("Not this week").says("I'm stuck with the tone here, only HR should see this")
    alice.sees("Nobody in HR here could read it without your manager.").taps("Yes, note it")
    alice.sees("Mara Keller is the only one in HR here.")
    mara.sees_not("tone here")
    assert "HR" not in alice.opens("Fill in").fills(stuck="yes").words


def test_a_manager_who_is_hr_too_neither_gets_nor_counts_it(monday, alice, mara, hana):
    monday.do(roster.update_person, replace(mara.person, roles=frozenset({"hr"})))
    stuck(alice, what=SECRET, helper="hr")
    mara.says("hello").sees_not("waiting for your help")
    hana.says("hello").sees("One colleague is waiting for your help.")
    monday.moves_to("2026-12-03 12:00")
    assert hidden(monday)
