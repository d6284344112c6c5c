"""Rounds that alternate, rates that are offered, and tables that are printed."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from tests.benchmarks.serving import Beside

Does = Callable[[], Awaitable[object]]
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Side:
    """One of those that are compared: its server, what asks it once, and what waits until all of it is done."""

    name: str
    server: Beside
    ask: Does
    done: Does


@dataclass(frozen=True)
class Round:
    """What one round took: CPU of the server in ms a request, and requests a second until all was done."""

    cpu: float
    rate: float


async def one_round(side: Side, count: int, lanes: int) -> Round:
    """Ask so many times, so many at a time."""
    used, began = side.server.cpu(), time.perf_counter()
    await in_lanes(side.ask, count, lanes)
    await side.done()
    seconds = time.perf_counter() - began
    return Round((side.server.cpu() - used) / count * 1000, count / seconds)


async def alternate(sides: Sequence[Side], rounds: int, count: int, lanes: int) -> dict[str, list[Round]]:
    """Rounds of each, one after the other, so that noise of the machine meets all of them; a first one warms up."""
    for side in sides:
        await one_round(side, count, lanes)
    found: dict[str, list[Round]] = {side.name: [] for side in sides}
    for _ in range(rounds):
        for side in sides:
            found[side.name].append(await one_round(side, count, lanes))
    return found


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """How many times theirs ours is, round by round."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


async def in_lanes(does: Does, count: int, lanes: int) -> None:
    """Do it so many times, so many at a time."""

    async def lane() -> None:
        for _ in range(count // lanes):
            await does()

    await asyncio.gather(*(lane() for _ in range(lanes)))


async def offered(does: Does, rate: float, seconds: float) -> list[float]:
    """Offer them at the rate, whatever becomes of the ones before; gives the seconds from when each was due.

    What this process holds by now, the platform and all that it noted, is left out of its own collecting of garbage:
    that took 200 ms at a time, which would pass for the server's.
    """
    gc.collect()
    gc.freeze()
    loop, began = asyncio.get_running_loop(), time.perf_counter() + 0.1

    async def one(due: float) -> float:
        await does()
        return time.perf_counter() - due

    tasks = []
    for n in range(round(rate * seconds)):
        due = began + n / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(loop.create_task(one(due)))
    return list(await asyncio.gather(*tasks))


def table(tell: Tell, what: str, seconds: Sequence[float], goal: str = "") -> None:
    """A line of p50, p95, p99 and the most, in ms; of fewer than two, only how many."""
    if len(seconds) < 2:
        tell(f"  {what:32} too few to tell   of {len(seconds)}{goal}")
        return
    cuts = quantiles(seconds, n=100)
    shown = [1000 * value for value in (cuts[49], cuts[94], cuts[98], max(seconds))]
    tell(f"  {what:32} " + " ".join(f"{value:8.1f}" for value in shown) + f"   of {len(seconds)}{goal}")
