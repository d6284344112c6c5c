"""Words after the week is shared: nothing that others read is recorded before its person has said so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storage import roster
from tests.conversations.weekly_checkin.record import entries_of, week_of


def plans_of(stage, who):
    return week_of(stage, who, "2026-W49").plans


def energy_of(stage, who):
    return [entry.level for entry in entries_of(stage, who, "energy_noted")]


@pytest.mark.parametrize("said", ["solved the Hudson one", "solved, legal answered", "Hudson is solved"])
def test_what_is_said_to_be_solved_is_one_tap_away(second, alice, said):
    alice.taps("As planned, nothing stuck").says("I'm stuck: Hudson Sprouts does not answer").taps("Yes, note it")
    alice.says(said).sees("Hudson Sprouts", "[Solved]").taps("Solved")
    assert [each.how for each in entries_of(second, "alice", "blocker_closed")] == ["solved"]


def test_so_it_is_without_the_one_tap_and_in_chinese(second, alice, li):
    alice.opens("Fill in").fills(plans=["Visit"], stuck="yes", stuck_on="Hudson Sprouts", helper="manager").submits()
    alice.says("solved the Hudson one").sees("next to whatever is solved", "Hudson Sprouts", "[Solved]")
    li.opens("一次填完").fills(plans=["写总结"], stuck="yes", stuck_on="法务没回", helper="manager").submits()
    li.says("解决了，法务今天上午终于回复我们了").sees("就在旁边点", "[解决了]")


def test_a_plan_is_asked_about_before_anybody_reads_it(second, alice):
    alice.taps("As planned, nothing stuck").says("Visit the fair")
    alice.sees("Add this to this week’s plans?", "Visit the fair", "Mara Keller would read it.", "[Add] [No]")
    assert plans_of(second, "alice") == ()
    alice.taps("Add").sees("Week of Mon 30 Nov", "Visit the fair")
    assert plans_of(second, "alice") == ("Visit the fair",)
    assert not week_of(second, "alice", "2026-W49").quick
    alice.says("hello").sees("Hello Alice")


def test_what_was_offered_is_answered_in_words_too(second, alice, li):
    alice.taps("As planned, nothing stuck").says("Visit the fair").says("yes").sees("Week of Mon 30 Nov")
    alice.says("Order samples").says("Count the stock").says("no").sees("not added")
    assert plans_of(second, "alice") == ("Visit the fair",)
    alice.taps("Add").sees("Visit the fair; Order samples")
    li.taps("按计划，没卡住").says("拜访客户").sees("加到这周的计划里吗？", "王芳会看到").says("好").sees("拜访客户")
    assert plans_of(second, "li") == ("拜访客户",)


@pytest.mark.parametrize("said", ["yes", "ok", "no rush", "sure"])
def test_a_kind_word_is_no_plan(second, alice, said):
    alice.taps("As planned, nothing stuck").says(said).sees("Good. Write to me any time")
    assert plans_of(second, "alice") == ()


@pytest.mark.parametrize("said", ["好", "好的", "不急", "嗯"])
def test_nor_is_it_in_chinese_however_the_week_was_shared(second, li, said):
    li.opens("一次填完").fills(plans=["写总结"]).submits()
    li.says(said).sees("有事随时找我")
    assert plans_of(second, "li") == ("写总结",)


@pytest.mark.parametrize("said", ["my energy is 2", "energy 2", "change energy to 2", "Energy: 2/5"])
def test_energy_is_for_oneself(second, alice, mara, said):
    alice.taps("As planned, nothing stuck").says(said).sees("Changed: Energy → 2", "Week of Mon 30 Nov")
    assert energy_of(second, "alice") == [2]
    assert plans_of(second, "alice") == ()
    assert len(entries_of(second, "alice", "check_in_answered")) == 2, "last week's, and what the tap gave"
    mara.says("team").sees_not("nergy")


@pytest.mark.parametrize("said", ["精力改成4", "精力4", "把精力改为4", "我的精力是4"])
def test_energy_in_chinese(second, li, said):
    li.taps("按计划，没卡住").says(said).sees("改好了：精力 → 4")
    assert energy_of(second, "li") == [4]
    assert plans_of(second, "li") == ()


@pytest.mark.parametrize("said", ["Energy audit of hall 3", "Raise the energy of the team to 5", "energy 7"])
def test_other_words_with_energy_are_asked_about(second, alice, said):
    alice.taps("As planned, nothing stuck").says(said).sees("Add this to this week’s plans?")
    assert energy_of(second, "alice") == []


def test_energy_shares_nothing_with_another_manager(second, alice):
    alice.taps("As planned, nothing stuck")
    second.do(roster.update_person, replace(alice.person, manager="wang"))
    alice.says("energy 2").sees("Changed: Energy → 2")
    assert entries_of(second, "alice", "check_in_answered", reader="wang") == []


@pytest.mark.parametrize("quick", [True, False])
def test_a_plan_is_changed_by_saying_to_what(second, alice, li, quick):
    if quick:
        alice.taps("As planned, nothing stuck").says("Visit the fair").taps("Add")
        li.taps("按计划，没卡住").says("拜访客户").taps("加上")
    else:
        alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
        li.opens("一次填完").fills(plans=["拜访客户"]).submits()
    alice.says("plan 1 becomes: Order samples").sees("Changed:", "→ Order samples", "Week of Mon 30 Nov")
    assert plans_of(second, "alice") == ("Order samples",)
    li.says("第一件改成：写周报").sees("改好了：", "→ 写周报")
    assert plans_of(second, "li") == ("写周报",)
    alice.says("energy 3").sees("Changed: Energy → 3")


def test_before_sharing_too_it_is_said_what_was_changed(second, alice):
    alice.says("Visit; Count").taps("All done").says("no").says("4").says("change plan 2 to Rest").sees(
        "Changed:", "→ Visit; Rest"
    )
    alice.says("energy 2").sees("Changed: Energy → 2", "Is this right?")


def test_who_would_read_it_is_named_before_it_is_added(second, alice):
    alice.taps("As planned, nothing stuck").says("Visit the fair").sees("Mara Keller would read it.")
    second.do(roster.update_person, replace(alice.person, manager="wang"))
    alice.taps("Add").sees("王芳 would read it.")
    assert entries_of(second, "alice", "check_in_answered", reader="wang") == []
    alice.taps("Add")
    assert [each.plans for each in entries_of(second, "alice", "check_in_answered", reader="wang")] == [
        ("Visit the fair",)
    ]


def test_an_offer_is_over_once_the_week_was_taken_back(second, alice):
    alice.taps("As planned, nothing stuck").says("Visit the fair").taps("Take it back").taps("Add")
    assert "wasn’t added" in alice.card("weekly_checkin.adding.settled")
    assert len(entries_of(second, "alice", "check_in_answered")) == 1, "last week's alone"


@pytest.mark.parametrize("said", ["plan 1 becomes: Order samples, energy 2", "plan 1 becomes: Order samples\nenergy 2"])
def test_energy_beside_a_changed_plan_stays_ones_own(second, alice, mara, said):
    alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    alice.says(said).sees("→ Order samples", "Changed: Energy → 2")
    assert (plans_of(second, "alice"), energy_of(second, "alice")) == (("Order samples",), [2])


def test_energy_beside_a_new_plan_is_not_offered_with_it(second, alice):
    alice.taps("As planned, nothing stuck").says("Visit the fair, energy 2").sees("Add this")
    assert "nergy" not in alice.last
    assert energy_of(second, "alice") == [2]
    alice.taps("Add")
    assert plans_of(second, "alice") == ("Visit the fair",)


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize("said", ["plan 1 is now done", "the first should be done by Friday", "change plan 1 to done"])
def test_how_a_plan_goes_is_no_other_plan(second, alice, quick, said):
    if quick:
        alice.taps("As planned, nothing stuck").says("Visit the fair").taps("Add")
    else:
        alice.opens("Fill in").fills(plans=["Visit the fair"]).submits()
    alice.says(said)
    assert plans_of(second, "alice") == ("Visit the fair",)


@pytest.mark.parametrize("said", ["第一项应该是周五完成", "第一件改成完成了"])
def test_how_a_plan_goes_is_no_other_plan_in_chinese(second, li, said):
    li.opens("一次填完").fills(plans=["写总结"]).submits()
    li.says(said)
    assert plans_of(second, "li") == ("写总结",)


def test_all_that_a_message_changes_is_changed_or_nothing_of_it(second, alice, li):
    alice.opens("Fill in").fills(plans=["Visit the fair", "Order"]).submits()
    alice.says("plan 1 becomes: Alpha\nplan 2 becomes: Beta").sees("→ Alpha; Beta")
    alice.says("change plan 1 to Gamma\nAlso: Delta").sees("Nothing changed yet", "Also: Delta")
    assert plans_of(second, "alice") == ("Alpha", "Beta")
    li.opens("一次填完").fills(plans=["写总结", "约客户"]).submits()
    li.says("第一件改成：盘点\n第二件改成：报价").sees("→ 盘点；报价")


def test_all_of_it_before_sharing_too(second, alice):
    alice.says("Visit; Count").taps("All done").says("no").says("4").says(
        "change plan 1 to Alpha\nchange plan 2 to Beta"
    )
    alice.sees("→ Alpha; Beta").says("change plan 1 to Gamma\nAlso: Delta").sees("Not shared yet", "Alpha; Beta")


def test_what_makes_too_many_is_not_added_and_nothing_gives_way_to_what_is_said_next(second, alice, li):
    alice.taps("As planned, nothing stuck").says("Visit\nOrder").taps("Add").says("Count\nRest")
    alice.sees("That makes 4", "nothing was added").says("Count").taps("Add")
    assert plans_of(second, "alice") == ("Visit", "Order", "Count")
    li.taps("按计划，没卡住").says("写总结；盘点").taps("加上").says("报价；约客户").sees("加上就有4条了")


def test_an_offer_that_no_longer_fits_says_that_it_was_not_added(second, alice):
    alice.taps("As planned, nothing stuck").says("Visit\nOrder").says("Count\nRest")
    first = next(each for each in alice.messages if each.name == "weekly_checkin.adding")
    alice.taps("Add", of=first).taps("Add")
    assert "wasn’t added" in alice.card("weekly_checkin.adding.settled")
    assert plans_of(second, "alice") == ("Visit", "Order")


def test_what_is_stuck_is_no_plan_and_its_helper_is_chosen(second, alice, mara):
    alice.taps("As planned, nothing stuck").says("Order the valves, blocked by the customs office")
    asks = alice.card("weekly_checkin.whom")
    assert "blocked by the customs office" in asks
    assert "Order the valves" not in asks
    alice.sees("Add this", "Order the valves").taps("Add")
    assert plans_of(second, "alice") == ("Order the valves",)
    assert entries_of(second, "alice", "blocker_raised") == []
    alice.taps("Mara Keller")
    assert [each.what for each in entries_of(second, "alice", "blocker_raised")] == ["blocked by the customs office"]


def test_what_is_stuck_for_hr_alone_is_offered_to_hr_alone(second, alice):
    alice.taps("As planned, nothing stuck").says("Visit the fair. Stuck: dispute over my pay, HR only")
    assert "dispute over my pay" in alice.card("weekly_checkin.whom")
    assert not alice.can("Mara Keller")
    alice.sees("Add this", "Visit the fair").taps("Add").taps("Only HR")
    assert plans_of(second, "alice") == ("Visit the fair",)
    assert entries_of(second, "alice", "blocker_raised", reader="mara") == []
    assert len(entries_of(second, "alice", "blocker_raised", reader="hana")) == 1


def test_that_nothing_is_stuck_adds_no_plan(second, alice):
    alice.taps("As planned, nothing stuck").says("nothing is stuck").sees("Week of Mon 30 Nov")
    assert not alice.can("Add")


def test_a_card_that_changed_where_it_stands_named_nobody(second, alice, bob):
    form = alice.opens("Fill in").fills(plans=["Visit"], stuck="yes", stuck_on="No power", helper="person")
    form.finds("helper_person", "Bob").submits()
    second.do(roster.update_person, replace(alice.person, manager="wang"))
    bob.opens("Reply").fills(text="Look in the shed").submits()
    alice.says("plan 1 becomes: Alpha").sees("Nothing changed yet: 王芳 will read this week")
    assert entries_of(second, "alice", "check_in_answered", reader="wang") == []
    alice.says("plan 1 becomes: Alpha").sees("→ Alpha")


@pytest.mark.parametrize(
    "said", ["also: keep this confidential: I'm pregnant", "one more thing, this is only for you: I'm pregnant"]
)
def test_what_is_for_the_bot_alone_is_offered_as_no_plan(second, alice, said):
    alice.opens("Fill in").fills(plans=["A plan"]).submits()
    alice.says(said).sees_not("Add this to this week", "Mara Keller would read it")


def test_nor_is_it_in_chinese(second, li):
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    li.says("补充：只跟你说，我怀孕了").sees_not("加到这周的计划里")


def test_who_also_wants_to_quit_is_heard(second, alice):
    alice.opens("Fill in").fills(plans=["A plan"]).submits()
    alice.says("I also want to quit").sees("nobody will hear of it from me")
