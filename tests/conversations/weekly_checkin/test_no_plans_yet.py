"""Who does not know yet what to plan has no plans: nothing is kept, and the week stays open; who has none goes on."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of


@pytest.mark.parametrize("said", ["i dunno yet", "idk yet", "no idea yet", "I don't know yet"])
def test_not_to_know_yet_is_no_plan(second, alice, said):
    alice.says("all done").says(said).sees("haven’t noted anything", "[Check in]")
    alice.says("visit the fair").sees("Is anything stuck?").says("no").says("4").sees(
        "top one to three visit the fair\n"
    )


@pytest.mark.parametrize("said", ["还没想好", "不知道", "还不知道"])
def test_so_it_is_in_chinese(second, li, said):
    li.says("都做完了").says(said).sees("什么都没记", "[周签到]")
    li.says("写总结").sees("有卡住的吗？").says("没有").says("4").sees("一到三件 写总结\n")


@pytest.mark.parametrize("said", ["Find out what we don't know yet", "弄清楚还不知道的数字"])
def test_a_plan_with_such_words_is_one(second, alice, said):
    alice.says("all done").says(said).sees("Is anything stuck?").says("no").says("4").sees(said)


@pytest.mark.parametrize("said", ["no plans this week", "nothing planned", "Nothing planned for this week", "no plans"])
@pytest.mark.parametrize("asked", [False, True])
def test_nothing_planned_is_no_plan(second, alice, said, asked):
    if asked:
        alice.says("all done").says(said)
    else:
        alice.says(said).taps("All done")
    alice.sees("Is anything stuck?").says("no").says("4").taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ()


@pytest.mark.parametrize("said", ["这周没计划", "没啥计划", "本周没什么安排"])
def test_nor_is_it_in_chinese(monday, li, said):
    li.says(said).sees("有卡住的吗？").says("没有").taps("发给王芳")
    assert week_of(monday, "li", "2026-W48").plans == ()


@pytest.mark.parametrize(
    "said", ["No plan B for the fair: write one", "Finish what nobody planned", "安排面试", "没计划的活动补计划"]
)
def test_what_is_to_be_planned_is_a_plan(monday, alice, said):
    alice.says(said).sees("Is anything stuck?").says("no").taps("Share with Mara Keller")
    assert week_of(monday, "alice", "2026-W48").plans == (said,)
