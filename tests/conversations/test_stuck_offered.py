"""The offer to note what is stuck is answered in words as by its taps."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


@pytest.mark.parametrize("said", ["yes", "Yes, note it", "ok, please note it", "sure", "go ahead"])
def test_a_yes_notes_what_was_offered(stage, alice, said):
    alice.says("I'm stuck with the sensors").sees("note it in your own words?").says(said)
    assert [each.what for each in entries_of(stage, "alice", "blocker_raised")] == ["I'm stuck with the sensors"]


@pytest.mark.parametrize("said", ["好", "好，记下来", "可以", "记吧"])
def test_a_yes_notes_what_was_offered_in_chinese(stage, li, said):
    li.says("供应商不回复，卡住了").sees("要不要按你的原话").says(said)
    assert len(entries_of(stage, "li", "blocker_raised")) == 1


@pytest.mark.parametrize("said", ["no", "no thanks", "not now"])
def test_a_no_notes_nothing(stage, alice, said):
    alice.says("I'm stuck with the sensors").says(said).sees("I haven’t noted anything")
    assert not entries_of(stage, "alice", "blocker_raised") and not alice.listening


@pytest.mark.parametrize("said", ["不用", "算了"])
def test_a_no_notes_nothing_in_chinese(stage, li, said):
    li.says("供应商不回复，卡住了").says(said).sees("什么都没记")
    assert not entries_of(stage, "li", "blocker_raised")


@pytest.mark.parametrize(
    ("said", "answer"),
    [("yes?", "Write to me any time"), ("who reads this?", "Who reads what"), ("settings", "Your settings")],
)
def test_other_words_are_heard_as_any(stage, alice, said, answer):
    alice.says("I'm stuck with the sensors").says(said).sees(answer)
    assert not entries_of(stage, "alice", "blocker_raised")


def test_what_else_is_stuck_takes_its_place(stage, alice):
    alice.says("I'm stuck with the sensors").says("I'm stuck with the supplier").sees("Shall I note it")
    alice.says("yes")
    assert [each.what for each in entries_of(stage, "alice", "blocker_raised")] == ["I'm stuck with the supplier"]


@pytest.mark.parametrize("said", ["bob", "ask bob", "Bob Nyman please"])
def test_a_colleague_who_is_named_is_offered(stage, alice, said):
    alice.says("i'm stuck, legal won't reply, its urgent").says(said).sees("legal won't reply", "[Bob Nyman]")
    assert not entries_of(stage, "alice", "blocker_raised")
    alice.taps("Bob Nyman").sees("Bob Nyman has been asked")


def test_so_they_are_by_a_day(stage, alice):
    alice.says("I'm stuck with the sensors").says("bob by Friday").sees("[Bob Nyman]", "Fri 20 Nov")


@pytest.mark.parametrize("said", ["王芳", "找王芳", "问王芳"])
def test_a_colleague_who_is_named_is_offered_in_chinese(stage, alice, bob, li, said):
    li.says("供应商不回复，卡住了").says(said)
    assert "没太明白" not in li.last


@pytest.mark.parametrize("said", ["ask Timothy", "ask mara"])
def test_whom_nobody_is_called_or_who_reads_it_anyway_is_asked(stage, alice, said):
    alice.says("I'm stuck with the sensors").says(said).sees("I'm stuck with the sensors", "[Mara Keller]")
    assert not entries_of(stage, "alice", "blocker_raised")


@pytest.mark.parametrize("said", ["Write the report", "bob said no to it yesterday"])
def test_other_words_name_nobody(stage, alice, said):
    alice.says("I'm stuck with the sensors").says(said)
    assert "[Bob Nyman]" not in alice.last
