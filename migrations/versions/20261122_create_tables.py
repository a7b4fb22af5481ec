"""Create the tables, and the two rows every register has: which one it is, and its own account."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "d2b3d60c2e68"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("handle", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("handle", name=op.f("uq_account_handle")),
        sa.UniqueConstraint("uid", name=op.f("uq_account_uid")),
    )
    op.create_table(
        "entity",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_entity_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["entity.id"], name=op.f("fk_entity_root_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity")),
        sa.UniqueConstraint("uid", name=op.f("uq_entity_uid")),
    )
    with op.batch_alter_table("entity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entity_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entity_root_id"), ["root_id"], unique=False)

    op.create_table(
        "register",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register")),
    )
    op.create_table(
        "revision",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("intent", sa.String(length=40), nullable=False),
        sa.Column("comment", sa.String(length=2000), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("submission", sa.String(length=60), nullable=True),
        sa.Column("typed", sa.String(length=64), nullable=True),
        sa.Column("body", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_revision_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["undoes"], ["revision.number"], name=op.f("fk_revision_undoes_revision")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_revision")),
        sa.UniqueConstraint("submission", "typed", name=op.f("uq_revision_submission_typed")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_made_at"), ["made_at"], unique=False)

    op.create_table(
        "actor",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("count", sa.Text(), nullable=True),
        sa.CheckConstraint("until > since", name=op.f("ck_actor_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_actor_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_actor_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["entity.id"], name=op.f("fk_actor_root_id_entity")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_actor_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_actor_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_actor")),
    )
    with op.batch_alter_table("actor", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_actor_code"),
            ["code"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_actor_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_actor_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_actor_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_actor_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_actor_until"), ["until"], unique=False)

    op.create_table(
        "citation",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(length=40), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(length=60), nullable=False),
        sa.Column("gist", sa.String(length=600), nullable=False),
        sa.Column("quote", sa.String(length=120), nullable=True),
        sa.Column("translated", sa.String(length=35), nullable=True),
        sa.Column("speaker", sa.String(length=120), nullable=True),
        sa.Column("speaker_role", sa.String(length=120), nullable=True),
        sa.Column("on_behalf_id", sa.Integer(), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("credibility", sa.String(length=40), nullable=False),
        sa.CheckConstraint("until > since", name=op.f("ck_citation_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_citation_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_citation_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["root_id"], ["entity.id"], name=op.f("fk_citation_root_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_citation_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_citation_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_citation")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_citation_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_citation_on_behalf_id_until"), ["on_behalf_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_citation_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_citation_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_citation_since"), ["since"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_citation_source_id_until"), ["source_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_citation_until"), ["until"], unique=False)

    op.create_table(
        "condition",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("gate", sa.String(length=40), nullable=True),
        sa.Column("alternative_to_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.CheckConstraint("until > since", name=op.f("ck_condition_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_condition_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_condition_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["root_id"], ["entity.id"], name=op.f("fk_condition_root_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_condition_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_condition_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_condition")),
    )
    with op.batch_alter_table("condition", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_condition_actor_id_until"), ["actor_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_condition_alternative_to_id_until"),
            ["alternative_to_id", "until"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_condition_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_condition_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_condition_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_condition_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_condition_until"), ["until"], unique=False)

    op.create_table(
        "line",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision"], ["revision.number"], name=op.f("fk_line_revision_revision")
        ),
        sa.PrimaryKeyConstraint("revision", "position", name=op.f("pk_line")),
    )
    op.create_table(
        "pledge",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("capability", sa.String(length=40), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("announced", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("announced_earliest", sa.Date(), nullable=True),
        sa.Column("announced_latest", sa.Date(), nullable=True),
        sa.CheckConstraint("until > since", name=op.f("ck_pledge_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_pledge_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_pledge_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["entity.id"], name=op.f("fk_pledge_root_id_entity")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_pledge_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_pledge_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_pledge")),
    )
    with op.batch_alter_table("pledge", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pledge_actor_id_until"), ["actor_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_pledge_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_pledge_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_pledge_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_pledge_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_until"), ["until"], unique=False)

    op.create_table(
        "source",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(length=120), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("retrieved_on", sa.Date(), nullable=False),
        sa.Column("address", sa.String(length=2000), nullable=True),
        sa.Column("archived_address", sa.String(length=2000), nullable=True),
        sa.Column("reliability", sa.String(length=40), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("published_earliest", sa.Date(), nullable=True),
        sa.Column("published_latest", sa.Date(), nullable=True),
        sa.CheckConstraint("until > since", name=op.f("ck_source_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_source_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_source_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["entity.id"], name=op.f("fk_source_root_id_entity")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_source_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_source_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_source")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_source_address"),
            ["address"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_source_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_source_origin_id_until"), ["origin_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_source_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_source_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_source_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_source_until"), ["until"], unique=False)

    op.create_table(
        "step",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("bindingness", sa.String(length=40), nullable=True),
        sa.Column("readiness", sa.String(length=40), nullable=True),
        sa.Column("delivery", sa.String(length=40), nullable=True),
        sa.Column("standing", sa.String(length=40), nullable=True),
        sa.Column("quantity", sa.Text(), nullable=True),
        sa.Column("at_earliest", sa.Date(), nullable=True),
        sa.Column("at_latest", sa.Date(), nullable=True),
        sa.Column("quantity_sorted", sa.Float(), nullable=True),
        sa.CheckConstraint("until > since", name=op.f("ck_step_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_step_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_step_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["entity.id"], name=op.f("fk_step_root_id_entity")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_step_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_step_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_step")),
    )
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_step_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_step_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_step_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_step_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_step_until"), ["until"], unique=False)

    register = sa.table("register", sa.column("id", sa.Integer), sa.column("uid", sa.Uuid))
    op.bulk_insert(register, [{"id": 1, "uid": uuid4()}])
    account = sa.table(
        "account",
        sa.column("id", sa.Integer),
        sa.column("uid", sa.Uuid),
        sa.column("handle", sa.String),
        sa.column("role", sa.String),
    )
    op.bulk_insert(account, [{"id": 1, "uid": uuid4(), "handle": "register", "role": "system"}])
