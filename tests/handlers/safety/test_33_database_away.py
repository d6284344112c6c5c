"""Safety 33: while the database is away nothing is acknowledged, the probes say so, and it heals by itself."""

import asyncio
import time
from collections.abc import AsyncIterator
from io import StringIO

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from storage.schema import migrate
from tests.handlers.contract.adapter import Payload
from tests.handlers.contract.doing import last, probes
from tests.handlers.contract.house import Bot, serving
from tests.handlers.contract.web import Browser, Web
from tests.handlers.recorded import recorded

TURNS = 40
UNREADY, HEALED = 5.0, 10.0
"""Seconds within which it is unready, and ready again."""


@pytest.fixture
async def on_postgres(postgres_database: str, logged: StringIO) -> AsyncIterator[Bot]:
    """The bot, serving from PostgreSQL."""
    await asyncio.to_thread(migrate, postgres_database)
    async with serving(postgres_database) as serves:
        yield serves


def _admit(maintenance: str, url: str, *, anybody: bool) -> None:
    """Let nobody into the database, and throw out who is in it; or let them in again."""
    plain = make_url(maintenance).set(drivername="postgresql").render_as_string(hide_password=False)
    name = str(make_url(url).database)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(
                sql.Identifier(name), sql.SQL("true" if anybody else "false")
            )
        )
        if not anybody:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))


async def _becomes(browser: Browser, ready: bool, within: float) -> None:
    end = time.monotonic() + within
    while (await browser.get("/readyz")).status != (200 if ready else 503):
        assert time.monotonic() < end, "the probe does not say so"
        await asyncio.sleep(0.05)


async def _is_taken(chat: Web, payload: Payload) -> None:
    end = time.monotonic() + HEALED
    while (await chat.plays(payload, "alice")).outcome == "away":
        assert time.monotonic() < end, "it does not heal"
        await asyncio.sleep(0.1)


@pytest.mark.postgres
async def test_33_no_false_ack_unready_and_healed(on_postgres: Bot, postgres_url: str, postgres_database: str) -> None:
    bot, chat = on_postgres, Web(on_postgres)
    shown = await probes(chat, "kinds hello")
    payload = chat.aimed(recorded("web", "click"), shown.delivery)
    browser = await chat.browser("alice")
    await _becomes(browser, ready=True, within=1)
    _admit(postgres_url, postgres_database, anybody=False)
    try:
        for _ in range(3):
            assert (await chat.plays(payload, "alice")).outcome == "away"
        answer = await browser.post("/say", json={"key": "k" * 32, "text": "not kept"})
        assert (answer.status, answer.headers["Retry-After"]) == (503, "2")
        await _becomes(browser, ready=False, within=UNREADY)
        assert (await browser.get("/healthz")).status == 200
        began = time.monotonic()
        assert (await chat.plays(payload, "alice")).outcome == "away"
        assert time.monotonic() - began < 5
    finally:
        _admit(postgres_url, postgres_database, anybody=True)
    await _becomes(browser, ready=True, within=HEALED)
    await _is_taken(chat, payload)
    assert "It says: primary" in (await last(chat, "alice")).says
    before = await bot.snapshot()
    assert (await chat.plays(payload, "alice")).outcome == "taken"
    assert await bot.snapshot() == before
    await chat.close()


async def _records(chat: Web) -> list[str]:
    """Turns that write much; sent a second time they are the same turns."""
    return [(await chat.calls("alice", f"probe record {'w' * 2900}", key=f"k{n}")).outcome for n in range(TURNS)]


async def test_33_a_full_disk_is_a_database_that_is_away(bot: Bot) -> None:
    chat = Web(bot)
    await chat.sees("alice")
    browser = await chat.browser("alice")
    await bot.write(lambda tx: tx.conn.exec_driver_sql("PRAGMA max_page_count = 1") and None)
    first = await _records(chat)
    assert "away" in first
    await _becomes(browser, ready=False, within=UNREADY)
    await asyncio.sleep(0.6)
    assert (await bot.kinds("alice")).count("agenda_item_added") == first.count("taken")
    await bot.write(lambda tx: tx.conn.exec_driver_sql("PRAGMA max_page_count = 1000000") and None)
    assert await _records(chat) == ["taken"] * TURNS
    assert (await bot.kinds("alice")).count("agenda_item_added") == TURNS
    await _becomes(browser, ready=True, within=HEALED)
    await chat.close()
