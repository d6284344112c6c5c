"""Another target or end, said in plain words: it is shown and proposed by the form, never taken for how far it is."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


@pytest.fixture
def renewals(stage, alice, mara):
    """Alice has agreed on the renewal rate, on a Friday on which nothing else is asked."""
    alice.says("goal add Renewal rate from 82 to 90 % by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    return stage


@pytest.mark.parametrize(
    "text",
    [
        "goal change renewal rate target to 95",
        "goal change the target of renewal rate to 95%",
        "raise the target of renewal rate to 95%",
        "change my renewal rate goal to 95",
        "goal change target to 95",
    ],
)
def test_another_target_is_proposed_by_the_form(renewals, alice, mara, text):
    alice.says(text).sees("Renewal rate: propose this change?", "from 82% to 90% → from 82% to 95%")
    assert entries_of(renewals, "alice", "goal_moved") == []
    alice.opens("Propose it").fills(reason="A new contract").submits()
    assert "Got it." in alice.card("goal.answered")
    mara.sees("Alice Berger proposed a change", "from 82% to 90% → from 82% to 95%", "A new contract").taps("I agree")
    assert "from 82% to 95%" in alice.card("goal.goal")


def test_what_was_typed_is_gone_from_the_form_once_it_was_sent(renewals, alice):
    alice.says("goal change renewal rate target to 95").opens("Propose it").fills(reason="A contract").submits()
    alice.says("goal").taps("Open", on="Renewal rate")
    assert alice.opens("Change").values["t.r1"] == ("95",)
    alice.says("goal change renewal rate target to 99").says("goal").taps("Open", on="Renewal rate")
    assert alice.opens("Change").values["t.r1"] == ("95",)


def test_it_may_still_be_how_far_the_goal_is(renewals, alice):
    alice.says("goal change renewal rate target to 85").taps("No, it’s at 85% now")
    assert "85%, from 82% to 90%" in alice.card("goal.goal")
    assert alice.opens("Change").values["t.r1"] == ("90",)


@pytest.mark.parametrize("text", ["I want renewal rate at 95", "change renewal rate to 95"])
def test_what_may_be_either_is_asked(renewals, alice, text):
    alice.says(text).sees("which number do you mean?", "[95%] [That’s the new target] [Another number]")
    assert alice.opens("That’s the new target").values["t.r1"] == ("95",)


@pytest.mark.parametrize(
    "text", ["goal change renewal rate due date to 31 March", "postpone the deadline of renewal rate to 31 March"]
)
def test_another_end_is_proposed_by_the_form(renewals, alice, mara, text):
    alice.says(text).sees("propose this change?", "Due Thu 31 Dec → Wed 31 Mar")
    alice.opens("Propose it").fills(reason="The customer moved it").submits()
    mara.sees("Due Thu 31 Dec → Wed 31 Mar")


def test_a_goal_to_be_changed_without_a_word_how_is_opened(renewals, alice):
    alice.says("goal change renewal rate").sees("Renewal rate: what should change?", "[Change]")


def test_a_managers_change_of_a_reports_goal(renewals, mara, alice):
    mara.says("goal change renewal rate target to 95").opens("Propose it").fills(reason="More is possible").submits()
    alice.sees("Mara Keller proposed a change", "from 82% to 90% → from 82% to 95%")


def test_of_several_goals_the_one_that_is_meant_is_changed(renewals, alice, mara):
    alice.says("goal add Churn from 6 to 4 % by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal change target to 3").sees("Which goal do you mean?").taps("Open", on="Churn")
    alice.sees("Churn: propose this change?", "from 6% to 4% → from 6% to 3%")
    alice.says("goal change the deadline to 31 March").taps("Open", on="Churn").sees("Due Thu 31 Dec → Wed 31 Mar")


@pytest.mark.parametrize("text", ["goal change the onboarding process by June", "goal add Set up 10 shops by June"])
def test_what_names_no_goal_there_is_sets_a_new_one(renewals, alice, text):
    alice.says(text).sees("Your goal, as I understood it")


@pytest.mark.parametrize(
    "text", ["把老客户续约率的目标改成95", "目标 老客户续约率的目标值调到95%", "把续约率的目标提高到95%"]
)
def test_another_target_in_chinese(renewals_of_li, li, text):
    li.says(text).sees("老客户续约率：要这样改吗？", "从82%到90% → 从82%到95%")
    assert li.opens("提出修改").values["t.r1"][0].startswith("95")


@pytest.mark.parametrize("text", ["把续约率目标的截止日期改到3月底", "目标 续约率 推迟到3月底"])
def test_another_end_in_chinese(renewals_of_li, li, text):
    li.says(text).sees("要这样改吗？", "12月31日 周四 → 3月31日 周三")


def test_what_may_be_either_in_chinese(renewals_of_li, li):
    li.says("把续约率改成95").sees("你说的是哪个数？", "[95%] [这是新的目标值] [换个数]")


@pytest.mark.parametrize(
    ("text", "how", "learned"),
    [
        ("goal close renewal rate, we learned to call earlier", "", "we learned to call earlier"),
        ("goal close renewal rate: reached, call earlier", "done", "call earlier"),
        ("goal close renewal rate as missed because the supplier failed", "missed", "because the supplier failed"),
        ("close my goal renewal rate - no longer needed", "dropped", ""),
        ("goal close, we learned to call earlier", "", "we learned to call earlier"),
    ],
)
def test_what_is_said_of_an_end_stands_in_its_form(renewals, alice, text, how, learned):
    alice.says(text)
    form = alice.opens("Close it")
    assert (form.values["how"], form.values["learned"]) == ((how,) if how else (), (learned,) if learned else ())
    if learned:
        alice.sees(learned, "What you wrote goes into the form.")


def test_an_end_in_words_is_told_to_the_other_side(renewals, alice, mara):
    alice.says("goal close renewal rate as missed, call earlier").opens("Close it").submits()
    mara.sees("Alice Berger closed this: Missed", "call earlier")


def test_of_several_goals_the_one_that_is_closed_gets_the_words(renewals, alice, mara):
    alice.says("goal add Churn from 6 to 4 % by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal close, call earlier").taps("Open", on="Churn").sees("Churn", "call earlier")
    assert alice.opens("Close it").values["learned"] == ("call earlier",)


@pytest.mark.parametrize(
    ("text", "how", "learned"),
    [
        ("目标 结束 老客户续约率，学到了要早点打电话", "", "学到了要早点打电话"),
        ("目标 结束 续约率没达成，供应商拖了", "missed", "供应商拖了"),
        ("结束目标 续约率：达成了，老客户要早跟", "done", "老客户要早跟"),
    ],
)
def test_what_is_said_of_an_end_in_chinese(renewals_of_li, li, text, how, learned):
    li.says(text).sees(learned)
    form = li.opens("结束")
    assert (form.values["how"], form.values["learned"]) == ((how,) if how else (), (learned,))


@pytest.mark.parametrize(
    "text",
    [
        "goal drop renewal rate, strategy changed",
        "goal delete renewal rate: strategy changed",
        "cancel my renewal rate goal, strategy changed",
    ],
)
def test_a_goal_that_is_to_go_is_offered_to_be_closed(renewals, alice, text):
    alice.says(text).sees("Close it now?", "strategy changed")
    assert alice.opens("Close it").values["how"] == ("dropped",)


@pytest.mark.parametrize("text", ["goal drop churn to 4% by June", "goal stop smoking by June"])
def test_what_only_begins_like_an_end_sets_a_new_goal(renewals, alice, text):
    alice.says(text).sees("Your goal, as I understood it", text.split()[2])


def test_a_goal_that_is_told_to_be_done_is_offered_to_be_closed(renewals, alice):
    alice.says("my renewal goal is done").sees("Close it now?")
    assert alice.opens("Close it").values["how"] == ("done",)


def test_what_is_cancelled_and_is_no_goal_closes_nothing(renewals, alice):
    alice.says("cancel the renewal meeting")
    assert "Close it now?" not in alice.last


@pytest.mark.parametrize("text", ["goal rename renewal rate to Renewals", 'rename my renewal rate goal to "Renewals"'])
def test_another_name_is_proposed_by_the_form(renewals, alice, text):
    alice.says(text).sees("propose this change?", "Renewal rate → Renewals")
    assert alice.opens("Propose it").values["title"] == ("Renewals",)


def test_a_goals_name_and_a_day_are_another_end(renewals, alice):
    alice.says("goal renewal rate by end of March").sees("propose this change?", "Due Thu 31 Dec → Wed 31 Mar")


def test_a_number_behind_its_note_is_heard(renewals, alice):
    alice.says("goal update: customer signed, renewal rate 87").sees("which number do you mean?").taps("87%")
    assert "87%, from 82% to 90%" in alice.card("goal.goal")
    assert "customer signed" in alice.card("goal.goal")


@pytest.mark.parametrize("text", ["goal Alice’s renewal rate 87", "goal Alice renewal rate now 87%"])
def test_a_manager_says_of_a_reports_goal_how_far_it_is(renewals, mara, text):
    mara.says(text).sees("which number do you mean?").taps("87%")
    assert "87%, from 82% to 90%" in mara.card("goal.goal")


def test_a_goal_of_another_report_is_not_meant(renewals, mara):
    mara.says("goal drop Bob’s renewal rate")
    assert "Close it now?" not in mara.last


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("取消续约率目标，战略变了", "战略变了"),
        ("目标 删除 续约率", "现在就结束吗"),
        ("续约率目标达成了", "现在就结束吗"),
        ("把续约率改名为大客户续约率", "老客户续约率 → 大客户续约率"),
        ("目标 续约率 3月底前", "12月31日 周四 → 3月31日 周三"),
    ],
)
def test_ends_and_names_in_chinese(renewals_of_li, li, text, told):
    li.says(text).sees(told)


def test_a_manager_changes_a_reports_target_in_chinese(renewals_of_li, wang):
    wang.says("目标 把李晨的续约率目标改成92").sees("要这样改吗？", "从82%到90% → 从82%到92%")


@pytest.mark.parametrize("text", ["change renewal rate goal", "edit my renewal rate goal", "goal edit renewal rate"])
def test_a_goal_that_is_named_as_one_is_opened_for_a_change(renewals, alice, text):
    alice.says(text).sees("Renewal rate: what should change?", "[Change]")


def test_a_goal_that_is_named_as_one_gets_another_end(renewals, alice):
    alice.says("move my renewal rate goal to 31 March").sees("propose this change?", "Due Thu 31 Dec → Wed 31 Mar")


def test_another_end_of_what_is_named_a_goal_in_chinese(renewals_of_li, li):
    li.says("续约率目标改到3月底").sees("要这样改吗？", "12月31日 周四 → 3月31日 周三")


def test_a_new_target_for_a_goal(renewals, alice):
    alice.says("new target for renewal rate 95").sees("propose this change?", "from 82% to 90% → from 82% to 95%")


@pytest.mark.parametrize("text", ["I reached my renewal rate goal", "we’ve achieved the renewal rate goal!"])
def test_how_a_goal_came_out_may_lead(renewals, alice, text):
    alice.says(text).sees("Renewal rate\n", "Close it now?")
    assert alice.opens("Close it").values["how"] == ("done",)


def test_what_is_made_a_goal_by_a_tap_may_be_the_end_of_one(renewals, alice):
    alice.says("renewal rate is done, the last customer signed").taps("It’s a goal")
    alice.sees("is that a new goal, or something else?", "[A new goal]").taps("Open", on="Renewal rate")
    alice.sees("Close it now?", "the last customer signed")


@pytest.mark.parametrize(
    "text", ["renewal rate should be 95 instead of 90", "renewal rate should be 95% rather than 90%, supplier signed"]
)
def test_the_number_that_another_stands_for_is_not_offered(renewals, alice, text):
    alice.says(text).sees("which number do you mean?", "[95%] [That’s the new target] [Another number]")


def test_below_a_draft_the_other_number_is_taken(stage, alice, li):
    alice.says("goal add Renewal rate from 82 to 90%").says("make it 95 instead of 90").sees("from 82% to 95%")
    li.says("目标 新增 续约率从82%到90%").says("应该是95而不是90").sees("从82%到95%")
