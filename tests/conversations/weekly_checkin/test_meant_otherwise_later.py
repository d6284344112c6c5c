"""What is said a moment too late: urgent, or for HR alone, after sharing; stuck after all, at the summary."""

import pytest

from tests.conversations.weekly_checkin.record import entries_of


@pytest.fixture
def shared(monday, alice):
    alice.opens("Fill in").fills(plans=["Sell the van"], stuck="yes", stuck_on="No budget").submits()
    return monday


@pytest.fixture
def shared_in_chinese(monday, li):
    li.opens("一次填完").fills(plans=["卖车"], stuck="yes", stuck_on="没有预算").submits()
    return monday


@pytest.mark.parametrize("said", ["make it urgent", "make that urgent please", "change it to urgent"])
def test_what_is_stuck_is_made_urgent(shared, alice, said):
    alice.says(said).sees("Marked as urgent", "No budget")
    assert len(entries_of(shared, "alice", "check_in_answered")) == 1, "it is no plan"


def test_what_is_stuck_is_made_urgent_in_chinese(shared_in_chinese, li):
    li.says("改成急的").sees("已经标成很急", "没有预算")
    assert len(entries_of(shared_in_chinese, "li", "check_in_answered")) == 1


@pytest.mark.parametrize(
    "said", ["make it HR", "change it to HR only", "make the blocker private", "can you make that private?"]
)
def test_what_is_to_be_read_by_hr_alone_is_no_plan(shared, alice, said):
    alice.says(said).sees("Tap “Take it back” below and nobody else sees it", "Sell the van")
    assert len(entries_of(shared, "alice", "check_in_answered")) == 1


@pytest.mark.parametrize("said", ["改成HR", "能改成保密吗", "把卡住的那件改成只给HR看"])
def test_what_is_to_be_read_by_hr_alone_is_no_plan_in_chinese(shared_in_chinese, li, said):
    li.says(said).sees("别人就看不到了", "卖车")
    assert len(entries_of(shared_in_chinese, "li", "check_in_answered")) == 1


@pytest.mark.parametrize("said", ["make it the private beta", "change it to the HR onboarding deck"])
def test_a_plan_that_speaks_of_it_is_a_plan(shared, alice, said):
    alice.says(said)
    assert "Take it back” below and nobody" not in alice.chat
    assert "beta" in alice.last or "deck" in alice.last


@pytest.mark.parametrize(
    ("said", "stuck"),
    [
        ("wait, I'm actually stuck on the invoices", "the invoices"),
        ("oh wait, actually I'm stuck on the invoices", "the invoices"),
        ("no wait I'm blocked by finance", "finance"),
    ],
)
def test_who_is_stuck_after_all_is_asked_who_helps(monday, alice, said, stuck):
    alice.says("Sell the van").says("no").says(said).sees("Who can help?").says("my manager").says("skip")
    alice.sees(stuck)


@pytest.mark.parametrize("said", ["等等，其实我卡住了，发票没批", "其实发票那边卡住了"])
def test_who_is_stuck_after_all_is_asked_who_helps_in_chinese(monday, li, said):
    li.says("卖车").says("没有").says(said).sees("谁能帮上忙").says("主管").says("跳过")
    li.sees("发票")


@pytest.mark.parametrize("said", ["没有卡住", "没人卡住", "其实没卡"])
def test_who_is_not_stuck_is_asked_nothing(monday, li, said):
    li.says("卖车").says("没有").says(said).sees("还没发出去")


@pytest.mark.parametrize("said", ["actually nothing's stuck", "wait, I'm not stuck", "nobody is stuck"])
def test_who_is_not_stuck_is_asked_nothing_in_english(monday, alice, said):
    alice.says("Sell the van").says("no").says(said)
    assert "Who can help?" not in alice.last
