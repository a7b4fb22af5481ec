"""Create stances, assessments, events, circumstances, memberships, links and checks.

And the columns of a step by which quantities are compared, with what they are of the steps there.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "e9795bcaad40"
down_revision = "d2b3d60c2e68"


def upgrade() -> None:
    create_tables()
    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quantity_figures", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("quantity_unit", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("quantity_per", sa.String(length=40), nullable=True))
    fill()


def fill() -> None:
    """Give each step with a quantity the columns that repeat parts of it."""
    named = ("entity_id", "since", "quantity", "quantity_figures", "quantity_unit", "quantity_per")
    step = sa.table("step", *(sa.column(name) for name in named))
    steps = sa.select(step.c.entity_id, step.c.since, step.c.quantity)
    connection = op.get_bind()
    for row in connection.execute(steps.where(step.c.quantity.is_not(None))).all():
        told = json.loads(row.quantity)
        ends = " to ".join(told[end] for end in ("low", "high") if end in told)
        connection.execute(
            step.update()
            .where(step.c.entity_id == row.entity_id, step.c.since == row.since)
            .values(
                quantity_figures=f"{told['qualifier']} {ends} {told['unit']} {told['per']}",
                quantity_unit=told["unit"],
                quantity_per=told["per"],
            )
        )


def create_tables() -> None:
    """The new kinds."""
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
        sa.Column("found", sa.Boolean(), nullable=False),
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
