"""Whether a request can have left: only from then on is it in doubt what became of it.

Before there is a connection nothing was sent, whatever fails: a name, a proxy, TLS, a place among our connections.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import aiohttp


class Leaving:
    """One request on its way out. `is_possible` from the moment on at which it may be under way."""

    is_possible = False


_watched: ContextVar[Leaving | None] = ContextVar("leaving", default=None)


@contextmanager
def watched() -> Iterator[Leaving]:
    """Watch the request that is made inside, by a session that has `tracing`."""
    leaving = Leaving()
    before = _watched.set(leaving)
    try:
        yield leaving
    finally:
        _watched.reset(before)


def tracing() -> aiohttp.TraceConfig:
    """What a session needs so that its requests can be watched."""
    config = aiohttp.TraceConfig()
    config.on_connection_create_end.append(_connected)
    config.on_connection_reuseconn.append(_connected)
    return config


async def _connected(*_about: object) -> None:
    leaving = _watched.get()
    if leaving:
        leaving.is_possible = True
