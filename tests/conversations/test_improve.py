"""Improvement plans in the chat: from the cause to a plan of both, agreed, looked at, and closed after its last day."""

from __future__ import annotations

import pytest

from conversations.rules.improving import KINDS
from handlers.platform import Clicking, Identity, Incoming
from storage.moves import Conflict

PLAN = {
    "gap": "Reports due on Fridays; four of six came on Mondays.",
    "mine_1": "Talk to the data team",
    "mine_1_by": "2026-12-04",
    "theirs_1": "Send the draft on Thursdays",
    "theirs_1_by": "2026-12-11",
    "every": "1",
    "ends": "2026-12-18",
}


def proposes(mara, **more):
    mara.says("improve Alice").taps("Look", on="Not enough to do it with")
    mara.opens("This is it, write the plan").fills(**{**PLAN, **more}).submits()
    return mara.taps("Send to Alice Berger")


def agreed(mara, alice):
    proposes(mara)
    alice.taps("I agree")


def notes(stage, mara):
    """What Mara notes in three of the weeks of a plan."""
    for day in ("2026-11-26", "2026-12-04", "2026-12-14"):
        stage.moves_to(f"{day} 16:00")
        mara.opens("Note what was seen").fills(text=f"On {day} the draft came on time.").submits()


def written(stage, person="alice"):
    def read(tx):
        rows = tx.conn.exec_driver_sql("SELECT kind FROM entry WHERE subject = ? ORDER BY seq", (person,))
        return [kind for (kind,) in rows if kind in (*KINDS, "action_agreed", "action_settled")]

    return stage.see(read)


# --- transcripts ----------------------------------------------------------------------------------------------


def test_from_a_gap_to_a_plan_of_both(monday, mara, alice):
    before = alice.counts()
    mara.says("improve").sees("Improvement plans", "no formal step").taps("New plan", on="Alice Berger")
    mara.sees("Start with what the gap comes from.", "Not able to yet", "Not clear what is wanted")
    mara.taps("Look", on="Not able to yet").sees("What you could take on", "When did you last get this step right?")
    mara.taps("The other causes").taps("Look", on="Not enough to do it with").sees("it is not legal advice")
    mara.opens("This is it, write the plan").fills(**PLAN).submits()
    mara.sees("This is what Alice Berger receives:", "Not enough to do it with", "You, by Fri 4 Dec", "Fri 18 Dec")
    assert alice.counts() == before, "nothing is sent before it was seen"
    assert written(monday) == [], "and nothing is kept"
    mara.taps("Send to Alice Berger").sees("Alice Berger has it.", "hasn’t answered yet")
    alice.sees("Mara Keller proposes a plan", "Talk to the data team", "You, by Fri 11 Dec", "a no is not held against")
    alice.taps("I agree").sees("You agreed.", "It can be closed from Sat 19 Dec on, not before.")
    mara.sees("Alice Berger agrees.")
    assert written(monday) == [
        *("improvement_proposed", "improvement_step", "improvement_step", "improvement_answered"),
        *("action_agreed", "action_agreed"),
    ]


def test_in_chinese(monday, wang, li):
    wang.says("改进计划 李晨").sees("先看差距从哪来").taps("看看", on="没说清")
    wang.opens("就是这个，写计划").fills(**{**PLAN, "gap": "约定周五交，六周里四周晚了。"}).submits()
    wang.sees("李晨会收到这样一份：").taps("发给李晨").sees("李晨收到了。")
    li.sees("王芳跟你商量一份计划，两个人各做一部分。").says("好的").sees("什么都没发出去。请点一下")
    li.taps("我同意").sees("你同意了。", "不能提前")
    wang.sees("李晨同意。")


def test_what_both_agreed_to_stands_on_their_one_on_one_and_is_done_in_either_place(monday, mara, alice):
    agreed(mara, alice)
    mara.says("1:1 Alice").sees("Talk to the data team", "Send the draft on Thursdays")
    alice.says("improve").taps("Open").taps("Done", on="Send the draft on Thursdays").sees("You, done")
    mara.says("1:1 Alice")
    assert "Send the draft on Thursdays" not in mara.last
    mara.taps("Done", on="Talk to the data team")
    alice.says("improve").taps("Open").sees("Mara Keller, done")


def test_seen_differently_changed_and_agreed(monday, mara, alice):
    proposes(mara)
    alice.opens("I see it differently").fills(text="The data came late until May.").submits()
    alice.sees("That’s written down beside it.", "Nothing counts meanwhile.")
    mara.sees("Alice Berger sees it differently.", "The data came late until May.")
    assert "action_agreed" not in written(monday)
    mara.opens("Change the plan").fills(gap="Since May, two of six came on Mondays.").submits()
    mara.sees("Since May, two of six", "Talk to the data team").taps("Send to Alice Berger")
    alice.sees("Since May, two of six").taps("I agree")
    assert written(monday).count("improvement_proposed") == 2, "each version is kept"


def test_words_about_one_version_do_not_stand_against_the_next(monday, mara, alice):
    proposes(mara)
    filling = alice.opens("I see it differently").fills(text="Four is wrong.")
    mara.opens("Change the plan").fills(gap="Since May, two of six came on Mondays.").submits()
    mara.taps("Send to Alice Berger")
    filling.submits().sees("This has changed in the meantime", "Since May, two of six", "[I agree]")
    assert "improvement_answered" not in written(monday)
    mara.sees_not("Four is wrong.")
    alice.opens("I see it differently").submits()
    mara.sees("Alice Berger sees it differently.", "Four is wrong.")


def test_words_about_the_plan_do_not_stand_against_what_came_of_it(monday, stage, mara, alice):
    agreed(mara, alice)
    notes(stage, mara)
    mara.opens("Change the plan").fills(gap="Two of six.").submits()
    mara.taps("Send to Alice Berger")
    filling = alice.opens("I see it differently").fills(text="It was one of six.")
    stage.moves_to("2026-12-21 09:30")
    mara.opens("Close the plan").fills(how="not_reached", text="No change.").submits()
    filling.submits().sees("This has changed in the meantime", "Not reached", "[Received]")
    mara.sees_not("It was one of six.")


def test_words_below_a_proposal_are_no_answer_and_are_kept_for_the_comment(monday, mara, alice):
    proposes(mara)
    alice.says("the data was missing").sees("Nothing was sent.", "[I agree]")
    assert "improvement_answered" not in written(monday)
    filling = alice.opens("I see it differently")
    filling.submits()
    mara.sees("the data was missing")


def test_both_note_what_was_seen_and_look_on_the_days_they_agreed(monday, stage, mara, alice):
    agreed(mara, alice)
    stage.moves_to("2026-11-30 10:30")
    assert "A day to look at it with Alice Berger." in mara.card("improve.plan")
    mara.opens("Note what was seen").fills(text="The draft came on Thursday.").submits()
    alice.sees("Mara Keller noted something.", "The draft came on Thursday.")
    alice.opens("Note what was seen").fills(text="The data came on Tuesday.").submits()
    mara.sees("Alice Berger noted something.", "The data came on Tuesday.", "Alice Berger, Mon 30 Nov")


def test_a_training_is_a_record_of_its_own_that_the_person_confirms(monday, mara, alice):
    agreed(mara, alice)
    mara.opens("Enter a training").fills(
        content="Pulling data", by="Sven Holm", day="2026-12-02", hours="3", material="Wiki"
    ).submits()
    alice.sees("Pulling data", "Sven Holm, Wed 2 Dec, 3 hours").taps("I took part").sees("by their own word")
    assert written(monday)[-2:] == ["improvement_trained", "improvement_attended"]
    assert not alice.can("I took part")


# --- the end --------------------------------------------------------------------------------------------------


def test_it_is_not_closed_before_its_last_day_is_over(monday, stage, mara, alice):
    agreed(mara, alice)
    notes(stage, mara)
    stage.moves_to("2026-12-18 16:00")
    mara.says("improve Alice")
    assert not mara.can("Close the plan")
    stage.moves_to("2026-12-21 09:30")
    mara.sees("The plan with Alice Berger is over.").opens("Close the plan").fills(
        how="partly", text="Drafts came on time in two of three weeks."
    ).submits()
    mara.sees("Reached in part", "Nothing follows from this by itself.")
    alice.sees("Mara Keller says what came of the plan.", "Drafts came on time")
    alice.sees("It rests on 3 dated facts, from Thu 26 Nov to Mon 14 Dec").says("ok").sees("Nothing was sent.")
    alice.opens("I see it differently").fills(text="All three, one by post.").submits()
    mara.sees("Alice Berger sees it differently.", "All three, one by post.")
    assert not alice.can("I agree")


def test_nothing_is_said_of_it_without_anything_noted_on_the_way(monday, stage, mara, alice):
    agreed(mara, alice)
    stage.moves_to("2026-12-21 09:30")
    filling = mara.opens("Close the plan").fills(how="not_reached", text="No.")
    filling.tries()
    assert filling.errors["text"].startswith("Nothing was noted on the way.")
    assert "improvement_closed" not in written(monday)


def test_nothing_is_said_of_it_before_three_dated_facts_and_those_may_be_added_by_hand(monday, stage, mara, alice):
    agreed(mara, alice)
    stage.moves_to("2026-12-21 09:30")
    mara.opens("Note what was seen").fills(text="The draft came on time.").submits()
    filling = mara.opens("Close the plan").fills(how="partly", text="Two of three.")
    filling.tries()
    assert filling.errors["text"].startswith("What came of it is a judgement, and needs 3 dated facts over at least 3")
    mara.says("prep Alice")
    for day in ("2026-11-26", "2026-12-04"):
        mara.opens("Add a dated fact").fills(day=day, text="The draft came on Thursday, as agreed.").submits()
    filling.tries()
    assert not filling.errors
    assert "It rests on 3 dated facts, from Thu 26 Nov to Fri 18 Dec" in alice.card("improve.plan")


def test_a_plan_says_that_a_fact_on_which_its_outcome_rests_was_taken_back(monday, stage, mara, alice):
    agreed(mara, alice)
    stage.moves_to("2026-12-21 09:30")
    mara.opens("Note what was seen").fills(text="The draft came on time.").submits()
    mara.says("prep Alice")
    for day in ("2026-11-26", "2026-12-04"):
        mara.opens("Add a dated fact").fills(day=day, text="The draft came on Thursday, as agreed.").submits()
    mara.opens("Close the plan").fills(how="partly", text="Two of three.").submits()
    alice.taps("I agree").sees_not("taken back")
    assert not alice.can("I agree")
    mara.says("prep Alice").taps("Added by hand").taps("Take it back", on="Fri 4 Dec")
    assert "One of these facts was taken back since." in mara.card("improve.plan")
    alice.sees("Mara Keller took a dated fact back.", "It rests on 3 dated facts", "One of these facts was taken back")
    alice.sees("You can answer anew.").opens("I see it differently").fills(text="Then two of three is wrong.").submits()
    mara.sees("Alice Berger sees it differently.", "Then two of three is wrong.")


def test_a_plan_wants_a_part_and_a_day_of_each(monday, mara):
    mara.says("improve Alice").taps("Look", on="Not willing")
    for given in ({"theirs_1_by": ""}, {"mine_1_by": ""}, {"theirs_1_by": "2027-02-01"}, {"ends": "2026-11-27"}):
        filling = mara.opens("This is it, write the plan").fills(**{**PLAN, **given})
        filling.tries()
        assert len(filling.errors) == 1, given
    assert mara.counts("improve.preview") == 0


@pytest.fixture
def two_drafts(monday, mara):
    """Mara wrote two plans for Alice, and sent the first."""
    for cause in ("Not enough to do it with", "Not able to yet"):
        mara.says("improve Alice").taps("Look", on=cause)
        mara.opens("This is it, write the plan").fills(**PLAN).submits()
    first = next(each for each in mara.messages if each.name == "improve.preview")
    mara.taps("Send to Alice Berger", of=first)
    return monday


def test_of_two_drafts_for_one_person_only_one_is_sent(two_drafts, mara, alice):
    before = written(two_drafts), alice.counts()
    mara.taps("Send to Alice Berger").sees("Alice Berger has a plan already", "what you wrote is kept")
    assert (written(two_drafts), alice.counts()) == before
    assert not mara.can("Send to Alice Berger")
    mara.taps("Open the plan there is").sees("Alice Berger has it, and hasn’t answered yet.", "Not enough to do it")


def test_a_draft_that_waits_is_sent_once_the_other_is_taken_back(two_drafts, mara, alice):
    mara.taps("Take it back").taps("Send to Alice Berger")
    alice.sees("Mara Keller proposes a plan", "Not able to yet")


def test_a_draft_sent_at_the_very_moment_of_another_waits(two_drafts, mara, alice):
    before, draft = (written(two_drafts), alice.counts(), mara.counts()), mara.message("improve.preview")
    sending = Incoming(key="at-once", who=Identity("web", "", "mara"), what=Clicking(draft.delivery, "send"))
    taken = two_drafts.do(two_drafts.turns.take_in, sending, Conflict(None, 0))
    two_drafts.waiting.extend(taken.recipients)
    two_drafts.deliver()
    mara.sees("Alice Berger has a plan already", "what you wrote is kept")
    assert (written(two_drafts), alice.counts(), mara.counts()) == before


def test_a_proposal_is_taken_back(monday, mara, alice):
    proposes(mara)
    mara.taps("Take it back").sees("You took it back.")
    alice.sees("Mara Keller took the proposed plan back.")
    assert not alice.can("I agree")
    assert alice.says("improve").last.count("Open") == 0


# --- for whom -------------------------------------------------------------------------------------------------


def test_who_leads_nobody_has_none_and_nobody_elses_is_told(monday, mara, alice, bob):
    proposes(mara)
    bob.says("improve").sees("No improvement plans here.")
    monday["hana"].says("improve Alice Berger").sees("No improvement plans here.")
    monday["sven"].says("improve Alice Berger").sees("Nobody called “Alice Berger” reports to you")


@pytest.mark.parametrize("text", ["improve Tom Fox", "improve 王芳"])
def test_a_plan_is_made_with_ones_own_people(monday, mara, text):
    mara.says(text).sees("reports to you")


def test_a_step_that_is_changed_is_to_be_done_anew(monday, mara, alice):
    agreed(mara, alice)
    alice.taps("Done", on="Send the draft on Thursdays").sees("You, done")
    mara.opens("Change the plan").fills(theirs_1="Send the draft on Wednesdays").submits()
    mara.taps("Send to Alice Berger")
    alice.taps("I agree").taps("Done", on="Send the draft on Wednesdays").sees("You, done")


def test_help_offers_it_to_who_leads(stage, alice, mara):
    assert mara.says("help").can("Improvement plans")
    assert not alice.says("help").can("Improvement plans")


@pytest.mark.parametrize("text", ["improve the onboarding page", "improvement of the test bench by Friday"])
def test_amid_a_check_in_a_sentence_that_begins_like_it_is_an_answer(monday, mara, text):
    mara.taps("One question at a time").says(text)
    assert mara.listening not in ("", "plans"), "the next question is asked"
