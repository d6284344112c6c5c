"""Safety 1-3, 18, 20, 23, 24, 33 on the bot as it is really run, with a page, on Slack and in Teams.

In order: what the first tests do, a later one seeks.
"""

import asyncio
import json
import re
import signal
import time
from itertools import cycle, islice

import pytest
from sqlalchemy import text

from handlers.web.guard import token_of
from storage import audit, sessions
from storage.database import Transaction
from tests.handlers.contract.house import Bot
from tests.handlers.contract.web import Browser
from tests.handlers.safety.canaries import Canaries, company, lives, misbehaves, talks
from tests.handlers.safety.chats import Chats, Door, knocks
from tests.handlers.safety.process import Process
from tests.handlers.safety.raw import alive, dribble, head, refused, slow_one, speaks_nonsense

MEGABYTE = 1024 * 1024
SLOW_ONES, ADMITTED = 1_000, 200
"""Connections that are opened and never asked for anything; how many one address may hold."""

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def test_20_a_company_lives_and_strangers_knock(process: Process, canaries: Canaries) -> None:
    async with company(process) as at:
        await lives(at, canaries)
        stranger = Browser(process.base)
        for browser in (stranger, await at.chat.browser(at.ids["alice"])):
            await misbehaves(browser, process.base, canaries.word)
        await stranger.close()
        speaks_nonsense(process.port, canaries.word())
        entries = await at.bot.kinds(at.ids["alice"])
        assert {"check_in_answered", "energy_noted", "blocker_raised", "reply_given", "blocker_declined"} <= {*entries}
    assert len(canaries.words) > 100


async def test_01_02_03_they_go_on_in_chats_and_what_is_forged_or_repeated_changes_nothing(
    process: Process, canaries: Canaries, beside: Chats
) -> None:
    async with company(process) as at:
        await talks(at, beside, canaries)
        for door in beside.doors(on_slack=at.ids["alice"], in_teams=at.ids["marta"]):
            await at.bot.settled()
            before = await at.bot.snapshot()
            body = door.says(canaries.word())
            for name, headers in door.forged(body).items():
                assert await knocks(process.base, door, body, headers) == 401, name
            for body in _malformed(canaries.word()):
                assert await knocks(process.base, door, body, door.proved(body)) in (400, 403), body[:40]
            assert await at.bot.snapshot() == before
            await _is_heard_once(at.bot, door, door.says(canaries.word()))


def _malformed(word: str) -> list[bytes]:
    """Proved to be the platform's, and yet nothing that it would ever send."""
    text = word.encode()
    return [
        *(b"", text, b'{"text": "' + text, b"\xff" + text, b"[" * 100_000 + text, b'{"a":' * 20_000 + text),
        *(json.dumps(each).encode() for each in (word, [word], {word: word}, {"type": word, "event": {"text": word}})),
        json.dumps({"type": "message", "text": [word], "from": word, "conversation": {"id": {word: word}}}).encode(),
        b"payload=%7B" + text,
    ]


async def _is_heard_once(bot: Bot, door: Door, body: bytes) -> None:
    before = await bot.snapshot()
    assert await knocks(bot.base, door, body, door.proved(body)) == 200
    await bot.settled()
    once = await bot.snapshot()
    assert once != before
    assert {await knocks(bot.base, door, body, door.proved(body)) for _ in range(3)} == {200}
    await bot.settled()
    assert await bot.snapshot() == once


# --- 23 --------------------------------------------------------------------------------------------------------


async def test_23_a_huge_body_is_refused_at_once_and_held_nowhere(process: Process, beside: Chats) -> None:
    async with company(process) as at:
        secret = (await at.chat.browser(at.ids["alice"])).secret
        page = {"Origin": process.base, "Cookie": f"rapport={secret}", "X-Rapport-Token": token_of(secret)}
        doors = beside.doors(on_slack=at.ids["alice"], in_teams=at.ids["marta"])
        for path, headers in (("/say", page), *((door.path, door.proved(b"")) for door in doors)):
            to = process.port, path, headers
            await asyncio.to_thread(refused, *to, announced=True)
            before = process.memory()
            times = [await asyncio.to_thread(refused, *to, announced=True) for _ in range(3)]
            unannounced = [await asyncio.to_thread(refused, *to, announced=False) for _ in range(3)]
            assert process.memory() - before < 5 * MEGABYTE, path
            assert min(times) < 0.05, (path, times)
            assert min(unannounced) < 0.5, (path, unannounced)


async def test_23_deep_and_wide_json_is_refused(process: Process) -> None:
    async with company(process) as at:
        browser = await at.chat.browser(at.ids["alice"])
        before = process.memory()
        for body in (
            b"[" * 120_000,
            b'{"a":' * 40_000 + b"1" + b"}" * 40_000,
            json.dumps({"key": "k" * 32, "delivery": "d", "form": "f", "values": {str(n): [] for n in range(9999)}}),
            json.dumps({"key": "k" * 32, "text": "9" * 200_000}),
            b'{"key": ' + b"9" * 200_000 + b"}",
        ):
            for path in ("/say", "/submit", "/act"):
                began = time.perf_counter()
                assert (await browser.post(path, data=body)).status in (400, 413)
                assert time.perf_counter() - began < 1
        assert process.memory() - before < 10 * MEGABYTE


# --- 24, 15 ----------------------------------------------------------------------------------------------------


async def test_24_slow_ones_are_let_go_while_others_are_served(process: Process, beside: Chats) -> None:
    async with company(process) as at:
        browser = await at.chat.browser(at.ids["tomas"])
        leaver = await at.chat.browser(at.ids["alice"])
        stream = asyncio.create_task(_end_of_stream(leaver))
        doors = beside.doors(on_slack=at.ids["alice"], in_teams=at.ids["marta"])
        bodies = [head(door.path, {"Host": "x", **door.proved(b"")}, "Content-Length: 1000") for door in doors]
        begun = islice(cycle((b"GET / HTTP/1.1\r\nHost: x\r\n", *bodies)), SLOW_ONES)
        slow = [await slow_one(process.port, each) for each in begun]
        began, took = time.monotonic(), []
        await asyncio.sleep(0.2)
        await at.bot.write(sessions.end_all, at.ids["alice"])
        dribbling = asyncio.create_task(dribble(slow))
        while time.monotonic() - began < 13 and (left := alive(slow)):
            if time.monotonic() - began > 4:
                assert left <= ADMITTED
            asked = time.perf_counter()
            assert (await browser.get("/form", delivery="d", form="f")).status == 404
            took.append(time.perf_counter() - asked)
            await asyncio.sleep(0.05)
        dribbling.cancel()
        assert alive(slow) == 0
        assert sorted(took)[int(len(took) * 0.99)] < 0.25
        for _, writer in slow:
            writer.close()
        for door in doors:
            await _is_heard_once(at.bot, door, door.says("help"))
        # 15: the live page of somebody whose sessions were ended stops by itself, within a minute.
        assert await stream == "event: over"


async def _end_of_stream(browser: Browser) -> str:
    async with asyncio.timeout(30), await browser.http.get(f"{browser.base}/stream?after=999999") as stream:
        whole = (await stream.content.read()).decode()
    return whole.strip().split("\n\n")[-1].splitlines()[0]


# --- 33 --------------------------------------------------------------------------------------------------------


async def test_33_a_full_disk_is_told_and_healed_from_with_nobody_asking(process: Process) -> None:
    """A balancer sends nobody to a replica that is not ready: it has to find out by itself."""
    async with company(process) as at:
        browser = await at.chat.browser(at.ids["tomas"])
        said = {"key": "d" * 32, "text": "help"}
        with process.disk_full():
            assert (await browser.post("/say", json=said)).status == 503
            await _becomes(browser, ready=False, within=5)
            assert (await browser.get("/healthz")).status == 200
        await _becomes(browser, ready=True, within=10)
        assert (await browser.post("/say", json=said)).status == 200


async def _becomes(browser: Browser, *, ready: bool, within: float) -> None:
    end = time.monotonic() + within
    while (await browser.get("/readyz")).status != (200 if ready else 503):
        assert time.monotonic() < end, "the probe does not say so"
        await asyncio.sleep(0.05)


# --- 20, 18: what is left behind -----------------------------------------------------------------------------


async def test_20_not_a_word_in_metrics_audit_logs_or_on_the_disk(
    process: Process, canaries: Canaries, beside: Chats
) -> None:
    async with company(process) as at:
        session = (await at.chat.browser(at.ids["marta"])).secret
        link = await at.bot.write(sessions.make_link, at.ids["marta"], at.bot.clock.real())
        metrics = await _metrics(process)
        trail = await at.bot.read(_trail)
        live = process.files()
    assert process.running
    process.stop(signal.SIGKILL)
    killed = process.files()
    process.start()
    assert process.stop() == 0
    written, secrets = process.written.read_text(), (session, link, *beside.secrets)
    assert len(beside.secrets) > 3
    assert "serving" in written
    assert "request_failed" not in written
    for told in (metrics, trail, written):
        assert canaries.in_(told) == []
        assert not [secret for secret in secrets if secret in told]
    for name, content in {**live, **{f"killed {name}": content for name, content in killed.items()}}.items():
        assert not [word for word in (*canaries.words, *secrets) if word.encode() in content], name
    assert any(name.endswith("-wal") and content for name, content in live.items())
    async with company(process) as at:
        await at.bot.write(audit.seal)
        assert await at.bot.read(audit.verify) == []


async def _metrics(process: Process) -> str:
    browser = Browser(process.base)
    try:
        return await browser.text("/metrics")
    finally:
        await browser.close()


def _trail(tx: Transaction) -> str:
    return repr(tx.conn.execute(text("SELECT * FROM audit")).all())


async def test_38_the_command_refuses_to_show_the_demonstration_to_others(process: Process) -> None:
    refused = process.command("run", "--demo", RAPPORT_HOST="192.0.2.1")
    assert refused.returncode == 1
    assert "RAPPORT_HOST" in refused.stderr
    assert "Traceback" not in refused.stderr


async def test_28_the_command_prints_a_link_to_our_page(process: Process, canaries: Canaries) -> None:
    alice = canaries.names[0]
    printed = process.command("sign-in", f"alice@{alice}.example.com")
    assert printed.returncode == 0
    assert re.fullmatch(rf"{re.escape(process.base)}/sign-in/[A-Za-z0-9_-]{{43}}\n", printed.stdout)
    assert canaries.in_(printed.stderr) == []
