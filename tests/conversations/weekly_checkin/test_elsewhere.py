"""Below the offer to ask somebody else its raiser answers in words: nobody is asked in doubt."""

from __future__ import annotations

import pytest

from tests.conversations.weekly_checkin.record import entries_of


@pytest.fixture
def declined(second, alice, bob):
    """Bob cannot help Alice, who is offered to ask somebody else."""
    given = {"helper": "person", "helper_person": "bob", "needed_by": "2026-12-04", "urgent": True}
    alice.opens("Fill in").fills(plans=["Visit the fair"], stuck="yes", stuck_on="No sensors", **given).submits()
    bob.says("can't, sorry")
    return second


@pytest.fixture
def declined_in_chinese(second, li, wang):
    """Wang cannot help Li, who is offered to ask somebody else."""
    li.opens("一次填完").fills(
        plans=["写总结"], stuck="yes", stuck_on="样品没到", helper="manager", urgent=True
    ).submits()
    wang.says("帮不了，最近太忙")
    return second


@pytest.mark.parametrize("said", ["yes", "ok", "yes please"])
def test_a_yes_is_asked_whom(declined, alice, said):
    alice.says(said).sees("Who shall I ask?", "No sensors", "[Ask Sven Holm]", "[Ask HR]")
    assert not entries_of(declined, "alice", "blocker_passed")


@pytest.mark.parametrize("said", ["no", "no thanks"])
def test_a_no_leaves_it(declined, alice, said):
    alice.says(said).sees("They can’t help with this one.")
    assert "[Ask Sven Holm]" not in alice.chat and not entries_of(declined, "alice", "blocker_passed")


@pytest.mark.parametrize("said", ["sven", "ask sven", "Please ask Sven Holm", "yes, sven"])
def test_whom_the_card_offers_is_asked_as_by_the_tap(declined, alice, sven, said):
    alice.says(said).sees("Sven Holm has been asked.")
    sven.sees("Alice Berger is stuck", "No sensors", "Needed by Fri 4 Dec.")


@pytest.mark.parametrize("said", ["hr", "ask HR please"])
def test_hr_is_asked_as_by_the_tap(declined, alice, hana, said):
    alice.says(said).sees("HR has been asked, and nobody else.")
    hana.sees("No sensors", "Only HR can see this.")


def test_another_colleague_is_named_before_they_are_asked(declined, alice, li):
    alice.says("ask 李晨").sees("Shall I ask 李晨 about “No sensors”?", "[Ask 李晨]")
    assert not entries_of(declined, "alice", "blocker_passed")
    alice.says("yes").sees("李晨 has been asked.")
    li.sees("No sensors")


def test_ones_manager_is_offered_after_a_colleague_who_cannot_help(declined, alice, mara):
    alice.sees("[Ask Mara Keller] [Ask Sven Holm] [Ask HR]").says("ask Mara").sees("Mara Keller has been asked.")
    mara.sees("Alice Berger is stuck", "No sensors").says("can't, sorry")
    alice.sees("Mara Keller can’t help with this one", "[Ask Sven Holm]")
    assert not alice.can("Ask Mara Keller")


@pytest.mark.parametrize("said", ["ask Zeno", "ask Bob"])
def test_who_is_not_known_or_cannot_help_is_not_asked(declined, alice, said):
    alice.says(said).sees("No sensors", "[Ask Sven Holm]")
    assert not entries_of(declined, "alice", "blocker_passed")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("thanks", "You’re welcome."),
        ("it's solved", "Tap “Solved” next to"),
        ("visit Hudson on Friday", "[It’s a plan"),
    ],
)
def test_other_words_are_heard_as_before(declined, alice, said, answered):
    alice.says(said).sees(answered)
    assert not entries_of(declined, "alice", "blocker_passed")


def test_a_day_later_a_yes_is_no_answer_to_it(declined, alice):
    declined.moves_to("2026-12-02 11:00")
    alice.says("ok")
    assert "Who shall I ask?" not in alice.chat


def test_in_chinese(declined_in_chinese, li, sven):
    li.says("好").sees("问谁？", "样品没到", "[问问Sven Holm]").says("问问Sven").sees("已经请Sven Holm帮忙")
    sven.sees("样品没到")


@pytest.mark.parametrize(
    ("said", "seen"), [("不用了", "对方这次帮不上"), ("问HR", "已经告诉HR"), ("问王芳", "[问问Sven Holm]")]
)
def test_other_answers_in_chinese(declined_in_chinese, li, said, seen):
    li.says(said).sees("样品没到", seen)


@pytest.mark.parametrize("said", ["ask Zeno", "Zeno please"])
def test_somebody_unknown_is_not_who_was_named_before(declined, alice, li, said):
    alice.says("ask 李晨").says(said)
    assert not entries_of(declined, "alice", "blocker_passed") and "No sensors" not in li.last
