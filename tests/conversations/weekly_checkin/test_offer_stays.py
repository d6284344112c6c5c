"""An offer to note what is stuck stays to be tapped while the week that waited before it goes on."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of

OFFER = "help.stuck"


@pytest.mark.parametrize("said", ["all done", "done"])
def test_the_week_goes_on_and_the_offer_stays(second, alice, said):
    alice.says("HR only: they call me at night").sees("[Yes, note it]").says(said)
    alice.sees("What are the one to three things that matter most").says("Sell the van").sees("anything stuck")
    assert "HR only: they call me at night" in alice.card(OFFER)
    assert not entries_of(second, "alice", "blocker_raised")
    alice.taps("Yes, note it")
    assert [each.helper_kind for each in entries_of(second, "alice", "blocker_raised")] == ["hr"]


def test_so_it_is_in_chinese(second, li):
    li.says("只让HR知道：老板总是半夜打电话").sees("[好，记下来]").says("都完成了").sees("这周最要紧的一到三件事是什么")
    li.says("写总结").sees("有卡住的吗").taps("好，记下来")
    assert [each.helper_kind for each in entries_of(second, "li", "blocker_raised")] == ["hr"]


@pytest.mark.parametrize(("said", "raised"), [("yes", 1), ("ok", 1), ("sure", 1), ("yes, note it", 1), ("no", 0)])
def test_an_answer_to_the_offer_is_heard_there(second, alice, said, raised):
    alice.says("I'm stuck, the vpn keeps dropping").says(said)
    assert len(entries_of(second, "alice", "blocker_raised")) == raised
    alice.sees_not("What are the one to three things")


@pytest.mark.parametrize(("said", "raised"), [("好的", 1), ("好", 1), ("可以", 1), ("好，记下来", 1), ("不用", 0)])
def test_an_answer_to_the_offer_is_heard_there_in_chinese(second, li, said, raised):
    li.says("我卡住了，采购不给报价").says(said)
    assert len(entries_of(second, "li", "blocker_raised")) == raised


def test_once_the_week_is_shared_nothing_goes_there(second, alice):
    alice.taps("As planned, nothing stuck").says("I'm stuck, the vpn keeps dropping").says("all done")
    assert len(entries_of(second, "alice", "check_in_answered")) == 2, "last week's and this one, as shared"
