"""What is stuck was asked a while ago, or something came since: words that may be about something else are not sent."""

from __future__ import annotations

from tests.conversations.weekly_checkin.record import entries_of

DOCTOR = "My doctor found something at last"
ASKS = "Is that an answer to “What are you stuck on? One line is enough.” further up?"


def raised(stage):
    """What stands in the record as stuck."""
    return [each.what for each in entries_of(stage, "alice", "blocker_raised")]


def test_a_day_later_it_is_asked_first(monday, alice):
    alice.opens("Fill in").fills(plans=["Write"]).submits()
    alice.says("I'm stuck")
    monday.moves_to("2026-11-27 15:00")
    alice.says(DOCTOR).sees(ASKS).taps("No")
    assert raised(monday) == []
    alice.says(DOCTOR).sees(ASKS).taps("It’s my answer").sees("Mara Keller has been asked.")
    assert raised(monday) == [DOCTOR]


def test_within_the_day_it_is_the_answer(monday, alice):
    alice.says("I'm stuck")
    monday.moves_on(minutes=8 * 60)
    alice.says(DOCTOR)
    assert raised(monday) == [DOCTOR]


def test_a_week_shared_in_between_is_asked_first(monday, alice):
    alice.says("I'm stuck").says("check-in").taps("Open “Check in”").opens("Fill in").fills(plans=["Write"]).submits()
    alice.says("Thank you, that was helpful").sees_not("has been asked")
    assert raised(monday) == []
    alice.says(DOCTOR).sees(ASKS)
    assert raised(monday) == []


def test_other_words_that_come_late_do_not_close_the_blocker_unasked(monday, alice, mara):
    alice.says("I'm stuck").says("No sensors")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Ask to rephrase", on="No sensors")
    monday.moves_to("2026-11-27 16:00")
    alice.says("Lunch at the Italian place?").sees("Is that an answer to “Mara Keller didn’t quite follow.")
    assert raised(monday) == ["No sensors"]
    assert entries_of(monday, "alice", "blocker_closed") == []


def test_in_chinese(monday, li):
    li.taps("这周先不填").says("我卡住了")
    monday.moves_to("2026-11-27 10:00")
    li.says("下班一起吃饭吧").sees("这是回答上面的“卡在哪里？一句话就够。”吗？")
    assert entries_of(monday, "li", "blocker_raised") == []
