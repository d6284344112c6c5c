"""A summary is changed with a reason: where it stands until it is answered, then as a version that asks anew."""

from __future__ import annotations

from conversations.entries.interviews import InterviewAcknowledged, InterviewReworded, InterviewSummed
from tests.conversations.interview.talk import sums_up, written


def changes(who, text, why="A date was wrong", label="Change the summary"):
    who.opens(label).fills(text=text, why=why).submits()


def test_until_it_is_answered_it_changes_where_it_stands_and_says_so(summed, mara, alice):
    before = alice.counts()
    changes(mara, "One result came late.")
    mara.sees("Alice Berger’s message shows the new text")
    assert alice.counts() == before, "no message more"
    alice.sees("One result came late.", "Mara Keller changed this on", "It is now version 2.", "A date was wrong")
    assert "Two results came late." not in alice.last
    alice.taps("See the version before").sees("Version 1 of 2", "Two results came late.")


def test_once_it_is_answered_a_new_version_asks_anew_and_the_comment_stays_beside_its_own(summed, mara, alice):
    alice.opens("I see it differently").fills(text="The data came in May.").submits()
    before = alice.counts()
    filling = mara.opens("Change the summary")
    assert "answered already" in filling.words
    filling.fills(text="The data came in May, so two results came late.", why="Alice is right about the data").submits()
    mara.sees("is asked once more")
    assert alice.counts() == before + 1
    alice.sees("so two results came late.", "Alice is right about the data")
    alice.sees("To version 1, you said: I see it differently.", "The data came in May.")
    alice.taps("I agree").sees("You’ve agreed.")
    mara.sees("Alice Berger agrees with the summary.").taps("See the version before")
    mara.sees("Version 1 of 2", "Two results came late.", "I see it differently", "The data came in May.")
    mara.taps("Later").sees("Version 2 of 2", "Alice is right", "To version 2, Alice Berger said: I agree")
    talk = written(summed)[0].talk
    assert written(summed)[-5:] == [
        InterviewSummed(talk, "Two results came late."),
        InterviewAcknowledged(talk, "disagreed", "The data came in May.", 1),
        InterviewReworded(talk, "Alice is right about the data"),
        InterviewSummed(talk, "The data came in May, so two results came late."),
        InterviewAcknowledged(talk, "agreed", "", 2),
    ]


def test_words_about_a_version_that_was_changed_meanwhile_are_kept_and_reach_nobody(summed, mara, alice):
    filling = alice.opens("I see it differently").fills(text="It was one.")
    changes(mara, "One result came late.")
    before = mara.counts()
    filling.submits()
    alice.sees("has changed the summary in the meantime", "your words are kept", "One result came late.")
    assert mara.counts() == before
    again = alice.opens("I see it differently")
    assert again.values["text"] == ("It was one.",)


def test_a_reason_is_needed_and_a_change(summed, mara):
    filling = mara.opens("Change the summary")
    assert filling.values["text"] == ("Two results came late.",)
    filling.tries()
    assert "why" in filling.errors
    filling.fills(why="None").tries()
    assert filling.errors == {"text": "The text is the same as before."}


def test_two_forms_of_one_holder_write_over_nothing(summed, mara):
    late = mara.opens("Change the summary").fills(text="Late.", why="Late")
    changes(mara, "One result came late.")
    late.tries()
    assert late.errors == {"text": "This has been dealt with already."}


def test_a_receipt_of_the_version_before_is_none_of_the_new_one(summed, mara, alice):
    alice.taps("Received")
    changes(mara, "One result came late.")
    alice.says("ok").sees("Which of these is it?", "To version 1, you said: received.")
    assert alice.can("Received")


def test_hr_changes_a_summary_of_its_own(monday, hana, bob):
    hana.says("interview-template exit Bob Friday 10:00").taps("Send")
    monday.moves_to("2026-11-27 09:55")
    hana.taps("Open the running sheet").taps("End the talk")
    sums_up(hana)
    changes(hana, "Bob leaves in March.")
    bob.sees("Bob leaves in March.", "Hana Roth changed this on").taps("I agree")
    hana.sees("Bob Nyman agrees with the summary.")


def test_words_that_judge_are_asked_about_in_a_change_too(summed, mara, alice):
    changes(mara, "You are careless.")
    mara.sees("Not sent to Alice Berger yet", "“careless”: which day, which thing")
    assert "careless" not in alice.chat
    assert mara.opens("Put it another way").values["text"] == ("You are careless.",)
    mara.taps("Send it as it is")
    alice.sees("You are careless.", "It is now version 2.")


def test_in_chinese(monday, wang, li):
    wang.says("面谈模板 低绩效首次面谈 @李晨 周五10点").taps("发送")
    monday.moves_to("2026-11-27 09:50", "Asia/Shanghai")
    wang.taps("打开现场提示").taps("谈完了")
    given = {"what_1": "找上游谈定交付日", "by_1": "2026-12-04", "text": "两件事晚了。"}
    wang.opens("写约定和小结").fills(**given).submits()
    li.opens("有不同看法").fills(text="数据五月才到。").submits()
    changes(wang, "数据五月才到，两件事晚了。", "李晨说得对", "改小结")
    li.sees("王芳在", "现在是第2版。", "李晨说得对", "对第1版，你选的是：有不同看法。", "数据五月才到。")
    li.taps("看上一版").sees("第1版，共2版", "两件事晚了。")
    li.taps("同意")
    wang.sees("李晨同意小结。")
