"""A judgement rests on dated facts: without them it waits; they are added by hand, or the gap is said, to both."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from conversations.entries import DepartmentOpened, EnergyNoted, JudgementGrounded
from conversations.toolkit.effects import Record
from storage import records, roster
from tests.conversations.interview.test_holding import sums_up


def opened_long_ago(stage):
    """Research has used it since the spring, so that nothing on record is a gap."""
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    entry = DepartmentOpened("research", at)
    stage.do(records.append, "hana", at, Record("long-ago", entry, "research", audience="organisation"))


def adds(person, on, text):
    person.opens("Add a dated fact").fills(day=on, text=text).submits()


def holds(stage, what="low-performer"):
    stage["mara"].says(f"interview-template {what} Alice Friday 10:00").taps("Send")
    stage.moves_to("2026-11-27 09:55")
    stage["mara"].taps("Open the running sheet").taps("End the talk")


@pytest.fixture
def settled(monday):
    opened_long_ago(monday)
    return monday


def grounded(stage):
    alice = stage["alice"].person

    def read(tx):
        return stage.house.reader(tx, alice, stage.now).entries("alice", (JudgementGrounded.kind,))

    return [each.entry for each in stage.see(read)]


# --- locked --------------------------------------------------------------------------------------------------------


def test_without_facts_what_was_written_waits_and_nobody_has_it(settled, mara, alice):
    holds(settled)
    mara.sees("not one dated fact", "A judgement needs 3 dated facts over at least 18 of these 26 weeks.")
    before = alice.counts()
    sums_up(mara)
    mara.sees("Not sent to Alice Berger yet", "Two results came late.", "what you write waits here")
    assert not mara.can("Send it")
    assert alice.counts() == before
    assert grounded(settled) == []


def test_facts_are_added_by_hand_told_at_once_and_open_the_way(settled, mara, alice):
    holds(settled)
    sums_up(mara)
    adds(mara, "2026-07-08", "The report came two days late.")
    mara.sees("On record: 1 dated fact", "Not sent to Alice Berger yet")
    alice.sees("Mara Keller wrote this down about your work", "Wed 8 Jul", "The report came two days late.")
    adds(mara, "2026-07-20", "The fair was booked on the day agreed.")
    adds(mara, "2026-08-03", "The supplier was called a week late.")
    mara.sees("On record: 3 dated facts, from Wed 8 Jul to Mon 3 Aug")
    assert not mara.can("Send it"), "three facts of one month say nothing of the others"
    adds(mara, "2026-11-10", "The second report came on time.")
    mara.sees("4 dated facts, from Wed 8 Jul to Tue 10 Nov", "That’s enough to judge by.").taps("Send it")
    mara.sees("Alice Berger has the summary and your agreements.")
    alice.sees("Two results came late.", "It rests on 4 dated facts, from Wed 8 Jul to Tue 10 Nov.")
    [rests] = grounded(settled)
    assert (rests.facts, rests.first, rests.last, rests.excuse) == (4, date(2026, 7, 8), date(2026, 11, 10), "")


def test_a_fact_that_judges_is_asked_about_and_counts_once_it_is_added(settled, mara, alice):
    holds(settled)
    sums_up(mara)
    adds(mara, "2026-07-08", "She is careless.")
    mara.sees("Not added yet", "“careless”: which day")
    alice.sees_not("careless")
    mara.taps("Don’t add it").sees("Not sent to Alice Berger yet", "not one dated fact")
    adds(mara, "2026-07-08", "She is careless.")
    mara.opens("Put it another way").fills(text="Two of the ten numbers were wrong.").submits()
    mara.sees("On record: 1 dated fact", "Not sent to Alice Berger yet")
    alice.sees("Two of the ten numbers were wrong.")
    adds(mara, "2026-07-09", "She is careless.")
    mara.taps("Add it as it is").sees("On record: 2 dated facts")
    alice.sees("She is careless.")


def test_what_was_written_is_there_again_to_be_changed(settled, mara):
    holds(settled)
    sums_up(mara)
    changing = mara.opens("Change it")
    assert changing.values["text"] == ("Two results came late.",)
    assert changing.values["what_1"] == ("Talk to the data team",)
    assert changing.values["by_1"] == ("2026-12-04",)


def test_a_fact_has_a_day_that_has_been_and_is_of_these_months(settled, mara):
    holds(settled)
    filling = mara.opens("Add a dated fact").fills(day="2026-12-01", text="It will be late.")
    filling.tries()
    assert filling.errors == {"day": "That day is still to come. A fact is about something that has happened."}
    filling.fills(day="2026-01-15").tries()
    assert filling.errors == {"day": "These dates begin on Mon 1 Jun. Please choose that day or a later one."}


def test_what_was_only_agreed_is_no_fact_about_the_work(settled, mara, alice):
    alice.says("goal add Renewal rate from 82% to 90% by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    holds(settled)
    mara.sees("not one dated fact")


# --- open ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("talk", ["conduct", "high-performer", "monthly-one-on-one", "promotion-no"])
def test_a_talk_that_judges_nobody_is_never_held_up(settled, mara, alice, talk):
    holds(settled, talk)
    mara.sees_not("dated fact")
    sums_up(mara)
    alice.sees("Two results came late.").sees_not("It rests on")


def test_a_first_cycle_passes_and_the_gap_is_said_to_both(monday, mara, alice):
    holds(monday)
    mara.sees("Nothing was kept here before, so this doesn’t hold you up.")
    sums_up(mara)
    alice.sees("It rests on no dated fact", "as nothing was kept here before")
    assert grounded(monday)[0].excuse == "first"


def test_a_newcomer_passes_and_the_gap_is_said(settled, mara, alice):
    settled.do(roster.update_person, replace(alice.person, start_date=date(2026, 10, 1)))
    holds(settled)
    mara.sees("Alice Berger hasn’t been here longer")
    sums_up(mara)
    alice.sees("as you haven’t been here for long")


def test_a_new_manager_passes_and_the_gap_is_said(settled, mara, alice):
    settled.do(roster.update_person, replace(alice.person, manager="wang"))
    settled.do(records.append, "alice", settled.now, Record("e1", EnergyNoted("2026-W48", 3), "alice", audience="self"))
    settled.do(roster.update_person, replace(alice.person, manager="mara"))
    holds(settled)
    mara.sees("Alice Berger had another manager before you")
    sums_up(mara)
    alice.sees("as Mara Keller hasn’t been your manager for long")


def test_who_books_such_a_talk_knows_it_beforehand(settled, mara):
    mara.says("interview-template low-performer Alice Friday 10:00")
    mara.sees("it goes out once 3 dated facts over two thirds of the months are on record")
    mara.says("interview-template conduct Alice Friday 10:00").sees("This is what")
    assert "dated facts" not in mara.last


# --- the facts themselves ------------------------------------------------------------------------------------------


def test_a_fact_is_added_in_the_list_too_seen_otherwise_and_taken_back(settled, mara, alice):
    mara.says("prep Alice")
    adds(mara, "2026-09-02", "The report came two days late.")
    mara.taps("Added by hand").sees("Wed 2 Sep", "The report came two days late.", "Written down by Mara Keller")
    alice.opens("I see it differently").fills(text="The data came on the day before.").submits()
    alice.sees("Alice Berger sees it differently", "The data came on the day before.")
    mara.says("prep Alice").taps("Added by hand").sees("The data came on the day before.")
    mara.taps("Take it back", on="The report came")
    assert "The report came" not in mara.last
    alice.sees("Mara Keller has taken back what was written down here.")
    assert "The report came" not in alice.says("prep").last


def test_nobody_else_adds_or_takes_back(settled, mara, alice):
    mara.says("prep Alice")
    adds(mara, "2026-09-02", "The report came two days late.")
    alice.says("prep").taps("Added by hand")
    assert not alice.can("Take it back")
    assert not alice.can("Add a dated fact")


def test_all_of_it_in_chinese(settled, wang, li):
    wang.says("面谈模板 低绩效首次面谈 @李晨 周五10点").sees("记录里要有3条带日期的事实").taps("发送")
    settled.moves_to("2026-11-27 09:50", "Asia/Shanghai")
    wang.taps("打开现场提示").taps("谈完了").sees("没有一条带日期的事实", "得有3条带日期的事实")
    given = {"what_1": "找上游谈定交付日", "by_1": "2026-12-04", "text": "两件事晚了，数据也晚了。"}
    wang.opens("写约定和小结").fills(**given).submits()
    wang.sees("还没有发给李晨", "你写的内容先放在这里")
    for on, text in (
        ("2026-07-08", "报告晚了两天。"),
        ("2026-09-01", "展会按时订好。"),
        ("2026-11-10", "第二份报告准时交。"),
    ):
        wang.opens("补一条有日期的事实").fills(day=on, text=text).submits()
        li.sees("王芳记下了一件和你工作有关的事", text)
    wang.sees("依据够了").taps("发出去").sees("小结和约定都发给李晨了。")
    li.sees("两件事晚了，数据也晚了。", "依据是3条带日期的事实，从7月8日 周三到11月10日 周二。")


def test_a_summary_says_that_a_fact_on_which_it_rests_was_taken_back(settled, mara, alice):
    holds(settled)
    sums_up(mara)
    for on in ("2026-07-08", "2026-08-03", "2026-11-10"):
        adds(mara, on, f"The report of {on} came two days late.")
    mara.taps("Send it")
    alice.taps("I agree").sees_not("has taken back")
    mara.says("prep Alice").taps("Added by hand").taps("Take it back", on="2026-08-03")
    alice.sees("It rests on 3 dated facts", "Mara Keller has taken back one of these facts since.")
    assert alice.can("I see it differently")
    settled.moves_on(minutes=5)
    adds(mara, "2026-08-04", "The report came two days late.")
    mara.says("prep Alice").taps("Added by hand").taps("Take it back", on="Tue 4 Aug")
    assert "has taken back one of these" in alice.card("interview.summary"), "no summary rests on what came after it"
