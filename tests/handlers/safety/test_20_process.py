"""Safety 18, 20, 23, 24, 33 on the bot as it is really run. In order: what the first tests do, a later one seeks."""

import asyncio
import json
import re
import signal
import socket
import struct
import time

import pytest
from sqlalchemy import text

from handlers.web.guard import token_of
from storage import audit, sessions
from storage.database import Transaction
from tests.handlers.contract.web import Browser
from tests.handlers.safety.canaries import Canaries, company, lives, misbehaves
from tests.handlers.safety.process import Process

MEGABYTE = 1024 * 1024
HUGE = 150 * MEGABYTE
SLOW_ONES, ADMITTED = 1_000, 200
"""Connections that are opened and never asked for anything; how many one address may hold."""

pytestmark = pytest.mark.slow


async def test_20_a_company_lives_and_strangers_knock(process: Process, canaries: Canaries) -> None:
    async with company(process) as at:
        await lives(at, canaries)
        stranger = Browser(process.base)
        for browser in (stranger, await at.chat.browser(at.ids["alice"])):
            await misbehaves(browser, process.base, canaries.word)
        await stranger.close()
        _speaks_nonsense(process.port, canaries.word())
        entries = await at.bot.kinds(at.ids["alice"])
        assert {"check_in_answered", "energy_noted", "blocker_raised", "reply_given", "blocker_declined"} <= {*entries}
    assert len(canaries.words) > 100


def _speaks_nonsense(port: int, word: str) -> None:
    """What is no HTTP at all."""
    for said in (f"{word}\r\n\r\n", f"GET /{word} HTTP/9.9\r\n\r\n", f"GET / HTTP/1.1\r\n{word}\x00: {word}\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as raw:
            raw.sendall(said.encode())
            raw.recv(4096)


# --- 23 --------------------------------------------------------------------------------------------------------


async def test_23_a_huge_body_is_refused_at_once_and_held_nowhere(process: Process) -> None:
    async with company(process) as at:
        secret = (await at.chat.browser(at.ids["alice"])).secret
        _refused(process.port, secret, announced=True)
        before = process.memory()
        times = [_refused(process.port, secret, announced=True) for _ in range(5)]
        unannounced = [_refused(process.port, secret, announced=False) for _ in range(5)]
        assert process.memory() - before < 5 * MEGABYTE
        assert min(times) < 0.05, times
        assert min(unannounced) < 0.5, unannounced


def _refused(port: int, secret: str, *, announced: bool) -> float:
    """Send 150 MB as far as it is taken; gives the seconds until it was refused."""
    size = f"Content-Length: {HUGE}" if announced else "Transfer-Encoding: chunked"
    head = (
        f"POST /say HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Cookie: rapport={secret}\r\nX-Rapport-Token: {token_of(secret)}\r\n{size}\r\n\r\n"
    )
    piece = b"x" * 65536 if announced else b"10000\r\n" + b"x" * 65536 + b"\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=5) as raw:
        began = time.perf_counter()
        raw.sendall(head.encode())
        if not announced:
            _pour(raw, piece)
        answer = raw.recv(4096)
        took = time.perf_counter() - began
        assert b" 413 " in answer.split(b"\r\n")[0], answer[:100]
        if announced:
            _pour(raw, piece)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return took


def _pour(raw: socket.socket, piece: bytes) -> None:
    """Go on sending until the other side has had enough, or has had it all."""
    raw.settimeout(0.3)
    try:
        for _ in range(HUGE // 65536):
            raw.sendall(piece)
    except OSError:
        pass
    raw.settimeout(5)


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


async def test_24_slow_ones_are_let_go_while_others_are_served(process: Process) -> None:
    async with company(process) as at:
        browser = await at.chat.browser(at.ids["tomas"])
        leaver = await at.chat.browser(at.ids["alice"])
        stream = asyncio.create_task(_end_of_stream(leaver))
        slow = [await _slow_one(process.port) for _ in range(SLOW_ONES)]
        began, took = time.monotonic(), []
        await asyncio.sleep(0.2)
        await at.bot.write(sessions.end_all, at.ids["alice"])
        dribble = asyncio.create_task(_dribble(slow))
        while time.monotonic() - began < 13 and (alive := _alive(slow)):
            if time.monotonic() - began > 4:
                assert alive <= ADMITTED
            asked = time.perf_counter()
            assert (await browser.get("/form", delivery="d", form="f")).status == 404
            took.append(time.perf_counter() - asked)
            await asyncio.sleep(0.05)
        dribble.cancel()
        assert _alive(slow) == 0
        assert sorted(took)[int(len(took) * 0.99)] < 0.25
        for _, writer in slow:
            writer.close()
        # 15: the live page of somebody whose sessions were ended stops by itself, within a minute.
        assert await stream == "event: over"


async def _end_of_stream(browser: Browser) -> str:
    async with asyncio.timeout(30), await browser.http.get(f"{browser.base}/stream?after=999999") as stream:
        whole = (await stream.content.read()).decode()
    return whole.strip().split("\n\n")[-1].splitlines()[0]


Slow = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _slow_one(port: int) -> Slow:
    """Somebody who begins a request and never ends it; from an address of their own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=("127.0.0.3", 0))
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n")
    return reader, writer


async def _dribble(slow: list[Slow]) -> None:
    """One more byte of a header every second."""
    while True:
        await asyncio.sleep(1)
        for _, writer in slow:
            if not writer.transport.is_closing():
                writer.write(b"X")


def _alive(slow: list[Slow]) -> int:
    return sum(not (reader.at_eof() or writer.transport.is_closing()) for reader, writer in slow)


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


async def test_20_not_a_word_in_metrics_audit_logs_or_on_the_disk(process: Process, canaries: Canaries) -> None:
    async with company(process) as at:
        secret = (await at.chat.browser(at.ids["marta"])).secret
        link = await at.bot.write(sessions.make_link, at.ids["marta"], at.bot.clock.real())
        metrics = await _metrics(process)
        trail = await at.bot.read(_trail)
        live = process.files()
    assert process.running
    process.stop(signal.SIGKILL)
    killed = process.files()
    process.start()
    assert process.stop() == 0
    written = process.written.read_text()
    assert "serving" in written
    assert "request_failed" not in written
    for told in (metrics, trail, written):
        assert canaries.in_(told) == []
        assert secret not in told
        assert link not in told
    for name, content in {**live, **{f"killed {name}": content for name, content in killed.items()}}.items():
        assert not [word for word in (*canaries.words, secret, link) if word.encode() in content], name
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


def test_38_the_command_refuses_to_show_the_demonstration_to_others(process: Process) -> None:
    refused = process.command("run", "--demo", RAPPORT_HOST="192.0.2.1")
    assert refused.returncode == 1
    assert "RAPPORT_HOST" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_28_the_command_prints_a_link_to_our_page(process: Process, canaries: Canaries) -> None:
    alice = canaries.names[0]
    printed = process.command("sign-in", f"alice@{alice}.example.com")
    assert printed.returncode == 0
    assert re.fullmatch(rf"{re.escape(process.base)}/sign-in/[A-Za-z0-9_-]{{43}}\n", printed.stdout)
    assert canaries.in_(printed.stderr) == []
