"""What evidence costs: the block of somebody with years behind them, in companies of a thousand to a hundred thousand.

In each company twenty people have five years of weekly entries, twenty three, twenty one; everybody else has twenty
entries, a goal and a blocker. Machines are shared and noisy: what can be compared between runs are the ratios of CPU,
to the smallest company and to the shortest history. The CPU of PostgreSQL itself is in the time by the clock only.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median, quantiles
from typing import Any

from sqlalchemy import insert, make_url, select, text

from conversations.entries import BlockerClosed, BlockerRaised, BlockerTaken, CheckInAnswered, Entry, PlanOutcome
from conversations.entries.goals import GoalClosed, GoalConfirmed, GoalMoved, GoalSet, ResultValue
from conversations.rules.calendar import load_calendar
from conversations.rules.calendar_tables import load_overrides
from conversations.rules.evidence.block import Whose, evidence_block
from conversations.rules.evidence.facts import Block
from conversations.rules.evidence.spans import last_months
from conversations.rules.goals import GoalContent, KeyResult
from conversations.rules.roster import Person
from conversations.rules.skips import WorkingWeek
from conversations.rules.weeks import week_of
from conversations.toolkit.catalogue import Catalogue
from conversations.toolkit.effects import Record
from conversations.toolkit.vocabulary import Vocabulary
from conversations.toolkit.wire import to_json
from storage import people, records, roster
from storage.crypto import KeyRing
from storage.database import Database, Transaction
from storage.reader import StoreReader
from storage.schema import migrate
from storage.tables import people as people_tables
from storage.tables import records as tables
from storage.tables.base import rows_of

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
TODAY = NOW.date()
COMPANIES, HISTORIES, VETERANS = (1_000, 10_000, 100_000), (1, 3, 5), 20
ENTRIES_OF_OTHERS = 20
IN_A_COMMIT = 500
"""People whose entries are written at once."""

ROUNDS = 25
GOAL_MS = 50
LEAD = "lead"

PERSON = rows_of(people_tables.Person)
ENTRY, GOAL, BLOCKER = rows_of(tables.Entry), rows_of(tables.Goal), rows_of(tables.Blocker)
CALENDAR = load_calendar("DE-BE", load_overrides(None))
WORKING = WorkingWeek(CALENDAR, frozenset(range(5)))


async def test_evidence(database_url: str, tell: Callable[[str], None]) -> None:
    migrate(database_url)
    database = Database.open(database_url, KeyRing("a secret of the benchmark, 32 characters and more"))
    vocabulary = Vocabulary.of(Catalogue.load())
    name = make_url(database_url).get_backend_name()
    tell(f"\n{name}: a block of six months")
    tell("                         entries  p50      p99 ms  CPU p50  p99 ms   to 1,000 people   to one year")
    begun: dict[int, float] = {}
    try:
        for years in HISTORIES:
            for n in range(VETERANS):
                await database.write(_live, f"v{years}-{n}", years)
        there = len(HISTORIES) * VETERANS
        for size in COMPANIES:
            for begin in range(there, size, IN_A_COMMIT):
                await database.write(_hire, range(begin, min(begin + IN_A_COMMIT, size)))
            there = size
            await database.write(_settled)
            took: dict[int, list[Took]] = {years: [] for years in HISTORIES}
            for n in range(ROUNDS * VETERANS):
                for years in HISTORIES:
                    took[years].append(await database.write(_built, n, years, vocabulary))
            shortest = median(each.cpu for each in took[HISTORIES[0]])
            for years in HISTORIES:
                cpu = [each.cpu for each in took[years]]
                first = begun.setdefault(years, median(cpu))
                wall = _ms([each.wall for each in took[years]])
                ratios = f"{median(cpu) / first:14.2f} {median(cpu) / shortest:15.2f}"
                tell(f"  {size:7,} people, {years} years {took[years][0].facts:5} {wall} {_ms(cpu)} {ratios}")
                assert quantiles(cpu, n=100)[98] * 1000 < GOAL_MS
    finally:
        await database.close()


def _ms(seconds: Sequence[float]) -> str:
    return f"{median(seconds) * 1000:8.1f} {quantiles(seconds, n=100)[98] * 1000:8.1f}"


@dataclass(frozen=True)
class Took:
    """Seconds of one block, by the clock and of CPU here, and how many facts it has."""

    wall: float
    cpu: float
    facts: int


def _built(tx: Transaction, n: int, years: int, vocabulary: Vocabulary) -> Took:
    """As a manager opens it: who may, the entries and goals opened, the block built, the look written down."""
    manager = people.person(tx, LEAD)
    assert manager
    began, used = time.perf_counter(), time.thread_time()
    reader = StoreReader(tx, manager, lambda _: CALENDAR, NOW, vocabulary=vocabulary)
    block = _block(reader, f"v{years}-{n % VETERANS}")
    took = Took(time.perf_counter() - began, time.thread_time() - used, len(block.facts))
    assert block.goals and block.sections == ("goals", "checkins", "blockers")
    return took


def _block(reader: StoreReader, person: str) -> Block:
    subject, span = reader.person(person), last_months(6, TODAY)
    written = reader.evidence(person, span.first, span.last)
    assert subject and written is not None
    goals = reader.goals_during(person, span.first, span.last)
    whose = Whose(subject, reader.absences(person, span.first), WORKING)
    return evidence_block(whose, span.first, span.last, written, goals, TODAY)


# --- the people with years behind them, written as turns write ------------------------------------------------------


def _live(tx: Transaction, id_: str, years: int) -> None:
    if people.person(tx, LEAD) is None:
        roster.insert_person(tx, _person(LEAD, ""), NOW)
    roster.insert_person(tx, _person(id_, LEAD), NOW)
    for n, (day, by, entry, audience) in enumerate(_life(id_, years)):
        at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=9, minutes=n % 50)
        record = Record(f"{id_}:{n}", entry, id_, str(week_of(day)), audience, citable=True)
        records.append(tx, by, at, record)


def _life(id_: str, years: int) -> Iterator[tuple[date, str, Entry, Any]]:
    """Every week a check-in and a number of the goal, every fourth a blocker, every half-year another goal."""
    monday, goal = week_of(TODAY - timedelta(weeks=52 * years)).monday, ""
    for n in range(52 * years):
        day = monday + timedelta(weeks=n)
        if n % 26 == 0:
            if goal:
                yield day, id_, GoalClosed(goal, "done", "Ask earlier"), "team"
            goal = f"{id_}:goal{n}"
            yield day, id_, GoalSet(goal, _content(day)), "team"
            yield day, LEAD, GoalConfirmed(goal, 1, "manager"), "team"
        outcomes = tuple(PlanOutcome(f"Plan {k} of week {n}, said in a few words", "done") for k in range(3))
        yield day, id_, CheckInAnswered(str(week_of(day)), outcomes, sentence="It went well."), "manager"
        yield day, id_, GoalMoved(goal, "on_track", (ResultValue("r1", Decimal(80 + n % 10)),)), "team"
        if n % 4 == 0:
            blocker = f"{id_}:blocker{n}"
            yield day, id_, BlockerRaised(blocker, "The supplier does not answer"), "manager"
            yield day + timedelta(days=1), LEAD, BlockerTaken(blocker, LEAD, day + timedelta(days=4)), "manager"
            yield day + timedelta(days=4), id_, BlockerClosed(blocker), "manager"


def _content(day: date) -> GoalContent:
    result = KeyResult("r1", "Renewal rate", "number", Decimal(80), Decimal(90), "%")
    return GoalContent("Customers renew", day, day + timedelta(weeks=26), (result,))


def _person(id_: str, manager: str) -> Person:
    return Person(id_, id_, f"{id_}@example.com", "works", manager=manager, zone="Europe/Berlin", region="DE-BE")


# --- all others: rows like theirs, sealed each for its own person ---------------------------------------------------


def _hire(tx: Transaction, numbers: Sequence[int]) -> None:
    """Copies of the first veteran's rows, with ids, keys and bodies of their own."""
    like = f"v{HISTORIES[0]}-0"
    person = dict(tx.conn.execute(select(PERSON).where(PERSON.c.id == like)).mappings().one())
    entries = [dict(row) for row in tx.conn.execute(_some(like)).mappings()]
    goal = dict(tx.conn.execute(select(GOAL).where(GOAL.c.owner == like).limit(1)).mappings().one())
    blocker = dict(tx.conn.execute(select(BLOCKER).where(BLOCKER.c.raiser == like).limit(1)).mappings().one())
    said = [to_json(Entry, records.open_body(tx, like, row["id"], row["body"])) for row in entries]
    ids = [f"p{n}" for n in numbers]
    managers = [f"p{n - n % 10}" if n % 10 else "" for n in numbers]
    tx.conn.execute(
        insert(PERSON),
        [
            {**person, "id": id_, "email": f"{id_}@example.com", "manager": manager}
            for id_, manager in zip(ids, managers, strict=True)
        ],
    )
    tx.conn.execute(insert(ENTRY), [row for id_ in ids for row in _entries(tx, id_, entries, said)])
    tx.conn.execute(insert(GOAL), [{**goal, "id": f"{id_}:goal", "owner": id_, "entry": f"{id_}:0"} for id_ in ids])
    tx.conn.execute(
        insert(BLOCKER), [{**blocker, "id": f"{id_}:blocker", "raiser": id_, "entry": f"{id_}:1"} for id_ in ids]
    )


def _some(person: str) -> Any:
    return select(ENTRY).where(ENTRY.c.subject == person).order_by(ENTRY.c.seq.desc()).limit(ENTRIES_OF_OTHERS)


def _entries(
    tx: Transaction, person: str, like: Sequence[dict[str, Any]], said: Sequence[bytes]
) -> Iterator[dict[str, Any]]:
    for n, (row, words) in enumerate(zip(like, said, strict=True)):
        id_ = f"{person}:{n}"
        body = tx.box.seal(person, words, "entry", "body", id_)
        changed = {"id": id_, "subject": person, "author": person, "body": body, "hash": hashlib.sha256(body).digest()}
        yield {**{name: value for name, value in row.items() if name != "seq"}, **changed}


def _settled(tx: Transaction) -> None:
    """What a database does by itself after a while: it knows how its tables are filled."""
    tx.conn.execute(text("ANALYZE"))
