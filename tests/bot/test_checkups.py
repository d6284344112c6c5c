"""The check at the start: it holds nobody up, says what is wrong once and without secrets, and asks again."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from io import StringIO

import pytest
from aiohttp import ClientSession
from prometheus_client import CollectorRegistry

from bot.app import App, lay_foundations
from bot.checkups import Checkups
from bot.credentials import checks_of
from bot.logs import set_up_logs
from bot.settings import Settings, read_settings
from conversations.toolkit.words import Phrase
from handlers.findings import Finding
from tests.bot.delivery.house import SECRET, until
from tests.handlers.contract.house import credentials_of, free_port
from tests.handlers.peers.slack.server import LocalSlack
from tests.words import the_catalogue

WRONG = "xoxb-somebody-elses"
WORDS = the_catalogue()
BAD_TOKEN = (
    "slack: Slack doesn’t know the bot token (invalid_auth), so it lets Rapport do nothing. Copy the Bot User OAuth "
    "Token from Install App into RAPPORT_SLACK_BOT_TOKEN, then restart Rapport."
)
AWAY = "slack: Slack doesn’t answer at 127.0.0.1."


@pytest.fixture
async def slack() -> AsyncIterator[LocalSlack]:
    """A Slack that runs."""
    async with LocalSlack() as slack:
        yield slack


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """What the bot logs."""
    out = StringIO()
    set_up_logs(out)
    yield out
    set_up_logs()


def settings(slack: LocalSlack, **other: object) -> Settings:
    return read_settings(secret_key=SECRET, port=free_port(), **{**credentials_of(slack), **other})


def lines(out: StringIO, event: str) -> list[dict[str, str]]:
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    return [line for line in found if line.get("event") == event]


async def test_a_wrong_token_stands_in_readyz_and_in_one_line_of_the_log(slack, logged, tmp_path) -> None:
    given = settings(slack, database_url=f"sqlite:///{tmp_path / 'rapport.db'}", slack_bot_token=WRONG)
    app = App(lay_foundations(given))
    try:
        port = await app.start()
        async with ClientSession(f"http://127.0.0.1:{port}") as http:
            async with asyncio.timeout(10):
                while BAD_TOKEN not in (body := await _ready(http)):
                    assert body == "ready\n"
                    await asyncio.sleep(0.02)
        [line] = lines(logged, "platform_lets_nobody_in")
        assert (line["platform"], line["reason"]) == ("slack", "doctor.slack.bad_token")
        assert f"slack: {line['advice']}" == BAD_TOKEN
    finally:
        await app.stop()
    assert WRONG not in logged.getvalue()


async def _ready(http: ClientSession) -> str:
    async with http.get("/readyz") as answer:
        assert answer.status == 200, "the page works without Slack"
        return await answer.text()


async def test_it_asks_again_until_slack_answers_and_then_seldom(slack, logged) -> None:
    slack.faults.next("auth.test", "break", times=3)
    checkups = Checkups(checks_of(settings(slack)), WORDS, CollectorRegistry(), first_pause=0.01)
    checkups.start()
    await until(lambda: [line.startswith(AWAY) for line in checkups.lines()] == [True])
    await until(lambda: checkups.lines() == [])
    await asyncio.sleep(0.2)
    await checkups.stop()
    assert len(slack.calls.of("auth.test")) == 4
    assert len(lines(logged, "platform_lets_nobody_in")) == 1, "once, however often it was asked"
    assert len(lines(logged, "platform_lets_us_in")) == 1


async def test_a_token_that_dies_later_shows_as_a_number_and_heals(slack, logged) -> None:
    """What one can set an alarm on: words in /readyz are for people."""
    registry = CollectorRegistry()

    def reached() -> float | None:
        return registry.get_sample_value("rapport_platform_reached", {"platform": "slack"})

    checkups = Checkups(checks_of(settings(slack)), WORDS, registry, first_pause=0.01, longest_pause=0.02)
    checkups.start()
    await until(lambda: reached() == 1)
    slack.workspace.revoked = "account_inactive"
    await until(lambda: reached() == 0)
    assert len(checkups.lines()) == 1
    slack.workspace.revoked = ""
    await until(lambda: reached() == 1)
    await checkups.stop()
    assert checkups.lines() == []
    assert len(lines(logged, "platform_lets_us_in")) == 1


async def test_a_check_that_breaks_says_nothing_and_is_made_again(logged) -> None:
    """What it found before stands until it says otherwise."""
    bad, asked = Finding("mend", Phrase("doctor.slack.bad_token", {"error": "invalid_auth"})), []

    async def check() -> Sequence[Finding]:
        asked.append(len(asked))
        if len(asked) in (1, 3, 4):
            raise ValueError
        return [bad] if len(asked) < 6 else []

    checkups = Checkups({"slack": check}, WORDS, CollectorRegistry(), first_pause=0.02)
    checkups.start()
    await until(lambda: checkups.lines() == [BAD_TOKEN])
    while len(asked) < 6:
        assert checkups.lines() == [BAD_TOKEN]
        await asyncio.sleep(0.01)
    await until(lambda: checkups.lines() == [])
    await checkups.stop()
    assert len(asked) == 6
    assert len(lines(logged, "platform_lets_nobody_in")) == 1
    assert len(lines(logged, "checkup_failed")) == 2, "once, however often it breaks on end"


async def test_what_is_mended_at_slack_is_noticed_without_a_restart(slack, logged) -> None:
    slack.workspace.scopes.discard("im:write")
    checkups = Checkups(checks_of(settings(slack)), WORDS, CollectorRegistry(), first_pause=0.01)
    checkups.start()
    await until(lambda: ["lacks these scopes: im:write." in line for line in checkups.lines()] == [True])
    slack.workspace.scopes.add("im:write")
    await until(lambda: checkups.lines() == [])
    await checkups.stop()


async def test_each_thing_that_is_wrong_has_its_own_line_and_stands_there_once(logged) -> None:
    """Microsoft's login and its keys may be away together, at one host or at two."""

    async def check() -> Sequence[Finding]:
        hosts = ("login.example", "keys.example", "login.example")
        return [Finding("away", Phrase("doctor.teams.away", {"host": host})) for host in hosts]

    checkups = Checkups({"teams": check}, WORDS, CollectorRegistry(), first_pause=60)
    checkups.start()
    await until(lambda: checkups.lines() != [])
    await checkups.stop()
    assert [line.partition(". ")[0] for line in checkups.lines()] == [
        "teams: Microsoft doesn’t answer at login.example",
        "teams: Microsoft doesn’t answer at keys.example",
    ]
    assert len(lines(logged, "platform_lets_nobody_in")) == 2


async def test_one_cut_connection_is_no_outage(logged) -> None:
    """Who answered before is asked once more before an alarm rings; who is away twice is told of."""
    away, asked = Finding("away", Phrase("doctor.slack.away", {"host": "slack.example"})), []

    async def check() -> Sequence[Finding]:
        asked.append(len(asked))
        return [away] if len(asked) in (2, 5, 6) else []

    checkups = Checkups({"slack": check}, WORDS, CollectorRegistry(), first_pause=0.01, longest_pause=0.02)
    checkups.start()
    await until(lambda: len(asked) >= 4)
    assert lines(logged, "platform_lets_nobody_in") == []
    await until(lambda: len(asked) >= 8)
    await checkups.stop()
    assert len(lines(logged, "platform_lets_nobody_in")) == 1
    assert len(lines(logged, "platform_lets_us_in")) == 1
