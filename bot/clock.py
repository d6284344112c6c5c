"""Two times: company time, which a demonstration moves on, and real time, which nobody moves; and the tick."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.logs import log


def real_now() -> datetime:
    """Real time, aware, UTC."""
    return datetime.now(UTC)


class Clock:
    """Company time is real time plus `ahead`, which never shrinks; it is zero outside demonstrations."""

    def __init__(self, real: Callable[[], datetime] = real_now, ahead: timedelta = timedelta(0)) -> None:
        self._real = real
        self.ahead = ahead

    def real(self) -> datetime:
        """For signatures, sessions, rates, retries and the engine."""
        return self._real()

    def company(self) -> datetime:
        """For events, due moments and periods."""
        return self._real() + self.ahead

    def as_real(self, company: datetime) -> datetime:
        """The real instant at which a company instant comes."""
        return company - self.ahead

    def comes_at(self, at: datetime, not_before: datetime | None) -> datetime:
        """The company instant of a message of `at` that was kept until `not_before` (real time)."""
        return max(at, not_before + self.ahead) if not_before else at

    def advance(self, to: datetime) -> timedelta:
        """Let company time be `to`, unless it is later already; gives how far it is ahead of real time now."""
        self.ahead = max(self.ahead, to - self._real())
        return self.ahead


Job = Callable[[], Awaitable[object]]


class Ticker:
    """Calls each job again and again; what is due stands in the database, so replicas may all tick."""

    def __init__(self, jobs: Mapping[str, tuple[float, Job]]) -> None:
        self._jobs = jobs
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Begin ticking in the running loop; each job has its own period in seconds."""
        for name, (seconds, job) in self._jobs.items():
            self._scheduler.add_job(
                _careful,
                IntervalTrigger(seconds=seconds, timezone=UTC),
                args=(name, job),
                id=name,
                coalesce=True,
                misfire_grace_time=None,
                max_instances=1,
            )
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more; a job that is at work is not waited for."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


async def _careful(name: str, job: Job) -> None:
    """One tick that fails is logged, and the next one comes."""
    try:
        await job()
    except asyncio.CancelledError:
        return  # the ticker stops, and apscheduler would call it an error
    except Exception as error:
        log.error("tick_failed", kind=name, exc_info=error)
