"""A small company whose people write into their records."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import text

from conversations.entries import BlockerRaised, Entry
from conversations.rules.roster import Department, Person
from conversations.toolkit.effects import Record
from conversations.toolkit.reader import Blocker, Reader
from conversations.toolkit.vocabulary import Vocabulary
from storage import people, records, roster
from storage.database import Transaction
from storage.reader import StoreReader

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
_ids = count()


@dataclass(frozen=True)
class Company:
    """Max leads Ann and Tom; Neo leads nobody yet; Hana is HR; Boss leads Max, Neo and Hana."""

    tx: Transaction

    def write(self, entry: Entry, subject: str = "ann", by: str = "", *, hours: int = 0, **given: object) -> str:
        """Record an entry as a turn would, some hours after Monday 9:00, and give its id."""
        id_ = str(given.pop("id", f"entry{next(_ids)}"))
        record = Record(id_, entry, subject, **given)  # type: ignore[arg-type]
        records.append(self.tx, by or subject, MONDAY + timedelta(hours=hours), record)
        return id_

    def raise_one(self, id_: str = "b1", **given: object) -> str:
        """Ann is stuck, and Max can help."""
        return self.write(BlockerRaised(id_, "No test bench", "manager", "max"), period="2026-W48", **given)  # type: ignore[arg-type]

    def person(self, id_: str) -> Person:
        """Somebody, as they are now."""
        found = people.person(self.tx, id_)
        assert found is not None
        return found

    def reads(self, who: str) -> Reader:
        """What somebody may ask, with nothing kept from before."""
        return StoreReader(self.tx, self.person(who), {}.__getitem__, MONDAY, vocabulary=Vocabulary({}, {}, {}))

    def blocker(self, id_: str = "b1", who: str = "ann") -> Blocker:
        """Where a blocker stands."""
        found = self.reads(who).blocker(id_)
        assert found is not None
        return found

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.tx.conn.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())

    def force(self, table: str, statement: str) -> None:
        """What somebody with the database in hand could do: change what is append-only."""
        if self.tx.conn.dialect.name == "sqlite":
            listed = f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'"
            for name in self.tx.conn.execute(text(listed)).scalars().all():
                self.tx.conn.execute(text(f"DROP TRIGGER {name}"))
        else:
            self.tx.conn.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        assert self.tx.conn.execute(text(statement)).rowcount


@pytest.fixture
def company(tx: Transaction) -> Company:
    """The company, before anybody wrote anything."""
    leads = {"boss": "", "max": "boss", "ann": "max", "tom": "max", "neo": "boss", "hana": "boss"}
    for id_, manager in leads.items():
        roles = frozenset({"hr"}) if id_ == "hana" else frozenset()
        person = Person(id_, id_.title(), f"{id_}@example.com", "sales", manager, roles=roles)  # type: ignore[arg-type]
        roster.insert_person(tx, person, MONDAY)
    roster.upsert_department(tx, Department("sales", {"en": "Sales", "zh-CN": "销售"}))
    return Company(tx)
