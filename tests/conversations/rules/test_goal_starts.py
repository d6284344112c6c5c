"""When a goal is said to begin is no end; and days that are named by their month's nearness."""

from __future__ import annotations

from datetime import date

import pytest

from conversations.rules.goal_sentence import content_of, said_in
from conversations.toolkit.vocabulary import Vocabulary
from tests.words import the_vocabulary

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@pytest.mark.parametrize(
    ("text", "starts", "due"),
    [
        ("Cut scrap from 8% to 5% from 1 April", date(2027, 4, 1), None),
        ("From 1 April cut scrap from 8% to 5%", date(2027, 4, 1), None),
        ("Starting in May, cut scrap from 8% to 5%", date(2027, 5, 1), None),
        ("Cut scrap from 8% to 5% starting in May", date(2027, 5, 1), None),
        ("Cut scrap from 8% to 5%, beginning 1 May", date(2027, 5, 1), None),
        ("From May on, cut scrap from 8% to 5%", date(2027, 5, 1), None),
        ("Cut scrap from 8% to 5% as of Q2", date(2027, 4, 1), None),
        ("Starting next month, cut scrap from 8% to 5%", date(2026, 12, 1), None),
        ("Cut scrap from 8% to 5% beginning in May by end of August", date(2027, 5, 1), date(2027, 8, 31)),
        ("Cut scrap from 8% to 5% from May to August", date(2027, 5, 1), date(2027, 8, 31)),
        ("Cut scrap from 8% to 5% from 1 April until 30 June", date(2027, 4, 1), date(2027, 6, 30)),
        ("Cut scrap from 8% to 5% from 1 April to 30 June", date(2027, 4, 1), date(2027, 6, 30)),
        ("Cut scrap from 8% to 5% from October to March", None, date(2027, 3, 31)),
        ("Cut scrap from 8% to 5%, 1 April - 30 June", date(2027, 4, 1), date(2027, 6, 30)),
        ("Cut scrap from 8% to 5%, 1 April to 30 June", date(2027, 4, 1), date(2027, 6, 30)),
        ("Cut scrap from 8% to 5%, 1 November \u2013 30 June", None, date(2027, 6, 30)),
        ("Cut scrap from 8% to 5% between 1 April and 30 June", date(2027, 4, 1), date(2027, 6, 30)),
        ("4月1日到6月底报废率从8%降到5%", date(2027, 4, 1), date(2027, 6, 30)),
        ("报废率从8%降到5%，4月1日-6月30日", date(2027, 4, 1), date(2027, 6, 30)),
        ("从四月一日起，报废率从8%降到5%", date(2027, 4, 1), None),
        ("从4月1日起报废率从8%降到5%", date(2027, 4, 1), None),
        ("5月起，报废率从8%降到5%", date(2027, 5, 1), None),
        ("报废率从8%降到5%，从5月开始", date(2027, 5, 1), None),
        ("自下季度起报废率从8%降到5%", date(2027, 1, 1), None),
        ("明年起把报废率从8%降到5%", date(2027, 1, 1), None),
        ("从5月到8月把报废率从8%降到5%", date(2027, 5, 1), date(2027, 8, 31)),
        ("自1月1日起至6月30日，报废率从8%降到5%", date(2027, 1, 1), date(2027, 6, 30)),
    ],
)
def test_from_when_on(text, starts, due, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.starts, said.due, said.start, said.target) == (starts, due, 8, 5)
    assert said.title in ("Cut scrap", "报废率")
    assert content_of(said, TODAY).starts == (starts or TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "Cut returns from Q1 levels",
        "Move customers from May contracts to the new terms",
        "Raise users to 3000 from 2030",
        "把4月1日起的欠款清零",
        "从12月的8%降到5%",
        "下周一起上线",
        "From March 2026 cut returns",
        "Cut returns from 5% to 3% from June by March",
    ],
)
def test_what_only_tells_of_a_time_begins_nothing(text, vocabulary):
    assert said_in(text, TODAY, vocabulary).starts is None


@pytest.mark.parametrize(
    ("text", "title", "due"),
    [
        ("Finish the migration by the 15th of next month", "Finish the migration", date(2026, 12, 15)),
        ("By the 30th of this month, finish the migration", "Finish the migration", date(2026, 11, 30)),
        ("下月15号前完成迁移", "完成迁移", date(2026, 12, 15)),
        ("完成迁移，下个月十五日前", "完成迁移", date(2026, 12, 15)),
        ("本月28号前完成迁移", "完成迁移", date(2026, 11, 28)),
        ("下月中旬前完成迁移", "完成迁移", date(2026, 12, 15)),
        ("下个月初之前完成迁移", "完成迁移", date(2026, 12, 10)),
        ("完成迁移，下月初", "完成迁移", date(2026, 12, 10)),
        ("6月初完成迁移", "完成迁移", date(2027, 6, 10)),
        ("6月初步完成迁移", "初步完成迁移", date(2027, 6, 30)),
    ],
)
def test_a_day_of_this_month_or_the_next(text, title, due, vocabulary):
    said = said_in(text, TODAY, vocabulary)
    assert (said.title, said.due) == (title, due)


def test_a_day_that_the_next_month_has_not_is_told(vocabulary):
    said = said_in("Finish the migration by the 31st of next month", date(2027, 1, 10), vocabulary)
    assert (said.due, said.denied, said.why) == (None, "by the 31st of next month", "no_such_day")
