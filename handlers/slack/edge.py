"""The edge: nothing of a request is parsed before its size, its headers and its signature are right."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
from collections.abc import Callable

from aiohttp import web

MAX_BODY = 256 * 1024
"""Bytes of a body that are read at all (safety 23)."""

BODY_SECONDS = 5
"""How long a body may take to arrive (safety 24)."""

WINDOW = 300
"""Seconds by which Slack's clock and ours may differ (docs.slack.dev, "Verifying requests from Slack")."""

_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


class Refused(Exception):
    """The request is refused with this status, and nothing of it is kept or logged."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


async def verified(request: web.Request, secret: str, now: Callable[[], float]) -> str:
    """The body of a request that Slack signed within the window. Raises Refused 401, 413, 408, or 400 for no UTF-8."""
    if (request.content_length or 0) > MAX_BODY:
        raise Refused(413)
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not _TIMESTAMP.fullmatch(timestamp) or not _SIGNATURE.fullmatch(signature):
        raise Refused(401)
    if abs(now() - int(timestamp)) > WINDOW:
        raise Refused(401)
    body = await _body(request)
    if not hmac.compare_digest(signature, signature_of(secret, timestamp, body)):
        raise Refused(401)
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refused(400) from None


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's signature of a body sent at a time."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()


async def _body(request: web.Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > MAX_BODY:
                    raise Refused(413)
    except TimeoutError:
        raise Refused(408) from None
    return bytes(body)
