"""Words that judge are asked about before they go out: in one tap to other words, in one tap out as they are."""

from __future__ import annotations

import pytest


def sums_up(mara, text, what="Talk to the data team", by="2026-12-04"):
    mara.opens("Agreements and summary").fills(what_1=what, by_1=by, text=text).submits()


@pytest.fixture
def held(monday):
    """A talk of Mara's with Alice that judges nobody, just over."""
    monday["mara"].says("interview-template monthly-one-on-one Alice Friday 10:00").taps("Send")
    monday.moves_to("2026-11-27 09:55")
    monday["mara"].taps("Open the running sheet").taps("End the talk")
    return monday


def test_vague_praise_waits_with_a_question_and_goes_out_in_other_words(held, mara, alice):
    before = alice.counts()
    sums_up(mara, text="Great job this quarter, keep it up.")
    mara.sees(
        "Not sent to Alice Berger yet", "“Great job”: what exactly went well", "These are questions, nothing more."
    )
    assert alice.counts() == before
    changing = mara.opens("Put it another way")
    assert changing.values["text"] == ("Great job this quarter, keep it up.",)
    assert "what exactly went well" in changing.words
    changing.fills(text="The report of 3 November brought two new customers.").submits()
    mara.sees("Alice Berger has the summary and your agreements.")
    alice.sees("The report of 3 November brought two new customers.").sees_not("Great job")


def test_it_never_blocks_one_tap_sends_it_as_it_is(held, mara, alice):
    sums_up(mara, text="You are careless.")
    mara.sees("“careless”: which day, which thing, and what effect did it have?").taps("Send it as it is")
    mara.sees("Alice Berger has the summary and your agreements.")
    alice.sees("You are careless.", "Mara Keller, by Fri 4 Dec: Talk to the data team")


def test_the_same_words_sent_again_go_out(held, mara, alice):
    sums_up(mara, text="You are careless.")
    mara.opens("Put it another way").submits()
    alice.sees("You are careless.")


def test_a_form_that_is_sent_twice_is_asked_about_twice(held, mara, alice):
    form = mara.opens("Agreements and summary")
    form.fills(what_1="Talk to the data team", by_1="2026-12-04", text="You are careless.").submits()
    form.submits()
    mara.sees("Not sent to Alice Berger yet", "“careless”: which day")
    alice.sees_not("You are careless.")
    mara.opens("Put it another way").submits()
    alice.sees("You are careless.")


def test_a_change_that_is_sent_twice_is_asked_about_twice(held, mara, alice):
    sums_up(mara, text="The draft came on 3 November.")
    form = mara.opens("Change the summary").fills(text="You are careless.", why="A word was missing")
    form.submits()
    form.submits()
    mara.sees("Not sent to Alice Berger yet", "“careless”: which day")
    alice.sees_not("You are careless.")
    mara.opens("Put it another way").submits()
    alice.sees("You are careless.", "It is now version 2.")


def test_agreements_are_read_too_and_promises_asked_about(held, mara, alice):
    sums_up(mara, what="You will get a raise in April", text="The draft came on 3 November.")
    mara.sees("reads as a promise. What is yours to decide")
    assert "raise" not in alice.chat


def test_who_the_words_are_about_never_learns_that_they_were_asked_about(held, mara, alice):
    sums_up(mara, text="Alice is too emotional.")
    mara.sees("“emotional” is said of some people").taps("Send it as it is")
    alice.sees("Alice is too emotional.").sees_not("is said of some people")


def test_plain_facts_go_out_at_once(held, mara, alice):
    sums_up(mara, text="The draft came on 3 November, two days late, and the review moved.")
    alice.sees("The draft came on 3 November")


def test_a_draft_whose_day_has_passed_is_looked_at_once_more(held, mara, alice):
    sums_up(mara, by="2026-11-30", text="You are careless.")
    held.moves_to("2026-12-02 10:30")
    mara.taps("Send it as it is", of=mara.message("interview.draft"))
    assert "such as a day that has passed" in mara.card("interview.draft")
    assert "careless" not in alice.chat


def test_all_of_it_in_chinese(monday, wang, li):
    wang.says("面谈模板 月度一对一 @李晨 周五10点").taps("发送")
    monday.moves_to("2026-11-27 09:50", "Asia/Shanghai")
    wang.taps("打开现场提示").taps("谈完了")
    given = {"what_1": "找上游谈定交付日", "by_1": "2026-12-04", "text": "表现不错，继续保持，明年一定给你升职。"}
    wang.opens("写约定和小结").fills(**given).submits()
    wang.sees("还没有发给李晨", "“表现不错”：具体好在哪件事", "“明年一定给你升职”读起来像许诺", "改不改由你定")
    wang.opens("换个写法").fills(text="11月3日的报告带来两家新客户。").submits()
    li.sees("11月3日的报告带来两家新客户。")
