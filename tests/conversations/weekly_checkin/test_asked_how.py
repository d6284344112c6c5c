"""A question about a command is no order: it is answered, the tap is offered, and nothing is done."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


def answered(stage, who):
    return [each for each in entries_of(stage, who, "check_in_answered") if each.week == "2026-W49"]


@pytest.mark.parametrize(
    "said",
    ["how do I undo this?", "how can I take it back", "can I undo that?", "undo?", "is it possible to withdraw it"],
)
def test_who_asks_how_to_undo_is_told_and_nothing_is_undone(second, alice, said):
    alice.says("Visit the fair").taps("All done").says("no").says("4").says("share it").says(said)
    alice.sees("Nothing has been taken back yet", "[Take it back]")
    assert not entries_of(second, "alice", "check_in_withdrawn")
    alice.taps("Take it back").sees("Is this right?")


@pytest.mark.parametrize(
    "said", ["怎么撤回", "怎么撤销？", "能撤回吗", "可以撤回吗？", "能撤回么", "撤回在哪里", "能不能撤回"]
)
def test_so_it_is_in_chinese(second, li, said):
    li.says("写总结").taps("都完成了").says("没有").says("4").says("好").says(said).sees("现在还没有撤回", "[撤回]")
    assert not entries_of(second, "li", "check_in_withdrawn")
    li.says("撤回").sees("这样对吗？")


@pytest.mark.parametrize("said", ["undo", "please undo this", "undo what I wrote", "take that back please"])
def test_an_order_is_carried_out(second, alice, said):
    alice.taps("As planned, nothing stuck").says(said).sees("Taken back", "Is this right?")


def test_what_was_read_stays_and_is_said_to(second, alice, mara):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    second.moves_to("2026-12-03 16:00")
    mara.says("team").taps("Mark as read", on="Alice")
    alice.says("how do I take it back?").sees("can’t be taken back any more: Mara Keller")


def test_what_was_sent_beside_the_week_stays_too(second, alice, li):
    alice.says("I'm stuck: no power in hall 3").taps("Yes, note it").says("can I take that back?")
    alice.sees("no power in hall 3", "Write “undo” and I’ll take it back").says("undo").sees("Nobody has it any more")
    li.says("我卡住了").says("样品没到").says("能撤回吗").sees("样品没到", "现在还没有撤回")
    assert not entries_of(second, "li", "blocker_closed")


def test_a_point_on_the_agenda_stays_on_it(second, alice, mara):
    alice.taps("As planned, nothing stuck").says("1:1: the spring fair").says("how do I undo that?")
    alice.sees("The last thing you did was in a one-on-one")
    mara.says("1:1 Alice").sees("the spring fair")


@pytest.mark.parametrize("said", ["how do I undo this?", "how do I change my answer", "can I cancel this?"])
@pytest.mark.parametrize("asked", ["stuck", "energy"])
def test_while_a_question_is_open_it_stays_open(second, alice, said, asked):
    alice.says("Visit the fair").taps("All done")
    if asked == "energy":
        alice.says("no")
    alice.says(said).sees("Write “undo” to answer the last question once more")
    assert alice.listening == asked


@pytest.mark.parametrize("said", ["怎么撤回？", "能改一下吗", "可以取消吗"])
def test_so_it_does_in_chinese(second, li, said):
    li.says("写总结").taps("都完成了").says(said).sees("想重新回答上一个问题，发“撤回”")
    assert li.listening == "stuck"


def test_at_what_is_stuck_beside_the_week_it_stays_open(second, alice):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says("how do I undo this?")
    alice.sees("Nothing has been taken back yet")
    assert alice.can("Never mind") and not entries_of(second, "alice", "check_in_withdrawn")


@pytest.mark.parametrize("said", ["send it?", "share?", "can I send it?"])
def test_a_question_shares_nothing(second, alice, said):
    alice.says("Visit the fair").taps("All done").says("no").says("4").says(said).sees("Not shared yet")
    assert not answered(second, "alice")


def test_nor_does_one_at_the_invitation(second, alice, li):
    alice.says("as planned?")
    li.says("按计划？")
    assert not answered(second, "alice") and not answered(second, "li")


def test_a_pause_and_days_away_go_on_for_who_asks_how_to_end_them(second, alice, bob):
    alice.says("pause for two weeks").says("yes").says("how do I resume?").sees_not("Hello Alice")
    assert not entries_of(second, "alice", "pause_ended")
    bob.says("away until Friday").says("yes").says("how do I cancel my leave?")
    assert not entries_of(second, "bob", "away_ended")
