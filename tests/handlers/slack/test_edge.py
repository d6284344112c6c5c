"""Safety 1, 20, 23 at the edge, and traps 4 to 6 of platforms.md: nothing is parsed or told before it is verified."""

import asyncio
import json
import logging
import socket
import time
from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp
import pytest

from handlers.slack.edge import MAX_BODY
from handlers.slack.outgoing import PATH
from tests.handlers.peers.slack import events
from tests.handlers.peers.slack.person import Person
from tests.handlers.peers.slack.server import LocalSlack
from tests.handlers.peers.slack.signing import WINDOW, forgeries, signed
from tests.handlers.peers.slack.things import Message
from tests.handlers.slack.host import Host

CANARY = "canary-in-the-body"
GARBAGE = (b"", b"{", b"payload=%7B", b"\xff\xfe", b"[" * 60_000, b'{"a":' * 20_000, b"payload=" + b"[" * 60_000)


def _event(slack: LocalSlack, text: str = CANARY) -> bytes:
    user, dm = slack.users["U1"], slack.dm(slack.users["U1"])
    message = Message(slack.clock.ts(), dm.id, "U1", text, user.home)
    return json.dumps(events.envelope(slack, slack.workspace, events.said(message, user, dm))).encode()


async def _post(host: Host, body: bytes, headers: Mapping[str, str]) -> int:
    async with aiohttp.ClientSession() as http, http.post(host.base + PATH, data=body, headers=headers) as answer:
        assert CANARY not in await answer.text()
        return answer.status


async def test_01_trap_6_a_forged_signature_is_401_and_nothing_is_kept_or_logged(
    slack: LocalSlack, host: Host, alice: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """Safety 1, 20; trap 6: bolt would log the whole body of a wrong signature."""
    caplog.set_level(logging.DEBUG)
    body = _event(slack)
    for name, headers in forgeries(slack.signing_secret, body).items():
        assert await _post(host, body, headers) == 401, name
        check = urlencode({"ssl_check": "1", "token": CANARY}).encode()
        assert await _post(host, check, headers) == 401, name
    assert host.taken == []
    assert not slack.calls
    assert CANARY not in caplog.text
    assert slack.signing_secret not in caplog.text


async def test_01_a_body_that_was_encoded_anew_is_401(slack: LocalSlack, host: Host, alice: Person) -> None:
    body = _event(slack)
    again = json.dumps(json.loads(body), separators=(",", ":")).encode()
    assert await _post(host, again, signed(slack.signing_secret, body)) == 401
    assert await _post(host, body + b"\n", signed(slack.signing_secret, body)) == 401
    assert await _post(host, body, signed(slack.signing_secret, body)) == 200


async def test_01_a_clock_that_is_a_little_off_is_taken(slack: LocalSlack, host: Host, alice: Person) -> None:
    for off in (-WINDOW + 5, WINDOW - 5):
        body = _event(slack)
        assert await _post(host, body, signed(slack.signing_secret, body, time.time() + off)) == 200
    assert len(host.taken) == 2


async def test_trap_5_unsigned_garbage_is_401_and_costs_nothing(slack: LocalSlack, host: Host, alice: Person) -> None:
    """The stock path parses first: garbage is a 500 there, and an unsigned form of 1 MB burns 87 ms."""
    for body in GARBAGE:
        assert await _post(host, body, {"Content-Type": "application/json"}) == 401, body[:10]
    port = int(host.base.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as raw:
        head = (
            f"POST {PATH} HTTP/1.1\r\nHost: x\r\nX-Slack-Request-Timestamp: soon\r\nContent-Length: {MAX_BODY}\r\n\r\n"
        )
        raw.sendall(head.encode())
        assert b" 401 " in await asyncio.to_thread(raw.recv, 4096), "before a byte of its body is there"


async def test_trap_5_signed_garbage_is_refused(slack: LocalSlack, host: Host, alice: Person) -> None:
    """Nobody but Slack can send it; it is no fault of ours, and refused all the same."""
    for body in (*GARBAGE[1:], b"[]", b'"x"', b"7", b"payload=[]", b"payload=7"):
        for kind in ("application/json", "application/x-www-form-urlencoded"):
            status = await _post(host, body, {**signed(slack.signing_secret, body), "Content-Type": kind})
            assert status in (400, 403, 404), (body[:20], kind)
    assert host.taken == []


async def test_23_too_much_is_413_before_it_is_read(slack: LocalSlack, host: Host, alice: Person) -> None:
    body = b"x" * (MAX_BODY + 1)
    assert await _post(host, body, signed(slack.signing_secret, body)) == 413

    async def endless() -> object:
        for _ in range(64):
            yield b"x" * 8192

    now = str(int(time.time()))
    headers = {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": "v0=" + "0" * 64}
    async with aiohttp.ClientSession() as http:
        answer = await http.post(host.base + PATH, data=endless(), headers=headers)
        assert answer.status == 413
    port = int(host.base.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as raw:
        raw.setblocking(True)
        raw.sendall(f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 150000000\r\n\r\n".encode())
        assert b" 413 " in await asyncio.to_thread(raw.recv, 4096)


async def test_lazy_headers_of_bolt_skip_nothing(slack: LocalSlack, host: Host, alice: Person) -> None:
    """With x-slack-bolt-lazy-only bolt acknowledges and calls nobody."""
    body = _event(slack)
    headers = {
        **signed(slack.signing_secret, body),
        "X-Slack-Bolt-Lazy-Only": "1",
        "X-Slack-Bolt-Lazy-Function-Name": "x",
    }
    assert await _post(host, body, headers) == 200
    assert len(host.taken) == 1


async def test_slack_can_verify_the_address(slack: LocalSlack, host: Host, alice: Person) -> None:
    assert await slack.verifies_url(host.base)
    assert host.taken == []


async def test_without_a_signing_secret_there_is_no_door(host: Host) -> None:
    assert host.platform(signing_secret="", app_token="xapp-1").routes() == []


async def test_trap_4_a_retry_is_not_dropped_because_it_is_one(slack: LocalSlack, host: Host, alice: Person) -> None:
    """The first try may have failed; what was taken is known by its key, over HTTP and over a socket."""
    host.away = True
    delivery = await alice.says("hello")
    assert not delivery.acked
    host.away = False
    await delivery.finished()
    assert delivery.acked
    assert [each.what.text for each in host.taken] == ["hello"]  # type: ignore[union-attr]
    assert "X-Slack-Retry-Num" in slack.sent[-1].headers
