"""Words that the manager may not be meant to know go to nobody before their writer has said to whom."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of, week_of
from tests.conversations.weekly_checkin.test_whom import ASKED, raised, ways

HR_FIRST = ["Only HR", "A colleague", "Mara Keller", "Never mind"]
KEPT = [
    "Mara must not see this: payroll is wrong",
    "My manager shouldn't be told: payroll is wrong",
    "I don't want Ms Keller to find out, payroll is wrong",
    "Payroll is wrong and Mara knows nothing. She must never hear of it",
    "Keep this between me and HR: payroll is wrong",
    "Fix the payroll without my boss knowing",
    "I'd rather Mara didn't know, payroll is wrong",
    "HR's eyes only: payroll is wrong",
    "Just HR please, payroll is wrong",
    "Payroll is wrong. Keep that to HR",
    "Between HR and me: payroll is wrong",
    "My supervisor must not get it: payroll is wrong",
    "Payroll is wrong, never send that on to Mara",
    "Payroll is wrong, no need to bother Mara",
    "Leave Mara out: payroll is wrong",
    "Make sure Mara doesn't know: payroll is wrong",
    "I havent told Mara yet: payroll is wrong",
]
ORDINARY = [
    "Tell Mara why the parts aren't here",
    "Don't forget to tell Mara about the visit",
    "Go through the budget with Mara, not only the numbers",
    "Mara is not in on Friday, move the review",
    "Show Mara the draft, it isn't final",
    "My boss is not back until Monday, see Bob instead",
    "Mara does not know the new process, plan a training",
    "Customers cannot see prices in the shop",
    "Align with HR on the hiring plan",
    "Run the 24 hr test, only in hall 2",
    "Mara isn't happy with the draft, write it again",
    "Mara hasnt sent the file, ask again",
]
KEPT_IN_CHINESE = [
    "不希望王芳知道：加班费没发",
    "请对主管保密：加班费没发",
    "这事不能让王芳知道，加班费没发",
    "私下和HR说：加班费没发",
    "仅HR可见：加班费没发",
    "加班费没发，HR知道就行",
    "加班费没发，请勿转给主管",
    "上司最好不知道：加班费没发",
    "加班费没发，组长不用管",
    "王芳除外，都可以看：加班费没发",
    "还没敢告诉王芳：加班费没发",
]
ORDINARY_IN_CHINESE = [
    "跟主管说明为什么零件没到",
    "别忘了告诉王芳开会时间",
    "不确定的地方请主管看一下",
    "王芳不知道新流程，安排培训",
    "和HR对一下招聘计划",
    "和组长分别去客户那里",
    "主管不在，周五再约",
]


@pytest.mark.parametrize("said", KEPT)
def test_what_is_stuck_asks_who_may_help_hr_first(monday, alice, mara, said):
    alice.says("I'm stuck").says(said).sees("Who may help with this?", "This hasn’t been sent to anybody yet")
    assert raised(monday, "alice", "alice") == []
    assert ways(alice) == HR_FIRST
    alice.taps("Only HR").sees("HR has been asked, and nobody else.")
    mara.sees_not(said)


@pytest.mark.parametrize("said", KEPT_IN_CHINESE)
def test_so_it_does_in_chinese(monday, li, said):
    li.says("我卡住了").says(said).sees("这件事让谁来帮忙？")
    assert raised(monday, "li", "li") == []


def test_words_about_the_manager_are_asked_about_too(monday, alice, mara):
    said = "This is about Mara: she yells at me"
    alice.says("I'm stuck").says(said).sees("Who may help with this?")
    assert ways(alice) == HR_FIRST
    mara.sees_not(said)


@pytest.mark.parametrize("said", ["The contract for Bob is with HR", "Ask HR about it: payroll is wrong"])
def test_whatever_speaks_of_hr_asks_too(monday, alice, said):
    alice.says("I'm stuck").says(said).sees("Who may help with this?")
    assert ways(alice) == HR_FIRST
    form = alice.opens("Fill in").fills(plans=["Write"], stuck="yes", stuck_on=said)
    form.submits().sees("Nothing has been shared yet")
    assert raised(monday, "alice", "alice") == []


@pytest.mark.parametrize("said", ["Waiting for Mara to sign the budget", "My manager has to approve the order"])
def test_what_waits_for_the_manager_has_the_manager_first(monday, alice, said):
    alice.says("I'm stuck").says(said).sees("Who may help with this?")
    assert ways(alice) == ["Mara Keller", "A colleague", "Only HR", "Never mind"]
    assert alice.message(ASKED).card.buttons[0].style == "primary"
    alice.taps("Mara Keller")
    assert raised(monday, "alice", "mara") == [said]


def test_so_it_has_in_chinese(monday, li):
    li.says("我卡住了").says("等王芳签字").sees("这件事让谁来帮忙？")
    assert ways(li) == ["王芳", "一位同事", "只告诉HR", "算了"]


@pytest.mark.parametrize("kept", ["Mara must not see this: payroll is wrong", "no, but between us: payroll is wrong"])
@pytest.mark.parametrize("asked", ["stuck", "stuck_on"])
def test_question_by_question_it_is_asked_about_apart_from_the_week(monday, alice, mara, kept, asked):
    """Neither what is skipped nor a yes gives it to anybody."""
    alice.says("Visit the fair")
    if asked == "stuck_on":
        alice.says("yes")
    alice.says(kept).sees("Is this right?", "Visit the fair").sees_not("Nothing stuck")
    assert kept in alice.card(ASKED) and "This hasn’t been sent to anybody yet" in alice.card(ASKED)
    assert ways(alice) == HR_FIRST
    alice.says("yes")
    assert raised(monday, "alice", "alice") == []
    monday.moves_to("2026-11-26 16:00")
    mara.sees_not("payroll")


def test_there_too_a_tap_says_who_has_it(monday, alice, hana):
    alice.says("Visit the fair").says("bob never does his part but pls keep this from mara").says("yes")
    alice.taps("Only HR").sees("HR has been asked, and nobody else.")
    hana.sees("bob never does his part")
    assert raised(monday, "alice", "mara") == []


def test_hr_that_nobody_named_is_not_taken_for_meant(monday, li):
    said = "别告诉主管，样品是我弄丢的"
    li.says("整理仓库").says(said).sees("这样对吗？")
    assert said in li.card(ASKED)
    li.says("好")
    assert raised(monday, "li", "li") == []


def test_said_unasked_it_is_offered_to_nobody_by_name(monday, alice):
    alice.taps("Not this week").says(KEPT[0]).sees("Who may help with this?")
    assert ways(alice) == HR_FIRST


@pytest.mark.parametrize("said", KEPT)
def test_the_plans_of_a_form_are_read_back(monday, alice, said):
    alice.opens("Fill in").fills(plans=[said]).submits().sees("Nothing has been shared yet")
    assert entries_of(monday, "alice", "check_in_answered") == []


def test_what_is_stuck_in_a_form_is_read_back_where_the_manager_stands_as_helper(monday, alice, bob):
    form = alice.opens("Fill in").fills(plans=["Write"], stuck="yes", stuck_on=KEPT[0])
    form.submits().sees("Nothing has been shared yet", "[Only HR, not my manager]")
    assert raised(monday, "alice", "alice") == []
    form = alice.opens("Change").fills(helper="person")
    form.finds("helper_person", "Bob").submits()
    assert raised(monday, "alice", "bob") == [KEPT[0]]
    assert raised(monday, "alice", "mara") == []


@pytest.mark.parametrize("kept", ["Mara must not know", "don't pass this to Mara", "not for Mara", "HR eyes only"])
def test_a_change_after_sharing_changes_nothing(second, alice, kept):
    alice.opens("Fill in").fills(plans=["Visit"]).submits()
    alice.says(f"change plan 1 to get payroll fixed, {kept}").sees("Who may help with this?")
    assert week_of(second, "alice", "2026-W49").plans == ("Visit",)


@pytest.mark.parametrize("said", ORDINARY)
def test_ordinary_plans_are_shared_at_once(second, alice, said):
    alice.opens("Fill in").fills(plans=[said]).submits()
    assert week_of(second, "alice", "2026-W49").plans == (said,)


@pytest.mark.parametrize("said", ORDINARY_IN_CHINESE)
def test_so_they_are_in_chinese(second, li, said):
    li.opens("一次填完").fills(plans=[said]).submits()
    assert week_of(second, "li", "2026-W49").plans == (said,)
