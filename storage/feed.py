"""The messages of the page: what Slack and Teams keep for themselves, the page keeps here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import Insert

from storage.database import Transaction, VersionConflict
from storage.tables.base import rows_of
from storage.tables.web import Feed


@dataclass(frozen=True)
class Item:
    """A message on a person's page: the bot's `card` (JSON) or what the person `said`.

    `at` is company time. An edited message keeps its `message` and `at`, and gets a new, higher `seq`.
    """

    seq: int
    message: str
    delivery: str
    card: bytes
    said: str
    at: datetime


_feed = rows_of(Feed)
_counted = _feed.alias("counted")
_next = (
    select(func.coalesce(func.max(_counted.c.seq), 0) + 1)
    .where(_counted.c.person == bindparam("whose"))
    .scalar_subquery()
)
_say = insert(_feed).values(seq=_next, place=_next).on_conflict_do_nothing(index_elements=["person", "message"])
_put = insert(_feed).values(seq=_next, place=_next)
_put = _put.on_conflict_do_update(
    index_elements=["person", "message"],
    set_={name: _put.excluded[name] for name in ("seq", "delivery", "card")},
    where=_feed.c.delivery != _put.excluded.delivery,
)
_latest = (
    select(_feed).where(_feed.c.person == bindparam("whose")).order_by(_feed.c.place.desc()).limit(bindparam("most"))
)
_after = (
    select(_feed)
    .where(_feed.c.person == bindparam("whose"), _feed.c.seq > bindparam("seen"))
    .order_by(_feed.c.seq)
    .limit(bindparam("most"))
)
_cards = select(_feed.c.message, _feed.c.card).where(_feed.c.person == bindparam("whose"), _feed.c.card.is_not(None))
_rewrite = update(_feed).where(_feed.c.person == bindparam("whose"), _feed.c.message == bindparam("which"))


def put(tx: Transaction, person: str, message: str, delivery: str, card: bytes, at: datetime) -> None:
    """Put a card (JSON) on a person's page, or change it in place; the same delivery twice is once."""
    sealed = tx.box.seal(person, card, "feed", "card", _row(person, message))
    _add(tx, _put, {"person": person, "message": message, "delivery": delivery, "card": sealed, "at": at})


def say(tx: Transaction, person: str, key: str, text: str, at: datetime) -> None:
    """Keep a person's own words for their page; the same key again changes nothing."""
    sealed = tx.box.seal(person, text.encode(), "feed", "said", _row(person, key))
    _add(tx, _say, {"person": person, "message": key, "delivery": "", "said": sealed, "at": at})


def latest(tx: Transaction, person: str, most: int = 60) -> Sequence[Item]:
    """The latest messages in the order in which they first came, each in its present form."""
    found = tx.conn.execute(_latest, {"whose": person, "most": most}).all()
    return [_item(tx, row) for row in reversed(found)]


def after(tx: Transaction, person: str, seq: int, most: int = 200) -> Sequence[Item]:
    """What is new or changed on a person's page since this seq, in the order of the changes."""
    return [_item(tx, row) for row in tx.conn.execute(_after, {"whose": person, "seen": seq, "most": most})]


def rewrite(tx: Transaction, person: str, change: Callable[[bytes], bytes]) -> None:
    """Change the cards (JSON) on a person's page, in their places."""
    for row in tx.conn.execute(_cards, {"whose": person}).all():
        place = _row(person, row.message)
        card = tx.box.open(person, row.card, "feed", "card", place)
        changed = change(card)
        if changed != card:
            sealed = tx.box.seal(person, changed, "feed", "card", place)
            tx.conn.execute(_rewrite, {"whose": person, "which": row.message, "card": sealed})


def _add(tx: Transaction, statement: Insert, values: dict[str, object]) -> None:
    try:
        tx.conn.execute(statement, {**values, "whose": values["person"]})
    except IntegrityError:
        # Another message took this person's next number; without gaps a follower can miss nothing.
        raise VersionConflict from None


def _item(tx: Transaction, row: Row[*tuple[Any, ...]]) -> Item:
    place = _row(row.person, row.message)
    card = tx.box.open(row.person, row.card, "feed", "card", place) if row.card else b""
    said = tx.box.open(row.person, row.said, "feed", "said", place).decode() if row.said else ""
    return Item(row.seq, row.message, row.delivery, card, said, row.at)


def _row(person: str, message: str) -> str:
    return f"{person}|{message}"
