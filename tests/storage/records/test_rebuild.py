"""Whatever happened: what is derived from the entries is the same when it is derived again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from conversations import entries
from conversations.entries import one_on_ones as talks
from conversations.entries.goals import Held, ResultValue
from conversations.rules.goals import GoalContent
from conversations.rules.one_on_ones import TalkRhythm, Why
from conversations.rules.roster import Department
from storage import records, roster
from storage.crypto import Box, KeyCache
from storage.database import Transaction
from storage.erasure import erase_person
from storage.moves import Conflict, NotTheirs
from storage.record_queries import readable_ids
from storage.tables import people as people_tables
from storage.tables import records as tables
from storage.tables.base import rows_of

SALES = Department("sales", {"en": "Sales", "zh-CN": "销售"})
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
DERIVED = (
    tables.CheckIn,
    tables.Prompted,
    tables.Blocker,
    tables.Goal,
    tables.Adoption,
    tables.AgendaItem,
    tables.Action,
    tables.OneOnOne,
    people_tables.Preference,
    people_tables.Pause,
    people_tables.Absence,
    people_tables.Department,
)

who = st.sampled_from(("ann", "tom", "max", "hana"))
week = st.sampled_from(("2026-W46", "2026-W47", "2026-W48"))
blocker = st.sampled_from(("b0", "b1", "b2"))
goal = st.sampled_from(("g0", "g1"))
indicator = st.sampled_from(("sales.win_rate", "rnd.time_to_restore"))
department = st.sampled_from(("sales", "rd"))
result = st.sampled_from(("r1", "r2"))
held = st.sampled_from(("", "e0", "e3"))
side = st.sampled_from(("owner", "manager"))
day = st.dates(date(2026, 11, 1), date(2026, 12, 31))
words = st.text(max_size=5)
item = st.sampled_from(("i1", "i2"))
SETTLED = ("talked", "next_time", "dropped", "open")
action = st.sampled_from(("a0", "a1"))
RHYTHM = TalkRhythm("week", 1, time(14), "Europe/Berlin", date(2026, 11, 24))
SETTINGS = (
    ("language", "zh-CN"),
    ("slot_day", "3"),
    ("slot_day", ""),
    ("slot_time", "08:15"),
    ("quiet", "17:30-08:00"),
    ("every_weeks", "2"),
    ("digest_day", "4"),
    ("goodbye", "2026-W48"),
)
kinds = st.one_of(
    st.builds(
        entries.CheckInAnswered,
        week,
        plans=st.tuples(words),
        quick=st.booleans(),
        corrects=st.sampled_from(("", "e0", "e3")),
    ),
    st.builds(entries.CheckInWithdrawn, week, st.sampled_from(("e0", "e1", "e2", "e4"))),
    st.builds(entries.Prompted, week),
    st.builds(entries.EnergyNoted, week, st.integers(1, 5)),
    st.builds(entries.EnergyWithdrawn, week),
    st.builds(entries.ReplyGiven, blocker, words),
    st.builds(entries.BlockerHurried, blocker),
    st.builds(entries.BlockerTaken, blocker, who, day),
    st.builds(entries.BlockerDeclined, blocker, who, words, others=st.booleans()),
    st.builds(entries.BlockerPassed, blocker, st.sampled_from(("manager", "person", "hr")), who),
    st.builds(entries.BlockerClosed, blocker),
    st.builds(
        entries.GoalSet,
        goal,
        st.builds(GoalContent, words, day, st.none() | day, team=st.sampled_from(("", "sales"))),
        side,
        st.booleans(),
        st.booleans(),
        words,
    ),
    st.builds(entries.GoalConfirmed, goal, st.integers(1, 3), side),
    st.builds(
        entries.GoalMoved,
        goal,
        st.sampled_from(("on_track", "at_risk", "stuck", "")),
        st.lists(st.builds(ResultValue, result, st.just(Decimal(7))), max_size=2).map(tuple),
        words,
        imported=st.sampled_from(("", "i1")),
        before=st.lists(st.builds(Held, result, held), max_size=2).map(tuple),
        undoes=held,
        back_to=held,
    ),
    st.builds(entries.GoalClosed, goal, st.sampled_from(("done", "missed", "dropped")), words),
    st.builds(entries.GoalReopened, goal),
    st.builds(entries.GoalChangedLate, goal),
    st.builds(entries.IndicatorAdopted, indicator, department),
    st.builds(entries.IndicatorDropped, indicator, department),
    st.sampled_from(SETTINGS).map(lambda pair: entries.SettingChanged(*pair)),
    st.builds(entries.Paused, day),
    st.just(entries.PauseEnded()),
    st.builds(entries.AwayAnnounced, day, day),
    st.builds(entries.AwayEnded, day, day),
    st.just(entries.Welcomed()),
    st.builds(talks.AgendaItemReworded, item, st.just("max"), words),
    st.builds(talks.AgendaItemSettled, item, st.just("max"), st.sampled_from(SETTLED)),
    st.builds(talks.AgendaItemPutFirst, item, st.just("max")),
    st.builds(talks.ActionAgreed, action, st.just("max"), who, words, st.none() | day),
    st.builds(talks.ActionSettled, action, st.just("max"), st.sampled_from(("done", "dropped", "open"))),
    st.builds(talks.TalkRhythmSet, st.just("max"), st.just(RHYTHM)),
    st.builds(talks.TalkPlanned, st.just("max"), st.none() | st.just(MONDAY), st.sampled_from(get_args(Why))),
    st.builds(talks.TalkNoted, st.just("max"), words),
    st.builds(talks.TalkClosed, st.just("max")),
)
heads = st.sampled_from(("", "ann", "tom", "max"))
histories = st.lists(st.tuples(kinds, who, who), max_size=30)


def derived(company: Any) -> dict[str, list[Any]]:
    """Every row that a projection writes; the numbers that the database gives apart."""
    return {
        table.name: sorted(
            company.tx.conn.execute(select(*(column for column in table.c if column.name != "number"))).all(), key=repr
        )
        for table in map(rows_of, DERIVED)
    }


def with_its_own_keys(company: Any) -> Any:
    """The company with nothing kept of keys that were rolled back with the example before."""
    box = Box(company.tx.conn, company.tx.box.ring, KeyCache())
    return replace(company, tx=Transaction(company.tx.conn, box))


def standing(company: Any) -> int:
    """How many entries are not erased."""
    entry = rows_of(tables.Entry)
    return len(company.tx.conn.execute(select(entry.c.seq).where(entry.c.body.is_not(None))).all())


def play(company: Any, history: list[tuple[Any, str, str]]) -> None:
    for n in range(3):
        raiser = ("ann", "tom", "ann")[n]
        company.write(entries.BlockerRaised(f"b{n}", "?", urgent=n == 2), raiser)
    company.write(entries.AgendaItemAdded("i1", "max", "Talk"), by="max", audience="pair")
    company.write(entries.DepartmentOpened("sales", MONDAY), "sales", by="hana", audience="organisation")
    for n, (entry, subject, author) in enumerate(history):
        try:
            # What is a department's stands in the record of the department, whoever decided it.
            company.write(entry, getattr(entry, "department", subject), by=author, id=f"e{n}", hours=n)
        except (Conflict, NotTheirs):
            continue


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories, st.sampled_from(("", "ann", "tom", "max")), st.lists(heads, min_size=3, max_size=3))
def test_what_is_derived_again_is_the_same(company: Any, history: list[Any], erased: str, headed: list[str]) -> None:
    with company.tx.conn.begin_nested() as savepoint:
        company = with_its_own_keys(company)
        roster.set_leave(company.tx, "ann", [(date(2026, 12, 24), date(2026, 12, 31))])
        roster.upsert_department(company.tx, replace(SALES, head=headed[0]))
        play(company, history)
        roster.upsert_department(company.tx, replace(SALES, head=headed[1]))
        roster.update_person(company.tx, replace(company.person("ann"), manager="neo"))
        if erased:
            erase_person(company.tx, erased, "hana", MONDAY)
        roster.upsert_department(company.tx, replace(SALES, head=headed[2]))
        live = derived(company)
        assert records.rebuild(company.tx) == standing(company)
        assert derived(company) == live
        savepoint.rollback()


def test_the_test_sees_what_a_rebuild_forgets(company: Any) -> None:
    company.raise_one()
    live = derived(company)
    company.force("blocker", "UPDATE blocker SET status = 'closed'")
    assert derived(company) != live
    assert records.rebuild(company.tx) == 1
    assert derived(company) == live


def test_a_rebuild_takes_more_entries_than_one_batch(company: Any) -> None:
    for n in range(510):
        company.write(entries.EnergyNoted(f"2026-W{n % 52:02}", 3), hours=n)
    company.write(entries.Welcomed())
    assert records.rebuild(company.tx) == 511
    assert company.person("ann").welcomed


def test_an_index_serves_about_this_person_in_this_period(company: Any) -> None:
    conn = company.tx.conn
    explain = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[conn.dialect.name]
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
    asked = "SELECT id FROM entry WHERE subject = 'ann' AND period IN ('2026-W48') AND kind IN ('energy_noted')"
    plan = repr(conn.exec_driver_sql(f"{explain} {asked}").all())
    # With so few rows PostgreSQL takes either index of a person's entries: the cost never grows with the company.
    assert "ix_entry_subject_" in plan, plan


def test_what_is_named_is_looked_up_however_long_the_record_is(company: Any) -> None:
    """Before each message its reader is asked for anew: searching all entries for that took longer every week."""
    conn, asked = company.tx.conn, []

    def note(_conn: Any, _cursor: Any, statement: str, arguments: Any, *_rest: object) -> None:
        asked.append((statement, arguments))

    event.listen(conn.engine, "before_cursor_execute", note)
    try:
        for _ in range(2):
            readable_ids(company.tx, company.person("ann"), ["entry1", "b1"])
    finally:
        event.remove(conn.engine, "before_cursor_execute", note)
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
    explain = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[conn.dialect.name]
    for table in ("entry", "blocker"):
        statement, arguments = next(each for each in reversed(asked) if f"FROM {table}" in each[0])
        plan = repr(conn.exec_driver_sql(f"{explain} {statement}", arguments).all())
        assert f"SCAN {table}" not in plan and f"Seq Scan on {table}" not in plan, plan
