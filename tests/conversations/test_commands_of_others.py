"""A command of another role, typed in the middle of a check-in, opens what says whose it is."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("said", "label", "seen"),
    [
        ("interview-template", "Scripts for talks", "Hana Roth can tell you what to expect"),
        ("team", "My team", "This is for managers"),
        ("departments", "Departments", "Only HR can open departments."),
        ("burden", "What I cost", "Only HR sees these averages."),
    ],
)
def test_its_button_does_something(monday, alice, said, label, seen):
    alice.says("Visit the fair").says(said)
    alice.taps(f"Open “{label}”").sees(seen)


@pytest.mark.parametrize("said", ["/interview-template", "/interview-template low performer"])
def test_what_begins_with_a_slash_is_no_answer(monday, alice, said):
    alice.says("Visit the fair").says(said).sees("Hana Roth can tell you what to expect")
    alice.says("no").sees("Is this right?")


def test_its_button_does_so_in_chinese(monday, li):
    li.says("写总结").says("面谈模板")
    li.taps("打开“面谈模板”").sees("给带人的主管和HR准备的")


def test_what_stands_behind_the_name_of_the_check_in_answers_it(second, alice):
    alice.says("/checkin all done").sees("What are the one to three things that matter most")
    alice.says("/checkin Write the report").sees("Is anything stuck?")
    alice.says("no").says("3").sees("Write the report")
    assert "/checkin" not in alice.last


def test_so_it_does_in_chinese(second, li):
    li.says("/周签到 都完成了").says("/周签到 写总结").says("没有").says("3").sees("写总结")
    assert "/周签到" not in li.last
