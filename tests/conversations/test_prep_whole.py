"""Each thing on record is read whole, with its day, its source and who wrote it: by the two, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conversations.entries.one_on_ones import ActionAgreed
from conversations.toolkit.effects import Record
from storage import records, roster
from tests.conversations.test_prep import lived

__all__ = ["lived"]

LONG = "\n".join(
    (
        "The report for the fair was to be ready on Friday and came on Tuesday.",
        "The customer had asked for the numbers of all four regions, and those of the north were missing.",
        "On Wednesday the two pages were written again by a colleague, who stayed until eight in the evening for it.",
        "The review was moved by a week, and the stand was booked without the numbers that it was meant to rest on.",
        "It was said on Monday that the numbers would be late, which left one day to look for them elsewhere.",
        "What came of it in the end: the north is on a page of its own.",
    )
)


@pytest.fixture
def added(lived):
    """Mara has written down a long fact about Alice."""
    assert 500 < len(LONG) <= 600
    mara = lived["mara"]
    mara.says("prep Alice")
    mara.opens("Add a dated fact").fills(day="2026-11-10", text=LONG).submits()
    return lived


def test_a_long_fact_is_told_whole_and_read_whole_by_both(added):
    mara, alice = added["mara"], added["alice"]
    alice.sees("Mara Keller wrote this down about your work", LONG)
    mara.taps("Added by hand").sees("The report for the fair", "…")
    assert "a page of its own" not in mara.last
    mara.taps("Open", on="The report for the fair").sees(
        "Tue 10 Nov\u00a0· Added by hand", LONG, "Written down by Mara Keller on Tue 1 Dec"
    )
    alice.says("prep").taps("Added by hand").taps("Open", on="The report for the fair")
    alice.sees("Tue 10 Nov\u00a0· Added by hand", LONG, "Written down by Mara Keller on Tue 1 Dec")
    alice.taps("Back to the list").sees("…")
    assert "a page of its own" not in alice.last
    assert alice.counts("prep.entry") == 0, "one card that changes"


def test_who_sees_it_differently_has_all_of_it_before_them_and_stays_there(added):
    mara, alice = added["mara"], added["alice"]
    alice.says("prep").taps("Added by hand")
    assert LONG in alice.opens("I see it differently", on="The report for the fair").words
    alice.taps("Open", on="The report for the fair")
    alice.opens("I see it differently").fills(text="The north wrote on Monday.").submits()
    alice.sees(LONG, "The north wrote on Monday.", "Alice Berger sees it differently", "[Change what I said]")
    mara.taps("Added by hand").taps("Open", on="The report for the fair")
    mara.sees("The north wrote on Monday.", "Alice Berger sees it differently").sees_not("[I see it differently]")


def test_a_check_in_a_blocker_a_goal_and_an_agreement_open_with_their_writers(lived):
    agreed = ActionAgreed("a1", "mara", "alice", "Send the draft on Thursdays", date(2026, 12, 11))
    record = Record("agreed-1", agreed, "alice", "talk-1", audience="pair", citable=True)
    lived.do(records.append, "mara", lived.now, record)
    mara = lived["mara"]
    mara.says("prep Alice").taps("Month by month").taps("Open", on="Nov 2026")
    mara.taps("Open", on="Done: Write the report").sees(
        "Check-in", "Done: Write the report", "Dropped: Call the supplier", "Written down by Alice Berger on"
    )
    mara.taps("Back to the list").sees("Nov 2026").taps("Open", on="No sensors").sees(
        "Blocker",
        "Stuck, still open: No sensors",
        "Mara Keller took it on Tue 1 Dec",
        "Written down by Alice Berger on",
    )
    mara.taps("Back to the list").taps("Open", on="agreed: Renewal").sees("On a goal", "Written down by Mara Keller on")
    mara.taps("Back to the list").taps("Open", on="Goal proposed").taps("Open the goal")
    assert mara.messages[-1].name == "goal.goal"
    mara.says("prep Alice").taps("Agreements").taps("Open", on="Send the draft").sees(
        "Tue 1 Dec\u00a0· Agreement", "Agreed in a talk: Send the draft on Thursdays", "Written down by Mara Keller"
    )


def test_in_chinese_it_reads_as_chinese(lived):
    wang, li = lived["wang"], lived["li"]
    li.taps("完成", on="写方案").says("面谈准备").taps("打开“面谈准备”")
    wang.says("面谈准备 李晨")
    text = "方案原定周五交，周二才到。" * 20
    wang.opens("补一条有日期的事实").fills(day="2026-11-10", text=text).submits()
    li.sees(text)
    wang.taps("手写的事实").taps("打开", on="方案原定").sees("11月10日 周二\u00a0· 手写的事实", text, "王芳写于")
    wang.taps("返回列表").sees_not(text)


def test_what_was_taken_back_meanwhile_opens_no_more(added):
    mara, alice = added["mara"], added["alice"]
    alice.says("prep").taps("Added by hand").taps("Open", on="The report for the fair")
    mara.taps("Added by hand").taps("Open", on="The report for the fair").taps("Take it back")
    mara.sees("Nothing was added by hand").sees_not("The report for the fair")
    alice.taps("Back to the list", of=alice.message("prep.entry")).sees("Nothing was added by hand")
    assert "a page of its own" not in alice.last


def refused(stage):
    asked = "SELECT action, actor FROM audit WHERE action LIKE '%refused' ORDER BY seq"
    return stage.see(lambda tx: [" ".join(row) for row in tx.conn.exec_driver_sql(asked)])


def test_who_is_no_manager_any_more_opens_nothing_and_that_is_kept(added):
    mara = added["mara"]
    mara.taps("Added by hand")
    added.do(roster.update_person, replace(added["alice"].person, manager="wang"))
    mara.taps("Open", on="The report for the fair").sees_not("a page of its own")
    assert mara.hint
    assert refused(added) == ["request_refused mara"]
    mara.says("prep Alice").sees("I can’t show you that")


def test_to_open_one_is_a_look_that_its_subject_sees(added):
    def looks(tx):
        asked = "SELECT count(*) FROM audit WHERE action = 'evidence_read' AND actor = 'mara' AND subject = 'alice'"
        return tx.conn.exec_driver_sql(asked).scalar_one()

    mara = added["mara"]
    mara.taps("Added by hand")
    before = added.see(looks)
    mara.taps("Open", on="The report for the fair")
    assert added.see(looks) == before + 1
    added["alice"].says("prep").taps("Who has looked").sees("Mara Keller, Tue 1 Dec")
