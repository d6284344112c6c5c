"""At "Is anything stuck?" what first says that nothing is, or takes something back, is asked about."""

from __future__ import annotations

import pytest

WHICH, WHICH_ZH = "Is that a no, or is it what’s stuck?", "是没有卡住的意思，还是就卡在这件事上？"
ASKS, ASKS_ZH = "Is that an answer", "这是回答上面那个问题的吗？"


@pytest.mark.parametrize(
    "said",
    ["not blocked, just slow", "no blockers but busy", "nothing's blocking me, just slow", "no problems just busy"],
)
def test_a_denial_with_more_behind_it_is_asked_about(monday, alice, said):
    alice.says("Visit the fair").says(said).sees(WHICH, said).taps("It’s a no").says("4").sees("Nothing stuck")


@pytest.mark.parametrize("said", ["没卡住，就是慢", "没有卡住，不过有点忙", "没问题，就是慢"])
def test_so_it_is_asked_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees(WHICH_ZH, said).taps("没有卡住").says("4").sees("有卡住的吗？ 没有")


@pytest.mark.parametrize(
    "said",
    [
        *("no power, blocked", "no answer from Bob but he is back", "no blocker list from Bob"),
        *("not blocked by legal anymore but by Bob", "wait, the printer broke"),
    ],
)
def test_what_only_begins_like_a_denial_is_stuck(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Who can help?")


@pytest.mark.parametrize("said", ["不是很顺利", "不好意思，样品没到", "没有测试环境", "财务请假了，没人批"])
def test_nor_is_it_one_in_chinese(monday, li, said):
    li.says("整理仓库").says(said).sees("谁能帮上忙？")


@pytest.mark.parametrize("said", ["no wait, visit berlin", "no wait visit berlin", "oh no wait, visit berlin"])
def test_what_takes_something_back_is_no_blocker_unasked(monday, alice, said):
    alice.says("Visit the fair").says(said).sees(ASKS, said).taps("No")
    alice.says("no").says("4").sees("Is this right?", "Visit the fair", "Nothing stuck")


def test_nor_is_it_in_chinese(monday, li):
    li.says("整理仓库").says("不对，去柏林").sees(ASKS_ZH, "不对，去柏林")


@pytest.mark.parametrize("said", ["oh no, the printer broke", "no, the printer broke"])
def test_a_no_alone_takes_nothing_back(monday, alice, said):
    alice.says("Visit the fair").says(said).sees(WHICH, said)


@pytest.mark.parametrize("said", ["工资发错了", "工资发错了，找HR", "奖金算错了"])
def test_what_else_is_wrong_is_no_wrong_answer(monday, li, said):
    li.says("整理仓库").says(said).sees("谁能帮上忙？").says("跳过").says("跳过").says("4").sees("整理仓库", said[:5])


@pytest.mark.parametrize("said", ["写错了", "发错了", "我填错了"])
def test_a_wrong_answer_still_is_one(monday, li, said):
    li.says("整理仓库").says(said).sees("再来一次", "这周最要紧的一到三件事是什么？")
