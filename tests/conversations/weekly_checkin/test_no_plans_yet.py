"""Who does not know yet what to plan has no plans: nothing is kept, and the week stays open."""

from __future__ import annotations

import pytest


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
