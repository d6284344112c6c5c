"""What can only be seen across lines, and against who works here already."""

from datetime import date

import pytest

from conversations.rules.roster import Person
from conversations.rules.roster_file.company import Company, Roster

ANN = Person("p1", "Ann Meyer", "ann@firma.de", "")
BEN = Person("p2", "Ben Okafor", "ben@firma.de", "", manager="p1")
HERE = Company((ANN, BEN), (), {("slack", "U0ANN"): "p1", ("slack", "U0BEN"): "p2"})


def test_managers_by_address_and_by_name(read):
    found = read(
        "姓名,邮箱,直属主管\n王芳,wang.fang@firma.cn,\n"
        "李强,li.qiang@firma.cn,王 芳\n赵敏,zhao@firma.cn,LI.Qiang@firma.cn\n"
    )
    assert isinstance(found, Roster), found
    assert [row.manager for row in found.people] == ["", "wang.fang@firma.cn", "li.qiang@firma.cn"]


def test_an_unknown_manager_and_the_nearest_one(told):
    file = (
        "姓名,邮箱,主管邮箱\n李倩,li.qian@firma.cn,\n"
        "周舟,zhou@firma.cn,li.qiang@firma.cn\n吴桐,wu@firma.cn,xyz@else.cn\n"
    )
    assert told(file, language="zh-CN") == [
        "people 3 主管邮箱: li.qiang@firma.cn 不在名单里。是不是 li.qian@firma.cn？",
        "people 4 主管邮箱: xyz@else.cn 不在名单里。请把这个人加进来，或者空着。",
    ]
    by_name = "name,email,manager\nAnn Meyer,a@b.cc,\nBen,b@b.cc,Anne Meyer\nCem,c@b.cc,Zoltan\n"
    assert told(by_name) == [
        "people 3 manager: Anne Meyer is not in the list. Did you mean Ann Meyer?",
        "people 4 manager: Nobody in the list is called “Zoltan”. Check the spelling, or write the e-mail address.",
    ]


def test_a_name_that_two_people_have_is_no_manager(told):
    file = "name,email,manager\n李娜,na1@b.cc,\n李娜,na2@b.cc,\nCem,c@b.cc,李娜\n"
    assert told(file, language="zh-CN") == ["people 4 manager: 有 2 个人都叫“李娜”：na1@b.cc和na2@b.cc。请写邮箱。"]


def test_nobody_is_the_own_manager(told):
    assert told("name,email,manager\nAnn,a@b.cc,A@B.cc\n") == [
        "people 2 manager: Ann cannot report to Ann. Leave the cell empty for whoever is at the top."
    ]


def test_a_ring_of_managers_is_told_once_with_all_names(told):
    file = "name,email,manager\nTop,t@b.cc,\nAnn,a@b.cc,Cem\nBen,b@b.cc,Ann\nCem,c@b.cc,Ben\nDee,d@b.cc,Ann\n"
    assert told(file) == [
        "people 3 manager: These people report to one another in a circle: Ann → Cem → Ben → Ann. "
        "Give one of them another manager, or none."
    ]


def test_a_ring_through_people_who_are_not_in_the_file(told):
    assert told("name,email,manager\nAnn Meyer,ann@firma.de,Ben Okafor\n", company=HERE) == [
        "people 2 manager: These people report to one another in a circle: Ann Meyer → Ben Okafor → Ann Meyer. "
        "Give one of them another manager, or none."
    ]


def test_an_address_twice_names_both_lines(told):
    assert told("name,email\nAnn,a@b.cc\nBen,b@b.cc\nAnna,A@b.CC\n") == [
        "people 4 email: a@b.cc is already on line 2. Keep one of the two lines; two people cannot share an address."
    ]


def test_an_account_twice_names_both_lines(told):
    file = "name,email,slack id,teams id\nAnn,a@b.cc,U0A1,29:x\nBen,b@b.cc,u0a1,\nCem,c@b.cc,,29:x\n"
    assert told(file) == [
        "people 3 slack id: U0A1 is already on line 2. An account belongs to one person.",
        "people 4 teams id: 29:x is already on line 2. An account belongs to one person.",
    ]


def test_an_account_of_somebody_else_is_for_a_human(told):
    file = "name,email,slack id\nAnn Meyer,ann@firma.de,U0BEN\nCem,cem@firma.de,U0ANN\n"
    assert told(file, company=HERE) == [
        "people 2 slack id: U0BEN is already linked to ben@firma.de. If it changed hands, have an administrator look "
        "into it; until then leave this empty.",
        "people 3 slack id: U0ANN is already linked to ann@firma.de. If it changed hands, have an administrator look "
        "into it; until then leave this empty.",
    ]
    assert told("name,email,slack id\nAnn Meyer,ann@firma.de,U0NEW\n", company=HERE) == [
        "people 2 slack id: Already linked to U0ANN, and an import does not replace that with U0NEW. "
        "Write U0ANN or leave this empty."
    ]


def test_a_manager_may_work_here_without_being_in_the_file_unless_it_is_everybody(read, told):
    file = "name,email,manager\nCem,cem@firma.de,ben@firma.de\n"
    assert isinstance(read(file, company=HERE), Roster)
    assert told(file, company=HERE, deactivate_missing=True) == [
        "people 2 manager: ben@firma.de is not in the list. Add this person, or leave the cell empty."
    ]


def test_who_left_is_no_manager(told):
    left = Company((ANN, Person("p2", "Ben Okafor", "ben@firma.de", "", active=False)))
    assert "is not in the list" in told("name,email,manager\nCem,cem@firma.de,ben@firma.de\n", company=left)[0]


def test_nobody_leaves_before_they_come_or_is_on_notice_afterwards(told):
    header, ann = "name,email,start date,notice from,last day\n", "Ann,ann@b.cc,2026-03-01,,2026-02-27\n"
    assert told(f"{header}{ann}Ben,ben@b.cc,,2026-12-24,2026-12-23\n") == [
        "people 2 last day: The last day, 2026-02-27, is before the start date, 2026-03-01. Correct one of them.",
        "people 3 notice from: The notice, from 2026-12-24, begins after the last day, 2026-12-23. "
        "Correct one of them.",
    ]


def test_a_day_that_the_file_leaves_out_is_as_it_was(told):
    here = Company((Person("p1", "Ann", "ann@b.cc", "", start_date=date(2026, 3, 1)),))
    [fault] = told("name,email,last day\nAnn,ann@b.cc,2026-02-27\n", company=here)
    assert "before the start date, 2026-03-01" in fault


def test_all_faults_are_told_at_once_in_the_files_order(told):
    file = (
        "name,email,manager,time zone,roles\n"
        ",ann@b.cc,Nobody Here,Mars,hr\n"
        "Ben,b,ann@b.cc,Europe/Berlin,boss\n"
        "Cem,c@b.cc,ann@b.cc,Beijing,\n"
    )
    assert [fault.partition(": ")[0] for fault in told(file)] == [
        "people 2 name",
        "people 2 time zone",
        "people 2 manager",
        "people 3 email",
        "people 3 roles",
        "people 4 time zone",
    ]


def test_very_many_faults_are_cut(read):
    found = read("name,email\n" + "Ann,nothing\n" * 1000)
    assert len(found.items) == 200
    more = found.more
    assert more


@pytest.mark.parametrize("secret", ["geheim@firma", "Geheimname"])
def test_an_exception_never_carries_a_value(words, secret):
    from conversations.rules.roster_file import values
    from conversations.rules.roster_file.faults import Wrong

    with pytest.raises(Wrong) as raised:
        values.email(secret)
    assert secret not in str(raised.value)
    assert secret not in repr(raised.value)
