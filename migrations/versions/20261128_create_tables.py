"""Create the tables, and the two rows every register has: which one it is, and its own account.

Until the second edition is released this migration is edited in place; from then on none is.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "2624feccc31d"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("handle", sa.String(length=60), nullable=False),
        sa.Column("called", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=True),
        sa.Column("password", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("keys_on", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("called", name=op.f("uq_account_called")),
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
        "derived_version",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_derived_version")),
    )
    op.create_table(
        "register",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register")),
    )
    op.create_table(
        "secret",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secret")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_attempt_tried_at"), ["tried_at"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_invitation_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_account_id"), ["account_id"], unique=False)

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
        "awaited",
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("condition_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("whose", sa.Integer(), nullable=False),
        sa.CheckConstraint("until > since", name=op.f("ck_awaited_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_awaited_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_awaited_until_revision")
        ),
        sa.PrimaryKeyConstraint("parent_id", "condition_id", "since", name=op.f("pk_awaited")),
    )
    with op.batch_alter_table("awaited", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_awaited_parent_id_condition_id"),
            ["parent_id", "condition_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_awaited_parent_id_until"), ["parent_id", "until"], unique=False
        )

    op.create_table(
        "condition_state",
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("whose", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("circumstance_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("until > since", name=op.f("ck_condition_state_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_condition_state_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_condition_state_until_revision")
        ),
        sa.PrimaryKeyConstraint(
            "whose", "kind", "since", "from_day", name=op.f("pk_condition_state")
        ),
    )
    with op.batch_alter_table("condition_state", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_condition_state_whose_kind_from_day"),
            ["whose", "kind", "from_day"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_condition_state_whose_until"), ["whose", "until"], unique=False
        )

    op.create_table(
        "pledge_state",
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor_kind", sa.String(length=40), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("capability", sa.String(length=40), nullable=True),
        sa.Column("bindingness", sa.String(length=40), nullable=True),
        sa.Column("bindingness_step", sa.Integer(), nullable=True),
        sa.Column("readiness", sa.String(length=40), nullable=True),
        sa.Column("readiness_step", sa.Integer(), nullable=True),
        sa.Column("delivery", sa.String(length=40), nullable=True),
        sa.Column("delivery_step", sa.Integer(), nullable=True),
        sa.Column("standing", sa.String(length=40), nullable=True),
        sa.Column("standing_step", sa.Integer(), nullable=True),
        sa.Column("offered", sa.Text(), nullable=True),
        sa.Column("offered_step", sa.Integer(), nullable=True),
        sa.Column("offered_statements", sa.Text(), nullable=True),
        sa.Column("set_aside", sa.Text(), nullable=True),
        sa.Column("set_aside_step", sa.Integer(), nullable=True),
        sa.Column("set_aside_statements", sa.Text(), nullable=True),
        sa.Column("delivered", sa.Text(), nullable=True),
        sa.Column("delivered_step", sa.Integer(), nullable=True),
        sa.Column("delivered_statements", sa.Text(), nullable=True),
        sa.Column("worth", sa.Text(), nullable=True),
        sa.Column("worth_step", sa.Integer(), nullable=True),
        sa.Column("worth_statements", sa.Text(), nullable=True),
        sa.Column("offered_sorted", sa.Float(), nullable=True),
        sa.Column("offered_unit", sa.String(), nullable=True),
        sa.Column("offered_per", sa.String(length=40), nullable=True),
        sa.Column("main_unit", sa.String(), nullable=True),
        sa.Column("main_per", sa.String(length=40), nullable=True),
        sa.Column("attribution", sa.String(length=40), nullable=True),
        sa.Column("evidence_on", sa.Date(), nullable=True),
        sa.Column("stale_from", sa.Date(), nullable=True),
        sa.Column("by_then", sa.String(length=40), nullable=False),
        sa.Column("possibly", sa.Integer(), nullable=False),
        sa.Column("conditions", sa.String(), nullable=True),
        sa.Column("linked", sa.String(length=40), nullable=True),
        sa.Column("exclusion", sa.String(length=40), nullable=True),
        sa.CheckConstraint("until > since", name=op.f("ck_pledge_state_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_pledge_state_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_pledge_state_until_revision")
        ),
        sa.PrimaryKeyConstraint("pledge_id", "since", "from_day", name=op.f("pk_pledge_state")),
    )
    with op.batch_alter_table("pledge_state", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pledge_state_pledge_id_from_day"),
            ["pledge_id", "from_day"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_pledge_state_pledge_id_until"), ["pledge_id", "until"], unique=False
        )

    op.create_table(
        "account_state",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_state_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_account_state_since_revision")
        ),
        sa.PrimaryKeyConstraint("account_id", "since", name=op.f("pk_account_state")),
    )
    with op.batch_alter_table("account_state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_state_since"), ["since"], unique=False)

    op.create_table(
        "successor",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_successor_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["entity.id"], name=op.f("fk_successor_into_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_successor_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_successor_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_successor")),
    )
    with op.batch_alter_table("successor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_successor_into_id"), ["into_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_successor_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_successor_until"), ["until"], unique=False)

    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agent", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_session_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_session_account_id"), ["account_id"], unique=False
        )

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
        sa.Column(
            "name_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
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
        "assessment",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("about_actor_id", sa.Integer(), nullable=True),
        sa.Column("domain", sa.String(length=40), nullable=True),
        sa.Column("capability", sa.String(length=40), nullable=True),
        sa.Column("quantity", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("gist", sa.String(length=600), nullable=False),
        sa.Column("at_earliest", sa.Date(), nullable=True),
        sa.Column("at_latest", sa.Date(), nullable=True),
        sa.Column("quantity_sorted", sa.Float(), nullable=True),
        sa.Column(
            "author_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "gist_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.CheckConstraint("until > since", name=op.f("ck_assessment_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_assessment_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_assessment_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["root_id"], ["entity.id"], name=op.f("fk_assessment_root_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_assessment_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_assessment_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_assessment")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessment_about_actor_id_until"),
            ["about_actor_id", "until"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_assessment_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_assessment_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_assessment_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_assessment_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_until"), ["until"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.CheckConstraint("until > since", name=op.f("ck_attendance_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_attendance_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_attendance_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["root_id"], ["entity.id"], name=op.f("fk_attendance_root_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_attendance_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_attendance_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attendance_actor_id_until"), ["actor_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_attendance_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_attendance_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_attendance_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_attendance_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_attendance_until"), ["until"], unique=False)

    op.create_table(
        "check",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("where", sa.String(length=300), nullable=False),
        sa.Column("found", sa.String(length=40), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=True),
        sa.Column(
            "where_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.CheckConstraint("until > since", name=op.f("ck_check_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_check_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_check_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["entity.id"], name=op.f("fk_check_root_id_entity")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_check_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_check_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_check")),
    )
    with op.batch_alter_table("check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_check_actor_id_until"), ["actor_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_check_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_check_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_check_pledge_id_until"), ["pledge_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_check_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_check_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_check_until"), ["until"], unique=False)

    op.create_table(
        "circumstance",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("at_earliest", sa.Date(), nullable=True),
        sa.Column("at_latest", sa.Date(), nullable=True),
        sa.Column("occasion", sa.String(length=120), nullable=False),
        sa.CheckConstraint("until > since", name=op.f("ck_circumstance_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_circumstance_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_circumstance_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["root_id"], ["entity.id"], name=op.f("fk_circumstance_root_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_circumstance_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_circumstance_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_circumstance")),
    )
    with op.batch_alter_table("circumstance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_circumstance_actor_id_until"), ["actor_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_circumstance_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_circumstance_occasion"),
            ["occasion"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_circumstance_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_circumstance_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_circumstance_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_circumstance_until"), ["until"], unique=False)

    op.create_table(
        "citation",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(length=40), nullable=True),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=600), nullable=True),
        sa.Column(
            "note_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
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
            batch_op.f("ix_citation_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_citation_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_citation_since"), ["since"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_citation_passage_id_until"), ["passage_id", "until"], unique=False
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
        "event",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("at_earliest", sa.Date(), nullable=True),
        sa.Column("at_latest", sa.Date(), nullable=True),
        sa.Column(
            "title_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.CheckConstraint("until > since", name=op.f("ck_event_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_event_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_event_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["entity.id"], name=op.f("fk_event_root_id_entity")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_event_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_event_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_event_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_event_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_event_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_until"), ["until"], unique=False)

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
        "link",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.CheckConstraint("until > since", name=op.f("ck_link_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_link_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_link_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["entity.id"], name=op.f("fk_link_root_id_entity")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_link_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_link_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_link")),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_link_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_link_from_id_until"), ["from_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_link_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_link_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_link_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_to_id_until"), ["to_id", "until"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_until"), ["until"], unique=False)

    op.create_table(
        "membership",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("began", sa.Text(), nullable=True),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("began_earliest", sa.Date(), nullable=True),
        sa.Column("began_latest", sa.Date(), nullable=True),
        sa.Column("ended_earliest", sa.Date(), nullable=True),
        sa.Column("ended_latest", sa.Date(), nullable=True),
        sa.CheckConstraint("until > since", name=op.f("ck_membership_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_membership_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_membership_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["root_id"], ["entity.id"], name=op.f("fk_membership_root_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_membership_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_membership_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_membership_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_membership_member_id_until"), ["member_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_membership_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_membership_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_membership_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_until"), ["until"], unique=False)

    op.create_table(
        "passage",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(length=60), nullable=False),
        sa.Column("gist", sa.String(length=600), nullable=True),
        sa.Column("drafted", sa.Boolean(), nullable=False),
        sa.Column("quote", sa.String(length=300), nullable=True),
        sa.Column("translated", sa.String(length=35), nullable=True),
        sa.Column("speaker", sa.String(length=120), nullable=True),
        sa.Column("speaker_role", sa.String(length=120), nullable=True),
        sa.Column("on_behalf", sa.Text(), nullable=False),
        sa.Column("each", sa.Boolean(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("credibility", sa.String(length=40), nullable=True),
        sa.Column(
            "gist_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "quote_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "speaker_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "speaker_role_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.CheckConstraint("until > since", name=op.f("ck_passage_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_passage_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_passage_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["entity.id"], name=op.f("fk_passage_root_id_entity")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_passage_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_passage_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_passage")),
    )
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_passage_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_passage_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_passage_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_passage_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_passage_until"), ["until"], unique=False)

    op.create_table(
        "pledge",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("domain", sa.String(length=40), nullable=False),
        sa.Column("capability", sa.String(length=40), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("announced", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("instrument", sa.String(length=40), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("announced_earliest", sa.Date(), nullable=True),
        sa.Column("announced_latest", sa.Date(), nullable=True),
        sa.Column(
            "title_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "note_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
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
        sa.Column("title", sa.String(length=300), nullable=True),
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
        sa.Column(
            "address_key",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "title_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "publisher_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "author_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
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
        batch_op.create_index(batch_op.f("ix_source_address_key"), ["address_key"], unique=False)
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
        "stance",
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("proposition", sa.String(length=40), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("gist", sa.String(length=600), nullable=False),
        sa.Column("at_earliest", sa.Date(), nullable=True),
        sa.Column("at_latest", sa.Date(), nullable=True),
        sa.Column(
            "gist_folded",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.CheckConstraint("until > since", name=op.f("ck_stance_ends_after_it_begins")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_stance_entity_id_entity")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["entity.id"], name=op.f("fk_stance_parent_id_entity")
        ),
        sa.ForeignKeyConstraint(["root_id"], ["entity.id"], name=op.f("fk_stance_root_id_entity")),
        sa.ForeignKeyConstraint(
            ["since"], ["revision.number"], name=op.f("fk_stance_since_revision")
        ),
        sa.ForeignKeyConstraint(
            ["until"], ["revision.number"], name=op.f("fk_stance_until_revision")
        ),
        sa.PrimaryKeyConstraint("entity_id", "since", name=op.f("pk_stance")),
    )
    with op.batch_alter_table("stance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stance_actor_id_until"), ["actor_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_stance_entity_id"),
            ["entity_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_stance_parent_id_until"), ["parent_id", "until"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_stance_root_id_until"), ["root_id", "until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_stance_since"), ["since"], unique=False)
        batch_op.create_index(batch_op.f("ix_stance_until"), ["until"], unique=False)

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
        sa.Column("offered", sa.Text(), nullable=True),
        sa.Column("set_aside", sa.Text(), nullable=True),
        sa.Column("delivered", sa.Text(), nullable=True),
        sa.Column("worth", sa.Text(), nullable=True),
        sa.Column("at_earliest", sa.Date(), nullable=True),
        sa.Column("at_latest", sa.Date(), nullable=True),
        sa.Column("offered_sorted", sa.Float(), nullable=True),
        sa.Column("offered_figures", sa.String(), nullable=True),
        sa.Column("offered_unit", sa.String(), nullable=True),
        sa.Column("offered_per", sa.String(length=40), nullable=True),
        sa.Column("set_aside_sorted", sa.Float(), nullable=True),
        sa.Column("set_aside_figures", sa.String(), nullable=True),
        sa.Column("set_aside_unit", sa.String(), nullable=True),
        sa.Column("set_aside_per", sa.String(length=40), nullable=True),
        sa.Column("delivered_sorted", sa.Float(), nullable=True),
        sa.Column("delivered_figures", sa.String(), nullable=True),
        sa.Column("delivered_unit", sa.String(), nullable=True),
        sa.Column("delivered_per", sa.String(length=40), nullable=True),
        sa.Column("worth_sorted", sa.Float(), nullable=True),
        sa.Column("worth_figures", sa.String(), nullable=True),
        sa.Column("worth_unit", sa.String(), nullable=True),
        sa.Column("worth_per", sa.String(length=40), nullable=True),
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
    fill()


def fill() -> None:
    """Say which register this is, and make the account of the system."""
    register = sa.table("register", sa.column("id", sa.Integer), sa.column("uid", sa.Uuid))
    op.bulk_insert(register, [{"id": 1, "uid": uuid4()}])
    account = sa.table(
        "account",
        sa.column("id", sa.Integer),
        sa.column("uid", sa.Uuid),
        *(sa.column(name, sa.String) for name in ("handle", "called", "role")),
        sa.column("keys_on", sa.Boolean),
    )
    named = {"handle": "register", "called": "register", "role": "system"}
    op.bulk_insert(account, [{"id": 1, "uid": uuid4(), "keys_on": True} | named])
