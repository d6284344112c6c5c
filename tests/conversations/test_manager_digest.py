"""The manager's digest: once a week on the chosen day, stuck first; every tap leaves a receipt."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conversations.entries import AgendaItemAdded, CheckInRead, RephraseAsked
from conversations.toolkit.cards import Card, buttons_of
from conversations.toolkit.wire import to_json
from storage import deliveries, identities
from storage.erasure import erase_person
from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of, ids_of

DIGEST, NUDGE = "manager_digest.digest", "manager_digest.nudge"


def shares(who, *plans, **more):
    label = "Fill in" if who.person.language == "en" else "一次填完"
    return who.opens(label).fills(plans=list(plans), **more).submits()


def test_it_comes_on_wednesday_with_what_is_stuck_first(monday, alice, bob, mara):
    shares(bob, "Sell the van")
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-11-25 09:59")
    assert mara.counts(DIGEST) == 0
    monday.moves_to("2026-11-25 10:00")
    mara.sees("Your team, week of Mon 23 Nov", "2 answers so far")
    assert mara.last.index("No sensors") < mara.last.index("Write the report")
    assert mara.last.index("No sensors") < mara.last.index("Sell the van")


def test_on_the_managers_own_day(monday, alice, mara):
    shares(alice, "Write the report")
    mara.taps("Not this week").says("settings").opens("Change", on="digest").fills(day="4").submits()
    monday.moves_to("2026-11-27 09:59")
    assert mara.counts(DIGEST) == 0
    monday.moves_to("2026-11-27 10:00")
    mara.sees("Alice Berger: this week’s plans")


def test_nothing_is_sent_when_there_is_nothing_to_read(monday, mara):
    monday.moves_to("2026-11-29 12:00")
    assert mara.counts(DIGEST) == 0
    mara.says("my team").sees("Nothing to read yet")


def test_it_is_for_those_who_lead_a_team(monday, alice):
    shares(alice, "Write the report")
    alice.says("team").sees("This is for managers")


def test_reading_keeps_the_words_and_leaves_a_receipt(monday, alice, bob, mara):
    shares(alice, "Write the report")
    shares(bob, "Sell the van")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Mark as read", on="Alice Berger")
    mara.sees("Write the report · Read, and they can see that", "[Mark all as read (1)]")
    alice.sees("Mara Keller read it on Wed 25 Nov, 10:00.")
    mara.taps("Mark all as read (1)")
    bob.sees("Mara Keller read it")
    assert "[Mark as read]" not in mara.last
    assert len(entries_of(monday, "alice", "check_in_read")) == 1


def test_what_came_after_the_card_is_not_marked_as_read(monday, alice, bob, mara):
    shares(alice, "Write the report")
    monday.moves_to("2026-11-25 11:00")
    shares(bob, "Sell the van")
    mara.taps("Mark all as read (1)").sees("Sell the van", "[Mark all as read (1)]")
    assert entries_of(monday, "bob", "check_in_read") == []
    assert len(entries_of(monday, "alice", "check_in_read")) == 1
    mara.taps("Mark all as read (1)")
    assert len(entries_of(monday, "bob", "check_in_read")) == 1


def test_what_was_edited_is_shown_before_it_is_read(monday, alice, mara):
    shares(alice, "Write the report")
    monday.moves_to("2026-11-25 10:00")
    before = mara.message(DIGEST)
    alice.opens("Change").fills(plans=["Write the summary"]).submits()
    mara.sees("Write the summary")
    mara.taps("Mark all as read (1)", of=before)
    assert entries_of(monday, "alice", "check_in_read") == []
    mara.taps("Mark as read", on="Alice Berger")
    assert len(entries_of(monday, "alice", "check_in_read")) == 1


def test_what_is_taken_back_leaves_the_digest(monday, alice, bob, mara):
    shares(alice, "Write the report")
    shares(bob, "Sell the van")
    monday.moves_to("2026-11-25 10:00")
    alice.taps("Take it back")
    assert "Sell the van" in mara.card(DIGEST)
    mara.sees_not("Write the report")


def test_what_is_taken_back_and_shared_again_is_in_the_digest_again(monday, alice, bob, mara):
    shares(alice, "Write the report")
    monday.moves_to("2026-11-25 10:00")
    alice.taps("Take it back")
    mara.sees("Nothing to read yet")
    alice.opens("Change").fills(plans=["Write the summary"]).submits()
    mara.sees("Write the summary", "[Mark as read]")
    shares(bob, "Sell the van")
    assert "Sell the van" not in mara.chat, "what came after a digest comes with the next"


def _is_on_its_way(stage):
    """The digest is drawn, and waits for a chat that cannot be reached for some minutes."""
    stage.moves_to("2026-11-25 09:59")
    stage.now += timedelta(minutes=1)
    stage.runner.run(stage.turns.play_due())
    stage.waiting.clear()


def test_words_that_were_edited_while_the_digest_waited_are_not_sent(monday, alice, mara):
    shares(alice, "Write the report")
    _is_on_its_way(monday)
    assert mara.counts(DIGEST) == 0
    alice.opens("Change").fills(plans=["Write the summary"]).submits()
    monday.moves_on(minutes=30)
    assert "Write the summary" in mara.card(DIGEST)
    mara.sees_not("Write the report")


def test_a_digest_of_which_nothing_is_left_while_it_waited_is_not_sent(monday, alice, mara):
    shares(alice, "Write the report")
    _is_on_its_way(monday)
    before = mara.counts()
    alice.taps("Take it back")
    monday.moves_on(minutes=30)
    assert mara.counts() == before


def test_what_was_taken_back_and_shared_again_while_the_digest_waited_comes_with_it(monday, alice, mara):
    shares(alice, "Write the report")
    _is_on_its_way(monday)
    alice.taps("Take it back")
    alice.opens("Change").fills(plans=["Write the summary"]).submits()
    monday.moves_on(minutes=30)
    assert "Write the summary" in mara.card(DIGEST)


def test_a_reply(monday, alice, mara):
    shares(alice, "Write the report")
    monday.moves_to("2026-11-25 10:00")
    form = mara.opens("Reply", on="Alice Berger")
    form.tries()
    assert form.errors == {"text": "Please fill this in."}
    form.fills(text="Show me a draft").submits().sees("Write the report · You replied")
    alice.sees("Mara Keller replied", "Show me a draft")


def test_into_our_one_on_one(monday, alice, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Add to our one-on-one", on="No sensors").taps("Add to our one-on-one", on="this week’s plans")
    alice.sees("Mara Keller put it on the agenda for your next one-on-one.")
    items = entries_of(monday, "alice", "agenda_item_added")
    assert all(isinstance(item, AgendaItemAdded) and item.manager == "mara" for item in items)
    assert [item.text for item in items] == ["", ""], "words are not copied to where others may read them"
    [checkin], [raised] = ids_of(monday, "alice", "check_in_answered"), ids_of(monday, "alice", "blocker_raised")
    assert [item.source for item in items] == [raised, checkin]


def test_what_is_on_the_agenda_keeps_saying_so(monday, alice, mara):
    agenda, add = "On the agenda for your next one-on-one", "[Add to our one-on-one]"
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Add to our one-on-one", on="No sensors")
    for day, n in (("2026-12-02", 7), ("2026-12-09", 12)):
        monday.moves_to(f"{day} 10:00")
        mara.sees(f"No sensors Raised Mon 23 Nov · open for {n} working days · {agenda} [I’ll help by")
        assert add not in mara.last
    mara.opens("Reply", on="No sensors").fills(text="Shall we order them?").submits()
    mara.sees(f"{agenda} · You replied")
    mara.taps("I’ll help by Fri 11 Dec", on="No sensors").sees(f"You said you’d help by Fri 11 Dec · {agenda}")


def test_an_answer_on_the_agenda_keeps_saying_so(monday, alice, mara):
    monday.moves_to("2026-11-25 11:00")
    shares(alice, "Write the report")
    mara.says("my team").taps("Add to our one-on-one", on="this week’s plans")
    monday.moves_to("2026-12-02 10:00")
    mara.sees("Write the report · On the agenda for your next one-on-one", "[Mark as read]")
    assert "[Add to our one-on-one]" not in mara.last


def test_an_answer_is_on_the_agenda_once_in_whatever_version(monday, alice, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Add to our one-on-one", on="No sensors")
    assert mara.can("Add to our one-on-one", on="this week’s plans")
    mara.taps("Add to our one-on-one", on="this week’s plans")
    alice.opens("Change").fills(plans=["Write the summary"]).submits()
    mara.sees("Write the summary · On the agenda for your next one-on-one [Mark as read]")
    assert not mara.can("Add to our one-on-one", on="this week’s plans")


def test_what_is_on_the_agenda_in_chinese(monday, li, wang):
    shares(li, "写方案", stuck="yes", stuck_on="等供应商回复")
    monday.moves_to("2026-11-25 10:00", company.SHANGHAI)
    wang.taps("放进一对一", on="等供应商回复")
    monday.moves_to("2026-12-02 10:00", company.SHANGHAI)
    wang.sees("等供应商回复 11月23日 周一提的 · 已经7个工作日 · 已经放进你们下次的一对一")
    assert "[放进一对一]" not in wang.last


def test_a_reply_to_an_answer_that_was_edited_meanwhile_arrives(monday, alice, mara):
    shares(alice, "Write the report")
    monday.moves_to("2026-11-25 10:00")
    reply = mara.opens("Reply").fills(text="Shall I read a draft?")
    alice.opens("Change").fills(plans=["Write the summary"]).submits()
    reply.submits()
    alice.sees("Shall I read a draft?")
    alice.sees("Mara Keller replied to what it said before your change")
    [entry] = entries_of(monday, "alice", "reply_given")
    assert entry.on not in ids_of(monday, "alice", "check_in_answered"), "those words were never seen by her"
    mara.sees("Write the summary · You replied to what it said before [Mark as read]")
    mara.opens("Reply").fills(text="Better").submits().sees("Write the summary · You replied [Reply]")


def test_a_reply_to_what_was_there_before_in_chinese(monday, li, wang):
    shares(li, "写方案")
    monday.moves_to("2026-11-25 10:00", company.SHANGHAI)
    wang.opens("回复").fills(text="给我看看草稿").submits()
    li.opens("改一改").fills(plans=["写总结"]).submits()
    wang.sees("写总结 · 你回复的是改之前的 [看过了]")


def test_a_reply_to_an_answer_that_was_taken_back_and_shared_again(monday, li, wang):
    shares(li, "写方案")
    monday.moves_to("2026-11-25 10:00", company.SHANGHAI)
    reply = wang.opens("回复").fills(text="给我看看草稿")
    li.taps("撤回").opens("改一改").fills(plans=["写总结"]).submits()
    reply.submits().sees("写总结 [看过了]")
    assert "王芳的回复，说的是你改之前的" in li.card("weekly_checkin.shared")


def test_a_reply_to_what_was_closed_meanwhile_is_not_lost(monday, alice, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-11-25 10:00")
    reply = mara.opens("Reply", on="No sensors").fills(text="They are on my desk")
    alice.taps("Solved")
    reply.tries()
    assert "closed in the meantime" in reply.errors["text"]


def _stuck_for_four_weeks(stage, raiser) -> None:
    """Raised in the first week; each week is answered, so that each week's cards tell of it."""
    shares(raiser, "1", stuck="yes", stuck_on="No sensors")
    for monday_ in ("2026-11-30", "2026-12-07", "2026-12-14"):
        stage.moves_to(f"{monday_} 10:00")
        shares(raiser, "2")
        stage.moves_on(days=2)


def test_the_present_digest_follows_whichever_card_closed_it(monday, alice, mara):
    _stuck_for_four_weeks(monday, alice)
    first = next(each for each in alice.messages if each.name == "weekly_checkin.shared")
    assert mara.can("Other options", on="No sensors")
    alice.taps("Solved", of=first)
    assert "No sensors" not in mara.card(DIGEST)


@pytest.mark.parametrize("label", ["Reply", "Other options"])
def test_a_tap_on_what_was_closed_says_so_and_opens_nothing(monday, alice, mara, label):
    """On the second of four digests, which no longer follows by itself."""
    _stuck_for_four_weeks(monday, alice)
    before = [each for each in mara.messages if each.name.startswith(DIGEST) and mara.stands(each)][1]
    alice.taps("Solved", on="No sensors")
    mara.taps_too_late(label, on="No sensors", of=before)
    assert mara.hint == "This has been settled in the meantime, so there’s nothing left to do here."


def test_a_tap_on_what_was_closed_says_so_in_chinese(monday, li, wang):
    _stuck_for_four_weeks(monday, li)
    before = [each for each in wang.messages if each.name.startswith(DIGEST) and wang.stands(each)][1]
    li.taps("解决了", on="No sensors")
    wang.taps_too_late("换人、改日子、帮不上", on="No sensors", of=before)
    assert wang.hint == "这件事已经有结果了，不用再处理。"


def test_please_rephrase_a_check_in(monday, alice, mara):
    shares(alice, "XJ-7")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Ask to rephrase", on="Alice Berger").sees("You asked them to put it another way")
    alice.sees("Mara Keller didn’t quite follow", "Tap “Change”")
    [entry] = entries_of(monday, "alice", "rephrase_asked")
    assert entry == RephraseAsked(ids_of(monday, "alice", "check_in_answered")[0])
    alice.opens("Change").fills(plans=["Write the report"]).submits()
    mara.says("my team").sees("Write the report", "[Mark as read]")


def test_taking_one_shows_that_it_is_taken(monday, alice, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("I’ll help by Fri 27 Nov", on="No sensors").sees(
        "Alice Berger: No sensors You said you’d help by Fri 27 Nov"
    )
    assert "[I’ll help" not in mara.last
    mara.opens("Other options", on="No sensors").fills(what="until", until="2026-12-04").submits()
    mara.sees("You said you’d help by Fri 4 Dec")
    alice.sees("Mara Keller said they’d help by Fri 4 Dec.").taps("Solved")
    assert "No sensors" not in mara.card(DIGEST)


def test_a_promise_whose_day_has_passed_says_so_to_both(monday, alice, bob, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("I’ll help by Fri 27 Nov", on="No sensors")
    monday.moves_to("2026-11-27 23:59")
    assert "passed" not in alice.card("weekly_checkin.shared")
    messages = len(alice.messages), len(mara.messages)
    monday.moves_to("2026-11-28 00:01")
    assert "That day has passed; you can ask someone else." in alice.card("weekly_checkin.shared")
    assert alice.can("Ask someone else", on="No sensors")
    assert (len(alice.messages), len(mara.messages)) == messages, "no message for it"
    monday.moves_to("2026-12-02 10:00")
    mara.sees("No sensors You said you’d help by Fri 27 Nov. That day has passed", "[Reply] [Other options]")
    mara.taps("I’ll help by Fri 4 Dec", on="No sensors").sees("You said you’d help by Fri 4 Dec [Reply]")
    assert "Mara Keller said they’d help by Fri 4 Dec. [Solved]" in alice.card("weekly_checkin.shared")
    monday.moves_to("2026-12-05 10:00")
    alice.opens("Ask someone else", on="No sensors").fills(helper_person="bob").submits()
    assert "Bob Nyman has been asked." in alice.card("weekly_checkin.shared")
    assert "No sensors Bob Nyman was asked." in mara.card(DIGEST)


def test_a_promise_whose_day_has_passed_in_chinese(monday, li, wang):
    shares(li, "写方案", stuck="yes", stuck_on="等供应商回复")
    monday.moves_to("2026-11-25 10:00", company.SHANGHAI)
    wang.taps("我来处理，最晚11月27日 周五", on="等供应商回复")
    monday.moves_to("2026-12-02 10:00", company.SHANGHAI)
    wang.sees("你说最晚11月27日 周五处理好，现在已经过了", "[我来处理，最晚12月4日 周五]")
    assert "王芳说最晚11月27日 周五处理好，现在已经过了。可以换个人问。" in li.card("weekly_checkin.shared")
    assert li.can("换个人问", on="等供应商回复")


def test_a_day_that_was_needed_and_has_passed_says_so(monday, alice, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors", needed_by="2026-11-25")
    monday.moves_to("2026-11-25 10:00")
    mara.sees("needed by Wed 25 Nov [I’ll help by Wed 25 Nov]")
    monday.moves_to("2026-12-02 10:00")
    mara.sees("Raised Mon 23 Nov, needed by Wed 25 Nov. That day has passed · open for 7 working days [I’ll help by")


def test_a_day_that_was_needed_and_has_passed_in_chinese(monday, li, wang):
    shares(li, "写方案", stuck="yes", stuck_on="等供应商回复", needed_by="2026-11-25")
    monday.moves_to("2026-12-02 10:00", company.SHANGHAI)
    wang.sees("11月23日 周一提的，最晚11月25日 周三要，现在已经过了")


def test_another_date_must_not_be_over(monday, alice, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-11-25 10:00")
    form = mara.opens("Other options", on="No sensors").fills(what="until", until="2026-11-20")
    form.tries()
    assert form.errors == {"until": "That day has passed. Please choose today or later."}


def test_one_nudge_lists_all_who_wait(monday, alice, bob, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-11-23 10:30")
    shares(bob, "Sell the van", stuck="yes", stuck_on="No buyer")
    monday.moves_to("2026-11-27 12:00")
    assert mara.counts(NUDGE) == 1
    mara.sees("2 blockers are waiting for a word from you", "No sensors", "No buyer")
    takes = [button.style for button in buttons_of(mara.message(NUDGE).card) if button.name == "take"]
    assert takes == ["primary", "plain"], "what comes first stands out alone"
    mara.taps("I’ll help by Tue 1 Dec", on="No sensors").sees(
        "You said you’d help by Tue 1 Dec", "[I’ll help by Tue 1 Dec]"
    )
    mara.opens("Reply", on="No buyer").fills(text="Ask Sven").submits()
    assert "A date, one line" not in mara.card(NUDGE), "nobody waits any more"
    bob.sees("Ask Sven")


def test_each_blocker_is_nudged_for_once_whatever_else_waits(monday, alice, bob, mara):
    monday.moves_to("2026-11-29 12:00")
    alice.says("I'm stuck: no power in hall 3").taps("Yes, note it")
    monday.moves_to("2026-11-30 09:30")
    bob.says("I'm stuck: no key for the lab").taps("Yes, note it").taps("It’s urgent")
    monday.moves_to("2026-12-01 12:30")
    assert "no power in hall 3" in mara.card(NUDGE)
    monday.moves_to("2026-12-02 09:30")
    assert "no key for the lab" in mara.card(NUDGE)
    assert "no power in hall 3" not in mara.card(NUDGE), "it has had its nudge, and its next day ends before this one's"


def test_a_nudge_for_what_is_urgent_leaves_what_the_digest_brought_later_to_its_own(monday, alice, bob, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-11-24 10:30")
    shares(bob, "Sell the van", stuck="yes", stuck_on="No buyer", urgent=True)
    monday.moves_to("2026-11-26 12:00")
    assert "No buyer" in mara.card(NUDGE)
    assert "No sensors" not in mara.card(NUDGE)
    monday.moves_to("2026-11-27 12:00")
    assert "No sensors" in mara.card(NUDGE)
    assert "No buyer" not in mara.card(NUDGE)


def test_late_answers_come_with_the_next_digest(monday, alice, bob, mara):
    shares(bob, "Sell the van")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Mark as read", on="Bob Nyman")
    monday.moves_to("2026-11-27 15:00")
    shares(alice, "Write the report")
    monday.moves_to("2026-12-02 10:00")
    mara.sees("Alice Berger, last week: this week’s plans", "Write the report")
    assert "Bob Nyman" not in mara.last
    mara.taps("Mark as read", on="Alice Berger").sees("Write the report · Read, and they can see that")
    assert "Mara Keller read it" in alice.card("weekly_checkin.shared")
    monday.moves_to("2026-12-09 10:00")
    assert mara.counts(DIGEST) == 2, "nothing is left to read"


def test_a_manager_who_was_away_gets_last_week_too(monday, alice, mara):
    mara.taps("Not this week").says("away 23 Nov to 29 Nov").taps("Yes, note it")
    shares(alice, "Write the report")
    monday.moves_to("2026-11-29 12:00")
    assert mara.counts(DIGEST) == 0
    monday.moves_to("2026-12-02 10:00")
    mara.sees("Alice Berger, last week", "Write the report")


def test_a_manager_back_from_three_weeks_away_gets_one_card_with_all_that_is_left(monday, alice, bob, mara):
    """What is open comes first, then each week's answers that nobody read, and nothing twice."""
    mara.taps("Not this week").says("away 23 Nov to 13 Dec").taps("Yes, note it")
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-12-01 10:00")
    shares(bob, "Sell the van", stuck="yes", stuck_on="No buyer")
    shares(alice, outcomes_0="continue")
    monday.moves_to("2026-12-08 10:00")
    shares(alice, "Test the pump")
    bob.taps("Solved", on="No buyer")
    monday.moves_to("2026-12-16 09:59")
    assert not any(m.name.startswith(("manager_digest", "blocker")) for m in mara.messages), "no card for each"
    monday.moves_to("2026-12-16 10:00")
    mara.sees("Alice Berger: No sensors", "Bob Nyman, week of Mon 30 Nov", "Alice Berger, week of Mon 30 Nov")
    mara.sees("Alice Berger, week of Mon 23 Nov", "Alice Berger, last week", "Test the pump")
    mara.sees_not("No buyer")
    weeks = [mara.last.index(text) for text in ("No sensors", "Mon 23 Nov:", "Mon 30 Nov:", ", last week")]
    assert weeks == sorted(weeks)
    mara.taps("Mark all as read (4)")
    monday.moves_to("2026-12-23 10:00")
    mara.sees("No sensors")
    assert "Test the pump" not in mara.last
    assert mara.counts(DIGEST) + mara.counts(f"{DIGEST}.over") == 2


def test_an_edit_after_reading_is_shown_again(monday, alice, mara):
    shares(alice, "Write the report")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Mark as read", on="Alice Berger")
    monday.moves_to("2026-11-26 10:00")
    alice.opens("Change").fills(plans=["Write half the report"]).submits()
    monday.moves_to("2026-12-02 10:00")
    mara.sees("Alice Berger, last week", "Write half the report")


def test_late_answers_come_though_the_day_of_the_digest_is_another_by_then(monday, alice, bob, mara):
    shares(bob, "Sell the van")
    monday.moves_to("2026-11-26 11:00")
    shares(alice, "Write the report")
    monday.moves_to("2026-11-30 11:00")
    mara.taps("Not this week").says("settings").opens("Change", on="digest").fills(day="4").submits()
    shares(bob, "Buy a van")
    monday.moves_to("2026-12-04 12:00")
    mara.sees("Alice Berger, last week", "Write the report", "Buy a van")


def test_a_look_in_between_brings_nothing_that_comes_after_it(monday, alice, mara):
    mara.says("team")
    shares(alice, "Write the report")
    mara.says("away until Sunday").taps("Yes, note it")
    monday.moves_to("2026-12-02 12:00")
    mara.sees("Alice Berger, last week", "Write the report")


def test_what_a_digest_told_that_never_arrived_comes_with_the_next(monday, alice, bob, mara):
    shares(alice, "Write the report")
    monday.do(identities.unreachable, identities.Identity("web", "", "mara"), "left")
    monday.moves_to("2026-11-30 11:00")
    assert mara.counts(DIGEST) == 0
    monday.do(identities.seen, identities.Identity("web", "", "mara"), monday.now)
    shares(bob, "Sell the van")
    monday.moves_to("2026-12-03 10:00")
    mara.sees("Alice Berger, last week", "Write the report", "Sell the van")


def test_what_was_shared_weeks_later_still_comes(monday, alice, bob, mara):
    shares(bob, "Sell the van")
    alice.says("Write the report").says("no")
    for day, plan in (("2026-11-30", "Buy a van"), ("2026-12-07", "Wash it")):
        monday.moves_to(f"{day} 10:00")
        shares(bob, plan)
    alice.taps("Share with Mara Keller", of=alice.message("weekly_checkin.closed.begun"))
    monday.moves_to("2026-12-09 12:00")
    mara.sees("Alice Berger, week of Mon 23 Nov", "Write the report")


def test_what_was_corrected_weeks_later_still_comes(monday, alice, mara):
    shares(alice, "Write the report")
    monday.moves_to("2026-12-08 11:00")
    alice.opens("Change", of=alice.message("weekly_checkin.shared")).fills(plans=["Write the summary"]).submits()
    monday.moves_to("2026-12-09 12:00")
    mara.sees("Alice Berger, week of Mon 23 Nov", "Write the summary")


def test_a_digest_that_came_late_after_leave_is_not_repeated(monday, alice, bob, mara):
    mara.says("away until Thursday").taps("Yes, note it")
    monday.moves_to("2026-11-26 11:00")
    shares(alice, "Write the report")
    monday.moves_to("2026-11-27 12:00")
    mara.sees("Write the report")
    monday.moves_to("2026-11-30 11:00")
    shares(bob, "Sell the van")
    monday.moves_to("2026-12-02 12:00")
    mara.sees("Sell the van")
    assert "Write the report" not in mara.last


def test_what_a_colleague_was_asked_for_is_told_with_whom_and_not_asked_of_the_manager(monday, alice, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors", helper="person", helper_person="bob")
    monday.moves_to("2026-11-25 10:00")
    mara.sees("Waiting for a colleague", "Alice Berger: No sensors Bob Nyman was asked. Raised Mon 23 Nov")
    assert "[I’ll help" not in mara.card(DIGEST)
    alice.taps("Solved")
    mara.says("team")
    assert "No sensors" not in mara.card(DIGEST)


def test_what_a_colleague_cannot_help_with_is_told_in_the_digests_until_then(monday, alice, bob, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors", helper="person", helper_person="bob")
    monday.moves_to("2026-11-25 10:00")
    bob.says("can't, the press is down")
    mara.sees("Alice Berger: No sensors Bob Nyman can’t help; someone else can be asked. Raised Mon 23 Nov")
    assert "the press is down" not in mara.chat
    monday.moves_to("2026-12-02 12:00")
    assert "No sensors" not in mara.last


def test_what_a_colleague_was_asked_for_in_chinese(monday, li, wang):
    shares(li, "写方案", stuck="yes", stuck_on="等样品", helper="person", helper_person="bob")
    monday.moves_to("2026-11-25 10:00", company.SHANGHAI)
    wang.sees("在等同事帮忙", "李晨：等样品 11月23日 周一提的，问了Bob Nyman")


@pytest.fixture
def grace(monday):
    """A manager with fourteen reports, who all answered; some dropped something."""
    monday.hires(company.someone("grace", "Grace Moor", "people", "sven"))
    team = [company.someone(f"p{n:02}", f"Person {n:02}", "people", "grace") for n in range(14)]
    monday.hires(*team)
    for each in team:
        who = monday[each.id]
        who.says("check-in")
        if each.id < "p03":
            shares(who, "Plan it", stuck="yes", stuck_on=f"Stuck {each.id}")
        else:
            shares(who, "Plan it")
    monday.moves_to("2026-11-25 10:00")
    return monday["grace"]


def test_over_twelve_reports_at_most_seven_exceptions(grace, monday):
    grace.sees("14 answers so far", "Stuck: 3", "Stuck p00", "14 more, not shown here", "[Show the other 14]")
    assert "Plan it" not in grace.last
    assert "Mark" not in grace.last, "nobody is told that something was read that was not shown"
    grace.taps("Show the other 14").sees("Stuck p00", "Person 03: this week’s plans", "[Next page]")
    grace.taps("Mark these as read (4)").taps("Next page").sees("Person 10: this week’s plans")
    grace.taps("Mark these as read (7)").taps("Next page").sees("Person 13: this week’s plans")
    grace.taps("Mark these as read (3)").sees("[Back to the first page]")
    assert all(len(entries_of(monday, f"p{n:02}", "check_in_read")) == 1 for n in range(14))
    assert isinstance(entries_of(monday, "p05", "check_in_read")[0], CheckInRead)


def test_no_card_outgrows_a_message(grace, monday):
    """50 blocks (Slack; a row may take three) and 28 KB (Teams) are the ends of a message."""
    grace.taps("Show the other 14")
    for _ in range(3):
        card = grace.message(DIGEST).card
        blocks = sum(1 + bool(getattr(part, "buttons", ())) + bool(getattr(part, "detail", None)) for part in card.body)
        assert blocks + 1 <= 50
        assert len(to_json(Card, card)) <= 20_000
        grace.taps("Next page") if grace.can("Next page") else None


def test_in_chinese(monday, li, wang):
    shares(li, "写方案", stuck="yes", stuck_on="等供应商回复", needed_by="2026-11-26")
    monday.moves_to("2026-11-25 10:00", company.SHANGHAI)
    wang.sees("你的团队，11月23日这一周", "李晨：等供应商回复", "最晚11月26日 周四要", "写方案")
    wang.taps("我来处理，最晚11月26日 周四").sees("你来处理，最晚11月26日 周四")
    li.sees("王芳来处理，最晚11月26日 周四。")
    wang.taps("看过了", on="这周的计划").sees("写方案 · 看过了，已经告诉对方")
    li.sees("王芳看过了").taps("解决了")
    assert "等供应商回复" not in wang.card(DIGEST)


def test_each_reads_in_their_own_language_what_was_written_in_another(monday, alice, li, sven, wang, mara):
    monday.moves_to("2026-11-23 11:00")
    shares(wang, "准备评审")
    shares(mara, "Hire a tester")
    monday.moves_to("2026-11-25 10:00")
    sven.sees("王芳: this week’s plans 准备评审", "Mara Keller: this week’s plans Hire a tester")


def test_what_is_open_for_days_says_so_oldest_first(monday, alice, bob, mara):
    shares(alice, "Write the report", stuck="yes", stuck_on="No sensors")
    monday.moves_to("2026-11-24 10:00")
    shares(bob, "Sell the van", stuck="yes", stuck_on="No quote")
    monday.moves_to("2026-11-25 10:00")
    assert "working days" not in mara.card(DIGEST), "two days are what anybody has to answer"
    monday.moves_to("2026-11-26 10:00")
    mara.says("team").sees("Raised Mon 23 Nov · open for 3 working days")
    assert mara.last.index("No sensors") < mara.last.index("No quote")
    assert "Raised Tue 24 Nov · open" not in mara.last
    monday.moves_to("2026-11-30 11:00")
    mara.says("team").sees("Raised Tue 24 Nov · open for 4 working days")


def test_the_age_is_said_in_chinese(monday, li, wang):
    shares(li, "写方案", stuck="yes", stuck_on="等样品")
    monday.moves_to("2026-11-26 11:00")
    wang.says("团队").sees("11月23日 周一提的 · 已经3个工作日")


def test_goals_stand_after_what_is_stuck_those_at_risk_with_a_way_to_them(agreed, alice, bob, mara):
    bob.says("goal add Complaints from 12 to 6 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    shares(bob, "Sell the van", stuck="yes", stuck_on="No sensors")
    alice.says("goal").taps("Stuck", on="Renewal rate")
    bob.says("goal").taps("On track", on="Complaints")
    agreed.moves_to("2026-11-25 10:00")
    shown = mara.card(DIGEST)
    order = ("No sensors", "Alice Berger: Renewal rate", ": Complaints", "Sell the van")
    assert [shown.index(each) for each in order] == sorted(shown.index(each) for each in order), shown
    assert shown.count("[Open]") == 1, "only what is at risk asks for a look"
    mara.taps("Open", on="Renewal rate").sees("Alice Berger’s goal", "Stuck")


def test_a_goal_that_is_stuck_stays_so_while_a_change_of_it_waits(agreed, alice, mara):
    alice.taps("Stuck").opens("Change").fills(t_r1="88", reason="A market fell away").submits()
    agreed.moves_to("2026-11-25 10:00")
    assert "Alice Berger: Renewal rate Stuck · Waiting for your yes since Mon 23 Nov [Open]" in mara.card(DIGEST)


def test_goals_alone_are_worth_a_message_only_if_something_happened(agreed, alice, mara):
    agreed.moves_to("2026-11-25 10:00")
    assert mara.counts(DIGEST) == 0, "agreed this week by herself: no news"
    agreed.moves_to("2026-11-27 10:00")
    alice.says("goal").taps("At risk")
    agreed.moves_to("2026-12-02 10:00")
    assert "Alice Berger: Renewal rate" in mara.card(DIGEST)


def test_a_goal_that_moved_is_news_once_and_one_untouched_is_named(agreed, alice, mara):
    alice.says("goal").taps("On track")
    shares(alice, "Write the report")
    agreed.moves_to("2026-11-25 10:00")
    assert "Alice Berger: Renewal rate 0%\u00a0· On track" in mara.card(DIGEST)
    agreed.moves_to("2026-11-30 10:00")
    shares(alice, "Call the supplier")
    agreed.moves_to("2026-12-02 10:00")
    assert "Renewal rate" not in mara.card(DIGEST), "told a week ago"
    agreed.moves_to("2026-12-07 10:00")
    shares(alice, "Order filters")
    agreed.moves_to("2026-12-09 10:00")
    assert "no word since Mon 23 Nov" in mara.card(DIGEST)


def test_a_goal_stands_once_in_a_digest_that_is_read_much_later(agreed, alice, mara):
    alice.says("goal").taps("On track")
    shares(alice, "Write the report")
    agreed.moves_to("2026-11-25 10:00")
    agreed.moves_to("2026-12-14 10:00")
    mara.taps("Mark as read", of=mara.message(DIGEST)).sees_not("so far")
    assert "1 answer. Whoever wrote it" in mara.card(DIGEST)
    assert mara.card(DIGEST).count("Renewal rate") == 1


def test_private_goals_are_between_the_two_and_drafts_nobodys_news(monday, alice, bob, mara):
    alice.says("goal add Renewal rate from 82% to 90% by the end of the year")
    alice.opens("Change").fills(private=True).submits()
    alice.taps("Propose to Mara Keller")
    bob.says("goal add Complaints from 12 to 6 by the end of the year").taps("Keep as a draft")
    mara.taps("I agree")
    alice.taps("At risk")
    shares(bob, "Sell the van")
    monday.moves_to("2026-11-25 10:00")
    assert "Alice Berger: Renewal rate" in mara.card(DIGEST)
    assert "Complaints" not in mara.card(DIGEST)


def test_a_digest_that_tells_of_the_goals_of_somebody_erased_is_gone(agreed, alice, mara):
    alice.says("goal").taps("At risk")
    agreed.moves_to("2026-12-02 10:00")
    assert "Renewal rate" in mara.card(DIGEST)
    kept = mara.message(DIGEST).delivery
    agreed.do(erase_person, "alice", "hana", agreed.now)
    assert agreed.do(deliveries.get, kept) is None


def test_an_old_note_is_no_news_when_only_the_source_changes(agreed, alice, mara):
    alice.opens("Update").fills(r_r1="84", note="Three renewals signed", pace="on_track").submits()
    agreed.moves_to("2026-11-25 10:00")
    assert "Three renewals signed" in mara.card(DIGEST)
    agreed.moves_to("2026-12-01 10:00")
    alice.opens("Change", of=alice.message("goal.goal")).fills(source="CRM", reason="One place").submits()
    mara.taps("I agree").says("team")
    assert "Renewal rate" not in mara.last


def test_an_end_that_a_message_brought_is_no_news(agreed, alice, mara):
    alice.says("goal add Complaints from 12 to 6 by the end of the year").taps("Propose to Mara Keller")
    mara.taps("I agree")
    alice.taps("At risk").opens("Close it", of=alice.message("goal.goal")).fills(how="missed").submits()
    mara.sees("Alice Berger closed this: Missed.")
    agreed.moves_to("2026-11-25 10:00")
    assert "Complaints" not in mara.says("team").last


def test_an_end_that_no_message_brought_is_told_once_in_a_line(agreed, mara):
    agreed.moves_to("2026-11-24 10:00")
    mara.opens("Close it", of=mara.message("goal.goal")).fills(how="missed", learned="Call earlier").submits()
    agreed.moves_to("2026-11-25 10:00")
    assert "Alice Berger: Renewal rate 0%\u00a0· Missed" in mara.card(DIGEST)
    agreed.moves_to("2026-12-02 10:00")
    mara.says("team")
    assert "Renewal rate" not in mara.last
