"""Run the toybox's migrations on the connection that a program hands over."""

from alembic import context

context.configure(context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
