"""The blocker, as its helper sees it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from conversations.blocker.promising import handy_day
from conversations.rules.cadence import Rhythm, Timing
from storage import roster
from tests.conversations import company
from tests.conversations.weekly_checkin.record import entries_of

ASKED = "blocker.asked"


def asks(who, helper="bob", **more):
    """Share a week in which somebody is asked to help, now."""
    named = {"helper": "person", "helper_person": helper} if helper != "hr" else {"helper": "hr"}
    return who.opens("Fill in").fills(stuck="yes", stuck_on="No sensors", **named, **more).submits()


def test_taking_it_with_one_tap(monday, alice, bob):
    asks(alice, needed_by="2026-11-26")
    bob.sees("Alice Berger is stuck. Can you help?", "No sensors", "Needed by Thu 26 Nov.")
    bob.taps("I’ll help by Thu 26 Nov").sees("You said you’d help by Thu 26 Nov. They’ve been told.", "[Reply]")
    assert not bob.can("I’ll help by Thu 26 Nov")
    alice.sees("Bob Nyman said they’d help by Thu 26 Nov.").taps("Solved")
    bob.sees("Alice Berger says it’s solved. Thank you.")
    assert "[" not in bob.last


def test_without_a_day_one_tap_means_two_working_days(monday, alice, bob):
    monday.moves_to("2026-11-26 12:00")
    asks(alice)
    bob.sees("[I’ll help by Mon 30 Nov]")


def test_a_day_that_has_passed_gives_way_to_the_next_and_says_so(monday, alice, bob, mara):
    asks(alice)
    alice.says("I'm stuck").says("No power")
    monday.moves_to("2026-12-02 10:00")
    mara.taps("I’ll help by Fri 27 Nov", on="No power")
    said = "The day on the button had passed, so you said Fri 4 Dec instead."
    assert said in mara.chat
    assert "You said you’d help by Fri 4 Dec" in mara.card("manager_digest.digest")
    bob.taps("I’ll help by Fri 27 Nov")
    assert said in bob.card("blocker.asked")
    assert "You said you’d help by Fri 4 Dec." in bob.card("blocker.asked")
    assert "Bob Nyman said they’d help by Fri 4 Dec." in alice.chat


def test_a_day_that_has_passed_in_chinese(monday, li, wang):
    li.opens("一次填完").fills(stuck="yes", stuck_on="没有样品", urgent=True).submits()
    monday.moves_to("2026-12-02 18:00", company.SHANGHAI)
    wang.taps("我来处理，最晚11月25日 周三")
    assert "按钮上的日子已经过了，答应的日子改成了12月7日 周一。" in wang.card("blocker.asked")
    assert "最晚12月7日 周一" in li.chat


def test_one_tap_promises_no_weekend(monday, alice, bob):
    asks(alice, needed_by="2026-11-29")
    assert "Needed by Sun 29 Nov." in bob.card("blocker.asked")
    monday.moves_to("2026-12-01 10:00")
    bob.taps("I’ll help by Fri 27 Nov")
    assert "The day on the button had passed, so you said Wed 2 Dec instead." in bob.card("blocker.asked")
    assert "Bob Nyman said they’d help by Wed 2 Dec" in alice.chat


def test_a_promise_at_the_digest_whose_weekend_has_passed(monday, alice, mara):
    alice.opens("Fill in").fills(stuck="yes", stuck_on="No power", needed_by="2026-11-28").submits()
    monday.moves_to("2026-12-01 10:00")
    mara.taps("I’ll help by Fri 27 Nov", on="No power").sees_not("Nothing promised")
    assert "You said you’d help by Wed 2 Dec" in mara.card("manager_digest.digest")
    assert "Mara Keller said they’d help by Wed 2 Dec" in alice.chat


@pytest.mark.parametrize(
    ("needed", "at", "promised"),
    [
        ("2026-11-26", "2026-11-23", "2026-11-26"),
        ("2026-11-28", "2026-11-23", "2026-11-27"),
        ("2026-11-28", "2026-11-28", "2026-11-30"),
        ("2026-11-26", "2026-11-26", "2026-11-26"),
        ("2026-11-25", "2026-11-27", "2026-11-30"),
        ("2028-11-25", "2026-11-27", "2028-11-24"),
    ],
)
def test_the_day_that_one_tap_promises(needed, at, promised):
    moment = datetime.fromisoformat(at).replace(hour=10, tzinfo=UTC)
    timing = Timing(Rhythm("Europe/Berlin"), company.calendars("DE-BE"))
    assert handy_day(date.fromisoformat(needed), moment, timing) == date.fromisoformat(promised)


def test_a_day_that_nobody_can_mean_is_asked_about_again(monday, alice, bob):
    form = alice.opens("Fill in").fills(stuck="yes", stuck_on="No sensors", helper="person", helper_person="bob")
    form.fills(needed_by="9999-12-31").tries()
    assert form.errors == {"needed_by": "That’s more than two years ahead. Please choose an earlier day."}
    form.fills(needed_by="2026-11-26").submits()
    promise = bob.opens("Other options").fills(what="until", until="9999-12-31")
    promise.tries()
    assert promise.errors == {"until": "That’s more than two years ahead. Please choose an earlier day."}
    promise.fills(until="2028-11-22").submits()
    alice.sees("Bob Nyman said they’d help by")


def test_answering_in_words(monday, alice, bob):
    asks(alice)
    bob.opens("Reply").fills(text="Look into the cupboard").submits().sees("They have your reply.")
    alice.sees("Bob Nyman replied", "Look into the cupboard")
    bob.taps("I’ll help by Wed 25 Nov")
    alice.sees("Bob Nyman said they’d help by Wed 25 Nov.")


def test_the_forms_say_to_whom_and_about_what(monday, alice, bob, mara):
    asks(alice, plans=["Write the report"])
    assert "To Alice Berger, about “No sensors”." in bob.opens("Reply").words
    assert "To Alice Berger, about “No sensors”." in bob.opens("Other options").words
    monday.moves_to("2026-11-26 16:30")
    mara.says("team")
    assert "To Alice Berger, about the whole check-in." in mara.opens("Reply", on="Alice Berger").words


def test_declining_with_a_reason(monday, alice, bob):
    asks(alice)
    form = bob.opens("Other options").fills(what="decline")
    form.tries()
    assert form.errors == {"text": "Please fill this in."}
    form.fills(text="On leave from tomorrow").submits().sees("They know you can’t, and can ask someone else.")
    alice.sees("Bob Nyman can’t help with this one", "On leave from tomorrow", "[Ask Sven Holm]", "[Ask HR]")
    alice.taps("Ask Sven Holm")
    assert "Sven Holm has been asked." in alice.card("weekly_checkin.offer.settled")


def test_suggesting_somebody_better(monday, alice, bob):
    asks(alice)
    form = bob.opens("Other options").fills(what="suggest")
    form.tries()
    assert form.errors == {"helper": "Please fill this in."}
    form.finds("helper", "Sven").submits().sees("They’ll decide whether to ask.")
    alice.sees("Bob Nyman thinks Sven Holm can help").taps("Ask Sven Holm")
    monday["sven"].sees("Alice Berger is stuck. Can you help?")


def test_a_nudge_after_two_working_days_then_an_offer(monday, alice, bob):
    asks(alice)
    monday.moves_to("2026-11-25 10:00")
    bob.sees("Open since Mon 23 Nov", "[I’ll help by Fri 27 Nov]")
    monday.moves_to("2026-11-26 10:00")
    alice.sees("No answer yet to what you raised", "[Ask Sven Holm]")
    before = bob.counts()
    monday.moves_to("2026-11-29 10:00")
    assert bob.counts() == before, "once"


def test_the_day_that_a_helper_named_passes(monday, alice, bob):
    asks(alice)
    bob.taps("I’ll help by Wed 25 Nov")
    before = bob.counts("blocker.asked")
    monday.moves_to("2026-11-26 10:00")
    said = bob.card("blocker.asked")
    assert "You said you’d help by Wed 25 Nov. That day has passed" in said
    assert "[Reply] [Other options]" in said
    assert bob.counts("blocker.asked") == before, "said where it stands, without a message"


def test_who_stopped_all_messages_gets_what_a_colleague_asks_and_no_nudge(monday, alice, bob):
    bob.says("stop").taps("Stop all messages").sees("unless you write first or a colleague asks for your help")
    asks(alice)
    bob.sees("Alice Berger is stuck. Can you help?")
    before = bob.counts()
    monday.moves_to("2026-11-26 10:00")
    alice.sees("No answer yet to what you raised")
    assert bob.counts() == before


def test_a_manager_who_stopped_all_messages_gets_no_digest_and_is_still_asked(monday, alice, mara):
    mara.says("stop").taps("Stop all messages")
    alice.says("check-in")
    alice.opens("Fill in").fills(plans=["Write the report"], stuck="yes", stuck_on="No sensors").submits()
    mara.sees("Alice Berger is stuck. Can you help?", "No sensors")
    before = mara.counts()
    monday.moves_to("2026-12-04 12:00")
    assert mara.counts() == before


def test_with_somebody_else_now(monday, alice, bob, sven):
    asks(alice)
    alice.opens("Ask someone else").finds("helper_person", "Sven").submits()
    bob.sees("Someone else has been asked.")
    assert "[" not in bob.last
    sven.sees("Alice Berger is stuck")


def test_who_was_asked_at_night_hears_nothing_of_what_is_over_by_the_morning(monday, alice, bob, sven):
    monday.moves_to("2026-11-23 19:30")
    asks(alice)
    alice.opens("Ask someone else").finds("helper_person", "Sven").submits()
    alice.taps("Solved")
    monday.moves_to("2026-11-24 10:00")
    for helper in (bob, sven):
        helper.sees_not("Alice Berger is stuck", "Someone else has been asked", "Nothing left for you to do")
    form = alice.opens("Change").fills(stuck="yes", stuck_on="No keys", helper="person")
    form.finds("helper_person", "Bob").submits()
    bob.sees("No keys")


def test_hr_gets_it_and_one_of_them_takes_it(monday, alice, hana, mara):
    monday.hires(company.someone("hugo", "Hugo Lind", "people", "hana", roles=frozenset({"hr"})))
    asks(alice, helper="hr")
    hugo = monday["hugo"]
    hana.sees("Only HR can see this.")
    hugo.sees("Only HR can see this.").taps("I’ll help by Wed 25 Nov")
    hana.sees("Hugo Lind said they’d help by Wed 25 Nov.")
    assert not hana.can("I’ll help by Wed 25 Nov")
    alice.sees("Hugo Lind said they’d help by Wed 25 Nov.").taps("Solved")
    hugo.sees("Thank you")
    hana.sees("This one is closed.")


def test_two_who_tap_at_the_same_time(monday, alice, hana):
    monday.hires(company.someone("hugo", "Hugo Lind", "people", "hana", roles=frozenset({"hr"})))
    asks(alice, helper="hr")
    late = hana.message(ASKED)
    monday["hugo"].taps("I’ll help by Wed 25 Nov")
    hana.taps("I’ll help by Wed 25 Nov", of=late)
    assert "out of date" in hana.hint
    assert len(entries_of(monday, "alice", "blocker_taken")) == 1


def test_a_form_opened_before_it_was_closed_comes_back_with_what_was_written(monday, alice, bob):
    asks(alice)
    form = bob.opens("Other options").fills(what="until", until="2026-11-30")
    alice.taps("Solved")
    form.tries().sees("This one is closed.")
    assert "closed in the meantime" in form.errors["what"]
    assert entries_of(monday, "alice", "blocker_taken") == []


def test_who_left_is_not_written_to(monday, alice, bob):
    asks(alice)
    monday.do(roster.deactivate, "bob", company.date(2026, 11, 24))
    before = bob.counts()
    monday.moves_to("2026-11-26 10:00")
    assert bob.counts() == before
    alice.sees("No answer yet")


def test_the_notification_says_nothing(monday, alice, bob):
    asks(alice, urgent=True)
    card = bob.message(ASKED).card
    assert card is not None
    assert monday.catalogue.text(card.neutral, "en") == "A colleague is asking for your help"


def test_a_company_with_very_many_in_hr(monday, alice, hana):
    """All who were asked hear of it, and one turn still ends."""
    many = 420
    monday.hires(
        *(company.someone(f"hr{n}", f"Hr {n}", "people", "sven", roles=frozenset({"hr"})) for n in range(many))
    )
    asks(alice, "hr")
    hana.opens("Reply").fills(text="Look into the cupboard").submits()
    alice.sees("Hana Roth replied").taps("Solved")
    hana.sees("This one is closed.")
    assert entries_of(monday, "alice", "blocker_closed")


def test_what_is_changed_over_and_over_at_night_waits_for_the_morning(monday, alice, bob):
    monday.moves_to("2026-11-24 02:00")
    before = bob.counts()
    asks(alice, urgent=True)
    for n in range(8):
        alice.opens("Change").fills(stuck_on=f"No sensors in hall {n}").submits()
    assert bob.counts() == before + 2
    monday.moves_to("2026-11-24 09:30")
    assert bob.counts() == before + 3
    bob.sees("it’s urgent", "No sensors in hall 7")


def test_another_urgent_one_at_night_rings_again(monday, alice, bob):
    monday.moves_to("2026-11-24 02:00")
    asks(alice, urgent=True)
    alice.opens("Change").fills(stuck_on="No sensors at all").submits()
    alice.taps("Solved")
    before = bob.counts()
    alice.opens("Change").fills(
        stuck="yes", stuck_on="The hall is on fire", helper="person", helper_person="bob", urgent=True
    ).submits()
    assert bob.counts() == before + 1
