"""What is said below a draft beside a day: two numbers go from one to the other, and other words change nothing."""

from __future__ import annotations

import pytest

BARE = "goal add improve the renewal rate"
TIXU = "目标 新增 提升续约率"


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("82% to 90% by march", ("from 82% to 90%", "31 Mar")),
        ("4.1 to 4.5 by end of june", ("from 4.1 to 4.5", "30 Jun")),
        ("by june, 82% to 90%", ("from 82% to 90%", "30 Jun")),
        ("82% to 90%", ("from 82% to 90%",)),
        ("82 -> 90 by june", ("from 82 to 90", "30 Jun")),
    ],
)
def test_two_numbers_alone_go_from_one_to_the_other(stage, alice, text, then):
    alice.says(BARE).says(text).sees("improve the renewal rate\n", "What shows it", *then)


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("82到90，三月底", ("从82到90", "3月31日")),
        ("三月底，82%到90%", ("从82%到90%", "3月31日")),
        ("4.1到4.5，六月底前", ("从4.1到4.5", "6月30日")),
        ("82%到90%", ("从82%到90%",)),
    ],
)
def test_two_numbers_alone_in_chinese(stage, li, text, then):
    li.says(TIXU).says(text).sees("提升续约率", "用什么衡量", *then)


def test_two_numbers_alone_take_the_place_of_the_first(stage, alice, li):
    alice.says(f"{BARE} from 70% to 80%").says("82% to 90% by march").sees("from 82% to 90%", "31 Mar")
    alice.says("no, 84 to 92").sees("from 84% to 92%", "31 Mar")
    li.says("目标 新增 续约率从70%到80%").says("82到90，三月底").sees("从82%到90%", "3月31日")


@pytest.mark.parametrize("text", ["40 or 45 by march", "82-90 by june", "80, 90 by june"])
def test_numbers_that_go_nowhere_are_asked_about(stage, alice, text):
    alice.says(BARE).says(text)
    assert "as I understood it" not in alice.last
    alice.says("goal").sees("improve the renewal rate").sees_not("Jun")


@pytest.mark.parametrize(
    "text",
    [
        "I'm on leave until 10 December",
        "the report is due on march 5",
        "I will be back by december 10",
        "Mara is on vacation until march 5",
    ],
)
def test_a_day_of_something_else_changes_nothing(stage, alice, text):
    alice.says(f"{BARE} by the end of March").says(text)
    assert "as I understood it" not in alice.last


@pytest.mark.parametrize("text", ["我12月10号前在休假", "我周五前要交报告", "到周五我都在开会"])
def test_a_day_of_something_else_in_chinese(stage, li, text):
    li.says(f"{TIXU}，三月底前").says(text)
    assert "我理解的目标是这样" not in li.last


@pytest.mark.parametrize(
    "text",
    [
        "by march",
        "the deadline is end of march",
        "ready by march",
        "we need it by end of march",
        "due end of march",
        "renewal rate by end of march",
        "at the latest by march",
        "let's say the end of march",
    ],
)
def test_a_day_alone_is_that_of_the_goal(stage, alice, text):
    alice.says(BARE).says(text).sees("as I understood it", "By when Wed 31 Mar")


@pytest.mark.parametrize(
    "text", ["三月底前", "截止日期是三月底", "争取三月底前做完", "三月底交", "最晚三月底", "续约率三月底前"]
)
def test_a_day_alone_in_chinese(stage, li, text):
    li.says(TIXU).says(text).sees("我理解的目标是这样", "截止日期 3月31日")
