"""What a request of Slack's costs: a check-in submitted as a form, through /slack/events, in a company of a thousand.

Four servers take the very same signed bytes, each in a process of its own: slack_sdk's check of the signature alone;
a bare Bolt app with one listener that acknowledges; Slack's part with the whole turn, committed before the ack; and
the whole bot, with the reply in Slack and everything else that runs beside. Rounds alternate, so that the ratios can
be compared between runs and machines. Everybody is asked after once a minute (users.info), as it is with the real one.

Where it stands, on two cores, in several runs: a turn and its ack take 6.3 to 7.9 times the CPU of a bare Bolt request,
within the goal of 8, and at 100 requests/s the ack's p99 is 30 to 84 ms (goal 100), the reply's p95 after it 17 to 59
(goal 300), where bare Bolt has a p99 of 3 to 4. With its reply a request takes 7 to 9 ms of CPU, half in the loop's
thread and half in the writer's, which take turns at one interpreter: at 110 to 140 requests/s that is all it has. The
profile (by who holds the interpreter): the turn in its transaction 53 %, of which the conversation 21 (7 of it whether
somebody's words are to be kept from the manager), the statements 11, the delivery's row 7; requests over HTTP and
through Bolt 20, half of it the form's body taken apart; sending 16, of which slack_sdk's call 9 and drawing 8 (37
before slack_sdk's models were written by handlers/slack/writing.py); the rest is the loop.
"""

import asyncio
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import uvloop
from aiohttp import ClientSession, TCPConnector

from handlers.slack.outgoing import Credentials
from tests.benchmarks.conftest import works
from tests.benchmarks.measuring import Side, Tell, alternate, offered, ratio, table
from tests.benchmarks.serving import Beside, beside, the_bot
from tests.benchmarks.slack_sides import Arrivals, Post, bolt, filled_in, signature_alone, turns_alone
from tests.handlers.contract.house import credentials_of
from tests.handlers.peers.slack.server import LocalSlack

ROUNDS, IN_A_ROUND, AT_A_TIME = 15, 48, 4
RATE, SECONDS, REPEATED, BARE_SECONDS = 100, 20, 3, 5
WITHIN = 60
CONNECTIONS = 100


def test_slack(tmp_path: Path, tell: Callable[[str], None]) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_measure(tmp_path, tell))


async def _measure(folder: Path, tell: Tell) -> None:
    url, copied = f"sqlite:///{folder / 'rapport.db'}", f"sqlite:///{folder / 'copied.db'}"
    async with LocalSlack(echoes=False) as slack, ClientSession(connector=TCPConnector(limit=CONNECTIONS)) as http:
        async with works(url) as served:
            sheets = await filled_in(served, slack)
        shutil.copy(folder / "rapport.db", folder / "copied.db")
        secret, arrivals = slack.signing_secret, Arrivals(slack)
        credentials = Credentials(slack.token, secret, api_url=slack.api_url)
        with ExitStack() as servers:
            begin = servers.enter_context
            alone = begin(beside(signature_alone, secret))
            bare = begin(beside(bolt, secret, slack.token, slack.workspace.id))
            turns = begin(beside(turns_alone, copied, credentials))
            whole = begin(beside(the_bot, url, credentials_of(slack)))
            post = Post(http, secret, sheets)
            tell(f"\nbody of a request: {len(sheets[0].body)} bytes")
            await _compare(tell, post, slack, arrivals, alone=alone, bare=bare, turns=turns, whole=whole)
            await _pace(tell, post, slack, arrivals, bare, whole)


async def _nothing() -> None:
    """Whoever has acknowledged has done everything."""


async def _compare(tell: Tell, post: Post, slack: LocalSlack, arrivals: Arrivals, **servers: Beside) -> None:
    async def replied() -> None:
        await slack.until(lambda: arrivals.count >= IN_A_ROUND, WITHIN)
        arrivals.forget()

    sides = [
        Side(name, server, partial(post.send, server), replied if name == "whole" else _nothing)
        for name, server in servers.items()
    ]
    found = await alternate(sides, ROUNDS, IN_A_ROUND, AT_A_TIME)
    cpu = {name: [each.cpu for each in rounds] for name, rounds in found.items()}
    tell("  CPU ms a request                    least    median   to a bare Bolt request")
    for name, what, goal in (
        ("alone", "signature alone", ""),
        ("bare", "bare Bolt listener", ""),
        ("turns", "turn of a check-in, acked", "   goal: at most 8"),
        ("whole", "the whole bot, its reply sent", ""),
    ):
        least, middle = min(cpu[name]), sorted(cpu[name])[ROUNDS // 2]
        tell(f"  {what:32} {least:8.2f} {middle:9.2f} {ratio(cpu[name], cpu['bare']):8.1f} times{goal}")


async def _pace(tell: Tell, post: Post, slack: LocalSlack, arrivals: Arrivals, bare: Beside, whole: Beside) -> None:
    tell(f"\n{RATE} requests/s for {SECONDS} s, each with its reply   p50      p95      p99      most ms")
    for _ in range(REPEATED):
        table(tell, "bare Bolt", await offered(partial(post.send, bare), RATE, BARE_SECONDS))
        arrivals.forget()
        post.acked.clear()
        used = whole.cpu()
        acks = await offered(partial(post.send, whole), RATE, SECONDS)
        await slack.until(lambda: arrivals.count >= RATE * SECONDS, WITHIN)
        used = 1000 * (whole.cpu() - used) / (RATE * SECONDS)
        table(tell, "ack", acks, "   goal: p99 under 100")
        table(tell, "reply after ack", arrivals.since(post.acked), "   goal: p95 under 300")
        asked = len(slack.calls.of("users.info"))
        tell(f"  CPU {used:.2f} ms a request, {asked} of them with users.info")
