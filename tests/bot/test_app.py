"""The house as it starts and ends: what cannot begin ends everything that has begun, and says so plainly."""

import os
import socket
import subprocess
import sys
import threading

import pytest

from bot.app import App, lay_foundations
from bot.settings import read_settings
from storage.crypto import KeyRing
from storage.database import Database
from storage.engines import ServingLock
from tests.bot.delivery.house import SECRET

OF_THE_LOOP = ("asyncio_", "rapport_")
"""Threads that end with the loop and not before."""


@pytest.fixture
def taken():
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as busy:
        yield busy.getsockname()[1]


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'rapport.db'}"


LONGEST = 240
"""Seconds for a command of ours on a machine that others use too."""


def threads():
    return {each.name for each in threading.enumerate() if not each.daemon}


async def test_a_taken_port_ends_everything_and_leaves_nothing_held(taken, url):
    before = threads()
    app = App(lay_foundations(read_settings(database_url=url, secret_key=SECRET, port=taken)))
    with pytest.raises(OSError, match="in use"):
        await app.start()
    await app.stop()
    left = {name for name in threads() - before if not name.startswith(OF_THE_LOOP)}
    assert left == set()
    other = Database.open(url, KeyRing(SECRET))
    other.lock_for_serving()
    await other.close()


@pytest.fixture
def told(url, tmp_path, pytestconfig):
    """Run a command to its end: its exit code and what it said."""

    def told(*words, **more):
        given = {
            **os.environ,
            "RAPPORT_SECRET_KEY": SECRET,
            "RAPPORT_DATABASE_URL": url,
            "PYTHONPATH": str(pytestconfig.rootpath),
            "LC_ALL": "C.UTF-8",
            **more,
        }
        command = [sys.executable, "-m", "bot", *words]
        done = subprocess.run(
            command, cwd=tmp_path, env=given, capture_output=True, text=True, check=False, timeout=LONGEST
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    return told


def test_the_command_says_that_the_port_is_taken_and_how_to_choose_another(taken, told):
    code, said = told("run", "--port", str(taken))
    assert code == 1
    assert "That port is in use" in said
    assert "another: rapport run --port 8123" in said
    said = told("run", "--demo", "--port", str(taken))[1]
    assert "another: make run PORT=8123" in said
    assert "founding" not in said.lower(), "whoever cannot be served need not wait for a company"


def test_an_empty_quarantine_says_so(told):
    code, said = told("quarantine")
    assert (code, said.startswith("Nothing is set aside.\n")) == (0, True)
    code, said = told("quarantine", "--release", "wake:nobody")
    assert code == 1
    assert "Nothing called “wake:nobody”" in said


def test_h_helps_as_help_does_everywhere(told):
    for words in ((), ("people",), ("people", "import")):
        assert told(*words, "-h") == told(*words, "--help")
        assert told(*words, "-h")[0] == 0


def test_who_is_nobody_is_told_how_people_come_in(told):
    code, said = told("sign-in", "hr@example.com")
    assert code == 1
    assert "nobody with that e-mail address" in said
    assert "rapport people import" in said


def test_a_link_that_does_not_open_yet_says_so(told, tmp_path, taken):
    (tmp_path / "people.csv").write_text("name,email,department,language\nAnn,ann@example.com,Sales,en\n")
    assert told("people", "import", "people.csv")[0] == 0
    code, said = told("sign-in", "ann@example.com", RAPPORT_PORT=str(_free_port()))
    assert (code, "Nothing answers at" in said, "RAPPORT_PORT in .env" in said) == (0, True, True)
    assert "Nothing answers" not in told("sign-in", "ann@example.com", RAPPORT_PORT=str(taken))[1]


def test_a_link_leads_to_the_port_that_is_served_whatever_the_settings_say(told, tmp_path, url, taken):
    (tmp_path / "people.csv").write_text("name,email,department,language\nAnn,ann@example.com,Sales,en\n")
    assert told("people", "import", "people.csv")[0] == 0
    lock = ServingLock(url)
    lock.take()
    for address in ("http://127.0.0.1:1/and/longer", f"http://127.0.0.1:{taken}"):
        lock.tell(address)
    lock.release()
    code, said = told("sign-in", "ann@example.com", RAPPORT_PORT=str(_free_port()))
    assert (code, said.startswith(f"http://127.0.0.1:{taken}/"), "Nothing answers" in said) == (0, True, False)


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]
