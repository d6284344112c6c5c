"""Below a question of a goal a yes, a no or another number goes there, and a proposal hears what answers it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from conversations.goal import asked
from tests.conversations.test_goals_updated_in_words import CARD, boxes, moves, renewals
from tests.conversations.weekly_checkin.record import entries_of

__all__ = ["boxes", "renewals"]


@pytest.mark.parametrize("text", ["yes", "ok", "yes please", "correct", "yep, thanks"])
def test_a_yes_takes_the_number_that_was_offered(renewals, alice, text):
    alice.says("84").sees("[84%]").says(text)
    assert "84%, from 82% to 90%" in alice.card(CARD)
    assert len(moves(renewals)) == 1


@pytest.mark.parametrize("text", ["yes", "ok"])
def test_a_yes_takes_the_word_that_was_offered(renewals, alice, mara, text):
    alice.says("renewal rate is behind, supplier late").says(text).sees("Renewal rate", "At risk")
    assert moves(renewals) == [("at_risk", "supplier late")]


@pytest.mark.parametrize("text", ["no", "nope", "no thanks"])
def test_a_no_notes_nothing(renewals, alice, text):
    alice.says("84").says(text).sees("All right, nothing noted.")
    alice.says("yes").sees_not("84%, from 82%")
    assert moves(renewals) == []


@pytest.mark.parametrize("text", ["no, 85", "no, it's 85", "no 85%", "actually no, 85 now"])
def test_another_number_is_asked_instead(renewals, alice, text):
    alice.says("84").says(text).sees("which number do you mean?", "[85%]").says("yes")
    assert "85%, from 82% to 90%" in alice.card(CARD)


def test_another_word_is_asked_instead(renewals, alice):
    alice.says("renewal rate is behind, supplier late").says("no, stuck").sees("note “Stuck”?").says("yes")
    assert moves(renewals) == [("stuck", "supplier late")]


def test_what_is_kept_apart_stays_so(renewals, alice):
    alice.says("goal renewal at risk, don't tell mara").says("no, stuck").sees(
        "note “Stuck”?", "read whatever is noted"
    )
    alice.says("yes")
    assert moves(renewals) == [("stuck", "")]


def test_a_yes_to_two_words_is_asked_again(renewals, alice):
    alice.says("goal renewal rate was stuck, now on track").says("yes").sees("which is it now?")
    assert moves(renewals) == []


def test_a_yes_to_what_takes_a_form_says_so(renewals, alice):
    alice.says("goal close renewal rate").sees("Close it now?").says("yes").sees("takes a tap", "[Close it]")
    alice.says("no").sees("Renewal rate")
    assert "Close it now?" not in alice.last


def test_so_does_a_yes_to_a_change(renewals, alice):
    alice.says("change the target of renewal rate to 95").sees("propose this change?").says("yes")
    alice.sees("propose this change?", "95", "takes a tap")
    assert ("95",) in alice.opens("Propose it").values.values()
    alice.says("no").sees("nothing noted")


def test_another_target_is_another_change(renewals, alice):
    alice.says("change the target of renewal rate to 95").says("no, 96").sees("propose this change?", "96")


@pytest.mark.parametrize("text", ["yes", "ok"])
def test_a_yes_to_nothing_is_none(renewals, alice, text):
    alice.says("84").taps("84%").says("what can you do?").says(text).sees("Good")
    assert len(moves(renewals)) == 1


@pytest.mark.parametrize("text", ["ok", "yes"])
def test_what_came_since_is_answered_first(renewals, alice, text):
    alice.says("84").says("what can you do?").says(text)
    assert moves(renewals) == []


@pytest.mark.parametrize(("text", "number"), [("对", "360台"), ("是的", "360台"), ("好的", "360台")])
def test_a_yes_in_chinese(boxes, li, text, number):
    li.says("现在到360台了").says(text)
    assert number in li.card(CARD)


@pytest.mark.parametrize("text", ["不对，365", "不是，是365台", "不，365"])
def test_another_number_in_chinese(boxes, li, text):
    li.says("现在到360台了").says(text).sees("[365台]").says("对")
    assert "365台" in li.card(CARD)


def test_a_no_in_chinese(boxes, li):
    li.says("落后了，供应商迟了").says("不是").sees("什么都没记")
    assert moves(boxes, "li") == []


def test_what_takes_a_form_in_chinese(boxes, li):
    li.says("目标 关闭 装机量").says("是的").sees("请点一下按钮")


@pytest.fixture
def proposed(stage, alice, mara):
    """Alice proposes her renewal rate to Mara, on a Friday on which nothing else is asked."""
    alice.says("goal add Renewal rate from 82 to 90 % by the end of the year").taps("Propose to Mara Keller")
    return stage


def agreed(stage, who="alice"):
    return len(entries_of(stage, who, "goal_confirmed"))


@pytest.mark.parametrize(
    "text", ["I agree", "agreed", "agreed, thanks", "yes, I agree", "I agree with this", "approved"]
)
def test_a_yes_in_so_many_words_agrees(proposed, mara, alice, text):
    mara.says(text).sees("Renewal rate", "Agreed")
    assert agreed(proposed) == 1
    assert "Agreed" in alice.card(CARD)


@pytest.mark.parametrize(
    "text", ["ok", "looks good to me", "yes", "agreed, let's talk on Friday", "I agree to 90", "agreed but lower"]
)
def test_a_nod_is_asked_about_once(proposed, mara, text):
    mara.says(text).sees("“Renewal rate”: do you agree to it as it stands?", "[I agree]")
    assert agreed(proposed) == 0
    mara.says("yes").sees("Agreed")
    assert agreed(proposed) == 1


@pytest.mark.parametrize(
    "text", ["too ambitious, 88 is enough", "90 is too high, make it 88", "how about 88?", "make it 88"]
)
def test_another_number_is_a_change_to_propose(proposed, mara, text):
    mara.says(text).sees("propose this change?", "88")
    assert agreed(proposed) == 0
    assert ("88",) in mara.opens("Propose it").values.values()


@pytest.mark.parametrize("text", ["too ambitious", "I don't agree", "no", "not realistic for my team"])
def test_what_does_not_fit_goes_into_the_form(proposed, mara, text):
    mara.says(text).sees("what should be different?", "What you wrote goes into the form.")
    assert agreed(proposed) == 0
    assert mara.opens("Not like this").values["reason"] == (text,)


@pytest.mark.parametrize(
    "text", ["HR agreed to the budget", "have you agreed?", "how about it?", "I agree to nothing here", "make it so"]
)
def test_other_lines_agree_to_nothing(proposed, mara, text):
    mara.says(text)
    assert agreed(proposed) == 0
    assert mara.counts("goal.agree") == 0


def test_of_several_none_is_agreed_to_by_a_word(proposed, alice, mara):
    alice.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    mara.says("I agree").sees("2 goals wait for your yes")
    assert agreed(proposed) == 0


@pytest.mark.parametrize("text", ["我同意", "同意", "没意见", "同意的，谢谢"])
def test_a_yes_in_so_many_words_in_chinese(stage, li, wang, text):
    li.says("目标 新增 装机量从0台到400台，年底前").taps("提给王芳")
    wang.says(text).sees("装机量")
    assert agreed(stage, "li") == 1


@pytest.mark.parametrize("text", ["可以", "好的", "挺好的"])
def test_a_nod_in_chinese(stage, li, wang, text):
    li.says("目标 新增 装机量从0台到400台，年底前").taps("提给王芳")
    wang.says(text).sees("就照这样同意吗？")
    assert agreed(stage, "li") == 0
    wang.says("对").sees("装机量")
    assert agreed(stage, "li") == 1


@pytest.mark.parametrize("text", ["400太高了，改成350吧", "太高了，350就够了"])
def test_another_number_to_propose_in_chinese(stage, li, wang, text):
    li.says("目标 新增 装机量从0台到400台，年底前").taps("提给王芳")
    wang.says(text).sees("要这样改吗？", "350")


def test_what_does_not_fit_in_chinese(stage, li, wang):
    li.says("目标 新增 装机量从0台到400台，年底前").taps("提给王芳")
    wang.says("太高了").sees("想怎么改？")
    assert wang.opens("不这么定").values["reason"] == ("太高了",)


@pytest.mark.parametrize("text", ["I agree", "too ambitious, 88 is enough", "looks good"])
def test_with_the_check_in_open_it_becomes_no_plan(monday, alice, mara, text):
    alice.says("goal add Renewal rate from 82 to 90 % by the end of the year").taps("Propose to Mara Keller")
    mara.says(text)
    assert "Is anything stuck?" not in mara.last
    mara.sees("Renewal rate")


def in_the_middle(alice, mara):
    mara.says("Write the budget").sees("Is anything stuck?")
    alice.says("goal add Renewal rate from 82 to 90 % by the end of the year").taps("Propose to Mara Keller")


@pytest.mark.parametrize("text", ["I agree", "too ambitious, 88 is enough"])
def test_in_the_middle_of_the_check_in_it_is_asked_which_is_meant(monday, alice, mara, text):
    in_the_middle(alice, mara)
    mara.says(text).sees("Is that for what I asked you earlier, or for the message that came after it?")
    assert agreed(monday) == 0
    mara.says("the newer one").sees("Renewal rate")


@pytest.mark.parametrize("text", ["no", "ok"])
def test_what_fits_any_question_answers_the_one_that_was_open(monday, alice, mara, text):
    in_the_middle(alice, mara)
    mara.says(text)
    assert agreed(monday) == 0
    assert mara.counts("goal.agree") + mara.counts("goal.unfit") == 0


def test_in_the_middle_of_the_check_in_in_chinese(monday, li, wang):
    wang.says("写预算").sees("有卡住的吗？")
    li.says("目标 新增 装机量从0台到400台，年底前").taps("提给王芳")
    wang.says("400太高了，改成350吧").sees("后来那条")
    wang.says("后来那条").sees("要这样改吗？", "350")


@pytest.mark.parametrize("text", ["ok, finish the report for Anna", "Make it easy to use", "Agree on the budget"])
def test_a_plan_below_a_proposal_is_a_plan(monday, alice, mara, text):
    alice.says("goal add Renewal rate from 82 to 90 % by the end of the year").taps("Propose to Mara Keller")
    mara.says(text).sees("Is anything stuck?")
    assert agreed(monday) == 0


def test_a_yes_below_another_goal_is_none_to_what_was_asked_before(proposed, mara, alice):
    alice.says("goal add NPS from 30 to 45 by the end of the year").taps("Propose to Mara Keller")
    mara.says("goal add Office moved by the end of June").taps("Propose to Sven Holm")
    mara.says("ok")
    mara.says("goal explain office moved").says("yes")
    assert agreed(proposed) == 0


def test_what_shows_a_goal_no_more_is_not_offered():
    goal = SimpleNamespace(counts=SimpleNamespace(results=()))
    assert asked.offered(asked.Asked({"r.gone": ("84",)}, (), "r.gone", 1), goal, None) == ()


@pytest.mark.parametrize(
    ("text", "how", "learned"),
    [
        ("missed, we started too late", "missed", "we started too late"),
        ("it's done", "done", ""),
        ("not reached", "missed", ""),
    ],
)
def test_how_it_ended_goes_into_its_form(stage, alice, mara, text, how, learned):
    alice.says("goal add Renewal rate from 82% to 90% by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    before = mara.chat
    alice.says("goal close").says(text).sees("Close it now?", "takes a tap", *([learned] if learned else []))
    assert mara.chat == before
    values = alice.opens("Close it").values
    assert values["how"] == (how,)
    assert "".join(values["learned"]) == learned


@pytest.mark.parametrize(("text", "how"), [("没达成，开始得太晚", "missed"), ("完成了", "done")])
def test_how_it_ended_in_chinese(stage, li, wang, text, how):
    li.says("目标 新增 续约率年底前从82%到90%").taps("提给王芳")
    wang.taps("我同意")
    li.says("目标 结束").says(text).sees("现在就结束吗", "请点一下按钮", *text.split("，")[1:])
    assert (how,) in li.opens("结束").values.values()


@pytest.mark.parametrize("text", ["missed?", "met the customer, all good", "done with the report"])
def test_what_tells_no_end_is_none(stage, alice, mara, text):
    alice.says("goal add Renewal rate from 82% to 90% by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.says("goal close").says(text)
    assert "takes a tap" not in alice.last
