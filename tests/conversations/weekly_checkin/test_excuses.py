"""An excuse beside what puts the check-in off or pauses it is no plan; work with such words in it is one."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of, week_of

STAYS, STAYS_ZH = "This week’s check-in stays open", "可以填到"


@pytest.mark.parametrize(
    "said", ["not now, busy", "will do this afternoon", "busy, this evening", "swamped. will do later"]
)
def test_it_is_put_off(second, alice, said):
    alice.says(said).sees(STAYS, "[Another time]")
    alice.says("Visit the fair").taps("All done").says("no").says("4").sees("three Visit the fair\n")


@pytest.mark.parametrize("said", ["在开会 晚点", "在忙，下午", "出差中 周五再填", "太忙了 晚点填"])
def test_so_it_is_in_chinese(second, li, said):
    li.says(said).sees(STAYS_ZH, "[换个时间]")
    li.says("写总结").taps("都完成了").says("没有").says("4").sees("一到三件 写总结\n")
    assert not entries_of(second, "li", "away_announced")


def test_so_it_is_in_the_first_week(monday, alice, li):
    alice.says("not now, busy").sees(STAYS)
    li.says("在开会 晚点").sees(STAYS_ZH)


@pytest.mark.parametrize("said", ["pause for a month", "pause for a month, swamped", "busy, pause for two weeks"])
def test_a_pause_is_no_plan(second, alice, said):
    alice.says(said).sees("never held against you", "[Never mind]")


@pytest.mark.parametrize("said", ["暂停一个月", "先停一个月吧 太忙了", "先停一个月吧，太忙了"])
def test_nor_is_it_one_in_chinese(second, li, said):
    li.says(said).sees("歇一歇")


@pytest.mark.parametrize("asked", [False, True])
def test_no_plans_yet_are_none(second, alice, li, asked):
    english = (alice, "all done", "no plans yet", "All done", "no", "yes")
    for who, done, said, tap, no, yes in (english, (li, "都完成了", "还没计划", "都完成了", "没有", "好")):
        who.says(done).says(said) if asked else who.says(said).taps(tap)
        who.says(no).says("4").says(yes)
        assert week_of(second, who.person.id, "2026-W49").plans == ()


def test_who_wants_another_day_is_asked(second, alice, li):
    alice.says("can we do this on fridays instead").sees("Is that your plan for this week?", "[No]")
    li.says("能不能改到周五").sees("这是你这周的计划吗", "[不用]")


@pytest.mark.parametrize(
    "said",
    [
        "busy preparing the fair, call Bob",
        "not now but soon: audit",
        "will do the report this afternoon",
        "busy fair week",
    ],
)
def test_work_with_such_words_is_a_plan(second, alice, said):
    alice.says(said).sees("How did last week’s plans go?").taps("All done").says("no").says("4").sees(said)


@pytest.mark.parametrize("said", ["下午开会 写方案", "暂停一个月的项目重启", "出差中写总结", "忙完项目写总结"])
def test_so_it_is_a_plan_in_chinese(second, li, said):
    li.says(said).sees("上周的几件事怎么样了？").taps("都完成了").says("没有").says("4").sees(said)
