"""The difference: what it names, and that taking it twice changes nothing, for any company at all."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conversations.rules.roster import Department, Person
from conversations.rules.roster_file.company import Company
from conversations.rules.roster_file.difference import Change, Move
from conversations.rules.roster_file.faults import Faults

ANN = Person("p1", "Ann", "ann@b.cc", "rd", title="Lead", language="zh-CN", zone="Europe/Berlin", slot_time=time(14))
BEN = Person("p2", "Ben", "ben@b.cc", "rd", manager="p1", roles=frozenset({"hr"}), start_date=date(2020, 1, 1))
CEM = Person("p3", "Cem", "cem@b.cc", "rd", manager="p2", active=False, leaving_date=date(2025, 1, 1))
HERE = Company((ANN, BEN, CEM), (Department("rd", {"en": "R&D", "zh-CN": "研发部"}, "", "p1", opened=True),))


def test_columns_that_are_not_there_and_cells_without_a_value_change_nothing(taken):
    assert not taken("name,email\nAnn,ANN@b.cc\nBen,ben@b.cc\n", company=HERE)
    file = "name,email,language,time zone,hours,workdays,country,slack id\nAnn,ann@b.cc,,,,,,\n"
    assert not taken(file, company=HERE)


def test_changes_are_named_with_what_was_and_what_will_be(taken):
    file = "name,email,title,department,roles,start date\nAnn,ann@b.cc,,研发部,,\nBenjamin,ben@b.cc,,rd,,2020-01-02\n"
    found = taken(file, company=HERE)
    assert {each.person.id: each.changes for each in found.changed} == {
        "p1": (Change("title", "Lead", ""),),
        "p2": (
            Change("name", "Ben", "Benjamin"),
            Change("start_date", date(2020, 1, 1), date(2020, 1, 2)),
            Change("roles", frozenset({"hr"}), frozenset()),
        ),
    }
    assert not found.moved
    assert found.updated[0] == replace(ANN, title=""), "what the person chose stays"


def test_another_manager_is_a_move_since_rights_change(taken):
    found = taken("name,email,manager\nBen,ben@b.cc,\nAnn,ann@b.cc,ben@b.cc\n", company=HERE)
    assert found.moved == (
        Move(replace(BEN, manager=""), "p1", ""),
        Move(replace(ANN, manager="p2"), "", "p2"),
    )
    assert not found.changed


@pytest.mark.parametrize(
    ("zone", "region", "language"),
    [
        ("Asia/Shanghai", "", "zh-CN"),
        ("Europe/Berlin", "CN", "zh-CN"),
        ("Asia/Shanghai", "DE", "en"),
        ("Europe/Berlin", "", "en"),
    ],
)
def test_whose_language_is_not_given_is_written_to_as_people_there_read(taken, zone, region, language):
    found = taken(f"name,email,time zone,country\nDee,dee@b.cc,{zone},{region}\n")
    assert [person.language for person in found.added] == [language]


@pytest.mark.parametrize(
    ("zone", "region", "taken_for"),
    [
        ("", "CN", "Asia/Shanghai"),
        ("", "DE-BY", "Europe/Berlin"),
        ("", "US-NY", "UTC"),
        ("", "", "UTC"),
        ("Asia/Urumqi", "CN", "Asia/Urumqi"),
    ],
)
def test_whose_time_zone_is_not_given_lives_by_the_clock_of_the_country(taken, zone, region, taken_for):
    found = taken(f"name,email,time zone,country\nDee,dee@b.cc,{zone},{region}\n")
    assert [person.zone for person in found.added] == [taken_for]


def test_the_clock_of_who_is_here_stays(taken):
    after = taken("name,email,country\nAnn,ann@b.cc,CN\n", company=HERE).after
    assert [person.zone for person in after.people if person.name == "Ann"] == ["Europe/Berlin"]


def test_who_is_left_out_stays_unless_asked_for(taken):
    file = "name,email,manager\nAnn,ann@b.cc,\nDee,dee@b.cc,Ann\n"
    kept = taken(file, company=HERE)
    assert [person.name for person in kept.added] == ["Dee"]
    assert not kept.gone
    gone = taken(file, company=HERE, deactivate_missing=True)
    assert gone.gone == (replace(BEN, active=False),)
    assert {person.id for person in gone.after.people if person.active} == {"p1", "p4"}
    assert not taken(file, company=gone.after, deactivate_missing=True)


def test_who_comes_back_is_the_same_person(taken):
    found = taken("name,email\nCem,cem@b.cc\n", company=HERE)
    assert found.back == (replace(CEM, active=True, leaving_date=None),)
    assert not found.added
    assert not found.changed, "that they are not leaving any more goes without saying"


def test_who_leaves_is_told_with_their_days_and_an_empty_cell_takes_them_back(taken):
    found = taken("name,email,离职交接期起,last working day\nAnn,ann@b.cc,2026-12-01,2026-12-31\n", company=HERE)
    [changed] = found.changed
    assert changed.changes == (
        Change("notice_from", None, date(2026, 12, 1)),
        Change("leaving_date", None, date(2026, 12, 31)),
    )
    kept = taken("name,email\nAnn,ann@b.cc\n", company=found.after)
    assert not kept
    [back] = taken("name,email,notice date,最后工作日\nAnn,ann@b.cc,,\n", company=found.after).changed
    assert (back.person.notice_from, back.person.leaving_date) == (None, None)


def test_accounts_are_linked_once(taken):
    file = "name,email,slack id,teams id\nAnn,ann@b.cc,U0A1,29:a\nDee,dee@b.cc,U0D1,\n"
    found = taken(file, company=HERE)
    assert [(person.id, account) for person, account in found.linked] == [
        ("p1", ("slack", "U0A1")),
        ("p1", ("teams", "29:a")),
        ("p4", ("slack", "U0D1")),
    ]
    assert not taken(file, company=found.after)


def test_an_entra_object_id_is_kept_as_activities_bring_it(taken):
    file = "name,email,teams id\nDee,dee@b.cc,6F9619FF-8B86-D011-B42D-00C04FC964FF\n"
    assert [account for _, account in taken(file).linked] == [("teams", "6f9619ff-8b86-d011-b42d-00c04fc964ff")]


# --- any company at all ------------------------------------------------------------------------------------------

HEADERS = [
    {"name": "Name", "email": "E-Mail", "manager": "Manager", "department": "Department", "title": "Title",
     "language": "Language", "zone": "Time zone", "region": "Country", "start_date": "Start date",
     "weekly_hours": "Weekly hours", "roles": "Roles", "slack_id": "Slack ID"},
    {"name": "姓名", "email": "邮箱", "manager": "直属主管", "department": "部门", "title": "职务", "language": "语言",
     "zone": "时区", "region": "地区", "start_date": "入职日期", "weekly_hours": "每周工时", "roles": "角色",
     "slack_id": "Slack账号"},
]  # fmt: skip
LETTERS = st.text(st.sampled_from("abcdefgÄéß王李张芳强敏 '-"), max_size=12)
CELLS = {
    "name": st.tuples(LETTERS, st.sampled_from(["Ann", "Ben", "王芳"])).map(lambda parts: "".join(parts).strip()),
    "department": st.sampled_from(["", "R&D", "研发部", "Sales, EMEA", "HR"]),
    "title": LETTERS,
    "language": st.sampled_from(["", "en", "中文", "zh-CN"]),
    "zone": st.sampled_from(["", "Asia/Shanghai", "europe/berlin", "America/New York"]),
    "region": st.sampled_from(["", "CN", "德国", "DE-BY"]),
    "start_date": st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(str) | st.just(""),
    "weekly_hours": st.sampled_from(["", "40", "37,5", "20小时"]),
    "roles": st.sampled_from(["", "hr", "admin, HR", "管理员"]),
}


@st.composite
def rosters(draw) -> list[dict[str, str]]:
    """People in a random tree, in random order; managers by address."""
    size = draw(st.integers(1, 12))
    rows = []
    for number in range(size):
        row = {field: draw(cells) for field, cells in CELLS.items()}
        above = draw(st.integers(-1, number - 1))
        row |= {
            "email": f"P{number}@firma.cn",
            "manager": f"p{above}@FIRMA.cn" if above >= 0 else "",
            "slack_id": draw(st.sampled_from(["", f"U0{number}A"])),
        }
        rows.append(row)
    return draw(st.permutations(rows))


def written(rows: Sequence[Mapping[str, str]], headers: Mapping[str, str], delimiter: str = ",") -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(headers.values())
    writer.writerows([row[field] for field in headers] for row in rows)
    return file.getvalue()


FORMS = st.tuples(
    st.sampled_from(HEADERS), st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
)


def is_utf_8_too(rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether the Chinese of a file below English headers, saved as GB18030, reads as UTF-8 by chance too.

    "强" is then "ǿ", and nobody can tell.
    """
    saved = written(rows, HEADERS[0]).encode("gb18030")
    try:
        return not saved.isascii() and bool(saved.decode())
    except UnicodeDecodeError:
        return False


def by_address(company: Company) -> dict[str, Person]:
    """The people without their ids, which the import made up."""
    names = {person.id: person.email for person in company.people}
    return {
        person.email: replace(person, id="", manager=names.get(person.manager, ""))
        for person in company.people
    }  # fmt: skip


@given(rosters(), FORMS, FORMS)
def test_an_import_is_what_the_file_says_and_twice_is_once(taken, rows, form, other_form):
    headers, delimiter, encoding = form
    assume(not is_utf_8_too(rows))
    found = taken(written(rows, headers, delimiter).encode(encoding), deactivate_missing=True)
    assert len(found.added) == len(rows)
    for row in rows:
        person = by_address(found.after)[row["email"].lower()]
        assert person.manager == row["manager"].lower()
        assert person.name == " ".join(row["name"].split())
    headers, delimiter, encoding = other_form
    again = taken(written(rows, headers, delimiter).encode(encoding), company=found.after, deactivate_missing=True)
    assert not again
    assert again.after == found.after


@given(rosters(), rosters())
def test_after_any_second_import_the_company_is_as_the_second_file_says(taken, first, second):
    before = taken(written(first, HEADERS[0])).after
    headers = {field: title for field, title in HEADERS[1].items() if field != "slack_id"}
    found = taken(written(second, headers), company=before, deactivate_missing=True)
    alone = by_address(taken(written(second, headers)).after)
    active = {email: person for email, person in by_address(found.after).items() if person.active}
    assert active.keys() == alone.keys()
    for field in ("name", "manager", "title", "start_date", "roles"):
        assert {e: getattr(p, field) for e, p in active.items()} == {e: getattr(p, field) for e, p in alone.items()}
    assert not taken(written(second, headers), company=found.after, deactivate_missing=True)


BREAKS = {
    "name": "",
    "email": "nobody at all",
    "manager": "ghost@nowhere.cn",
    "language": "Klingon",
    "zone": "Asia/Beijing",
    "region": "Atlantis",
    "start_date": "1/2/2024",
    "weekly_hours": "999",
    "roles": "king",
    "slack_id": "@ann",
}


@given(rosters(), st.data())
def test_one_fault_anywhere_refuses_all_and_is_named(read, rows, data):
    field = data.draw(st.sampled_from(sorted(BREAKS)))
    place = data.draw(st.integers(0, len(rows) - 1))
    broken = [dict(row) for row in rows]
    broken[place][field] = BREAKS[field]
    found = read(written(broken, HEADERS[0]))
    assert isinstance(found, Faults)
    assert (place + 2, HEADERS[0][field]) in {(fault.line, fault.column) for fault in found.items}


@given(rosters(), st.data())
def test_any_ring_is_found(read, rows, data):
    ring = data.draw(st.lists(st.sampled_from(range(len(rows))), min_size=1, unique=True))
    for here, above in zip(ring, [*ring[1:], ring[0]], strict=True):
        rows[here]["manager"] = rows[above]["email"]
    found = read(written(rows, HEADERS[0]))
    assert isinstance(found, Faults)
    expected = "people_import.fault.own_manager" if len(ring) == 1 else "people_import.fault.manager_cycle"
    assert expected in {fault.says.id for fault in found.items}


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_at_all_break_it(read, catalogue, data):
    for people, departments in (
        (data, None),
        (b"name,email\nA,a@b.cc\n" + data, None),
        (b"name,email\nA,a@b.cc", data),
    ):
        found = read(people, departments)
        if isinstance(found, Faults):
            for fault in found.items:
                assert catalogue.text(fault.says, "zh-CN")


@pytest.mark.parametrize("field", sorted(BREAKS))
def test_the_breaks_break(read, field):
    row = {**dict.fromkeys(HEADERS[0], ""), "name": "Ann", "email": "a@b.cc", field: BREAKS[field]}
    assert isinstance(read(written([row], HEADERS[0])), Faults)
