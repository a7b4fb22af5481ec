"""Add two facts to a toy, rename its label, store its price as text and its weight finer."""

import sqlalchemy as sa
from alembic import op

revision = "second"
down_revision = "first"

# As the spine tells a decimal: "12.5". SQLite keeps no zeros at the end, PostgreSQL two.
TOLD = "CASE WHEN price LIKE '%.%' THEN rtrim(rtrim(price, '0'), '.') ELSE price END"


def upgrade() -> None:
    with op.batch_alter_table("toy") as batch:
        batch.add_column(sa.Column("colour", sa.String(20)))
        batch.add_column(sa.Column("loud", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.alter_column("label", new_column_name="name")
        batch.alter_column("weight", type_=sa.Numeric(12, 4), existing_type=sa.Numeric(10, 1))
        batch.alter_column(
            "price",
            type_=sa.Text(),
            existing_type=sa.Numeric(10, 2),
            postgresql_using="CAST(price AS TEXT)",
        )
    op.execute(f"UPDATE toy SET price = '\"' || {TOLD} || '\"' WHERE price IS NOT NULL")
