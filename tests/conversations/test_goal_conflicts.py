"""Two at a goal at once: each sees what the other wrote, and nothing is taken that was not shown."""

import pytest

from conversations.toolkit.events import Address
from conversations.toolkit.forms import fields_of
from handlers.platform import Clicking, Submitting
from storage import deliveries, running
from storage.erasure import erase_person


@pytest.fixture
def torn(agreed, alice, mara):
    """Alice wrote 84 while Mara was writing 85."""
    his = mara.opens("Update").fills(r_r1="85", note="Three signed")
    alice.opens("Update").fills(r_r1="84", note="One is ill").submits()
    his.submits()
    return agreed


def test_a_change_shows_what_its_writer_wrote_and_what_stands_there(agreed, alice, mara):
    his = mara.opens("Change").fills(t_r1="95", source="The ledger", reason="More")
    alice.opens("Change").fills(t_r1="88", due="2027-03-31", private=True, reason="Less").submits()
    his.submits()
    stands, mine = mara.card("goal.conflict").split("What you wrote")
    assert "Alice Berger changed" in stands
    assert "88" in stands and "Why this change? Less" in stands
    assert "95" in mine and "The ledger" in mine and "More" in mine
    assert "31 Dec" not in mine and "The department" not in mine, "those were left as they were"


def test_no_reason_stands_where_the_other_gave_none(agreed, alice, mara):
    his = mara.opens("Change").fills(t_r1="95", reason="More")
    alice.taps("On track", of=alice.message("goal.goal"))
    his.submits()
    stands, mine = mara.card("goal.conflict").split("What you wrote")
    assert "Why this change?" not in stands
    assert "Why this change? More" in mine


def test_what_its_writer_left_alone_stays_as_the_other_asks_for_it(agreed, alice, mara):
    his = mara.opens("Change").fills(title="Renewals", reason="Shorter")
    alice.opens("Change").fills(private=True, reason="It is about one customer").submits()
    his.submits()
    mara.taps("Use mine")
    alice.sees("Renewal rate → Renewals", "Only the two of you", "[I agree]")


def test_a_number_leaves_alone_how_it_goes(agreed, alice, mara):
    alice.taps("On track", of=alice.message("goal.goal"))
    his = mara.opens("Update").fills(r_r1="85")
    alice.taps("Stuck", of=alice.message("goal.goal"))
    his.submits()
    assert "On track" not in mara.card("goal.conflict")
    mara.taps("Use mine")
    assert "85%, from 82% to 90%" in alice.card("goal.goal")
    assert "· Stuck" in alice.card("goal.goal").replace("\u00a0", " ")


def test_a_form_in_which_nothing_was_written_is_no_conflict(agreed, alice, mara):
    his = mara.opens("Update")
    alice.opens("Update").fills(r_r1="84").submits()
    his.submits()
    assert "84%, from 82% to 90%" in mara.card("goal.goal")
    assert not mara.can("Use mine")


def test_what_its_writer_moved_elsewhere_is_nobody_elses(agreed, alice, mara):
    mine = alice.opens("Update").fills(r_r1="85")
    alice.taps("At risk", of=alice.message("goal.goal"))
    mine.submits()
    card = alice.card("goal.conflict")
    assert "You changed “Renewal rate” yourself" in card
    assert "both" not in card and "Mara Keller" not in card


def test_the_other_is_named_though_its_writer_moved_it_last(agreed, alice, mara):
    his = mara.opens("Update").fills(r_r1="85")
    alice.opens("Update").fills(r_r1="84").submits()
    mara.taps("At risk", of=mara.message("goal.goal"))
    his.submits()
    assert "Alice Berger changed “Renewal rate”" in mara.card("goal.conflict")


def test_what_is_written_meanwhile_is_shown_before_mine_takes_its_place(torn, alice, mara):
    shown = mara.message("goal.conflict")
    alice.opens("Update", of=alice.message("goal.goal")).fills(r_r1="89").submits()
    assert "89%" in mara.card("goal.conflict")
    mine = next(button for button in shown.card.buttons if button.name == "mine")
    torn.take("mara", Clicking(shown.delivery, "mine", mine.value))
    assert "89%, from 82% to 90%" in alice.card("goal.goal"), "that was a tap on what is no longer so"
    mara.taps("Use mine")
    assert "85%, from 82% to 90%" in alice.card("goal.goal")


def test_a_yes_that_comes_between_is_no_conflict(agreed, alice, mara):
    alice.opens("Change").fills(t_r1="95", reason="More").submits()
    ends = alice.opens("Close it").fills(how="dropped", learned="The market is gone")
    changes = alice.opens("Change", of=alice.message("goal.goal")).fills(title="Renewals", reason="Shorter")
    mara.taps("I agree")
    changes.submits()
    assert not alice.can("Use mine")
    mara.sees("Renewal rate → Renewals", "[I agree]")
    mara.taps("I agree")
    ends.submits()
    alice.sees("Use mine")


def test_an_end_that_was_being_written_while_the_other_agreed_counts(agreed, alice, mara):
    alice.opens("Change").fills(t_r1="95", reason="More").submits()
    ends = alice.opens("Close it", of=alice.message("goal.goal")).fills(how="dropped", learned="The market is gone")
    mara.taps("I agree")
    ends.submits()
    assert not alice.can("Use mine")
    assert "Dropped" in alice.card("goal.goal")
    mara.sees("The market is gone")


def test_a_number_of_what_counted_before_the_yes_is_shown_beside_it(agreed, alice, mara):
    alice.opens("Change").fills(t_r1="95", reason="More").submits()
    mine = alice.opens("Update", of=alice.message("goal.goal")).fills(r_r1="84")
    mara.taps("I agree")
    mine.submits()
    assert alice.can("Use mine")


def test_what_it_is_to_serve_is_shown_until_one_is_chosen(agreed, alice, mara):
    card = mara.message("goal.goal")
    mara.says("goal add Customers who stay from 70 to 80 % by the end of the year").taps("Propose to Sven Holm")
    agreed["sven"].taps("I agree")
    his = mara.opens("Change", of=card)
    field = next(each for each in fields_of(his.form) if each.name == "parent")
    parent = next(each.value for each in field.options if mara._say(each.label) == "Customers who stay")
    his.fills(parent=parent, reason="It is part of it")
    alice.opens("Update", of=alice.message("goal.goal")).fills(r_r1="84").submits()
    his.submits()
    alice.opens("Update", of=alice.message("goal.goal")).fills(r_r1="85").submits()
    assert "Serves Customers who stay" in mara.card("goal.conflict")
    mara.taps("Use mine")
    alice.sees("Serves – → Customers who stay", "[I agree]")


def test_another_tap_leaves_what_was_written(torn, alice, mara):
    mara.taps("At risk", of=mara.message("goal.goal"))
    mara.taps("Use mine")
    assert "85%, from 82% to 90%" in alice.card("goal.goal")
    assert "Three signed" in alice.card("goal.goal")
    assert "Settled." in mara.card("goal.settled")


def test_what_cannot_be_taken_is_not_called_settled(torn, alice, mara):
    alice.opens("Close it", of=alice.message("goal.goal")).fills(how="dropped").submits()
    assert not mara.can("Use mine")
    assert "Alice Berger closed “Renewal rate”" in mara.card("goal.conflict")
    assert "Three signed" in mara.card("goal.conflict")
    mara.taps("Keep what’s there")
    assert "Settled." in mara.card("goal.settled")


def test_what_was_written_while_it_was_closed_counts_once_it_is_reopened(agreed, alice, mara):
    mine = alice.opens("Change").fills(title="Renewal rate of all", reason="A long reason")
    mara.opens("Close it", of=mara.message("goal.goal")).fills(how="dropped").submits()
    mine.submits()
    alice.sees("Mara Keller closed “Renewal rate”", "Renewal rate of all", "A long reason")
    alice.taps("Reopen", of=alice.message("goal.conflict"))
    alice.taps("Use mine")
    mara.sees("Renewal rate → Renewal rate of all", "[I agree]")


def test_an_objection_to_an_end_that_is_over_is_refused_with_its_reason(agreed, alice, mara):
    mara.opens("Close it").fills(how="dropped").submits()
    objects = alice.opens("I see it differently", of=alice.message("goal.goal")).fills(reason="It goes on")
    mara.taps("Reopen", of=mara.message("goal.goal"))
    objects.tries()
    assert objects.errors == {"reason": "This goal isn’t closed any more, so there’s nothing to object to."}


def test_what_both_took_out_stands_in_nobodys_way(agreed, alice, mara):
    alice.opens("Add what shows it").fills(title="NPS", start="30", target="45", reason="Beside it").submits()
    mara.taps("I agree")
    his = mara.opens("Change", of=mara.message("goal.goal")).fills(gone="r2", title="Renewals", reason="Shorter")
    alice.opens("Change", of=alice.message("goal.goal")).fills(gone="r2", reason="One is enough").submits()
    his.submits()
    mara.taps("Use mine")
    assert "Settled." in mara.card("goal.settled")
    alice.sees("Renewal rate → Renewals", "NPS")


def test_nothing_of_it_is_left_of_who_is_erased(torn, mara):
    shown = mara.message("goal.conflict").delivery
    at = torn.see(deliveries.get, shown).address
    assert torn.see(running.load, at)
    torn.do(erase_person, "alice", "hana", torn.now)
    assert torn.see(deliveries.get, shown) is None
    assert torn.see(running.load, at) is None


def test_nor_of_what_was_being_written_for_them(monday, alice, mara):
    mara.says("goal team").taps("Set a goal", on="Alice Berger")
    mara.says("Alice arrives late from 8 to 1 times a month by the end of the year")
    shown = mara.message("goals.draft").delivery
    monday.do(erase_person, "alice", "hana", monday.now)
    assert monday.see(deliveries.get, shown) is None
    assert monday.see(running.load, Address("goals", "mara", "")) is None


def test_a_form_that_does_not_say_what_it_was_made_of_takes_the_place_of_nothing(agreed, alice, mara):
    his = mara.opens("Update").fills(r_r1="85")
    agreed.take("mara", Submitting(his.delivery, "update", his.values, None))
    assert "at the start" in alice.card("goal.goal")
    mara.sees("[Use mine]")


def test_what_says_that_it_was_made_of_a_closed_goal_moves_nothing(agreed, alice, mara):
    his = mara.opens("Update").fills(r_r1="85")
    alice.opens("Close it", of=alice.message("goal.goal")).fills(how="dropped").submits()
    closed = his.form.version + 1
    agreed.take("mara", Submitting(his.delivery, "update", his.values, closed))
    mara.sees("Alice Berger closed “Renewal rate”", "85", "[Reopen]")
