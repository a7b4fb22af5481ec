"""Fold texts.

Beside each text that lists are searched or sorted by comes the same text folded. And there is a
table of the keys that the register keeps for itself.
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "5c0f7be1a9d4"
down_revision = "832e294d5977"

FOLDED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NAMES = {
    "actor": ("name",),
    "assessment": ("author", "gist"),
    "check": ("where",),
    "citation": ("gist", "quote", "speaker", "speaker_role"),
    "event": ("title",),
    "pledge": ("title", "note"),
    "source": ("title", "publisher", "author"),
    "stance": ("gist",),
}
LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i"}
    | dict.fromkeys("‘’ʼ`", "'")
)


def upgrade() -> None:
    op.create_table(
        "secret",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secret")),
    )
    for table, names in NAMES.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.add_column(sa.Column(f"{name}_folded", FOLDED_TEXT, nullable=True))
        fill(table, names)


def fill(table: str, names: tuple[str, ...]) -> None:
    """Give each version of a kind its texts folded."""
    keys, folded_names = ("entity_id", "since"), [f"{name}_folded" for name in names]
    rows = sa.table(table, *(sa.column(name) for name in (*keys, *names, *folded_names)))
    connection = op.get_bind()
    for row in connection.execute(sa.select(*(rows.c[name] for name in (*keys, *names)))).all():
        values = {f"{name}_folded": fold(getattr(row, name)) for name in names}
        is_this = sa.and_(rows.c.entity_id == row.entity_id, rows.c.since == row.since)
        connection.execute(rows.update().where(is_this).values(values))


def fold(text: str | None) -> str | None:
    """A text as `fold_text` of the day of this migration makes it."""
    if text is None:
        return None
    letters = "".join(
        c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
    )
    return " ".join(letters.casefold().translate(LETTERS).split())
