"""The guard at every door: headers, sizes, origins, and what is said when something is refused."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web

from conversations.toolkit.words import Language
from handlers.platform import Unavailable
from handlers.web.drawing import Drawing, Manner

MAX_BODY = 256 * 1024
"""Bytes of a body that are read at all (safety 23)."""

BODY_SECONDS = 5
"""How long a body may take to arrive (safety 24)."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Fault(Exception):
    """The request is refused: `status`, and `id`, the sentence under page.faults that says so."""

    def __init__(self, status: int, id_: str) -> None:
        super().__init__(id_)
        self.status = status
        self.id = id_


@dataclass(frozen=True)
class Guard:
    """Wraps every handler of the page. `framed` allows the page to stand in its own frames (the two phones)."""

    drawing: Drawing
    secure: bool
    framed: bool

    def wrap(self, handler: Handler) -> Handler:
        """The handler with every header set and every fault answered plainly."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                response = await handler(request)
            except Fault as fault:
                response = self._refusal(request, fault)
            except Unavailable:
                response = self._refusal(request, Fault(503, "unavailable"))
                response.headers["Retry-After"] = "2"
            if not response.prepared:
                self.protect(response)
            return response

        return guarded

    def protect(self, response: web.StreamResponse) -> None:
        """Set the headers that keep a browser from doing anything but showing this page."""
        frames = "'self'" if self.framed else "'none'"
        headers = {
            "Content-Security-Policy": (
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                f"base-uri 'none'; form-action 'self'; frame-src {frames}; frame-ancestors {frames}"
            ),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN" if self.framed else "DENY",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        }
        if self.secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        response.headers.update(headers)
        response.headers.setdefault("Cache-Control", "no-store")

    def _refusal(self, request: web.Request, fault: Fault) -> web.Response:
        manner = Manner(language_of(request))
        if wants_json(request):
            said = self.drawing.say(f"faults.{fault.id}", manner)
            return web.json_response({"hint": said}, status=fault.status)
        page = self.drawing.draw("fault.html", manner, fault=fault)
        return web.Response(text=page, status=fault.status, content_type="text/html")


def wants_json(request: web.Request) -> bool:
    """Whether the page's own script asks, rather than a person following a link."""
    return request.headers.get("Accept") == "application/json"


def language_of(request: web.Request) -> Language:
    """The language for somebody we do not know yet: what they chose here, else what their browser prefers."""
    wanted = f"{request.query.get('language', '')},{request.headers.get('Accept-Language', '')}".lower()
    first = next((part.strip()[:2] for part in wanted.split(",") if part.strip()[:2] in ("en", "zh")), "en")
    return "zh-CN" if first == "zh" else "en"


def require_same_origin(request: web.Request) -> None:
    """Refuse what another site's page sent: Sec-Fetch-Site, else Origin against Host (OWASP CSRF cheat sheet)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site != "same-origin":
            raise Fault(403, "elsewhere")
        return
    if _host_of(request.headers.get("Origin", "")) != request.host or not request.host:
        raise Fault(403, "elsewhere")


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def token_of(secret: str) -> str:
    """The token that every writing request of a session carries; the session's secret cannot be read from it."""
    return hmac.new(secret.encode(), b"rapport page token", hashlib.sha256).hexdigest()


def require_token(given: str, secret: str) -> None:
    """Refuse a request without its session's own token."""
    if not hmac.compare_digest(given.encode("utf-8", "replace"), token_of(secret).encode()):
        raise Fault(403, "stale")


async def body_of(request: web.Request) -> bytes:
    """The whole body, never more than MAX_BODY: an announced size is refused before a byte of it is read."""
    if request.headers.get("Content-Encoding"):
        raise Fault(415, "unreadable")
    if (request.content_length or 0) > MAX_BODY:
        raise Fault(413, "too_large")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > MAX_BODY:
                    raise Fault(413, "too_large")
    except TimeoutError:
        raise Fault(408, "too_slow") from None
    return bytes(body)
