"""Carries activities to the bot: signed, answered within 15 seconds or sent again under the same id."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.handlers.peers.microsoft.answers import Reply, SomethingWentWrong
from tests.handlers.peers.microsoft.keys import Keys
from tests.handlers.peers.microsoft.signing import FORGERIES, token_for

Json = dict[str, Any]

PATIENCE = 15.0
TRIES = 2


class Posting:
    """One way to a bot's /api/messages."""

    def __init__(self, http: ClientSession, keys: Keys, app_id: str) -> None:
        self.http, self.keys, self.app_id = http, keys, app_id

    def authorization(self, service_url: str, forged: str = "") -> str | None:
        """The header that proves an activity, or one of FORGERIES by its name."""
        token = token_for(self.keys, self.app_id, service_url)
        return FORGERIES[forged](token, self.keys) if forged else token.header

    async def post(self, url: str, activity: Json, *, forged: str = "", patience: float = PATIENCE) -> Reply:
        """What the bot answered. An activity that got no answer is sent once more, the very same."""
        header = self.authorization(activity["serviceUrl"], forged)
        return await self.deliver(url, json.dumps(activity).encode(), header, patience=patience)

    async def deliver(self, url: str, body: bytes, header: str | None, *, patience: float = PATIENCE) -> Reply:
        """Any bytes under any header: for what no channel would ever send."""
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Microsoft-SkypeBotApi"}
        if header is not None:
            headers["Authorization"] = header
        for attempt in range(1, TRIES + 1):
            try:
                async with self.http.post(url, data=body, headers=headers, timeout=ClientTimeout(patience)) as answer:
                    return Reply(answer.status, await answer.read(), attempt)
            except (TimeoutError, ClientError):
                continue
        raise SomethingWentWrong(f"no answer within {patience} seconds, {TRIES} times")


async def until(holds: Callable[[], Any], seconds: float, says: Callable[[], str]) -> Any:
    """What holds, as soon as it does; a failure that says how things stood otherwise."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not (found := holds()):
        if loop.time() > end:
            raise AssertionError(says())
        await asyncio.sleep(0.01)
    return found
