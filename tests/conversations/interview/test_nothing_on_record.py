"""A talk with somebody of whom nothing is on record still works; whoever held a talk asks themselves how it went."""

from __future__ import annotations

import pytest

DO, SAY = "Use today to agree on the standard.", "I have very little on record"
ASKED = "Did we find the cause together"


def looks(stage):
    asked = "SELECT count(*) FROM audit WHERE action = 'evidence_read' AND actor = 'mara' AND subject = 'alice'"
    return stage.see(lambda tx: tx.conn.exec_driver_sql(asked).scalar_one())


@pytest.fixture
def noted(monday):
    """One fact about Alice is on record."""
    mara = monday["mara"]
    mara.says("prep Alice").opens("Add a dated fact").fills(day="2026-11-10", text="The report came late.").submits()
    return monday


def books(stage, what="low-performer"):
    stage["mara"].says(f"interview-template {what} Alice Friday 10:00").taps("Send")
    stage.moves_to("2026-11-27 09:55")


# --- before the talk, and at its beginning -------------------------------------------------------------------------


def test_where_the_record_is_looked_at_it_says_how_the_talk_works_without(today, mara, alice):
    before = alice.counts()
    mara.taps("What’s on record").sees("Nothing is on record for these days")
    told = mara.card("interview.no_record")
    assert all(each in told for each in ("First talk about missed goals: Alice Berger", DO, SAY))
    assert [each.name for each in mara.messages][-2:] == ["interview.no_record", "prep.block"]
    assert alice.counts() == before


def test_the_first_step_has_it_too_and_no_other(running, mara, alice):
    mara.sees("Step 1 of 6", "Nothing on record", DO, SAY, "To open, warmly")
    mara.taps("Next").sees("Step 2 of 6")
    assert DO not in mara.last
    mara.taps("Back").sees("Step 1 of 6", DO)
    alice.sees_not(SAY)


def test_it_is_read_as_it_was_at_the_beginning_and_afresh_after_a_pause(running, mara):
    before = looks(running)
    mara.taps("Next").taps("Back").sees(DO)
    assert looks(running) == before, "no step looks at what is on record"
    mara.taps("Pause and rebook").opens("Pick a new time").fills(day="2026-11-30", at="11:00").submits()
    mara.says("prep Alice").opens("Add a dated fact").fills(day="2026-11-10", text="The report came late.").submits()
    running.moves_to("2026-11-30 10:55")
    mara.taps("Open the running sheet").sees("Step 1 of 6")
    assert DO not in mara.last


def test_where_something_is_on_record_nobody_reads_it(noted):
    books(noted)
    mara = noted["mara"]
    mara.taps("What’s on record").sees("Alice Berger")
    assert mara.counts("interview.no_record") == 0
    mara.taps("Open the running sheet").sees("Step 1 of 6")
    assert DO not in mara.last


def test_a_script_that_cites_nothing_looks_at_nothing(monday, mara):
    books(monday, "stay")
    mara.taps("Open the running sheet").sees("Step 1 of")
    assert "Nothing on record" not in mara.last
    assert looks(monday) == 0


# --- after it ------------------------------------------------------------------------------------------------------


def test_who_held_it_asks_themselves_how_it_went_and_nobody_else_sees_that(held, mara, alice):
    mara.sees("You’ve talked with Alice Berger", "Ask yourself afterwards", ASKED, "Only you see this.")
    assert all(ASKED not in held[who].chat for who in ("alice", "hana", "wang"))


def test_in_chinese(monday):
    wang = monday["wang"]
    wang.says("面谈模板 low-performer 李晨 周五 10:00").taps("发送")
    monday.moves_to("2026-11-27 09:55", zone="Asia/Shanghai")
    wang.taps("打开现场提示").sees("手上没有记录", "把今天改成对标准", "我手上的记录很少，所以不拿以前的事评价你。")
    wang.taps("谈完了").sees("谈完自查", "原因是一起找到的，还是我带着答案进去的？", "只有你自己看得到。")
