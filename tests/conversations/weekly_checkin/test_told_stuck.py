"""Who tells of a thing that is stuck where plans are asked is asked whether it is a plan: no line is taken silently."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of

ASKS, ASKS_ZH = "Is that a plan for this week, or is it what’s stuck?", "这是你这周的计划，还是卡在这件事上？"
STUCK = [
    *("report blocked by finance", "the report is stuck, legal doesn't answer", "review still blocked by QA"),
    *("contract stuck in legal since Monday", "the whole audit is blocked", "the deploy can't move forward"),
]
STUCK_ZH = ["方案卡住了，法务一直没回", "合同卡在法务那边", "项目推不动", "审批没人理", "推进卡在法务的审批上"]
PLANS = [
    *("fix the stuck valve", "unblock orders stuck in customs", "help Bob, he's stuck on the migration"),
    *("write a guide for what to do when stuck", "make sure nobody is blocked by us", "customer wants blocked seats"),
    *("the report is no longer blocked by finance", "list the blockers", "need to clear tickets stuck in review"),
]
PLANS_ZH = [
    *(
        "解决卡住的订单",
        "跟进卡在海关的货",
        "找出方案卡住的原因",
        "看看流程哪里卡住",
        "避免项目卡住",
        "信用卡在线申请上线",
    ),
    *("排查接口卡顿", "清理一直在等的样品"),
]


@pytest.mark.parametrize("said", STUCK)
def test_it_is_asked_about(monday, alice, said):
    alice.says(said).sees(ASKS, said, "[It’s a plan for this week] [I’m stuck on this] [No]")
    assert "Who can help" not in alice.chat


@pytest.mark.parametrize("said", STUCK_ZH)
def test_so_it_is_in_chinese(monday, li, said):
    li.says(said).sees(ASKS_ZH, said)


@pytest.mark.parametrize("said", PLANS)
def test_what_is_done_about_a_stuck_thing_is_a_plan(monday, alice, said):
    alice.says(said).sees("Is anything stuck?").says("no").sees(f"top one to three {said}\n")


@pytest.mark.parametrize("said", PLANS_ZH)
def test_so_it_is_a_plan_in_chinese(monday, li, said):
    li.says(said).sees("有卡住的吗？").says("没有").sees(f"一到三件 {said}\n")


def test_where_the_questions_come_one_by_one_it_is_asked_too(monday, alice):
    alice.taps("One question at a time").says(STUCK[0]).sees(ASKS)


@pytest.mark.parametrize("answer", ["it's a plan", "plan", "my plan"])
def test_a_plan_goes_on_as_one(monday, alice, answer):
    alice.says(STUCK[0]).says(answer).sees("Is anything stuck?").says("no").sees(f"top one to three {STUCK[0]}\n")


def test_a_tap_says_that_it_is_one(monday, alice, li):
    alice.says(STUCK[0]).taps("It’s a plan for this week").says("no").sees(f"top one to three {STUCK[0]}\n")
    li.says(STUCK_ZH[0]).says("是计划").says("没有").sees(f"一到三件 {STUCK_ZH[0]}\n")


@pytest.mark.parametrize("answer", ["it's stuck", "I'm stuck on this", "it's a blocker"])
def test_what_is_stuck_is_asked_whom_it_is_for(monday, alice, answer):
    alice.says(STUCK[0]).says(answer).sees(STUCK[0], "Who may help with this?").taps("Mara Keller")
    assert [each.what for each in entries_of(monday, "alice", "blocker_raised")] == [STUCK[0]]
    alice.says("visit the fair").says("no").sees("top one to three visit the fair\n")


def test_so_it_is_by_a_tap_and_in_chinese(monday, alice, li):
    alice.says(STUCK[0]).taps("I’m stuck on this").taps("Mara Keller")
    assert len(entries_of(monday, "alice", "blocker_raised")) == 1
    li.says(STUCK_ZH[0]).says("卡住了").sees("这件事让谁来帮忙？")


@pytest.mark.parametrize("answer", ["yes", "stuck or a plan"])
def test_what_answers_neither_is_asked_again_or_read_anew(monday, alice, answer):
    alice.says(STUCK[0]).says(answer)
    assert entries_of(monday, "alice", "blocker_raised") == []
    assert "top one to three report blocked" not in alice.chat


def test_neither_notes_nothing(monday, alice):
    alice.says(STUCK[0]).says("neither").sees("I haven’t noted anything")
    alice.says("visit the fair").says("no").sees("top one to three visit the fair\n", "Nothing stuck")


@pytest.mark.parametrize(
    ("said", "plans", "stuck"),
    [
        ("audit, report blocked by finance", "audit", "report blocked by finance"),
        ("audit; report blocked by finance; call Hudson", "audit; call Hudson", "report blocked by finance"),
        ("report stuck with legal\naudit", "audit", "report stuck with legal"),
    ],
)
def test_beside_plans_it_is_what_is_stuck(monday, alice, said, plans, stuck):
    alice.says(said).sees("Who can help?").says("no")
    alice.sees(f"top one to three {plans}\n", f"What is stuck? {stuck}\n")


def test_so_it_is_beside_plans_in_chinese(monday, li):
    li.says("写方案；合同卡在法务").sees("谁能帮上忙？").says("不用").sees(
        "一到三件 写方案\n", "卡在哪里？ 合同卡在法务\n"
    )


def test_and_beside_last_weeks(second, alice):
    alice.says("all done, report blocked by finance").sees("one to three things").says("audit")
    alice.sees("Who can help?").says("no").says("4").sees("top one to three audit\n", "report blocked by finance")


def test_with_a_label_it_is_a_plan(monday, alice):
    alice.says("Plan: report blocked by finance").says("no").sees("top one to three report blocked by finance\n")


def test_after_sharing_it_is_asked_whom_it_is_for(second, alice):
    alice.taps("As planned, nothing stuck").says(STUCK[0]).sees(STUCK[0], "Who may help with this?")
    alice.taps("Never mind").says(PLANS[0]).sees("Add this to this week’s plans?", PLANS[0])


@pytest.mark.parametrize("said", ["我卡在方案上了", "我被卡在审批上"])
def test_who_begins_with_oneself_is_offered_help_at_once(monday, li, said):
    li.says(said).sees("要不要按你的原话现在记下来？", said)


def test_it_is_heard_behind_plans_without_an_apostrophe(monday, alice):
    alice.says("audit, hudson visit. im stuck on legal sign off, bob can help by thu")
    alice.sees("top one to three audit; hudson visit\n", "What is stuck? im stuck on legal", "Bob Nyman", "Thu 26 Nov")


def test_nor_is_one_needed_with_what_blocks(monday, alice):
    alice.says("audit. Im blocked by finance").sees("Who can help?")
