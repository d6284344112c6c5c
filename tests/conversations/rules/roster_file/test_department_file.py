"""Departments: from CSV, from YAML, from people's lines alone; their tree, and their heads."""

import pytest

from conversations.rules.roster import Department, Person
from conversations.rules.roster_file.company import Company

PEOPLE = "name,email,department\nAnn,ann@b.cc,R&D\nBen,ben@b.cc,前端\n"
YAML = """
# our departments
departments:
  - id: rd
    name: {en: R&D, zh-CN: 研发部}
    head: ann@b.cc
  - id: frontend
    name:
      en: Frontend
      zh-CN: 前端
    parent: 研发部
    head: Ben
"""
CSV = "id,英文名称,中文名称,上级部门,负责人\nrd,R&D,研发部,,ann@b.cc\nfrontend,Frontend,前端,研发部,Ben\n"
TREE = (
    Department("rd", {"en": "R&D", "zh-CN": "研发部"}, "", "p1"),
    Department("frontend", {"en": "Frontend", "zh-CN": "前端"}, "rd", "p2"),
)


@pytest.mark.parametrize("file", [YAML, CSV, YAML.replace("departments:", "")], ids=["yaml", "csv", "list"])
def test_departments_with_parents_and_heads(taken, file):
    found = taken(PEOPLE, file)
    assert found.departments_added == TREE
    assert [person.department for person in found.added] == ["rd", "frontend"]


def test_departments_that_only_people_name(taken):
    found = taken("name,email,department\nAnn,a@b.cc,R & D\nBen,b@b.cc,r&d\nCem,c@b.cc,研发部\n")
    assert found.departments_added == (
        Department("r-d", {"en": "R & D", "zh-CN": "R & D"}),
        Department("研发部", {"en": "研发部", "zh-CN": "研发部"}),
    )


def test_a_known_department_is_found_by_any_of_its_names_and_keeps_them(taken):
    company = Company(departments=TREE, people=(Person("p1", "Ann", "ann@b.cc", ""), Person("p2", "B", "ben@b.cc", "")))
    found = taken("name,email,department\nAnn,ann@b.cc,研发部\nB,ben@b.cc,FRONTEND\n", company=company)
    assert not found.departments_added
    assert not found.departments_changed
    assert [person.department for person in found.updated] == ["rd", "frontend"]
    again = taken("name,email\nAnn,ann@b.cc\n", "name\n研发部\nFrontend\n", company=company)
    assert not again.departments_changed


def test_what_changes_of_a_department(taken):
    company = Company(departments=TREE, people=(Person("p1", "Ann", "ann@b.cc", ""), Person("p2", "B", "ben@b.cc", "")))
    file = "id,name_en,parent,head\nrd,Research,,\nfrontend,Frontend,,ann@b.cc\n"
    found = taken("name,email\nAnn,ann@b.cc\n", file, company=company)
    told = {each.department.id: [(c.field, c.old, c.new) for c in each.changes] for each in found.departments_changed}
    assert told == {
        "rd": [("name_en", "R&D", "Research"), ("head", "p1", "")],
        "frontend": [("parent", "rd", ""), ("head", "p2", "p1")],
    }


def test_a_department_that_is_in_no_list(told):
    people = "name,email,department\nAnn,ann@b.cc,Fronted\nBen,ben@b.cc,Kitchen\n"
    assert told(people, CSV) == [
        "people 2 department: There is no department “Fronted” in the list. Did you mean Frontend?",
        "people 3 department: There is no department “Kitchen” in the list. Add it to the list of departments, "
        "or correct it here.",
    ]


def test_what_is_wrong_in_the_list_itself(told):
    file = "id,name,parent,head\na,A,b,\nb,B,c,\nc,C,a,\nd,D,D,xyz@b.cc\na,Again,,\ne,E,Nowhere,\n,,a,\n"
    people = "name,email\nAnn,ann@b.cc\n"
    assert told(people, file) == [
        "departments 2 parent: These departments belong to one another in a circle: A → B → C → A. "
        "Give one of them another parent, or none.",
        "departments 5 parent: A department cannot belong to itself. Leave the cell empty for one at the top.",
        "departments 5 head: xyz@b.cc is not in the list. Add this person, or leave the cell empty.",
        "departments 6 : “a” is already on line 2. Keep one of the two.",
        "departments 7 parent: There is no department “Nowhere” in the list. Add it to the list of departments, "
        "or correct it here.",
        "departments 8 : The department has no name. Give it an id or a name.",
    ]


def test_a_ring_through_departments_that_are_here(told):
    company = Company(departments=TREE)
    assert told("name,email\nAnn,ann@b.cc\n", "id,parent\nrd,frontend\n", company=company, language="zh-CN") == [
        "departments 2 parent: 这几个部门互为上级，绕成了一圈：Frontend → R&D → Frontend。"
        "请给其中一个部门换一个上级部门，或者空着。"
    ]


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("- &x {id: a}\n- *x\n", "departments 1 : Anchors (&) and aliases (*) are not allowed. Write the value out."),
        ("- id: [\n", "departments 2 : This is not valid YAML from here on. "
         "Check indentation, colons and quotation marks."),
        ("- a\n", "departments 1 : Expected a list of departments here, each with id, name, parent and head."),
        ("- id: a\n- id: b\n  name: [x]\n", "departments 3 : Expected a list of departments here, "
         "each with id, name, parent and head."),
        ("- id: a\n  code: b\n", "departments 1 : “id” and “code” mean the same. Keep one of the two columns."),
        ('- id: a\n- id: "b\\e[31m"\n', "departments 2 : There is an invisible character here (U+001B). "
         "Delete the text around it and type it again."),
        ("", "departments 0 : The file is empty."),
        ("- id: a\n" * 40_000, "departments 0 : The file is over 100 kB, too long for YAML. Save it as CSV."),
    ],
)  # fmt: skip
def test_yaml_that_cannot_be_read_says_why(told, file, fault):
    assert told("name,email\nAnn,ann@b.cc\n", file) == [fault]


def test_yaml_reads_words_as_words(taken):
    found = taken("name,email\nAnn,ann@b.cc\n", "- id: no\n  head: ~\n- id: 12:30\n  name: {en: on}\n")
    assert [(each.id, each.name["en"]) for each in found.departments_added] == [("no", "no"), ("12:30", "on")]
