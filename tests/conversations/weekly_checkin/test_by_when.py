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
        ("monday", "Mon 23 Nov"),
        ("not friday, monday", "Mon 30 Nov"),
        ("bob is back wednesday, so monday", "Mon 30 Nov"),
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


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("27.11.", "Fri 27 Nov"),
        ("5.12", "Sat 5 Dec"),
        ("by 5.12. pls", "Sat 5 Dec"),
        ("eow", "Fri 27 Nov"),
        ("fri, sat at the latest", "Sat 28 Nov"),
        ("fri, sat latest", "Sat 28 Nov"),
        ("ideally by friday", "Fri 27 Nov"),
        ("fixed by friday", "Fri 27 Nov"),
        ("latest by friday", "Fri 27 Nov"),
    ],
)
def test_a_day_is_read_as_it_is_typed(monday, alice, said, day):
    asked(alice).says(said).sees("Is this right?", "Who can help? My manager", f"By when? {day}")


@pytest.mark.parametrize(("said", "day"), [("12.5", "12月5日"), ("12.5前", "12月5日"), ("周五，最晚周六", "11月28日")])
def test_so_it_is_in_chinese(monday, li, said, day):
    li.says("整理仓库").says("扳手丢了").says("我的主管").says(said).sees("这样对吗？", day)


@pytest.mark.parametrize("said", ["zeno by friday", "Zeno, by friday"])
def test_an_unknown_name_before_the_day_is_asked_about(monday, alice, said):
    asked(alice).says(said).sees(NOBODY, "Who can help?").says("Bob").sees("Bob Nyman", "By when? Fri 27 Nov")


@pytest.mark.parametrize(("said", "told"), [("friday", "By when? Fri 27 Nov"), ("it's urgent", "Yes, told right away")])
def test_when_it_is_needed_may_come_before_who_helps(monday, alice, said, told):
    alice.says("Visit the fair").says(WRENCH).says(said).sees("Who can help?").says("Bob").sees("Bob Nyman", told)


@pytest.mark.parametrize("said", ["急", "尽快", "越快越好"])
def test_urgent_is_heard_in_chinese_at_both_questions(monday, li, wang, said):
    li.says("整理仓库").says("扳手丢了").says(said).sees("谁能帮上忙？").says("我的主管").sees("这样对吗？", "马上")


@pytest.mark.parametrize("said", ["急", "尽快", "越快越好", "很急"])
def test_it_is_at_by_when_too(monday, li, said):
    li.says("整理仓库").says("扳手丢了").says("我的主管").says(said).sees("这样对吗？", "马上")


@pytest.mark.parametrize(("said", "helper"), [("mara ofc", "My manager"), ("bob ofc", "Bob Nyman")])
def test_a_name_with_a_small_word_is_who_helps(monday, alice, said, helper):
    alice.says("Visit the fair").says(WRENCH).says(said).sees("By when do you need it?").says("friday").sees(helper)


def test_a_name_a_day_and_haste_go_together(monday, alice):
    alice.says("Visit the fair").says(WRENCH).says("bob by fri, its urgent")
    alice.sees("Bob Nyman", "By when? Fri 27 Nov", "Yes, told right away")


@pytest.mark.parametrize("said", ["not friday but monday", "put it off to next monday", "not Friday, Monday"])
@pytest.mark.parametrize("standing", ["", "friday", "at the summary"])
def test_a_day_instead_of_another_is_that_day(second, alice, said, standing):
    alice.says("all done").says("visit the fair").says("waiting for legal").says("skip")
    if standing:
        alice.says("friday")
    if standing == "at the summary":
        alice.says("3")
    alice.says(said)
    if standing != "at the summary":
        alice.sees("How’s your energy").says("3")
    alice.sees("By when? Mon 7 Dec", "This week’s top one to three visit the fair\n")


@pytest.mark.parametrize("said", ["不是周五，是下周一", "不是周五是下周一", "推到下周一", "推迟到下周一"])
def test_so_it_is_in_chinese_where_it_is_put_off(second, li, said):
    li.says("都做完了").says("写总结").says("等法务签字").says("跳过").says("周五").says(said).sees("精力").says("3")
    li.sees("最晚哪天要？ 12月7日 周一")


def test_a_plan_with_a_day_puts_nothing_off(second, alice):
    alice.says("all done").says("visit the fair").says("waiting for legal").says("skip").says("friday").says("3")
    alice.says("also move the desk on Monday").sees("visit the fair; move the desk on Monday", "By when? Fri 4 Dec")


def test_a_dotted_day_beside_who_helps(second, alice):
    alice.says("all done").says("visit the fair").says("waiting for legal").says("bob by 5.12.")
    alice.sees("How’s your energy").says("3").sees("Which colleague? Bob Nyman", "By when? Sat 5 Dec")
