"""Requests that were refused at a chat platform's door: counted, and named in the log once a minute."""

from __future__ import annotations

import time
from collections import Counter as Counts
from collections.abc import Collection

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter

from bot.logs import log

EVERY = 60.0
"""Seconds between two lines about one door and one status: whoever knocks often fills no log."""

_REFUSED = range(400, 500)


class Refusals:
    """What came to a chat platform's door and was not let in, by route and status. Nothing of the request is kept."""

    def __init__(self, routes: Collection[str], registry: CollectorRegistry) -> None:
        self._routes = frozenset(routes)
        self._count = Counter(
            "rapport_refused_requests", "Requests refused at a chat platform's door.", ["route", "status"],
            registry=registry,
        )  # fmt: skip
        self._told: dict[tuple[str, int], float] = {}
        self._since: Counts[tuple[str, int]] = Counts()

    def note(self, request: web.Request, status: int) -> None:
        """A request was answered with this status."""
        resource = request.match_info.route.resource
        route = resource.canonical if resource else ""
        if route not in self._routes or status not in _REFUSED:
            return
        self._count.labels(route=route, status=str(status)).inc()
        which, now = (route, status), time.monotonic()
        self._since[which] += 1
        if now - self._told.get(which, -EVERY) >= EVERY:
            log.warning("request_refused", route=route, status=status, count=self._since.pop(which))
            self._told[which] = now
