"""Who somebody on a platform is to us, and how the platform reaches them: implements the port AddressBook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar, TypeVarTuple

from bot.clock import Clock
from bot.logs import log
from handlers.platform import Identity, PlatformName, Unavailable
from storage import identities, introducing, mentions
from storage.database import Database, StorageAway, Transaction

AT_ONCE = 200
"""Users introduced in one transaction: nobody's turn waits long for it."""

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Addresses:
    """The stored side of what platforms know of people."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    async def introduce(self, who: Identity, *emails: str) -> bool:
        """Link a user to whom an import named, or to the person with the e-mails that the platform vouches for."""
        return await self._write(identities.introduce, _kept(who), emails, self._clock.real())

    async def found(self, who: Identity, after: str = "") -> None:
        """They can be reached (again); with `after` only if that was why they could not."""
        await self._write(identities.found, _kept(who), after)

    async def all_found(self, platform: PlatformName, tenant: str, after: str) -> None:
        """Everybody of this workspace or tenant can be reached again who could not for this reason."""
        await self._write(identities.all_found, platform, tenant, after)

    async def lost(self, who: Identity, reason: str) -> None:
        """Nothing reaches them there until they are seen again."""
        await self._write(identities.unreachable, _kept(who), reason)

    async def has_left(self, who: Identity) -> bool:
        """Whether they cannot be reached there for having left."""
        return await self._read(introducing.has_left, _kept(who))

    async def all_lost(self, platform: PlatformName, tenant: str, reason: str) -> None:
        """Nobody of this workspace or tenant can be reached until they are seen again."""
        await self._write(identities.all_unreachable, platform, tenant, reason)

    async def who_left(self, platform: PlatformName, tenant: str) -> Collection[str]:
        """Its users who cannot be reached there for having left."""
        return await self._read(introducing.who_left, platform, tenant)

    async def roll_called(
        self,
        platform: PlatformName,
        tenant: str,
        gone: Sequence[str],
        here: Mapping[str, str],
        back: Collection[str],
    ) -> None:
        """Who is no member of the workspace or tenant: nothing reaches them, and they are out. Who is back is reached,
        and whom we do not know yet is introduced, as at their first act.

        So many gone at once that a mistake is likelier are left in: the log says it, and the import says who left.
        """
        too_many = await self._write(
            identities.roll_called, platform, tenant, gone, [user for user in here if user in back]
        )
        if too_many:
            log.error("so_many_left_that_nobody_was_signed_off", platform=platform, count=too_many)
            return
        new = await self._write(introducing.newcomers, platform, tenant, here, self._clock.real())
        for start in range(0, len(new), AT_ONCE):
            some = {user: here[user] for user in new[start : start + AT_ONCE]}
            await self._write(introducing.introduce_all, platform, tenant, some, self._clock.real())

    async def called(self, platform: PlatformName, tenant: str, users: Sequence[str]) -> Mapping[str, tuple[str, str]]:
        """What those of its users are called here who are somebody, or were until they left."""
        return await self._read(mentions.called, platform, tenant, users)

    async def chat(self, who: Identity) -> Mapping[str, str]:
        """What the platform kept about its chat with them; empty if nothing."""
        return await self._read(identities.chat, _kept(who))

    async def keep_chat(
        self, who: Identity, chat: Mapping[str, str], instead_of: Mapping[str, str] | None = None
    ) -> None:
        """Keep what is needed to write to them later; with `instead_of` only if that is kept still."""
        await self._write(identities.keep_chat, _kept(who), chat, instead_of)

    async def _read(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        try:
            return await self._database.read(fn, *args)
        except StorageAway:
            raise Unavailable from None

    async def _write(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        try:
            return await self._database.write(fn, *args)
        except StorageAway:
            raise Unavailable from None


def _kept(who: Identity) -> identities.Identity:
    return identities.Identity(who.platform, who.tenant, who.user)
