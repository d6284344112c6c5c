"""What a turn costs with everything durable: a check-in submitted in a company of a thousand people.

Machines are shared and noisy, so each figure stands beside that of a bare transaction (one row; the same thread, the
same commit) taken in the same seconds: the ratio of the two is what can be compared between runs and machines.

Goals: 2.5 ms of CPU a turn on SQLite; at 100 turns/s an ack within 100 ms at the 99th percentile, and the reply within
300 ms of it at the 95th. Where it stands, on two cores: a turn takes 2.7 to 5 ms of CPU on SQLite, by the machine, ten
times a bare transaction, and with its reply 9 to 11 ms, which is about all that one interpreter has at 100/s: on a
quiet machine the ack comes within 25 to 36 ms and the reply within 33 to 46, beside other work both queue for seconds.
PostgreSQL takes half as long again for a turn, 18 statements one after the other over a socket; 100/s are more than one
process has, and replicas share them.
The profile (by who holds the interpreter) has no tall part: statements 17 %, sending the reply 17, gathering the facts
12 with their statements, cards to JSON and back 10 (half of it saved by remembering those under way), reading plans
and sentences for what may be meant for HR alone 8, drawing the form 7; the rest is a percent here and there.
"""

import asyncio
import gc
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

import uvloop
from sqlalchemy import make_url

from handlers.platform import Answer
from storage import organisation
from tests.benchmarks.conftest import Works, catch_up, delivering, works
from tests.benchmarks.measuring import Does, Tell, in_lanes, offered, table

ROUNDS, IN_A_ROUND = 15, 20
RATE, SECONDS, REPEATED = 100, 20, 3
BARE_SECONDS = 5


def test_a_turn(database_url: str, tell: Callable[[str], None]) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_measure(database_url, tell))


async def _measure(database_url: str, tell: Tell) -> None:
    async with works(database_url) as served:
        gc.freeze()  # as bot/__main__.py does once everything stands
        numbers = itertools.count()

        async def turn() -> None:
            _taken(await served.company.turns.take(served.submission()))

        async def bare() -> None:
            await served.company.database.write(organisation.first_time, f"bare{next(numbers)}", datetime.now(UTC))

        name = make_url(database_url).get_backend_name()
        tell(f"\n{name}: {await _statements(served)} statements in the turn of a submitted check-in")
        tell("                            least    median   to the bare transaction")
        await _compare(tell, "turn, CPU ms", turn, bare, time.process_time)
        await _compare(tell, "turn, ms", turn, bare, time.perf_counter)
        tell(f"  as fast as it goes        {await _as_fast_as_it_goes(turn):8.0f} turns/s")
        await catch_up(served.company)
        async with delivering(served.company) as noted:
            tell(f"\n{RATE} turns/s for {SECONDS} s, each with its reply  p50      p95      p99      most ms")
            for _ in range(REPEATED):
                table(tell, "bare transaction", await offered(bare, RATE, BARE_SECONDS))
                noted.replies.clear()
                began = time.process_time()
                acks = await offered(turn, RATE, SECONDS)
                used = (time.process_time() - began) / len(acks) * 1000
                table(tell, "ack", acks)
                table(tell, "reply after ack", noted.replies)
                tell(f"  CPU with reply, engine, idling   {used:8.2f} ms a turn")


async def _statements(served: Works) -> int:
    with served.company.database.statements_counted() as seen:
        _taken(await served.company.turns.take(served.submission()))
    return len(seen)


async def _compare(tell: Tell, what: str, turn: Does, bare: Does, clock: Callable[[], float]) -> None:
    async def of(does: Does) -> float:
        began = clock()
        for _ in range(IN_A_ROUND):
            await does()
        return (clock() - began) / IN_A_ROUND * 1000

    both = [(await of(turn), await of(bare)) for _ in range(ROUNDS)]
    turns, bares = [each[0] for each in both], [each[1] for each in both]
    ratio = median(each / other for each, other in both)
    tell(f"  {what:24} {min(turns):8.2f} {median(turns):8.2f} {ratio:8.1f} times {median(bares):.2f}")


async def _as_fast_as_it_goes(does: Does, lanes: int = 16, count: int = 800) -> float:
    began = time.perf_counter()
    await in_lanes(does, count, lanes)
    return count / (time.perf_counter() - began)


def _taken(answer: Answer) -> None:
    assert answer.outcome == "taken" and not answer.errors, answer
