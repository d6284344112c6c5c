"""Last week's plans told of by a part of their words, each with what became of it."""

from __future__ import annotations

import pytest

from conversations.weekly_checkin.named import Told, told_of
from tests.conversations.weekly_checkin.record import week_of

PLANS = ("Write the report", "Call the supplier", "写周报", "约客户")


def outcomes(stage, who):
    return [each.outcome for each in week_of(stage, who, "2026-W49").outcomes]


@pytest.mark.parametrize(
    ("said", "became"),
    [
        ("Report yes, supplier no", ["done", "continue"]),
        ("supplier: no; report: done", ["done", "continue"]),
        ("the report is done too, the supplier isn't", ["done", "continue"]),
        ("I finished the report, dropped the supplier", ["done", "drop"]),
        ("report ✅, supplier cancelled", ["done", "drop"]),
        ("supplier still going, report finished.", ["done", "continue"]),
    ],
)
def test_each_plan_named_has_its_outcome(second, alice, said, became):
    alice.says(said).says("Visit the fair").says("no").says("4").says("yes").sees("Week of")
    assert outcomes(second, "alice") == became


@pytest.mark.parametrize(
    ("said", "became"),
    [
        ("方案好了，客户没有，数据好了", ["done", "continue", "done"]),
        ("方案写完了，客户没约到，数据不做了", ["done", "continue", "drop"]),
        ("客户还在做，其实方案做完了，数据也好了", ["done", "continue", "done"]),
    ],
)
def test_so_it_is_in_chinese(second, li, said, became):
    li.says(said).says("去展会").says("没有").says("4").says("好").sees("已经发给王芳")
    assert outcomes(second, "li") == became


def test_beside_the_plans_of_this_week(second, alice):
    alice.says("Report yes; supplier no. This week: visit the fair. Nothing stuck").says("4").says("yes")
    assert outcomes(second, "alice") == ["done", "continue"]
    assert week_of(second, "alice", "2026-W49").plans == ("Call the supplier", "visit the fair")


def test_of_the_others_it_is_asked_and_what_was_told_is_kept(second, alice, li):
    alice.says("the report is done").sees("And the others?", "[*Done]").says("1 done, 2 dropped").sees("one to three")
    li.says("方案好了，客户没有").sees("其他几件呢？", "整理数据")


@pytest.mark.parametrize("said", ["Report yes, vendor no", "report done, report dropped"])
def test_where_it_is_not_certain_each_is_asked(second, alice, said):
    alice.says(said).sees("How did last week’s plans go?", "Write the report", "Call the supplier")
    assert alice.listening == "outcomes"


@pytest.mark.parametrize(
    "said", ["Complete the report", "Call the supplier next week", "Budget done", "Send the report"]
)
def test_what_is_a_plan_stays_one(second, alice, said):
    alice.says(said).taps("All done").says("no").says("4").sees(f"top one to three {said}")


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("the report is done as well", Told((0,), "done")),
        ("we finished the report", Told((0,), "done")),
        ("take the supplier off my plans", Told((1,), "out")),
        ("remove the report", Told((0,), "out")),
        ("周报也做完了", Told((2,), "done")),
        ("把周报去掉", Told((2,), "out")),
        ("客户不去了", Told((3,), "out")),
        ("vendor done", Told((), "done")),
        ("no", None),
        ("all done", None),
        ("Finish the report", None),
        ("完成周报", None),
    ],
)
def test_what_a_clause_tells(vocabulary, clause, told):
    assert told_of(clause, PLANS, vocabulary) == told


@pytest.mark.parametrize("said", ["ok...", "yes…"])
def test_who_trails_off_at_the_summary_sends_nothing_yet(second, alice, said):
    alice.says("all done").says("Visit the fair").says("no").says("4").sees("Is this right?").says(said)
    alice.sees("Not shared yet").says("yes").sees("Week of")


@pytest.mark.parametrize("said", ["1 done 2 nope", "1 yes 2 nope", "first done second nope"])
def test_a_no_beside_the_number_of_a_plan_tells_of_that_plan(second, alice, said):
    alice.says("Visit the fair").says(said).sees("Is anything stuck?").says("no").says("skip")
    alice.sees("Write the report Done", "Call the supplier Still going")


def test_so_it_does_in_chinese(second, li):
    li.says("1做完了2没有3不做了").sees("这几件接着做", "约客户")


@pytest.mark.parametrize(
    "said", ["fini report, supplier not yet", "nope neither of them", "both done boss wants more", "neither of them"]
)
def test_what_tells_of_last_week_in_other_words_is_asked_about_and_no_plan(second, alice, said):
    alice.says(said).sees("How did last week’s plans go?").taps("Done", on="Write the report")
    if "supplier" not in said:
        alice.taps("Still going", on="Call the supplier")
    alice.sees("These carry on")
    assert not alice.last.count(said)


@pytest.mark.parametrize("said", ["方案过了，约客户顺延，数据下周", "方案写完了，客户约了，数据还没"])
def test_so_it_is_asked_about_in_chinese(second, li, said):
    li.says(said).sees("没看明白", "上周的几件事怎么样了").taps("其他都完成了").sees("这周")
    assert "数据下周" not in li.last and "3 " not in li.last


def test_what_is_told_of_some_asks_of_the_others_in_chinese(second, li):
    li.says("方案ok，约客户顺延，数据下周").sees("其他几件呢？", "写方案 [*完成]", "约客户 [完成] [*继续]")


@pytest.mark.parametrize("said", ["both done yay", "both done, yay!"])
def test_joy_is_no_plan(second, alice, said):
    alice.says(said).sees("What are the one to three things")


@pytest.mark.parametrize(
    "said", ["All hands meeting", "everything for the fair", "get the report done, visit the fair"]
)
def test_plans_that_begin_so_are_plans(second, alice, said):
    alice.says(said).taps("All done").says("no").says("skip").sees(f"top one to three {said}")
