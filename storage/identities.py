"""Who somebody is on each platform, how an identity is linked, and where a person is written to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, delete, func, insert, or_, select, update

from conversations.rules.roster import Person
from conversations.toolkit.people_reader import Chat
from storage import sessions
from storage.database import Transaction
from storage.people import by_email, by_identity
from storage.person_rows import ACTIVE, PERSON, people_where, to_person
from storage.tables import people as tables
from storage.tables.base import insert_if_new, one_of, rows_of
from storage.tables.people import HowLinked

_identity = rows_of(tables.Identity)
_preference = rows_of(tables.Preference)
_conflict = rows_of(tables.IdentityConflict)

WEB = "web"
"""The platform on which everybody has an identity: tenant "", user their id."""

SHARED_EMAIL = "email_of_several_users"
"""Why a user is nobody yet: the platform's own list gives their e-mail to others too."""

LEFT = "left"
"""Why nothing arrives at who is no member of a workspace or tenant any more."""

_FEW, _SHARE = 5, 5
"""More people at once than these few, and than one in so many, are not believed to have left a platform."""

_SEEN_EVERY = timedelta(minutes=1)
_STILL_THERE = timedelta(minutes=30)
"""How long after a tap on the page its person is taken to be looking at it."""


@dataclass(frozen=True)
class Identity:
    """A user of one tenant of a platform; on the page the tenant is "" and the user is the person's id."""

    platform: str
    tenant: str
    user: str


_place = (
    (_identity.c.platform == bindparam("on"))
    & (_identity.c.tenant == bindparam("of"))
    & (_identity.c.user == bindparam("as_user"))
)
_owner = select(_identity.c.person).where(_place)
_owner_anywhere = select(_identity.c.person).where(
    _identity.c.platform == bindparam("on"), _identity.c.user == bindparam("as_user")
)
_other_user = select(_identity.c.user).where(
    _identity.c.platform == bindparam("on"),
    _identity.c.tenant == bindparam("of"),
    _identity.c.person == bindparam("whose"),
    _identity.c.user != bindparam("as_user"),
)
_whose = (
    people_where(ACTIVE, _place)
    .add_columns(_identity.c.seen_at, _identity.c.unreachable)
    .join(_identity, _identity.c.person == PERSON.c.id)
)
_link = insert(_identity)
_unlink = delete(_identity).where(_place)
_refuse = insert_if_new(_conflict)
_doubted = select(_conflict.c.person).where(
    _conflict.c.platform == bindparam("on"),
    _conflict.c.tenant == bindparam("of"),
    _conflict.c.user == bindparam("as_user"),
    _conflict.c.reason == bindparam("reason"),
)
_seen = update(_identity).where(
    _place,
    or_(
        _identity.c.seen_at.is_(None),
        _identity.c.seen_at <= bindparam("before"),
        _identity.c.unreachable != "",
    ),
)
_on_place = update(_identity).where(_place)
_still = _on_place.where(_identity.c.chat == bindparam("kept"))
_lost_for = _identity.c.unreachable == bindparam("why")
_found_again = _on_place.where(_lost_for)
_of_tenant = update(_identity).where(_identity.c.platform == bindparam("on"), _identity.c.tenant == bindparam("of"))
_all_found_again = _of_tenant.where(_lost_for)
_all_others = _of_tenant.where(_identity.c.unreachable != LEFT)
_all_left = _all_others.where(one_of(_identity.c.user, "users")).values(unreachable=LEFT).returning(_identity.c.person)
_all_back = _of_tenant.where(one_of(_identity.c.user, "users"), _identity.c.unreachable == LEFT)
_still_there = (
    select(func.count(), func.sum(case((one_of(_identity.c.user, "users"), 1), else_=0)))
    .select_from(_identity)
    .where(_identity.c.platform == bindparam("on"), _identity.c.tenant == bindparam("of"))
    .where(_identity.c.unreachable != LEFT)
)
_chat = select(_identity.c.chat).where(_place)
_on_page = _identity.c.platform == WEB
_reached = (
    select(_identity.c.platform, _identity.c.tenant, _identity.c.user)
    .join(PERSON, PERSON.c.id == _identity.c.person)
    .where(_identity.c.unreachable == "", ACTIVE)
)
_best = (
    case((_on_page & or_(_identity.c.seen_at.is_(None), _identity.c.seen_at < bindparam("lately")), 1), else_=0),
    _identity.c.seen_at.desc().nulls_last(),
    case((_on_page, 1), else_=0),
)
_written_to = _reached.where(_identity.c.person == bindparam("whose")).order_by(
    case((_identity.c.platform == bindparam("first"), 0), else_=1), *_best
)
_written_to_among = (
    _reached.add_columns(_identity.c.person)
    .outerjoin(_preference, _preference.c.person == _identity.c.person)
    .where(one_of(_identity.c.person, "people"))
    .order_by(case((_identity.c.platform == _preference.c.channel, 0), else_=1), *_best)
)
_known_on = select(_identity.c.person).where(_identity.c.platform == bindparam("on")).distinct()
_chats = (
    select(_identity.c.platform, _identity.c.unreachable)
    .where(_identity.c.person == bindparam("whose"), _identity.c.platform != WEB)
    .order_by(_identity.c.platform)
)


def link(tx: Transaction, identity: Identity, person: str, how: HowLinked, at: datetime) -> bool:
    """Let an identity be this person's from now on; doing it twice changes nothing.

    False if it is another person's, or if this person is another user of the same tenant: the conflict is kept for a
    human. Only for a platform id from the import and an e-mail that the platform vouches for (safety.md 16).
    """
    place = _at(identity)
    # An import that knows no workspace or tenant means the user in whichever it is.
    standing = tx.conn.execute(_owner if identity.tenant else _owner_anywhere, place).scalar()
    if standing == person:
        return True
    reason = "linked_to_another" if standing else "has_another_user"
    if standing or tx.conn.execute(_other_user, {**place, "whose": person}).first():
        contradicted(tx, identity, person, reason, at)
        return False
    kept = {"person": person, "how": how, "linked_at": at, "unreachable": "", "chat": ""}
    tx.conn.execute(_link, {**_named(identity), **kept})
    return True


def introduce(tx: Transaction, identity: Identity, emails: Sequence[str], at: datetime) -> bool:
    """Let an identity be whom an import named before anybody knew the workspace or tenant, or else the active person
    with the e-mails that the platform vouches for; True if it is somebody now, or was before.

    The first word counts: where it contradicts what stands, the e-mails are those of two people, or the platform's list
    gives the e-mail to several users, nothing else is believed, and a human decides.
    """
    if by_identity(tx, identity.platform, identity.tenant, identity.user):
        return True
    named = _at(Identity(identity.platform, "", identity.user))
    imported = tx.conn.execute(_owner, named).scalar()
    if imported is not None:
        linked = link(tx, identity, imported, HowLinked.IMPORT, at)
        if linked:
            tx.conn.execute(_unlink, named)
        return linked
    claimed = sorted({found.id for email in emails if (found := by_email(tx, email))})
    if tx.conn.execute(_doubted, {**_at(identity), "reason": SHARED_EMAIL}).first():
        return False
    if len(claimed) == 1:
        return link(tx, identity, claimed[0], HowLinked.VERIFIED_EMAIL, at)
    for person in claimed:
        contradicted(tx, identity, person, "emails_of_several", at)
    return False


def whose(tx: Transaction, identity: Identity, at: datetime) -> tuple[Person, bool] | None:
    """The active person behind a verified identity, and whether `seen` has something to note; None for strangers."""
    row = tx.conn.execute(_whose, _at(identity)).one_or_none()
    if row is None:
        return None
    return to_person(row), bool(row.unreachable) or row.seen_at is None or row.seen_at <= at - _SEEN_EVERY


def seen(tx: Transaction, identity: Identity, at: datetime) -> None:
    """Note that somebody is here and can be reached; kept to the minute."""
    tx.conn.execute(_seen, {**_at(identity), "before": at - _SEEN_EVERY, "seen_at": at, "unreachable": ""})


def found(tx: Transaction, identity: Identity, after: str = "") -> None:
    """Note that somebody can be reached there, though they have not been seen; with `after` only if that was why."""
    if after:
        tx.conn.execute(_found_again, {**_at(identity), "why": after, "unreachable": ""})
    else:
        tx.conn.execute(_on_place, {**_at(identity), "unreachable": ""})


def all_found(tx: Transaction, platform: str, tenant: str, after: str) -> None:
    """Note that everybody of a workspace or tenant can be reached again whom nothing reached for this reason."""
    tx.conn.execute(_all_found_again, {"on": platform, "of": tenant, "why": after, "unreachable": ""})


def unreachable(tx: Transaction, identity: Identity, reason: str) -> None:
    """Note why nothing arrives there any more (blocked, not_installed, left), until they are seen again.

    Who left a platform keeps nothing that it let them into: their sessions on the page end too (safety 15).
    """
    tx.conn.execute(_on_place, {**_at(identity), "unreachable": reason})
    person = tx.conn.execute(_owner, _at(identity)).scalar() if reason == LEFT else None
    if person:
        sessions.end_all(tx, person)


def all_unreachable(tx: Transaction, platform: str, tenant: str, reason: str) -> None:
    """Note why nothing arrives at anybody of a workspace or tenant any more; who left it has a better reason."""
    tx.conn.execute(_all_others, {"on": platform, "of": tenant, "unreachable": reason})


def roll_called(tx: Transaction, platform: str, tenant: str, gone: Sequence[str], here: Sequence[str]) -> int:
    """Note who left a workspace or tenant, as `unreachable` does of one, and who is back; strangers are passed over.

    Where so many of ours would leave at once that a list which says so is likelier wrong, nobody does: how many.
    """
    tx.conn.execute(_all_back, {"on": platform, "of": tenant, "users": list(here), "unreachable": ""})
    these = {"on": platform, "of": tenant, "users": list(gone)}
    there, leaving = tx.conn.execute(_still_there, these).one()
    if leaving and leaving > max(_FEW, there / _SHARE):
        return int(leaving)
    for person in tx.conn.execute(_all_left, these).scalars().all():
        sessions.end_all(tx, person)
    return 0


def chat(tx: Transaction, identity: Identity) -> Mapping[str, str]:
    """What the platform keeps about its chat with somebody; empty if nothing."""
    kept = tx.conn.execute(_chat, _at(identity)).scalar()
    return dict(json.loads(kept)) if kept else {}


def keep_chat(
    tx: Transaction, identity: Identity, chat: Mapping[str, str], instead_of: Mapping[str, str] | None = None
) -> None:
    """Keep what the platform needs to write to somebody, with `instead_of` only if that is kept still; nothing for who
    is not linked.
    """
    if instead_of is None:
        tx.conn.execute(_on_place, {**_at(identity), "chat": _written(chat)})
    else:
        tx.conn.execute(_still, {**_at(identity), "kept": _written(instead_of), "chat": _written(chat)})


def channels_of(tx: Transaction, person: str, now: datetime, first: str = "") -> Sequence[Identity]:
    """Where a person can be written to, best first: on the platform asked for; else in the chat they used last, or on
    the page while they are there, or have no chat. Empty for who left.

    A page rings nobody: what goes there hours after somebody looked in is not read.
    """
    found = tx.conn.execute(_written_to, {"whose": person, "lately": now - _STILL_THERE, "first": first})
    return [Identity(*row) for row in found]


def channels_among(tx: Transaction, people: Sequence[str], now: datetime) -> Sequence[tuple[str, Identity]]:
    """The same for several people at once, on the platform that each of them chose first."""
    found = tx.conn.execute(_written_to_among, {"people": list(people), "lately": now - _STILL_THERE})
    return [(row.person, Identity(row.platform, row.tenant, row.user)) for row in found]


def chats_of(tx: Transaction, person: str) -> Sequence[Chat]:
    """The chat platforms on which somebody is known, the page apart."""
    works: dict[str, bool] = {}
    for row in tx.conn.execute(_chats, {"whose": person}):
        works[row.platform] = works.get(row.platform, False) or row.unreachable == ""
    return [Chat(platform, works=each) for platform, each in works.items()]


def known_on(tx: Transaction, platform: str) -> frozenset[str]:
    """Everybody whose account on a platform is known."""
    return frozenset(tx.conn.execute(_known_on, {"on": platform}).scalars())


def _written(chat: Mapping[str, str]) -> str:
    return json.dumps(chat) if chat else ""


def contradicted(tx: Transaction, identity: Identity, person: str, reason: str, at: datetime) -> None:
    """Keep for a human that an identity claimed to be a person and was not believed."""
    tx.conn.execute(_refuse, {**_named(identity), "person": person, "reason": reason, "noticed_at": at})


def _named(identity: Identity) -> dict[str, object]:
    return {"platform": identity.platform, "tenant": identity.tenant, "user": identity.user}


def _at(identity: Identity) -> dict[str, object]:
    return {"on": identity.platform, "of": identity.tenant, "as_user": identity.user}
