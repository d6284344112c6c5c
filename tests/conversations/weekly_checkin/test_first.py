"""The first check-in asks two things; who reads the answer is said before it is given."""

from __future__ import annotations

from tests.conversations import company


def test_it_comes_at_ten_local_time_and_says_who_reads(stage, alice, li):
    stage.moves_to("2026-11-23 09:59", company.SHANGHAI)
    assert li.messages == []
    stage.moves_to("2026-11-23 10:00", company.SHANGHAI)
    li.sees("李晨，第一次签到", "直接回复", "王芳会看这份签到")
    assert alice.messages == []
    stage.moves_to("2026-11-23 10:00")
    alice.sees("Your first check-in, Alice", "Just reply", "Mara Keller reads this")


def test_two_replies_and_a_tap(monday, alice):
    alice.says("Write the report\nCall the supplier")
    alice.sees("Is anything stuck?", "[Nothing stuck]", "[Something is stuck]")
    alice.says("no")
    alice.sees("Is this right?", "Write the report; Call the supplier", "Nothing stuck", "Mara Keller reads this")
    alice.taps("Share with Mara Keller")
    alice.sees("Week of Mon 23 Nov", "You can change it until Sun 29 Nov")
    alice.sees_not("nergy", "last week")


def test_the_form_asks_the_same_two(monday, alice):
    form = alice.opens("Fill in")
    assert "Mara Keller reads this" in form.words
    assert [part.name for part in form.form.parts[1:3]] == ["plans", "stuck"]
    assert not form.shows(form.form.parts[3])
    alice.sees_not("nergy")


def test_two_replies_in_chinese(monday, li):
    li.says("写方案；约客户")
    li.sees("有卡住的吗？", "[没有]")
    li.says("没有")
    li.sees("这样对吗？", "写方案；约客户", "[发给王芳]")
    li.taps("发给王芳")
    li.sees("11月23日这一周", "可以改到11月29日 周日")


def test_the_chat_reads_like_a_conversation(monday, alice):
    alice.says("Write the report").taps("Nothing stuck").taps("Share with Mara Keller")
    question = alice.card("weekly_checkin.stuck.answered")
    assert "Anything stuck?" in question
    assert "Nothing stuck" in question
    assert alice.chat.count("[") == 2, "only the week's card is left to tap"


def test_whoever_has_no_manager_is_told_that_nobody_reads(monday, sven):
    sven.sees("Nobody but you reads this")
    sven.says("Prepare the board meeting").says("no").sees("[Save]").taps("Save").sees("Week of Mon 23 Nov")


def test_the_welcome_leads_to_the_check_in(stage, hana):
    newcomer = company.someone("nina", "Nina Lund", "sales", "tom")
    stage.hires(newcomer)
    stage.moves_to("2026-11-20 11:00")
    nina = stage["nina"]
    assert nina.messages == [], "nobody is written to before the department is open"
    hana.says("departments").taps("Open", on="Sales")
    nina.sees("Hello Nina").taps("Begin").sees("Your first check-in", "Tom Fox reads this")
    stage.moves_to("2026-11-30 10:00")
    nina.sees("Your first check-in")


def test_a_newcomer_settles_in_first(stage):
    stage.hires(company.someone("nina", "Nina Lund", "research", "mara", start_date=company.date(2026, 11, 23)))
    stage.moves_to("2026-11-29 12:00")
    nina = stage["nina"]
    assert nina.messages == [], "the first three working days are left alone, and two are too few for a check-in"
    stage.moves_to("2026-11-30 10:00")
    nina.sees("Your first check-in, Nina")
