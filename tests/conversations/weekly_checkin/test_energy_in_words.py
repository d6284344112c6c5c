"""Energy is for oneself alone: words that tell it and would go out at once go to nobody."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of, week_of

SAID = [
    "Rest - energy 2",
    "Rest (energy 2)",
    "Rest and energy is 2",
    "Rest energy 2/5",
    "Rest (2/5 energy)",
    "Rest energy ★★",
    "Rest; energy's 2",
    "Rest, as energy is just two",
    "Rest as my energy was a 2",
    "Rest, energy feels more like 2/5, sorry",
]
WORK = [
    "Cut energy use by 2 %",
    "Energy audit for 3 sites",
    "Energy 20 % down",
    "Energy review 3/12",
    "Energy call at 3:30",
]


@pytest.mark.parametrize("said", SAID)
def test_beside_a_change_nothing_changes(second, alice, said):
    alice.opens("Fill in").fills(plans=["A plan"]).submits()
    alice.says(f"change plan 1 to {said}").sees("Nothing changed yet", "your energy, which is for you alone")
    assert week_of(second, "alice", "2026-W49").plans == ("A plan",)


@pytest.mark.parametrize("said", WORK)
def test_what_is_no_level_changes_it(second, alice, said):
    alice.opens("Fill in").fills(plans=["A plan"]).submits()
    alice.says(f"change plan 1 to {said}")
    assert week_of(second, "alice", "2026-W49").plans == (said,)


@pytest.mark.parametrize("said", ["休息（精力2）", "休息时精力还是2", "休息，精力感觉只够2分"])
def test_so_it_is_in_chinese(second, li, said):
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    li.says(f"第一件改成：{said}").sees("什么都还没改", "只给你自己看")
    assert week_of(second, "li", "2026-W49").plans == ("写方案",)


@pytest.mark.parametrize("said", ["精力集中在3个客户", "统一大家的精力"])
def test_what_is_no_level_changes_it_in_chinese(second, li, said):
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    li.says(f"第一件改成：{said}")
    assert week_of(second, "li", "2026-W49").plans == (said,)


def test_in_a_clause_of_its_own_it_is_read(second, alice, li):
    alice.opens("Fill in").fills(plans=["A plan"]).submits()
    alice.says("change plan 1 to Rest, my energy is just two").sees("→ Rest", "Energy 2")
    li.opens("一次填完").fills(plans=["写方案"]).submits()
    li.says("第一件改成：休息，精力还是2").sees("精力 2")
    assert week_of(second, "alice", "2026-W49").plans == ("Rest",)
    assert week_of(second, "li", "2026-W49").plans == ("休息",)


def test_beside_what_is_stuck_nobody_has_it(second, alice):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says("No badge (energy 2)")
    alice.sees("Nothing noted yet", "What are you stuck on?")
    assert entries_of(second, "alice", "blocker_raised") == []
    alice.says("No badge").sees("Mara Keller gets it with the digest on Wed 2 Dec.")


@pytest.mark.parametrize("field", ["plans", "sentence", "stuck_on"])
def test_in_a_form_it_is_read_back(second, alice, field):
    given = {"plans": ["A plan"], **({"stuck": "yes"} if field == "stuck_on" else {})}
    alice.opens("Fill in").fills(**given).fills(**{field: [SAID[1]] if field == "plans" else SAID[1]}).submits()
    alice.sees("Nothing has been shared yet")
    assert len(entries_of(second, "alice", "check_in_answered")) == 1


def test_in_the_form_of_a_shared_week_it_is_asked_about(second, alice):
    alice.opens("Fill in").fills(plans=["A plan"]).submits()
    form = alice.opens("Change").fills(plans=[SAID[1]])
    form.tries()
    assert form.errors["plans"].startswith("Mara Keller reads this as soon as you send it.")


@pytest.mark.parametrize(
    ("helper", "reader"), [({"helper": "person", "helper_person": "bob"}, "Bob Nyman"), ({"helper": "hr"}, "Hana Roth")]
)
def test_nor_does_a_form_send_it_to_whoever_is_asked_for_help(second, alice, bob, hana, helper, reader):
    form = alice.opens("Fill in").fills(stuck="yes", stuck_on="No sensors, energy 2", **helper).submits()
    form.sees(f"Nothing has been shared yet, because {reader} would read it.")
    assert "energy 2" not in bob.chat + hana.chat


def test_nor_the_form_of_a_shared_week(second, alice, bob):
    alice.taps("As planned, nothing stuck")
    form = alice.opens("Change").fills(stuck="yes", stuck_on="No sensors, energy 2")
    form.fills(helper="person", helper_person="bob").tries()
    assert form.errors["stuck_on"].startswith("Bob Nyman reads this as soon as you send it.")
    assert "energy 2" not in bob.chat


@pytest.mark.parametrize("said", ["rather not say", "I'd rather not say", "prefer not to say"])
def test_who_would_rather_not_say_skips_it_and_goes_on(second, alice, said):
    alice.says("Visit the fair").taps("All done").says("no").says(said).sees("Is this right?", "Visit the fair")


def test_so_it_is_skipped_in_chinese(second, li):
    li.says("整理仓库").taps("都完成了").says("没有").says("一般").sees("请写1到5之间的数字")
    li.says("不想说").sees("这样对吗？", "整理仓库")


@pytest.mark.parametrize("said", ["3 i guess", "3", "maybe 3"])
def test_a_number_where_plans_are_asked_is_ones_energy_and_no_plan(second, alice, said):
    alice.says("all done").says(said).sees("I’ve noted that as your energy", "most this week?")
    alice.says("visit the fair").says("no").sees("top one to three visit the fair\n", "Energy 3 (only you see it)")


def test_so_it_is_in_chinese_at_the_plans(second, li):
    li.says("都做完了").says("3吧").sees("记作精力了").says("写总结").says("没有")
    li.sees("一到三件 写总结\n", "精力 3（只有你能看到）")


def test_where_no_energy_is_asked_it_is_no_plan_either(monday, alice, li):
    alice.says("3").sees("A number alone").says("3 talks").says("no").sees("top one to three 3 talks\n")
    li.says("3吧").sees("只有一个数").says("3场面谈").says("没有").sees("一到三件 3场面谈\n")


def test_beside_a_plan_it_may_be_a_guess(second, alice):
    alice.says("all done").says("visit the fair, energy 3 i guess").says("no")
    alice.sees("top one to three visit the fair\n", "Energy 3 (only you see it)")


@pytest.mark.parametrize(("said", "level"), [("full", 5), ("empty", 1), ("fully charged", 5)])
def test_the_ends_of_the_scale_have_names(second, alice, said, level):
    alice.says("Visit the fair").taps("All done").says("no").says(said).sees(f"Energy {level} (only you see it)")


@pytest.mark.parametrize(("said", "level"), [("满格", 5), ("没电了", 1), ("满电", 5)])
def test_so_they_have_in_chinese(second, li, said, level):
    li.says("写总结").taps("都完成了").says("没有").says(said).sees(f"精力 {level}（只有你能看到）")


@pytest.mark.parametrize("said", ["the fridge is empty", "not full", "empty or full"])
def test_more_than_an_end_of_the_scale_is_no_level(second, alice, said):
    alice.says("Visit the fair").taps("All done").says("no").says(said).sees("A number from 1 to 5")
