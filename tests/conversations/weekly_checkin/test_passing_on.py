"""Asking somebody else: what a form or a card rests on may have changed before it is sent."""

from __future__ import annotations

from dataclasses import replace

from storage import roster
from tests.conversations.company import someone
from tests.conversations.test_blocker import asks
from tests.conversations.weekly_checkin.record import entries_of

SHARED = "weekly_checkin.shared"
PROMISE = "I’ll help by Wed 25 Nov"


def test_a_form_opened_before_somebody_took_it_passes_nothing_on(monday, alice, bob, sven):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    bob.taps(PROMISE)
    form.tries()
    assert form.errors == {
        "helper": "Since you opened this: Bob Nyman said they’d help by Wed 25 Nov. Nobody else was asked."
    }
    assert entries_of(monday, "alice", "blocker_passed") == []
    sven.sees_not("No sensors")
    alice.sees("Bob Nyman said they’d help by Wed 25 Nov.", "[Ask Sven Holm] [Leave it as it is]")


def test_its_person_decides_to_ask_all_the_same(monday, alice, bob, sven):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    bob.taps(PROMISE)
    form.tries()
    alice.taps("Ask Sven Holm")
    assert "Sven Holm has been asked." in alice.card(SHARED)
    sven.sees("No sensors")
    bob.sees("Someone else has been asked.")
    assert not alice.can("Leave it as it is")


def test_its_person_decides_to_leave_it(monday, alice, bob, sven):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    bob.taps(PROMISE)
    form.tries()
    alice.taps("Leave it as it is").sees("Bob Nyman said they’d help by Wed 25 Nov.")
    assert not alice.can("Ask Sven Holm")
    sven.sees_not("No sensors")


def test_what_was_decided_on_is_asked_about_once_more_when_that_changes_too(monday, alice, bob, sven):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    bob.taps(PROMISE)
    form.tries()
    stale = alice.messages[-1]
    bob.opens("Other options").fills(what="until", until="2026-11-30").submits()
    alice.taps("Ask Sven Holm", of=stale)
    assert entries_of(monday, "alice", "blocker_passed") == []
    sven.sees_not("No sensors")


def test_a_form_whose_blocker_is_over_says_so(monday, alice, bob, sven):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    alice.taps("Solved")
    form.tries()
    assert form.errors == {"helper": "This one is closed."}
    sven.sees_not("No sensors")


def test_an_unchanged_blocker_is_passed_on(monday, alice, bob, sven):
    asks(alice)
    alice.opens("Ask someone else").finds("helper_person", "Sven").submits()
    assert "Sven Holm has been asked." in alice.card(SHARED)


def test_hr_can_be_asked_too_and_the_form_says_who_reads_it_then(monday, alice, bob, mara, hana):
    asks(alice)
    form = alice.opens("Ask someone else")
    assert "HR (from now on, only HR sees it)" in form.words
    form.fills(helper="hr").submits()
    assert "HR has been asked, and nobody else." in alice.card(SHARED)
    hana.sees("No sensors", "Only HR can see this.")
    bob.sees("Someone else has been asked.")
    monday.moves_to("2026-11-25 12:00")
    mara.sees_not("No sensors")


def test_hr_is_not_offered_where_it_is_asked_already_or_nobody_is_there(monday, alice, hana):
    asks(alice, "hr")
    assert "HR (" not in alice.opens("Ask someone else").words
    alice.opens("Ask someone else").finds("helper_person", "Bob").submits()
    assert "HR (" in alice.opens("Ask someone else").words
    monday.do(roster.update_person, replace(hana.person, roles=frozenset()))
    assert "HR (" not in alice.opens("Ask someone else").words


def test_what_was_written_into_a_form_that_was_overtaken_is_there_again(monday, alice, bob):
    asks(alice)
    form = alice.opens("Change").fills(plans=["New"], stuck_on="No keys either")
    bob.taps(PROMISE)
    form.tries()
    assert form.errors
    again = alice.opens("Change")
    assert (again.values["plans"], again.values["stuck_on"]) == (("New",), ("No keys either",))
    again.submits()
    assert alice.opens("Change").values["plans"] == ("New",)


def test_it_brings_nothing_back_that_is_over_meanwhile(monday, alice, bob):
    asks(alice)
    form = alice.opens("Change").fills(plans=["New"])
    alice.taps("Solved")
    form.tries()
    again = alice.opens("Change")
    assert (again.values["plans"], again.values["stuck"]) == (("New",), ("no",))


def test_a_reason_that_came_too_late_is_not_lost(monday, alice, hana):
    monday.hires(someone("hugo", "Hugo Lind", "people", "hana", roles=frozenset({"hr"})))
    asks(alice, "hr")
    form = monday["hugo"].opens("Other options").fills(what="decline", text="A long and careful reason")
    hana.taps(PROMISE)
    form.tries()
    assert "In the meantime Hana Roth said they’d help" in form.errors["what"]


def test_a_new_manager_reads_what_is_passed_on_only_once_its_person_knows(monday, alice, bob, sven, wang):
    asks(alice)
    bob.opens("Other options").fills(what="suggest").finds("helper", "Sven").submits()
    monday.do(lambda tx: roster.update_person(tx, replace(alice.person, manager="wang")))
    alice.taps("Ask Sven Holm").sees("王芳 is your manager now and would read it too.", "[Leave it as it is]")
    assert entries_of(monday, "alice", "blocker_passed", reader="wang") == []
    sven.sees_not("No sensors")
    alice.taps("Ask Sven Holm")
    sven.sees("No sensors")
    assert len(entries_of(monday, "alice", "blocker_passed", reader="wang")) == 1


def test_a_new_manager_who_is_asked_themselves_needs_no_second_word(monday, alice, bob, wang):
    asks(alice)
    bob.opens("Other options").fills(what="suggest").finds("helper", "王芳").submits()
    monday.do(lambda tx: roster.update_person(tx, replace(alice.person, manager="wang")))
    alice.taps("Ask 王芳")
    assert "No sensors" in wang.last


def moves(stage, who, manager):
    stage.do(roster.update_person, replace(stage[who].person, manager=manager))


def test_a_form_asks_before_a_new_manager_reads_it_too(monday, alice, bob, sven, wang):
    asks(alice)
    moves(monday, "alice", "wang")
    form = alice.opens("Ask someone else")
    assert "Type a name. 王芳 sees it too." in form.words
    form.finds("helper_person", "Sven").submits()
    alice.sees("王芳 is your manager now and would read it too.", "[Ask Sven Holm] [Leave it as it is]")
    sven.sees_not("No sensors")
    assert "No sensors" not in wang.says("团队").last
    alice.taps("Ask Sven Holm")
    sven.sees("No sensors")
    assert "No sensors" in wang.says("团队").last


def test_a_form_opened_before_the_move_asks_as_well(monday, alice, bob, sven, wang):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    moves(monday, "alice", "wang")
    form.submits()
    alice.sees("王芳 is your manager now and would read it too.").taps("Leave it as it is")
    assert entries_of(monday, "alice", "blocker_passed") == []
    assert "No sensors" not in wang.says("团队").last


def test_a_form_that_was_overtaken_tells_that_first_and_then_of_the_new_manager(monday, alice, bob, sven, wang):
    asks(alice)
    form = alice.opens("Ask someone else").finds("helper_person", "Sven")
    bob.taps(PROMISE)
    moves(monday, "alice", "wang")
    form.tries()
    alice.sees("Bob Nyman said they’d help by Wed 25 Nov.").taps("Ask Sven Holm")
    alice.sees("王芳 is your manager now and would read it too.")
    sven.sees_not("No sensors")


def test_what_a_manager_was_asked_goes_to_a_colleague_past_the_next_one_only_knowingly(monday, alice, bob, wang):
    alice.opens("Fill in").fills(stuck="yes", stuck_on="Mara overloads me").submits()
    moves(monday, "alice", "wang")
    alice.opens("Ask someone else").finds("helper_person", "Bob").submits()
    bob.sees_not("Mara overloads me")
    assert "Mara overloads me" not in wang.says("团队").last


def test_the_weeks_card_says_what_of_it_a_new_manager_reads(monday, alice, bob, sven, wang):
    asks(alice)
    moves(monday, "alice", "wang")
    alice.says("checkin").sees("王芳 is your manager now and can’t read this")
    alice.opens("Ask someone else").finds("helper_person", "Sven").submits()
    alice.taps("Ask Sven Holm")
    assert "王芳 is your manager now and sees what you’ve asked for help with since, but not the rest" in alice.card(
        SHARED
    )
    alice.opens("Ask someone else").fills(helper="hr").submits()
    assert "王芳 is your manager now and can’t read this" in alice.card(SHARED)


def test_the_weeks_card_says_it_in_chinese(monday, li, bob, sven, mara):
    li.opens("一次填完").fills(stuck="yes", stuck_on="等样品", helper="person", helper_person="bob").submits()
    moves(monday, "li", "mara")
    form = li.opens("换个人问")
    assert "输入名字。Mara Keller也会看到。" in form.words
    form.finds("helper_person", "Sven").submits()
    li.taps("问问Sven Holm")
    assert "换主管之后请人帮忙的事Mara Keller看得到" in li.card(SHARED)


def test_without_a_manager_the_form_promises_that_nobody_else_sees_it(monday, alice, bob):
    asks(alice)
    moves(monday, "alice", "")
    assert "Type a name. Nobody else sees it." in alice.opens("Ask someone else").words
