"""What somebody says is for nobody else is neither noted nor offered as a plan: they are asked who may have it."""

from __future__ import annotations

import pytest

from conversations.toolkit.secrecy import is_told_apart
from tests.conversations.weekly_checkin.record import entries_of, week_of

SECRET = [
    "between us: the client is leaving",
    "Between us the client is leaving",
    "off the record, the client is leaving",
    "off the record: the client is leaving",
    "Confidential: the client is leaving",
    "in confidence, the client is leaving",
    "don't quote me on this: the client is leaving",
    "The client is leaving (strictly confidential)",
    "the client is leaving - between us",
    "Audit. between us the client is leaving",
    "strictly confidential the client is leaving",
    "The client is leaving. I'd rather not say more",
]
SECRET_IN_CHINESE = [
    "保密：我们要换供应商",
    "这个别告诉别人，我们要换供应商",
    "私下说，我们要换供应商",
    "悄悄说一句，我们要换供应商",
    "我们要换供应商，不要外传",
    "写方案。悄悄告诉你我们要换供应商",
    "我们要换供应商（请保密）",
]


@pytest.mark.parametrize("said", SECRET)
def test_it_is_no_plan(monday, alice, mara, said):
    alice.says(said).sees(said, "Who may help with this?", "This hasn’t been sent to anybody yet")
    alice.taps("Never mind").opens("Fill in").fills(plans=["Write"]).submits()
    assert [each.plans for each in entries_of(monday, "alice", "check_in_answered")] == [("Write",)]
    mara.sees_not("the client is leaving")


@pytest.mark.parametrize("said", SECRET_IN_CHINESE)
def test_it_is_no_plan_in_chinese(monday, li, said):
    li.says(said).sees(said, "这件事让谁来帮忙？", "这句话还没有发给任何人")


@pytest.mark.parametrize("said", [SECRET[0], SECRET[2]])
def test_nor_is_it_where_plans_are_asked(monday, alice, said):
    alice.taps("One question at a time").says(said).sees(said, "Who may help with this?")
    alice.taps("Never mind").says("Write the report").sees("Is anything stuck?")


@pytest.mark.parametrize("said", [SECRET[0], SECRET[4]])
def test_nor_is_it_offered_as_one_after_sharing(monday, alice, said):
    alice.opens("Fill in").fills(plans=["Write"]).submits()
    alice.says(said).sees("Who may help with this?").sees_not("It’s a plan for this week")


@pytest.mark.parametrize(
    "said",
    [
        "Split the work between us and sales",
        "Write the confidentiality agreement",
        "Private beta, then the audit",
        "签保密协议",
        "秘密花园活动策划",
        "单独访谈客户",
    ],
)
def test_work_that_is_about_secrets_is_ordinary(vocabulary, said):
    assert not is_told_apart(said, vocabulary)


@pytest.mark.parametrize("said", ["strictly confidential Bob never does his part", "yes but its private"])
def test_where_it_was_asked_what_is_stuck_the_manager_has_none_of_it(monday, alice, mara, said):
    alice.says("Visit the fair").says(said)
    assert "Who may help with this?" in alice.card("weekly_checkin.whom")
    alice.taps("Share with Mara Keller")
    assert week_of(monday, "alice", "2026-W48").stuck is not True
    mara.sees_not(said)


def test_nor_in_chinese(monday, li):
    li.says("写总结").says("但是不方便说")
    assert "但是不方便说" in li.card("weekly_checkin.whom")
