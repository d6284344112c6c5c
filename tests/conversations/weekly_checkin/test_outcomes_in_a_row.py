"""What became of last week's plans, one after the other: "n" between two outcomes is "and"."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "said", ["done n dropped", "done and dropped", "finished n cancelled", "first done n second dropped"]
)
def test_an_n_between_two_outcomes_joins_them(second, alice, said):
    alice.says(said).says("visit the fair").sees("Is anything stuck?").says("no").says("4")
    alice.sees("Write the report Done", "Call the supplier Dropped", "top one to three visit the fair")


def test_what_is_said_besides_is_heard(second, alice):
    alice.says("dropped n done, nothing stuck").says("visit the fair").sees("How’s your energy").says("4")
    alice.sees("Write the report Dropped", "Call the supplier Done", "Nothing stuck")


def test_joined_outcomes_in_chinese(second, li):
    li.says("完成和取消和完成").says("写总结").sees("有卡住的吗？").says("没有").says("4")
    li.sees("写方案 完成", "约客户 不做了", "整理数据 完成")


def test_behind_an_outcome_it_is_the_no_that_it_is_short_for(second, alice):
    alice.says("done n").sees("These carry on", "Call the supplier")
    assert "Write the report" not in alice.last


@pytest.mark.parametrize("said", ["yes n yes", "done n dropped n done", "yes n no"])
def test_of_how_many_is_not_certain_is_asked(second, alice, said):
    alice.says(said).sees("How did last week’s plans go?", "[All done]")


def test_in_a_plan_it_is_the_plan(second, alice):
    alice.says("all done").says("R n D review").sees("Is anything stuck?").says("no").says("4").sees("R n D review")


def test_the_first_two_are_two_of_three(second, li):
    li.says("前两个好了，第三个没").sees("这几件接着做", "整理数据").says("就这些").says("没有").says("4")
    li.sees("写方案 完成", "约客户 完成", "整理数据 继续")


@pytest.mark.parametrize("said", ["前两件完成了", "前两个好了"])
def test_the_rest_of_them_is_asked(second, li, said):
    li.says(said).sees("其他几件呢？", "写方案 [*完成]", "约客户 [*完成]", "整理数据 [完成]")


@pytest.mark.parametrize(
    ("said", "goes_on"), [("the first two are done", ""), ("last two still going", "Write the report")]
)
def test_so_many_from_either_end(second, alice, said, goes_on):
    alice.says(said).sees("most this week?" if not goes_on else "These carry on", goes_on)


def test_weeks_are_no_places(second, li):
    li.says("前两周的数据整理").sees("上周的几件事怎么样了？")
    assert "[*" not in li.last
