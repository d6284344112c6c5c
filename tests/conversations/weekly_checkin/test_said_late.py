"""At "Is anything stuck?" what somebody has to do may be a plan that was forgotten: that is asked, and never taken."""

from __future__ import annotations

import pytest

ASKS, ASKS_ZH = "Is that another plan for this week, or is it what’s stuck?", "是这周再加一条计划，还是卡在这件事上？"


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("need to call tom about kim", "call tom about kim"),
        ("also gotta email tom", "email tom"),
        ("oh, I have to prepare the Q4 slides by Friday", "prepare the Q4 slides by Friday"),
        ("we need to finish the audit", "finish the audit"),
        ("I've got to book the room", "book the room"),
    ],
)
def test_what_is_to_be_done_is_asked_about(monday, alice, said, plan):
    alice.says("Visit the fair").says(said).sees(ASKS, f"“{plan}”").says("a plan").sees("Is anything stuck?")
    alice.says("no").sees("Is this right?", f"Visit the fair; {plan}", "Nothing stuck")


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        *(("对了还要给客户打电话", "给客户打电话"), ("还得去趟银行", "去趟银行"), ("要和客户开个会", "和客户开个会")),
        *(("我还得把合同寄出去", "把合同寄出去"), ("另外还要盘点", "盘点")),
    ],
)
def test_so_it_is_in_chinese(monday, li, said, plan):
    li.says("整理仓库").says(said).sees(ASKS_ZH, f"“{plan}”").says("计划").says("没有")
    li.sees("这样对吗？", f"整理仓库；{plan}", "有卡住的吗？ 没有")


def test_it_may_be_what_is_stuck(monday, alice, li):
    alice.says("Visit the fair").says("need to call tom about kim").taps("It’s what is stuck").sees("Who can help?")
    alice.says("skip").says("skip").sees("This week’s top one to three Visit the fair", "call tom about kim")
    li.says("整理仓库").says("还得去趟银行").says("卡住了").sees("谁能帮上忙？")


def test_a_plan_too_many_is_left_out_by_its_person(monday, alice):
    alice.says("a1; b2; c3").says("need to call tom").says("a plan").says("no").sees("That makes 4", "call tom")


@pytest.mark.parametrize(
    "said",
    [
        *("need an answer from tom", "need access to the VPN", "need tom to call kim", "the printer must be fixed"),
        *("I have to wait for legal", "need to know the date", "need to get access to the VPN", "must be fixed"),
        *("need to reach tom but he doesn't answer", "need to ask Bob for help", "need to fix the printer first"),
    ],
)
def test_what_is_lacking_is_stuck(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?")


@pytest.mark.parametrize(
    "said", ["需要法务批一下", "还要等法务签字", "要先给法务看", "需要测试机", "要求不清楚", "需要给测试机开权限"]
)
def test_so_it_is_where_it_lacks_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees("谁能帮上忙？")


def test_where_it_was_said_that_something_is_stuck_it_is_that(monday, alice):
    alice.says("Visit the fair").says("yes").says("need to call tom about kim").sees("Who can help?")


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        *(("also hiring", "hiring"), ("and visit berlin", "visit berlin"), ("Also call the bank", "call the bank")),
        *(("also the budget review", "budget review"), ("also the summit prep", "summit prep")),
    ],
)
def test_what_is_added_may_be_a_plan_without_a_must(monday, alice, said, plan):
    alice.says("Visit the fair").says(said).sees(ASKS, f"“{plan}”").taps("It’s a plan").says("no")
    alice.sees("Is this right?", f"Visit the fair; {plan}", "Nothing stuck")


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        *(("还有面试", "面试"), ("还有，拜访客户", "拜访客户"), ("另外招聘", "招聘")),
        *(("对了还要招人", "招人"), ("还有年会筹备", "年会筹备")),
    ],
)
def test_so_it_may_be_in_chinese(monday, li, said, plan):
    li.says("整理仓库").says(said).sees(ASKS_ZH, f"“{plan}”").taps("加一条计划").says("没有").sees(f"整理仓库；{plan}")


@pytest.mark.parametrize(
    "said",
    [
        *("also waiting for legal", "also missing a badge", "also nothing from Bob", "also shipping is late"),
        *("another order cancelled", "also order missing", "also the badge"),
        *("also the printer is offline", "also the server crashed", "and problems with the supplier"),
    ],
)
def test_what_is_added_may_plainly_be_stuck(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?")


@pytest.mark.parametrize(
    "said", ["还有采购没回", "另外，样品没到", "还有审批", "还有合同", "还有供应商涨价了", "还有客户投诉"]
)
def test_so_it_is_stuck_where_it_is_added_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees("谁能帮上忙？")
