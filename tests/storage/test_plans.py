"""What a turn and a sender ask is answered by indexes, whatever the history's length."""

from datetime import timedelta

import pytest
from psycopg import RawCursor
from sqlalchemy import event, text

from conversations.toolkit.events import Address
from storage import bringing, deliveries, due, feed, identities, inbox, running, sending
from storage.deliveries import Chat, Letter
from storage.listening import listening_before, newest_of, what_listens

WEEK = Address("weekly_checkin", "alice", "2026-W48")


def everything(tx, now):
    running.save(tx, WEEK, b"{}", now)
    running.load(tx, WEEK)
    inbox.first(tx, "k", "alice", now)
    inbox.first(tx, "k", "alice", now)
    inbox.forget_before(tx, now)
    due.plan(tx, "k", WEEK, "remind", now)
    due.next_at(tx)
    due.overdue(tx, now)
    due.claim(tx, now, now)
    due.cancel_all(tx, WEEK)
    id_ = deliveries.plan(
        tx, Letter(key="k", address=WEEK, recipient="alice", slot="main", name="n", card=b"{}", at=now), now
    )
    deliveries.get(tx, id_)
    what_listens(tx, "alice")
    newest_of(tx, "alice", "manager_digest")
    kept = deliveries.get(tx, id_)
    assert kept
    listening_before(tx, kept, now - timedelta(1))
    deliveries.standing_in(tx, WEEK, "alice", "main")
    deliveries.latest_of(tx, "alice", "weekly_checkin", "alice")
    bringing.brought(tx, "alice", "n", "weekly_checkin", ["2026-W47", "2026-W48"])
    sending.next_for(tx, "alice", now)
    identities.channels_among(tx, ["alice", "bob"], now)
    sending.pending(tx, now, now, 0, 9)
    sending.in_doubt(tx, now - timedelta(1), 9)
    sending.claim(tx, id_, Chat("web", "", "alice"), now)
    sending.sent(tx, id_, "m", now)
    feed.put(tx, "alice", "m", id_, b"{}", now)
    feed.latest(tx, "alice")
    feed.after(tx, "alice", 0)


def plan_of(conn, embedded, statement, parameters):
    explain = "EXPLAIN QUERY PLAN " if embedded else "EXPLAIN "
    if not embedded and isinstance(parameters, tuple):  # kept statements speak PostgreSQL's own placeholders
        rows = RawCursor(conn.connection.dbapi_connection).execute(explain + statement, parameters).fetchall()
    else:
        rows = conn.exec_driver_sql(explain + statement, parameters)
    return "\n".join(str(row[-1]) for row in rows)


async def test_nothing_reads_a_whole_table(db, now):
    asked = []

    def note(_conn, _cursor, statement, parameters, *_rest):
        if not statement.startswith("INSERT"):
            asked.append((statement, parameters))

    event.listen(db.writing, "before_cursor_execute", note)
    await db.write(everything, now)
    event.remove(db.writing, "before_cursor_execute", note)

    def explain(tx):
        if not db.embedded:
            tx.conn.execute(text("SET LOCAL enable_seqscan = off"))
        return {statement: plan_of(tx.conn, db.embedded, statement, parameters) for statement, parameters in asked}

    plans = await db.write(explain)
    whole = ("SCAN ", "Seq Scan")
    # A list that was handed over is no table.
    tables = {statement: plan.replace("SCAN json_each", "") for statement, plan in plans.items()}
    scanning = {statement: plan for statement, plan in tables.items() if any(each in plan for each in whole)}
    assert len(plans) > 20
    assert scanning == {}


@pytest.mark.parametrize("whole", ["SELECT count(*) FROM delivery WHERE name = 'n'"])
async def test_a_whole_table_would_be_noticed(db, whole):
    plan = await db.read(lambda tx: plan_of(tx.conn, db.embedded, whole, ()))
    assert "SCAN delivery" in plan or "Seq Scan" in plan
