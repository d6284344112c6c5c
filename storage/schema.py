"""The schema: every table, and the migrations that bring a database to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.crypto import Box, KeyCache, KeyRing
from storage.database import StorageAway
from storage.engines import Verdict, engine_to_migrate, file_of, judge
from storage.tables import delivery, organisation, people, records, running, web
from storage.tables.base import Row

TABLES = (delivery, organisation, people, records, running, web)
"""The modules that tables stand in; `metadata` knows the tables of modules that are imported."""

metadata = Row.metadata
"""All tables, as the release wants them."""

_LOCK = 0x7261_7070_6F72_74


class SchemaNewer(Exception):
    """A later release migrated this database: run that one, or restore a backup. Names the revision."""


class SchemaOlder(Exception):
    """The database is not migrated to this release yet. Names the revision that stands in it."""


def migrate(url: str) -> str:
    """Bring the database to this release's schema, in one transaction, and give its revision.

    A new SQLite file can be read by its owner only. Several replicas may migrate at once: the first one does
    it, the others wait. Raises SchemaNewer or StorageAway.
    """
    file = file_of(url)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
    config = _config()
    with _connected(url) as conn:
        if conn.dialect.name == "postgresql":
            conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        _refuse_newer(conn, ScriptDirectory.from_config(config))
        config.attributes["connection"] = conn
        command.upgrade(config, "head")
    return _head(config)


def check(url: str) -> str:
    """Give the revision of a database that this release can run on. Raises SchemaNewer, SchemaOlder or StorageAway."""
    config = _config()
    with _connected(url) as conn:
        found = _refuse_newer(conn, ScriptDirectory.from_config(config))
    if found != _head(config):
        raise SchemaOlder(found)
    return found


def check_key(url: str, ring: KeyRing) -> None:
    """Return if the ring opens what is sealed in this migrated database, else raise UnknownMasterKey."""
    with _connected(url) as conn:
        Box(conn, ring, KeyCache()).check_ring()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _head(config: Config) -> str:
    return str(ScriptDirectory.from_config(config).get_current_head())


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = engine_to_migrate(url)
    try:
        with engine.begin() as conn:
            yield conn
    except DBAPIError as error:
        if judge(error) is not Verdict.AWAY:
            raise
        # What the driver says may quote the address with all that stands in it.
        raise StorageAway("the database cannot be reached; RAPPORT_DATABASE_URL says where it is") from None
    finally:
        engine.dispose()


def _refuse_newer(conn: Connection, known: ScriptDirectory) -> str:
    found = MigrationContext.configure(conn).get_current_revision() or ""
    if found and found not in {script.revision for script in known.walk_revisions()}:
        raise SchemaNewer(found)
    return found
