"""A whole status in one reply: outcomes, plans and what is stuck, taken apart and otherwise left as written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from conversations.toolkit.listing import lines_in
from conversations.weekly_checkin.last_week import outcomes_of
from conversations.weekly_checkin.status import status_in
from tests.conversations.weekly_checkin.record import entries_of, week_of

LAST_WEEK = 3


@dataclass(frozen=True)
class Labelled:
    """One reply, and what whoever reads it takes from it."""

    language: str
    number: int
    says: str
    outcomes: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    stuck: str | None = None

    @property
    def held_out(self) -> bool:
        return self.number % 2 == 1


def _labelled() -> list[Labelled]:
    folder = Path(__file__).parent / "labelled"
    kept = {
        language: YAML(typ="safe").load((folder / f"{language}.yaml").read_text("utf-8"))
        for language in ("en", "zh-CN")
    }
    return [
        Labelled(
            language, number, one["says"], tuple(one.get("outcomes", ())), tuple(one.get("plans", ())), one.get("stuck")
        )
        for language, replies in kept.items()
        for number, one in replies.items()
    ]


LABELLED = _labelled()


def read(reply, vocabulary) -> Labelled:
    """What the reader takes from a reply."""
    status = status_in(reply.says, vocabulary)
    if status is None:
        return Labelled(reply.language, reply.number, reply.says)
    outcomes = outcomes_of(status, LAST_WEEK) or {}
    stuck = "no" if status.stuck == "" else status.stuck
    in_order = tuple(str(outcomes[n]) for n in sorted(outcomes))
    return Labelled(reply.language, reply.number, reply.says, in_order, tuple(lines_in(status.plans)), stuck)


def test_half_of_the_set_is_held_out():
    assert [sum(each.held_out for each in LABELLED if each.language == one) for one in ("en", "zh-CN")] == [21, 21]
    assert len({each.says for each in LABELLED}) == 64


@pytest.mark.parametrize("reply", [each for each in LABELLED if not each.held_out], ids=lambda each: each.says)
def test_what_the_reader_was_made_on(reply, vocabulary):
    assert read(reply, vocabulary) == reply


def test_what_was_held_out(vocabulary, capsys):
    held_out = [each for each in LABELLED if each.held_out]
    missed = [each.says for each in held_out if read(each, vocabulary) != each]
    with capsys.disabled():
        print(f"\n{len(held_out) - len(missed)} of {len(held_out)} held out; missed: {missed}")
    assert len(missed) <= MAY_MISS


MAY_MISS = 10
"""Of 42; of the 20 about how a status closes, it missed 14 before it knew such words, and 9 since."""


def test_all_done_and_nothing_stuck_leaves_the_plans_to_be_asked(second, alice):
    alice.says("all done, nothing stuck").sees("one to three things")
    alice.says("Visit the fair").sees("energy")
    alice.says("4").sees("Write the report Done", "Call the supplier Done", "Nothing stuck")
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("Visit the fair",)
    assert not entries_of(second, "alice", "blocker_raised")


def test_a_status_in_one_breath(second, li):
    li.says("完成 完成 不做了。这周：1）拜访客户 2）写报价 没有卡住").sees("精力")
    li.says("跳过").taps("发给王芳")
    answered = week_of(second, "li", "2026-W49")
    assert [each.outcome for each in answered.outcomes] == ["done", "done", "drop"]
    assert answered.plans == ("拜访客户", "写报价")
    assert not answered.stuck


def test_what_goes_on_stays_a_plan_beside_the_new_ones(second, alice):
    alice.says("done, still going. This week: visit the fair. Nothing stuck").sees("energy")
    alice.says("skip").taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("Call the supplier", "visit the fair")


def test_what_is_stuck_is_asked_about_as_ever(second, alice):
    alice.says("All done. This week: visit the fair. I'm stuck on the supplier's quote").sees("Who can help?")
    alice.says("my manager").says("Friday").says("4").sees("I'm stuck on the supplier's quote")


def test_outcomes_of_another_number_of_plans_are_asked_again_and_the_rest_is_kept(second, li):
    li.says("完成，还在做。这周：拜访客户。没卡住").sees("写方案", "约客户")
    li.says("完成，还在做，完成").sees("精力")
    li.says("跳过").sees("约客户 继续", "拜访客户")


def test_too_many_plans_are_said_and_the_rest_is_kept(second, alice):
    alice.says("All done, nothing stuck. This week: 1. one 2. two 3. three 4. four").sees("three things")
    alice.says("The trial").sees("energy")


def test_the_first_two_questions_take_a_status_too(second, alice):
    alice.taps("One question at a time").says("all done, nothing stuck").sees("one to three things")
    alice.says("Visit the fair, nothing stuck").sees("energy")


def test_after_one_tap_a_status_is_this_weeks_plans(second, li):
    li.taps("按计划，没卡住").says("这周：1）拜访客户 2）写报价").taps("加上")
    assert week_of(second, "li", "2026-W49").plans == ("拜访客户", "写报价")


def test_the_words_of_the_one_tap_are_the_one_tap(second, alice, li):
    alice.says("As planned, nothing stuck").sees("Week of Mon 30 Nov")
    li.says("按计划，没卡住").sees("已经发给王芳")
    assert week_of(second, "alice", "2026-W49").quick
    assert week_of(second, "li", "2026-W49").quick


def test_nothing_but_plans_is_left_as_it_was_written(second, alice):
    alice.says("Get the broken line unstuck, then say that all is done").taps("All done").says("no").says("skip")
    alice.sees("Get the broken line unstuck, then say that all is done")


def test_what_closes_a_status_is_no_excuse_for_a_but(vocabulary):
    for reply in ("All good otherwise, but the quote is late", "一切正常，但是报价晚了"):
        assert status_in(reply, vocabulary) is None, reply


def test_nothing_wrong_is_no_blocker(second, li):
    li.taps("一问一答").says("都完成了").says("拜访客户").says("没什么问题").sees("精力")
    li.says("跳过").taps("发给王芳")
    assert not entries_of(second, "li", "blocker_raised")


def test_words_of_their_own_about_last_week_are_asked_about_and_the_rest_is_read(second, li):
    li.says("方案做完了，客户还在约，没有样板所以卡住了。这周：1. 把三个旧版本跑完 2. 写测试报告 3、跟测试对一下计划")
    li.sees("写方案", "约客户").taps("完成", on="写方案").taps("继续", on="约客户").taps("完成", on="整理数据")
    li.sees("就要前3件").says("把三个旧版本跑完；写测试报告；跟测试对一下计划")
    li.sees("谁能帮上忙？").says("我的主管").says("跳过").says("跳过")
    li.sees("把三个旧版本跑完；写测试报告；跟测试对一下计划", "没有样板所以卡住了", "约客户 继续")


def test_nothing_is_done_against_words_that_say_otherwise(second, alice):
    alice.says("Visit the fair, the supplier is still waiting").sees("How did last week’s plans go?")
    alice.says("1 done, 2 still going").says("no").says("skip").sees("Call the supplier Still going", "Visit the fair")


def test_what_became_of_the_plans_can_be_skipped_in_words(second, alice, li):
    alice.taps("One question at a time").says("skip").sees("These carry on", "Write the report", "Call the supplier")
    li.taps("一问一答").says("跳过").sees("这几件接着做", "写方案", "约客户", "整理数据")


def test_what_was_said_in_one_reply_is_undone_in_one(second, alice, li):
    alice.says("all done, nothing stuck").sees("one to three things").says("undo")
    alice.sees("once more", "How did last week’s plans go?")
    assert alice.listening == "outcomes"
    assert "[*Done]" not in alice.last
    alice.says("1 dropped, 2 done").says("Visit the fair").sees("Is anything stuck?").says("no").says("4")
    alice.sees("Write the report Dropped", "Visit the fair")
    li.says("都做完了，没卡住").says("撤回").sees("再来一次", "上周的几件事怎么样了").says("都做完了")
    li.says("写总结").says("撤回").sees("再来一次", "最要紧的一到三件事")


def test_a_plan_that_is_not_done_is_asked_about_before_sharing(second, alice, li):
    alice.says("all done, nothing stuck").says("Visit the fair").says("3").sees("Is this right?")
    alice.says("one of them is not done").sees("once more", "Call the supplier")
    assert not alice.can("Share with Mara Keller"), "the summary is open no more"
    alice.taps("Still going", on="Call the supplier").taps("The rest is done").sees(
        "Is this right?", "Call the supplier Still going"
    )
    li.says("写总结").taps("都完成了").says("没有").says("3").says("有一件还没做完").sees("再来一次", "约客户")


@pytest.mark.parametrize("one_by_one", [False, True])
@pytest.mark.parametrize(
    ("said", "goes_on"),
    [
        ("the first is done, second continues", "Call the supplier Still going"),
        ("The second is done, the first continues", "Write the report Still going"),
        ("the former is done and the last continues", "Call the supplier Still going"),
    ],
)
def test_which_plan_is_meant_is_said_by_its_place(second, alice, said, goes_on, one_by_one):
    if one_by_one:
        alice.taps("One question at a time")
    alice.says(said).says("Visit the fair").says("no").says("4").sees("Is this right?", goes_on)


@pytest.mark.parametrize(
    ("said", "goes_on"),
    [
        ("前一个完成，后一个继续", "整理数据 继续"),
        ("最后一个完成，前一个继续", "写方案 继续"),
        ("第二个弄完了，第一个还没弄完", "写方案 继续"),
    ],
)
def test_which_plan_is_meant_is_said_by_its_place_in_chinese(second, li, said, goes_on):
    li.says(said).sees("其他几件呢？").taps("其他都完成了")
    li.says("拜访客户").says("没有").says("4").sees("这样对吗？", goes_on)
    assert li.last.count(" 继续") == 1


def test_what_became_of_the_others_stays_open(second, li):
    li.taps("一问一答").says("前一个完成，后一个继续")
    assert li.listening == "outcomes"
    li.says("第二个不做了").says("就这些").says("没有").says("4").sees("写方案 完成", "约客户 不做了", "整理数据 继续")


def test_all_of_last_week_is_no_place(second, alice):
    alice.says("Last week all done").sees("one to three things").says("Visit").says("no").says("4")
    alice.sees("Write the report Done", "Call the supplier Done")


def test_nothing_to_say_of_last_week_leads_on(second, li):
    li.taps("一问一答").says("没有").sees("这几件接着做", "写方案", "约客户", "整理数据")


def test_a_whole_status_in_one_message(second, li, wang):
    said = "写方案那个弄完了，客户还在约。这周：1. 出测试报告；2. 联调驱动 3、写周报。卡在测试板子，还缺三块"
    li.says(said).says("出测试报告；联调驱动；写周报").says("完成，还在做，完成").sees("谁能帮上忙？")
    li.says("主管").says("跳过").says("跳过").sees("出测试报告", "联调驱动", "写周报", "卡在测试板子，还缺三块")
    li.taps("发给王芳")
    assert [each.what for each in entries_of(second, "li", "blocker_raised")] == ["卡在测试板子，还缺三块"]


def test_energy_in_the_same_message_is_for_nobody_else(second, li, wang):
    li.says("上周都做完了，这周修叉车，没卡住，精力3").sees("这样对吗？", "修叉车", "没有", "精力 3")
    li.taps("发给王芳")
    answered = week_of(second, "li", "2026-W49")
    assert (answered.plans, answered.stuck) == (("这周修叉车",), False)
    assert [each.level for each in entries_of(second, "li", "energy_noted")] == [3]


def test_energy_beside_plans_alone(second, alice):
    alice.says("Visit the fair, energy: 4").taps("All done").sees("Is anything stuck?").says("no").sees(
        "Visit the fair", "Energy 4"
    )
    assert "energy: 4" not in alice.last


@pytest.mark.parametrize("said", ["Set energy 5 as target", "精力集中做三件事", "Energy 4"])
def test_what_only_looks_like_it_is_a_plan(second, alice, said):
    alice.says(said).taps("All done").says("no").says("2").sees(said, "Energy 2")


@pytest.mark.parametrize(
    ("said", "plans", "stuck"),
    [
        ("1、盘点\n2、贴标签\n卡住了：扫码枪坏了", ("盘点", "贴标签"), "扫码枪坏了"),
        ("写周报，卡在测试板子", ("写周报",), "卡在测试板子"),
        ("Count the stock, I’m stuck on the scanner", ("Count the stock",), "I’m stuck on the scanner"),
        ("Count. No papers since Monday, I'm stuck", ("Count",), "No papers since Monday, I'm stuck"),
    ],
)
def test_what_is_stuck_stands_behind_the_plans(second, alice, said, plans, stuck):
    alice.says(said).taps("All done").sees("Who can help?").says("my manager").says("skip").says("skip")
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == plans
    assert [each.what for each in entries_of(second, "alice", "blocker_raised")] == [stuck]


def test_what_is_stuck_alone_leaves_the_plans_to_be_asked(second, alice):
    alice.says("No customs papers since Monday, I'm stuck").taps("All done").sees("one to three things")
    alice.says("Count the stock").sees("Who can help?")


@pytest.mark.parametrize(
    "said", ["Replace the valve, stuck since May", "解决卡住的审批，催合同", "Review blocked orders"]
)
def test_a_plan_about_what_is_stuck_is_a_plan(second, alice, said):
    alice.says(said).taps("All done").sees("Is anything stuck?")


@pytest.mark.parametrize(
    "said",
    [
        "call Bob\nenergy 2",
        "1. call Bob\n2. energy 2",
        "energy 2\ncall Bob",
        "All done. Energy 2. Nothing stuck. Plans: call Bob",
        "all done, my energy was only 2, nothing stuck. This week: call Bob",
        "all done, nothing stuck, energy 2 out of 5. This week: call Bob",
        "都完成了，精力只有2，没卡住，本周：call Bob",
    ],
)
def test_energy_is_no_plan_wherever_it_stands(second, alice, said):
    alice.says(said)
    while not alice.can("Share with Mara Keller"):
        alice.taps("Nothing stuck" if alice.can("Nothing stuck") else "All done")
    assert "2" in alice.sees("call Bob").last
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("call Bob",)


def test_energy_is_no_plan_where_it_is_not_asked_either(monday, alice):
    alice.says("call Bob\nenergy 2").says("nothing stuck").taps("Share with Mara Keller")
    assert week_of(monday, "alice", "2026-W48").plans == ("call Bob",)


@pytest.mark.parametrize(
    "said",
    [
        *("1 done, the rest still going", "only the first is done", "neither done"),
        "report's done but the supplier still hasn't called back",
    ],
)
def test_where_only_some_are_done_none_counts_as_done_by_itself(second, alice, said):
    alice.says(said).sees_not("Is anything stuck?")
    assert alice.listening == "outcomes"


@pytest.mark.parametrize(
    "said",
    [
        "1完成，其他继续",
        "第一个完成了，其他的还在做",
        "只完成了第一个",
        "除了第三个都完成了",
        "数据没整理完，其他都好了",
    ],
)
def test_nor_in_chinese(second, li, said):
    li.says(said)
    assert li.listening == "outcomes"


@pytest.mark.parametrize("said", ["Finish the rest of the report", "Close the other two tickets, not the big one"])
def test_a_plan_with_such_words_stays_a_plan(second, alice, said):
    alice.says(said).taps("All done").sees("Is anything stuck?")
