"""Whom and what day the words of a blocker name is offered, told to nobody before the tap; one's energy never is."""

from __future__ import annotations

import pytest

from tests.conversations import company
from tests.conversations.actor import Actor
from tests.conversations.stage import Stage

ASKING_BOB = "I am stuck on the customs codes, need it by 3 December from Bob"


def test_the_colleague_and_the_day_in_the_words_are_offered(monday: Stage, alice: Actor, bob: Actor) -> None:
    before = bob.counts()
    alice.says(ASKING_BOB).sees("Needed by Thu 3 Dec", "Who may help with this?", "[Bob Nyman] [Mara Keller]")
    assert bob.counts() == before, "nothing is told without the tap"
    alice.taps("Bob Nyman")
    bob.sees("I am stuck on the customs codes", "Thu 3 Dec")


def test_the_day_in_the_words_is_left_out_with_a_tap(monday: Stage, alice: Actor, bob: Actor) -> None:
    alice.says(ASKING_BOB).taps("Leave the day out").sees("[Bob Nyman]")
    assert "Needed by" not in alice.last
    alice.taps("Bob Nyman")
    assert "Thu 3 Dec" not in bob.last


def test_another_may_be_asked_than_the_words_name(monday: Stage, alice: Actor, bob: Actor) -> None:
    before = bob.counts()
    alice.says(ASKING_BOB).taps("Mara Keller").sees("Noted. I’ll tell you what comes of it.")
    assert bob.counts() == before


def test_the_colleague_is_named_in_chinese_as_well(stage: Stage, wang: Actor, li: Actor) -> None:
    stage.moves_to("2026-11-23 10:30", company.SHANGHAI)
    wang.says("我卡住了：示波器坏了，想请李晨帮忙，周三前").sees("11月25日 周三之前要", "[李晨]")


@pytest.mark.parametrize(
    "text",
    [
        "I am stuck, the supplier from Bobbin is late",
        "I am stuck, need it from Bob or ask Wang",
        "I am stuck, need it from Mara",
        "I am stuck, Bob's machine is broken",
        "I am stuck, waiting for Bob",
        "I am stuck, asked Bob on Friday",
        "I am stuck, the codes from Bob are wrong",
        "I am stuck, ask Bo",
        "I am stuck, need sensors",
    ],
)
def test_nobody_is_offered_whom_the_words_do_not_plainly_ask(monday: Stage, alice: Actor, text: str) -> None:
    monday.hires(company.someone("wanger", "Wang Er", "research", "mara"))
    alice.says(text)
    assert "[Bob Nyman]" not in alice.last


def test_a_day_since_which_it_is_stuck_is_no_day_that_it_is_needed_by(monday: Stage, alice: Actor) -> None:
    alice.says("I am stuck, blocked by customs since Friday, need Bob").sees("[Bob Nyman]")
    assert "Needed by" not in alice.last


@pytest.mark.parametrize(
    "text",
    [
        "I am stuck, need it by 3 December, at the latest by 4 December",
        "I am stuck, the customs office is shut until 3 December",
        "I am stuck, need it before the fair",
    ],
)
def test_a_day_that_is_not_plainly_the_one_is_not_offered(monday: Stage, alice: Actor, text: str) -> None:
    alice.says(f"{text}, ask Bob").sees("[Bob Nyman]")
    assert "Needed by" not in alice.last


def test_somebody_is_offered_where_the_same_word_asks_for_a_thing(stage: Stage, wang: Actor, li: Actor) -> None:
    stage.moves_to("2026-11-23 10:30", company.SHANGHAI)
    wang.says("我卡住了，需要样品，找李晨").sees("[李晨]")
    wang.says("我卡住了，找不到李晨的样品")
    assert "[李晨]" not in wang.last


def test_who_stands_in_words_about_the_manager_is_not_offered_first(monday: Stage, alice: Actor) -> None:
    alice.says("I am stuck with my manager, need help from Bob")
    assert "[Bob Nyman]" not in alice.last


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我卡住了，示波器坏了，精力3", "示波器坏了"),
        ("I am stuck, the probe is broken, energy 3", "the probe is broken"),
    ],
)
def test_energy_said_beside_a_blocker_goes_to_nobody(
    monday: Stage, alice: Actor, mara: Actor, text: str, told: str
) -> None:
    alice.says(text).taps("Yes, note it").sees("Noted.")
    mara.says("team")
    assert told in mara.chat
    mara.sees_not("精力", "energy 3")
    assert "energy 3" not in alice.last


def test_energy_said_where_a_helper_is_chosen_goes_to_nobody(monday: Stage, alice: Actor, bob: Actor) -> None:
    alice.says("I am stuck on the probe, need it from Bob, energy 2").taps("Bob Nyman")
    bob.sees("I am stuck on the probe").sees_not("energy")


def test_energy_said_with_what_is_stuck_answers_its_own_question(second: Stage, alice: Actor, mara: Actor) -> None:
    alice.says("all done\nThis week: calibrate the probe").says("The probe is broken, energy 2")
    alice.taps("My manager").taps("Skip")
    alice.sees("The probe is broken", "Energy 2")
    alice.taps("Share with Mara Keller")
    mara.says("team").sees_not("energy 2")
