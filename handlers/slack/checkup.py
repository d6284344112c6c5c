"""Is the Slack app as it should be? Asks Slack about our tokens, and changes nothing there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import aiohttp

from conversations.toolkit.words import phrases_of
from handlers.findings import Finding
from handlers.platform import InDoubt, TryLater
from handlers.slack.calls import Calls, Refused, client_of, session
from handlers.slack.manifest import scopes
from handlers.slack.outgoing import Credentials

say = phrases_of("doctor")

GRANTED = "x-oauth-scopes"
"""The header of every answer that lists what the token may do."""

_REFUSALS: Mapping[str, str] = {
    **dict.fromkeys(("invalid_auth", "not_authed", "not_allowed_token_type"), "slack.bad_token"),
    **dict.fromkeys(("token_revoked", "account_inactive"), "slack.removed"),
    "token_expired": "slack.expired",
}


async def checkup(credentials: Credentials) -> Sequence[Finding]:
    """Whether Slack takes the bot token, with all scopes of the manifest, and the app token where there is one."""
    async with session() as http:
        bot = await _bot(credentials, http)
        if not credentials.app_token or bot.grade == "away":
            return [bot]
        return [bot, await _socket(credentials, http)]


async def _bot(credentials: Credentials, http: aiohttp.ClientSession) -> Finding:
    try:
        answer, headers = await _calls(credentials.bot_token, credentials, http).answered("auth.test")
    except Refused as refused:
        return Finding("mend", say(_REFUSALS.get(refused.error, "slack.refused"), error=refused.error))
    except (TryLater, InDoubt):
        return _away(credentials)
    if not answer.get("bot_id"):
        return Finding("mend", say("slack.no_bot"))
    # A gateway that takes the header away must not make everything look forbidden.
    granted = {each.strip() for each in headers[GRANTED].split(",")} if GRANTED in headers else scopes()
    missing = scopes() - granted
    if missing:
        return Finding("mend", say("slack.missing_scope", scopes=", ".join(sorted(missing))))
    return Finding("fine", say("slack.fine", team=str(answer.get("team", ""))))


async def _socket(credentials: Credentials, http: aiohttp.ClientSession) -> Finding:
    """To ask for an address connects nothing; it is what tells whether the app token is good."""
    try:
        await _calls(credentials.app_token, credentials, http).call("apps.connections.open")
    except Refused as refused:
        return Finding("mend", say("slack.bad_app_token", error=refused.error))
    except (TryLater, InDoubt):
        return _away(credentials)
    return Finding("fine", say("slack.socket_fine"))


def _calls(token: str, credentials: Credentials, http: aiohttp.ClientSession) -> Calls:
    client = client_of(token, credentials.api_url)
    client.session = http
    return Calls(client)


def _away(credentials: Credentials) -> Finding:
    return Finding("away", say("slack.away", host=urlsplit(credentials.api_url).hostname or ""))
