"""What Alembic runs: the steps, in one transaction, on the connection it was given."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,
    target_metadata=None,
)
with context.begin_transaction():
    context.run_migrations()
