"""The address book: who somebody is, who they report to, where they are reached."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from conversations.entries import SettingChanged
from conversations.rules.roster import Department, Person
from conversations.toolkit.effects import Record
from storage import identities, people, records, roster, sessions
from storage.database import Transaction
from storage.identities import Identity
from tests.storage.conftest import a_person

SLACK = Identity("slack", "T1", "U1")


def ids(found: list[Person]) -> list[str]:
    return [person.id for person in found]


def test_a_person_comes_back_as_they_went_in(company: Transaction) -> None:
    tom = a_person("tom", manager="rosa", working_days=frozenset({0, 1, 2}), weekly_hours=24.0)
    assert people.person(company, "tom") == tom
    hana = people.person(company, "hana")
    assert hana is not None
    assert hana.roles == {"hr", "admin"}
    assert people.person(company, "nobody") is None


def test_who_leads_whom(company: Transaction) -> None:
    assert ids(people.reports(company, "rosa")) == ["tom", "wei"]
    rosa = people.manager_of(company, "wei")
    assert rosa is not None
    assert (rosa.id, rosa.is_manager) == ("rosa", True)
    assert people.manager_of(company, "olga") is None
    top = people.sponsor(company)
    assert top is not None
    assert top.id == "olga"
    assert ids(people.with_role(company, "hr")) == ["hana"]
    assert ids(people.of_department(company, "sales")) == ["hana", "olga", "rosa", "tom", "wei"]


def test_who_leads_only_people_who_left_is_no_manager(company: Transaction, now: datetime) -> None:
    roster.deactivate(company, "wei", now.date())
    roster.deactivate(company, "tom", now.date())
    rosa = people.person(company, "rosa")
    assert rosa is not None
    assert not rosa.is_manager


@pytest.mark.parametrize(
    ("text_", "found"),
    [
        ("伟", ["wei"]),
        ("RO", ["rosa"]),
        ("a@example", ["hana", "olga", "rosa"]),
        ("hana@example.com", ["hana"]),
        (" ROSA@example.com ", ["rosa"]),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("", []),
    ],
)
def test_find(company: Transaction, text_: str, found: list[str]) -> None:
    assert ids(people.find(company, text_)) == found


def test_what_is_too_long_for_a_name_is_nobodys(company: Transaction) -> None:
    """SQLite takes a pattern of 50,000 characters for an attack and refuses the whole statement."""
    assert people.find(company, "\ufdfa" * 100_000) == people.find(company, "@" * 100_000) == []


def test_names_that_begin_so_come_first(company: Transaction, now: datetime) -> None:
    roster.insert_person(company, a_person("aro", name="Aro Osa"), now)
    assert ids(people.find(company, "os")) == ["aro", "rosa"]
    assert ids(people.find(company, "ro", most=1)) == ["rosa"]


def test_an_email_is_one_persons_in_any_case(company: Transaction, now: datetime) -> None:
    with pytest.raises(IntegrityError), company.conn.begin_nested():
        roster.insert_person(company, a_person("rose", email="ROSA@EXAMPLE.COM"), now)
    for id_ in ("ann", "bob"):  # several may have none
        roster.insert_person(company, a_person(id_, email=""), now)


def test_departments_give_parents_first(tx: Transaction) -> None:
    for id_, parent in (("a", "z"), ("b", "a"), ("z", "")):
        roster.upsert_department(tx, Department(id_, {"en": id_, "zh-CN": id_}, parent))
    assert [one.id for one in people.departments(tx)] == ["z", "a", "b"]
    roster.upsert_department(tx, Department("z", {"en": "Z", "zh-CN": "最"}, "", "rosa"))
    assert people.departments(tx)[0] == Department("z", {"en": "Z", "zh-CN": "最"}, "", "rosa")


def test_departments_that_are_each_others_parents_are_still_given(tx: Transaction) -> None:
    for id_, parent in (("a", "b"), ("b", "a"), ("c", "a")):
        roster.upsert_department(tx, Department(id_, {"en": id_, "zh-CN": id_}, parent))
    assert sorted(one.id for one in people.departments(tx)) == ["a", "b", "c"]


def test_everybody_is_known_on_the_page_until_they_leave(company: Transaction, now: datetime) -> None:
    wei = people.by_identity(company, "web", "", "wei")
    assert wei is not None
    assert wei.id == "wei"
    session = sessions.begin(company, "wei", now)
    roster.deactivate(company, "wei", now.date())
    assert people.by_identity(company, "web", "", "wei") is None
    assert sessions.find(company, session, now) is None
    assert identities.channels_of(company, "wei", now) == []
    assert people.find(company, "wei@example.com") == []
    left = people.person(company, "wei")
    assert left is not None
    assert (left.active, left.leaving_date) == (False, date(2026, 11, 23))


def test_who_comes_back_is_known_again(company: Transaction, now: datetime) -> None:
    roster.deactivate(company, "wei", now.date())
    roster.update_person(company, a_person("wei", title="Buyer"))
    wei = people.by_identity(company, "web", "", "wei")
    assert wei is not None
    assert (wei.active, wei.title, wei.leaving_date) == (True, "Buyer", None)


def test_leave_from_an_import_is_replaced(company: Transaction) -> None:
    december = (date(2026, 12, 1), date(2026, 12, 4))
    roster.set_leave(company, "wei", [december, (date(2026, 11, 2), date(2026, 11, 3))])
    assert [away.first for away in people.absences(company, "wei", date(2026, 11, 3))] == [
        date(2026, 11, 2),
        date(2026, 12, 1),
    ]
    roster.set_leave(company, "wei", [december])
    assert [away.first for away in people.absences(company, "wei", date(2026, 11, 1))] == [december[0]]
    assert people.absences(company, "wei", date(2026, 12, 5)) == []


def test_an_import_never_sets_what_people_chose(company: Transaction, now: datetime) -> None:
    for name, value in (("language", "zh-CN"), ("slot_day", "3"), ("every_weeks", "2")):
        choice = Record(name, SettingChanged(name, value), "tom", audience="self")  # type: ignore[arg-type]
        records.append(company, "tom", now, choice)
    chosen = people.person(company, "tom")
    assert chosen is not None
    assert (chosen.language, chosen.slot_day, chosen.every_weeks) == ("zh-CN", 3, 2)
    roster.update_person(company, replace(a_person("tom", manager="rosa"), title="Lead", slot_day=0))
    assert people.person(company, "tom") == replace(
        chosen, title="Lead", weekly_hours=40, working_days=frozenset(range(5))
    )
