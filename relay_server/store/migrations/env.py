"""Where alembic begins: it runs the migrations on the connection that `upgrade` hands over."""

from alembic import context

from relay_server.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite can hardly change a table; alembic copies it instead.
)
context.run_migrations()
