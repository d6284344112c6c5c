"""The burden ledger: what the bot begins, by a person's week and month; averages are made of totals alone.

A month's totals are of those to whom something came in it, where they were then: who leaves or moves changes none, or
the difference would be what came to that one person. Who joins does, so a month is shown once it is over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from conversations.rules.budget import PromptKind
from conversations.rules.burden import Burden, Total, month_of
from conversations.rules.weeks import Week
from storage.database import Transaction
from storage.person_rows import PERSON
from storage.tables import delivery as tables
from storage.tables.base import rows_of
from storage.tables.delivery import COUNTED, DeliveryStatus
from storage.tables.people import Preference

QUESTIONS = "questions"

_burden = rows_of(tables.Burden)
_ledger = rows_of(tables.Delivery)
_preference = rows_of(Preference)

_that_month = select(func.min(_burden.c.department)).where(
    _burden.c.person == bindparam("whose"), _burden.c.month == bindparam("in_month")
)
_now = select(PERSON.c.department).where(PERSON.c.id == bindparam("whose"))
_counted = insert(_burden).values(department=func.coalesce(_that_month.scalar_subquery(), _now.scalar_subquery(), ""))
_count = _counted.on_conflict_do_update(
    index_elements=["person", "month", "what"], set_={"n": _burden.c.n + _counted.excluded.n}
)
_of_person = select(_burden.c.what, _burden.c.n).where(
    _burden.c.person == bindparam("whose"), _burden.c.month == bindparam("in_month")
)
_begun_between = (
    select(_ledger.c.counts_as, func.count().label("n"))
    .where(_ledger.c.recipient == bindparam("of_recipient"), COUNTED)
    .where(_ledger.c.day.between(bindparam("first"), bindparam("last")))
    .where(_ledger.c.status.in_((DeliveryStatus.PENDING, DeliveryStatus.SENDING, DeliveryStatus.SENT)))
    .where(_ledger.c.id != bindparam("besides"))
    .group_by(_ledger.c.counts_as)
)
_of_month = _burden.join(_preference, _preference.c.person == _burden.c.person)
_took_part = (_burden.c.month == bindparam("in_month")) & _preference.c.welcomed_at.is_not(None)
_people = (
    select(_burden.c.department, func.count(_burden.c.person.distinct()).label("n"))
    .select_from(_of_month)
    .where(_took_part)
    .group_by(_burden.c.department)
    .order_by(_burden.c.department)
)
_by_department = (
    select(_burden.c.department, _burden.c.what, func.sum(_burden.c.n).label("n"))
    .select_from(_of_month)
    .where(_took_part)
    .group_by(_burden.c.department, _burden.c.what)
)


def count(tx: Transaction, person: str, day: date, kind: PromptKind, questions: int) -> None:
    """Note that a message of this kind came, on the person's local day, and how many questions it asks."""
    month = month_of(day)
    shared = {"person": person, "month": month, "whose": person, "in_month": month}
    asked = [{**shared, "what": QUESTIONS, "n": questions}] if questions else []
    tx.conn.execute(_count, [{**shared, "what": kind, "n": 1}, *asked])


def begun_in(tx: Transaction, recipient: str, week: Week, besides: str = "") -> Mapping[PromptKind, int]:
    """What the bot began in somebody's week, came already or still waits, by kind; `besides` one delivery."""
    between = {"of_recipient": recipient, "first": week.monday, "last": week.sunday, "besides": besides}
    return {row.counts_as: row.n for row in tx.conn.execute(_begun_between, between)}


def of_person(tx: Transaction, person: str, month: str) -> Burden:
    """What came to one person in a month; for that person alone."""
    return _burden_in(tx.conn.execute(_of_person, {"whose": person, "in_month": month}).all())


def totals(tx: Transaction, month: str) -> Sequence[Total]:
    """By department, the people to whom something came in a month and what; to make averages of."""
    rows: dict[str, list[Any]] = {}
    of_month = {"in_month": month}
    for row in tx.conn.execute(_by_department, of_month):
        rows.setdefault(row.department, []).append(row)
    return [
        Total(row.department, row.n, _burden_in(rows[row.department])) for row in tx.conn.execute(_people, of_month)
    ]


def _burden_in(rows: Sequence[Any]) -> Burden:
    found: Mapping[Any, int] = {row.what: int(row.n) for row in rows}
    begun = {kind: n for kind, n in found.items() if kind != QUESTIONS}
    return Burden(begun, found.get(QUESTIONS, 0))
