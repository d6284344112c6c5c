"""What is typed behind `goal`: a goal by its name, a number for it, and what may be a new one."""

from __future__ import annotations

import pytest

RETURNS = "goal add Cut return rate from 4 to 2.5 % by the end of the year"
HUDSON = "goal add Ship to Hudson from 0 to 4,000 boxes by the end of the year"


@pytest.fixture
def renewals(stage, alice, mara):
    """Alice has agreed on the renewal rate, on a Friday on which nothing else is asked."""
    alice.says("goal add Renewal rate from 82 to 90 % by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    return stage


@pytest.fixture
def returns(renewals, bob, mara):
    """Bob has agreed on the return rate, and Mara has one goal of her own."""
    bob.says(RETURNS).taps("Propose to Mara Keller")
    mara.taps("I agree").says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Sven Holm")
    return renewals


def test_a_reports_goal_is_found_by_its_name(returns, mara):
    mara.says("goal explain cut return rate").sees("Bob Nyman’s goal", "How this came about")
    mara.says("goal close retrun rate").sees("Bob Nyman’s goal")


def test_a_goal_that_anybody_may_read_is_explained(returns, alice):
    alice.says("goal explain return rate").sees("Bob Nyman’s goal", "How this came about")
    assert not alice.can("Close it", on="Bob Nyman")


def test_a_name_that_nothing_has_opens_nothing(returns, mara):
    mara.says("goal close everything asap").sees("There’s no goal of that name", "NPS", "· Bob Nyman", "[Open]")


def test_a_name_that_two_goals_have_is_a_choice_with_ones_own_first(returns, mara, alice):
    mara.says("goal add Renewal rate from 70 to 80 % by the end of the year").taps("Propose to Sven Holm")
    mara.says("goal explain renewal rate").sees("Which goal do you mean?", "· Alice Berger")
    mara.taps("Open", on="· Alice Berger").sees("Alice Berger’s goal")


def test_the_choice_opens_what_is_neither_ones_own_nor_a_reports(returns, alice):
    alice.says("goal explain rate").sees("Which goal do you mean?", "Cut return rate", "· Bob Nyman")
    alice.taps("Open", on="Bob Nyman").sees("Bob Nyman’s goal")


def test_in_chinese(stage, li, wang):
    li.says("目标 新增 网关死机次数从12次降到3次，年底前").taps("提给王芳")
    wang.taps("我同意").says("目标 解释 网关死机次数").sees("李晨的目标", "来龙去脉")
    wang.says("目标 结束 全部").sees("没找到叫这个名字的目标", "网关死机次数", "· 李晨")


@pytest.mark.parametrize("text", ["goal Hudson 80", "goal update Hudson to 80", "goal update ship to hudson 80"])
def test_a_number_behind_a_goals_name_is_offered_as_its_update(renewals, alice, mara, text):
    alice.says(HUDSON).taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says(text).sees("which number do you mean?", "[80 boxes] [Another number]").taps("80 boxes")
    assert "80 boxes, from 0" in alice.card("goal.goal")


def test_a_number_alone_is_for_the_only_goal(renewals, alice):
    alice.says("goal update 84").sees("Renewal rate", "[84%] [Another number]").taps("84%")
    assert "84%, from 82% to 90%" in alice.card("goal.goal")


def test_a_number_alone_is_kept_while_it_is_asked_which_goal(renewals, alice, mara):
    alice.says(HUDSON).taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal update 80").sees("Which goal do you mean?").taps("Open", on="Hudson")
    alice.sees("[80 boxes] [Another number]")


def test_how_a_goal_goes_is_no_new_goal(renewals, alice):
    alice.says("goal at risk").sees("Your goals", "[At risk]")


@pytest.mark.parametrize("text", ["goal Renewal", "goal cheaper boxes"])
def test_what_is_not_clearly_a_new_goal_is_asked(renewals, alice, text):
    alice.says(text).sees("is that a new goal, or something else?", "[A new goal] [My goals]")
    alice.taps("A new goal").sees("Your goal, as I understood it", text.removeprefix("goal "))


def test_and_what_is_not_clear_in_chinese(stage, li):
    li.says("目标 固件").sees("“固件”是要定一个新目标，还是别的意思？")


SIGNED = "Sign 5 new distributors by the end of March"


@pytest.mark.parametrize("words", ["add goal: ", "new goal ", "Set a goal: ", "goal: ", "goal add: ", "create a goal "])
def test_plain_first_words_set_a_goal(stage, alice, words):
    alice.says(f"{words}{SIGNED}").sees("Your goal, as I understood it", "Sign 5 new distributors")


@pytest.mark.parametrize("words", ["新目标 ", "设定目标：", "添加目标 ", "目标添加：", "定个目标 "])
def test_plain_first_words_set_a_goal_in_chinese(stage, li, words):
    li.says(f"{words}客户续约率从82%到90%，年底前").sees("我理解的目标是这样", "从82%到90%")


@pytest.mark.parametrize(
    ("text", "told"), [("set a goal", "What should be different"), ("goal tree", "Goals, from the")]
)
def test_the_words_of_the_buttons_are_understood(stage, alice, text, told):
    alice.says(text).sees(told)


@pytest.mark.parametrize(("text", "told"), [("团队目标", "团队的目标"), ("目标树", "从公司到个人的目标")])
def test_the_words_of_the_buttons_are_understood_in_chinese(stage, wang, text, told):
    wang.says(text).sees(told)


def test_a_wish_can_be_made_a_goal_by_a_tap(stage, alice):
    alice.says("I want to sign 5 new distributors by March").sees("[It’s a goal]").taps("It’s a goal")
    alice.sees("Your goal, as I understood it\nSign 5 new distributors")


def test_a_mistyped_command_keeps_what_stands_behind_it(stage, alice):
    alice.says(f"gaol add {SIGNED}").sees("Did you mean").taps("Goals")
    alice.sees("Your goal, as I understood it", "Sign 5 new distributors")


def test_a_goals_name_and_a_number_are_enough(renewals, alice):
    alice.says("Renewal rate 84%").sees("which number do you mean?", "[84%]")


def test_the_tree_of_a_past_day(stage, alice, bob, mara):
    bob.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal tree").sees("You can see 1 goal here.", "goal tree firmware")
    assert "goal tree" not in alice.visits("goals", "tree")
    alice.says("goal tree 2026-10-15").sees("As it stood on Thu 15 Oct", "There are no goals to see here.")
    alice.says("goal tree as of 31 Oct").sees("As it stood on Sat 31 Oct")


def test_the_tree_searched_opens_what_is_found(returns, alice):
    alice.says("goal tree return rate").sees("One goal fits.", "Cut return rate", "· Bob Nyman")
    assert "Renewal rate" not in alice.last
    alice.taps("Open", on="Cut return rate").sees("Bob Nyman’s goal")
    alice.says("goal tree nyman").sees("One goal fits.", "Cut return rate")
    alice.says("goal tree unicorns").sees("No goal fits.")


def test_the_tree_searched_in_chinese(stage, li):
    li.says("目标 新增 固件崩溃从12次降到3次，年底前").taps("提给王芳")
    li.says("目标 树 固件").sees("找到1个。", "固件崩溃")
    li.says("目标 树 2026-10-31").sees("10月31日", "这里还没有目标。")


@pytest.mark.parametrize("between", ["goal", "indicator", "goal tree"])
def test_a_half_made_goal_is_taken_up_again(stage, alice, mara, between):
    alice.says(f"goal add {SIGNED}").says(between)
    alice.says("goal").sees("Half made: Sign 5 new distributors").taps("Carry on")
    alice.sees("Your goal, as I understood it").taps("Propose to Mara Keller")
    mara.sees("Sign 5 new distributors", "[I agree]")
    assert "Half made" not in alice.says("goal").last


def test_a_half_made_goal_is_dropped_from_the_list(stage, alice):
    alice.says(f"goal add {SIGNED}").says("goal").taps("Never mind", on="Half made")
    assert "Half made" not in alice.says("goal").last


def test_a_goal_begun_beside_a_half_made_one_loses_neither(stage, alice, mara):
    alice.says(f"goal add {SIGNED}").says(RETURNS).sees("One other goal stays half made")
    first = alice.card("goals.draft.over")
    assert "Sign 5 new distributors (a draft then; “goal” shows what there is now)" in first
    alice.taps("Propose to Mara Keller")
    alice.says("goal").sees("Half made: Sign 5 new distributors").taps("Carry on")
    alice.sees("Sign 5 new distributors", "[Propose to Mara Keller]").taps("Propose to Mara Keller")
    mara.sees("Cut return rate", "Sign 5 new distributors")
    assert "Half made" not in alice.says("goal").last


def test_of_several_half_made_goals_each_is_taken_up_and_dropped_by_itself(stage, alice):
    alice.says(f"goal add {SIGNED}").says("goal add Sign 5 dealers by Easter").says(RETURNS)
    alice.sees("2 other goals stay half made")
    alice.says("goal").taps("Carry on", on="dealers").sees("“by Easter” is no day")
    alice.says("goal").taps("Never mind", on="distributors").sees("Half made: Cut return rate", "dealers")
    assert "distributors" not in alice.last
    alice.taps("Never mind", on="dealers").taps("Carry on").sees("Cut return rate", "from 4% to 2.5%")


def test_a_goal_half_made_for_a_report_is_taken_up_as_theirs(stage, mara, alice):
    mara.says("goal team").taps("Set a goal", on="Alice Berger").says(SIGNED)
    mara.says("goal add NPS from 30 to 45 by the end of the year").says("goal").taps("Carry on", on="distributors")
    mara.sees("A goal for Alice Berger", "[Propose to Alice Berger]").taps("Propose to Alice Berger")
    alice.sees("Sign 5 new distributors")
    mara.says("goal").taps("Carry on").sees("NPS", "[Propose to Sven Holm]")


def test_half_made_goals_in_chinese(stage, li):
    li.says("目标 新增 固件崩溃从12次降到3次，年底前").says("目标 新增 续约率从82%到90%，年底前")
    li.sees("还有1个没定完的目标，都留着").says("目标").sees("还没定完：固件崩溃")


def test_ones_own_goal_is_ones_own_beside_one_half_made_for_a_report(stage, mara):
    mara.says("goal team").taps("Set a goal", on="Alice Berger").says(SIGNED)
    mara.says("goal add NPS from 30 to 45 by the end of the year").sees("Your goal, as I understood it")


def test_a_goal_begun_from_ones_own_list_is_ones_own_too(stage, mara):
    mara.says("goal team").taps("Set a goal", on="Alice Berger").says(SIGNED)
    mara.says("goal").sees("Half made: Sign 5 new distributors").taps("Set a goal")
    mara.sees("What should be different by the end?")
    mara.says("NPS from 30 to 45 by the end of the year").sees(
        "Your goal, as I understood it", "[Propose to Sven Holm]"
    )


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("by 30 Feb", "“by 30 Feb” doesn’t exist"),
        ("by 2026-10-01", "“by 2026-10-01” has passed"),
        ("asap", "“asap” is no day"),
    ],
)
def test_a_day_that_is_none_is_said_until_there_is_one(stage, alice, end, told):
    alice.says(f"goal add Sign 5 new distributors {end}").sees(told, "It has no end date yet.")
    alice.taps("By Thu 31 Dec")
    assert told not in alice.card("goals.draft")


def test_before_a_month_is_read_as_the_day_before_it_or_as_its_last_day_by_a_tap(stage, alice):
    alice.says("goal add Cut returns from 5% to 3% before March").sees(
        "Cut returns\n", "By when Sun 28 Feb", "I read “before March” as by Sun 28 Feb", "[By Wed 31 Mar]"
    )
    alice.taps("By Wed 31 Mar").sees("By when Wed 31 Mar")
    assert "before March" not in alice.card("goals.draft")


def test_before_a_month_in_chinese(stage, li):
    li.says("目标 新增 3月前把返修率从5%降到3%").sees("返修率\n", "“3月前”我按最晚2月28日 周日算。")
    li.taps("改成3月31日 周三").sees("截止日期 3月31日 周三")


def test_so_many_of_something_are_named_as_what_shows_it(stage, alice):
    alice.says("goal add Hire 2 people by June").sees("Hire 2 people\nWhat shows it 2 people")
    alice.says("goal add Cut complaints to 2 per week by June").sees("What shows it to 2")


@pytest.mark.parametrize("text", ["sell more in the US", "Sign more distributors by the end of March"])
def test_more_of_something_is_no_goal_that_both_can_see(stage, alice, text):
    alice.says(f"goal add {text}").sees("How will you both see that it’s reached?")


@pytest.mark.parametrize("text", ["goal last", "goal reopen"])
def test_what_is_over_is_found_to_be_opened_again(renewals, alice, text):
    alice.says(text).sees("Your goals")
    alice.opens("Close it").fills(how="done").submits()
    alice.says(text).sees("Renewal rate", "[Open] [Start from it]").taps("Open", on="Renewal rate").sees("[Reopen]")


@pytest.mark.parametrize(
    ("text", "told"), [("目标树：固件", "没有找到"), ("目标解释：续约率", "这里没有你能看到的同名目标")]
)
def test_what_help_shows_is_understood_as_it_is_written(stage, li, text, told):
    li.says(text).sees(told)


def test_a_name_that_no_goal_has_is_said_to_be_none(monday, alice):
    alice.says("goal explain Churn").sees("no goal of that name")
