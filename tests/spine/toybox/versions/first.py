"""Create the spine's tables, as they are today, and the toys of v1."""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

from app.spine.account_record import AccountState
from app.spine.revision import Account, Line, Register, Revision
from app.spine.successor import Successor
from app.spine.versioned import Entity

revision = "first"
down_revision = None

KINDS = (Register, Account, Revision, AccountState, Line, Entity, Successor)
SPINE = [kind.__table__ for kind in KINDS]


def upgrade() -> None:
    for table in SPINE:
        table.create(op.get_bind())
    op.create_table(
        "toy",
        sa.Column("entity_id", sa.Integer(), sa.ForeignKey("entity.id"), primary_key=True),
        sa.Column("since", sa.Integer(), sa.ForeignKey("revision.number"), primary_key=True),
        sa.Column("until", sa.Integer(), sa.ForeignKey("revision.number")),
        sa.Column("parent_id", sa.Integer(), sa.ForeignKey("entity.id")),
        sa.Column("root_id", sa.Integer(), sa.ForeignKey("entity.id"), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("weight", sa.Numeric(10, 1)),
        sa.Column("price", sa.Numeric(10, 2)),
        sa.CheckConstraint("until > since", name="ck_toy_ends_after_it_begins"),
    )
    for name in ("entity_id", "code"):
        op.create_index(
            f"ix_toy_{name}",
            "toy",
            [name],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
    op.bulk_insert(SPINE[0], [{"id": 1, "uid": UUID(int=1)}])
    account = {"handle": "register", "called": "register", "role": "system", "keys_on": True}
    op.bulk_insert(SPINE[1], [{"id": 1, "uid": UUID(int=2)} | account])
