"""What a manager says of what a report is stuck on is offered for that, as no plan, and sent by a tap alone."""

from __future__ import annotations

import pytest

from conversations.manager_digest.naming_stuck import told_of
from tests.conversations.weekly_checkin.record import entries_of, week_of

SAID = ["sap login is fixed, tell her", "I'll sort the SAP login", "SAP login: IT fixes it today"]
OFFERS = ("Send this to Alice Berger?", "SAP login does not work", "[I’ll help by", "[Send]", "[Don’t send]")


@pytest.fixture
def stuck(second, alice, mara):
    """Mara's digest brings what Alice is stuck on, below Mara's own check-in that asks for plans."""
    form = alice.opens("Fill in").fills(plans=["Visit"], stuck="yes", stuck_on="SAP login does not work")
    form.submits()
    second.moves_to("2026-12-03 12:00")
    return second


@pytest.mark.parametrize("said", SAID)
def test_below_the_digest_it_is_asked_about_and_offered_there(stuck, mara, alice, said):
    mara.says(said).sees("Is that your plan", said).taps("Open “My team”").sees(said, *OFFERS)
    assert "Your team" in mara.card("manager_digest.digest")
    assert alice.messages[-1].name == "weekly_checkin.shared"
    mara.taps("Send").sees("Sent:")
    assert [each.text for each in entries_of(stuck, "alice", "reply_given", reader="mara")] == [said]


@pytest.mark.parametrize("said", SAID)
def test_so_it_is_once_the_own_week_is_shared(stuck, mara, said):
    mara.opens("Fill in").fills(plans=["Hire"]).submits()
    mara.says(said).sees(said, *OFFERS)
    assert week_of(stuck, "mara", "2026-W49").plans == ("Hire",)


def test_one_tap_takes_it_and_sends_no_words(stuck, mara, alice):
    mara.opens("Fill in").fills(plans=["Hire"]).submits()
    mara.says("I'll sort the SAP login")
    [take] = [each for each in mara.last.split("[") if each.startswith("I’ll help by")]
    mara.taps(take.split("]")[0]).sees("You said you’d help by")
    alice.sees("Mara Keller said they’d help by")
    assert not entries_of(stuck, "alice", "reply_given", reader="mara")


def test_a_no_sends_nothing_and_a_plan_stays_one(stuck, mara):
    mara.says("Fix the SAP login for all").taps("It’s my answer").sees("stuck")
    mara.says("no").says("4")
    mara.sees("Is this right?", "Fix the SAP login for all")


@pytest.mark.parametrize("said", ["SAP登录我来搞", "SAP登录好了，跟他说一声"])
def test_in_chinese(second, li, wang, said):
    li.opens("一次填完").fills(plans=["写总结"], stuck="yes", stuck_on="SAP登录不了", helper="manager").submits()
    second.moves_to("2026-12-03 12:00")
    wang.says(said).sees("这是你这周的计划吗", said).taps("打开“我的团队”").sees(
        "把这句发给李晨吗", said, "SAP登录不了"
    )
    wang.sees("[我来处理，最晚", "[发送]").taps("不发").sees("没有发")
    assert not entries_of(second, "li", "reply_given", reader="wang")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("the login of SAP works again", True),
        ("Legal: I called them", False),
        ("Hire two people", False),
        ("Is the SAP login fixed?", False),
        ("I'm stuck on the SAP login, too", False),
        ("Log in to the new system", False),
    ],
)
def test_it_takes_two_of_the_words(vocabulary, said, told):
    assert bool(told_of(said, {"one": "SAP login does not work"}, vocabulary)) is told


@pytest.mark.parametrize(("said", "told"), [("法务我来催", True), ("跟法务过合同", False), ("登录页改版", False)])
def test_where_there_is_but_one_it_comes_first(vocabulary, said, told):
    assert bool(told_of(said, {"one": "法务没回", "two": "SAP登录不了"}, vocabulary)) is told


def test_with_no_digest_above_it_is_a_plan(second, alice, mara):
    alice.opens("Fill in").fills(plans=["Visit"], stuck="yes", stuck_on="SAP login does not work").submits()
    second.moves_to("2026-12-07 10:00")
    mara.says("Fix the SAP login for all").sees("Is anything stuck?")


@pytest.fixture
def nudged(stuck):
    """Mara was nudged for what Alice is stuck on; her own new invitation stands right below."""
    stuck.moves_to("2026-12-07 10:00")
    return stuck


@pytest.mark.parametrize("said", ["tomorrow", "can't, no budget", "sap login is fixed", "the login works again"])
def test_what_may_answer_a_nudge_above_the_own_invitation_is_asked_about(nudged, mara, said):
    mara.says(said).sees("Is that your plan", said, "[Open “My team”]")


@pytest.mark.parametrize("said", ["hire two people, plan the fair", "Write the review"])
def test_a_plan_below_a_nudge_is_noted_unasked(nudged, mara, said):
    mara.says(said).sees("Is anything stuck?")


@pytest.mark.parametrize("said", ["没办法，等着吧", "法务回了"])
def test_what_may_answer_a_nudge_is_asked_about_in_chinese(second, li, wang, said):
    li.opens("一次填完").fills(plans=["写总结"], stuck="yes", stuck_on="法务没回合同").submits()
    second.moves_to("2026-12-03 12:00")
    second.moves_to("2026-12-07 10:00")
    wang.says(said).sees("这是你这周的计划吗？", said)


def test_what_takes_something_below_a_digest_that_was_opened_is_asked_about(stuck, mara):
    mara.says("team").says("i'll take alices").sees("Is that your plan", "[Open “My team”]")


@pytest.mark.parametrize("said", ["i'll get alice's login by wednesday", "Alice has her login by Friday"])
def test_whose_it_is_counts_as_a_word_of_it(stuck, mara, said):
    mara.says(said).sees("Is that your plan", said).taps("Open “My team”").sees(said, *OFFERS)


@pytest.mark.parametrize("said", ["我周三前把登录给小李弄好", "小李的登录我去催"])
def test_so_it_does_in_chinese(second, li, wang, said):
    li.opens("一次填完").fills(plans=["写总结"], stuck="yes", stuck_on="SAP登录不了", helper="manager").submits()
    second.moves_to("2026-12-03 12:00")
    wang.says(said).sees("这是你这周的计划吗", said).taps("打开“我的团队”").sees("把这句发给李晨吗", said)


@pytest.mark.parametrize("said", ["Plan Alice's onboarding", "Log in with Bob", "help Alice with the fair"])
def test_a_name_alone_or_another_name_does_not(stuck, mara, said):
    mara.says(said).sees("Is anything stuck?")
