"""A goal that a manager sets for a report, or an HR colleague for nobody of theirs, by a sentence that names them."""

from __future__ import annotations

import pytest

TICKETS = "Answer tickets from 60% to 90% by June"


@pytest.mark.parametrize("begins", ["goal add for Alice: ", "goal for Alice Berger: ", "set a goal for alice, "])
def test_a_manager_names_whose_goal_it_is(monday, alice, mara, begins):
    mara.taps("Not this week").says(begins + TICKETS).sees(
        "A goal for Alice Berger", "Answer tickets", "from 60% to 90%"
    )
    mara.taps("Propose to Alice Berger")
    alice.sees("Mara Keller proposed this", "Answer tickets").taps("I agree")


def test_whose_it_is_may_be_said_where_it_is_asked(monday, mara):
    mara.taps("Not this week").says("goal add").says(f"for Alice: {TICKETS}")
    assert mara.can("Propose to Alice Berger")


def test_a_name_alone_asks_what_it_is_to_be(monday, mara):
    mara.taps("Not this week").says("goal add for Alice").sees("What should be different for Alice Berger")
    mara.says(TICKETS).sees("A goal for Alice Berger")


@pytest.mark.parametrize("name", ["Tom", "Tom Fox", "Zoe"])
def test_a_name_that_no_report_has_is_asked(monday, mara, name):
    mara.taps("Not this week").says(f"goal add for {name}: {TICKETS}").sees(f"Nobody called {name} reports to you")
    assert mara.counts("goals.draft") == 0
    mara.taps("For Bob Nyman").sees("A goal for Bob Nyman", "Answer tickets")


def test_who_manages_nobody_is_asked_as_well(monday, alice):
    alice.taps("Not this week").says(f"goal add for Bob: {TICKETS}").sees("Nobody called Bob reports to you")
    alice.taps("Make it my own").sees("Your goal, as I understood it", "Answer tickets")


def test_what_is_no_person_is_what_the_goal_is_about(monday, alice):
    alice.taps("Not this week").says("goal add for new customers, answer within 2 days by June")
    alice.sees("Your goal, as I understood it", "for new customers")


@pytest.mark.parametrize(
    "begins", ["目标 新增 给李晨：", "目标 新增 给李晨 ", "目标 给李晨定一个目标：", "定个目标 给李晨，"]
)
def test_in_chinese(monday, li, wang, begins):
    wang.taps("这周先不填").says(f"{begins}六月底前把工单解决率从60%提高到90%").sees("给李晨的目标", "从60%到90%")
    wang.taps("提给李晨")
    li.sees("王芳提出了这个目标")


def test_a_name_that_no_report_has_in_chinese(monday, wang):
    wang.taps("这周先不填").says("目标 新增 给小明：六月底前把工单解决率从60%提高到90%").sees("没有叫小明的")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("goal add Alice answers tickets from 60% to 90% by June", "Answers tickets"),
        ("goal Alice Berger should answer tickets from 60% to 90% by June", "Answer tickets"),
        ("goal add I'd like Alice to answer tickets from 60% to 90% by June", "Answer tickets"),
        ("goal add Alice’s answered tickets from 60% to 90% by June", "Answered tickets"),
    ],
)
def test_a_name_that_only_leads_is_asked_about(monday, alice, mara, text, title):
    mara.taps("Not this week").says(text).sees("Is this a goal for Alice Berger, which counts once they agree")
    assert mara.counts("goals.draft") == 0
    mara.taps("For Alice Berger").sees("A goal for Alice Berger", f"{title}\n", "[Propose to Alice Berger]")


def test_and_may_be_ones_own_with_all_its_words(monday, mara):
    mara.taps("Not this week").says("goal add Alice and I sign 5 dealers by June").taps("Make it my own")
    mara.sees("Your goal, as I understood it", "Alice and I sign 5 dealers")


def test_a_wish_for_a_report_that_is_made_a_goal_is_asked_about(monday, mara):
    mara.taps("Not this week").says("I'd like Alice to hire 2 people by June").taps("It’s a goal")
    mara.sees("[For Alice Berger] [Make it my own]").taps("For Alice Berger").sees("Hire 2 people")


def test_a_goal_that_two_share_keeps_both_names(monday, mara):
    mara.taps("Not this week").says("goal add Bob and Alice close 20 tickets by June").taps("For Bob Nyman")
    mara.sees("Bob and Alice close 20 tickets")


def test_who_manages_nobody_has_colleagues_in_goals_of_their_own(monday, alice):
    alice.taps("Not this week").says("goal add Bob and I close 20 tickets by June").sees("Your goal, as I understood")


@pytest.mark.parametrize(
    "names", ["Alice and Bob", "Alice, Bob", "alice & bob", "Alice Berger and Bob Nyman", "Alice and me"]
)
def test_one_for_several_is_asked_whose_it_is(stage, mara, names):
    mara.says(f"goal add for {names}: {TICKETS}").sees("A goal belongs to one person", "[For Alice Berger]")
    assert mara.counts("goals.draft") == 0
    mara.taps("For Alice Berger").sees("A goal for Alice Berger", "Answer tickets\n", "from 60% to 90%")


@pytest.mark.parametrize("names", ["李晨和张三：", "李晨、王芳，", "李晨和我："])
def test_one_for_several_in_chinese(stage, wang, names):
    wang.says(f"目标 新增 给{names}六月底前把工单解决率从60%提高到90%").sees("一个目标只定给一个人", "[定给李晨]")
    wang.taps("定给李晨").sees("给李晨的目标", "工单解决率\n", "从60%到90%")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("goal add for Alice, NPS: from 30 to 45", "NPS\n"),
        ("goal add for Alice: Bob and she sign 5 dealers", "Bob and she sign 5 dealers\n"),
    ],
)
def test_what_is_joined_to_no_name_is_what_the_goal_is_about(stage, mara, text, title):
    mara.says(text).sees("A goal for Alice Berger", title)


@pytest.mark.parametrize("text", ["goal Alice", "goals of Alice Berger", "goal Alice’s"])
def test_a_name_alone_shows_their_goals(stage, mara, text):
    mara.says(text).sees("Alice Berger’s goals", "[Set a goal for Alice Berger]")


@pytest.mark.parametrize("begins", ["目标 李晨", "目标 新增 李晨 ", "目标 新增 我希望李晨能在", "目标 让李晨"])
def test_a_name_that_only_leads_in_chinese(monday, wang, begins):
    wang.taps("这周先不填").says(f"{begins}六月底前把工单解决率从60%提高到90%").sees("这个目标是定给李晨的")
    wang.taps("定给李晨").sees("给李晨的目标", "工单解决率\n", "从60%到90%")


@pytest.mark.parametrize(
    "text",
    [
        "give alice a goal: 3 blog posts by january",
        "Give Alice Berger a goal: 3 blog posts by january",
        "I'd like to give alice a new goal: 3 blog posts by january",
        "create a goal for alice: 3 blog posts by january",
        "give alice a goal to publish 3 blog posts by january",
    ],
)
def test_a_goal_that_is_given_is_of_whom_it_is_given_to(stage, mara, text):
    mara.says(text)
    if mara.can("It’s a goal"):
        mara.taps("It’s a goal")
    mara.sees("A goal for Alice Berger", "3").taps("Propose to Alice Berger")


def test_one_that_is_given_to_who_does_not_report_is_asked_about(stage, mara):
    mara.says("goal give Tom a goal: 3 blog posts by january").sees("Nobody called Tom reports to you")


@pytest.mark.parametrize("text", ["goal give customers a goal of 3 visits by january", "goal give 3 talks by january"])
def test_what_is_given_to_nobody_is_ones_own(stage, mara, text):
    mara.says(text)
    assert "A goal for" not in mara.last


@pytest.mark.parametrize("text", ["给李晨一个目标：一月底前写3篇博客", "布置给李晨一个目标：一月底前写3篇博客"])
def test_a_goal_that_is_given_in_chinese(stage, wang, text):
    wang.says(text)
    if wang.can("想定成目标"):
        wang.taps("想定成目标")
    wang.sees("给李晨的目标", "3")


@pytest.mark.parametrize(
    "text",
    ["alice's goals", "show me Alice's goals", "what are alice's goals?", "goals of alice", "goal alice's goals"],
)
def test_a_report_s_goals_are_shown_to_who_asks_for_them(stage, alice, mara, text):
    alice.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    before = alice.chat
    mara.says(text).sees("Alice Berger’s goals", "NPS", "[Set a goal for Alice Berger]")
    assert alice.chat == before


@pytest.mark.parametrize("text", ["李晨的目标", "看看李晨的目标", "李晨的目标怎么样", "李晨 目标"])
def test_a_report_s_goals_are_shown_in_chinese(stage, li, wang, text):
    li.says("目标 新增 NPS从30提到45，年底前").taps("提给王芳")
    wang.says(text).sees("李晨的目标", "NPS", "[给李晨定一个目标]")


@pytest.mark.parametrize("text", ["bob's goals", "mara's goals", "sven's goals"])
def test_those_of_who_is_no_report_are_not(stage, alice, mara, bob, text):
    bob.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    alice.says(text)
    assert "NPS" not in alice.last


@pytest.mark.parametrize(
    "text", ["alice's goal is to answer mails", "alice and bob's goals", "my goals", "anna's goals"]
)
def test_other_lines_show_no_report_s_goals(stage, mara, text):
    mara.says(text)
    assert "Set a goal for Alice Berger" not in mara.last
