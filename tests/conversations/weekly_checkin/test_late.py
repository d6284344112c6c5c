"""What is said late: at the last questions and the summary, and by whoever comes back to a week taken back."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of, week_of


def test_what_is_stuck_after_all_is_taken_into_the_summary(second, alice, mara):
    alice.says("Visit the fair").taps("All done").says("no").says("skip").sees("Nothing stuck")
    alice.says("I am stuck on the customs codes, need it by Wednesday from Bob").sees("Is this right?", "Bob Nyman")
    alice.sees("I am stuck on the customs codes", "By when? Wed 2 Dec")
    assert not entries_of(second, "alice", "blocker_raised"), "nothing is shared before the tap"
    alice.taps("Share with Mara Keller")
    [raised] = entries_of(second, "alice", "blocker_raised")
    assert (raised.helper, raised.needed_by.isoformat()) == ("bob", "2026-12-02")


def test_what_it_raises_is_asked_and_what_was_skipped_is_not(second, alice):
    alice.says("Visit the fair").taps("All done").says("no").says("skip").says("Blocker: no badge for the fair").sees(
        "Who can help?"
    )
    alice.says("my manager").says("skip").sees("Is this right?", "no badge for the fair")


def test_only_to_be_stuck_asks_on_what(second, li):
    li.says("写总结").taps("都完成了").says("没有").says("跳过").says("我卡住了").sees("卡在哪里？").says(
        "没有样板"
    ).sees("谁能帮上忙？")


@pytest.mark.parametrize("tapped", ["没有", "跳过"])
def test_at_the_last_question_it_is_taken_too_and_the_question_stays(second, li, tapped):
    li.says("写总结").taps("都完成了").taps(tapped).sees("精力").says(
        "卡住了：测试机排期冲突，想请王芳帮忙，周三前"
    ).sees("精力")
    li.says("计划改成：1. 写接口文档 2. 联调").sees("改好了", "精力").says("3")
    li.sees("写接口文档；联调", "测试机排期冲突，想请王芳帮忙，周三前", "我的主管", "12月2日")
    assert "写总结" not in li.last


def test_energy_beside_it_is_for_nobody_else(second, alice):
    alice.says("Visit the fair").taps("All done").says("no").says("I'm stuck on the badge, energy 2").sees(
        "Who can help?"
    )
    alice.says("my manager").says("skip").sees("I'm stuck on the badge", "Energy 2")
    assert "badge, energy" not in alice.last


@pytest.mark.parametrize("said", ["2, I'm stuck", "stuck?", "Replace the stuck valve"])
def test_in_doubt_nothing_is_taken(second, alice, said):
    alice.says("Visit the fair").taps("All done").says("no").says("4").says(said)
    assert "Nothing stuck" in alice.card("weekly_checkin.recap")


@pytest.mark.parametrize(
    "said",
    [
        "change plans to: 1. Tag the repairs 2. Call the depot",
        "Change my plans to\n1. Tag the repairs\n2. Call the depot",
        "This week: 1. Tag the repairs 2. Call the depot",
        "1. Tag the repairs\n2. Call the depot",
    ],
)
def test_new_plans_take_the_place_of_the_old(second, alice, said):
    alice.says("Visit the fair").taps("All done").says("no").says("4").says(said).sees(
        "Is this right?", "Tag the repairs; Call the depot"
    )
    assert "Visit the fair" not in alice.last
    assert "Energy 4" in alice.last
    alice.taps("Share with Mara Keller")
    assert week_of(second, "alice", "2026-W49").plans == ("Tag the repairs", "Call the depot")


def test_too_many_of_them_are_said(second, alice):
    alice.says("Visit the fair").taps("All done").says("no").says("4").says("1. one 2. two 3. three 4. four").sees(
        "three things"
    )
    alice.says("The trial").sees("Is this right?", "The trial")
    assert "Visit the fair" not in alice.last


def test_what_is_unclear_at_the_summary_names_the_way_to_change_it(second, alice, li):
    alice.says("Visit the fair").taps("All done").says("no").says("4").says("hmm, well").sees(
        "tap the button or say “share it”. Otherwise tap “Change”."
    )
    assert alice.can("Change")
    li.says("写总结").taps("都完成了").says("没有").says("4").says("嗯这个嘛").sees("点“改一改”", "[改一改]")


def test_another_blocker_asks_anew_who_can_help(second, alice):
    alice.says("Visit the fair").taps("All done").says("No badge").says("Bob").says("Friday").sees("energy").says("4")
    alice.says("1. Tag 2. Call. Blocker: no labels").sees("Who can help?").says("my manager").says("skip")
    alice.sees("Is this right?", "no labels", "My manager")
    assert "Bob" not in alice.last


def test_who_comes_back_from_the_summary_sees_the_summary(second, li):
    li.says("写总结").taps("都完成了").says("没有").says("跳过").taps("发给王芳").says("撤回").sees("写总结")
    li.says("我不想填").sees("写过的都留着").says("周签到").sees("这样对吗？", "写总结", "[改一改]", "[发给王芳]")
    li.says("1、接口图发给王工，2、写完笔记。测试机排期冲突，卡住了，想找王芳，周三前。精力3").sees("这样对吗？")
    li.sees("接口图发给王工；写完笔记", "测试机排期冲突", "12月2日", "精力 3")
    assert "写总结" not in li.last


def test_another_thing_that_is_stuck_takes_the_place_of_the_first(second, alice):
    alice.says("Visit the fair").taps("All done").says("No badge").says("my manager").says("skip").says("4").sees(
        "Is this right?"
    )
    alice.says("Stuck: my payslip is wrong, only HR should know").says("skip").sees("Is this right?", "my payslip is")
    assert "No badge" not in alice.last
    assert "HR (only HR sees it)" in alice.last


def test_plans_put_right_at_the_summary_stand_on_it(second, alice, li):
    alice.says("Visit the fair").taps("All done").says("no").says("4").says("no, plans are denver call; ohio margin")
    alice.sees("Is this right?", "denver call; ohio margin")
    li.says("拜访客户").taps("都完成了").says("没有").says("4").says("不对，计划是写报价；约客户").sees(
        "写报价；约客户"
    )


def test_what_is_not_taken_at_the_summary_is_quoted(second, alice, li):
    alice.says("Visit the fair").taps("All done").says("no").says("4").says("it is all about Ohio")
    alice.sees("I didn’t take “it is all about Ohio”. Not shared yet.", "Is this right?", "Visit the fair")
    li.says("拜访客户").taps("都完成了").says("没有").says("4").says("还有别的事").sees(
        "“还有别的事”没加进去", "拜访客户"
    )
