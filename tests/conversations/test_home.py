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


def test_who_waits_for_help_is_one_tap_away(monday, alice, bob, mara):
    alice.opens("Fill in").fills(plans=["Write the report"], stuck="yes", stuck_on="No sensors", helper="person").finds(
        "helper_person", "Bob"
    ).submits()
    assert "One colleague is waiting for your help. [Show me]" in bob.visits(*HOME)
    seen = bob.counts("blocker.asked")
    bob.presses("Show me", *HOME).sees("No sensors")
    bob.says("hello").taps("Show me").sees("No sensors")
    assert bob.counts("blocker.asked") >= seen
    bob.opens("Reply").fills(text="Ask Ina").submits()
    assert "waiting for your help" not in bob.visits(*HOME)


def test_who_waits_for_a_manager_stands_in_the_digest(monday, li, wang):
    li.opens("一次填完").fills(plans=["写方案"], stuck="yes", stuck_on="等样品").submits()
    assert "有1位同事在等你帮忙。 [看看]" in wang.visits(*HOME)
    wang.presses("看看", *HOME).sees("你的团队", "等样品")
