"""The report: every sentence is used and says what it should, in both languages."""

import re
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from conversations.rules import roster_file
from conversations.rules.roster import Department, Person
from conversations.rules.roster_file.company import Company, Roster
from conversations.rules.roster_file.difference import difference
from conversations.rules.roster_file.report import MOST_LINES, difference_lines, fault_lines

ANN = Person("p1", "Ann Meyer", "ann@b.cc", "rd", region="DE", roles=frozenset({"hr", "admin"}))
BEN = Person("p2", "Ben Okafor", "ben@b.cc", "rd", manager="p1", region="DE", start_date=None)
CEM = Person("p3", "Cem Kaya", "cem@b.cc", "rd", manager="p1", region="DE", active=False)
DEE = Person("p4", "Dee", "dee@b.cc", "rd", manager="p2", region="DE")
HERE = Company((ANN, BEN, CEM, DEE), (Department("rd", {"en": "Research", "zh-CN": "研发部"}, "", "p1"),))
FILE = """name,email,department,manager,title,roles,start date,hours,workdays,slack id
Ann Meyer,ann@b.cc,rd,,Lead,hr,,40,,U0ANN
Ben Okafor,ben@b.cc,Sales,,,,2024-03-01,20,Mon-Tue,
Cem Kaya,cem@b.cc,rd,ann@b.cc,,,,,,
王芳,wang@b.cc,Sales,Ben Okafor,,,,,,
"""
ENGLISH = """\
New: 1 department
  Sales, head: nobody
New: 1 person
  王芳 <wang@b.cc>, Sales, reports to Ben Okafor
Changed: 2 people
  Ann Meyer <ann@b.cc>: title none → Lead and roles administrator and HR → HR
  Ben Okafor <ben@b.cc>: department Research → Sales, start date none → 2024-03-01, weekly hours 40 → 20 and \
working days Monday, Tuesday, Wednesday, Thursday and Friday → Monday and Tuesday
New manager, who may now read their check-ins: 1 person
  Ben Okafor <ben@b.cc>: Ann Meyer → nobody
Back: 1 person
  Cem Kaya <cem@b.cc>
No longer in the file, access ends: 1 person
  Dee <dee@b.cc>
Linked: 1 account
  Ann Meyer <ann@b.cc>: Slack U0ANN
2 people have no manager: Ann Meyer and Ben Okafor. Only whoever is at the top should be without one.
1 person has no region, so I know no holidays for them: 王芳.
3 people have no chat account and will use the web page: Ben Okafor, Cem Kaya and 王芳.
Nobody has the role “admin”.
1 department has no head: Sales."""
CHINESE = """\
新增部门 1 个
  Sales，负责人：无
新增 1 人
  王芳 <wang@b.cc>，Sales，主管Ben Okafor
信息有变 2 人
  Ann Meyer <ann@b.cc>：职务 无 → Lead和角色 管理员和HR → HR
  Ben Okafor <ben@b.cc>：部门 研发部 → Sales、入职日期 无 → 2024-03-01、每周工时 40 → 20和\
工作日 周一、周二、周三、周四和周五 → 周一和周二
换主管 1 人（谁能看也跟着变）
  Ben Okafor <ben@b.cc>：Ann Meyer → 无
重新加入 1 人
  Cem Kaya <cem@b.cc>
不在名单里了 1 人（不能再使用）
  Dee <dee@b.cc>
绑定账号 1 个
  Ann Meyer <ann@b.cc>：Slack U0ANN
有 2 个人没有主管：Ann Meyer和Ben Okafor。只有职位最高的那一位才应该没有主管。
有 1 个人没有写地区，不知道放什么假：王芳。
有 3 个人没有聊天账号，只能用网页：Ben Okafor、Cem Kaya和王芳。
没有人是 admin 角色。
有 1 个部门没有负责人：Sales。"""


def text(lines, catalogue, language: str) -> str:
    return "\n".join("  " * line.depth + catalogue.text(line.text, language) for line in lines)


@pytest.mark.parametrize(("language", "report"), [("en", ENGLISH), ("zh-CN", CHINESE)])
def test_a_difference_as_it_is_read(read, catalogue, language, report):
    found = read(FILE, company=HERE, deactivate_missing=True)
    assert isinstance(found, Roster), found
    changes = difference(HERE, found, lambda: "new", deactivate_missing=True)
    assert text(difference_lines(changes, (), language), catalogue, language) == report


def test_changes_of_departments(read, catalogue):
    found = read("name,email\nAnn Meyer,ann@b.cc\n", "id,name_en,head\nrd,R&D,Ben Okafor\n", company=HERE)
    lines = difference_lines(difference(HERE, found, lambda: "new"), (), "en")
    assert text(lines, catalogue, "en").splitlines()[:2] == [
        "Changed: 1 department",
        "  R&D: English name Research → R&D and head Ann Meyer → Ben Okafor",
    ]


def test_nothing_to_do(read, catalogue):
    company = Company((replace(ANN, department=""),))
    found = read("name,email\nAnn Meyer,ann@b.cc\n", company=company)
    assert text(difference_lines(difference(company, found, lambda: "new"), (), "zh-CN"), catalogue, "zh-CN") == (
        "没有变化，现在和文件里写的一样。\n有 1 个人没有部门，不会收到任何消息：Ann Meyer。"
    )


def test_long_lists_are_cut_and_counted(read, catalogue):
    size, numbers = MOST_LINES + 7, count()
    file = "name,email,manager\n" + "".join(f"P{n},p{n}@b.cc,{'p0@b.cc' * (n > 0)}\n" for n in range(size))
    report = text(
        difference_lines(difference(Company(), read(file), lambda: f"new{next(numbers)}"), (), "en"), catalogue, "en"
    )
    assert f"New: {size} people" in report
    assert "  and 7 more\n" in report
    assert report.count("<p") == MOST_LINES


def test_faults_as_they_are_read(read, catalogue):
    found = read("name;email;manager\nAnn;a@b;\nBen;b@b.cc;Zoltan\n", "- id: a\n  head: Nobody\n")
    assert text(fault_lines(found), catalogue, "en") == (
        "Nothing was imported. Fix the following and try again.\n"
        "Departments: 1 problem\n"
        "  Line 1, head: Nobody in the list is called “Nobody”. Check the spelling, or write the e-mail address.\n"
        "People: 2 problems\n"
        "  Line 2, email: “a@b” is not an e-mail address. Write it like li.qiang@company.com.\n"
        "  Line 3, manager: Nobody in the list is called “Zoltan”. Check the spelling, or write the e-mail address."
    )
    damaged = read("name,email\n" + "Ann,x\n" * 300)
    assert text(fault_lines(damaged), catalogue, "zh-CN").splitlines()[-1] == "后面可能还有，先改这些。"


def test_every_fault_and_note_of_the_catalogue_is_said_somewhere(catalogue):
    """What is said under a name that is put together (columns, sections) is walked by the reports above."""
    source = "".join(file.read_text("utf-8") for file in Path(roster_file.__file__).parent.glob("*.py"))
    said = set(re.findall(r'"((?:fault|note|missing)\.\w+)"', source))
    written = {
        id_.removeprefix("people_import.")
        for group in ("fault", "note", "missing")
        for id_ in catalogue.ids(f"people_import.{group}.")
    }
    assert said == written


def test_a_new_department_that_may_be_a_slip_is_asked_about(read, catalogue):
    file = "name,email,department\nEva,e@b.cc,Reserach\nFay,f@b.cc,Sales\nGil,g@b.cc,Sales\nHo,h@b.cc,Slaes\n"
    roster = read(file, company=HERE)
    ids = (f"p{n}" for n in count(9))
    found = difference(HERE, roster, lambda: next(ids))
    told = [catalogue.text(line.text, "en") for line in difference_lines(found, (), "en")]
    assert "Reserach, head: nobody. Did you mean Research? If so, correct it in the file first." in told
    assert "Slaes, head: nobody. Did you mean Sales? If so, correct it in the file first." in told
    assert "Sales, head: nobody" in told
    chinese = [catalogue.text(line.text, "zh-CN") for line in difference_lines(found, (), "zh-CN")]
    assert any("是不是想写“Sales”" in line for line in chinese)


def test_a_department_and_a_part_of_it_are_no_slip(read, catalogue):
    """By their names, where people's lines name them, or by what the file of departments says."""
    people = "name,email,department\nEva,e@b.cc,sales-emea\nFay,f@b.cc,sales-emea\nGil,g@b.cc,sales\n"
    departments = "id,name,parent\nrnd,Engineering,\nrnd2,Engineerings,rnd\n"
    staffed = "name,email,department\nEva,e@b.cc,rnd2\nFay,f@b.cc,rnd2\n"
    for roster in (read(people), read(staffed, departments)):
        ids = (f"p{n}" for n in count(9))
        found = difference(Company(), roster, lambda ids=ids: next(ids))
        told = [catalogue.text(line.text, "en") for line in difference_lines(found, (), "en")]
        assert not [line for line in told if "Did you mean" in line]


@pytest.mark.parametrize(
    ("platforms", "english", "chinese"),
    [
        (
            ["slack"],
            "looks for them in Slack by their address within a minute",
            "一分钟内就按邮箱在Slack里找",
        ),
        (["teams"], "knows them in Teams by their address once they have the app", "在Teams里装好应用"),
        (["teams", "slack"], "in Teams once they have the app", "Teams要先装好应用"),
    ],
)
def test_whoever_has_no_account_yet_is_known_by_their_address(read, catalogue, platforms, english, chinese):
    """Nobody has an account before the first import, and all the same they will not be left to the web page."""
    found = difference(HERE, read(FILE.replace("U0ANN", ""), company=HERE), lambda: "new")
    told = text(difference_lines(found, (), "en", platforms), catalogue, "en")
    assert "5 people have no chat account yet" in told
    assert english in told
    assert chinese in text(difference_lines(found, (), "zh-CN", platforms), catalogue, "zh-CN")
