"""A talk with several at once: all are invited, each answers, nobody's record is looked at, and a receipt is enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.entries.interviews import (
    InterviewAcknowledged,
    InterviewAgreed,
    InterviewArranged,
    InterviewHeld,
    InterviewSummed,
)
from conversations.rules.roster import Department
from storage import roster
from storage.erasure import erase_person
from tests.conversations.interview.talk import written

KICK_OFF = "interview-template kick-off"


@pytest.fixture
def headed(monday):
    """Mara heads Research, in which Sven, Alice, Bob, 王芳 and 李晨 work as well; Hana heads People."""
    for id_, head in (("research", "mara"), ("people", "hana")):
        names = {"en": id_.title(), "zh-CN": id_}
        monday.do(roster.upsert_department, Department(id_, names, head=head))
    return monday


@pytest.fixture
def invited(headed):
    headed["mara"].says(f"{KICK_OFF} Friday 10:00").taps("Send")
    return headed


def test_all_of_the_team_are_invited_after_a_preview_of_what_each_receives(headed, mara, alice, li):
    before = alice.counts()
    mara.says(f"{KICK_OFF} Friday 10:00").sees(
        "5 people receive this:", "Alice Berger", "李晨", "A talk with Mara Keller"
    )
    mara.sees("Fri 27 Nov, 10:00, 45 minutes", "Nobody’s record is looked at for this.", "a time you were stuck")
    assert alice.counts() == before
    mara.taps("Send").sees("5 people get the invitation", "No answer yet (5):")
    alice.sees("A talk with Mara Keller", "Mara Keller and 5 people, you among them.", "Fri 27 Nov, 10:00, 45 minutes")
    alice.sees_not("Kick-off")
    assert "和Mara Keller谈一谈" in li.card("interview.invited")
    assert not any(message.name == "interview.invited" for message in headed["tom"].messages)


def test_each_answers_and_who_holds_it_sees_who(invited, mara, alice, bob):
    before = mara.counts()
    alice.taps("I’ll be there").sees("Mara Keller knows that you’ll be there.")
    mara.sees("There (1): Alice Berger", "No answer yet (4):")
    assert mara.counts() == before, "a yes changes the card that stands"
    bob.opens("Another time").fills(day="2026-11-26", at="11:00", words="Fridays are hard").submits()
    mara.sees("Bob Nyman asks for another time.", "Bob Nyman: Thu 26 Nov, 11:00. Fridays are hard", "There (1):")
    mara.opens("Move it").fills(day="2026-11-26", at="11:00").submits()
    mara.sees("Moved. 5 people get the new time and are asked once more.", "No answer yet (5):")
    alice.sees("Mara Keller has moved the talk. It’s now:", "Thu 26 Nov, 11:00").taps("I’ll be there")
    mara.sees("There (1): Alice Berger")


def test_only_some_are_invited_by_name_or_by_choice(headed, mara, alice, bob):
    mara.says(f"{KICK_OFF} Alice Friday 10:00").sees("1 person receives this:", "Alice Berger").taps("Not now")
    mara.says(f"{KICK_OFF} Friday 10:00")
    ticks = {f"guest.{who}".replace(".", "_"): who == "bob" for who in ("alice", "bob", "li", "sven", "wang")}
    mara.opens("Choose who").fills(**ticks).submits()
    mara.sees("1 person receives this:", "Bob Nyman").taps("Send")
    assert bob.can("I’ll be there")
    assert not alice.can("I’ll be there")


def test_somebody_has_to_be_left(headed, mara):
    mara.says(f"{KICK_OFF} Friday 10:00")
    filling = mara.opens("Choose who").fills(
        **{f"guest_{who}": False for who in ("alice", "bob", "li", "sven", "wang")}
    )
    filling.tries()
    assert list(filling.errors.values()) == ["Somebody has to be invited."]


def test_who_is_of_another_department_is_refused_and_that_is_kept(headed, mara):
    mara.says(f"{KICK_OFF} Kim Friday 10:00").sees("isn’t one you hold with that person")
    rows = headed.see(
        lambda tx: tx.conn.exec_driver_sql("SELECT actor FROM audit WHERE action = 'evidence_refused'").all()
    )
    assert [row.actor for row in rows] == ["mara"]


def test_it_is_held_and_summed_up_for_all_and_a_receipt_is_all_that_is_asked(invited, mara, alice, bob):
    alice.taps("I’ll be there")
    invited.moves_to("2026-11-25 18:00")
    alice.sees_not("On record about me")
    invited.moves_to("2026-11-27 09:55")
    assert "Kick-off with the team" in mara.card("interview.today")
    mara.taps("Open the running sheet").sees("Step 1 of 7", "You begin.").taps("Next").taps("Next").sees(
        "The others begin."
    )
    mara.taps("Anger").sees("Half the room").taps("Back to the step").taps("End the talk").sees("You’ve talked")
    given = {"what_1": "Answer within two days", "by_1": "2026-12-04", "text": "One minute a week."}
    given |= {"what_2": "Put up the box", "who_2": "bob", "by_2": "2026-12-04"}
    mara.opens("Agreements and summary").fills(**given).submits()
    mara.sees("Everybody has the summary and your agreements.")
    alice.sees("One minute a week.", "Mara Keller, by Fri 4 Dec: Answer within two days", "Bob Nyman, by Fri 4 Dec")
    bob.sees("You, by Fri 4 Dec: Put up the box")
    assert not alice.can("I agree")
    assert not alice.can("I see it differently")
    before = mara.counts()
    alice.taps("Received").sees("You’ve said that you received it.")
    mara.sees("Received (1): Alice Berger")
    assert mara.counts() == before
    talk = written(invited)[0].talk
    assert [type(each) for each in written(invited)] == [
        *(InterviewArranged, InterviewHeld, InterviewAgreed, InterviewAgreed, InterviewSummed, InterviewAcknowledged)
    ]
    assert written(invited)[-1] == InterviewAcknowledged(talk, "received")
    assert written(invited, "wang", "li") == [], "who manages somebody else of it reads nothing of theirs"


def test_words_that_judge_are_asked_about_before_all_have_them(invited, mara, alice):
    invited.moves_to("2026-11-27 09:55")
    mara.taps("Open the running sheet").taps("End the talk")
    given = {"what_1": "Answer within two days", "by_1": "2026-12-04", "text": "You are all careless."}
    mara.opens("Agreements and summary").fills(**given).submits()
    mara.sees("Not sent yet", "“careless”: which day, which thing")
    assert "careless" not in alice.chat
    mara.taps("Send it as it is").sees("Everybody has the summary")
    alice.sees("You are all careless.")


def test_nothing_of_it_is_evidence(invited, mara, alice):
    invited.moves_to("2026-11-27 09:55")
    mara.taps("Open the running sheet").taps("End the talk")
    given = {"what_1": "Answer within two days", "by_1": "2026-12-04", "text": "One minute a week."}
    mara.opens("Agreements and summary").fills(**given).submits()
    mara.says("prep Alice")
    assert "Answer within two days" not in mara.card("prep.block")
    assert "One minute" not in mara.card("prep.block")


def test_it_is_paused_and_called_off_for_all(invited, mara, alice, bob):
    invited.moves_to("2026-11-27 09:55")
    mara.taps("Open the running sheet").taps("Pause and rebook").sees("Everybody has been asked for another time.")
    alice.opens("Suggest a time").fills(day="2026-11-30", at="11:00").submits()
    mara.sees("Alice Berger: Mon 30 Nov, 11:00").opens("Pick a new time").fills(day="2026-11-30", at="11:00").submits()
    alice.sees("It’s now:", "Mon 30 Nov, 11:00")
    mara.taps("Call it off").sees("Called off. Everybody has been told.")
    for each in (alice, bob):
        each.sees("The talk with Mara Keller won’t take place.")
        assert not each.can("I’ll be there")


def test_who_is_not_the_head_any_more_holds_it_no_more(invited, mara, alice):
    invited.do(roster.upsert_department, Department("research", {"en": "Research", "zh-CN": "研究"}, head="wang"))
    mara.taps("Call it off").sees("isn’t one you hold")
    invited.moves_to("2026-11-27 09:30")
    mara.sees("The talk was called off, as it isn’t yours to hold any more.")
    alice.sees("won’t take place, as it isn’t Mara Keller’s to hold any more.")


def test_who_heads_another_department_since_sums_up_nothing_of_the_old_team(invited, mara, alice):
    invited.moves_to("2026-11-27 09:55")
    mara.taps("Open the running sheet").taps("End the talk")
    given = {"what_1": "Answer within two days", "by_1": "2026-12-04", "text": "We meet on Mondays."}
    form = mara.opens("Agreements and summary").fills(**given)
    for id_, head in (("research", "wang"), ("sales", "mara")):
        names = {"en": id_.title(), "zh-CN": id_}
        invited.do(roster.upsert_department, Department(id_, names, head=head))
    kept = written(invited)
    form.tries()
    assert "isn’t one you hold with that person" in form.errors["text"]
    assert written(invited) == kept
    alice.sees_not("We meet on Mondays.")
    rows = invited.see(
        lambda tx: tx.conn.exec_driver_sql("SELECT actor FROM audit WHERE action = 'evidence_refused'").all()
    )
    assert [row.actor for row in rows] == ["mara"]


def test_a_guest_who_moves_to_another_department_holds_nothing_up(invited, mara, alice):
    invited.do(roster.update_person, replace(alice.person, department="sales"))
    mara.opens("Move it").fills(day="2026-11-26", at="11:00").submits()
    invited.moves_to("2026-11-26 10:55")
    mara.taps("Open the running sheet").sees("Step 1")


def test_who_holds_it_is_away(invited, mara, alice):
    before = alice.counts()
    mara.says("away 27 Nov to 27 Nov").taps("Yes, note it")
    invited.moves_on(minutes=1)
    mara.sees("You’re away or off work that day now. Nothing has moved")
    assert alice.counts() == before


def test_the_boss_with_the_heads(headed, sven, mara, hana):
    sven.says("interview-template boss-with-heads Thursday 14:00").sees(
        "2 people receive this:", "Hana Roth", "Mara Keller"
    )
    sven.taps("Send")
    hana.sees("A talk with Sven Holm", "No slides").taps("I’ll be there")
    sven.sees("There (1): Hana Roth", "No answer yet (1): Mara Keller")
    headed.do(roster.update_person, replace(headed["mara"].person, active=False))
    sven.taps("Call it off")
    hana.sees("won’t take place")


def test_who_is_erased_leaves_a_talk_that_goes_on_with_the_others(invited, mara, alice, bob):
    alice.taps("I’ll be there")
    bob.opens("Another time").fills(words="Fridays are hard").submits()
    invited.do(erase_person, "bob", "hana", invited.now)
    alice.opens("Another time").fills(words="Mornings").submits()
    mara.sees("Alice Berger asks for another time.", "Alice Berger: Mornings", "No answer yet (3):")
    assert "Bob Nyman" not in mara.last
    assert "Fridays are hard" not in mara.last
    mara.taps("Call it off").sees("Called off.")
    alice.sees("The talk with Mara Keller won’t take place.")


def test_who_holds_it_hears_that_one_is_gone_and_holds_it(invited, mara, alice):
    invited.do(erase_person, "bob", "hana", invited.now)
    invited.moves_on(minutes=2)
    mara.sees("Somebody who was invited isn’t here any more.", "No answer yet (4):")
    assert "Bob Nyman" not in mara.last
    invited.moves_to("2026-11-27 09:55")
    mara.taps("Open the running sheet").taps("End the talk")
    given = {"what_1": "Answer within two days", "by_1": "2026-12-04", "text": "One minute a week."}
    mara.opens("Agreements and summary").fills(**given).submits()
    alice.sees("One minute a week.")


def test_in_chinese(headed, wang, li, alice):
    headed.do(roster.upsert_department, Department("research", {"en": "Research", "zh-CN": "研究"}, head="wang"))
    wang.says("面谈模板 启动会 周五10点").sees("5个人会收到这样一条：", "这次谈话不看任何人的记录。").taps("发送")
    wang.sees("邀请会发给5个人", "还没有回复（5）：")
    li.sees("和王芳谈一谈", "王芳和5个人，包括你。").taps("我会到")
    wang.sees("会到（1）：李晨")
    alice.opens("Another time").fills(words="Mornings, please").submits()
    wang.sees("Alice Berger想换个时间。", "Alice Berger：Mornings, please")
    headed.moves_to("2026-11-27 09:55", "Asia/Shanghai")
    wang.taps("打开现场提示").taps("谈完了").sees("和大家谈完了")
    wang.opens("写约定和小结").fills(what_1="两天内回", by_1="2026-12-04", text="一周一分钟。").submits()
    wang.sees("小结和约定都发给大家了。")
    li.sees("一周一分钟。", "王芳，12月4日 周五前：两天内回").taps("收到")
    wang.sees("收到（1）：李晨")
