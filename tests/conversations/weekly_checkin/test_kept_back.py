"""Who says below a shared week that the manager is not to read it hears who could, and takes it back by a tap."""

from __future__ import annotations

import pytest

from conversations.weekly_checkin.kept_back import says_keep_back
from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of, week_of

SAID = [
    "hr only pls",
    "don't show this to Mara",
    "dont show this to mara",
    "Mara shouldn't see this",
    "keep this private",
    "mistake, that was not for mara",
    "that wasn't meant for Mara",
    "sent by accident, not for mara",
    "that should not have gone to mara",
    "make it HR only",
    "change it to hr only",
    "set that to hr only please",
    "can you make this private, hr only",
]
SAID_IN_CHINESE = [
    "别让王芳看到",
    "只给HR看",
    "不要给王芳看",
    "别告诉主管",
    "发错了，不是给王芳看的",
    "手滑了，不是发给王芳的",
    "改成只给HR看",
    "设成只给HR",
    "改成只有HR能看",
    "把它改成只让HR看到",
]


def share(alice):
    alice.opens("Fill in").fills(plans=["Visit"], stuck="yes", stuck_on="No power", helper="manager").submits()


@pytest.mark.parametrize("said", SAID)
def test_it_is_shown_with_who_could_read_it_and_nothing_is_noted(second, alice, said):
    share(alice)
    alice.says(said).sees(
        "Mara Keller could read this since", "nobody has marked it as read", "[Change] [Take it back]"
    )
    alice.sees_not("Who may help", "Add this to this week").taps("Take it back").sees("Is this right?")
    assert len(entries_of(second, "alice", "check_in_withdrawn")) == 1
    assert [each.what for each in entries_of(second, "alice", "blocker_raised")] == ["No power"]


@pytest.mark.parametrize("said", SAID_IN_CHINESE)
def test_so_it_is_in_chinese(second, li, said):
    li.opens("一次填完").fills(plans=["写总结"], stuck="yes", stuck_on="法务没回", helper="manager").submits()
    li.says(said).sees("王芳就能看到这份签到了", "[撤回]").sees_not("谁来帮忙", "加到这周的计划里")


@pytest.mark.parametrize("said", SAID[:3])
def test_where_plans_may_still_be_said_it_is_none(second, alice, said):
    alice.taps("As planned, nothing stuck").says(said).sees("Mara Keller could read this since", "[Take it back]")
    assert week_of(second, "alice", "2026-W49").plans == ()


def test_what_was_read_says_so(second, alice, mara):
    share(alice)
    mara.says("team").taps("Mark as read", on="Alice")
    alice.says("don't show this to Mara").sees("It can’t be taken back any more: Mara Keller read or answered it")
    assert not alice.can("Take it back")


def test_after_the_week_it_can_only_be_changed(second, alice):
    share(alice)
    second.moves_to("2026-12-04 10:00")
    second.moves_to("2026-12-06 23:59")
    alice.says("hr only").sees("could read this since")


def test_what_was_sent_beside_the_check_in_comes_first(second, alice):
    alice.says("I'm stuck: No power").taps("Yes, note it").says("hr only pls").sees("Write “undo”", "No power")
    assert len(entries_of(second, "alice", "blocker_raised")) == 1


def test_what_waits_for_whom_to_ask_is_asked_again(second, alice, mara):
    share(alice)
    second.moves_on(hours=1)
    alice.says("Confidential: the client is leaving").sees("Who may help with this?")
    alice.says("don't tell Mara").sees("Who may help with this?", "the client is leaving")
    mara.sees_not("the client")


def share_login(alice):
    alice.opens("Fill in").fills(
        plans=["Visit the fair"], stuck="yes", stuck_on="SAP login does not work", helper="manager"
    ).submits()


@pytest.mark.parametrize(
    "said",
    [
        "don't show mara the stuck part",
        "mara shouldnt know about the login",
        "don't let Mara see the blocker",
        "Mara should not read about the fair",
        "hide the problem from Mara",
    ],
)
def test_what_is_stuck_may_be_named_and_is_nothing_new(second, alice, said):
    share_login(alice)
    alice.says(said).sees("Mara Keller could read this since", "nobody has marked it as read", "[Take it back]")
    assert [each.what for each in entries_of(second, "alice", "blocker_raised")] == ["SAP login does not work"]


@pytest.mark.parametrize(
    "said",
    [
        "卡住那件别给王芳看",
        "别让王芳看见卡住那条",
        "不想让主管知道法务那件事",
        "合同的事别让王芳知道",
        "计划别给王芳看",
    ],
)
def test_so_it_may_in_chinese(second, li, said):
    li.opens("一次填完").fills(plans=["写总结"], stuck="yes", stuck_on="法务没回合同", helper="manager").submits()
    li.says(said).sees("王芳就能看到这份签到了", "[撤回]").sees_not("谁来帮忙", "要不要按你的原话")
    assert [each.what for each in entries_of(second, "li", "blocker_raised")] == ["法务没回合同"]


def test_what_was_sent_beside_the_check_in_is_shown_with_its_taps_later(second, alice):
    alice.says("I'm stuck: No power").taps("Yes, note it")
    second.moves_on(minutes=45)
    alice.says("don't show mara the stuck part").sees("No power", "[No longer matters]").sees_not("Shall I note")
    assert len(entries_of(second, "alice", "blocker_raised")) == 1


def test_what_was_never_told_is_something_new(second, alice):
    share_login(alice)
    alice.says("Mara shouldn't know about the offer I got").sees("Who may help with this?", "This hasn’t been sent")


@pytest.mark.parametrize(
    "said",
    ["HR only: they don't pay my overtime", "don't tell Mara that I got an offer", "Mara is not in", "Hire for HR"],
)
def test_more_than_that_is_what_it_is(vocabulary, said):
    mara = next(each for each in company.PEOPLE if each.id == "mara")
    assert not says_keep_back(said, vocabulary, mara)


@pytest.mark.parametrize("said", ["别告诉王芳我怀孕了", "王芳不在", "给HR写总结", "只看两份简历"])
def test_nor_in_chinese(vocabulary, said):
    wang = next(each for each in company.PEOPLE if each.id == "wang")
    assert not says_keep_back(said, vocabulary, wang)
