"""The rates of the platforms, shared by all replicas: a GCRA bucket per workspace or tenant, one per chat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, case, select
from sqlalchemy.dialects.postgresql import insert

from storage.database import Transaction
from storage.tables.base import rows_of
from storage.tables.delivery import Rate

_rate = rows_of(Rate)
_begin = case((_rate.c.held_until > bindparam("now"), _rate.c.held_until), else_=bindparam("now"))
_later = case((_rate.c.arrival > _begin, _rate.c.arrival), else_=_begin)
_reserve = (
    insert(_rate)
    .values(held_until=0.0, arrival=bindparam("first"))
    .on_conflict_do_update(index_elements=["bucket"], set_={"arrival": _later + bindparam("step")})
    .returning(_rate.c.arrival, _rate.c.held_until)
)
_hold = insert(_rate).values(arrival=0.0)
_hold = _hold.on_conflict_do_update(
    index_elements=["bucket"],
    set_={
        "held_until": case(
            (_rate.c.held_until > _hold.excluded.held_until, _rate.c.held_until),
            else_=_hold.excluded.held_until,
        )
    },
)
_held = select(_rate.c.held_until).where(_rate.c.bucket == bindparam("which"))


def reserve(tx: Transaction, bucket: str, per_second: float, burst: int, now: datetime) -> float:
    """Reserve one call and give the seconds to wait before making it, 0 for at once. `now` is real time.

    `burst` calls may come together after a rest. A reservation that is not used is lost; reserve again.
    """
    step, instant = 1 / per_second, now.timestamp()
    row = {"bucket": bucket, "now": instant, "first": instant + step, "step": step}
    arrival, held_until = tx.conn.execute(_reserve, row).one()
    ours = max(instant, held_until, arrival - burst * step)
    return float(ours - instant)


def hold(tx: Transaction, bucket: str, until: datetime) -> None:
    """Let nothing of this bucket go before an instant: the platform's Retry-After."""
    tx.conn.execute(_hold, {"bucket": bucket, "held_until": until.timestamp()})


def held(tx: Transaction, bucket: str, now: datetime) -> float:
    """The seconds for which nothing of this bucket may go, 0 if it may. `now` is real time."""
    until = tx.conn.execute(_held, {"which": bucket}).scalar()
    return max(0.0, (until or 0.0) - now.timestamp())
