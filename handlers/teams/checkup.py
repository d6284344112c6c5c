"""Is the bot's registration as it should be? Asks Microsoft's login for a token and for its keys, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import aiohttp

from conversations.toolkit.words import phrases_of
from handlers.findings import Finding
from handlers.platform import TryLater, Unavailable
from handlers.teams.clouds import Cloud
from handlers.teams.network import session
from handlers.teams.sign_in import AppToken, Credentials, SignInRefused
from handlers.teams.tokens import Keys

say = phrases_of("doctor")

_REFUSALS: Mapping[int, str] = {
    7000215: "teams.bad_secret",
    7000222: "teams.expired",
    **dict.fromkeys((700016, 7000229), "teams.unknown_app"),
    **dict.fromkeys((90002, 900023), "teams.unknown_tenant"),
}
"""By the numbers of Microsoft Entra's reference of error codes (AADSTS)."""


async def checkup(credentials: Credentials, cloud: Cloud) -> Sequence[Finding]:
    """Whether the login gives us a token, and whether we can know Microsoft's requests by their keys."""
    async with session(loopback=cloud.loopback) as http:
        return [await _token(credentials, cloud, http), *await _keys(cloud, http)]


async def _token(credentials: Credentials, cloud: Cloud, http: aiohttp.ClientSession) -> Finding:
    try:
        await AppToken(cloud, credentials, lambda: http).get()
    except SignInRefused as refused:
        return Finding("mend", say(_REFUSALS.get(refused.code, "teams.refused"), code=f"AADSTS{refused.code}"))
    except TryLater:
        return _away(cloud.login)
    return Finding("fine", say("teams.fine"))


async def _keys(cloud: Cloud, http: aiohttp.ClientSession) -> Sequence[Finding]:
    keys = Keys(cloud, lambda: http)
    try:
        await keys.of("")
    except Unavailable:
        return [_away(cloud.metadata)]
    finally:
        await keys.close()
    return []


def _away(address: str) -> Finding:
    return Finding("away", say("teams.away", host=urlsplit(address).hostname or ""))
