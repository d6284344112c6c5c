"""Threads that write: people's turns before background work, each in the order it came."""

from __future__ import annotations

import asyncio
import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

_PEOPLE, _BACKGROUND, _END = range(3)


class Workers:
    """A few named threads and their queue; they begin with the first work and end with `close`."""

    def __init__(self, name: str, threads: int) -> None:
        self._queue: queue.PriorityQueue[tuple[int, int, Callable[[], None]]] = queue.PriorityQueue()
        self._order = itertools.count()
        self._threads = [threading.Thread(target=self._work, name=f"{name}-{n}", daemon=True) for n in range(threads)]
        self._begin = threading.Lock()
        self._begun = False
        self._ended = False

    async def run(self, job: Callable[[], T], *, background: bool = False) -> T:
        """Run the job in a thread and give its result. Cancelled before it began, it never runs."""
        future: Future[T] = Future()
        self._put(_BACKGROUND if background else _PEOPLE, lambda: _run_into(future, job))
        return await asyncio.wrap_future(future)

    def waiting(self) -> int:
        """How many jobs wait for a thread."""
        return self._queue.qsize()

    def close(self) -> None:
        """Let what is queued finish, then end the threads."""
        with self._begin:
            if self._ended:
                return
            self._ended = True
        if self._begun:
            for _ in self._threads:
                self._queue.put((_END, next(self._order), _leave))
            for thread in self._threads:
                thread.join()

    def _put(self, priority: int, job: Callable[[], None]) -> None:
        with self._begin:
            if self._ended:
                raise RuntimeError("the database is closed")
            if not self._begun:
                self._begun = True
                for thread in self._threads:
                    thread.start()
            self._queue.put((priority, next(self._order), job))

    def _work(self) -> None:
        while True:
            job = self._queue.get()[2]
            if job is _leave:
                return
            job()


def _leave() -> None:
    """Tells a thread to end."""


def _run_into(future: Future[Any], job: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = job()
    except BaseException as error:  # whatever it is, it belongs to who waits for the result
        future.set_exception(error)
    else:
        future.set_result(result)
