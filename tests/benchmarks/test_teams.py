"""What Teams costs: words and taps on cards, through /api/messages, beside stock botbuilder.

Three servers take the same signed activities, each in a process of its own: stock botbuilder with a bot that says "ok"
and keeps nothing; Teams' part with a house that does the same, which compares the two transports; and the whole bot,
with the durable turn, the card that it brings and everything that runs beside, which is no like for like at all. They
are asked 16 at a time, and rounds alternate, so that the ratios can be compared between runs and machines.

The local Microsoft speaks HTTPS, as the real one does, first from next door and then from `AWAY` seconds further off:
stock botbuilder asks it for a token before each message that it sends, and blocks until it has one.

Where it stands: like for like, words go 18 to 22 times as fast, taps 9 to 11 times. The whole bot reaches ten times
only about, for words and with Microsoft `AWAY`; for taps it is as fast as stock botbuilder, which asks for no token to
answer one. A tap costs stock botbuilder 7 ms of CPU, and a tenth of that is less than half of one durable turn.
"""

import asyncio
import ssl
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
import uvloop
from aiohttp import ClientSession, TCPConnector

from tests.benchmarks.certificate import certify
from tests.benchmarks.measuring import Does, Round, Side, Tell, alternate, in_lanes, ratio
from tests.benchmarks.serving import Beside, beside, the_bot
from tests.benchmarks.teams_sides import Line, Place, clicks, link, messages, stock, transport_alone
from tests.bot.company import company, staff
from tests.handlers.peers.microsoft.faults import Fault
from tests.handlers.teams.tenant import APP_ID, PASSWORD, TENANT, Tenant, microsoft

PEOPLE = 320
ROUNDS, IN_A_ROUND, AT_A_TIME = 9, 64, 16
WITHIN = 60.0
AWAY = 0.02
SAID, TAPPED = "help", "settings"
WHAT = {
    "stock": "stock botbuilder",
    "alone": "our transport, like for like",
    "whole": "the whole bot, durable",
}


def test_teams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]) -> None:
    certificate, key = certify(tmp_path)
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
        monkeypatch.setenv(name, str(certificate))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_measure(f"sqlite:///{tmp_path / 'rapport.db'}", tls, tell))


async def _measure(url: str, tls: ssl.SSLContext, tell: Tell) -> None:
    people = [f"p{n}" for n in range(PEOPLE)]
    async with company(url, staff(PEOPLE)) as opened:
        await opened.database.write(link, people)
    http = ClientSession(connector=TCPConnector(limit=AT_A_TIME))
    async with microsoft(reads_cards=False, tls=tls) as tenant, http:
        for person in people:
            tenant.hires(person)
        with ExitStack() as servers:
            begin = servers.enter_context
            place = Place(tenant.local.login_url, tenant.local.openid_url)
            given = {"teams_app_id": APP_ID, "teams_app_password": PASSWORD, "teams_tenant_id": TENANT}
            each = {
                "stock": begin(beside(stock, place)),
                "alone": begin(beside(transport_alone, tenant.cloud)),
                "whole": begin(beside(the_bot, url, given, tenant.cloud)),
            }
            said = Line(http, tenant, messages(tenant, people, SAID))
            await in_lanes(partial(said.send, each["whole"]), PEOPLE, AT_A_TIME)
            await _arrived(tenant, PEOPLE)
            await _compare(tell, "messages", said, tenant, each)
            tenant.local.faults.always(Fault(slow=AWAY))
            await _compare(tell, f"messages, Microsoft {1000 * AWAY:.0f} ms away", said, tenant, each)
            tenant.local.faults.clear()
            tapped = Line(http, tenant, clicks(tenant, people, TAPPED))
            await _compare(tell, "clicks", tapped, tenant, each)


async def _arrived(tenant: Tenant, count: int) -> None:
    """Wait until so many messages arrived in Teams, and forget them."""
    calls = tenant.local.calls
    async with asyncio.timeout(WITHIN):
        while sum(call.committed for call in calls.of("send")) < count:  # noqa: ASYNC110  # it tells nobody
            await asyncio.sleep(0.005)
    calls.calls.clear()


async def _compare(tell: Tell, what: str, line: Line, tenant: Tenant, servers: dict[str, Beside]) -> None:
    """The whole bot brings a card for each; the others have answered everything when they answered."""

    def done(name: str) -> Does:
        return partial(_arrived, tenant, IN_A_ROUND if name == "whole" else 0)

    sides = [Side(name, server, partial(line.send, server), done(name)) for name, server in servers.items()]
    found = await alternate(sides, ROUNDS, IN_A_ROUND, AT_A_TIME)
    tell(f"\n{what:32}     most median /s  to stock     CPU ms: least   median  to stock")
    for name, rounds in found.items():
        _row(tell, WHAT[name], rounds, found["stock"])
    tell("  goal: at least 10 times as many a second as stock botbuilder")


def _row(tell: Tell, what: str, ours: list[Round], theirs: list[Round]) -> None:
    rates, cpu = [each.rate for each in ours], [each.cpu for each in ours]
    faster = ratio(rates, [each.rate for each in theirs])
    lighter = ratio(cpu, [each.cpu for each in theirs])
    middle = ROUNDS // 2
    tell(
        f"  {what:30} {max(rates):8.0f} {sorted(rates)[middle]:8.0f} {faster:8.1f} x"
        f" {min(cpu):15.2f} {sorted(cpu)[middle]:8.2f} {lighter:8.2f} x"
    )
