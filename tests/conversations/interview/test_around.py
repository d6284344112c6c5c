"""What changes around a talk to come: somebody is away that day, has another manager, or is not here any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot import rhythms
from conversations.entries.interviews import InterviewArranged
from storage import people, roster
from tests.conversations import company
from tests.conversations.interview.talk import written

LOW = "interview-template low-performer"


@pytest.fixture
def booked(monday):
    """A talk of Mara's with Alice on Friday, to which Alice said yes."""
    monday["mara"].says(f"{LOW} Alice Friday 10:00").taps("Send")
    monday["alice"].taps("I’ll be there")
    return monday


def away(stage, person, *days):
    """Somebody's leave, as an import brings it."""

    def change(tx):
        roster.set_leave(tx, person, [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in days])
        rhythms.plan_person(tx, person, company.calendars, stage.now)

    stage.do(change)
    stage.moves_on(minutes=1)


def changes(stage, person, **what):
    """Somebody is managed by another, or leaves, as an import brings it."""

    def change(tx):
        before = people.person(tx, person)
        roster.update_person(tx, replace(before, **what))
        moved = (before.manager, what["manager"]) if "manager" in what else ()
        rhythms.look_again(tx, [person, *moved], stage.now)

    stage.do(change)
    stage.moves_on(minutes=1)


def refusals(stage):
    return stage.see(lambda tx: tx.conn.exec_driver_sql("SELECT 1 FROM audit WHERE action = 'evidence_refused'").all())


# --- days away -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["alice", "mara"])
def test_both_are_told_and_the_next_free_time_is_proposed_and_nothing_moves_by_itself(booked, mara, alice, who):
    away(booked, who, ("2026-11-27", "2026-11-30"))
    mara.sees("One of you is away that day now. Nothing has moved", "Fri 27 Nov, 10:00", "Move it to Tue 1 Dec, 10:00")
    alice.sees("One of you is away that day now. Mara Keller has been asked whether it moves.", "Fri 27 Nov, 10:00")
    assert [each.why for each in written(booked)] == ["booked"]
    mara.taps("Move it to Tue 1 Dec, 10:00").sees("Moved. Alice Berger gets the new time")
    alice.sees("It’s now:", "Tue 1 Dec, 10:00")


def test_it_is_said_once_and_taken_back_when_the_days_change_back(booked, mara, alice):
    away(booked, "alice", ("2026-11-27", "2026-11-27"))
    before = mara.counts(), alice.counts()
    away(booked, "alice", ("2026-11-27", "2026-11-28"))
    assert (mara.counts(), alice.counts()) == before
    away(booked, "alice")
    mara.sees("You’re both there that day again. It stays as it is.")
    alice.sees("You’re both there that day again.", "Fri 27 Nov, 10:00")
    assert (mara.counts(), alice.counts()) == before
    away(booked, "alice", ("2026-11-27", "2026-11-27"))
    assert (mara.counts(), alice.counts()) == (before[0] + 1, before[1] + 1)


def test_days_away_on_which_no_talk_falls_are_nobodys_business(booked, mara, alice):
    before = mara.counts(), alice.counts()
    away(booked, "alice", ("2026-12-07", "2026-12-11"))
    assert (mara.counts(), alice.counts()) == before


def test_who_says_so_in_the_chat_is_heard_as_well(booked, mara, alice):
    alice.says("away 27 Nov to 30 Nov").taps("Yes, note it")
    booked.moves_on(minutes=1)
    mara.sees("One of you is away that day now.", "Move it to Tue 1 Dec, 10:00")


def test_it_may_stay_or_be_put_elsewhere(booked, mara, alice):
    away(booked, "alice", ("2026-11-27", "2026-11-27"))
    mara.taps("Leave it as it is").sees("It stays as it is.")
    mara.opens("Move it").fills(day="2026-12-03", at="14:00").submits()
    alice.sees("Thu 3 Dec, 14:00")


# --- who manages whom ----------------------------------------------------------------------------------------------


def test_another_manager_ends_the_talk_of_the_one_before_with_an_entry(booked, mara, alice, wang):
    changes(booked, "alice", manager="wang")
    mara.sees("The talk with Alice Berger was called off, as it isn’t yours to hold any more.")
    alice.sees("won’t take place, as Mara Keller isn’t your manager any more.", "nothing to do with you")
    alice.sees_not("performer")
    assert not alice.can("I’ll be there")
    assert written(booked, "alice")[-1] == InterviewArranged(written(booked, "alice")[0].talk, None, 45, "not_theirs")
    assert written(booked, "wang") == written(booked, "alice")
    assert written(booked, "mara") == []
    assert refusals(booked) == [], "nobody asked for anything"
    wang.says("面谈模板 低绩效首次面谈 @Alice 周五16点").taps("发送")
    assert "A talk with 王芳" in alice.card("interview.invited")


def test_a_talk_that_hr_is_asked_about_ends_where_it_is(monday, mara, hana, alice):
    mara.says("interview-template pip-kickoff Alice Friday 10:00").taps("Hana Roth").taps("Ask Hana Roth")
    before = alice.counts()
    changes(monday, "alice", manager="wang")
    mara.sees("isn’t yours to hold any more, so HR isn’t asked", "Alice Berger knows nothing of it.")
    hana.sees("isn’t asked for any more")
    assert alice.counts() == before


def test_who_was_to_hold_it_is_not_here_any_more(booked, alice):
    changes(booked, "mara", active=False)
    alice.sees("won’t take place, as Mara Keller doesn’t work here any more.")
    assert written(booked, "alice")[-1].why == "not_theirs"


def test_the_person_is_not_here_any_more(booked, mara):
    changes(booked, "alice", active=False)
    mara.sees("was called off, as Alice Berger doesn’t work here any more.")


def test_a_talk_that_is_past_is_called_off_by_nobody(booked, mara, alice):
    booked.moves_to("2026-11-30 11:00")
    before = alice.counts("interview.closed")
    changes(booked, "alice", manager="wang")
    assert alice.counts("interview.closed") == before == 0


def test_in_chinese(monday, wang, li):
    wang.says("面谈模板 低绩效首次面谈 @李晨 周五10点").taps("发送")
    away(monday, "li", ("2026-11-27", "2026-11-27"))
    wang.sees("那天你们有一个人不上班了。时间还没有动，李晨也知道要等你定。", "改到11月30日 周一 10:00")
    li.sees("已经问王芳要不要改时间", "11月27日 周五 10:00")
    changes(monday, "li", manager="mara")
    wang.sees("和李晨的谈话取消了，因为已经不由你来谈。")
    li.sees("因为王芳不再是你的主管。这跟你没有关系。")
