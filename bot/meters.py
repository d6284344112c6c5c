"""Delivery's meters: how many, how old, how quick. Numbers only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from storage.deliveries import Kept
from storage.sending import Backlog
from storage.tables.delivery import DeliveryStatus

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30, 60, 300)


class Meters:
    """What /metrics tells of delivery; made once for a registry."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._deliveries = Counter(
            "rapport_deliveries", "Messages by what became of them.", ["status"], registry=registry
        )
        self._backlog = Gauge("rapport_delivery_backlog", "Messages not yet settled.", registry=registry)
        self._oldest = Gauge("rapport_delivery_oldest_seconds", "Age of the oldest of them.", registry=registry)
        self._replies = Histogram(
            "rapport_reply_seconds", "From the commit of a turn to its message.", buckets=_SECONDS, registry=registry
        )

    def count(self, status: str) -> None:
        """One more with this status: sent, failed, later (put back) or in_doubt."""
        self._deliveries.labels(status=str(status)).inc()

    def arrived(self, kept: Kept, now: datetime) -> None:
        """A message arrived; what was kept back on purpose, or tried before, is no reply."""
        self.count(DeliveryStatus.SENT)
        if kept.not_before is None and kept.tries == 1:
            self._replies.observe(max(0.0, (now - kept.created_at).total_seconds()))

    def waiting(self, backlog: Mapping[DeliveryStatus, Backlog], now: datetime) -> None:
        """How many messages wait, and how long the oldest has."""
        self._backlog.set(sum(each.count for each in backlog.values()))
        oldest = min((each.oldest for each in backlog.values()), default=now)
        self._oldest.set(max(0.0, (now - oldest).total_seconds()))
