"""At "By when do you need it?" one of several days is meant, and a name that nobody has is said to be unknown."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.test_named_with_a_day import WRENCH

NOBODY = "I can’t find anyone by that name."


def asked(who):
    """Whoever was asked by when they need it."""
    return who.says("Visit the fair").says(WRENCH).says("my manager").sees("By when do you need it?")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("bob is back wednesday, so thursday", "Thu 26 Nov"),
        ("oops not tmrw, friday", "Fri 27 Nov"),
        ("Tomorrow won't work, Thursday", "Thu 26 Nov"),
        ("wed, no wait, thursday", "Thu 26 Nov"),
        ("friday, not thursday", "Fri 27 Nov"),
        ("no pressure, friday", "Fri 27 Nov"),
        ("from wednesday on, friday at the latest", "Wed 25 Nov"),
        ("need sensors by friday", "Fri 27 Nov"),
    ],
)
def test_the_day_that_is_meant_is_read(monday, alice, said, day):
    asked(alice).says(said).sees("Is this right?", "Who can help? My manager", f"By when? {day}")


@pytest.mark.parametrize(("said", "day"), [("王芳周三回来，所以周四", "26日"), ("明天不行，周五", "27日")])
def test_the_day_that_is_meant_is_read_in_chinese(monday, li, said, day):
    li.says("整理仓库").says("扳手丢了").says("我的主管").says(said).sees("这样对吗？", f"11月{day}")


@pytest.mark.parametrize("said", ["not tomorrow", "not on friday"])
def test_a_day_that_is_not_meant_is_none(monday, alice, said):
    asked(alice).says(said).sees("I couldn’t read that as a day.", "By when do you need it?")


@pytest.mark.parametrize("said", ["ask zeno, by friday", "no, zeno, friday", "zeno should help by friday"])
def test_a_name_that_nobody_has_is_said_so_and_the_day_kept(monday, alice, said):
    asked(alice).says(said).sees(NOBODY, "Who can help?").says("Bob").sees("Bob Nyman", "By when? Fri 27 Nov")


@pytest.mark.parametrize("said", ["no, zeno", "ask zeno", "zeno can help", "nope try zeno"])
def test_so_it_is_without_a_day(monday, alice, said):
    asked(alice).says(said).sees(NOBODY, "Who can help?").says("Bob").sees("By when do you need it?")


def test_what_is_neither_is_asked_again(monday, alice):
    asked(alice).says("zeno").sees("neither a day nor anyone I can find", "By when do you need it?")


def test_another_name_is_tried(monday, alice):
    asked(alice).says("nope try sven").sees("By when do you need it?").says("friday").sees("Sven Holm")
