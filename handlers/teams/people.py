"""Who writes in Teams: whether we know them, how they are introduced, and where they are written to."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import TypeVar

from conversations.toolkit.words import Phrase
from handlers.mentions import with_names
from handlers.platform import (
    AddressBook,
    Answer,
    Clicking,
    Identity,
    Incoming,
    InDoubt,
    Submitting,
    TryLater,
    Turns,
    Unavailable,
    Undeliverable,
)
from handlers.teams.connector import NO_SUCH_MEMBER, Connector, Gone, Member
from handlers.teams.incoming import MEMBER, Activity, chat_of

PRIVATE_ONLY = Phrase("words.private_only")

REMEMBERED = 10_000
"""People of whom is kept in mind what spares a look into the database or the directory."""


LOOKED_EVERY = 3600.0
"""Seconds after which the directory is asked again whether who writes is still a member: Teams tells of no change."""

TRUSTED = 86_400.0
"""Seconds for which its last word holds while it does not answer."""

NEVER = float("-inf")
"""When somebody was last found to be a member of whom the directory said by now that they are none."""

ASKED_EVERY = 1.0
"""Seconds for which the directory's word about a stranger holds: Teams lets us ask it 14 times a second in a chat."""

PATIENCE = 2.5
"""Seconds that a request waits for the directory, with the token that it takes to ask."""

LEFT_ALONE = 60.0
"""Seconds for which a directory that said nothing of somebody is not asked again while its last word holds."""


class Unsaid(Unavailable):
    """The directory answered, and not whether somebody is a member."""


class People:
    """The people of one tenant."""

    def __init__(
        self,
        tenant: str,
        turns: Turns,
        book: AddressBook,
        connector: Connector,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tenant, self._turns, self._book, self._connector = tenant, turns, book, connector
        self._now, self._began = now, now()
        self._kept: OrderedDict[Identity, Mapping[str, str]] = OrderedDict()
        self._looked: OrderedDict[Identity, float] = OrderedDict()
        self._heard: OrderedDict[Identity, datetime] = OrderedDict()
        self._silent: OrderedDict[Identity, float] = OrderedDict()
        self._asking: dict[Identity, asyncio.Task[bool]] = {}

    async def take(self, activity: Activity, incoming: Incoming) -> Answer:
        """Take a turn; somebody new is introduced first, and who is no member any more is refused. Raises Unavailable.

        What is pressed counts only where nobody else sees what comes of it.
        """
        if not activity.is_personal and isinstance(incoming.what, Clicking | Submitting):
            return Answer("refused", hint=PRIVATE_ONLY, language=activity.language)
        if not await self.serves(activity):
            return Answer("unknown")
        incoming = await with_names(incoming, self._book)
        answer = await self._turns.take(incoming)
        if answer.outcome == "unknown" and await self._is_named(activity):
            answer = await self._turns.take(incoming)
        if answer.outcome != "unknown":
            await self._remember(activity)
        return answer

    async def arrived(self, activity: Activity) -> None:
        """The app was installed for somebody: from now on they can be written to. Raises Unavailable."""
        if activity.is_personal and await self._introduced(activity):
            await self._book.found(activity.sender_in(self._tenant))
            await self._remember(activity)

    async def left(self, activity: Activity) -> None:
        """The app was removed for somebody; a word that comes after newer ones counts no more. Raises Unavailable."""
        who, at = activity.sender_in(self._tenant), _moment(activity)
        heard = self._heard.get(who)
        if activity.is_personal and not (at and heard and at < heard):
            await self._book.lost(who, "not_installed")

    async def serves(self, activity: Activity) -> bool:
        """Whether who writes is somebody, and was still a member of the tenant an hour ago at the most (safety 15).

        Raises Unavailable where the directory has not said so for a day.
        """
        who, now = activity.sender_in(self._tenant), self._now()
        looked = self._looked.get(who)
        if looked is not None and now - looked < LOOKED_EVERY:
            return True
        is_trusted = now - (self._began if looked is None else looked) < TRUSTED
        if is_trusted and now - self._silent.get(who, -LEFT_ALONE) < LEFT_ALONE:
            return True
        try:
            return await self._introduced(activity)
        except Unavailable:
            if not is_trusted or await self._book.has_left(who):
                raise
        _keep(self._silent, who, now)
        return True

    def forget(self, who: Identity) -> None:
        """They are written to at another place now: their next words tell whether it is the right one."""
        self._kept.pop(who, None)

    async def _is_named(self, activity: Activity) -> bool:
        """Whether a stranger is somebody now; of whom the directory says nothing, nobody."""
        with suppress(Unsaid):
            return await self._introduced(activity)
        return False

    async def _introduced(self, activity: Activity) -> bool:
        """Whether a stranger is somebody now; however fast they write, the directory is asked once a second, and no
        second time while it takes longer.
        """
        who = activity.sender_in(self._tenant)
        asking = self._asking.get(who)
        if asking is None:
            asking = self._asking[who] = asyncio.create_task(self._ask(activity))
            asking.add_done_callback(lambda done: self._asked(who, done))
        return await asyncio.shield(asking)

    def _asked(self, who: Identity, done: asyncio.Task[bool]) -> None:
        asyncio.get_running_loop().call_later(ASKED_EVERY, self._asking.pop, who, None)
        if not done.cancelled():
            done.exception()  # nobody may be waiting for it any more

    async def _ask(self, activity: Activity) -> bool:
        """Ask the tenant's directory who this is; only its own members become somebody (safety 15, 16)."""
        who, user = activity.sender_in(self._tenant), activity.sender.id
        try:
            async with asyncio.timeout(PATIENCE):
                member = await self._connector.member(activity.service, activity.conversation.id, user)
        except (TryLater, InDoubt, TimeoutError):
            raise Unavailable from None
        except Undeliverable:
            raise Unsaid from None
        except Gone as gone:
            if gone.code != NO_SUCH_MEMBER:
                raise Unsaid from None
            _keep(self._looked, who, NEVER)
            return False
        if not _is_ours(member, who, self._tenant):
            if member.user_role not in (None, MEMBER):
                await self._book.lost(who, "left")
            _keep(self._looked, who, NEVER)
            return False
        _keep(self._looked, who, self._now())
        return await self._book.introduce(who, member.user_principal_name or "", member.email or "")

    async def _remember(self, activity: Activity) -> None:
        """Keep where somebody is written to, whenever it is another place than before."""
        if not activity.is_personal:
            return
        who, chat = activity.sender_in(self._tenant), chat_of(activity)
        if self._kept.get(who) != chat and await self._book.chat(who) != chat:
            await self._book.keep_chat(who, chat)
        _keep(self._kept, who, chat)
        at, heard = _moment(activity), self._heard.get(who)
        if at and not (heard and at < heard):
            _keep(self._heard, who, at)


T = TypeVar("T")


def _keep(memory: OrderedDict[Identity, T], who: Identity, what: T) -> None:
    memory[who] = what
    memory.move_to_end(who)
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)


def _moment(activity: Activity) -> datetime | None:
    """When Teams says that it was, if that can be read."""
    try:
        at = datetime.fromisoformat(str(activity.timestamp))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _is_ours(member: Member, who: Identity, tenant: str) -> bool:
    """Whether the directory calls this user a member of this tenant. Raises Unsaid where it does not speak of them."""
    ids = {member.aad_object_id, member.object_id} - {""}
    said = (member.tenant_id in (None, tenant), member.user_role in (None, MEMBER))
    if ids != {who.user} or (all(said) and None in (member.tenant_id, member.user_role)):
        raise Unsaid
    return all(said)
