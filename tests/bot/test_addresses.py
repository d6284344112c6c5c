"""Who is lost and found on a platform: what the log says where nobody is signed off."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from io import StringIO

import pytest

from bot.addresses import Addresses
from bot.clock import Clock
from bot.logs import set_up_logs
from handlers.platform import Identity
from storage import identities, introducing, roster
from storage.crypto import KeyRing
from storage.database import Database, Transaction
from storage.tables.people import HowLinked
from tests.storage.conftest import a_person

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
USERS = [f"U{n}" for n in range(10)]


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    """A company whose people have no accounts yet."""
    database = Database.open(sqlite_url, KeyRing("a secret of the tests, 32 characters and more"))
    await database.write(_hire)
    yield database
    await database.close()


def _hire(tx: Transaction) -> None:
    for user in USERS:
        roster.insert_person(tx, a_person(user), NOW)


def _accounts(tx: Transaction) -> dict[str, list[str]]:
    return {user: [each.user for each in _chats(tx, user)] for user in USERS if _chats(tx, user)}


def _chats(tx: Transaction, person: str) -> list[identities.Identity]:
    return [each for each in identities.channels_of(tx, person, NOW) if each.platform == "slack"]


async def test_16_whom_the_list_names_by_a_confirmed_address_is_known_before_they_act(database: Database) -> None:
    book = Addresses(database, Clock(lambda: NOW))
    here = {"S0": "U0@example.com", "S1": "u1@EXAMPLE.com", "S2": "", "S3": "stranger@example.com"}
    await book.roll_called("slack", "T1", [], here, ())
    assert await database.read(_accounts) == {"U0": ["S0"], "U1": ["S1"]}
    await book.roll_called("slack", "T1", [], here | {"S2": "u2@example.com"}, ())
    assert await database.read(_accounts) == {"U0": ["S0"], "U1": ["S1"], "U2": ["S2"]}


async def test_16_an_address_of_two_accounts_is_nobodys_until_a_human_decides(database: Database) -> None:
    book = Addresses(database, Clock(lambda: NOW))
    for _ in range(2):
        await book.roll_called("slack", "T1", [], {"S0": "u0@example.com", "S1": "u0@example.com"}, ())
    assert await database.read(_accounts) == {}
    assert await database.read(introducing.unsettled, "slack") == {"U0"}
    named = identities.Identity("slack", "", "S1")
    assert await database.write(identities.link, named, "U0", HowLinked.IMPORT, NOW)
    await book.roll_called("slack", "T1", [], {"S0": "u0@example.com", "S1": "u0@example.com"}, ())
    assert await database.read(_accounts) == {"U0": ["S1"]}
    assert await database.read(introducing.unsettled, "slack") == frozenset()


async def test_a_list_that_is_not_believed_introduces_nobody(database: Database) -> None:
    await database.write(_link_all)
    await database.write(roster.insert_person, a_person("late"), NOW)
    await Addresses(database, Clock(lambda: NOW)).roll_called("slack", "T1", USERS, {"S0": "late@example.com"}, ())
    assert not await database.read(_chats, "late")


def _link_all(tx: Transaction) -> None:
    for user in USERS:
        identities.link(tx, identities.Identity("slack", "T1", user), user, HowLinked.IMPORT, NOW)


async def test_15_who_is_on_the_list_is_reached_again_only_if_they_are_back(database: Database) -> None:
    """The list may be older than what was heard of somebody since."""
    await database.write(_link_all)
    book, here = Addresses(database, Clock(lambda: NOW)), dict.fromkeys(USERS, "")
    for user in USERS[:2]:
        await book.lost(Identity("slack", "T1", user), "left")
    await book.roll_called("slack", "T1", [], here, USERS[1:2])
    assert await database.read(_accounts) == {user: [user] for user in USERS[1:]}
    assert await book.who_left("slack", "T1") == {"U0"}


async def test_15_who_left_one_tenant_has_left_no_other(database: Database) -> None:
    book = Addresses(database, Clock(lambda: NOW))
    for platform, tenant, person in (("slack", "T1", "U0"), ("slack", "T2", "U1"), ("teams", "T1", "U2")):
        at = identities.Identity(platform, tenant, "same")
        assert await database.write(identities.link, at, person, HowLinked.IMPORT, NOW)
    await book.lost(Identity("slack", "T1", "same"), "left")
    assert await book.has_left(Identity("slack", "T1", "same"))
    assert not await book.has_left(Identity("slack", "T1", "another"))
    assert not await book.has_left(Identity("slack", "T2", "same"))
    assert not await book.has_left(Identity("teams", "T1", "same"))


async def test_a_list_by_which_everybody_left_is_told_of_in_one_line(database: Database) -> None:
    out = StringIO()
    set_up_logs(out)
    try:
        await database.write(_link_all)
        await Addresses(database, Clock(lambda: NOW)).roll_called("slack", "T1", USERS, {}, ())
        await Addresses(database, Clock(lambda: NOW)).roll_called("slack", "T1", USERS[:2], {}, ())
    finally:
        set_up_logs()
    [line] = [json.loads(line) for line in out.getvalue().splitlines()]
    assert line["event"] == "so_many_left_that_nobody_was_signed_off"
    assert (line["level"], line["platform"], line["count"]) == ("error", "slack", len(USERS))
