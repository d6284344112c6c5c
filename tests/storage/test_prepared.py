"""Statements that are met again give exactly what SQLAlchemy itself gives, without its work."""

import asyncio
import gc
import uuid

import pytest
from sqlalchemy import Connection, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError, StatementError

from storage import prepared
from storage.database import StorageAway, StorageFault
from storage.tables.base import insert_if_new, rows_of
from storage.tables.people import Person
from storage.tables.running import Inbox

PERSON = rows_of(Person)
INBOX = rows_of(Inbox)

ADD = insert(PERSON)
GET = select(PERSON).where(PERSON.c.id == bindparam("which"), PERSON.c.status == "active")
RENAME = update(PERSON).where(PERSON.c.id == bindparam("which"))
TAKE = RENAME.values(title=bindparam("called")).returning(PERSON.c.name, PERSON.c.slot_time.label("slot"))
COUNT = select(func.count(), func.max(PERSON.c.weekly_hours)).select_from(PERSON)
NAMED = select(PERSON.c.id).where(PERSON.c.id.in_(bindparam("ids", expanding=True))).order_by(PERSON.c.id)
SEEN = insert_if_new(INBOX)


def adding(id_, **given):
    return {"id": id_, "name": f"Name of {id_}", "department": "works", **given}


async def stored(db, *ids):
    def add(tx):
        for id_ in ids:
            tx.conn.execute(ADD, adding(id_))

    await db.write(add)


async def test_rows_are_the_same(db, now):
    await stored(db, "a", "b")

    def read(tx):
        met = [tx.conn.execute(GET, {"which": "a"}).one() for _ in range(3)]
        return [*met, Connection.execute(tx.conn, GET, {"which": "a"}).one()]

    rows = await db.read(read)
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    assert {row.name for row in rows} == {"Name of a"}
    assert all([type(x) for x in row] == [type(x) for x in rows[-1]] for row in rows)
    assert [row._fields for row in rows] == [rows[-1]._fields] * len(rows)


async def test_nothing_found_is_nothing(db):
    def read(tx):
        return [tx.conn.execute(GET, {"which": "nobody"}).one_or_none() for _ in range(3)]

    assert await db.read(read) == [None] * 3


async def test_changes_are_counted_and_returned(db):
    await stored(db, "a", "b")

    def change(tx):
        counts = [tx.conn.execute(RENAME, {"which": id_, "name": "New"}).rowcount for id_ in ("a", "b", "c")]
        taken = [tuple(tx.conn.execute(TAKE, {"which": id_, "called": "Chief"}).all()) for id_ in ("a", "b", "c")]
        return counts, taken, tx.conn.execute(COUNT).one(), tx.conn.execute(COUNT).one()

    counts, taken, first, again = await db.write(change)
    assert counts == [1, 1, 0]
    assert [len(rows) for rows in taken] == [1, 1, 0]
    assert taken[1][0].name == "New" and taken[1][0].slot.hour == 10
    assert tuple(first) == tuple(again) == (2, 40.0)


async def test_other_columns_are_another_statement(db):
    def add(tx):
        for n, more in enumerate(({}, {"title": "Chief"}, {}, {"title": "Chief"}, {"email": "x@y.z"})):
            tx.conn.execute(ADD, adding(f"p{n}", **more))
        return [(row.title, row.email) for row in tx.conn.execute(select(PERSON).order_by(PERSON.c.id))]

    titles = await db.write(add)
    assert titles == [("", None), ("Chief", None), ("", None), ("Chief", None), ("", "x@y.z")]


async def test_a_list_of_values_is_written_anew(db):
    await stored(db, "a", "b", "c")

    def read(tx):
        lists = (["a"], ["a", "c"], [], ["b", "c", "a"])
        return [[row.id for row in tx.conn.execute(NAMED, {"ids": ids})] for ids in lists]

    assert await db.read(read) == [["a"], ["a", "c"], [], ["a", "b", "c"]]


async def test_an_insert_that_changes_nothing_says_so(db, now):
    def add(tx):
        row = {"key": "k", "person": "a", "at": now}
        return [tx.conn.execute(SEEN, row).rowcount for _ in range(3)]

    assert await db.write(add) == [1, 0, 0]


async def test_instants_come_back_as_they_went(db, now):
    def there_and_back(tx):
        read = select(INBOX.c.at, INBOX.c.answer).where(INBOX.c.key == bindparam("which"))
        for key in ("a", "b"):
            tx.conn.execute(SEEN, {"key": key, "person": "a", "at": now})
        return [tuple(tx.conn.execute(read, {"which": key}).one()) for key in ("a", "b", "a")]

    assert await db.write(there_and_back) == [(now, None)] * 3


async def test_a_naive_instant_is_refused_each_time(db, now):
    def add(tx, at):
        return tx.conn.execute(SEEN, {"key": uuid.uuid4().hex, "person": "a", "at": at}).rowcount

    assert await db.write(add, now) == await db.write(add, now) == 1
    with pytest.raises((ValueError, StatementError), match="timezone"):
        await db.write(add, now.replace(tzinfo=None))


async def test_errors_are_sqlalchemys_and_quote_no_row(db):
    await stored(db, "a", "b")

    def twice(tx):
        with pytest.raises(IntegrityError) as caught, tx.conn.begin_nested():
            tx.conn.execute(ADD, adding("a", title="a secret"))
        return str(caught.value)

    assert "a secret" not in await db.write(twice)
    with pytest.raises(StorageFault) as caught:
        await db.write(lambda tx: tx.conn.execute(ADD, adding("a", title="a secret")))
    assert "a secret" not in repr(caught.value)
    assert caught.value.__cause__ is None


async def test_a_missing_value_is_an_error(db):
    def ask(tx):
        tx.conn.execute(GET, {"which": "a"})
        tx.conn.execute(GET, {"which": "a"})
        with pytest.raises(StatementError, match="which"):
            tx.conn.execute(GET, {"wich": "a"})

    await db.read(ask)


async def test_they_are_counted_like_others(db):
    with db.statements_counted() as seen:
        for _ in range(3):
            await db.read(lambda tx: tx.conn.execute(GET, {"which": "a"}).all())
    assert len(seen) == 3
    assert len(set(seen)) == 1


async def test_what_was_built_for_one_use_is_not_kept(db):
    def once(tx, n):
        statement = select(PERSON.c.id).where(PERSON.c.name == f"{n}")
        return [tx.conn.execute(statement).all() for _ in range(3)]

    await db.read(once, 0)
    gc.collect()
    before = len(prepared._known)
    for n in range(20):
        await db.read(once, n)
    gc.collect()
    assert len(prepared._known) <= before


async def test_plain_text_goes_its_own_way(db):
    assert await db.read(lambda tx: [tx.conn.execute(text("SELECT 1")).scalar() for _ in range(3)]) == [1] * 3


async def test_the_second_time_is_quick(db):
    await stored(db, "a", "b")
    assert prepared._known[ADD]
    assert all(each is not None for each in prepared._known[SEEN].values())


async def test_a_connection_that_broke_is_not_used_again(db):
    if db.embedded:
        pytest.skip("there is no server whose end could be met")
    await stored(db, "a", "b")

    def end(tx):
        mine = tx.conn.execute(text("SELECT pg_backend_pid()")).scalar()
        ours = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        tx.conn.execute(text(f"{ours} AND pid <> :mine"), {"mine": mine})

    await db.read(end)
    found = []
    for _ in range(6):
        try:
            found.append(await db.write(lambda tx: tx.conn.execute(GET, {"which": "a"}).one().id))
        except StorageAway:
            await asyncio.sleep(0.6)
    assert found[-1] == "a"
    assert len(found) >= 4
