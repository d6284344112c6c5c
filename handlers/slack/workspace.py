"""The one workspace whose token we have; what comes from any other is refused before routing (safety 7)."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from slack_bolt.authorization import AuthorizeResult

from handlers.platform import AddressBook, InDoubt, TryLater, Unavailable
from handlers.slack.calls import Calls, Refused

PATIENCE = 1.0
"""Seconds that a request waits for what Slack says of our token; the question goes on, for the next one."""


class Foreign(Exception):
    """It comes from a workspace that is not attached to this organisation."""


@dataclass(frozen=True)
class Known:
    """What auth.test says of our token."""

    team: str
    bot_user: str
    bot_id: str


class Workspace:
    """Asks auth.test once, when it is first needed: the stock store asks at every request, and loses events when Slack
    does not answer (platforms.md, Slack 3). Requests that come at the same time share one question.
    """

    def __init__(self, calls: Calls, book: AddressBook) -> None:
        self._calls, self._book = calls, book
        self._asking: asyncio.Task[Known] | None = None
        self._is_lost = False
        self.known: Known | None = None

    async def ours(self) -> Known:
        """What we know of it. Raises Unavailable while Slack does not say.

        That our token is good says that the app is there (again): whom its removal cut off can be reached.
        """
        if self.known:
            return self.known
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
            self._asking.add_done_callback(self._asked)
        try:
            return await asyncio.wait_for(asyncio.shield(self._asking), PATIENCE)
        except TimeoutError:
            raise Unavailable from None

    async def is_removed(self) -> bool:
        """Whether our token is good no more: word of a removal may be old, and come after the app is back (safety 2).

        Raises Unavailable while Slack does not say.
        """
        try:
            await self._calls.call("auth.test")
        except Refused:
            self.lost()
            return True
        except (TryLater, InDoubt):
            raise Unavailable from None
        return False

    def lost(self) -> None:
        """The app is there no more: the next request that Slack signs says that it may be back."""
        self._is_lost = True

    async def found(self, team: str) -> None:
        """The app is there (again): whom its removal cut off can be reached."""
        await self._book.all_found("slack", team, "not_installed")
        self._is_lost = False

    async def check(self, team: str | None) -> Known:
        """Our workspace, if this is it. Raises Foreign or Unavailable."""
        known = await self.ours()
        if team != known.team:
            raise Foreign
        if self._is_lost:
            with suppress(Unavailable, TimeoutError):
                await asyncio.wait_for(self._look_again(known), PATIENCE)
        return known

    async def authorize(self, enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        """What slack_bolt asks at every request."""
        known = await self.check(team_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_id=known.bot_id,
            bot_user_id=known.bot_user,
            bot_token=self._calls.client.token,
        )

    async def _ask(self) -> Known:
        try:
            answer = await self._calls.call("auth.test")
            known = Known(str(answer["team_id"]), str(answer["user_id"]), str(answer["bot_id"]))
        except (Refused, TryLater, InDoubt, KeyError):
            raise Unavailable from None
        await self.found(known.team)
        return known

    async def _look_again(self, known: Known) -> None:
        if not await self.is_removed():
            await self.found(known.team)

    def _asked(self, asking: asyncio.Task[Known]) -> None:
        self._asking = None
        if not asking.cancelled() and not asking.exception():
            self.known = asking.result()
