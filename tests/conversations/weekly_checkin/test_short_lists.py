"""Short plans in a row are as many plans; what may say something of another stays in one."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of

WEEK = "2026-W49"


@pytest.mark.parametrize(
    ("said", "plans"),
    [
        ("budget, forecast, hiring", ("budget", "forecast", "hiring")),
        ("Budget, offsite prep", ("Budget", "offsite prep")),
        ("this week: budget, forecast", ("budget", "forecast")),
    ],
)
def test_a_bare_list_is_as_many_plans(second, alice, said, plans):
    alice.says("both done").says(said).says("no").says("3").sees("; ".join(plans)).says("yes")
    assert week_of(second, "alice", WEEK).plans == plans


def test_what_became_of_each_can_be_told_the_week_after(second, alice):
    alice.says("both done").says("budget, forecast, hiring").says("no").says("3").says("yes")
    second.moves_to("2026-12-07 10:00")
    alice.says("1 and 3 done, forecast dropped").says("q1 okrs").says("no").says("4").sees(
        "budget Done", "forecast Dropped", "hiring Done"
    )


@pytest.mark.parametrize(
    ("said", "plans"),
    [
        ("写总结、做预算、招人", ("写总结", "做预算", "招人")),
        ("写总结，做预算，招人", ("写总结", "做预算", "招人")),
        ("写总结 做预算 招人", ("写总结", "做预算", "招人")),
    ],
)
def test_so_it_is_in_chinese(second, li, said, plans):
    li.says("都完成了").says(said).says("没有").says("3").sees("；".join(plans)).says("发吧")
    assert week_of(second, "li", WEEK).plans == plans


@pytest.mark.parametrize(
    "said",
    [
        *("call bob, tom, mara", "call bob, tom and mara", "Bob, Tom, Mara", "visit paris, rome", "budget, hopefully"),
        *("budget, if possible", "budget, friday", "audit, waiting", "write the report, stop the leak", "budget, asap"),
        *(
            "budget, not urgent",
            "renewal deck, hire a temp",
            "budget, needs sign-off",
            "plan offsite, book hotel, rest",
        ),
    ],
)
def test_what_may_say_something_of_another_stays_one(second, alice, said):
    alice.says("both done").says(said).says("no").says("3").says("yes")
    assert week_of(second, "alice", WEEK).plans in ((said,), ())


@pytest.mark.parametrize(
    "said",
    [
        *(
            "买鼠标、键盘、显示器",
            "联系张伟、刘洋",
            "写总结，发老板",
            "写方案 周五前",
            "预算、周五",
            "采购电脑、打印纸",
        ),
        *("给张伟、刘洋发合同", "培训张伟、刘洋", "去上海、杭州、南京", "看北京、上海的房子", "预算、团建方案"),
    ],
)
def test_so_it_does_in_chinese(second, li, said):
    li.says("都完成了").says(said).says("没有").says("3").says("发吧")
    assert week_of(second, "li", WEEK).plans in ((said,), ())
