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


def test_so_it_does_in_chinese(monday, li):
    li.says("写总结").says("面谈模板")
    li.taps("打开“面谈模板”").sees("给带人的主管和HR准备的")
