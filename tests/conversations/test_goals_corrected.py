"""A small word of apology, a yes with a "but", or a change, beside a number or a day: it corrects what stands above."""

from __future__ import annotations

import pytest

from tests.conversations.test_goal_answered_in_words import agreed
from tests.conversations.test_goals_updated_in_words import boxes, moves, renewals

__all__ = ["boxes", "renewals"]


@pytest.mark.parametrize(
    "text", ["sorry, 85", "oops, 85", "i meant 85", "make it 85", "my mistake, 85", "yes but 85", "wrong, it's 85"]
)
def test_another_number_is_asked_about_instead(renewals, alice, text):
    alice.says("84").says(text).sees("which number do you mean?", "[85%]")
    assert moves(renewals) == []


@pytest.mark.parametrize("text", ["记错了，是86", "不好意思，86", "应该是86", "86才对", "抱歉，86"])
def test_another_number_in_chinese(renewals_of_li, li, text):
    li.says("84").says(text).sees("[86%]")


def test_once_one_is_noted_another_is_asked_about(renewals, alice):
    alice.says("84").taps("84%").says("sorry, 85").sees("which number do you mean?", "[85%]")


@pytest.mark.parametrize("text", ["wait 5 minutes", "oh 3 people", "hold on 5 min", "sorry, 5 min late"])
def test_a_number_of_something_else_is_none(renewals, alice, text):
    alice.says(text)
    assert alice.counts("goal.asked") == 0


@pytest.mark.parametrize("text", ["等一下5分钟", "其实3个人", "抱歉晚5分钟"])
def test_a_number_of_something_else_is_none_in_chinese(renewals_of_li, li, text):
    li.says(text)
    assert li.counts("goal.asked") == 0


def test_what_is_added_to_a_yes_goes_along_by_the_next_one(renewals, alice):
    alice.says("renewal rate is behind").says("yes, legal is slow").sees("note “At risk”?", "legal is slow")
    assert moves(renewals) == []
    alice.says("yes")
    assert moves(renewals) == [("at_risk", "legal is slow")]


def test_what_is_added_for_nobody_else_does_not(renewals, alice):
    alice.says("renewal rate is behind").says("yes, but legal is slow, don't tell mara")
    alice.says("renewal rate is behind").says("yes, legal is slow, don't tell mara").sees("note “At risk”?").says("yes")
    assert moves(renewals) == [("at_risk", "")]


def test_what_is_added_to_a_yes_in_chinese(renewals_of_li, li):
    li.says("84").says("对，法务很慢").sees("法务很慢", "[84%]").says("对")
    assert moves(renewals_of_li, "li")[0][-1] == "法务很慢"


@pytest.mark.parametrize("text", ["ok, the report first", "sorry, I am late", "no, the other thing"])
def test_other_words_below_a_question_change_nothing(renewals, alice, text):
    alice.says("84").says(text)
    assert "which number do you mean?" not in alice.last
    assert moves(renewals) == []


@pytest.fixture
def asked(stage, alice, mara):
    """Mara proposes a goal to Alice, on a Friday on which nothing else is asked."""
    mara.says("goal add for Alice: NPS from 30 to 45 by end of March").taps("Propose to Alice Berger")
    return stage


@pytest.fixture
def asked_of_li(stage, li, wang):
    """Wang proposes a goal to Li."""
    wang.says("目标 新增 给李晨：NPS从30提到45，三月底前").taps("提给李晨")
    return stage


@pytest.mark.parametrize("text", ["yes, but 40", "can we say 40", "40 then", "ok but 40", "sorry, 40", "40?", "but 40"])
def test_another_number_is_a_change_to_propose(asked, alice, text):
    alice.says(text).sees("propose this change?", "from 30 to 40")
    assert agreed(asked) == 0


@pytest.mark.parametrize(
    "text", ["change it to end of April", "by end of april instead", "move it to april", "yes, but end of April"]
)
def test_another_day_is_a_change_to_propose(asked, alice, text):
    alice.says(text).sees("propose this change?", "Fri 30 Apr")
    assert ("2027-04-30",) in alice.opens("Propose it").values.values()
    assert agreed(asked) == 0


@pytest.mark.parametrize("text", ["40吧", "可以，但40", "能不能40", "有点高，40个比较现实", "40个吧"])
def test_another_number_to_propose_in_chinese(asked_of_li, li, text):
    li.says(text).sees("要这样改吗？", "从30到40")


@pytest.mark.parametrize("text", ["改到四月底", "可以，但要到四月底", "四月底吧，抱歉"])
def test_another_day_to_propose_in_chinese(asked_of_li, li, text):
    li.says(text).sees("要这样改吗？", "4月30日")


@pytest.mark.parametrize(("text", "then"), [("no, june", "30 Jun"), ("sorry, 96", "96%"), ("make it may", "31 May")])
def test_another_change_is_asked_about_instead(renewals, alice, text, then):
    alice.says("change the target of renewal rate to 95").says(text).sees("propose this change?", then)


@pytest.mark.parametrize(
    "text", ["3 chairs then", "the fair is in April", "40 now", "Report by Friday, sorry", "but the report first"]
)
def test_other_lines_below_a_proposal_propose_nothing(asked, alice, text):
    alice.says(text)
    assert "propose this change?" not in alice.last


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("wrong, from 85 to 95", "from 85% to 95%"),
        ("sorry, 95", "from 82% to 95%"),
        ("start at 85", "from 85% to 90%"),
        ("make it june", "Wed 30 Jun"),
        ("no, june", "Wed 30 Jun"),
        ("july instead", "Sat 31 Jul"),
        ("make it end of June", "Wed 30 Jun"),
    ],
)
def test_a_draft_is_corrected(stage, alice, text, then):
    alice.says("goal add Renewal rate from 82 to 90 % by the end of March").says(text).sees("as I understood it", then)
    assert "wrong" not in alice.last


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("从80开始", "从80%到90%"),
        ("起点80", "从80%到90%"),
        ("错了，从85到95", "从85%到95%"),
        ("改到六月底", "6月30日"),
        ("应该是95", "从82%到95%"),
        ("从四月开始", "从何时起"),
    ],
)
def test_a_draft_is_corrected_in_chinese(stage, li, text, then):
    li.says("目标 新增 续约率从82%提到90%，三月底前").says(text).sees("我理解的目标是这样", then)


@pytest.mark.parametrize("text", ["june is busy", "sorry, I am sick", "wrong channel"])
def test_other_lines_below_a_draft_are_none_of_it(stage, alice, text):
    alice.says("goal add Renewal rate from 82 to 90 % by the end of March").says(text)
    assert "as I understood it" not in alice.last


@pytest.mark.parametrize("text", ["ok that works", "yes, that's fine", "looks good, go ahead", "ok then"])
def test_on_monday_a_nod_is_asked_about_below_the_proposal(monday, alice, mara, text):
    mara.says("goal add for Alice: NPS from 30 to 45 by end of March").taps("Propose to Alice Berger")
    alice.says(text).sees("“NPS”: do you agree to it as it stands?")
    assert agreed(monday) == 0


@pytest.mark.parametrize("text", ["yes, but 40", "move it to april", "a bit high, 40 is more realistic"])
def test_on_monday_what_is_wanted_instead_is_a_change_to_propose(monday, alice, mara, text):
    mara.says("goal add for Alice: NPS from 30 to 45 by end of March").taps("Propose to Alice Berger")
    alice.says(text).sees("propose this change?")


@pytest.mark.parametrize("text", ["let me think about it", "I need to think about it", "not sure yet"])
def test_on_monday_who_thinks_about_it_plans_nothing(monday, alice, mara, text):
    mara.says("goal add for Alice: NPS from 30 to 45 by end of March").taps("Propose to Alice Berger")
    alice.says(text).sees("nothing noted")
    assert agreed(monday) == 0
    alice.says("I agree").sees("Agreed")


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("可以，就这样定", "已确认"),
        ("有点高，40个比较现实", "从30到40"),
        ("改到四月底", "4月30日"),
        ("再想想", "什么都没记"),
        ("我再考虑一下", "什么都没记"),
        ("有点高", "想怎么改？"),
    ],
)
def test_on_monday_in_chinese(monday, li, wang, text, then):
    wang.says("目标 新增 给李晨：NPS从30提到45，三月底前").taps("提给李晨")
    li.says(text).sees(then)


@pytest.mark.parametrize(
    "text",
    ["Think about the budget", "3 chairs then", "ok, the report first", "make it Friday", "works council meeting"],
)
def test_a_plan_below_a_proposal_is_a_plan(monday, alice, mara, text):
    mara.says("goal add for Alice: NPS from 30 to 45 by end of March").taps("Propose to Alice Berger")
    alice.says(text)
    assert "propose this change?" not in alice.last
    assert "nothing noted" not in alice.last
    assert alice.counts("goal.agree") == 0


@pytest.mark.parametrize("text", ["好的，先写周报", "考虑新方案", "再看看数据", "改方案"])
def test_a_plan_below_a_proposal_in_chinese(monday, li, wang, text):
    wang.says("目标 新增 给李晨：NPS从30提到45，三月底前").taps("提给李晨")
    li.says(text).sees("有卡住的吗？")
