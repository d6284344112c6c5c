"""A manager promises help below their digest in the words of who is asked: by the day they name, or by a tap."""

from __future__ import annotations

import pytest

from conversations.manager_digest.in_words import Said, said_in
from tests.conversations.test_digest_in_words import REPORTS, shares
from tests.conversations.weekly_checkin.record import entries_of


@pytest.fixture
def digest(monday, alice, bob, li):
    """Alice and Li are stuck, and their managers have had the digest below their own invitation."""
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors", helper="manager")
    shares(bob, "Sell the van")
    shares(li, "写总结", stuck="yes", stuck_on="样品没到", helper="manager")
    monday.moves_to("2026-11-25 10:30")
    return monday


@pytest.fixture
def done(digest, mara, wang):
    """Their own check-ins are shared."""
    shares(mara, "Hire")
    shares(wang, "招人")
    return digest


@pytest.mark.parametrize(
    "said", ["take Alice's by Thursday", "I'll take Alice's by Thursday", "I'll do Alice's Thursday"]
)
def test_whose_it_is_and_a_day_take_it_by_that_day(digest, alice, mara, said):
    mara.says(said).sees("You said you’d help by Thu 26 Nov", "Your team")
    alice.sees("Mara Keller said they’d help by Thu 26 Nov.")


@pytest.mark.parametrize("said", ["我周四处理小李的事", "小李的事我周四处理", "小李那个我周四前搞定"])
def test_whose_it_is_and_a_day_take_it_by_that_day_in_chinese(digest, li, wang, said):
    wang.says(said).sees("你来处理，最晚11月26日 周四")
    li.sees("王芳来处理，最晚11月26日 周四")


@pytest.mark.parametrize("said", ["I'll help by Thursday", "I'll take it, Thursday"])
def test_where_only_one_thing_can_be_meant_it_is_promised_by_the_day(done, alice, mara, said):
    mara.says(said).sees("You said you’d help by Thu 26 Nov")
    alice.sees("Mara Keller said they’d help by Thu 26 Nov.")


def test_so_it_is_in_chinese(done, li, wang):
    wang.says("我来，周四前").sees("你来处理，最晚11月26日 周四")
    li.sees("王芳来处理，最晚11月26日 周四")


@pytest.mark.parametrize(("said", "day"), [("on it", "Fri 27 Nov"), ("I'll do it by Thursday", "Thu 26 Nov")])
def test_the_words_of_who_is_asked_offer_a_tap(done, alice, mara, said, day):
    mara.says(said).sees("Send this to Alice Berger?", said, "No sensors", f"[I’ll help by {day}]")
    assert not entries_of(done, "alice", "blocker_taken") + entries_of(done, "alice", "reply_given")
    mara.taps(f"I’ll help by {day}").sees(f"You said you’d help by {day}")


@pytest.mark.parametrize("said", ["这个我周四前搞定", "我周四前弄好"])
def test_the_words_of_who_is_asked_offer_a_tap_in_chinese(done, li, wang, said):
    wang.says(said).sees("把这句发给李晨吗", said, "样品没到").taps("我来处理，最晚11月26日 周四")
    assert "王芳来处理，最晚11月26日 周四" in li.chat


@pytest.mark.parametrize("said", ["leave it with me", "I'll help by Thursday", "on it", "Ask Bob to help Alice"])
def test_what_may_be_a_plan_below_the_own_invitation_is_asked_about(digest, alice, mara, said):
    mara.says(said).sees(said, "Is that your plan", "[Open “My team”]")
    assert not entries_of(digest, "alice", "blocker_taken")
    mara.taps("Open “My team”")
    assert "[I’ll help by" in mara.chat


def test_a_day_that_is_past_is_no_promise(done, alice, mara):
    mara.says("I'll take Alice's by 20 November").sees("That day has passed.")
    assert not entries_of(done, "alice", "blocker_taken")


@pytest.mark.parametrize(
    "said", ["Take stock by Friday", "Solve the van by Thursday", "Ask Alice to help with the fair"]
)
def test_a_plan_below_the_digest_is_a_plan(digest, alice, mara, said):
    mara.says(said).sees("Is anything stuck?")
    assert not entries_of(digest, "alice", "blocker_taken")


@pytest.mark.parametrize("said", ["ok", "Friday", "will do"])
def test_what_is_said_to_anybody_offers_nothing(done, alice, mara, said):
    mara.says(said)
    assert "Send this to" not in mara.last and not entries_of(done, "alice", "blocker_taken")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("take Alice's by Thursday", Said("take", ("alice",))),
        ("take Alice's", None),
        ("take Alice to the fair on Friday", None),
        ("put Alice's question on our 1:1 on Friday", None),
        ("小李的事周四处理", Said("take", ("li",), "of_stuck")),
        ("处理小李的合同", None),
    ],
)
def test_a_day_makes_a_promise_of_words_for_any_work(vocabulary, text, said):
    assert said_in(text, REPORTS, vocabulary) == said
