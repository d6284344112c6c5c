"""What only says that a goal follows, or by when, is no part of its title: "my goal this quarter is to ..."."""

from __future__ import annotations

import pytest

DRAFT, CAOGAO = "Your goal, as I understood it", "我理解的目标是这样"


@pytest.mark.parametrize(
    ("lead", "due"),
    [
        ("my goal is to", ""),
        ("My main goal this quarter is to", "31 Dec"),
        ("my goals for next year are to", "31 Dec"),
        ("Our target for Q1:", "31 Mar"),
        ("the goal is to", ""),
        ("I aim to", ""),
    ],
)
def test_what_introduces_it_is_left_out(stage, alice, lead, due):
    alice.says("goal add").says(f"{lead} raise renewals from 80 to 90%").sees(DRAFT, "\nRaise renewals\n", due)
    assert ("By when" in alice.last) == bool(due)


@pytest.mark.parametrize("lead", ["my goal is to", "my goal this quarter is to", "goal this quarter is to"])
def test_the_word_for_one_may_be_the_command(stage, alice, lead):
    alice.says(f"{lead} raise renewals from 80 to 90%").sees(DRAFT, "\nRaise renewals\n")


def test_its_own_day_goes_before_the_time_that_introduces_it(stage, alice):
    alice.says("goal add").says("my goal for 2027 is to raise renewals from 80 to 90% by May").sees("Mon 31 May")


@pytest.mark.parametrize(
    ("lead", "due"), [("我的目标是", ""), ("我这个季度的目标是", "12月31日"), ("本季度目标：", "12月31日")]
)
def test_in_chinese(stage, li, lead, due):
    li.says("目标 新增").says(f"{lead}续约率从80%到90%").sees(CAOGAO, "\n续约率\n", due)
    assert ("截止日期" in li.last) == bool(due)


@pytest.mark.parametrize("lead", ["我的目标是", "我这个季度的目标是", "本季度目标："])
def test_nobody_need_have_asked(stage, li, lead):
    li.says(f"{lead}续约率从80%到90%").sees(CAOGAO, "\n续约率\n")


def test_what_says_neither_how_far_nor_by_when_is_no_goal(stage, li):
    li.says("我的目标是活过这周").sees_not(CAOGAO)


@pytest.mark.parametrize(
    "title", ["My goal tracker is rolled out", "Our target market is mapped", "The goal of the audit is agreed"]
)
def test_a_title_that_begins_alike_is_whole(stage, alice, title):
    alice.says("goal add").says(f"{title} by June").sees(DRAFT, f"\n{title}\n", "30 Jun")


@pytest.mark.parametrize("title", ["目标客户数", "目标管理培训人数"])
def test_a_title_that_begins_alike_in_chinese(stage, li, title):
    li.says("目标 新增").says(f"{title}从80到90").sees(CAOGAO, f"\n{title}\n")


@pytest.mark.parametrize(
    "until", ["to the end of the month", "up to the end of the month", "until the end of the month"]
)
def test_what_leads_to_its_day_is_left_out(stage, alice, until):
    alice.says("goal add").says(f"daily review {until}").sees(DRAFT, "\ndaily review\n", "30 Nov")


@pytest.mark.parametrize("text", ["每天复盘到月底", "每天复盘，直到月底", "每天复盘一直到11月30日"])
def test_what_leads_to_its_day_in_chinese(stage, li, text):
    li.says("目标 新增").says(text).sees(CAOGAO, "\n每天复盘\n", "11月30日")


@pytest.mark.parametrize(
    ("text", "title"), [("续约率提到年底90%", "续约率提到90%"), ("培训新员工学会签到月底前", "培训新员工学会签到")]
)
def test_a_verb_that_ends_alike_is_whole(stage, li, text, title):
    li.says("目标 新增").says(text).sees(CAOGAO, f"\n{title}\n")


@pytest.mark.parametrize(
    "text",
    [
        "our goal is at 85%",
        "my goal is at 84 now",
        "my goal is due friday",
        "my goal is stuck until friday",
        "my goal is stuck on legal until friday",
        "my goal is 3 weeks behind",
        "the goal is still 90 right",
        "my goal today is to finish 3 reports",
    ],
)
def test_what_tells_of_the_one_there_is_begins_none(stage, alice, text):
    alice.says("goal add Renewal rate from 82% to 90% by the end of the year").taps("Propose to Mara Keller")
    alice.says(text).sees_not(DRAFT)


@pytest.mark.parametrize(
    "text", ["我的目标是到85了", "我们的目标是85了", "我的目标是不是90", "我的目标是周五到期", "今天目标是5点前下班"]
)
def test_what_tells_of_it_in_chinese(stage, li, text):
    li.says("目标 新增 老客户续约率从82%到90%，年底前").taps("提给王芳")
    li.says(text).sees_not(CAOGAO)


def test_for_a_day_it_is_nothing_of_a_draft(stage, li):
    li.says("目标 新增 老客户续约率从82%到90%，年底前").says("今天目标是5点前下班")
    assert "占50%" not in li.chat


@pytest.mark.parametrize("lead", ["my goal is", "our goal is to", "my goal this quarter:"])
def test_what_names_one_begins_it(stage, alice, lead):
    alice.says(f"{lead} renewals from 80 to 90% by May").sees(DRAFT, "enewals\n", "31 May")
