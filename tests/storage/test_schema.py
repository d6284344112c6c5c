"""The migrations lead to exactly the tables of this release, and back, and know when they are too old."""

import threading

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from storage import schema
from storage.engines import engine_to_migrate


@pytest.fixture
def engine(database_url):
    engine = engine_to_migrate(database_url)
    yield engine
    engine.dispose()


def tables(engine):
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_migrations_lead_to_the_tables_of_this_release(database_url, engine):
    schema.migrate(database_url)
    assert tables(engine) == set(schema.metadata.tables)
    with engine.connect() as conn:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(conn, opts=options), schema.metadata) == []


def test_migrating_again_changes_nothing(database_url):
    assert schema.migrate(database_url) == schema.migrate(database_url) == schema.check(database_url)


def test_migrations_lead_back(database_url, engine):
    schema.migrate(database_url)
    config = schema._config()
    with engine.begin() as conn:
        config.attributes["connection"] = conn
        command.downgrade(config, "base")
    assert tables(engine) == set()
    schema.migrate(database_url)


def test_an_empty_database_is_older(database_url):
    with pytest.raises(schema.SchemaOlder):
        schema.check(database_url)


def test_a_newer_schema_is_refused(database_url, engine):
    schema.migrate(database_url)
    with engine.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(schema.SchemaNewer, match="9999"):
        schema.migrate(database_url)
    with pytest.raises(schema.SchemaNewer, match="9999"):
        schema.check(database_url)


def test_a_migration_that_breaks_leaves_nothing(database_url, engine, monkeypatch):
    def breaks(*_arguments):
        raise RuntimeError

    monkeypatch.setattr("alembic.runtime.migration.HeadMaintainer.update_to_step", breaks)
    with pytest.raises(RuntimeError):
        schema.migrate(database_url)
    monkeypatch.undo()
    assert tables(engine) == set()
    schema.migrate(database_url)


def test_tables_of_others_are_left_alone(database_url, engine):
    with engine.begin() as conn:
        conn.execute(text("CREATE TABLE workflow_status (id integer)"))
    schema.migrate(database_url)
    assert "workflow_status" in tables(engine)


def test_replicas_may_migrate_together(database_url):
    errors = []

    def migrate():
        try:
            schema.migrate(database_url)
        except Exception as error:
            errors.append(error)

    replicas = [threading.Thread(target=migrate) for _ in range(3)]
    for replica in replicas:
        replica.start()
    for replica in replicas:
        replica.join()
    assert errors == []
    schema.check(database_url)
