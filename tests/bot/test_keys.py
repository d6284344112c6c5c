"""The master key: another one than the database was made with is refused at the door, by every command."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.app import App, lay_foundations
from bot.settings import BadSettings, read_settings
from conversations.toolkit.words import Phrase
from storage import organisation
from storage.database import Database
from tests.bot.delivery.house import SECRET
from tests.handlers.contract.house import free_port
from tests.words import the_catalogue

ONE_MOMENT = the_catalogue().text(Phrase("cli.one_moment"), "en")
"""What a command says beside its output where a busy machine lets it wait."""

OTHER = "quite another secret, of 32 characters and more"
COMMANDS = (("run",), ("sign-in", "ann"), ("quarantine",), ("audit", "verify"), ("people", "erase", "a@b.cc", "--yes"))


async def opens(url: str, **given: object) -> Database:
    """Open the database as every command does, and close it again."""
    database = lay_foundations(read_settings(database_url=url, **given)).database
    await database.close()
    return database


async def serves(url: str, **given: object) -> None:
    """Serve for a moment."""
    app = App(lay_foundations(read_settings(database_url=url, port=free_port(), **given)))
    try:
        await app.start()
    finally:
        await app.stop()


async def test_a_database_takes_the_key_that_it_was_made_with(database_url):
    await opens(database_url, secret_key=SECRET)
    await opens(database_url, secret_key=SECRET)
    with pytest.raises(BadSettings, match=r"^RAPPORT_SECRET_KEY: not the key .* RAPPORT_OLDER_SECRET_KEYS") as told:
        await opens(database_url, secret_key=OTHER)
    assert OTHER not in str(told.value)


@pytest.mark.parametrize("older", [SECRET, json.dumps(["one before", SECRET])], ids=["one", "several"])
async def test_changing_keys_takes_one_start_with_both(database_url, older):
    await opens(database_url, secret_key=SECRET)
    both = {"secret_key": OTHER, "older_secret_keys": older}
    await opens(database_url, **both)
    await opens(database_url, secret_key=SECRET)
    await serves(database_url, **both)
    await opens(database_url, secret_key=OTHER)
    with pytest.raises(BadSettings, match="RAPPORT_SECRET_KEY"):
        await opens(database_url, secret_key=SECRET)


async def test_keys_are_wrapped_anew_only_once_no_other_replica_runs(database_url):
    database = lay_foundations(read_settings(database_url=database_url, secret_key=SECRET)).database
    await database.write(organisation.beat, "another", datetime.now(UTC))
    both = {"secret_key": OTHER, "older_secret_keys": SECRET}
    await serves(database_url, **both)
    await opens(database_url, secret_key=SECRET)
    await database.write(organisation.leave, "another")
    await database.close()
    await serves(database_url, **both)
    await opens(database_url, secret_key=OTHER)


def test_a_list_of_older_keys_that_is_none_is_said_without_a_word_of_it(monkeypatch):
    monkeypatch.setenv("RAPPORT_OLDER_SECRET_KEYS", '["canary')
    with pytest.raises(BadSettings, match=r"^RAPPORT_OLDER_SECRET_KEYS") as told:
        read_settings(secret_key=SECRET)
    assert "canary" not in str(told.value)


async def test_one_persons_key_that_cannot_be_opened_is_enough(database_url):
    database = await opens(database_url, secret_key=SECRET)
    with database.writing.begin() as conn:
        conn.execute(
            text("INSERT INTO data_key (person, master, wrapped) VALUES ('ann', 'another', :any)"), {"any": b""}
        )
        conn.execute(text("INSERT INTO data_key (person, master) VALUES ('erased', '')"))
    database.writing.dispose()
    with pytest.raises(BadSettings, match="RAPPORT_SECRET_KEY"):
        await opens(database_url, secret_key=SECRET)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_so_in_a_sentence(command, tmp_path, pytestconfig):
    url = f"sqlite:///{tmp_path / 'rapport.db'}"
    asyncio.run(opens(url, secret_key=SECRET))
    given = {**os.environ, "RAPPORT_SECRET_KEY": OTHER, "RAPPORT_DATABASE_URL": url, "RAPPORT_PORT": str(free_port())}
    asked = [sys.executable, "-m", "bot", *command]
    at = pytestconfig.rootpath
    told = subprocess.run(asked, cwd=at, env=given, capture_output=True, text=True, check=False, timeout=240)
    assert told.returncode == 1
    said = [line for line in told.stderr.splitlines() if line != ONE_MOMENT]
    assert [line.partition(":")[0] for line in said] == ["RAPPORT_SECRET_KEY"]


async def test_a_demonstration_made_with_the_setting_goes_on_with_it(tmp_path):
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    await opens(url, secret_key=SECRET)
    await opens(url, demo=True, secret_key=SECRET)


async def test_the_demonstration_keeps_its_own_key_whatever_the_companys_is(tmp_path):
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    await opens(url, demo=True)
    await opens(url, demo=True, secret_key=SECRET)
    kept = tmp_path / "demo.key"
    assert kept.stat().st_mode & 0o777 == 0o600
    right = kept.read_text()
    kept.write_text(OTHER)
    with pytest.raises(BadSettings, match=r"^\S+demo\.key: not the key"):
        await opens(url, demo=True)
    kept.unlink()
    for _ in range(2):
        with pytest.raises(BadSettings, match=r"^\S+demo\.key: missing, and \S+demo\.db cannot be read"):
            await opens(url, demo=True)
    kept.write_text(right)
    await opens(url, demo=True)
    kept.unlink()
    with pytest.raises(BadSettings, match=r"^\S+demo\.key: not the key"):
        await opens(url, demo=True, secret_key=SECRET)
    kept.write_text(right)
    for left in tmp_path.glob("demo.db*"):
        left.unlink()
    kept.unlink()
    await opens(url, demo=True)


def test_a_wrong_setting_is_said_in_our_words_alone():
    with pytest.raises(BadSettings) as told:
        read_settings(secret_key="short")
    assert str(told.value).startswith("RAPPORT_SECRET_KEY: at least")
