"""The ledger of deliveries: one row per message is the truth about it. A slot holds one message, the standing one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, and_, bindparam, case, func, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from conversations.toolkit.events import Address
from storage.database import Transaction
from storage.tables.base import rows_of
from storage.tables.delivery import Delivery, DeliveryStatus
from storage.tables.running import RunningConversation

Kind = Literal["message", "form"]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A message to plan: whose conversation shows what to whom. `card` is JSON, `at` company time.

    `key` is unique to it (the turn's event key and a number, a broadcast's version and person). `about` are the
    entries whose readers alone may get it. `not_before` is real time: quiet hours.
    """

    key: str
    address: Address
    recipient: str
    slot: str
    name: str
    card: bytes
    at: datetime
    asks: str = ""
    about: tuple[str, ...] = ()
    prompt: bool = False
    urgent: bool = False
    not_before: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Chat:
    """Where a recipient is reached: platform, workspace or tenant, and user there."""

    platform: str
    tenant: str
    user: str


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A delivery as the ledger has it, without its card. `standing`: nothing newer took its slot."""

    seq: int
    id: str
    key: str
    kind: Kind
    address: Address
    recipient: str
    slot: str
    name: str
    asks: str
    about: tuple[str, ...]
    prompt: bool
    urgent: bool
    standing: bool
    status: DeliveryStatus
    reason: str
    tries: int
    not_before: datetime | None
    at: datetime
    created_at: datetime
    claimed_at: datetime | None
    chat: Chat
    message: str
