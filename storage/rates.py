"""The rates of the platforms, shared by all replicas: a GCRA bucket per workspace or tenant, one per chat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, case, delete, select
from sqlalchemy.dialects.postgresql import insert

from storage.database import Transaction
from storage.tables.base import rows_of
from storage.tables.delivery import Rate

_rate = rows_of(Rate)
_begin = case((_rate.c.held_until > bindparam("now"), _rate.c.held_until), else_=bindparam("now"))
_later = case((_rate.c.arrival > _begin, _rate.c.arrival), else_=_begin)
_place = insert(_rate).values(held_until=0.0, arrival=bindparam("first"))
_next = {"arrival": _later + bindparam("step")}
_given = (_rate.c.arrival, _rate.c.held_until)
_reserve = _place.on_conflict_do_update(index_elements=["bucket"], set_=_next).returning(*_given)
_is_soon = (_later <= bindparam("latest_arrival")) & (_rate.c.held_until <= bindparam("latest"))
_reserve_soon = _place.on_conflict_do_update(index_elements=["bucket"], set_=_next, where=_is_soon).returning(*_given)
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
_forget = delete(_rate).where(_rate.c.bucket == bindparam("which"))
_held = select(_rate.c.held_until).where(_rate.c.bucket == bindparam("which"))


def reserve(tx: Transaction, bucket: str, per_second: float, burst: int, now: datetime) -> float:
    """Reserve one call and give the seconds to wait before making it, 0 for at once. `now` is real time.

    `burst` calls may come together after a rest. A reservation that is not used is lost; reserve again.
    """
    step, instant = 1 / per_second, now.timestamp()
    arrival, held_until = tx.conn.execute(_reserve, _asked(bucket, step, instant)).one()
    return _wait(arrival, held_until, burst * step, instant)


def reserve_soon(
    tx: Transaction, bucket: str, per_second: float, burst: int, now: datetime, within: float
) -> float | None:
    """Reserve one call as `reserve` does, if it may be made within so many seconds; None, and nothing reserved, if not.

    For what is better left out than said late: a flood of it must not put off what comes after.
    """
    step, instant = 1 / per_second, now.timestamp()
    soon = {"latest": instant + within, "latest_arrival": instant + within + (burst - 1) * step}
    found = tx.conn.execute(_reserve_soon, {**_asked(bucket, step, instant), **soon}).one_or_none()
    return _wait(found.arrival, found.held_until, burst * step, instant) if found else None


def hold(tx: Transaction, bucket: str, until: datetime) -> None:
    """Let nothing of this bucket go before an instant: the platform's Retry-After."""
    tx.conn.execute(_hold, {"bucket": bucket, "held_until": until.timestamp()})


def forget(tx: Transaction, bucket: str) -> None:
    """Begin this bucket anew, full."""
    tx.conn.execute(_forget, {"which": bucket})


def held(tx: Transaction, bucket: str, now: datetime) -> float:
    """The seconds for which nothing of this bucket may go, 0 if it may. `now` is real time."""
    until = tx.conn.execute(_held, {"which": bucket}).scalar()
    return max(0.0, (until or 0.0) - now.timestamp())


def _asked(bucket: str, step: float, instant: float) -> dict[str, object]:
    return {"bucket": bucket, "now": instant, "first": instant + step, "step": step}


def _wait(arrival: float, held_until: float, lead: float, instant: float) -> float:
    return max(0.0, held_until - instant, arrival - lead - instant)
