"""The question what words were meant for hears its own buttons' words, and a yes or no, and no others."""

from __future__ import annotations

import pytest

from conversations.toolkit.words import Phrase
from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.record import entries_of

LABELS = {
    "as_answer": "answer",
    "belongs": "answer",
    "as_earlier": "earlier",
    "as_newer": "newer",
    "neither": "neither",
}


@pytest.mark.parametrize("said", ["yes", "yes please", "it's my answer", "its my plan"])
def test_a_yes_takes_the_words_for_the_plan(monday, alice, said):
    alice.says("one sec").sees("Is that your plan for this week?").says(said).sees("Is anything stuck?").says("no")
    alice.sees("one sec", "Nothing stuck")
    alice.sees_not(f"top one to three {said}")


@pytest.mark.parametrize("said", ["no", "No, it isn't", "not my plan", "neither"])
def test_a_no_notes_nothing_and_leaves_the_question_open(monday, alice, said):
    alice.says("one sec").says(said).sees("I haven’t noted anything.")
    alice.says("Write the report").sees("Is anything stuck?").says("no").sees("Write the report")
    alice.sees_not("top one to three one sec", "No plans")


@pytest.mark.parametrize("said", ["是", "是我的计划"])
def test_so_it_is_in_chinese(monday, li, said):
    li.says("稍等").sees("这是你这周的计划吗？").says(said).sees("有卡住的吗？").says("没有").sees("稍等")


@pytest.mark.parametrize("said", ["不是", "都不是"])
def test_a_no_notes_nothing_in_chinese(monday, li, said):
    li.says("稍等").says(said).sees("什么都没记").says("写方案").sees("有卡住的吗？").says("没有").sees("写方案")


def test_other_words_answer_the_question_that_is_open(monday, alice):
    alice.says("one sec").says("Write the report").sees("Is anything stuck?").says("no").sees("Write the report")
    alice.sees_not("top one to three one sec")


@pytest.mark.parametrize("said", ["the newer one", "the newer message", "the request"])
def test_of_two_the_newer_is_named(monday, alice, bob, said):
    asks(alice)
    bob.says("give me an hour").says(said).sees("I’m not sure whether you can help.", "No sensors")


@pytest.mark.parametrize("said", ["the earlier question", "the earlier one"])
def test_of_two_the_earlier_is_named(monday, alice, bob, said):
    asks(alice)
    bob.says("looking into it").says(said).sees("Is that your plan for this week?", "looking into it")


@pytest.mark.parametrize("said", ["yes", "no", "my answer"])
def test_what_could_be_either_of_two_is_asked_again(monday, alice, bob, said):
    asks(alice)
    bob.says("give me an hour").says(said).sees("Is that for what I asked you earlier", "give me an hour")
    assert not entries_of(monday, "alice", "blocker_taken") + entries_of(monday, "alice", "blocker_declined")
    bob.says("neither").sees("I haven’t noted anything.")


@pytest.mark.parametrize(
    ("said", "sees"), [("后来那条", "不太确定你能不能帮"), ("都不是", "什么都没记"), ("是", "回后来那条")]
)
def test_of_two_in_chinese(monday, li, wang, said, sees):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    wang.says("我问问仓库").says(said).sees(sees)


@pytest.mark.parametrize(
    ("said", "sees"),
    [("my answer", "Is anything stuck?"), ("open pause", "For how long?"), ("no", "or did you want something else?")],
)
def test_an_answer_or_a_command_is_said_in_words(monday, alice, said, sees):
    alice.taps("One question at a time").says("pause").sees("or did you want something else?").says(said).sees(sees)


def test_a_yes_long_after_is_none_to_what_was_asked_then(monday, alice):
    alice.says("one sec").says("settings").says("yes")
    alice.sees_not("Is anything stuck?")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_each_buttons_own_words_are_heard(catalogue, vocabulary, label, language):
    words = catalogue.text(Phrase(f"help.buttons.{label}"), language)
    assert vocabulary.meaning("which_meant", words) == LABELS[label] or vocabulary.meaning("answer", words) == "yes"
