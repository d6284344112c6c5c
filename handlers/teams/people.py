"""Who writes in Teams: whether we know them, how they are introduced, and where they are written to."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping

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
from handlers.teams.connector import Connector, Gone, Member
from handlers.teams.incoming import MEMBER, Activity, chat_of

PRIVATE_ONLY = Phrase("words.private_only")

REMEMBERED = 10_000
"""Chats that are kept in mind so that an activity that says nothing new costs no look into the database."""


ASKED_EVERY = 1.0
"""Seconds for which the directory's word about a stranger holds: Teams lets us ask it 14 times a second in a chat."""


class People:
    """The people of one tenant."""

    def __init__(self, tenant: str, turns: Turns, book: AddressBook, connector: Connector) -> None:
        self._tenant, self._turns, self._book, self._connector = tenant, turns, book, connector
        self._kept: OrderedDict[Identity, Mapping[str, str]] = OrderedDict()
        self._asking: dict[Identity, asyncio.Task[bool]] = {}

    async def take(self, activity: Activity, incoming: Incoming) -> Answer:
        """Take a turn; somebody new is introduced first. Raises Unavailable.

        What is pressed counts only where nobody else sees what comes of it.
        """
        if not activity.is_personal and isinstance(incoming.what, Clicking | Submitting):
            return Answer("refused", hint=PRIVATE_ONLY, language=activity.language)
        incoming = await with_names(incoming, self._book)
        answer = await self._turns.take(incoming)
        if answer.outcome == "unknown" and await self._introduced(activity):
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
        """The app was removed for somebody. Raises Unavailable."""
        if activity.is_personal:
            await self._book.lost(activity.sender_in(self._tenant), "not_installed")

    def forget(self, who: Identity) -> None:
        """They are written to at another place now: their next words tell whether it is the right one."""
        self._kept.pop(who, None)

    async def _introduced(self, activity: Activity) -> bool:
        """Whether a stranger is somebody now; however fast they write, the directory is asked once a second."""
        who = activity.sender_in(self._tenant)
        asking = self._asking.get(who)
        if asking is None:
            asking = self._asking[who] = asyncio.create_task(self._ask(activity))
            asyncio.get_running_loop().call_later(ASKED_EVERY, self._asking.pop, who, None)
        try:
            return await asyncio.shield(asking)
        except Unavailable:
            self._asking.pop(who, None)
            raise

    async def _ask(self, activity: Activity) -> bool:
        """Ask the tenant's directory who this is; only its own members become somebody (safety 15, 16)."""
        try:
            user = activity.sender.id
            member = await self._connector.member(activity.service, activity.conversation.id, user)
        except (TryLater, InDoubt):
            raise Unavailable from None
        except (Undeliverable, Gone):
            return False
        who = activity.sender_in(self._tenant)
        if not _is_ours(member, who, self._tenant):
            return False
        return await self._book.introduce(who, member.user_principal_name or "", member.email or "")

    async def _remember(self, activity: Activity) -> None:
        """Keep where somebody is written to, whenever it is another place than before."""
        if not activity.is_personal:
            return
        who, chat = activity.sender_in(self._tenant), chat_of(activity)
        if self._kept.get(who) != chat and await self._book.chat(who) != chat:
            await self._book.keep_chat(who, chat)
        self._kept[who] = chat
        self._kept.move_to_end(who)
        if len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)


def _is_ours(member: Member, who: Identity, tenant: str) -> bool:
    """Whether the directory's answer is about this very user, and calls them a member of this tenant."""
    ids = {member.aad_object_id, member.object_id} - {""}
    return ids == {who.user} and member.tenant_id == tenant and member.user_role == MEMBER
