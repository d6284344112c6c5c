"""Last week's plans of which a typed reply says nothing are asked about: nothing is presumed, and none is lost."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of


def outcomes(stage, who):
    return [each.outcome for each in week_of(stage, who, "2026-W49").outcomes]


@pytest.mark.parametrize(
    "said",
    [
        "this week: visit the fair",
        "Visit the fair",
        "total chaos last week",
        "hey good morning, monday again",
        "nothing",
    ],
)
def test_a_reply_that_tells_nothing_of_them_leaves_them_to_be_asked(second, alice, said):
    alice.says(said).sees("How did last week’s plans go?", "[All done]")
    assert "[*Done]" not in alice.last


@pytest.mark.parametrize("said", ["这周：拜访客户", "上周太乱了…", "上周一直在开会", "拜访客户"])
def test_nor_does_one_in_chinese(second, li, said):
    li.says(said).sees("上周的几件事怎么样了？", "[都完成了]")
    assert "[*完成]" not in li.last


def test_one_tap_says_that_all_are_done(second, alice):
    alice.says("Visit the fair").taps("All done").says("no").says("4").taps("Share with Mara Keller")
    assert outcomes(second, "alice") == ["done", "done"]
    assert week_of(second, "alice", "2026-W49").plans == ("Visit the fair",)


def test_one_tap_on_the_card_keeps_the_rest_done(second, alice):
    alice.taps("Still going", on="Call the supplier").says("Visit the fair").sees("Is anything stuck?").says("no")
    alice.says("4").taps("Share with Mara Keller")
    assert outcomes(second, "alice") == ["done", "continue"]


@pytest.mark.parametrize("said", ["total chaos last week", "hey good morning, monday again"])
def test_what_is_no_plan_is_none(second, alice, said):
    alice.says(said).taps("All done").sees("one to three things")


@pytest.mark.parametrize("said", ["nothing", "skip", "none"])
def test_plans_of_which_nothing_is_said_go_on(second, alice, said):
    alice.taps("One question at a time").says(said).sees("These carry on", "Write the report", "Call the supplier")
    alice.says("Visit the fair").says("no").says("4").sees("Write the report Still going").taps(
        "Share with Mara Keller"
    )
    assert week_of(second, "alice", "2026-W49").plans == ("Write the report", "Call the supplier", "Visit the fair")


@pytest.mark.parametrize("said", ["没有", "没啥", "跳过"])
def test_so_they_do_in_chinese(second, li, said):
    li.taps("一问一答").says(said).sees("这几件接着做", "写方案", "约客户", "整理数据").says("就这些").says(
        "没有"
    ).says("4")
    li.sees("写方案 继续", "约客户 继续", "整理数据 继续")


def test_what_goes_on_comes_before_the_plans_that_were_said_first(second, alice):
    alice.says("Visit the fair").taps("Still going", on="Call the supplier").taps("The rest is done")
    alice.says("no").says("4").taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("Call the supplier", "Visit the fair")
    assert outcomes(second, "alice") == ["done", "continue"]


def test_plans_that_are_too_many_then_are_chosen_from(second, li):
    li.says("拜访客户；写报价").says("都继续").sees("一共5件了", "最要紧的一到三件事").taps("就要前3件")
    li.says("没有").says("4").taps("发给王芳")
    assert week_of(second, "li", "2026-W49").plans == ("写方案", "约客户", "整理数据")


def test_send_it_loses_none_of_them(second, alice):
    alice.says("Visit the fair").says("send it").sees("Is this right?", "Call the supplier Still going")
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("Write the report", "Call the supplier", "Visit the fair")


@pytest.mark.parametrize("said", ["send it", "share it"])
def test_what_was_said_stays_where_more_goes_on_than_has_room(second, alice, said):
    alice.says("plans: call hudson\nvisit fair").says(said).sees("Write the report Still going")
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("call hudson", "visit fair")


def test_so_it_stays_in_chinese(second, li):
    li.says("拜访客户").says("发").sees("约客户 继续").says("好")
    assert week_of(second, "li", "2026-W49").plans == ("拜访客户",)


def test_what_went_on_by_a_tap_has_its_room(second, alice):
    alice.says("plans: call hudson\nvisit fair").taps("Still going", on="Write the report").says("send it").says("yes")
    assert week_of(second, "alice", "2026-W49").plans == ("Write the report", "call hudson", "visit fair")


def test_of_too_many_nobody_else_leaves_any_out(second, alice):
    alice.says("call hudson; visit fair; order steel; hire a welder").says("send it")
    alice.sees("That makes 4", "call hudson", "hire a welder").says("the last three").says("yes")
    assert week_of(second, "alice", "2026-W49").plans == ("visit fair", "order steel", "hire a welder")


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize("said", ["都继续", "全部继续", "all still going"])
def test_all_go_on(second, li, said, asked):
    if asked:
        li.taps("一问一答")
    li.says(said).sees("这几件接着做", "写方案", "约客户", "整理数据")


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize(
    "said",
    [
        "1 完成，2 还在跟，3 完成",
        "1完成 2还在跟 3完成",
        "1、3完成，2继续",
        "完成的是1和3，2没做",
        "2 is still going, 1 and 3 done",
    ],
)
def test_by_their_numbers(second, li, said, asked):
    if asked:
        li.taps("一问一答")
    li.says(said).says("去展会").says("没有").says("4").says("好").sees("已经发给王芳")
    assert outcomes(second, "li") == ["done", "continue", "done"]


@pytest.mark.parametrize("said", ["1 done, 2 untouched", "1 done 2 untouched"])
def test_a_number_of_which_the_words_are_not_understood_is_asked_about(second, alice, said):
    alice.says(said).sees("Write the report [*Done]", "Call the supplier [Done]").taps(
        "Dropped", on="Call the supplier"
    )
    alice.sees("one to three things")


@pytest.mark.parametrize("said", ["all done except the supplier", "everything finished but 2", "all done but the last"])
def test_all_but_one(second, alice, said):
    alice.says(said).sees("And the others?", "Write the report [*Done]", "Call the supplier [Done]").says("still going")
    alice.says("Visit the fair").says("no").says("4").taps("Share with Mara Keller")
    assert outcomes(second, "alice") == ["done", "continue"]


@pytest.mark.parametrize("said", ["除了客户都完成了", "除了客户以外都做完了", "除了第二个都完成了"])
def test_all_but_one_in_chinese(second, li, said):
    li.says(said).sees("其他几件呢？", "写方案 [*完成]", "约客户 [完成]", "整理数据 [*完成]")


@pytest.mark.parametrize("said", ["Finish last week's report", "Order 3 valves, 2 for Berlin"])
def test_plans_with_such_words_are_kept_as_plans(second, alice, said):
    alice.says(said).taps("All done").says("no").says("4").sees(f"top one to three {said}")


@pytest.mark.parametrize(
    "said", ["nah, actually supplier done too", "nah actually supplier done too", "oh wait, 2 is done"]
)
def test_a_correction_of_what_was_tapped_is_no_plan(second, alice, said):
    alice.taps("Still going", on="Call the supplier").says(said).sees("Call the supplier [*Done]")
    alice.taps("The rest is done").says("Visit the fair").says("no").says("4").taps("Share with Mara Keller")
    assert outcomes(second, "alice") == ["done", "done"]


def test_nor_is_it_in_chinese(second, li):
    li.taps("继续", on="约客户").says("不对，约客户也做完了").sees("约客户 [*完成]")


@pytest.mark.parametrize("said", ["the other not", "the others not yet", "the rest didn't get started"])
def test_the_others_that_nobody_tapped_go_on_where_words_say_not(second, alice, said):
    alice.taps("Done", on="Write the report").says(said).sees("These carry on", "Call the supplier").says("no")
    alice.says("no").says("4").taps("Share with Mara Keller")
    assert outcomes(second, "alice") == ["done", "continue"]
    assert week_of(second, "alice", "2026-W49").plans == ("Call the supplier",)


@pytest.mark.parametrize("said", ["其他没完成", "其他的没动", "其他都没做"])
def test_so_they_do_where_chinese_says_not(second, li, said):
    li.taps("完成", on="写方案").says(said).sees("这几件接着做", "约客户", "整理数据")
    assert "写方案" not in li.last


def test_a_plan_may_stand_behind_the_others(second, li):
    li.taps("完成", on="写方案").says("其他没完成，这周拜访客户").says("没有").says("4").says("好")
    assert outcomes(second, "li") == ["done", "continue", "continue"]
    assert week_of(second, "li", "2026-W49").plans == ("约客户", "整理数据", "这周拜访客户")


def test_no_others_may_be_no_plans_or_none_done(second, li):
    li.taps("完成", on="写方案").says("别的没有").sees("约客户 [完成]", "整理数据 [完成]")


@pytest.mark.parametrize("said", ["nothing", "none"])
def test_with_this_weeks_plans_there_nothing_lets_none_go_on_unseen(second, alice, said):
    alice.says("Visit the fair").says(said).sees("How did last week’s plans go?", "[All done]", "[Skip]")
    alice.taps("Skip").says("no").says("4").sees("Write the report Still going")


@pytest.mark.parametrize("said", ["没啥", "没有", "没什么"])
def test_nor_in_chinese_with_plans_there(second, li, said):
    li.says("拜访客户").says(said).sees("上周的几件事怎么样了？", "[都完成了]")
