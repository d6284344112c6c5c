"""The way out: one HTTP session for all of Microsoft, which follows no redirect into a house's own network."""

from __future__ import annotations

import ipaddress
import random
import socket
from typing import TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies

import aiohttp
from aiohttp import hdrs
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from pydantic import BaseModel, ConfigDict, ValidationError

from handlers import leaving

CONNECTIONS = 100
MAX_REPLY = 256 * 1024
"""Bytes of an answer that are read at all."""

CONNECT_SECONDS = 3
"""How long it may take until there is a connection, with all that comes before it."""

LONGEST_WAIT = 3600


class PublicAddresses(AbstractResolver):
    """Names resolve to public addresses only: an allowed name that turns to 10.0.0.1 reaches nothing (safety 6).

    The proxy that the machine's settings name is the one exception: it may stand in the house.
    """

    def __init__(self, resolver: AbstractResolver | None = None) -> None:
        self._resolver = resolver or ThreadedResolver()
        self._proxies = {urlsplit(each).hostname for each in getproxies().values()}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a name. Raises OSError if none of them is public."""
        found = await self._resolver.resolve(host, port, family)
        kept = [each for each in found if host in self._proxies or _is_public(each["host"])]
        if not kept:
            raise OSError(None, "no public address")
        return kept

    async def close(self) -> None:
        """Let go of what the resolver holds."""
        await self._resolver.close()


def _is_public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_global
    except ValueError:
        return False


def session(*, loopback: bool) -> aiohttp.ClientSession:
    """The session; `loopback` lets it reach this machine, for tests. Honours HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE."""
    resolver = None if loopback else PublicAddresses()
    connector = aiohttp.TCPConnector(limit=CONNECTIONS, resolver=resolver)
    return aiohttp.ClientSession(
        connector=connector,
        trust_env=not loopback,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=True,
        trace_configs=[leaving.tracing()],
    )


async def body_of(response: aiohttp.ClientResponse) -> bytes:
    """What was answered, up to a limit."""
    body = await response.content.read(MAX_REPLY)
    while len(body) < MAX_REPLY and (more := await response.content.read(MAX_REPLY - len(body))):
        body += more
    return body


class Reply(BaseModel):
    """Something that Microsoft answers, as far as anybody here looks at it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


M = TypeVar("M", bound=Reply)


def read(reply: type[M], body: bytes) -> M:
    """What was answered, or nothing of it if it is not what it should be."""
    try:
        return reply.model_validate_json(body)
    except ValidationError:
        return reply()


def retry_after(response: aiohttp.ClientResponse) -> float:
    """Seconds to wait: what the platform says, else a few."""
    said = response.headers.get(hdrs.RETRY_AFTER, "")
    return min(float(said), LONGEST_WAIT) if said.isascii() and said.isdigit() else jitter()


def jitter() -> float:
    """A second or two, so that not all who failed together come back together."""
    return 1 + random.random()  # noqa: S311  # spreads load, keeps no secret
