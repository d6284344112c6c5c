"""Who says to answer at another time has planned nothing: the check-in stays open."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of, week_of

STAYS, STAYS_ZH = "This week’s check-in stays open", "可以填到"


@pytest.mark.parametrize(
    "said",
    [
        *("will do it after lunch", "busy, will fill it in tomorrow", "I'll fill it in this afternoon"),
        *("do this tomorrow", "sorry, in a meeting, will do it later", "swamped, later"),
    ],
)
def test_it_is_no_plan(second, alice, said):
    alice.says(said).sees(STAYS)
    alice.says("Visit the fair").taps("All done").says("no").says("4").sees(
        "This week’s top one to three Visit the fair"
    )
    assert not entries_of(second, "alice", "away_announced")


@pytest.mark.parametrize("said", ["忙死了，晚点填", "太忙了，明天填", "我下班后填", "开完会再写", "周三再填吧"])
def test_nor_is_it_in_chinese(second, li, said):
    li.says(said).sees(STAYS_ZH)


@pytest.mark.parametrize("said", ["finish the report after lunch", "answer Bob tomorrow", "do the slides tomorrow"])
def test_what_is_to_be_done_itself_is_a_plan(second, alice, said):
    alice.says(said).sees("How did last week’s plans go?").taps("All done").says("no").says("4").sees(said)


@pytest.mark.parametrize("said", ["下午回复客户", "明天写总结", "下午开会", "周三填工单"])
def test_so_it_is_in_chinese(second, li, said):
    li.says(said).sees("上周的几件事怎么样了？").taps("都完成了").says("没有").says("4").sees(said)


def test_it_is_no_plan_either_where_plans_are_asked(second, alice):
    alice.says("all done").says("will do it tomorrow").sees(STAYS)
    alice.says("Visit the fair").says("no").says("4").sees("This week’s top one to three Visit the fair")


def test_what_is_stuck_may_be_put_off(second, alice):
    alice.says("Visit the fair").taps("All done").says("Bob will do it tomorrow").sees("Who can help?")


@pytest.mark.parametrize("said", ["busy, ask me tomorrow", "not now, later", "in a meeting, remind me on Thursday"])
def test_when_to_be_asked_is_no_plan(second, alice, said):
    alice.says(said).sees("[Another time]")
    assert alice.listening == "plans"


@pytest.mark.parametrize("said", ["明天再问我吧", "今天没空", "太忙了，周四提醒我"])
def test_nor_is_it_one_in_chinese(second, li, said):
    li.says(said).sees("[换个时间]")
    assert li.listening == "plans"


@pytest.mark.parametrize("said", ["skip this week", "I'll skip this week, sorry", "not this week"])
@pytest.mark.parametrize("asked", [False, True])
def test_who_skips_the_week_leaves_it_out(second, alice, said, asked):
    if asked:
        alice.says("all done").sees("most this week?")
    alice.says(said).sees("All right, not this week", "open until Sun 6 Dec")


@pytest.mark.parametrize("said", ["这周先不填", "这周跳过吧", "本周不填了"])
def test_so_it_is_left_out_in_chinese(second, li, said):
    li.says(said).sees("好的，这周先不填")


@pytest.mark.parametrize("said", ["out next week", "I'm off Friday", "off this week"])
def test_days_out_are_no_plan(second, alice, said):
    alice.says(said).sees("[Yes, note it]")


@pytest.mark.parametrize("said", ["下周不在", "周五人不在"])
def test_nor_are_they_in_chinese(second, li, said):
    li.says(said).sees("[对，记下]")


@pytest.mark.parametrize(
    "said",
    [
        *("ask me-too users tomorrow", "skip the audit this week", "roll out next week", "ask Bob tomorrow"),
        *("sign off the budget next week", "remind Bob on Thursday", "write the not-this-week list"),
    ],
)
def test_plans_with_such_words_are_plans(second, alice, said):
    alice.says(said).sees("How did last week’s plans go?").taps("All done").says("no").says("4").sees(said)


@pytest.mark.parametrize("said", ["明天问客户", "这周跳过审计", "周四提醒同事", "取消这周的会", "没空调的房间装空调"])
def test_so_they_are_in_chinese(second, li, said):
    li.says(said).sees("上周的几件事怎么样了？").taps("都完成了").says("没有").says("4").sees(said)


def test_a_week_that_is_shared_is_not_left_out_by_a_word(second, alice, mara):
    alice.taps("As planned, nothing stuck").says("skip this week")
    alice.says("Visit the fair").says("not this week")
    assert not entries_of(second, "alice", "check_in_left_out")
    assert week_of(second, "alice", "2026-W49") is not None
    second.moves_to("2026-12-07 10:00")
    assert not entries_of(second, "alice", "check_in_left_out")
