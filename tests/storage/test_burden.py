"""The burden ledger: counted by month, read by its person, averaged for HR over those who take part."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from conversations.entries import Welcomed
from conversations.rules.burden import Average
from conversations.rules.roster import Person
from conversations.toolkit.effects import Record
from conversations.toolkit.vocabulary import Vocabulary
from storage import burden, erasure, people, records, roster
from storage.reader import StoreReader

NOVEMBER, DECEMBER = date(2026, 11, 30), date(2026, 12, 1)
AFTER = datetime(2027, 1, 4, 9, tzinfo=UTC)


@pytest.fixture
def reader(tx, now):
    """Eight people, seven of whom take part: five in sales, two in the lab, one of whom is HR."""
    for n in range(8):
        roles = frozenset({"hr"}) if n == 6 else frozenset()
        department = "sales" if n < 5 else "lab"
        roster.insert_person(tx, Person(f"p{n}", f"P{n}", f"p{n}@example.com", department, roles=roles), now)
        if n < 7:
            records.append(tx, f"p{n}", now, Record(f"w{n}", Welcomed(), f"p{n}", audience="self"))

    def read(n, at=AFTER, **changes):
        me = Person(f"p{n}", f"P{n}", "", "", roles=frozenset({"hr"}) if n == 6 else frozenset())
        return StoreReader(tx, replace(me, **changes), {}.__getitem__, at, vocabulary=Vocabulary({}, {}, {}))

    return read


def test_a_month_is_its_persons_own(tx, reader):
    for day, kind, questions in ((NOVEMBER, "request", 5), (NOVEMBER, "request", 4), (DECEMBER, "nudge", 0)):
        burden.count(tx, "p0", day, kind, questions)
    november, december = reader(0).burden("2026-11"), reader(0).burden("2026-12")
    assert (november.begun, november.questions) == ({"request": 2}, 9)
    assert (december.begun, december.questions) == ({"nudge": 1}, 0)
    assert reader(1).burden("2026-11").messages == 0


def test_hr_alone_sees_averages_and_nobody_is_shown_alone(tx, reader):
    for n in range(8):
        burden.count(tx, f"p{n}", NOVEMBER, "request", 2)
    assert reader(6).burden_by_department("2026-11") == [Average(("sales", "lab"), 7, 1, 0, 30)]
    assert reader(6, active=False).burden_by_department("2026-11") == ()
    assert reader(0).burden_by_department("2026-11") == ()
    assert reader(0).average_burden("2026-11") == Average(("lab", "sales"), 7, 1, 0, 30)


def test_who_leaves_or_moves_changes_no_average(tx, reader):
    """The difference would be what came to that one person."""
    for n in range(7):
        burden.count(tx, f"p{n}", NOVEMBER, "request", 10 * (n < 2))
    before, averages = burden.totals(tx, "2026-11"), reader(6).burden_by_department("2026-11")
    roster.deactivate(tx, "p0", NOVEMBER)
    roster.update_person(tx, replace(people.person(tx, "p1"), department="lab"))
    assert burden.totals(tx, "2026-11") == before
    assert reader(6).burden_by_department("2026-11") == averages


@pytest.mark.parametrize(("at", "shown"), [("2026-12-01T11:59", 0), ("2026-12-01T12:00", 1)])
def test_a_month_is_averaged_once_it_has_ended_everywhere(tx, reader, at, shown):
    """Until then the difference that somebody new makes would be what came to them."""
    for n in range(7):
        burden.count(tx, f"p{n}", NOVEMBER, "request", 2)
    read = reader(6, at=datetime.fromisoformat(at).replace(tzinfo=UTC))
    assert len(read.burden_by_department("2026-11")) == shown
    assert bool(read.average_burden("2026-11")) == bool(shown)


def test_who_moves_is_where_they_were_until_the_month_is_over(tx, reader):
    burden.count(tx, "p0", NOVEMBER, "request", 0)
    roster.update_person(tx, replace(people.person(tx, "p0"), department="lab"))
    burden.count(tx, "p0", NOVEMBER, "nudge", 0)
    burden.count(tx, "p0", DECEMBER, "nudge", 0)
    [november], [december] = burden.totals(tx, "2026-11"), burden.totals(tx, "2026-12")
    assert (november.department, november.people, november.burden.messages) == ("sales", 1, 2)
    assert (december.department, december.people, december.burden.messages) == ("lab", 1, 1)


def test_who_got_nothing_in_a_month_is_not_in_its_averages(tx, reader):
    """As nobody can tell later who was there to get something."""
    for n in range(1, 7):
        burden.count(tx, f"p{n}", NOVEMBER, "request", 2)
    burden.count(tx, "p0", DECEMBER, "request", 2)
    assert reader(6).average_burden("2026-11") == Average(("lab", "sales"), 6, 1, 0, 30)
    assert reader(6).burden_by_department("2026-12") == []


def test_who_is_erased_leaves_nothing(tx, reader, now):
    for n in range(7):
        burden.count(tx, f"p{n}", NOVEMBER, "request", 0)
    erasure.erase_person(tx, "p0", "p6", now)
    assert burden.of_person(tx, "p0", "2026-11").messages == 0
    assert [each.people for each in reader(6).burden_by_department("2026-11")] == [6]
