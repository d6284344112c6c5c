"""Threads that write: people's turns and what answers them before the rest, each in the order it came."""

from __future__ import annotations

import asyncio
import itertools
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Generic, TypeAlias, TypeVar

J = TypeVar("J")


class Rank(IntEnum):
    """What is written first when several wait. Turns and the replies to them are of one rank: where turns always went
    first, replies starved as soon as turns came faster than both can be written.
    """

    PEOPLE = 0
    BACKGROUND = 1


_END = 1 + max(Rank)


@dataclass(frozen=True)
class Task(Generic[J]):
    """Something to do, and who waits for what comes of it."""

    job: J
    outcome: Future[Any] = field(default_factory=Future)

    def settle(self, do: Callable[[], Any]) -> None:
        """Do it now; the result, or whatever is raised, belongs to who waits."""
        try:
            result = do()
        except BaseException as error:
            self.outcome.set_exception(error)
        else:
            self.outcome.set_result(result)


class Workers(Generic[J]):
    """A few named threads and their queue; they begin with the first job and end with `close`.

    `do` is given a job, or up to `together` of them of one rank that wait, and settles each.
    """

    def __init__(self, name: str, threads: int, do: Callable[[Sequence[Task[J]]], None], together: int = 1) -> None:
        self._do = do
        self._together = together
        self._queue: queue.PriorityQueue[_Queued] = queue.PriorityQueue()
        self._order = itertools.count()
        self._threads = [threading.Thread(target=self._work, name=f"{name}-{n}", daemon=True) for n in range(threads)]
        self._begin = threading.Lock()
        self._begun = False
        self._ended = False

    async def run(self, job: J, rank: Rank = Rank.PEOPLE) -> Any:
        """Let a thread do the job and give its result. Cancelled before it began, it is never done."""
        task = Task(job)
        self._put(rank, task)
        return await asyncio.wrap_future(task.outcome)

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
                self._queue.put((_END, next(self._order), None))
            for thread in self._threads:
                thread.join()

    def _put(self, rank: Rank, task: Task[J]) -> None:
        with self._begin:
            if self._ended:
                raise RuntimeError("the database is closed")
            if not self._begun:
                self._begun = True
                for thread in self._threads:
                    thread.start()
            self._queue.put((rank, next(self._order), task))

    def _work(self) -> None:
        while tasks := self._next():
            wanted = [task for task in tasks if task.outcome.set_running_or_notify_cancel()]
            if wanted:
                self._do(wanted)

    def _next(self) -> Sequence[Task[J]]:
        """Wait for a task, and take those of its kind that wait behind it; none at the end."""
        rank, _, task = self._queue.get()
        tasks = []
        while task is not None:
            tasks.append(task)
            following = self._following(rank) if len(tasks) < self._together else None
            task = following and following[2]
        return tasks

    def _following(self, rank: int) -> _Queued | None:
        try:
            following = self._queue.get_nowait()
        except queue.Empty:
            return None
        if following[0] == rank:
            return following
        self._queue.put(following)
        return None


_Queued: TypeAlias = tuple[int, int, Task[Any] | None]
"""Rank, order of arrival, and what is to be done; nothing tells a thread to end."""
