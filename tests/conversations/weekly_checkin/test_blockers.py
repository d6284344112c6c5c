"""What is stuck: whom it reaches and when, what HR alone reads, and that only its raiser closes it."""

from __future__ import annotations

import pytest

from conversations.entries import BlockerRaised
from storage.erasure import erase_person
from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of, week_of

ASKED, DIGEST, NUDGE, OFFER = "blocker.asked", "manager_digest.digest", "manager_digest.nudge", "weekly_checkin.offer"
SHARED = "weekly_checkin.shared"
MOVES = (
    *(f"blocker_{what}" for what in ("raised", "hurried", "taken", "declined", "passed", "closed")),
    *("reply_given", "helper_suggested", "rephrase_asked", "agenda_item_added"),
)


def stuck(who, what="No sensors", **more):
    """Share a week in which something is stuck."""
    label = "Fill in" if who.person.language == "en" else "一次填完"
    return who.opens(label).fills(plans=["Write the report"], stuck="yes", stuck_on=what, **more).submits()


def test_what_leads_in_is_no_part_of_what_is_stuck(second, alice, li):
    alice.says("Visit").taps("All done").says("I’m stuck: no power in hall 3").says("my manager").says("gibberish")
    alice.sees("“Mon 7 Dec” works").says("Fri 4 Dec").says("4").taps("Share with Mara Keller")
    alice.sees("Stuck: no power in hall 3 Mara Keller gets it with the digest on Wed 2 Dec. Needed by Fri 4 Dec.")
    li.says("写总结").taps("都完成了").says("有，新版没到").says("主管").says("周五").says("4").taps("发给王芳")
    li.sees("遇到的问题：新版没到 王芳会在12月2日 周三的汇总里看到。最晚12月4日 周五要。")


def test_in_chinese_no_word_is_said_twice_of_what_is_stuck(monday, li):
    stuck(li, "卡在供应商那边", helper="manager")
    li.sees("遇到的问题：卡在供应商那边 王芳会在")


def test_a_colleague_is_found_by_family_name_and_title(second, li, wang):
    li.says("写总结").taps("都完成了").says("等样品").says("找王工").sees("最晚哪天要？").says("跳过").says("4").sees(
        "王芳"
    )


def test_the_manager_gets_it_with_the_digest(monday, alice, mara):
    stuck(alice, needed_by="2026-11-27").sees(
        "Stuck: No sensors Mara Keller gets it with the digest on Wed 25 Nov.", "[Solved]"
    )
    monday.moves_to("2026-11-25 09:59")
    assert mara.counts(ASKED) == mara.counts(DIGEST) == 0
    monday.moves_to("2026-11-25 10:00")
    mara.sees("Alice Berger: No sensors Raised Mon 23 Nov, needed by Fri 27 Nov [I’ll help by Fri 27 Nov]")
    mara.taps("I’ll help by Fri 27 Nov")
    alice.sees("Stuck: No sensors Mara Keller said they’d help by Fri 27 Nov. [Solved]")


def test_an_urgent_one_reaches_its_helper_at_once(monday, alice, mara):
    stuck(alice, urgent=True)
    mara.sees("Alice Berger is stuck, and it’s urgent", "No sensors")
    mara.taps("I’ll help by Wed 25 Nov").sees("You said you’d help by Wed 25 Nov. They’ve been told.")
    alice.sees("Mara Keller said they’d help by Wed 25 Nov.").taps("Solved")
    assert "Stuck: No sensors Solved" in alice.last
    mara.sees("Alice Berger says it’s solved. Thank you.")


def test_an_urgent_one_in_chinese(monday, li, wang):
    li.says("写方案").says("等供应商回复").says("领导").says("周五").sees(
        "卡在哪里？ 等供应商回复", "最晚哪天要？ 11月27日 周五"
    )
    li.taps("这事很急").taps("发给王芳").sees("遇到的问题：等供应商回复 已经请王芳帮忙。")
    wang.sees("李晨卡住了，急着请你帮忙", "等供应商回复", "最晚11月27日 周五要。")
    wang.opens("回复").fills(text="我下午打电话").submits().sees("回复已经转给对方")
    li.sees("王芳的回复", "我下午打电话")


def test_urgent_goes_out_of_hours_and_the_rest_waits(monday, alice, bob, mara):
    monday.moves_to("2026-11-23 20:00")
    stuck(alice, helper="person", helper_person="bob")
    assert bob.counts(ASKED) == 0, "it waits for the morning"
    alice.taps("It’s urgent")
    bob.sees("Alice Berger is stuck, and it’s urgent")


def test_a_named_colleague(monday, alice, bob, mara):
    alice.says("Write the report").says("No sensors").says("Bob").says("Friday").taps("Share with Mara Keller")
    bob.sees("Alice Berger is stuck. Can you help?", "Needed by Fri 27 Nov.")
    assert mara.counts(ASKED) == 0
    form = bob.opens("Other options").fills(what="until", until="2026-11-30")
    form.submits().sees("You said you’d help by Mon 30 Nov.")
    alice.sees("Bob Nyman said they’d help by Mon 30 Nov.")


def test_for_hr_only_the_manager_never_knows(monday, alice, mara, hana, sven):
    stuck(alice, what="Trouble with Mara", helper="hr").sees("HR has been asked, and nobody else.")
    hana.sees("Alice Berger is stuck. Can you help?", "Trouble with Mara", "Only HR can see this.")
    monday.moves_to("2026-11-27 12:00")
    mara.sees_not("Trouble", "stuck", "Stuck").sees("Alice Berger: this week’s plans")
    assert not week_of(monday, "alice", "2026-W48").stuck
    for kind in (
        "blocker_raised",
        "blocker_taken",
        "reply_given",
        "blocker_passed",
        "blocker_closed",
        "blocker_hurried",
    ):
        assert entries_of(monday, "alice", kind, reader="mara") == []
        assert entries_of(monday, "alice", kind, reader="sven") == []
    assert len(entries_of(monday, "alice", "blocker_raised", reader="hana")) == 1
    sven.sees_not("Trouble")


@pytest.mark.parametrize("answer", ["reply", "take", "decline"])
def test_what_hr_does_stays_with_hr(monday, alice, mara, hana, answer):
    stuck(alice, what="Trouble with Mara", helper="hr", urgent=True)
    if answer == "reply":
        hana.opens("Reply").fills(text="Let us talk").submits()
        alice.sees("Hana Roth replied", "Let us talk")
    elif answer == "take":
        hana.taps("I’ll help by Wed 25 Nov")
        alice.taps("Solved")
        hana.sees("Alice Berger says it’s solved.")
    else:
        hana.opens("Other options").fills(what="decline", text="Not ours").submits()
        alice.sees("Hana Roth can’t help with this one", "[Ask someone else]")
        assert "[Ask Sven Holm]" not in alice.last, "asking above would show it to the manager"
    monday.moves_to("2026-12-06 12:00")
    mara.sees_not("Trouble", "tuck", "Let us talk", "Not ours")
    assert all(entries_of(monday, "alice", kind, reader="mara") == [] for kind in MOVES)


def test_a_manager_who_is_hr_is_not_asked_about_oneself(monday, stage):
    stage.hires(company.someone("ines", "Ines Vogt", "people", "hana"))
    ines = stage["ines"]
    ines.says("check-in")
    form = ines.opens("Fill in").fills(stuck="yes")
    helper = next(part for part in form.form.parts if getattr(part, "name", "") == "helper")
    assert [option.value for option in helper.options] == ["manager", "person"], "the only HR person is the manager"


def test_two_working_days_after_the_digest_a_nudge_then_an_offer(monday, alice, mara, sven):
    stuck(alice)
    monday.moves_to("2026-11-27 09:59")
    assert mara.counts(NUDGE) == 0
    monday.moves_to("2026-11-27 10:00")
    mara.sees("One blocker is waiting for a word from you", "Alice Berger: No sensors")
    assert alice.counts(OFFER) == 0
    monday.moves_to("2026-11-30 10:00")
    assert mara.counts(NUDGE) == 1, "once"
    offer = alice.card(OFFER)
    assert "No answer yet to what you raised on Mon 23 Nov" in offer
    assert "[Ask Sven Holm] [Ask HR] [Ask someone else] [Solved]" in offer
    alice.taps("Ask Sven Holm")
    assert "Sven Holm has been asked." in alice.card("weekly_checkin.offer.settled")
    assert not alice.can("Ask HR")
    sven.sees("Alice Berger is stuck. Can you help?", "No sensors")
    assert "No longer" not in mara.card(NUDGE)
    assert "These are closed" in mara.card(NUDGE)
    sven.taps("I’ll help by Wed 2 Dec")
    assert "Sven Holm said they’d help by Wed 2 Dec." in alice.card("weekly_checkin.shared")


def test_the_offer_in_chinese(monday, li, wang):
    stuck(li, what="等供应商回复")
    monday.moves_to("2026-11-27 10:00", company.SHANGHAI)
    wang.sees("有1件卡住的事在等你回音", "李晨：等供应商回复")
    monday.moves_to("2026-11-30 10:00", company.SHANGHAI)
    li.taps("问问HR")
    assert "已经告诉HR" in li.card("weekly_checkin.offer.settled")


@pytest.mark.parametrize("answer", ["take", "reply", "one_on_one", "rephrase"])
def test_no_nudge_once_it_is_answered(monday, alice, mara, answer):
    stuck(alice)
    monday.moves_to("2026-11-25 10:00")
    match answer:
        case "take":
            mara.taps("I’ll help by Fri 27 Nov", on="No sensors")
        case "reply":
            mara.opens("Reply", on="No sensors").fills(text="On it").submits()
        case "one_on_one":
            mara.taps("Add to our one-on-one", on="No sensors")
        case _:
            mara.taps("Ask to rephrase", on="No sensors")
    monday.moves_to("2026-12-02 09:00")
    assert mara.counts(NUDGE) == 0
    assert alice.counts(OFFER) == 0


def test_declined_with_a_reason(monday, alice, mara, bob):
    stuck(alice)
    monday.moves_to("2026-11-25 10:00")
    mara.opens("Other options", on="No sensors").fills(what="decline", text="No budget left").submits()
    mara.sees("You said you can’t, and they can ask someone else")
    alice.sees("Mara Keller can’t help with this one", "No budget left", "[Ask Sven Holm]")
    alice.opens("Ask someone else", of=alice.message(OFFER)).finds("helper_person", "Bob").submits()
    bob.sees("Alice Berger is stuck")
    assert not alice.can("Ask Sven Holm")
    assert "Bob Nyman has been asked." in alice.card("weekly_checkin.shared")


def test_a_better_helper_is_suggested_and_the_raiser_decides(monday, alice, mara, bob):
    stuck(alice)
    monday.moves_to("2026-11-25 10:00")
    mara.opens("Other options", on="No sensors").fills(what="suggest").finds("helper", "Bob").submits()
    assert bob.counts(ASKED) == 0
    alice.sees("Mara Keller thinks Bob Nyman can help with “No sensors”. Shall I ask?").taps("Ask Bob Nyman")
    bob.sees("Alice Berger is stuck")


def test_rephrasing_by_changing_the_answer(monday, alice, mara):
    stuck(alice, what="XJ-7 woes")
    monday.moves_to("2026-11-25 10:00")
    mara.taps("Ask to rephrase", on="XJ-7")
    alice.sees("Mara Keller didn’t quite follow. Could you put it another way? Tap “Change”.")
    alice.opens("Change").fills(stuck_on="The sensors have not come").submits()
    alice.sees("Stuck: The sensors have not come")
    mara.says("my team").sees("The sensors have not come")
    assert "XJ-7" not in mara.last


def test_only_the_raiser_closes_it(monday, alice, mara, bob):
    stuck(alice)
    card = alice.message("weekly_checkin.shared")
    bob.taps("Solved", of=card)
    assert bob.hint == "That button is meant for someone else."
    mara.taps("Solved", of=card)
    assert mara.hint == "That button is meant for someone else."
    assert entries_of(monday, "alice", "blocker_closed") == []
    alice.taps("No longer matters")
    assert [entry.how for entry in entries_of(monday, "alice", "blocker_closed")] == ["gone"]


def test_who_is_too_late_to_help_is_told(monday, alice, bob):
    stuck(alice, helper="person", helper_person="bob")
    old = bob.message(ASKED)
    alice.taps("Solved")
    bob.sees("This one is closed.")
    bob.taps("I’ll help by Wed 25 Nov", of=old)
    assert bob.hint.startswith("That card is out of date")


def test_changing_the_rest_leaves_the_blocker_alone(monday, alice, mara):
    stuck(alice)
    monday.moves_to("2026-11-25 10:00")
    mara.taps("I’ll help by Fri 27 Nov", on="No sensors")
    monday.moves_to("2026-11-28 10:00")
    alice.opens("Change").fills(plans=["Write half the report"]).submits()
    alice.sees("Mara Keller said they’d help by Fri 27 Nov.")
    assert len(entries_of(monday, "alice", "blocker_raised")) == 1


def test_changing_the_rest_after_it_was_passed_on_or_solved(monday, alice, bob):
    stuck(alice, needed_by="2026-11-24")
    alice.opens("Ask someone else").finds("helper_person", "Bob").submits()
    monday.moves_to("2026-11-26 12:00")
    alice.opens("Change").fills(plans=["Write half the report"]).submits()
    assert "Bob Nyman has been asked." in alice.card(SHARED)
    alice.taps("Solved", of=alice.message(SHARED))
    alice.opens("Change").fills(plans=["Write the report after all"]).submits()
    assert "Stuck: No sensors Solved" in alice.card(SHARED)
    assert len(entries_of(monday, "alice", "blocker_raised")) == 1


def test_taking_the_week_back_takes_the_blocker_back(monday, alice, bob):
    stuck(alice, helper="person", helper_person="bob")
    alice.taps("Take it back")
    bob.sees("Alice Berger took back what they had asked you.")
    alice.taps("Share with Mara Keller")
    bob.sees("Alice Berger is stuck")
    bob.opens("Reply").fills(text="Tomorrow").submits()
    assert not alice.can("Take it back"), "somebody has answered"


def test_stuck_between_two_check_ins(second, alice, mara):
    alice.taps("Not this week").says("I’m stuck").sees(
        "What are you stuck on?", "Mara Keller gets it with the next digest"
    )
    alice.says("No answer from legal").sees(
        "Stuck: No answer from legal Mara Keller gets it with the digest on Wed 2 Dec.", "I’ll tell you what comes"
    )
    second.moves_to("2026-12-02 10:00")
    mara.opens("Reply", on="legal").fills(text="I called them").submits()
    alice.sees("Mara Keller replied", "I called them").taps("Solved").sees("This one is closed.")
    assert [type(each) for each in entries_of(second, "alice", "blocker_raised")] == [BlockerRaised]


def test_stuck_in_ones_own_words(second, li, wang):
    li.taps("这周先不填").says("我卡住了，等供应商回复")
    li.taps("好，记下来").sees("遇到的问题：等供应商回复 王芳会在12月2日 周三的汇总里看到。")
    wang.sees_not("等供应商回复")
    li.taps("这事很急")
    wang.sees("李晨卡住了，急着请你帮忙")


def test_never_mind(second, alice):
    alice.taps("Not this week").says("I’m stuck").taps("Never mind").sees("nothing noted")
    assert alice.listening == "plans", "only the week that was left out still listens"
    assert entries_of(second, "alice", "blocker_raised") == []


def test_a_noted_one_in_other_words(second, alice, mara):
    alice.taps("Not this week").says("I’m stuck").says("XJ-7 woes")
    second.moves_to("2026-12-02 10:00")
    mara.taps("Ask to rephrase", on="XJ-7")
    alice.sees("XJ-7 woes", "Mara Keller didn’t quite follow. How else could you put it?")
    alice.says("The sensors have not come").sees("Stuck: The sensors have not come")
    assert len(entries_of(second, "alice", "blocker_closed")) == 1


def test_what_stays_open_stands_on_next_weeks_card(monday, alice, mara):
    stuck(alice)
    monday.moves_to("2026-11-30 10:00")
    alice.taps("As planned, nothing stuck")
    assert "Stuck: No sensors" in alice.card("weekly_checkin.shared")
    mara.taps("I’ll help by Tue 1 Dec", on="No sensors")
    assert "Mara Keller said they’d help by Tue 1 Dec." in alice.card("weekly_checkin.shared")


def test_what_is_done_on_next_weeks_card_counts_for_the_week_that_raised_it(monday, alice, bob):
    stuck(alice)
    monday.moves_to("2026-11-30 10:00")
    old = alice.message(SHARED)
    alice.taps("As planned, nothing stuck").opens("Ask someone else", on="No sensors").finds(
        "helper_person", "Bob"
    ).submits()
    assert "Bob Nyman has been asked." in alice.text_of(next(m for m in alice.messages if m.reference == old.reference))
    alice.taps("Solved", on="No sensors")
    week = next(message for message in alice.messages if message.reference == old.reference)
    alice.opens("Change", of=week).fills(plans=["Write half the report"]).submits()
    assert len(entries_of(monday, "alice", "blocker_raised")) == 1, "what is over is not raised again"


def test_a_helper_who_is_erased_leaves_the_check_in_readable(monday, alice, bob):
    stuck(alice, helper="person", helper_person="bob")
    bob.sees("Alice Berger is stuck. Can you help?")
    monday.do(erase_person, "bob", "hana", monday.now)
    alice.says("check-in").sees("Stuck: No sensors", "[Solved]").sees_not("Bob Nyman said")
    alice.taps("Solved").sees("Solved")


def test_a_helper_who_is_erased_leaves_the_check_in_readable_in_chinese(monday, li, bob):
    stuck(li, what="等样品", helper="person", helper_person="bob")
    monday.do(erase_person, "bob", "hana", monday.now)
    li.says("周签到").sees("遇到的问题：等样品")


def test_a_reply_stands_at_its_blocker_on_next_weeks_card_too(monday, alice, mara):
    stuck(alice)
    monday.moves_to("2026-11-30 10:00")
    alice.opens("Fill in").fills(plans=["Write"], stuck="yes", stuck_on="No cable").submits()
    mara.opens("Reply", on="No sensors").fills(text="They come tomorrow").submits()
    card = alice.card(SHARED)
    assert card.index("Stuck: No sensors") < card.index("They come tomorrow") < card.index("Stuck: No cable")
    assert card.count("They come tomorrow") == 1


def test_what_waits_for_the_digest_says_so_until_its_reader_has_it(monday, alice, mara):
    stuck(alice).sees("Mara Keller gets it with the digest on Wed 25 Nov.")
    monday.moves_to("2026-11-25 10:05")
    mara.sees("No sensors")
    alice.says("checkin").sees("Mara Keller has been asked.")


def test_what_is_urgent_waits_for_no_digest(monday, alice):
    stuck(alice, urgent=True).sees("Mara Keller has been asked.")


def test_what_comes_after_the_digest_is_asked_at_once(monday, alice, mara):
    monday.moves_to("2026-11-25 11:00")
    stuck(alice).sees("Mara Keller has been asked.")
    mara.sees("Alice Berger is stuck. Can you help?")


def test_what_still_waits_from_last_week_was_read_then(second, alice):
    alice.taps("As planned, nothing stuck").says("I'm stuck").says("No badge")
    second.moves_to("2026-12-07 10:05")
    alice.says("checkin").taps("Nothing special, nothing stuck")
    assert "Stuck: No badge Mara Keller has been asked." in alice.chat


@pytest.mark.parametrize("label", ["HR (only HR sees it)", "A colleague", "Nobody for now"])
def test_what_stands_on_a_button_may_be_typed(monday, alice, hana, label):
    alice.says("Sell the van").says("Something is stuck").sees("What is it, in one line?").says("No budget")
    alice.sees("Who can help?").says(label)
    assert "I didn’t catch that" not in alice.last and "Tap, or write a name" not in alice.last


def test_what_came_of_last_weeks_blocker_stands_with_the_week_as_soon_as_it_is_shared(monday, alice, bob):
    given = {"helper": "person", "helper_person": "bob", "needed_by": "2026-12-04"}
    alice.opens("Fill in").fills(plans=["Visit the fair"], stuck="yes", stuck_on="No sensors", **given).submits()
    bob.opens("Reply").fills(text="Two came in today").submits()
    monday.moves_to("2026-11-30 10:00")
    alice.opens("Fill in").fills(plans=["Sell the van"]).submits()
    alice.sees("Sell the van", "No sensors", "Two came in today")
