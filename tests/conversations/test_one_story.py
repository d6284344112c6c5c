"""One blocker on several cards of its manager: whichever is answered, all say the same, and nothing new comes."""

from __future__ import annotations

import pytest

from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of

DIGEST, NUDGE, ASKED = "manager_digest.digest", "manager_digest.nudge", "blocker.asked"
WORDS = {
    "take": ("You said you’d help by Mon 30 Nov", "You said you’d help by Mon 30 Nov"),
    "reply": ("They have your reply.", "You replied"),
    "decline": ("They know you can’t, and can ask someone else.", "You said you can’t, and"),
    "suggest": ("They’ll decide whether to ask.", "You suggested someone, and"),
}
"""What the blocker's own card says, and what a digest and a nudge say."""
FORMS = {
    "reply": ("Reply", {"text": "On my desk"}),
    "decline": ("Other options", {"what": "decline", "text": "On leave"}),
    "suggest": ("Other options", {"what": "suggest", "helper": "sven"}),
}


def is_stuck(who, **more):
    label = "Fill in" if who.person.language == "en" else "一次填完"
    return who.opens(label).fills(plans=["Write the report"], stuck="yes", stuck_on="No sensors", **more).submits()


def answers(who, what, of):
    if what == "take":
        return who.taps("I’ll help by Mon 30 Nov", on="No sensors" if of.name != ASKED else "", of=of)
    label, values = FORMS[what]
    return who.opens(label, on="No sensors" if of.name != ASKED else "", of=of).fills(**values).submits()


def row_of(card: str) -> str:
    """What a card says of the blocker."""
    return card if "urgent\n" in card else next((line for line in card.splitlines() if "No sensors" in line), "")


def digests(who):
    return [each for each in who.messages if each.name == DIGEST]


@pytest.mark.parametrize("what", WORDS)
@pytest.mark.parametrize("on", [ASKED, DIGEST, NUDGE])
def test_whichever_card_is_answered_all_say_the_same(monday, alice, mara, on, what):
    is_stuck(alice, urgent=True, needed_by="2026-11-30")
    monday.moves_to("2026-11-26 10:00")
    messages = len(mara.messages)
    answers(mara, what, mara.message(on))
    own, listed = WORDS[what]
    assert own in mara.card(ASKED)
    for name in (DIGEST, NUDGE):
        assert listed in row_of(mara.card(name))
    for name in (ASKED, DIGEST, NUDGE):
        assert ("I’ll help" in row_of(mara.card(name))) == (what != "take"), name
        assert "[Reply] [Other options]" in row_of(mara.card(name))
    assert "Open since" not in mara.card(ASKED)
    assert len(mara.messages) == messages, "in place, without a message"


@pytest.mark.parametrize("what", WORDS)
@pytest.mark.parametrize("which", [0, 1])
def test_an_older_digest_and_a_newer_one_follow_each_other(monday, alice, mara, which, what):
    is_stuck(alice, needed_by="2026-11-30")
    monday.moves_to("2026-12-02 09:59")
    [first] = digests(mara)
    mara.opens("Other options", on="No sensors", of=first).fills(what="until", until="2026-12-11").submits()
    monday.moves_to("2026-12-02 12:00")
    assert len(digests(mara)) == 2
    messages = len(mara.messages)
    label, values = FORMS.get(what, ("Other options", {"what": "until", "until": "2026-12-14"}))
    mara.opens(label, on="No sensors", of=digests(mara)[which]).fills(**values).submits()
    said = "by Mon 14 Dec" if what == "take" else WORDS[what][1]
    rows = [row_of(mara.text_of(each)) for each in digests(mara)]
    assert all(said in row for row in rows), rows
    assert rows[0] == rows[1]
    assert len(mara.messages) == messages


@pytest.mark.parametrize("how", ["Solved", "No longer matters"])
def test_what_its_raiser_closes_is_closed_on_every_card(monday, alice, mara, how):
    is_stuck(alice, urgent=True)
    monday.moves_to("2026-12-02 12:00")
    mara.taps("I’ll help by Fri 4 Dec", on="No sensors", of=digests(mara)[1])
    messages = len(mara.messages)
    alice.taps(how, on="No sensors")
    assert all("No sensors" not in mara.text_of(each) for each in mara.messages if each.card)
    assert len(mara.messages) == messages


def test_who_declined_may_help_after_all_until_somebody_else_is_asked(monday, alice, mara):
    is_stuck(alice, urgent=True, needed_by="2026-11-30")
    monday.moves_to("2026-11-25 12:00")
    answers(mara, "decline", mara.message(ASKED))
    answers(mara, "take", mara.message(DIGEST))
    assert "They know you can’t" not in mara.card(ASKED)
    assert "You said you’d help by Mon 30 Nov" in mara.card(ASKED)
    assert len(entries_of(monday, "alice", "blocker_taken")) == 1
    answers(mara, "decline", mara.message(DIGEST))
    alice.taps("Ask Sven Holm")
    assert "Someone else has been asked." in mara.card("blocker.over")
    assert "Waiting for a colleague\nAlice Berger: No sensors Sven Holm was asked." in mara.card(DIGEST)
    assert "I’ll help" not in mara.card(DIGEST)


def test_what_was_declined_is_in_no_later_digest_and_no_reason_for_one(monday, alice, mara):
    is_stuck(alice)
    monday.moves_to("2026-11-25 12:00")
    answers(mara, "decline", mara.message(DIGEST))
    monday.moves_to("2026-12-02 12:00")
    assert len(digests(mara)) == 1
    mara.says("my team")
    assert "No sensors" not in mara.last
    assert "You said you can’t, and" in row_of(mara.text_of(digests(mara)[0]))


def test_what_was_not_shown_is_not_shown_by_an_answer(monday, alice, mara):
    is_stuck(alice, urgent=True)
    messages = len(mara.messages)
    answers(mara, "decline", mara.message(ASKED))
    assert len(mara.messages) == messages
    monday.moves_to("2026-11-25 12:00")
    assert "You said you can’t, and" in row_of(mara.card(DIGEST)), "the digest, when it comes"


@pytest.mark.parametrize(
    ("label", "own"), [("Add to our one-on-one", "On the agenda"), ("Ask to rephrase", "another way")]
)
def test_what_only_a_digest_offers_its_own_card_says_too(monday, alice, mara, label, own):
    is_stuck(alice, urgent=True)
    monday.moves_to("2026-11-25 12:00")
    mara.taps(label, on="No sensors", of=mara.message(DIGEST))
    assert own in mara.card(ASKED)
    assert own in row_of(mara.card(DIGEST))


def test_a_day_that_has_passed_and_a_new_hurry_show_in_the_digest(monday, alice, bob, mara):
    is_stuck(alice)
    is_stuck(bob)
    monday.moves_to("2026-11-25 10:00")
    bob.taps("It’s urgent", on="No sensors")
    assert "Bob Nyman: No sensors Urgent." in mara.card(DIGEST)
    mara.taps("I’ll help by Fri 27 Nov", on="Alice Berger: No sensors")
    monday.moves_to("2026-11-28 00:01")
    assert "That day has passed" in mara.card(DIGEST)


def test_a_helper_who_was_asked_before_and_is_asked_again_begins_anew(monday, alice, bob):
    alice.opens("Fill in").fills(stuck="yes", stuck_on="No sensors", helper="person", helper_person="bob").submits()
    bob.opens("Other options").fills(what="decline", text="On leave").submits()
    alice.taps("Ask Sven Holm")
    alice.opens("Ask someone else").fills(helper_person="bob").submits()
    bob.sees("[I’ll help by")
    alice.opens("Change").fills(plans=["Another"]).submits()
    assert "They know you can’t" not in bob.last


def test_in_chinese(monday, li, wang):
    is_stuck(li, urgent=True)
    monday.moves_to("2026-11-25 10:00", company.SHANGHAI)
    form = wang.opens("换人、改日子、帮不上", on="No sensors", of=wang.message(DIGEST))
    form.fills(what="decline", text="休假").submits()
    assert "已经告诉对方这次帮不上" in wang.card(ASKED)
    assert "已经告诉对方帮不上" in row_of(wang.card(DIGEST))
    assert "我来处理" in wang.card(ASKED)
    assert "我来处理" in row_of(wang.card(DIGEST))
