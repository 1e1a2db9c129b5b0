"""Alembic's environment: it works on the connection that `store.migrate` hands in."""

from alembic import context

from dashboard.store import workspace_tables  # noqa: F401 - its tables belong to the schema
from dashboard.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
