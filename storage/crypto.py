"""Sealing: AES-256-GCM with a key per person, wrapped by a master key that never stands in the database."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.tables.base import insert_if_new, rows_of
from storage.tables.organisation import DataKey

ORGANISATION = ""
"""Whose key seals what belongs to nobody."""

_FORMAT = b"\x01"
_NONCE = 12
_KEPT = 10_000
_FRESH_SECONDS = 60.0


class Tampered(Exception):
    """What is stored was altered, or moved from another row. The text names table and column only."""


class Erased(Exception):
    """The person's key was destroyed: what it sealed can never be read again, and nothing new is sealed."""


class UnknownMasterKey(Exception):
    """A key was wrapped by a master key that is not in the ring: another RAPPORT_SECRET_KEY."""


class KeyRing:
    """The master keys, newest first; the newest wraps, all unwrap."""

    def __init__(self, secret: str, *older: str) -> None:
        self._keys = {name: AESGCM(key) for name, key in map(_derive, (secret, *older))}
        self.newest = next(iter(self._keys))

    def wrap(self, person: str, key: bytes) -> bytes:
        """The key of a person, sealed with the newest master key."""
        nonce = os.urandom(_NONCE)
        return nonce + self._keys[self.newest].encrypt(nonce, key, _wrapping(person))

    def unwrap(self, person: str, master: str, wrapped: bytes) -> bytes:
        """The key of a person. Raises UnknownMasterKey or Tampered."""
        if master not in self._keys:
            raise UnknownMasterKey(master)
        try:
            return self._keys[master].decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _wrapping(person))
        except InvalidTag:
            raise Tampered("data_key.wrapped") from None

    def __contains__(self, master: str) -> bool:
        return master in self._keys


def _derive(secret: str) -> tuple[str, bytes]:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"rapport master key").derive(secret.encode())
    return hashlib.sha256(b"name of " + derived).hexdigest()[:12], derived


def _wrapping(person: str) -> bytes:
    return b"data_key|wrapped|" + person.encode()


class KeyCache:
    """Unwrapped keys of people, for at most a minute each, so that an erasure elsewhere holds here too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: OrderedDict[str, tuple[AESGCM, float]] = OrderedDict()

    def get(self, person: str) -> AESGCM | None:
        """The key, if it is fresh."""
        with self._lock:
            found = self._keys.get(person)
            return found[0] if found and found[1] > time.monotonic() else None

    def put(self, keys: dict[str, AESGCM]) -> None:
        """Keep these; the oldest go."""
        if not keys:
            return
        until = time.monotonic() + _FRESH_SECONDS
        with self._lock:
            for person, key in keys.items():
                self._keys[person] = (key, until)
                self._keys.move_to_end(person)
            while len(self._keys) > _KEPT:
                self._keys.popitem(last=False)

    def drop(self, person: str) -> None:
        """Forget a person's key."""
        with self._lock:
            self._keys.pop(person, None)


_key = rows_of(DataKey)
_find = select(_key.c.master, _key.c.wrapped).where(_key.c.person == bindparam("person"))
_add = insert_if_new(_key)
_erase = (
    insert(_key).on_conflict_do_update(index_elements=["person"], set_={"wrapped": None, "master": ""})
)  # fmt: skip
_wrapped_by_older = (
    select(_key.c.person, _key.c.master, _key.c.wrapped)
    .where(_key.c.wrapped.is_not(None), _key.c.master != bindparam("newest"))
    .limit(bindparam("most"))
)
_masters = select(_key.c.master).where(_key.c.wrapped.is_not(None)).distinct()
_rewrap = update(_key).where(_key.c.person == bindparam("whose"))


@dataclass
class Box:
    """Seals and opens within one transaction; keys made in it are kept only once it is committed."""

    conn: Connection
    ring: KeyRing
    cache: KeyCache
    _seen: dict[str, AESGCM] = field(default_factory=dict)
    _erased: set[str] = field(default_factory=set)

    def seal(self, person: str, data: bytes, table: str, column: str, row: str) -> bytes:
        """The bytes to store in exactly this place. Raises Erased."""
        nonce = os.urandom(_NONCE)
        key = self._key_of(person, make=True)
        return _FORMAT + nonce + key.encrypt(nonce, data, _place(table, column, row))

    def open(self, person: str, sealed: bytes, table: str, column: str, row: str) -> bytes:
        """What was sealed in this place. Raises Tampered or Erased; never gives altered data."""
        key = self._key_of(person, make=False)
        if sealed[:1] != _FORMAT or len(sealed) <= _NONCE:
            raise Tampered(f"{table}.{column}")
        try:
            return key.decrypt(sealed[1 : _NONCE + 1], sealed[_NONCE + 1 :], _place(table, column, row))
        except InvalidTag:
            raise Tampered(f"{table}.{column}") from None

    def erase(self, person: str) -> None:
        """Destroy a person's key, for good."""
        self.conn.execute(_erase, {"person": person, "master": "", "wrapped": None})
        self._seen.pop(person, None)
        self._erased.add(person)

    def check_ring(self) -> None:
        """Raise UnknownMasterKey if there are keys here that the ring cannot unwrap.

        The organisation's own key, made here if there is none, ties a database to the first ring it meets.
        """
        self._key_of(ORGANISATION, make=True)
        for master in self.conn.execute(_masters).scalars():
            if master not in self.ring:
                raise UnknownMasterKey(master)

    def rewrap(self, most: int = 1000) -> int:
        """Wrap keys that older master keys wrap with the newest one; gives how many were done."""
        found = self.conn.execute(_wrapped_by_older, {"newest": self.ring.newest, "most": most}).all()
        for person, master, wrapped in found:
            again = self.ring.wrap(person, self.ring.unwrap(person, master, wrapped))
            self.conn.execute(_rewrap, {"whose": person, "master": self.ring.newest, "wrapped": again})
        return len(found)

    def committed(self) -> None:
        """Called by the database after the commit: from now on others use what was seen here."""
        self.cache.put(self._seen)
        for person in self._erased:
            self.cache.drop(person)

    def _key_of(self, person: str, *, make: bool) -> AESGCM:
        if person in self._erased:
            raise Erased
        key = self._seen.get(person) or self.cache.get(person)
        if key is None:
            key = self._seen[person] = AESGCM(self._load(person) or self._make(person, make))
        return key

    def _load(self, person: str) -> bytes | None:
        found = self.conn.execute(_find, {"person": person}).one_or_none()
        if found is None:
            return None
        if found.wrapped is None:
            raise Erased
        return self.ring.unwrap(person, found.master, found.wrapped)

    def _make(self, person: str, allowed: bool) -> bytes:
        if not allowed:
            raise Erased
        key = AESGCM.generate_key(256)
        row = {"person": person, "master": self.ring.newest, "wrapped": self.ring.wrap(person, key)}
        if self.conn.execute(_add, row).rowcount:
            return key
        return self._load(person) or key


def _place(table: str, column: str, row: str) -> bytes:
    return f"{table}|{column}|{row}".encode()
