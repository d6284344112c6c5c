"""Who may speak with us: full members of our workspace. Bots, guests and strangers are refused before routing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from handlers.platform import Identity, InDoubt, TryLater, Unavailable
from handlers.slack.calls import Calls, Refused

FRESH = 60.0
"""Seconds for which what Slack said of somebody holds (safety 15)."""

STALE = 3600.0
"""Seconds for which it still holds while Slack does not answer: users.info is limited to about 100 a minute, and
user_change tells of every change in the meantime.
"""

PATIENCE = 1.0
"""Seconds that a request waits for what Slack says; the question goes on, for the next one."""

MOST = 50_000
SLACKBOT = "USLACKBOT"

Kind = Literal["member", "bot", "outsider"]
_NOBODY = frozenset({"user_not_found", "user_not_visible"})


@dataclass(frozen=True)
class Member:
    """What somebody is in the workspace. `email` is empty unless they confirmed it (safety 16).

    `has_left`: Slack says itself that they are no full member. Other outsiders only seem to be another workspace's.
    """

    kind: Kind
    email: str = ""
    has_left: bool = False


class _Profile(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)
    email: str | None = None


class _Everywhere(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)
    teams: list[str] = []


class _User(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)
    id: str
    team_id: str = ""
    deleted: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_email_confirmed: bool = False
    profile: _Profile = _Profile()
    enterprise_user: _Everywhere = _Everywhere()
    """On Enterprise Grid: all workspaces they are in; `team_id` may name another one of them, or the organisation."""


class People:
    """Asks users.info, at most once a minute for each user, and never twice at the same time."""

    def __init__(self, calls: Calls, now: Callable[[], float] = time.monotonic) -> None:
        self._calls, self._now = calls, now
        self._known: dict[str, tuple[Member, float]] = {}
        self._asking: dict[str, asyncio.Task[Member]] = {}
        self._heard: set[str] = set()

    def listening(self) -> Collection[str]:
        """Of whom anything is heard from now on, until this is called again."""
        self._heard = set()
        return self._heard

    async def member(self, who: Identity) -> Member:
        """What somebody is. Raises Unavailable if Slack does not say and did not lately."""
        known = self._lately(who.user, FRESH)
        if known:
            return known
        asking = self._asking.get(who.user)
        if asking is None:
            asking = self._asking[who.user] = asyncio.create_task(self._ask(who))
            asking.add_done_callback(lambda done: self._asked(who.user, done))
        try:
            return await asyncio.wait_for(asyncio.shield(asking), PATIENCE)
        except TimeoutError:
            return self._still(who.user)

    def forget(self, user: str) -> None:
        """What was known of somebody holds no more; an answer under way does not count either."""
        self._known.pop(user, None)
        self._asking.pop(user, None)
        self._heard.add(user)

    async def _ask(self, who: Identity) -> Member:
        asking = asyncio.current_task()
        try:
            answer = await self._calls.call("users.info", user=who.user)
            found = judged(answer.get("user"), who)
        except Refused as refused:
            if refused.error not in _NOBODY:
                raise Unavailable from None
            found = Member("outsider")
        except (TryLater, InDoubt, ValidationError):
            return self._still(who.user)
        if self._asking.get(who.user) is asking:
            self._keep(who.user, found)
        return found

    def _still(self, user: str) -> Member:
        """What Slack said before, while it does not answer."""
        known = self._lately(user, STALE)
        if known is None:
            raise Unavailable
        return known

    def _lately(self, user: str, seconds: float) -> Member | None:
        known, at = self._known.get(user, (None, 0.0))
        return known if self._now() - at < seconds else None

    def _asked(self, user: str, done: asyncio.Task[Member]) -> None:
        if self._asking.get(user) is done:
            del self._asking[user]
        if not done.cancelled():
            done.exception()  # nobody may be waiting for it any more

    def _keep(self, user: str, found: Member) -> None:
        self._heard.add(user)
        self._known.pop(user, None)
        self._known[user] = (found, self._now())
        if len(self._known) > MOST:
            del self._known[next(iter(self._known))]


def judged(user: object, who: Identity) -> Member:
    """What Slack's description of a user makes of them. Raises ValidationError."""
    return _member(_User.model_validate(user), who)


def _member(user: _User, who: Identity) -> Member:
    if user.is_bot or user.id == SLACKBOT:
        return Member("bot")
    guest = user.is_restricted or user.is_ultra_restricted
    if user.deleted or guest or user.is_stranger:
        return Member("outsider", has_left=True)
    if who.tenant not in (user.team_id, *user.enterprise_user.teams) or user.id != who.user:
        return Member("outsider")
    return Member("member", (user.profile.email or "") if user.is_email_confirmed else "")
