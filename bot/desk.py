"""The desk: what the ledger is told before and after a message is carried. Plain functions inside transactions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from math import inf

from bot.clock import Clock
from bot.hours import first_moment
from bot.pace import Limit, chat_bucket, tenant_bucket
from bot.resting import put_to_rest_for
from bot.showing import TEST_LIST
from conversations.rules.calendar import Calendar
from conversations.rules.roster import Person
from conversations.rules.trial import EVERYBODY, Trial
from conversations.toolkit.words import Language
from handlers.platform import OUT_OF_SIGHT, Identity, PlatformName
from storage import deliveries, due, identities, people, rates, sending
from storage.crypto import Erased, Tampered
from storage.database import Transaction
from storage.deliveries import Chat, Kept
from storage.record_queries import readable_ids
from storage.sending import POISON, Claim

MOST_TRIES = 5
"""Tries that say something against a message, after which it is set aside (safety.md 35)."""

GONE = frozenset({"blocked", "not_installed", "left", "unknown_chat"})
"""Reasons of a platform that hold for the person and not for the one message."""

SENT_AGAIN, NOT_THEIRS = "sent_again", "not_theirs"


@dataclass(frozen=True)
class Ready:
    """A delivery that is ours to send now, and how its recipient is addressed."""

    claim: Claim
    to: Identity
    language: Language
    zone: str


@dataclass(frozen=True)
class Wait:
    """Nothing may go for so many seconds; then a call is reserved for this delivery ("" for none)."""

    seconds: float
    reserved: str = ""


@dataclass(frozen=True)
class Arrived:
    """A delivery that is there: the platform's reference for later edits."""

    delivery: Kept
    message: str


class Desk:
    """Says what a recipient gets next and notes what became of it."""

    def __init__(
        self,
        mounted: Collection[PlatformName],
        limits: Mapping[PlatformName, Limit],
        clock: Clock,
        calendars: Callable[[str], Calendar],
        trial: Trial = EVERYBODY,
    ) -> None:
        self._trial = trial
        self._mounted = mounted
        self._limits = limits
        self._clock = clock
        self._calendars = calendars

    def next(
        self,
        tx: Transaction,
        recipient: str,
        reserved: str = "",
        came: Arrived | None = None,
        ahead: float = inf,
    ) -> Ready | Wait | None:
        """Note what came, and claim what this recipient gets next; None if nothing is ready, or one is not finished.

        Who may no longer read what a message tells of gets nothing, and the ledger says so; if only a part of it is
        lost, its conversation draws it anew. If the message was to change an older one, that one stays as it was when
        it was theirs to read; its buttons are asked about anew. What the bot begins is kept for its recipient's hours.
        No place in the rate of the workspace or tenant is taken that is further than `ahead` seconds away.
        """
        if came:
            self.arrived(tx, came)
        person = None
        while kept := sending.next_for(tx, recipient, self._clock.real()):
            person = person or people.person(tx, recipient)
            to = self._address(tx, person, kept) if person else None
            refused = _refusal(tx, person, to, kept)
            if refused or person is None or to is None:
                sending.failed(tx, kept.id, refused)
                if person and refused == NOT_THEIRS:
                    self._draw_anew(tx, person, kept)
                continue
            if self._is_kept_back(tx, person, kept):
                continue
            wait = self._wait(tx, to, kept, ahead, has_reserved=kept.id == reserved)
            if wait:
                return wait
            claim = self._claim(tx, kept, to)
            if claim and not claim.edits and deliveries.is_set_aside(kept):
                sending.missed(tx, kept.id, OUT_OF_SIGHT)
            elif claim:
                return Ready(claim, to, person.language, person.zone)
        return None

    def tenants(self, tx: Transaction, recipients: Sequence[str]) -> Mapping[str, str]:
        """The workspace or tenant in which each of these is written to unless a message belongs elsewhere; who is
        reached nowhere is left out.
        """
        found: dict[str, str] = {}
        for person, known in identities.channels_among(tx, recipients, self._clock.real()):
            to = self._mount(known)
            if to:
                found.setdefault(person, tenant_bucket(to))
        return found

    def arrived(self, tx: Transaction, came: Arrived) -> None:
        """It is there, and what it takes the place of is put to rest. That it may be there twice, after a doubt that
        nobody could settle, is noted.
        """
        noted, now = SENT_AGAIN if came.delivery.reason == SENT_AGAIN else "", self._clock.real()
        sending.sent(tx, came.delivery.id, came.message, now, noted)
        with suppress(Erased, Tampered):  # there are no words left to put to rest
            put_to_rest_for(tx, came.delivery, now)

    def refused(self, tx: Transaction, ready: Ready, reason: str) -> None:
        """It will never arrive; a reason that holds for the person closes this way to them until they are seen."""
        end = sending.missed if reason == OUT_OF_SIGHT else sending.failed
        end(tx, ready.claim.delivery.id, reason)
        if reason in GONE:
            to = ready.to
            identities.unreachable(tx, identities.Identity(to.platform, to.tenant, to.user), reason)

    def put_off(self, tx: Transaction, ready: Ready, seconds: float, reason: str) -> None:
        """The platform asked to wait: nothing goes to this workspace or tenant before that."""
        until = self._clock.real() + timedelta(seconds=seconds)
        self.hold(tx, ready.to, seconds)
        kept = ready.claim.delivery
        sending.later(tx, kept.id, until, _keeping(kept, reason), counted=False)

    def hold(self, tx: Transaction, to: Identity, seconds: float) -> None:
        """Let nothing go to this workspace or tenant for so long."""
        if to.platform in self._limits:
            rates.hold(tx, tenant_bucket(to), self._clock.real() + timedelta(seconds=seconds))

    def again(self, tx: Transaction, kept: Kept, seconds: float, reason: str, counted: bool = True) -> bool:
        """Send it again after a pause; False if it had its tries and is set aside as poison."""
        if counted and kept.tries >= MOST_TRIES:
            sending.failed(tx, kept.id, POISON)
            return False
        until = self._clock.real() + timedelta(seconds=seconds)
        sending.later(tx, kept.id, until, _keeping(kept, reason), counted=counted)
        return True

    def take_doubt(self, tx: Transaction, kept: Kept) -> Kept | None:
        """Make a delivery that somebody left in the middle ours to look up; None if it is not left any more."""
        return sending.doubt(tx, kept.id, kept.claimed_at, self._clock.real()) if kept.claimed_at else None

    def _draw_anew(self, tx: Transaction, person: Person, kept: Kept) -> None:
        """Once: a conversation that draws again what cannot be read would be asked for ever."""
        was_redrawn = kept.key.startswith(f"{due.REDRAW}:")
        if not was_redrawn and readable_ids(tx, person, kept.about):
            due.redraw(tx, kept.address, kept.id, self._clock.company())

    def _is_kept_back(self, tx: Transaction, person: Person, kept: Kept) -> bool:
        """Since it was planned evening may have come, or leave, or another week: what the bot begins waits for the
        next hour with room. For whom a test list leaves out there is none.
        """
        if self._trial.leaves_out(person.id):
            sending.missed(tx, kept.id, TEST_LIST)
            return True
        if not kept.prompt or kept.urgent:
            return False
        now = self._clock.company()
        moment = first_moment(tx, person, kept.counts_as, now, self._calendars, kept.id)
        if isinstance(moment, str):
            sending.missed(tx, kept.id, moment)
            return True
        if moment.at > now:
            sending.hold(tx, kept.id, self._clock.as_real(moment.at), moment.day, _keeping(kept, ""))
            return True
        if kept.day != moment.day:
            sending.goes_on(tx, kept.id, moment.day)
        return False

    def _address(self, tx: Transaction, person: Person, kept: Kept) -> Identity | None:
        """Where the person is written to: an answer where they asked, all else as they chose, or where they were last.

        What did not get through where it was asked for goes wherever they are by now.
        """
        is_first_try = not kept.reason and not kept.prompt
        first = (kept.chat.platform if is_first_try else "") or person.channel
        for known in identities.channels_of(tx, person.id, self._clock.real(), first):
            to = self._mount(known)
            if to:
                return to
        return None

    def _mount(self, known: identities.Identity) -> Identity | None:
        on = next((name for name in self._mounted if name == known.platform), None)
        return Identity(on, known.tenant, known.user) if on else None

    def _claim(self, tx: Transaction, kept: Kept, to: Identity) -> Claim | None:
        try:
            return sending.claim(tx, kept.id, Chat(to.platform, to.tenant, to.user), self._clock.real())
        except (Erased, Tampered) as error:
            sending.failed(tx, kept.id, type(error).__name__.lower())
            return None

    def _wait(self, tx: Transaction, to: Identity, kept: Kept, ahead: float, *, has_reserved: bool) -> Wait | None:
        """What has to be waited for: a hold reserves nothing, and spoils what was reserved before."""
        limit = self._limits.get(to.platform)
        if limit is None:
            return None
        now = self._clock.real()
        held = rates.held(tx, tenant_bucket(to), now)
        if held or has_reserved:
            return Wait(held) if held else None
        tenant = rates.reserve_soon(tx, tenant_bucket(to), limit.tenant.per_second, limit.tenant.burst, now, ahead)
        if tenant is None:
            return Wait(ahead)
        chat = rates.reserve(tx, chat_bucket(to), limit.chat.per_second, limit.chat.burst, now)
        return Wait(max(tenant, chat), kept.id) if tenant or chat else None


def _refusal(tx: Transaction, person: Person | None, to: Identity | None, kept: Kept) -> str:
    if person is None or not person.active:
        return "left"
    if not readable_ids(tx, person, kept.about).issuperset(kept.about):
        return NOT_THEIRS
    return "" if to else "unreachable"


def _keeping(kept: Kept, reason: str) -> str:
    """That a message was sent twice must not be forgotten over a later reason."""
    return SENT_AGAIN if kept.reason == SENT_AGAIN else reason
