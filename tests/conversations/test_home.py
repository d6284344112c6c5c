"""The home page: what is open for its reader, their week, and buttons that begin what they name."""

from __future__ import annotations

from handlers.platform import Pressing

HOME = ("help", "home")


def test_home_tells_the_week_of_its_reader(monday, alice, li):
    page = alice.visits(*HOME)
    assert "open until Sun 29 Nov" in page
    assert "planning" not in page
    alice.opens("Fill in").fills(plans=["Write the report", "Visit the fair"], stuck="no").submits()
    page = alice.visits(*HOME)
    assert "This week’s check-in is done" in page
    assert "This week you’re planning: Write the report; Visit the fair" in page
    assert "这周的签到可以填到" in li.visits(*HOME)


def test_home_offers_what_a_role_may_do(monday, alice, mara, hana):
    assert "[My team]" not in alice.visits(*HOME)
    assert "[My team]" in mara.visits(*HOME)
    assert "[Departments]" in hana.visits(*HOME)


def test_a_button_of_home_begins_what_it_names(monday, alice):
    alice.presses("Settings", *HOME).sees("Your settings")


def test_only_what_stands_on_ones_own_page_can_be_pressed(monday, stage):
    for conversation, screen, value in (("help", "home", "team"), ("nothing", "home", "checkin"), ("help", "", "team")):
        answer = stage.take("alice", Pressing(conversation, screen, "call", value))
        assert answer.outcome == "refused", (conversation, screen)
    assert stage.take("alice", Pressing("weekly_checkin", "home", "fill", "")).outcome == "refused", "it opens a form"
