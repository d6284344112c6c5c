"""Several plans in one reply: numbered in a line, more than a week has, one of them changed by its place."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of

WEEK = "2026-W49"


@pytest.mark.parametrize("said", ["yes", "ok", "Take the first 3", "the first three please"])
def test_a_yes_to_too_many_takes_the_first_and_is_no_plan(second, alice, said):
    alice.says("all done").says("a1; b2; c3; d4; e5").sees("[Take the first 3]").says(said).sees("Is anything stuck?")
    alice.says("no").says("skip").sees("This week’s top one to three a1; b2; c3")


def test_a_no_leaves_them_to_be_chosen(second, li):
    li.says("甲；乙；丙；丁").says("不要").sees("一共4件了", "丁", "[就要前3件]").says("好").sees(
        "上周的几件事怎么样了"
    )
    li.says("都做完了").says("没有").says("跳过").sees("甲；乙；丙")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("the first two", "a1; b2"),
        ("1-3", "a1; b2; c3"),
        ("1 to 3 please", "a1; b2; c3"),
        ("2, 3 and 5", "b2; c3; e5"),
        ("just the first and the third", "a1; c3"),
        ("drop the last two", "a1; b2; c3"),
    ],
)
def test_of_too_many_some_are_picked_by_their_places(second, alice, said, kept):
    alice.says("all done").says("a1; b2; c3; d4; e5").says(said).sees("Is anything stuck?")
    alice.says("no").says("skip").sees(f"This week’s top one to three {kept}")


@pytest.mark.parametrize(
    ("said", "kept"),
    [("前两个", "甲；乙"), ("1到3", "甲；乙；丙"), ("第二个和第四个", "乙；丁"), ("丁不要了", "甲；乙；丙")],
)
def test_so_they_are_picked_in_chinese(second, li, said, kept):
    li.says("都做完了").says("甲；乙；丙；丁").says(said).sees("有卡住的吗").says("没有").says("跳过").sees(kept)


def test_where_too_many_are_left_those_are_offered_again(second, alice, li):
    alice.says("all done").says("a1; b2; c3; d4; e5").says("drop the last one").sees("That makes 4", "d4")
    assert "e5" not in alice.last
    alice.says("without d4").sees("Is anything stuck?")
    li.says("都做完了").says("甲；乙；丙；丁；戊").says("最后一个不要").sees("一共4件了", "丁")


@pytest.mark.parametrize("said", ["all of them", "take 3", "3", "the important ones", "7 and 8"])
def test_what_picks_none_of_too_many_is_asked_about_and_loses_none(second, alice, said):
    alice.says("all done").says("a1; b2; c3; d4; e5").says(said).sees("That makes 5", "a1", "e5")
    alice.says("yes").sees("Is anything stuck?")


def test_one_plan_for_many_is_meant_where_it_is_sent_twice(second, alice):
    alice.says("all done").says("a1; b2; c3; d4; e5").says("Visit 2 fairs").sees("That makes 5")
    alice.says("Visit 2 fairs").sees("Is anything stuck?").says("no").says("skip").sees("three Visit 2 fairs")


@pytest.mark.parametrize(
    "said",
    [
        "1 Write the report 2 Call the supplier 3 Visit the fair",
        "1 Write the report\n2 Call the supplier\n3 Visit the fair",
        "This week: 1 Write the report 2. Call the supplier 3) Visit the fair",
    ],
)
def test_plans_behind_bare_numbers_are_as_many(monday, alice, said):
    alice.says(said).says("no").sees("Write the report; Call the supplier; Visit the fair")


@pytest.mark.parametrize("said", ["1 写方案 2 约客户", "这周：1 写方案，2 约客户"])
def test_so_they_are_in_chinese(monday, li, said):
    li.says(said).says("没有").sees("写方案；约客户")


def test_four_of_them_are_too_many(monday, li):
    li.says("这周：1 写升级文档 2 修编译警告 3 开评审会 4 买新板子").sees("一共4件了", "买新板子", "[就要前3件]")


@pytest.mark.parametrize(
    "said",
    ["Visit 2 of 3 sites", "Compare v1 and 2", "1 of 2 sites done", "1 Visit 3 customers 2 write it up", "1 到 2 家店"],
)
def test_numbers_that_count_things_make_no_list(monday, alice, said):
    alice.says(said).says("no").says("yes")
    assert week_of(monday, "alice", "2026-W48").plans == (said,)


def test_a_list_so_numbered_stands_for_the_week_at_the_summary(second, alice):
    alice.says("Visit the fair").taps("All done").says("no").says("4").sees("Is this right?")
    alice.says("1 Order samples 2 Call Legal").sees(
        "Is this right?", "This week’s top one to three Order samples; Call"
    )
    alice.says("yes")
    assert week_of(second, "alice", WEEK).plans == ("Order samples", "Call Legal")


def test_a_place_that_no_plan_has_is_said_with_those_there_are(second, alice, li):
    alice.says("all done, nothing stuck").says("Visit the fair").says("skip").says("yes")
    alice.says("change plan 2 to Call Legal").sees("You have one plan: “Visit the fair”.")
    alice.says("change plan 1 to Call Legal").sees("Changed:", "Call Legal")
    li.says("都做完了，没卡住").says("写方案；约客户").says("跳过").says("好")
    li.says("第3件改成写总结").sees("你这周有2件计划：写方案；约客户。")
    assert week_of(second, "li", WEEK).plans == ("写方案", "约客户")


@pytest.mark.parametrize(
    "said",
    [
        *("neither happened, crazy week", "I was sick all week, did nothing", "report \u2705 supplier \u274c"),
        "wrote the report, still chasing the supplier",
    ],
)
def test_what_tells_of_last_week_is_no_plan_for_this_one(second, alice, said):
    alice.says(said).sees_not("Is anything stuck?")
    assert alice.listening == "outcomes"
    alice.says("both not done").says("Visit the fair").sees("Is anything stuck?")


def test_so_it_is_where_it_is_told_in_chinese(second, li):
    li.says("上周病了，啥都没做").sees("上周的几件事怎么样了？")
    assert li.listening == "outcomes"
