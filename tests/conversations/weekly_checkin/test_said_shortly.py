"""What became of last week's plans, told by a verb, by how much is done, or of the one just named."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of

WEEK = "2026-W50"


@pytest.mark.parametrize(
    ("said", "outcome"), [("写完了", "done"), ("没写", "continue"), ("还没写", "continue"), ("总结80%", "continue")]
)
def test_the_verb_of_the_one_plan_tells_what_became_of_it(second, li, said, outcome):
    li.says("都完成了").says("写总结").says("没有").says("4").says("好")
    second.moves_to("2026-12-07 10:00")
    li.says(said).sees("一行一件").says("拜访客户").says("没有").says("4").says("好")
    week = week_of(second, "li", WEEK)
    assert [each.outcome for each in week.outcomes] == [outcome]
    assert "拜访客户" in week.plans
    assert said not in week.plans


def test_where_there_are_others_those_are_asked_about(second, li):
    li.says("写完了 没约").sees("其他几件呢？", "[*完成]", "[*继续]")
    assert li.listening == "outcomes"


@pytest.mark.parametrize("said", ["买完了", "基本完成", "基本完成了"])
def test_where_nobody_knows_which_it_is_asked(second, li, said):
    li.says(said).sees("点一下结果")
    assert li.listening == "outcomes"
    li.says("都完成了").sees("最要紧的一到三件事")


def test_so_it_is_in_english(second, alice):
    alice.says("mostly done").sees("Tap an outcome").says("both done").sees("What are the one to three things")


@pytest.mark.parametrize("said", ["report 80%", "the report is at 80%", "report: 80 %"])
def test_a_share_says_that_it_goes_on(second, alice, said):
    alice.says(said).sees("And the others?", "Write the report [Done] [*Still going]")


@pytest.mark.parametrize(
    "said", ["report's finished!! 🎉 supplier didnt pick up", "report's done, supplier hasn't replied"]
)
def test_a_not_behind_its_name_is_no_plan(second, alice, said):
    alice.says(said).sees("Tap an outcome", "Write the report [*Done]")
    alice.says("2 still going").sees("These carry on", "Call the supplier")
    assert not any(each in alice.last for each in ("pick up", "replied"))


def test_nor_is_it_in_chinese(second, li):
    li.says("方案完成，客户没接电话").sees("点一下结果", "写方案 [*完成]")


@pytest.mark.parametrize("said", ["report yes supplier no, gave up on that", "report done, supplier no, gave up on it"])
def test_what_is_given_up_is_the_one_just_named(second, alice, said):
    alice.says(said).sees("What are the one to three things")
    alice.says("Visit the fair").says("no").says("4").sees("Write the report Done", "Call the supplier Dropped")


def test_so_it_is_given_up_in_chinese(second, li):
    li.says("方案完成，约客户没有，放弃了").sees("其他几件呢？").says("整理数据完成").says("写总结").says("没有").says(
        "4"
    )
    li.sees("写方案 完成", "约客户 不做了", "整理数据 完成")


@pytest.mark.parametrize("said", ["写完了发客户", "没写的文档补上", "买好了设备再装"])
def test_work_with_such_words_is_a_plan(second, li, said):
    li.says(said).sees("上周的几件事怎么样了？").taps("都完成了").says("没有").says("4").sees(said)


@pytest.mark.parametrize(
    "said",
    ["draft what the supplier didn't send", "reach 80% on the report", "Give up the old booth", "Cut 80% of mail"],
)
def test_so_it_is_in_english_too(second, alice, said):
    alice.says(said).taps("All done").says("no").says("4").sees(said)
