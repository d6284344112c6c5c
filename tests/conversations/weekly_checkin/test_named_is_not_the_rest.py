"""A plan of last week that somebody names is none of the rest, and small words before an outcome are no plan."""

from __future__ import annotations

import pytest

HOW, HOW_ZH = "How did last week’s plans go?", "上周的几件事怎么样了？"


@pytest.mark.parametrize("said", ["supplier i'll do this week", "supplier this week", "call the supplier again"])
def test_what_this_week_names_is_asked_about_where_another_was_tapped(second, alice, said):
    alice.taps("Done", on="Write the report").says(said).sees(HOW, "Write the report [*Done]")
    alice.sees_not("Call the supplier [*Done]").taps("Still going", on="Call the supplier").says("that's all").says(
        "no"
    )
    alice.says("4").sees("Write the report Done", "Call the supplier Still going", said)


def test_so_it_is_in_chinese(second, li):
    li.taps("完成", on="写方案").says("这周再约一下客户").sees(HOW_ZH, "约客户 [完成] [继续]", "整理数据 [*完成]")


@pytest.mark.parametrize("said", ["Visit the fair", "Call Hudson", "Write the minutes"])
def test_what_it_does_not_name_is_done_as_the_invitation_says(second, alice, said):
    alice.taps("Done", on="Write the report").says(said).sees("Is anything stuck?").says("no").says("4")
    alice.sees("Write the report Done", "Call the supplier Done", said)


@pytest.mark.parametrize(
    "said",
    ["supplier next week, rest done", "the rest is done, supplier i'll do this week", "rest done, the supplier..."],
)
def test_what_is_named_beside_the_rest_is_asked_about(second, alice, said):
    alice.says(said).sees("And the others?", "Write the report [*Done]").sees_not("Call the supplier [*Done]")
    alice.taps("Still going", on="Call the supplier").says("that's all").says("no").says("4")
    alice.sees("Write the report Done", "Call the supplier Still going", "one to three Call the supplier")


def test_so_it_is_asked_in_chinese(second, li):
    li.says("数据下周再弄，其他都完成了").sees("其他几件呢？", "写方案 [*完成]", "约客户 [*完成]")
    li.sees_not("整理数据 [*完成]").taps("继续", on="整理数据").says("就这些").says("没有").says("4")
    li.sees("写方案 完成", "整理数据 继续")


def test_what_is_named_with_its_outcome_is_read_with_the_rest(second, alice, li):
    alice.says("supplier not yet, the rest is done").sees("These carry on", "Call the supplier")
    li.says("数据没弄完，其他都完成了").sees("这几件接着做", "整理数据")


@pytest.mark.parametrize("said", ["well all done", "hmm, all done, energy 3", "um, both done"])
def test_small_words_before_an_outcome_are_no_plan(second, alice, said):
    alice.says(said).sees("What are the one to three things that matter most this week?")


@pytest.mark.parametrize("said", ["嗯，都好了，精力3", "嗯，都完成了", "都好了"])
def test_nor_are_they_in_chinese(second, li, said):
    li.says(said).sees("这周最要紧的一到三件事是什么？")


@pytest.mark.parametrize("said", ["couldn't finish anything, too many meetings", "could not get to it"])
def test_what_could_not_be_done_tells_of_last_week(second, alice, said):
    alice.says(said).sees(HOW, "I didn’t catch that").taps("Still going", on="Write the report")
    assert said not in alice.last
