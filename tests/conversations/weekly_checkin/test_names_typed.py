"""At "Who can help?" a name is read from where it begins; what merely stands within somebody's name asks nobody."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.test_named_with_a_day import WRENCH


def asked(who):
    """Whoever was asked who can help."""
    return who.says("Visit the fair").says(WRENCH).sees("Who can help?")


@pytest.mark.parametrize("said", ["y", "man", "yman", "b", "n", "ok", "yes", "org", "example.org", "ask man"])
def test_what_stands_within_a_name_names_nobody(monday, alice, said):
    asked(alice).says(said).sees("Who can help?").sees_not("By when do you need it?")


@pytest.mark.parametrize(
    "said", ["bob", "Nyman", "nym", "bob n", "Bob Nyman", "ask bob, please", "bob@example.org", "bo"]
)
def test_how_a_name_begins_names_somebody(monday, alice, said):
    asked(alice).says(said).sees("By when do you need it?").says("friday").says("4").sees("Which colleague? Bob Nyman")


@pytest.mark.parametrize("said", ["王芳", "芳"])
def test_a_part_of_a_chinese_name_does(monday, alice, said):
    asked(alice).says(said).sees("By when do you need it?").says("friday").says("4").sees("Which colleague? 王芳")


@pytest.mark.parametrize("said", ["y", "好", "嗯", "man"])
def test_so_it_is_in_chinese(monday, li, said):
    li.says("整理仓库").says("扳手丢了").says(said).sees("谁能帮上忙？")
