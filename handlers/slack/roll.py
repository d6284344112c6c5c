"""The roll: Slack's list of users, gone through now and then. By it people are known before they are written to
(safety 16), and whose leaving nobody told us of is found (safety 15).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog
from pydantic import ValidationError

from handlers.platform import ChatPorts, Identity, InDoubt, TryLater, Unavailable, Users
from handlers.slack.calls import Calls, Refused
from handlers.slack.people import Member, People, judged
from handlers.slack.workspace import Workspace

HOURLY = "slack:roll"
"""What it is called where it is kept when it was called last; an import forgets that, for newcomers."""

EVERY = 3600.0
"""Seconds from one going through to the next, of all replicas together; user_change tells of nearly all in between."""

PAUSE = 6.0
"""Seconds between two pages: half of the twenty a minute that Slack allows."""

PAGE = 200
"""Users of a page: as many as Slack recommends at most."""

LOOKS = 60.0
"""Seconds after which it is asked again whether it is time."""

TRIES = 10
"""Times that one page is asked for before the rest waits for the next time."""

_log = structlog.get_logger(platform="slack")


class Roll:
    """Introduces members by the address that Slack has confirmed; signs off who left the workspace or became a guest;
    finds again who is back, and the workspace if the app is.
    """

    def __init__(
        self, ports: ChatPorts, calls: Calls, workspace: Workspace, people: People, pause: float = PAUSE
    ) -> None:
        self._ports, self._calls, self._workspace, self._people = ports, calls, workspace, people
        self._pause = pause

    @asynccontextmanager
    async def running(self, looks: float = LOOKS) -> AsyncIterator[None]:
        """Call it at the start, then whenever it is time, and no other replica does."""
        calling = asyncio.create_task(self._keep(looks))
        try:
            yield
        finally:
            calling.cancel()
            with suppress(asyncio.CancelledError):
                await calling

    async def call(self) -> None:
        """Go through it once. Raises Refused, Unavailable, TryLater or InDoubt where it cannot be gone on with."""
        team = (await self._workspace.ours()).team
        heard, left = self._people.listening(), await self._ports.book.who_left("slack", team)
        gone: list[str] = []
        here: dict[str, str] = {}
        async for user, member in self._everybody(team):
            if member.has_left:
                gone.append(user)
            elif member.kind == "member":
                here[user] = member.email
        # A page is minutes old by now: what was heard of anybody meanwhile, here or by another replica, is newer.
        gone = [user for user in gone if user not in heard and user not in left]
        back = [user for user in left if user not in heard]
        here = dict(_unheard(here, heard))
        for user in gone:
            self._people.forget(user)
        # All at once: only of all together can be told whether they are too many to be believed.
        await self._ports.book.roll_called("slack", team, gone, here, back)

    async def _keep(self, looks: float) -> None:
        time, every = f"{HOURLY}:start", LOOKS
        while True:
            try:
                if await self._ports.pacing.is_time(time, every):
                    await self.call()
            except (Refused, Unavailable, TryLater, InDoubt) as fault:
                _log.warning("roll_not_called", exc_info=fault)
            except Exception as error:  # the next time may do better
                _log.error("roll_failed", exc_info=error)
            time, every = HOURLY, EVERY
            await asyncio.sleep(looks)

    async def _everybody(self, team: str) -> AsyncIterator[tuple[str, Member]]:
        """All users of the list, to its end or where it begins again; its first page shows that the app is there."""
        cursor, known = "", set[str]()
        while cursor not in known:
            if known:
                await asyncio.sleep(self._pause)
            page = await self._page(team, cursor)
            if not known:
                await self._workspace.found(team)
            known.add(cursor)
            for described in _described(page, team):
                yield described
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")

    async def _page(self, team: str, cursor: str) -> Mapping[str, Any]:
        for _ in range(TRIES - 1):
            try:
                return await self._calls.call("users.list", team_id=team, limit=PAGE, cursor=cursor)
            except TryLater as later:
                await asyncio.sleep(later.after)
            except InDoubt:
                await asyncio.sleep(self._pause)
        return await self._calls.call("users.list", team_id=team, limit=PAGE, cursor=cursor)


def _unheard(here: Users, heard: Collection[str]) -> Iterator[tuple[str, str]]:
    """Those of whom nothing was heard meanwhile, nor of anybody with their address: whose it is shows the next time."""
    shared = {_plain(here[user]) for user in heard if user in here} - {""}
    for user, email in here.items():
        if user not in heard and _plain(email) not in shared:
            yield user, email


def _plain(email: str) -> str:
    return email.strip().lower()


def _described(page: Mapping[str, Any], team: str) -> Iterator[tuple[str, Member]]:
    """What the users of a page are; of whom Slack speaks strangely nothing is believed."""
    for user in page.get("members", ()):
        with suppress(ValidationError, KeyError, TypeError):
            id_ = str(user["id"])
            yield id_, judged(user, Identity("slack", team, id_))
