"""What people type is understood, and what is in doubt is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from conversations.toolkit import understand
from conversations.toolkit.levels import level_in
from conversations.toolkit.typed_days import day_in, span_in
from conversations.toolkit.vocabulary import Vocabulary
from tests.words import the_vocabulary

MONDAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return the_vocabulary()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Yes please", True),
        ("好的,谢谢", True),
        ("没问题", True),
        ("nope.", False),
        ("不用了", False),
        ("yes and no", None),
        ("no sensors yet", None),
        ("是不是要先批?", None),
        ("", None),
    ],
)
def test_yes_or_no(text: str, meant: bool | None, vocabulary: Vocabulary) -> None:
    assert understand.yes_or_no(text, vocabulary) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("done", "done"),
        ("All done!", "done"),
        ("已经做完了", "done"),
        ("都搞定了。", "done"),
        ("not done", "continue"),
        ("还没做完", "continue"),
        ("不做了", "drop"),
        ("won’t do it", "drop"),
        ("done, still on it", None),
        ("undone", None),
        ("the supplier is done with us", None),
    ],
)
def test_outcomes(text: str, meant: str | None, vocabulary: Vocabulary) -> None:
    assert understand.outcome_in(text, vocabulary) == meant


def test_several_outcomes_keep_their_order(vocabulary: Vocabulary) -> None:
    said = understand.options_in("1. 完成 2、还在做 3. dropped", "outcomes", vocabulary)
    assert said == ["done", "continue", "drop"]


@pytest.mark.parametrize("text", ["no", "None", "没有", "就这些", "that's all, thanks"])
def test_nothing(text: str, vocabulary: Vocabulary) -> None:
    assert understand.is_nothing(text, vocabulary)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("4", 4),
        ("4/5", 4),
        ("四分", 4),
        ("about 3", 3),
        ("level 5!", 5),
        ("four out of 5", 4),
        ("4/10", None),
        ("6", None),
        ("0", None),
        ("-3", None),
        ("3.5", None),
        ("3 or 4", None),
        ("fine", None),
        ("maybe a four", 4),
        ("大概3", 3),
        ("3分，有点累", 3),
        ("4 days no sleep", None),
        ("4天没睡好", None),
        ("一般", None),
        ("一直很累", None),
    ],
)
def test_levels(text: str, level: int | None, vocabulary: Vocabulary) -> None:
    assert level_in(text, 1, 5, vocabulary) == level


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 23)),
        ("明天", date(2026, 11, 24)),
        ("后天之前", date(2026, 11, 25)),
        ("by Friday please", date(2026, 11, 27)),
        ("周五", date(2026, 11, 27)),
        ("Monday", date(2026, 11, 23)),
        ("下周三前", date(2026, 12, 2)),
        ("下个星期三", date(2026, 12, 2)),
        ("下下周一", date(2026, 12, 7)),
        ("next Wednesday", date(2026, 12, 2)),
        ("Wednesday next week", date(2026, 12, 2)),
        ("can do next week wed", date(2026, 12, 2)),
        ("ok next week on monday", date(2026, 11, 30)),
        ("next week's Tuesday", date(2026, 12, 1)),
        ("下周 周二给你", date(2026, 12, 1)),
        ("下周的周三", date(2026, 12, 2)),
        ("下下周周一", date(2026, 12, 7)),
        ("这周日", date(2026, 11, 29)),
        ("next week", date(2026, 12, 4)),
        ("月底", date(2026, 11, 30)),
        ("下个月底", date(2026, 12, 31)),
        ("end of the month", date(2026, 11, 30)),
        ("end of this month", date(2026, 11, 30)),
        ("by the end of the week", date(2026, 11, 27)),
        ("end of January", date(2027, 1, 31)),
        ("end Dec", date(2026, 12, 31)),
        ("二月底", date(2027, 2, 28)),
        ("13月底", None),
        ("11月30日", date(2026, 11, 30)),
        ("十一月三十号", date(2026, 11, 30)),
        ("30 Nov", date(2026, 11, 30)),
        ("Nov 30th", date(2026, 11, 30)),
        ("30th of November", date(2026, 11, 30)),
        ("30/11", date(2026, 11, 30)),
        ("11/30", date(2026, 11, 30)),
        ("最晚12/5", date(2026, 12, 5)),
        ("5/12", date(2026, 12, 5)),
        ("2026-12-01", date(2026, 12, 1)),
        ("2026年12月1日", date(2026, 12, 1)),
        ("5 January", date(2027, 1, 5)),
        ("25号", date(2026, 11, 25)),
        ("3号", date(2026, 12, 3)),
        ("in 3 days", date(2026, 11, 26)),
        ("in two weeks", date(2026, 12, 7)),
        ("三天后", date(2026, 11, 26)),
        ("两周之后", date(2026, 12, 7)),
        ("20 Nov", date(2026, 11, 20)),
        ("2031-01-01", None),
        ("31 Feb", None),
        ("13月40日", None),
        ("on the 25th", date(2026, 11, 25)),
        ("2-3 things", None),
        ("soon", None),
        ("monetary policy", None),
        ("Monday, 7 Dec", date(2026, 12, 7)),
        ("12月7日(周一)", date(2026, 12, 7)),
        ("", None),
    ],
)
def test_days(text: str, day: date | None, vocabulary: Vocabulary) -> None:
    assert day_in(text, MONDAY, vocabulary) == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("away until Friday", date(2026, 11, 23), date(2026, 11, 27)),
        ("on leave until the end of the month", date(2026, 11, 23), date(2026, 11, 30)),
        ("on leave until the end of the year", date(2026, 11, 23), date(2026, 12, 31)),
        ("away until the end of next week", date(2026, 11, 23), date(2026, 12, 4)),
        ("away until the end of the week", date(2026, 11, 23), date(2026, 11, 27)),
        ("away until the end of January", date(2026, 11, 23), date(2027, 1, 31)),
        ("off from 20 Dec to end of January", date(2026, 12, 20), date(2027, 1, 31)),
        ("休假到1月底", date(2026, 11, 23), date(2027, 1, 31)),
        ("12月20号到一月底休假", date(2026, 12, 20), date(2027, 1, 31)),
        ("请假到下周", date(2026, 11, 23), date(2026, 12, 4)),
        ("off next week", date(2026, 11, 30), date(2026, 12, 4)),
        ("off next week wed to fri", date(2026, 12, 2), date(2026, 12, 4)),
        ("下周 周一到周二请假", date(2026, 11, 30), date(2026, 12, 1)),
        ("请假到周五", date(2026, 11, 23), date(2026, 11, 27)),
        ("下周休假", date(2026, 11, 30), date(2026, 12, 4)),
        ("on leave next week", date(2026, 11, 30), date(2026, 12, 4)),
        ("off this week", date(2026, 11, 23), date(2026, 11, 27)),
        ("周三请假", date(2026, 11, 25), date(2026, 11, 25)),
        ("周三到周五休假", date(2026, 11, 25), date(2026, 11, 27)),
        ("下周一到周三请假", date(2026, 11, 30), date(2026, 12, 2)),
        ("下周一到下周三请假", date(2026, 11, 30), date(2026, 12, 2)),
        ("away 30 Nov - 4 Dec", date(2026, 11, 30), date(2026, 12, 4)),
        ("11月30日到4日不在", date(2026, 11, 30), date(2026, 12, 4)),
        ("请假3天", date(2026, 11, 23), date(2026, 11, 25)),
        ("明天起休两天", date(2026, 11, 24), date(2026, 11, 25)),
        ("pause for two weeks", date(2026, 11, 23), date(2026, 12, 6)),
        ("back on Monday 30 Nov", date(2026, 11, 23), date(2026, 11, 29)),
        ("I'm off 24-26 Dec", date(2026, 12, 24), date(2026, 12, 26)),
        ("away 24.–26. December", date(2026, 12, 24), date(2026, 12, 26)),
        ("off Dec 24-26", date(2026, 12, 24), date(2026, 12, 26)),
        ("off 24 and 25 Dec", date(2026, 12, 24), date(2026, 12, 25)),
        ("off 24, 25 and 26 Dec", date(2026, 12, 24), date(2026, 12, 26)),
        ("out from Dec 24th to the 26th", date(2026, 12, 24), date(2026, 12, 26)),
        ("from 24 to 26 Dec", date(2026, 12, 24), date(2026, 12, 26)),
        ("off Dec 24 and 3 things to hand over", date(2026, 12, 24), date(2026, 12, 24)),
        ("off Dec 2 for 3 days", date(2026, 12, 2), date(2026, 12, 4)),
        ("24号到26号休假", date(2026, 11, 24), date(2026, 11, 26)),
        ("24到26号休假", date(2026, 11, 24), date(2026, 11, 26)),
        ("24、25号请假", date(2026, 11, 24), date(2026, 11, 25)),
        ("12月24-26日不在", date(2026, 12, 24), date(2026, 12, 26)),
        ("下周一回来上班", date(2026, 11, 23), date(2026, 11, 29)),
    ],
)
def test_days_away(text: str, first: date, last: date, vocabulary: Vocabulary) -> None:
    assert span_in(text, MONDAY, vocabulary) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["I need some time off", "休假", "from 4 Dec to 30 Nov", "for 900 days", "上周一直在休假", "on leave last Monday"],
)
def test_no_days_away(text: str, vocabulary: Vocabulary) -> None:
    assert span_in(text, MONDAY, vocabulary) is None


@pytest.mark.parametrize("piece", ["下", "一", "1", "no ", "3天", "十", "2026-", "4/", "(", "done,", "\n- "])
def test_long_input_is_read_in_no_time(piece: str, vocabulary: Vocabulary) -> None:
    text = piece * (100_000 // len(piece))
    reads: tuple[Callable[[], object], ...] = (
        lambda: day_in(text, MONDAY, vocabulary),
        lambda: span_in(text, MONDAY, vocabulary),
        lambda: understand.options_in(text, "outcomes", vocabulary),
        lambda: level_in(text, 1, 5, vocabulary),
        lambda: understand.intent_in(text, vocabulary),
    )
    day_in("warm up: patterns are compiled once", MONDAY, vocabulary)
    for read in reads:
        began = time.process_time()
        read()
        assert time.process_time() - began < 0.05


@pytest.mark.parametrize("text", ["pause for 1000000 weeks", "in 1000 weeks", "暂停1000000周"])
def test_a_number_is_never_read_by_its_tail(text: str, vocabulary: Vocabulary) -> None:
    assert day_in(text, MONDAY, vocabulary) is None
    assert span_in(text, MONDAY, vocabulary) is None
