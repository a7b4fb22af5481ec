"""Run migrations on the connection a caller hands over, or else on the configured database."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

import app.models  # noqa: F401  (fills the metadata)
from app.db import build_engine
from app.settings import Settings


def plain(kind: str, item: Any, _: object) -> str | Literal[False]:  # noqa: ANN401
    """A type as the database knows it: a migration must outlive the code of its day."""
    if kind != "type":
        return False
    if isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return f"sa.String(length={item.length})" if hasattr(item, "enums") else False


def run(connection: Connection) -> None:
    """Bring `connection` to the requested version."""
    context.configure(
        connection, target_metadata=SQLModel.metadata, render_as_batch=True, render_item=plain
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with build_engine(Settings().database_url).begin() as opened:
        run(opened)
