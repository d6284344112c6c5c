"""Plans changed in words after the week is shared: the only one at once, of several the one that is tapped."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import week_of


def plans_of(stage, who, week="2026-W49"):
    return week_of(stage, who, week).plans


@pytest.mark.parametrize(
    "said",
    [
        "change plans to order labels",
        "plans are now order labels",
        "change it to order labels",
        "change my plan to order labels",
    ],
)
def test_the_only_plan_is_another_at_once(second, alice, said):
    alice.says("Visit the fair").taps("All done").says("no").says("4").says("share it").says(said)
    alice.sees("Changed: This week’s top one to three → order labels")
    assert plans_of(second, "alice") == ("order labels",)
    alice.says("undo")
    assert plans_of(second, "alice") == ("Visit the fair",)


@pytest.mark.parametrize("said", ["计划改成修测试台", "改成修测试台", "不对，应该是修测试台"])
def test_so_it_is_in_chinese(monday, li, said):
    li.says("整理仓库").says("没有").says("好").says(said).sees("改好了", "修测试台")
    assert plans_of(monday, "li", "2026-W48") == ("修测试台",)


@pytest.mark.parametrize("said", ["change plans to order labels", "change it to order labels"])
def test_of_several_it_is_asked_which(second, alice, said):
    alice.says("Visit the fair\nCall Bo").taps("All done").says("no").says("4").says("share it").says(said)
    alice.sees("Which plan is that instead of?", "order labels", "Visit the fair [This one]", "Call Bo [This one]")
    assert plans_of(second, "alice") == ("Visit the fair", "Call Bo")
    alice.taps("This one").sees("Week of Mon 30 Nov", "order labels; Call Bo")
    assert plans_of(second, "alice") == ("order labels", "Call Bo")


@pytest.mark.parametrize("said", ["no, I meant the other fair", "change it to Friday"])
def test_what_may_mean_anything_is_asked_about(second, alice, said):
    alice.says("Visit the fair").taps("All done").says("no").says("4").says("share it").says(said).sees(
        "Which plan is that instead of?"
    )
    alice.taps("None of them").sees("Nothing changed. You wrote:")
    assert plans_of(second, "alice") == ("Visit the fair",)


def test_that_a_plan_is_wrong_is_no_plan(monday, li):
    li.says("整理仓库").says("改前面的，计划写错了").sees("再来一次", "最要紧的一到三件事").sees_not("→ 计划写错了")
    li.says("修测试台").says("没有").sees("这样对吗？", "修测试台").says("好").says("改前面的，计划写错了").sees(
        "改一改"
    )
    assert plans_of(monday, "li", "2026-W48") == ("修测试台",)
