"""The page as the contract speaks to it: browsers with cookies and tokens, over HTTP."""

import hashlib
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from aiohttp import ClientResponse, ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from conversations.toolkit.cards import Card, leading_nowhere
from conversations.toolkit.forms import Form
from conversations.toolkit.words import Language
from handlers.platform import Incoming, OpenedForm, PlatformName
from handlers.web import cards, forms
from handlers.web.drawing import Drawing, Manner
from handlers.web.guard import token_of
from handlers.web.ports import FeedItem
from storage import sessions
from tests.handlers.contract import page
from tests.handlers.contract.adapter import Altered, Outcome, Payload, Reply, Sheet, Shown, Tap, Values
from tests.handlers.contract.house import TUESDAY, Bot, catalogue
from tests.handlers.web.host import Host

_CHOSEN = ("key", "text", "command", "values", "version")
_FORGED = (
    ("cookie", ""),
    ("cookie", "rapport=forged"),
    ("cookie", "rapport-as=forged"),
    ("x-rapport-token", ""),
    ("x-rapport-token", "forged"),
    ("x-rapport-token", token_of("forged")),
    ("origin", ""),
    ("origin", "null"),
    ("origin", "https://evil.example"),
    ("sec-fetch-site", "cross-site"),
    ("sec-fetch-site", "same-site"),
)
_OUTCOMES: dict[int, Outcome] = {200: "taken", 400: "unreadable", 413: "too_large", 503: "away"}


class Web:
    """handlers/web, spoken to over HTTP. `bot` is None where only payloads are read and cards drawn."""

    name: PlatformName = "web"
    suffix = "html"
    most_text = 3000

    def __init__(self, bot: Bot | None = None) -> None:
        self.bot = bot
        self.drawing = Drawing(catalogue(), "/static/x")
        self._browsers: dict[str, Browser] = {}
        self._number = 0

    async def browser(self, person: str) -> "Browser":
        """Somebody's browser, signed in by a link."""
        if person not in self._browsers:
            assert self.bot
            fresh = Browser(self.bot.base)
            link = await self.bot.write(sessions.make_link, person, self.bot.clock.real())
            await fresh.sign_in(link)
            self._browsers[person] = fresh
        return self._browsers[person]

    async def sees(self, person: str) -> list[Shown]:
        assert self.bot
        browser = await self.browser(person)
        await self.bot.settled()
        return page.messages(await browser.text("/"))

    async def taps(self, person: str, delivery: str, tap: Tap, *, key: str = "") -> Reply:
        return await self._send(person, "/act", key, delivery=delivery, button=tap.name, value=tap.value)

    async def opens(self, person: str, delivery: str, tap: Tap) -> Reply:
        browser = await self.browser(person)
        return await _reply(await browser.get("/form", delivery=delivery, form=tap.opens))

    async def submits(self, person: str, sheet: Sheet, values: Values, *, key: str = "") -> Reply:
        given = {name: list(texts) for name, texts in values.items()}
        seen = {} if sheet.version is None else {"version": sheet.version}
        return await self._send(person, "/submit", key, delivery=sheet.delivery, form=sheet.form, values=given, **seen)

    async def says(self, person: str, text: str, *, key: str = "") -> Reply:
        return await self._send(person, "/say", key, text=text)

    async def calls(self, person: str, command: str, *, key: str = "") -> Reply:
        return await self._send(person, "/say", key, text=command, command=True)

    async def seeks(self, person: str, sheet: Sheet, name: str, text: str) -> list[str]:
        browser = await self.browser(person)
        asked = {"delivery": sheet.delivery, "form": sheet.form, "field": name, "text": text}
        found = await (await browser.get("/options", **asked)).json()
        return [option["label"] for option in found["options"]]

    async def hears(self, payload: Payload) -> Incoming:
        host = Host()
        server = TestServer(host.app(), host="127.0.0.1")
        await server.start_server()
        browser = Browser(str(server.make_url("")).rstrip("/"), host.sessions.begin("alice"))
        try:
            await browser.replay(payload["request"])
        finally:
            await browser.close()
            await server.close()
        [taken] = host.taken
        return taken

    async def plays(self, payload: Payload, person: str) -> Reply:
        browser = await self.browser(person)
        return await _reply(await browser.replay(payload["request"]))

    def aimed(self, payload: Payload, delivery: str) -> Payload:
        aimed = deepcopy(payload)
        if "delivery" in aimed["request"]["body"]:
            aimed["request"]["body"]["delivery"] = delivery
        return aimed

    def altered(self, payload: Payload, theirs: str) -> Iterator[Altered]:
        request = payload["request"]
        for name, given in request["body"].items():
            for other in _others(given, theirs if name == "delivery" else ""):
                yield Altered(f"body.{name}", _with(self._fresh(payload), "body", name, other), name in _CHOSEN)
        for name, other in _FORGED:
            forged = _with(self._fresh(payload), "headers", name, other)
            if name == "origin":
                del forged["request"]["headers"]["sec-fetch-site"]
            yield Altered(f"headers.{name}", forged)
        for path in (f"/as/tomas{request['path']}", f"/as/alice{request['path']}", f"{request['path']}/"):
            yield Altered("path", {**payload, "request": {**self._fresh(payload)["request"], "path": path}})

    def _fresh(self, payload: Payload) -> Payload:
        """The payload as a request of its own, no repetition."""
        self._number += 1
        return _with(payload, "body", "key", f"{self._number:032x}")

    def draws(self, card: Card, language: Language, *, neutral: bool = False) -> str:
        put = cards.neutral(card) if neutral else leading_nowhere(card)
        return cards.message(self.drawing, _item(put), Manner(language))

    def draws_form(self, form: Form, language: Language) -> str:
        return forms.sheet(self.drawing, OpenedForm("delivery", form), Manner(language))

    def previews(self, card: Card, language: Language) -> str:
        [article] = page.read(self.draws(card, language)).all("article")
        return article.attributes["aria-label"]

    async def close(self) -> None:
        for browser in self._browsers.values():
            await browser.close()

    async def _send(self, person: str, path: str, key: str, **what: object) -> Reply:
        self._number += 1
        # The same key from somebody else is somebody else's: as in real life, where browsers make their own.
        made = hashlib.sha256(f"{key or self._number}".encode()).hexdigest()[:32]
        browser = await self.browser(person)
        return await _reply(await browser.post(path, json={"key": made, **what}))


class Browser:
    """One person's browser. `secret` is their session."""

    def __init__(self, base: str, secret: str = "") -> None:
        # Addresses of the loopback get no cookies from a jar that is not told to be unsafe.
        self.http = ClientSession(cookie_jar=CookieJar(unsafe=True))
        self.base = base
        self.secret = secret
        if secret:
            self.http.cookie_jar.update_cookies({"rapport": secret})

    async def sign_in(self, link: str) -> ClientResponse:
        """Press the button of a sign-in link."""
        answer = await self.http.post(
            f"{self.base}/sign-in/{link}", headers={"Origin": self.base}, allow_redirects=False
        )
        if "rapport" in answer.cookies:
            self.secret = answer.cookies["rapport"].value
        return answer

    async def text(self, path: str) -> str:
        """A page."""
        return await (await self.http.get(self.base + path)).text()

    async def get(self, path: str, **query: str) -> ClientResponse:
        """What the page's script reads."""
        headers = {"Accept": "application/json"}
        return await self.http.get(self.base + path, params=query, headers=headers, allow_redirects=False)

    async def post(self, path: str, **more: Any) -> ClientResponse:
        """What the page's script sends."""
        own = {"Origin": self.base, "Accept": "application/json", "X-Rapport-Token": token_of(self.secret or "none")}
        return await self.http.post(
            self.base + path, allow_redirects=False, headers={**own, **more.pop("headers", {})}, **more
        )

    async def replay(self, request: dict[str, Any]) -> ClientResponse:
        """A recorded request, with this browser's address, session and token where the recording has its own."""
        ours = {"origin": self.base, "cookie": f"rapport={self.secret}", "x-rapport-token": token_of(self.secret)}
        headers = {name: ours[name] if value == RECORDED else value for name, value in request["headers"].items()}
        async with ClientSession() as bare:
            return await bare.request(
                request["method"], self.base + request["path"], json=request["body"], headers=headers
            )

    async def close(self) -> None:
        """Close its connections."""
        await self.http.close()


RECORDED = "(recorded)"
"""What stands in a recorded payload where each browser has its own."""


def _with(payload: Payload, part: str, name: str, value: object) -> Payload:
    changed = deepcopy(payload)
    changed["request"][part][name] = value
    return changed


def _others(given: object, theirs: str) -> Iterator[object]:
    """Other things that could stand in a field: somebody else's, nothing, nearly the same, another type."""
    yield from (theirs,) if theirs else ()
    match given:
        case str():
            yield from ("", f"{given}x", given[:-1], given.upper(), f"../{given}", given + "\u200b", None, 7, [given])
        case dict():
            yield from ({}, [], None, {name: [] for name in given}, {"nothing": ["x"]}, {**given, "extra": ["x"]})
        case _:
            yield from ("", 10**9, -1, [], {})


def _item(card: Card) -> FeedItem:
    return FeedItem(1, "message", TUESDAY, "delivery", card)


async def _reply(answer: ClientResponse) -> Reply:
    outcome = _OUTCOMES.get(answer.status, "refused")
    if answer.content_type != "application/json":
        return Reply(outcome, re.sub(r"<[^>]+>", "", await answer.text()))
    said = await answer.json()
    sheet = page.sheet(said["sheet"]) if said.get("sheet") else None
    return Reply(outcome, said.get("hint", ""), said.get("errors", {}), sheet)
