"""Two taps a day after a talk: for the person alone, and in sums of five and more; never for who held it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conversations.entries import TalkFelt
from conversations.rules.roster import Department
from conversations.rules.talk_pulse import last_quarter, quarter_of
from conversations.toolkit.effects import Record
from storage import records, roster, talk_tally
from tests.conversations import company


@pytest.fixture
def held(monday):
    """A talk of Mara's with Alice on Friday."""
    monday["mara"].says("interview-template monthly-one-on-one Alice Friday 10:00").taps("Send")
    monday.moves_to("2026-11-27 09:55")
    monday["mara"].taps("Open the running sheet").taps("End the talk")
    return monday


def felt(stage, reader="alice"):
    who = stage[reader].person

    def read(tx):
        return stage.house.reader(tx, who, stage.now).entries("alice", (TalkFelt.kind,))

    return [each.entry for each in stage.see(read)]


def test_it_comes_on_the_next_working_day_and_takes_two_taps(held, alice, mara):
    assert alice.counts("interview.pulse") == 0
    held.moves_to("2026-11-30 12:00")
    assert "Your talk with Mara Keller: two taps" in alice.card("interview.pulse")
    assert "Mara Keller sees nothing of this" in alice.card("interview.pulse")
    before = mara.counts()
    asked = alice.message("interview.pulse")
    alice.taps("Yes", on="useful", of=asked)
    assert felt(held) == []
    alice.taps("Not really", on="respect", of=alice.message("interview.pulse"))
    assert "Thank you." in alice.card("interview.pulse")
    [said] = felt(held)
    assert (said.useful, said.respectful, said.quarter, said.department) == (True, False, "2026-Q4", "research")
    assert mara.counts() == before


@pytest.mark.parametrize("reader", ["mara", "sven", "hana", "bob"])
def test_nobody_else_reads_what_one_person_said(held, alice, reader):
    held.moves_to("2026-11-30 12:00")
    alice.taps("Yes", on="useful", of=alice.message("interview.pulse"))
    alice.taps("Yes", on="respect", of=alice.message("interview.pulse"))
    assert len(felt(held)) == 1
    assert felt(held, reader) == []


def test_a_first_tap_can_be_changed_until_the_second(held, alice):
    held.moves_to("2026-11-30 12:00")
    for label in ("Yes", "Not really"):
        alice.taps(label, on="useful", of=alice.message("interview.pulse"))
    alice.taps("Yes", on="respect", of=alice.message("interview.pulse"))
    assert felt(held)[0].useful is False


def answers(stage, n, useful, respectful, department="research", before=None):
    entry = TalkFelt("t", "2026-Q4", department, useful, respectful, before)
    who = company.PEOPLE[n].id
    id_ = f"felt-{who}-{before}"
    stage.do(records.append, who, stage.now, Record(id_, entry, who, "2026-Q4", audience="self"))


def test_hr_sees_sums_of_five_and_more_once_the_quarter_is_over(monday, hana):
    for n in range(5):
        answers(monday, n, useful=n > 0, respectful=True)
    hana.says("burden").sees_not("How talks were found")
    monday.moves_to("2027-01-04 10:00")
    hana.says("burden").sees(
        "How talks were found, last quarter", "5 people answered after a talk by a script. Useful: 4.", "respect: 5."
    )


def test_four_are_shown_nowhere_and_nobody_but_hr_sees_any(monday, hana, mara):
    for n in range(4):
        answers(monday, n, useful=False, respectful=False)
    monday.moves_to("2027-01-04 10:00")
    hana.says("burden").sees_not("How talks were found")
    answers(monday, 4, useful=False, respectful=False)
    mara.says("burden").sees_not("How talks were found")


def test_all_of_it_in_chinese(monday, wang, li):
    wang.says("面谈模板 月度一对一 @李晨 周五10点").taps("发送")
    monday.moves_to("2026-11-27 09:50", "Asia/Shanghai")
    wang.taps("打开现场提示").taps("谈完了")
    monday.moves_to("2026-11-30 12:00", "Asia/Shanghai")
    assert "和王芳的谈话：点两下就好" in li.card("interview.pulse")
    assert "王芳看不到" in li.card("interview.pulse")
    li.taps("是", on="有用", of=li.message("interview.pulse"))
    li.taps("不太是", on="尊重", of=li.message("interview.pulse"))
    assert "它只算进5个人以上的合计里" in li.card("interview.pulse")


def test_a_quarter_has_three_months():
    assert quarter_of(date(2026, 12, 31)) == "2026-Q4"
    assert last_quarter(date(2027, 1, 1)) == "2026-Q4"
    assert last_quarter(date(2026, 5, 5)) == "2026-Q1"


def test_who_is_a_guest_of_several_talks_counts_once_in_a_quarter_and_where_they_were(monday, mara, alice, bob):
    names = {"en": "Research", "zh-CN": "研发"}
    monday.do(roster.upsert_department, Department("research", names, head="mara"))
    for day, morning in (("2026-11-27", "2026-11-30 09:54"), ("2026-11-30", "2026-12-04 12:00")):
        when = "Friday" if day.endswith("27") else "30 Nov"
        mara.says(f"interview-template kick-off {when} 10:00").taps("Send")
        monday.moves_to(f"{day} 09:55")
        mara.taps("Open the running sheet").taps("End the talk")
        monday.moves_to(morning)
        if when != "Friday":
            monday.do(roster.update_person, replace(bob.person, department="people"))
        for who in (alice, bob):
            who.taps("Not really", on="useful", of=who.message("interview.pulse"))
            who.taps("Yes", on="respect", of=who.message("interview.pulse"))
    [sums] = monday.see(talk_tally.tallies, "2026-Q4")
    assert (sums.departments, sums.people, sums.useful, sums.respectful) == (("research",), 2, 0, 2)
