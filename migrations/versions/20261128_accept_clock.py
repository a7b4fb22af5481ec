"""Accept a clock.

The register remembers which revision's instant an operator accepted.
"""

import sqlalchemy as sa
from alembic import op

revision = "b7d41c90e2aa"
down_revision = "5c0f7be1a9d4"


def upgrade() -> None:
    with op.batch_alter_table("register", schema=None) as batch_op:
        batch_op.add_column(sa.Column("accepted", sa.Integer(), nullable=True))
