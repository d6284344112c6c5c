"""How Alembic runs here: within the transaction of storage/schema.py, on our tables only."""

from alembic import context

from storage.schema import metadata


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table is one of ours: the durable engine keeps and migrates its own beside them."""
    return kind != "table" or name in metadata.tables


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    include_name=ours,
    compare_type=True,
    compare_server_default=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
