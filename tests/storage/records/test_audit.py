"""The trail: no line of it, and no entry, can be changed, taken out or slipped in without a trace."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from conversations.entries import CheckInAnswered, EnergyNoted
from storage import audit
from storage.audit import Fault
from storage.database import VersionConflict

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def trail(company: Any) -> Any:
    """Two entries and three lines of the trail, sealed in two goes."""
    company.write(EnergyNoted("2026-W48", 3))
    audit.note(company.tx, MONDAY, "hana", "content_checked")
    audit.seal(company.tx)
    company.write(CheckInAnswered("2026-W48"), "tom")
    audit.note(company.tx, MONDAY, "max", "record_read", "tom", entries=3, since="2026-W01")
    audit.note(company.tx, MONDAY, "max", "record_read", "ann")
    audit.seal(company.tx)
    return company


def test_what_nobody_touched_is_whole(trail: Any) -> None:
    assert audit.verify(trail.tx) == []
    assert audit.seal(trail.tx) == 0
    assert trail.count("seal") == 5


def test_an_empty_trail_is_whole(company: Any) -> None:
    assert audit.seal(company.tx) == 0
    assert audit.verify(company.tx) == []


def test_facts_stand_as_json(trail: Any) -> None:
    facts = trail.tx.conn.execute(text("SELECT facts FROM audit WHERE subject = 'tom'")).scalar()
    assert facts == '{"entries": 3, "since": "2026-W01"}'


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'max' WHERE seq = 1",
        "DELETE FROM audit WHERE seq = 1",
        "UPDATE seal SET digest = digest WHERE number = 1",
        "DELETE FROM seal WHERE number = 1",
        "DELETE FROM entry WHERE seq = 1",
        "UPDATE entry SET audience = 'organisation' WHERE seq = 1",
        "UPDATE entry SET manager_then = 'neo' WHERE seq = 1",
        "UPDATE entry SET body = hash WHERE seq = 1",
    ],
)
def test_the_database_refuses_to_change_what_is_append_only(trail: Any, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), trail.tx.conn.begin_nested():
        trail.tx.conn.execute(text(statement))


@pytest.mark.postgres
def test_postgresql_refuses_to_empty_what_is_append_only(trail: Any) -> None:
    if trail.tx.conn.dialect.name == "sqlite":
        return  # SQLite has no TRUNCATE
    with pytest.raises(DatabaseError, match="append-only"), trail.tx.conn.begin_nested():
        trail.tx.conn.execute(text("TRUNCATE audit"))


ALTERED = [
    ("audit", "UPDATE audit SET actor = 'maxi' WHERE seq = 2", Fault("audit", 2, "altered")),
    ("audit", "UPDATE audit SET facts = '{}' WHERE seq = 2", Fault("audit", 2, "altered")),
    ("audit", "DELETE FROM audit WHERE seq = 3", Fault("audit", 3, "missing")),
    ("entry", "UPDATE entry SET audience = 'organisation' WHERE seq = 1", Fault("entry", 1, "altered")),
    ("entry", "UPDATE entry SET author = 'max' WHERE seq = 2", Fault("entry", 2, "altered")),
    ("entry", "UPDATE entry SET body = hash WHERE seq = 1", Fault("entry", 1, "body_altered")),
    ("entry", "UPDATE entry SET body = NULL WHERE seq = 1", Fault("entry", 1, "body_gone")),
    ("entry", "UPDATE entry SET body = NULL, status = 'erased' WHERE seq = 1", Fault("entry", 1, "body_gone")),
    ("entry", "DELETE FROM entry WHERE seq = 2", Fault("entry", 2, "missing")),
    ("seal", "DELETE FROM seal WHERE number = 2", Fault("seal", 2, "missing")),
    ("seal", "UPDATE seal SET digest = (SELECT min(hash) FROM entry) WHERE number = 5", Fault("seal", 5, "forged")),
    ("seal", "DELETE FROM seal WHERE number = 5", Fault("seal", 4, "forged")),
    ("seal", "UPDATE seal SET sealed = NULL WHERE number = 5", Fault("seal", 5, "forged")),
]  # fmt: skip


@pytest.mark.parametrize(("table", "statement", "fault"), ALTERED)
def test_whoever_has_the_database_in_hand_leaves_a_trace(trail: Any, table: str, statement: str, fault: Fault) -> None:
    trail.force(table, statement)
    assert fault in audit.verify(trail.tx)


def test_one_flipped_byte_is_found(trail: Any) -> None:
    body = bytearray(trail.tx.conn.execute(text("SELECT body FROM entry WHERE seq = 2")).scalar())
    body[-1] ^= 1
    flipped = f"x'{body.hex()}'" if trail.tx.conn.dialect.name == "sqlite" else f"'\\x{body.hex()}'"
    trail.force("entry", f"UPDATE entry SET body = {flipped} WHERE seq = 2")
    assert audit.verify(trail.tx) == [Fault("entry", 2, "body_altered")]


def test_a_row_that_was_slipped_in_long_ago_is_found(trail: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    row = "(100000, '2026-11-23 09:00:00+00:00', 'max', 'late', '', '{}')"
    trail.tx.conn.execute(text(f"INSERT INTO audit (seq, at, actor, action, subject, facts) VALUES {row}"))
    audit.seal(trail.tx)
    slipped = row.replace("100000", "50")
    trail.tx.conn.execute(text(f"INSERT INTO audit (seq, at, actor, action, subject, facts) VALUES {slipped}"))
    audit.seal(trail.tx)
    assert audit.verify(trail.tx) == [Fault("audit", 50, "unlinked")]


def test_a_row_that_committed_late_is_linked_later(trail: Any) -> None:
    for seq in (40, 39):  # as PostgreSQL gives numbers before the commit
        row = f"({seq}, '2026-11-23 09:00:00+00:00', 'max', 'late', '', '{{}}')"
        trail.tx.conn.execute(text(f"INSERT INTO audit (seq, at, actor, action, subject, facts) VALUES {row}"))
        assert audit.seal(trail.tx) == 1
    assert audit.verify(trail.tx) == []


def test_two_replicas_cannot_grow_two_chains(trail: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    audit.note(trail.tx, MONDAY, "max", "once_more")
    behind = text("SELECT number, digest FROM seal WHERE number = 4")
    monkeypatch.setattr(audit, "_last", behind)
    with pytest.raises(VersionConflict), trail.tx.conn.begin_nested():
        audit.seal(trail.tx)
