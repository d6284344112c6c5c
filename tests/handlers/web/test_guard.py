"""What the page refuses: other sites, other sessions, too much, and anything odd. Always 4xx, always plainly."""

import asyncio
import gzip
import json
import re
from typing import Any

import pytest

from handlers.web.guard import MAX_BODY, token_of
from tests.handlers.web.conftest import Browser, Opens
from tests.handlers.web.host import Host

KEY = "k" * 32
ACT = {"key": KEY, "delivery": "d-alice", "button": "as_planned"}
POSTS = frozenset(route.path for route in Host().platform.routes() if route.method == "POST")
"""Everything that the page takes, in earnest."""

BY_FORM = frozenset({"/sign-out", "/sign-in/{link:.*}"})
"""Sent by forms without a script: one has its token in its body, the other none, since no session has begun."""

PATHS = sorted(POSTS - BY_FORM)


def _deep(depth: int) -> bytes:
    return b'{"key":' + b"[" * depth + b"]" * depth + b"}"


ODD_BODIES: dict[str, bytes] = {
    "empty": b"",
    "no JSON": b"delivery=d-alice&button=x",
    "cut off": json.dumps(ACT).encode()[:-1],
    "a list": b"[]",
    "a number": b"1",
    "null": b"null",
    "deep": _deep(20_000),
    "deep objects": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "not UTF-8": b'{"key":"\xff\xfe"}',
    "lone surrogate": b'{"key":"' + KEY.encode() + b'","text":"\\ud800"}',
    "huge number": b'{"key":' + b"9" * 5_000 + b"}",
    "NaN": b'{"key": NaN}',
    "unknown field": json.dumps({**ACT, "text": "x", "form": "checkin", "values": {}, "admin": True}).encode(),
    "wrong types": json.dumps({"key": KEY, "delivery": 7, "form": [], "values": "x", "text": {}}).encode(),
    "short key": json.dumps({**ACT, "key": "k"}).encode(),
    "key with a path": json.dumps({**ACT, "key": "../" * 8}).encode(),
    "blank text": json.dumps({"key": KEY, "text": " \n "}).encode(),
    "control in an id": json.dumps({**ACT, "delivery": "d\x00", "form": "a\nb", "values": {}}).encode(),
    "too many fields": json.dumps(
        {"key": KEY, "delivery": "d", "form": "f", "values": {str(n): [] for n in range(101)}}
    ).encode(),
    "too many lines": json.dumps({"key": KEY, "delivery": "d", "form": "f", "values": {"a": ["x"] * 21}}).encode(),
    "text too long": json.dumps({"key": KEY, "delivery": "d", "form": "f", "values": {"a": ["x" * 20_001]}}).encode(),
    "version out of range": json.dumps(
        {"key": KEY, "delivery": "d", "form": "f", "values": {}, "version": 2**70}
    ).encode(),
}


async def _raw(browser: Browser, path: str, body: bytes, **headers: str) -> Any:
    sent = {"X-Rapport-Token": token_of(browser.secret), "Content-Type": "application/json", **headers}
    return await browser.post(path, data=body, headers=sent)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", ODD_BODIES)
async def test_odd_bodies_are_refused_and_nothing_is_taken(alice: Browser, path: str, name: str) -> None:
    answer = await _raw(alice, path, ODD_BODIES[name])
    assert answer.status == 400
    assert set(await answer.json()) == {"hint"}
    assert alice.host.taken == []


@pytest.mark.parametrize("path", PATHS)
async def test_nothing_is_taken_from_another_site_or_without_the_token(alice: Browser, path: str) -> None:
    body = json.dumps(ACT).encode()
    refused: tuple[dict[str, str], ...] = (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://[broken"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"X-Rapport-Token": ""},
        {"X-Rapport-Token": token_of("another secret")},
        {"X-Rapport-Token": "t\u00f6ken"},
    )
    for headers in refused:
        answer = await _raw(alice, path, body, **headers)
        assert answer.status == 403, headers
    assert alice.host.taken == []


@pytest.mark.parametrize("demonstration", [False, True])
async def test_no_post_of_any_route_is_taken_from_another_site(opens: Opens, demonstration: bool) -> None:
    """The routes are the app's own: a new one is tried as soon as it is there."""
    host = Host(demonstration=demonstration)
    host.sessions.links["a-good-link"] = "tomas"
    browser = await opens(host, "alice")
    paths = [route.path for route in host.platform.routes() if route.method == "POST"]
    assert {*POSTS, *(("/demo/move", "/as/{person}/act") if demonstration else ())} <= {*paths}
    for path in paths:
        address = re.sub(r"{link.*?}", "a-good-link", path).replace("{person}", "alice")
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            answer = await _raw(browser, address, json.dumps(ACT).encode(), **headers)
            assert answer.status == 403, (path, headers)
    assert host.taken == []
    assert host.sessions.links == {"a-good-link": "tomas"}


@pytest.mark.parametrize("secret", ["", "forged", "x" * 5_000, "sécret", '"; DROP'])
async def test_a_forged_session_is_nobodys(host: Host, opens: Opens, secret: str) -> None:
    stranger = await opens(host)
    headers = {"Cookie": f"rapport={secret}", "Accept": "application/json"}
    for path in ("/stream", "/form?delivery=d&form=f", "/options?delivery=d&form=f&field=x"):
        assert (await stranger.get(path, headers=headers)).status == 401
    for path in sorted({*PATHS, "/sign-out"}):
        answer = await stranger.post(path, data=b"{}", headers={**headers, "X-Rapport-Token": token_of("forged")})
        assert answer.status == 401
    assert host.taken == []


async def test_an_announced_size_is_refused_before_it_is_read(alice: Browser) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(alice.base.rsplit(":", 1)[1]))
    head = (
        f"POST /say HTTP/1.1\r\nHost: {alice.base[7:]}\r\nOrigin: {alice.base}\r\nCookie: rapport={alice.secret}\r\n"
        f"X-Rapport-Token: {token_of(alice.secret)}\r\nContent-Length: 157286400\r\n\r\n"
    )
    writer.write(head.encode())
    async with asyncio.timeout(2):
        assert b" 413 " in await reader.readline()
    writer.close()
    await writer.wait_closed()


async def test_an_unannounced_size_is_refused_while_it_comes(alice: Browser) -> None:
    async def pieces() -> Any:
        for _ in range(MAX_BODY // 10_000 + 2):
            yield b"x" * 10_000

    answer = await alice.post("/say", data=pieces(), headers={"X-Rapport-Token": token_of(alice.secret)})
    assert answer.status == 413


async def test_packed_bodies_are_not_unpacked(alice: Browser) -> None:
    bomb = gzip.compress(b"x" * 5_000_000)
    answer = await _raw(alice, "/say", bomb, **{"Content-Encoding": "gzip"})
    assert answer.status == 415


@pytest.mark.parametrize(
    "path",
    [
        "/form",
        "/form?delivery=d",
        "/form?delivery=d&form=f&more=1",
        "/form?delivery=%00&form=f",
        "/options?delivery=d&form=f",
        "/options?delivery=d&form=f&field=x&text=" + "w" * 201,
        "/goals?on=9999-12-31",
        "/goals?on=0001-01-01",
    ],
)
async def test_odd_questions_are_refused(alice: Browser, path: str) -> None:
    assert (await alice.get(path)).status == 400


async def test_a_day_that_is_none_is_refused_with_how_to_write_one(alice: Browser) -> None:
    answer = await alice.get("/goals?on=31.12.2026")
    assert answer.status == 400
    assert "like 2026-10-31" in await answer.text()


@pytest.mark.parametrize("path", ["/static/x/nothing.css", "/static/x/..%2Fguard.py", "/sign-in/not-a-link-at-all"])
async def test_what_is_not_there_is_said_plainly(host: Host, opens: Opens, path: str) -> None:
    answer = await (await opens(host)).get(path, headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    assert answer.status == 404
    assert 'lang="zh-CN"' in await answer.text()


async def test_every_answer_keeps_the_browser_in_bounds(host: Host, alice: Browser, opens: Opens) -> None:
    stranger = await opens(host)
    host.sessions.links["a-good-link"] = "tomas"
    answers = [
        await alice.get("/"),
        await stranger.get("/"),
        await stranger.get("/sign-in/a-good-link"),
        await stranger.get("/form"),
        await alice.send("/act", delivery="d-alice", button="as_planned"),
        await alice.get(f"{host.platform._assets.address}/base.css"),
        await alice.get("/stream"),
    ]
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer.headers["Cache-Control"] or "immutable" in answer.headers["Cache-Control"]
        answer.close()


async def test_pages_carry_no_script_or_style_of_their_own(alice: Browser) -> None:
    page = await (await alice.get("/")).text()
    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == page.count('<script type="module" src=') == 1
    assert " on" not in page.replace(" on ", "").split("<body")[1].split("<main>")[0]
