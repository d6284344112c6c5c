"""What only HR is to read: said in the form, question by question or after the one tap, the manager never gets it."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of, week_of
from tests.conversations.weekly_checkin.test_people_change import moves, stuck

SAID = "Only HR should read this: my manager shouts at me"
SHARED = "weekly_checkin.shared"


def is_with_hr_alone(stage):
    """HR has it, and nothing that the manager reads tells of it."""
    assert len(entries_of(stage, "alice", "blocker_raised", reader="hana")) == 1
    assert entries_of(stage, "alice", "blocker_raised", reader="mara") == []
    assert all(not week.stuck for week in entries_of(stage, "alice", "check_in_answered", reader="mara"))
    return True


@pytest.mark.parametrize("helper", ["manager", "hr", ""])
def test_in_the_form(monday, alice, helper):
    """The form has the manager there before anybody has chosen."""
    form = alice.opens("Fill in").fills(plans=["Write"], stuck="yes", stuck_on=SAID)
    form.values["helper"] = (helper,) if helper else ()
    form.submits()
    assert "HR has been asked, and nobody else." in alice.card(SHARED)
    assert is_with_hr_alone(monday)
    assert alice.opens("Change").values["helper"] == ("hr",)
    alice.opens("Change").fills(plans=["Write more"]).submits()
    assert is_with_hr_alone(monday)


def test_in_the_form_with_a_colleague_the_manager_is_kept_out(monday, alice, bob):
    stuck(alice)
    form = alice.opens("Change").fills(stuck_on="Please don't tell my manager: I lost the keys", helper="person")
    form.finds("helper_person", "Bob").submits()
    bob.sees("I lost the keys")
    assert "Your manager can’t see this." in alice.card(SHARED)
    assert [each.what for each in entries_of(monday, "alice", "blocker_raised", reader="mara")] == ["No sensors"]


def test_changed_to_it_in_the_form_of_a_shared_week(monday, alice, mara):
    stuck(alice)
    alice.opens("Change").fills(stuck_on=SAID).submits()
    assert "HR has been asked, and nobody else." in alice.card(SHARED)
    assert [each.what for each in entries_of(monday, "alice", "blocker_raised", reader="mara")] == ["No sensors"]


@pytest.mark.parametrize("said", [("yes", SAID), (SAID,)])
def test_question_by_question_nobody_asks_who_can_help(monday, alice, said):
    alice.says("Write the report")
    for each in said:
        alice.says(each)
    alice.sees("By when do you need it?").sees_not("Who can help? Tap").taps("Skip")
    alice.sees("HR (only HR sees it)", "that goes to HR alone").taps("Share with Mara Keller")
    assert is_with_hr_alone(monday)


def test_in_a_whole_status(second, alice):
    alice.says(f"done, done. This week: write. Stuck: {SAID}").taps("Skip").taps("Skip")
    alice.sees("HR (only HR sees it)").taps("Share with Mara Keller")
    assert is_with_hr_alone(second)


@pytest.mark.parametrize("gone", [{"active": False}, {"roles": frozenset()}])
def test_without_hr_it_goes_to_nobody(monday, alice, gone):
    moves(monday, "hana", **gone)
    form = alice.opens("Fill in").fills(plans=["Write"], stuck="yes", stuck_on=SAID)
    form.tries()
    assert "There’s nobody in HR here." in form.errors["stuck_on"]
    alice.says("Write").says(SAID).sees("There’s nobody in HR here.", "Is anything stuck?")
    assert entries_of(monday, "alice", "blocker_raised") == []


@pytest.mark.parametrize(
    "said",
    [
        "Only for HR: Mara takes the credit",
        "Don't tell my manager, I lost the keys",
        "Please do not tell Mara: I broke it",
    ],
)
def test_after_the_one_tap_it_becomes_no_plan(second, alice, mara, said):
    alice.taps("As planned, nothing stuck").says(said).sees("HR alone would read it.")
    assert said not in week_of(second, "alice", "2026-W49").plans
    alice.taps("Yes, note it")
    assert is_with_hr_alone(second)


def test_in_place_of_plans(monday, alice):
    alice.says("Only for HR: my manager shouts at me").sees("HR alone would read it.").taps("Yes, note it")
    assert is_with_hr_alone(monday)


def test_in_chinese(second, li, wang):
    li.taps("按计划，没卡住").says("只跟HR说：主管抢我的功劳").sees("只有HR会看到。")
    li.says("别告诉王芳，样品是我弄丢的").sees("只有HR会看到。")
    assert not any("功劳" in plan or "样品" in plan for plan in week_of(second, "li", "2026-W49").plans)


def test_a_name_beside_other_words_is_no_secret(monday, alice):
    alice.says("I'm stuck").says("The pump that Mara ordered, tell Mara").sees("Who may help with this?")
    alice.taps("Mara Keller").sees("Mara Keller gets it with the digest on Wed 25 Nov.")


@pytest.mark.parametrize("quick", [True, False])
def test_in_place_of_a_plan_that_is_changed(second, alice, li, quick):
    if quick:
        alice.taps("As planned, nothing stuck").says("Visit").taps("Add")
    else:
        alice.opens("Fill in").fills(plans=["Visit"]).submits()
    alice.says("plan 1 becomes: prepare my complaint, don't tell my manager").sees("HR alone would read it.")
    assert week_of(second, "alice", "2026-W49").plans == ("Visit",)
    li.opens("一次填完").fills(plans=["写总结"]).submits()
    li.says("第一件改成：准备投诉，不要告诉王芳").sees("只有HR会看到。")
    assert week_of(second, "li", "2026-W49").plans == ("写总结",)


def test_the_form_says_how_only_hr_gets_it_where_hr_is(second, alice, hana):
    complaint = "Complaint about unpaid overtime, not my manager"
    alice.opens("Fill in").fills(plans=["Visit"]).submits()
    form = alice.opens("Change").fills(plans=[complaint])
    form.tries()
    assert "For HR alone, write to me in the chat: “HR only: …”" in form.errors["plans"]
    alice.says(f"HR only: {complaint}").sees("HR alone would read it.")
    moves(second, "hana", roles=frozenset())
    other = alice.opens("Change").fills(plans=[f"{complaint}!"])
    other.tries()
    assert "HR" not in other.errors["plans"]


@pytest.mark.parametrize("said", ["有，但只想跟HR说", "有的，只跟HR说", "只想跟HR说"])
def test_what_is_only_for_hr_is_asked_next_in_chinese(second, li, said):
    li.says("都完成了").says("写总结").says(said).sees("卡在哪里？").says("工资算错了").says("周五").says("3")
    li.sees("工资算错了", "HR（只有HR能看）").taps("发给王芳")
    [raised] = entries_of(second, "li", "blocker_raised")
    assert (raised.what, raised.helper_kind) == ("工资算错了", "hr")
    assert not entries_of(second, "li", "blocker_raised", reader="wang")


@pytest.mark.parametrize("said", ["yes but only for hr", "HR only please", "yes, HR only"])
def test_what_is_only_for_hr_is_asked_next(second, alice, said):
    alice.says("all done").says("audit").says(said).sees("What is it, in one line?").says("they got my salary wrong")
    alice.says("friday").says("3").sees("What is stuck? they got my salary wrong", "only HR sees it")


def test_what_is_said_with_it_is_taken_as_before(second, alice):
    alice.says("all done").says("audit").says("only for HR: they got my salary wrong").sees("By when do you need it?")
