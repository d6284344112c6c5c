"""A goal that is to stay between two people, said in the sentence that sets it; the draft says who will see it."""

from __future__ import annotations

import pytest

TITLE, TO_BE = "Finish my course", "Only you and Mara Keller see it"


@pytest.mark.parametrize(
    "text",
    [
        "private: Finish my course by June",
        "private goal: Finish my course by June",
        "Finish my course by June, only for Mara and me",
        "Finish my course by June only for Mara and me",
        "Finish my course by June (private)",
        "Finish my course by June. Please keep it between us.",
        "Finish my course by June, don’t show it to my colleagues",
    ],
)
def test_words_that_wish_it_make_it_private_and_leave_the_title(monday, alice, mara, bob, text):
    alice.taps("Not this week").says(f"goal add {text}").sees(f"{TITLE}\n", TO_BE)
    alice.taps("Propose to Mara Keller")
    mara.taps("I agree")
    assert TITLE in mara.visits("goals", "tree") and TITLE not in bob.visits("goals", "tree")


@pytest.mark.parametrize(
    "text",
    [
        "私密：六月底前完成课程",
        "私密 六月底前完成课程",
        "六月底前完成课程，仅我和主管可见",
        "六月底前完成课程，只给王芳看",
        "六月底前完成课程（保密）",
        "六月底前完成课程，先别公开",
        "六月底前完成课程，不要让同事看到",
    ],
)
def test_words_that_wish_it_in_chinese(monday, li, text):
    li.taps("这周先不填").says(f"目标 新增 {text}").sees("完成课程\n", "只有你和王芳看得到")


@pytest.mark.parametrize("text", ["Grow private banking by June", "Finish my course by June, only for Bob and me"])
def test_what_may_wish_it_is_private_until_somebody_says_otherwise(monday, alice, text):
    title = text.replace(" by June", "")
    alice.taps("Not this week").says(f"goal add {text}").sees(title, TO_BE, "[The department too]")
    alice.taps("The department too").sees("Once you both agree, the department can.", "[Only the two of us]")


@pytest.mark.parametrize("text", ["Sign only 5 contracts for us by June", "Answer only by chat by June"])
def test_ordinary_words_wish_nothing(monday, alice, text):
    alice.taps("Not this week").says(f"goal add {text}").sees("Once you both agree, the department can.")


def test_a_wish_is_kept_until_the_goal_is_said(monday, alice):
    alice.taps("Not this week").says("goal add private").says("Finish my course by June").sees(TITLE, TO_BE)


def test_an_employees_proposal_stays_between_the_two_until_both_agree(monday, alice, mara, bob):
    alice.taps("Not this week").says("goal add Finish my course by June").taps("Propose to Mara Keller")
    assert TITLE not in bob.visits("goals", "tree")
    mara.sees("Once both agree, the department can.").taps("I agree")
    assert TITLE in bob.visits("goals", "tree")


@pytest.mark.parametrize(
    "lead", ["just us two:", "us two only:", "only you and me:", "between you and me:", "secret -", "not public:"]
)
@pytest.mark.parametrize("whom", ["", "for alice, "])
def test_words_before_it_that_name_only_the_two_make_it_private(stage, mara, whom, lead):
    mara.says(f"goal add {whom}{lead} NPS from 30 to 45 by March").sees(
        "\nNPS\n", "Only you and ", "[The department too]"
    )


@pytest.mark.parametrize("lead", ["私人：", "私人 ", "非公开：", "私密的，", "就我们俩："])
@pytest.mark.parametrize("whom", ["", "给李晨，"])
def test_words_before_it_that_name_only_the_two_in_chinese(stage, wang, whom, lead):
    wang.says(f"目标 新增 {whom}{lead}NPS从30到45").sees("\nNPS\n", "只有你和", "[部门也能看]")


@pytest.mark.parametrize("title", ["us two-factor logins", "opt-outs by you and me"])
def test_a_name_with_such_words_is_open(stage, alice, title):
    alice.says(f"goal add {title} from 3 to 5").sees(f"\n{title}\n", "[Only the two of us]")


def test_a_name_with_such_words_is_open_in_chinese(stage, li):
    li.says("目标 新增 私人客户数从3到5").sees("\n私人客户数\n", "[只给我们两个看]")
