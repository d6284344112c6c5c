"""The company that the contract is tried on: two teams, HR, somebody at the top, both languages."""

from datetime import datetime

from conversations.entries import DepartmentOpened, Welcomed
from conversations.rules.roster import Department, Person
from conversations.toolkit.effects import Record
from storage import organisation, records, roster
from storage.database import Transaction

WORKS, PEOPLE_ROOM = "works", "people"
DEPARTMENTS = (
    Department(WORKS, {"en": "Works", "zh-CN": "工厂"}, head="marta"),
    Department(PEOPLE_ROOM, {"en": "People", "zh-CN": "人力资源"}, head="sofia"),
)


def _person(id_: str, name: str, manager: str, department: str = WORKS, **more: object) -> Person:
    return Person(id_, name, f"{id_}@example.com", department, manager, **more)  # type: ignore[arg-type]


SOFIA = _person("sofia", "Sofia Lindqvist", "", PEOPLE_ROOM)
HANA = _person("hana", "Hana Ito", "sofia", PEOPLE_ROOM, roles=frozenset({"hr"}))
MARTA = _person("marta", "Marta Novák", "sofia")
XIAODONG = _person("xiaodong", "马晓东", "sofia", language="zh-CN")
ALICE = _person("alice", "Alice Brown", "marta")
LIJING = _person("lijing", "李静", "marta", language="zh-CN", zone="Asia/Shanghai")
TOMAS = _person("tomas", "Tomás Ruiz", "xiaodong")
PEOPLE = (SOFIA, HANA, MARTA, XIAODONG, ALICE, LIJING, TOMAS)


def found(tx: Transaction, at: datetime, *, opened: bool = True) -> None:
    """The company in an empty database; `opened`: everybody has had their first message."""
    organisation.found(tx, "Contract", at, demo=False)
    for department in DEPARTMENTS:
        roster.upsert_department(tx, department)
    for person in PEOPLE:
        roster.insert_person(tx, person, at)
    if not opened:
        return
    for department in DEPARTMENTS:
        entry = DepartmentOpened(department.id, at)
        records.append(tx, HANA.id, at, Record(f"open:{department.id}", entry, department.id, audience="organisation"))
    for person in PEOPLE:
        records.append(tx, person.id, at, Record(f"welcomed:{person.id}", Welcomed(), person.id, audience="self"))
