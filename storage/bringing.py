"""What the bot brought somebody of itself, and of which entries it told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from conversations.toolkit.reader import Brought
from storage.database import Transaction
from storage.deliveries import ledger
from storage.person_rows import ACTIVE, PERSON
from storage.tables.base import one_of
from storage.tables.delivery import DeliveryStatus

_brought = (
    select(ledger.c.topic, ledger.c.at, ledger.c.about)
    .where(ledger.c.owner == bindparam("me"), ledger.c.conversation == bindparam("of_conversation"))
    .where(one_of(ledger.c.topic, "topics"), ledger.c.recipient == bindparam("me"))
    .where(ledger.c.name == bindparam("card"), ledger.c.prompt, ledger.c.status == DeliveryStatus.SENT)
    .order_by(ledger.c.seq)
)
_manages = select(PERSON.c.id).where(
    PERSON.c.id == bindparam("report"), PERSON.c.manager == bindparam("manager"), ACTIVE
)


def brought(
    tx: Transaction, me: str, card: str, conversation: str, topics: Sequence[str], report: str = ""
) -> Sequence[Brought]:
    """The cards of this name that the bot began in somebody's own conversations, or in those of who reports to them
    now, and that arrived, oldest first.
    """
    if report and not tx.conn.execute(_manages, {"report": report, "manager": me}).first():
        return ()
    asked = {"me": report or me, "card": card, "of_conversation": conversation, "topics": list(topics)}
    return [Brought(row.topic, row.at, tuple(row.about.split())) for row in tx.conn.execute(_brought, asked)]
