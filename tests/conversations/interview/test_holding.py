"""A talk is held: step by step on a phone, with what to say when it gets hard, paused, ended, summed up, answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.entries.interviews import InterviewAcknowledged, InterviewArranged, InterviewHeld, InterviewSummed
from storage import roster
from tests.conversations.interview.talk import sums_up, written

# --- the running sheet ---------------------------------------------------------------------------------------------


def test_one_step_at_a_time_with_the_clock(running, mara):
    mara.sees(
        "Step 1 of 6 (4 min)",
        "You begin. Minute 0 of the talk; this step ends at 4 of 45.",
        "Alice, this isn’t an easy",
    )
    running.moves_on(minutes=6)
    mara.taps("Next").sees("Step 2 of 6 (10 min)", "Minute 6 of the talk; this step ends at 14 of 45.")
    mara.taps("Next").taps("Next").sees("Step 4 of 6 (14 min)", "Alice Berger begins.", "To ask")
    mara.taps("Back").sees("Step 3 of 6").taps("Next").taps("Next").taps("Next").sees("Step 6 of 6", "To close")
    assert not mara.can("Next")


def test_silence_is_one_tap_away_and_back(running, mara):
    mara.taps("Next").taps("Silence").sees("Count to ten.", "Take your time. Two in a row is a lot to take in.")
    mara.taps("Back to the step").sees("Step 2 of 6")


def test_a_pause_keeps_nothing_but_that_there_was_one(running, mara, alice):
    mara.taps("Next").taps("Pause and rebook").sees("Paused, and nothing else is kept.")
    alice.sees("Mara Keller and you stopped for today.", "written down nowhere")
    assert written(running)[-1] == InterviewArranged(written(running)[0].talk, None, 45, "paused")
    suggesting = alice.opens("Suggest a time")
    assert "This goes to Mara Keller, who says when" in suggesting.words
    assert "stays as it is" not in suggesting.words, "there is no time that could"
    suggesting.fills(day="2026-11-30", at="11:00").submits()
    mara.taps("Move it to Mon 30 Nov, 11:00")
    alice.sees("It’s now:", "Mon 30 Nov, 11:00")
    running.moves_to("2026-11-30 10:30")
    mara.taps("Open the running sheet").sees("Step 1 of 6", "Minute 0")


def test_who_is_no_manager_any_more_is_shown_no_step(running, mara):
    running.do(roster.update_person, replace(running["alice"].person, manager="wang"))
    mara.taps("Next").sees("isn’t one you hold with that person")


# --- agreements and the summary ------------------------------------------------------------------------------------


def test_one_agreement_is_the_managers_own_and_each_has_a_day(held, mara, alice):
    before = alice.counts()
    filling = mara.opens("Agreements and summary").fills(
        what_1="Send the draft", by_1="2026-12-04", who_1="alice", text="Two results came late."
    )
    filling.tries()
    assert filling.errors == {"who_1": "One of them should be yours. What can you take on, however small?"}
    filling.fills(who_1="mara", by_1="").tries()
    assert filling.errors == {"by_1": "By when? A day makes it easier to keep."}
    assert alice.counts() == before
    filling.fills(by_1="2026-12-04").submits()
    mara.sees("Alice Berger has the summary and your agreements.")
    alice.sees(
        "Summary of the talk with Mara Keller", "Two results came late.", "Mara Keller, by Fri 4 Dec: Send the draft"
    )


def test_agreements_stay_on_the_one_on_one_until_they_are_done(summed, mara, alice):
    mara.says("1:1 Alice").sees("Talk to the data team", "Send the draft on Thursdays")
    alice.says("1:1").sees("Talk to the data team").taps("Done", on="Send the draft")
    assert "Send the draft" not in alice.says("1:1").last


@pytest.mark.parametrize(
    ("label", "how", "told", "news"),
    [
        ("Received", "received", "this is no agreement", "Alice Berger has received the summary."),
        ("I agree", "agreed", "You’ve agreed.", "Alice Berger agrees with the summary."),
    ],
)
def test_received_and_agreed_are_two_things(summed, mara, alice, label, how, told, news):
    alice.taps(label).sees(told)
    mara.sees(news)
    assert written(summed)[-1] == InterviewAcknowledged(written(summed)[0].talk, how)


def test_to_see_it_differently_is_said_in_ones_own_words_and_may_follow_later(summed, mara, alice):
    alice.taps("Received")
    alice.opens("I see it differently").fills(text="The data came in May.").submits()
    alice.sees("The data came in May.", "You’ve said that you see it differently.")
    mara.sees("Alice Berger sees it differently.", "The data came in May.", "Talk about it before you act")
    changing = alice.opens("Change what I wrote")
    assert changing.values["text"] == ("The data came in May.",)


@pytest.mark.parametrize("nod", ["ok", "好的", "yes", "no"])
def test_a_nod_is_no_consent_but_gets_the_three_choices(summed, mara, alice, nod):
    before = mara.counts()
    alice.says(nod).sees("Nothing has been sent to anybody. Which of these is it?", "Received", "I agree")
    assert mara.counts() == before
    assert not any(isinstance(each, InterviewAcknowledged) for each in written(summed))


def test_words_below_the_summary_are_kept_for_the_comment(summed, mara, alice):
    before = mara.counts()
    alice.says("The second one was never agreed").sees("Which of these is it?")
    assert mara.counts() == before
    filling = alice.opens("I see it differently")
    assert filling.values["text"] == ("The second one was never agreed",)
    filling.submits()
    mara.sees("The second one was never agreed")


# --- days later ----------------------------------------------------------------------------------------------------


def test_the_manager_is_reminded_after_1_7_and_30_days_and_the_person_of_nothing(summed, mara, alice):
    before = alice.counts("interview.nudge")
    summed.moves_to("2027-01-15 18:00")
    nudges = [message for message in mara.messages if message.name == "interview.nudge"]
    titles = [mara.text_of(each).splitlines()[0] for each in nudges]
    assert titles == [
        "1 day since your talk with Alice Berger",
        "7 days since your talk with Alice Berger",
        "30 days since your talk with Alice Berger",
    ]
    assert alice.counts("interview.nudge") == before == 0


def test_each_reminder_stands_beside_the_one_before(held, mara, alice):
    held.moves_to("2027-01-15 18:00")
    first, second, third = (message for message in mara.messages if message.name == "interview.nudge")
    assert all(mara.stands(each) for each in (first, second, third))


def test_who_wrote_no_summary_is_reminded_of_that_too(held, mara, alice):
    held.moves_to("2026-12-02 10:30")
    assert "There’s no summary yet." in mara.card("interview.nudge")
    sums_up(mara)
    alice.sees("Two results came late.")


# --- who reads it --------------------------------------------------------------------------------------------------


def test_the_record_names_no_script_and_only_the_two_read_it(summed):
    entries = written(summed)
    assert [type(each) for each in entries] == [InterviewArranged, InterviewHeld, InterviewSummed]
    assert "performer" not in repr(entries)
    for other in ("bob", "hana", "sven", "wang"):
        assert written(summed, other) == []
    assert written(summed, "alice") == entries


def test_a_talk_of_hr_keeps_its_agreements_by_itself(monday, hana, bob):
    hana.says("interview-template exit Bob Friday 10:00").taps("Send")
    monday.moves_to("2026-11-27 09:55")
    hana.taps("Open the running sheet").taps("End the talk").sees("Only Bob Nyman and you read it.")
    sums_up(hana)
    bob.sees("Hana Roth, by Fri 4 Dec: Talk to the data team").taps("I agree")
    hana.sees("Bob Nyman agrees with the summary.")
    assert written(monday, "mara", "bob") == []


def test_what_was_agreed_is_on_record_for_the_next_talk_and_what_a_one_on_one_notes_is_not(summed, mara, alice):
    mara.says("1:1 Alice").says("I send the figures by Friday")
    for who, asked in ((mara, "prep Alice"), (alice, "prep")):
        who.says(asked).taps("Agreements").sees(
            "Agreed in a talk: Talk to the data team", "Send the draft on Thursdays"
        )
        assert "figures" not in who.last


# --- in Chinese ----------------------------------------------------------------------------------------------------


def test_all_of_it_in_chinese(monday, wang, li):
    wang.says("面谈模板 低绩效首次面谈 @李晨 周五10点").taps("发送")
    monday.moves_to("2026-11-27 09:50", "Asia/Shanghai")
    assert "低绩效首次面谈" in wang.card("interview.today")
    wang.taps("打开现场提示").sees("第1步，共6步（4分钟）", "你先说。已经谈了0分钟", "李晨，今天这个话题不轻松")
    wang.taps("下一步").taps("沉默").sees("心里数到十").taps("回到这一步").taps("谈完了").sees("和李晨谈完了")
    given = {"what_1": "找上游谈定交付日", "by_1": "2026-12-04", "text": "两件事晚了，数据也晚了。"}
    wang.opens("写约定和小结").fills(**given).submits()
    wang.sees("小结和约定都发给李晨了。")
    li.sees(
        "和王芳谈话的小结",
        "两件事晚了，数据也晚了。",
        "王芳，12月4日 周五前：找上游谈定交付日",
        "不选，也不代表任何意思。",
    )
    li.says("好的").sees("还没有发给任何人。你是哪一种？")
    li.opens("有不同看法").fills(text="数据五月才到。").submits()
    li.sees("你有不同看法，王芳看到的是你的原话。")
    wang.sees("李晨有不同看法。", "数据五月才到。")
    monday.moves_to("2026-11-30 12:00", "Asia/Shanghai")
    assert "和李晨谈完1天了" in wang.card("interview.nudge")
    li.sees_not("低绩效")


def test_a_talk_to_come_is_called_off_where_its_holder_may_not_hold_it_any_more(today, mara, alice):
    today["mara"].opens("Move it").fills(day="2026-11-30", at="11:00").submits()
    today.do(roster.update_person, replace(today["alice"].person, manager="wang"))
    today.moves_to("2026-11-30 10:30")
    assert "The talk with Alice Berger was called off" in mara.chat
    assert "won’t take place" in alice.chat
