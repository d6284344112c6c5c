"""Entries: appended once, never changed, read by whom they are for."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from conversations.entries import (
    BlockerRaised,
    BlockerTaken,
    CheckInAnswered,
    CheckInRead,
    CheckInWithdrawn,
    EnergyNoted,
    Prompted,
    ReplyGiven,
)
from storage.crypto import Tampered

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
W47, W48 = "2026-W47", "2026-W48"


def test_an_entry_comes_back_as_it_was_written(company) -> None:
    answered = CheckInAnswered(W48, plans=("测试台", "Offer"), sentence="<b>&", stuck=True)
    id_ = company.write(answered, audience="manager", citable=True)
    [found] = company.reads("max").checkins((W48,), ["ann", "tom"])
    assert (found.id, found.entry, found.subject, found.author) == (id_, answered, "ann", "ann")
    assert (found.period, found.at, found.manager_then, found.citable) == (W48, MONDAY, "max", True)
    assert company.reads("ann").entry(id_) == found
    assert company.reads("hana").entry(id_) is None
    assert company.reads("hana").checkins((W48,), ["ann"]) == ()


def test_what_somebody_wrote_is_found_about_whomever_and_for_them_alone(company) -> None:
    answered = company.write(CheckInAnswered(W48), audience="manager")
    read = company.write(CheckInRead(W48, answered), by="max", audience="manager", hours=1)
    assert [each.id for each in company.reads("max").written_since(MONDAY)] == [read]
    assert [each.id for each in company.reads("ann").written_since(MONDAY)] == [answered]
    assert company.reads("ann").written_since(MONDAY + timedelta(minutes=1)) == ()


def test_the_body_does_not_stand_in_the_database(company) -> None:
    company.write(CheckInAnswered(W48, sentence="canary"))
    company.write(BlockerRaised("b1", "canary"))
    for row in company.tx.conn.execute(text("SELECT * FROM entry")):
        assert b"canary" not in repr(row).encode()
    for row in company.tx.conn.execute(text("SELECT * FROM blocker")):
        assert b"canary" not in repr(row).encode()


def test_a_body_in_another_row_is_noticed(company) -> None:
    one, other = company.write(EnergyNoted(W48, 1)), company.write(EnergyNoted(W47, 5))
    company.force("entry", f"UPDATE entry SET body = (SELECT body FROM entry WHERE id = '{one}') WHERE id = '{other}'")
    with pytest.raises(Tampered):
        company.reads("ann").entry(other)


def test_writing_the_same_id_twice_changes_nothing(company) -> None:
    company.raise_one(id="e1")
    company.raise_one(id="e1", hours=5)
    taken = BlockerTaken("b1", "max", date(2026, 11, 26))
    company.write(taken, by="max", id="e2", expects=1)
    company.write(taken, by="max", id="e2", expects=1)
    assert company.blocker().version == 2
    assert company.count("entry") == 2


def test_a_check_in_answered_again_takes_the_place_of_the_first(company) -> None:
    first = company.write(CheckInAnswered(W48, plans=("a",)))
    company.write(EnergyNoted(W48, 2), audience="self")
    second = company.write(CheckInAnswered(W48, plans=("b",), corrects=first), hours=3)
    company.write(EnergyNoted(W48, 4), hours=3, audience="self")
    company.write(CheckInAnswered(W47, plans=("old",)), hours=4)
    me = company.reads("ann")
    kinds = ("check_in_answered", "energy_noted")
    assert [found.id for found in me.entries("ann", ("check_in_answered",), (W48,))] == [second]
    assert [found.entry for found in me.entries("ann", kinds, (W48,))][1] == EnergyNoted(W48, 4)
    assert [found.id for found in company.reads("max").checkins((W48,), ["ann"])] == [second]
    kept = me.entry(first)
    assert kept is not None, "a correction does not undo what was written"
    answered = company.tx.conn.execute(text("SELECT answered_at FROM checkin WHERE week = '2026-W48'")).scalar()
    assert str(answered).startswith("2026-11-23 09:00"), "when they first answered"


def test_a_check_in_taken_back_is_no_answer(company) -> None:
    company.write(Prompted(W48), audience="self")
    first = company.write(CheckInAnswered(W48))
    assert company.reads("ann").last_answered_week("ann", "2026-W49") == W48
    company.write(CheckInWithdrawn(W48, first), hours=1)
    assert company.reads("max").checkins((W48,), ["ann"]) == ()
    assert company.reads("ann").entries("ann", ("check_in_answered",)) == ()
    assert company.reads("ann").last_answered_week("ann", "2026-W49") == ""
    assert company.reads("ann").ignored_prompts("ann", "2026-W49") == 1
    again = company.write(CheckInAnswered(W48), hours=2)
    assert [found.id for found in company.reads("max").checkins((W48,), ["ann"])] == [again]


def test_nobody_corrects_what_another_wrote(company) -> None:
    toms = company.write(CheckInAnswered(W48), "tom")
    company.write(CheckInAnswered(W48, corrects=toms), "ann")
    assert [found.id for found in company.reads("tom").entries("tom", ("check_in_answered",))] == [toms]


def test_energy_is_for_ones_own_eyes(company) -> None:
    id_ = company.write(EnergyNoted(W48, 2), audience="self")
    assert [company.reads(who).entry(id_) is not None for who in ("ann", "max", "hana", "boss")] == [
        True,
        False,
        False,
        False,
    ]


def test_what_a_manager_did_is_in_the_record_of_whom_it_concerns(company) -> None:
    checkin = company.write(CheckInAnswered(W48))
    company.write(CheckInRead(W48, checkin), by="max", period=W48, hours=1)
    company.write(ReplyGiven(checkin, "Well done"), by="max", period=W48, hours=2)
    found = company.reads("ann").entries("ann", ("check_in_read", "reply_given"), (W48,))
    assert [(one.author, type(one.entry)) for one in found] == [("max", CheckInRead), ("max", ReplyGiven)]


def test_the_same_question_is_asked_of_the_database_once(company) -> None:
    reader = company.reads("max")
    assert reader.checkins((W48,), ["ann"]) == ()
    company.write(CheckInAnswered(W48))
    assert reader.checkins((W48,), ["ann"]) == (), "one reader answers alike for a whole turn"
    assert len(company.reads("max").checkins((W48,), ["ann"])) == 1
