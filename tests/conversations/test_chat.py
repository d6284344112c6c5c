"""What stays in the chat once a conversation has moved on, and what a word means when nothing waits for an answer."""

from __future__ import annotations

from conversations.toolkit.cards import buttons_of

INVITED, REMINDED = "weekly_checkin.invite", "weekly_checkin.reminder"


def _with_buttons(actor) -> list[str]:
    return [each.name for each in actor.messages if each.card and buttons_of(each.card)]


def test_the_reminder_leaves_the_invitation_without_buttons(second, alice):
    second.moves_to("2026-12-01 10:00")
    assert INVITED not in _with_buttons(alice)
    assert REMINDED in _with_buttons(alice)
    assert alice.message(f"{INVITED}.over").card.asks == ""
    assert "Write the report" in alice.card(f"{INVITED}.over")
    alice.sees("[As planned, nothing stuck]")


def test_what_was_chosen_stays_readable(second, alice):
    alice.taps("Dropped", on="Write the report")
    second.moves_to("2026-12-01 10:00")
    assert "Write the report Dropped" in alice.card(f"{INVITED}.over")


def test_after_one_tap_a_command_is_a_command_and_a_plan_a_plan(second, alice):
    alice.taps("As planned, nothing stuck").says("settings").sees("Your settings")
    alice.says("Visit the fair")
    assert "Visit the fair" in alice.card("weekly_checkin.shared")


def test_while_a_question_waits_a_command_word_is_asked_about(second, alice):
    alice.says("settings").sees("[Open “Settings”]")
