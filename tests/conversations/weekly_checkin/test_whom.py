"""Who may help is asked before anybody is told: HR first where it is about how somebody is treated."""

from __future__ import annotations

import pytest

from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of, week_of
from tests.conversations.weekly_checkin.test_hr_alone import is_with_hr_alone
from tests.conversations.weekly_checkin.test_people_change import moves

ASKED = "weekly_checkin.whom"


def raised(stage, who, reader):
    """What a reader has of what somebody is stuck on."""
    return [each.what for each in entries_of(stage, who, "blocker_raised", reader=reader)]


def ways(who):
    """What can be tapped below the question, in order."""
    return [who._say(button.label) for button in who.message(ASKED).card.buttons]


@pytest.mark.parametrize("said", ["my manager is bullying me", "I'm being harassed", "Mara discriminates against me"])
def test_how_somebody_is_treated_goes_to_hr_first(monday, alice, mara, said):
    alice.says(said).sees(
        "I haven’t told anyone", said, "Who may help with this?", "goes to Hana Roth, and nobody else"
    )
    assert ways(alice) == ["Only HR", "A colleague", "Mara Keller", "Never mind"]
    assert raised(monday, "alice", "alice") == []
    alice.taps("Only HR").sees("HR has been asked, and nobody else.")
    assert is_with_hr_alone(monday)
    mara.sees_not(said)


@pytest.mark.parametrize("said", ["主管一直针对我", "领导给我穿小鞋", "我被同事霸凌"])
def test_so_it_does_in_chinese(monday, li, wang, said):
    li.says(said).sees("没有告诉任何人", "这件事让谁来帮忙？", "只有Hana Roth会看到")
    assert ways(li) == ["只告诉HR", "一位同事", "王芳", "算了"]
    li.taps("只告诉HR").sees("已经告诉HR，别人都看不到")
    wang.sees_not(said)


def test_words_that_nobody_understood_ask_who_may_help_too(monday, alice):
    alice.taps("Not this week").says("The torque wrench squeaks").taps("I’m stuck on this")
    alice.sees("Who may help with this?", "This hasn’t been sent to anybody yet")
    assert ways(alice) == ["Mara Keller", "A colleague", "Only HR", "Never mind"]
    assert raised(monday, "alice", "alice") == []
    alice.taps("Mara Keller").sees("Mara Keller gets it with the digest on Wed 25 Nov.")
    assert raised(monday, "alice", "mara") == ["The torque wrench squeaks"]


def test_a_colleague_is_asked_and_the_manager_reads_only_what_is_not_about_them(monday, alice, bob):
    alice.taps("Not this week").says("The torque wrench squeaks").taps("I’m stuck on this")
    alice.opens("A colleague").finds("helper_person", "Bob").submits().sees("Bob Nyman has been asked.")
    bob.sees("The torque wrench squeaks")
    alice.says("My manager keeps picking on me")
    form = alice.opens("A colleague")
    assert "Your manager won’t see it." in form.words
    form.finds("helper_person", "Bob").submits().sees("Bob Nyman has been asked. Your manager can’t see this.")
    assert raised(monday, "alice", "mara") == ["The torque wrench squeaks"]


def test_who_joins_hr_is_named_before_they_have_it(monday, alice):
    said = "my manager is bullying me"
    alice.says(said).sees("goes to Hana Roth, and nobody else")
    monday.hires(company.someone("zoe", "Zoe Zander", "people", "sven", roles=frozenset({"hr"})))
    alice.taps("Only HR").sees("goes to Hana Roth and Zoe Zander, and nobody else")
    monday["zoe"].sees_not(said)
    alice.taps("Only HR")
    monday["zoe"].sees(said)


def test_a_new_manager_reads_nothing_that_an_open_form_promised_to_keep_from_them(monday, alice, wang, bob):
    said = "Mara Keller forgot the torque wrench"
    alice.taps("Not this week").says(said).taps("I’m stuck on this")
    form = alice.opens("A colleague").finds("helper_person", "Bob")
    assert "Your manager won’t see it." in form.words
    moves(monday, "alice", manager="wang")
    form.tries()
    assert "moved on" in form.errors["helper_person"]
    assert raised(monday, "alice", "wang") == raised(monday, "alice", "bob") == []
    alice.sees("Your manager also sees what a colleague is asked", "[王芳]")
    assert "Your manager won’t see it." not in alice.opens("A colleague").words


def test_a_second_thing_leaves_the_first_its_question(second, alice, bob, sven):
    alice.opens("Fill in").fills(plans=["A plan"]).submits()
    alice.says("Stuck on the papers, need them from Bob by Friday").says("Also stuck on the budget, need it from Sven")
    assert alice.can("Bob Nyman") and alice.can("Sven Holm")
    papers, budget = [each for each in alice.messages if each.name == ASKED]
    alice.taps("Bob Nyman", of=papers).sees("Bob Nyman has been asked.", "Fri 4 Dec")
    bob.sees("papers")
    alice.taps("Never mind", of=budget)
    assert len(raised(second, "alice", "alice")) == 1
    sven.sees_not("budget")


def test_it_may_be_left(monday, alice):
    alice.says("my manager is bullying me").taps("Never mind").sees_not("has been asked")
    assert raised(monday, "alice", "alice") == []
    assert not alice.can("Only HR")


@pytest.mark.parametrize("answers", [(), ("Visit the fair",), ("Visit the fair", "yes")])
def test_inside_the_check_in_it_is_asked_too_and_the_question_stays_open(monday, alice, answers):
    for each in answers:
        alice.says(each)
    open_ = alice.listening
    alice.says("The new lead is bullying me").sees("Who may help with this?")
    assert alice.listening == open_
    assert entries_of(monday, "alice", "check_in_answered") == []
    alice.taps("Only HR")
    assert is_with_hr_alone(monday)


def test_a_form_shares_it_only_after_it_was_read_back(monday, alice):
    form = alice.opens("Fill in").fills(plans=["Write"], stuck="yes", stuck_on="My manager is bullying me")
    form.submits().sees("Nothing has been shared yet, because Mara Keller would read it.", "Is this right?")
    assert entries_of(monday, "alice", "check_in_answered") == []
    alice.taps("Only HR, not my manager").taps("Skip").sees("that goes to HR alone").taps("Share with Mara Keller")
    assert is_with_hr_alone(monday)
    assert week_of(monday, "alice", "2026-W48").plans == ("Write",)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("plans", "My manager is bullying me"),
        ("plans", "HR only: talk about my move"),
        ("sentence", "My manager is bullying me"),
        ("sentence", "Only for HR: I am looking for another team"),
    ],
)
def test_whatever_the_manager_would_read_of_it_is_read_back(second, alice, mara, field, said):
    words = {"plans": ["Write"], field: [said] if field == "plans" else said}
    form = alice.opens("Fill in").fills(**words, stuck="yes", stuck_on="The permit is late", helper="hr")
    form.submits().sees("Nothing has been shared yet, because Mara Keller would read it.")
    assert entries_of(second, "alice", "check_in_answered", reader="mara")[1:] == []
    mara.sees_not(said)


def test_a_colleague_who_is_told_how_somebody_is_treated_is_asked_without_the_manager(monday, alice):
    form = alice.opens("Fill in").fills(
        plans=["Write"], stuck="yes", stuck_on="My manager is bullying me", helper="person"
    )
    form.finds("helper_person", "Bob").submits()
    assert raised(monday, "alice", "mara") == []
    assert raised(monday, "alice", "bob")


def test_what_is_added_to_a_shared_week_is_asked_about_in_the_form(monday, alice):
    alice.opens("Fill in").fills(plans=["Write"]).submits()
    form = alice.opens("Change").fills(stuck="yes", stuck_on="My manager is bullying me")
    form.tries()
    assert form.errors["stuck_on"].startswith("Mara Keller reads this as soon as you send it.")
    assert raised(monday, "alice", "mara") == []
    form.submits()
    assert raised(monday, "alice", "mara"), "who is sure sends it once more"


@pytest.mark.parametrize("said", ["I feel burned out", "burnout", "撑不住了", "I can't cope, it is all too much"])
@pytest.mark.parametrize("is_open", [True, False])
def test_who_cannot_go_on_is_answered_as_one_who_needs_people(monday, alice, mara, said, is_open):
    alice.says("Visit the fair") if is_open else alice.taps("Not this week")
    alice.says(said).sees("you don’t have to carry it alone", "Hana Roth", "[Ask someone to help]", "[Pause]")
    alice.taps("Ask someone to help").sees("Who may help with this?", said)
    mara.sees_not(said)
    assert raised(monday, "alice", "alice") == []


@pytest.mark.parametrize(
    "said", ["Replace the burnt out fuse", "Finish the anti-bullying training", "Fix price discrimination"]
)
def test_work_is_no_trouble_with_people(monday, alice, said):
    alice.says(said).sees("Is anything stuck?")


@pytest.mark.parametrize("said", ["服务器快撑不住了，周五前扩容", "针对我们的竞品做分析", "反霸凌培训"])
def test_work_is_no_trouble_with_people_in_chinese(monday, li, said):
    li.says(said).sees("有卡住的吗？")


def test_what_was_read_back_from_a_form_is_shared_by_a_yes(monday, alice):
    alice.opens("Fill in").fills(plans=["Ask HR only: payroll"]).submits().sees("Is this right?")
    alice.says("yes").sees("Shared with Mara Keller")
    assert week_of(monday, "alice", "2026-W48").plans == ("Ask HR only: payroll",)


def test_what_is_written_where_nothing_stuck_is_chosen_is_read_back(second, alice, mara):
    """Teams shows both fields at once, and "Nothing stuck" is chosen there from the start."""
    form = alice.opens("Fill in").all_at_once().fills(plans=["Write"], stuck="no", stuck_on="The permit is late")
    form.submits().sees("Nothing has been shared yet: “Nothing stuck” was chosen", "The permit is late")
    assert raised(second, "alice", "mara") == []
    alice.taps("Share with Mara Keller")
    assert raised(second, "alice", "mara")


def test_in_the_form_of_a_shared_week_the_form_asks_for_one_of_the_two(second, alice, mara):
    alice.taps("As planned, nothing stuck")
    form = alice.opens("Change").all_at_once().fills(stuck="no", stuck_on="The permit is late")
    form.tries()
    assert form.errors["stuck_on"].startswith("“Nothing stuck” is chosen")
    mara.sees_not("The permit is late")
    form.fills(stuck="yes").submits()
    assert raised(second, "alice", "mara")
