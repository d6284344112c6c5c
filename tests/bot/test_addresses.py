"""Who is lost and found on a platform: what the log says where nobody is signed off."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from bot.addresses import Addresses
from bot.clock import Clock
from bot.logs import set_up_logs
from storage import identities, roster
from storage.crypto import KeyRing
from storage.database import Database, Transaction
from storage.schema import migrate
from storage.tables.people import HowLinked
from tests.storage.conftest import a_person

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
USERS = [f"U{n}" for n in range(10)]


def _employ(tx: Transaction) -> None:
    for user in USERS:
        roster.insert_person(tx, a_person(user), NOW)
        identities.link(tx, identities.Identity("slack", "T1", user), user, HowLinked.IMPORT, NOW)


async def test_a_list_by_which_everybody_left_is_told_of_in_one_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'rapport.db'}"
    migrate(url)
    database, out = Database.open(url, KeyRing("a secret of the tests, 32 characters and more")), StringIO()
    set_up_logs(out)
    try:
        await database.write(_employ)
        await Addresses(database, Clock(lambda: NOW)).roll_called("slack", "T1", USERS, [])
        await Addresses(database, Clock(lambda: NOW)).roll_called("slack", "T1", USERS[:2], [])
    finally:
        set_up_logs()
        await database.close()
    [line] = [json.loads(line) for line in out.getvalue().splitlines()]
    assert line["event"] == "so_many_left_that_nobody_was_signed_off"
    assert (line["level"], line["platform"], line["count"]) == ("error", "slack", len(USERS))
