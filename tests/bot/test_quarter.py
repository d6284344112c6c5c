"""A quarter of a company with every flow on: nobody gets more than the budget but by the exempt kinds."""

import os
from collections import Counter
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select

from conversations.rules.budget import EVERYBODY, EXEMPT, MANAGERS
from conversations.rules.weeks import week_at
from storage.database import Transaction
from storage.tables.base import rows_of
from storage.tables.delivery import Burden, Delivery
from storage.tables.people import Person
from storage.tables.records import Goal
from tests.bot.living import utc
from tests.bot.quarter import Quarter, quarter

PEOPLE = int(os.environ.get("RAPPORT_QUARTER_PEOPLE", "50"))
"""The figures for a company of 200 take RAPPORT_QUARTER_PEOPLE=200 and four minutes."""

BEGINS, WEEKS = utc(9, 7, 6), 13
ENDS = BEGINS + timedelta(weeks=WEEKS)
WITHIN = timedelta(days=1)

_ledger, _burden, _goal, _person = rows_of(Delivery), rows_of(Burden), rows_of(Goal), rows_of(Person)


class Came(NamedTuple):
    """A message that the bot began, as the ledger has it once it came."""

    person: str
    name: str
    counts_as: str
    planned: datetime
    came: datetime


def _came(tx: Transaction) -> list[Came]:
    begun = select(_ledger).where(_ledger.c.counts_as != "", _ledger.c.status == "sent").order_by(_ledger.c.seq)
    return [Came(r.recipient, r.name, r.counts_as, r.created_at, r.sent_at) for r in tx.conn.execute(begun)]


def _merged(tx: Transaction) -> int:
    """How often a flow changed its message that stood, for want of room: nobody else changes these."""
    changed = select(_ledger.c.id).where(_ledger.c.name.like("stand_in.%"), _ledger.c.prompt.is_(False))
    return len(tx.conn.execute(changed.where(_ledger.c.name.not_like("%.over"))).all())


def _missed(tx: Transaction) -> Counter[tuple[str, str]]:
    """What never came, by its card and by why."""
    never = select(_ledger.c.name, _ledger.c.reason).where(_ledger.c.status.in_(("missed", "failed")))
    return Counter((row.name, row.reason) for row in tx.conn.execute(never))


def _unheard(tx: Transaction) -> list[str]:
    """Goals that wait for somebody's yes for over a week, of which no message came to them."""
    waits = select(_goal.c.id, _goal.c.owner, _goal.c.confirmed).where(
        _goal.c.state == "proposed", _goal.c.set_at < ENDS - timedelta(weeks=1)
    )
    managers = {row.id: row.manager for row in tx.conn.execute(select(_person.c.id, _person.c.manager))}
    told = select(_ledger.c.recipient, _ledger.c.about).where(_ledger.c.status == "sent")
    heard = {(row.recipient, id_) for row in tx.conn.execute(told) for id_ in row.about.split()}
    found = [(row.id, managers[row.owner] if row.confirmed == "owner" else row.owner) for row in tx.conn.execute(waits)]
    return [goal for goal, who in found if (who, goal) not in heard]


def _ledger_of_burden(tx: Transaction) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in tx.conn.execute(select(_burden.c.what, _burden.c.n)):
        found[row.what] += row.n
    return found


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_quarter(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    async with quarter(database_url, PEOPLE, BEGINS) as living:
        await living.lives(ENDS)
        read = living.company.database.read
        came, missed, merged = await read(_came), await read(_missed), await read(_merged)
        unheard = await read(_unheard)
        burden = await read(_ledger_of_burden)
    weeks = by_week(living, came)
    with capsys.disabled():
        print(
            *figures(weeks, came),
            f"changed what stood: {merged}, never came: {dict(missed)}",
            f"proposals unheard of: {len(unheard)}",
            sep="\n",
        )
    leads = {person.manager for person in living.people.values()}
    over = {
        (person, week): dict(kinds)
        for (person, week), kinds in weeks.items()
        if counted(kinds) > (MANAGERS if person in leads else EVERYBODY).messages
        or kinds["request"] > (MANAGERS if person in leads else EVERYBODY).requests
    }
    assert over == {}, "messages in the week of somebody, by kind"
    kinds = Counter(each.counts_as for each in came)
    assert set(kinds) == {"request", "reminder", "nudge", "news", "notice", "colleague", "urgent"}
    assert max(each.came - each.planned for each in came if each.counts_as == "urgent") < WITHIN
    assert unheard == [], "proposals whose other side was never told"
    questions = burden.pop("questions")
    assert burden == kinds, "the burden ledger counts what came, and nothing else"
    assert questions > kinds["request"]


def by_week(living: Quarter, came: list[Came]) -> dict[tuple[str, str], Counter[str]]:
    """What came to each person in each of their own weeks, by kind: by when it came, not by when it was planned."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for each in came:
        week = week_at(each.came, living.people[each.person].zone)
        found.setdefault((each.person, str(week)), Counter())[each.counts_as] += 1
    return found


def counted(kinds: Counter[str]) -> int:
    """Those that count against the budget."""
    return sum(n for kind, n in kinds.items() if kind not in EXEMPT)


def figures(weeks: dict[Any, Counter[str]], came: list[Came]) -> list[str]:
    """The table: how many of each kind, how many in a person's week at most, how long the longest waited."""
    lines = [f"\n{PEOPLE} people, {WEEKS} weeks, {len(weeks)} person-weeks with messages, {len(came)} messages"]
    lines.append(f"{'kind':<12}{'messages':>9}{'a week':>9}{'most':>6}{'longest wait':>16}")
    for kind in sorted({each.counts_as for each in came}):
        of_kind = [each for each in came if each.counts_as == kind]
        most, wait = max(kinds[kind] for kinds in weeks.values()), max(each.came - each.planned for each in of_kind)
        exempt = " exempt" if kind in EXEMPT else ""
        lines.append(f"{kind:<12}{len(of_kind):>9}{len(of_kind) / PEOPLE / WEEKS:>9.2f}{most:>6}{wait!s:>16}{exempt}")
    histogram = Counter(map(counted, weeks.values()))
    lines.append("counted messages in a person's week: " + ", ".join(f"{n}: {histogram[n]}" for n in sorted(histogram)))
    return lines
