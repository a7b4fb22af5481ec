"""The register, who edits it, and its revisions with their record."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from unicodedata import normalize
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.spine import base  # noqa: F401  (constraint names come first)
from app.spine.text import remove_hidden
from app.spine.value import Term, format_instant, term_column

SYSTEM_ACCOUNT = 1  # the id of the account of seed files and of the command line
SYSTEM_HANDLE = "register"


class Role(Term):
    """What an account may do."""

    SYSTEM = "system", "writes what seed files and the command line bring; cannot sign in"
    CONTRIBUTOR = "contributor", "proposes edits"
    EDITOR = "editor", "publishes edits and reviews proposals"
    ADMIN = "admin", "is an editor and manages accounts"


RANKS = list(Role)  # each has all that the one before it has; none signs in as the first


class Intent(Term):
    """What an edit means to do."""

    RECORDS = "records", "puts something on record that was not there"
    UPDATES = "updates", "records that something new happened"
    CONFIRMS = "confirms", "records that a further source says the same"
    CORRECTS = "corrects", "mends what we had wrong"
    RETRACTS = "retracts", "takes back what we should not have recorded"
    RESTORES = "restores", "brings back what was retracted, or an earlier version"
    IMPORTS = "imports", "brings in tables from files"
    UNDOES = "undoes", "takes back an earlier edit"
    REDACTS = "redacts", "removes a fact that must not be public"


class Register(SQLModel, table=True):
    """The one row that says which register this is; made with the tables.

    Attributes:
        accepted: The last revision when an operator said that its instant, or the clock that
            is far from it, is to be lived with; 0 before r1, None for never.
        generation: How often its tables were made again from its record: without a revision,
            they may say something else from then on; None for never.
    """

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    uid: UUID
    accepted: int | None = None
    generation: int | None = None


class Account(SQLModel, table=True):
    """Who edits, under a public handle.

    Attributes:
        called: The handle folded, so that no two differ in case or form alone.
        salt: What the seal of its handle is made with; None for one that has no handle of its own.
        password: The hash that argon2id made; None for whoever can't sign in.
        disabled_at: Since when it may not be used; None for now it may.
        keys_on: Whether single keys are shortcuts for its owner.
    """

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    uid: UUID = Field(unique=True)
    handle: str = Field(max_length=60, unique=True)
    called: str = Field(unique=True)
    role: Role = Field(sa_type=term_column(Role))
    salt: str | None = Field(default=None, max_length=64)
    password: str | None = Field(default=None, max_length=200)
    created_at: datetime | None = None
    disabled_at: datetime | None = None
    keys_on: bool = True

    def may(self, role: Role) -> bool:
        """Whether it has all that `role` has: an admin is an editor, an editor a contributor."""
        return self.disabled_at is None and RANKS.index(self.role) >= RANKS.index(role)


class Revision(SQLModel, table=True):
    """One edit of the register. Its lines hold what it changed.

    Numbers run 1, 2, 3 ... without a gap, in the order the edits were committed, and `made_at`
    (UTC) never runs backwards along them.

    Attributes:
        submission: The random name of the form it came with, if it came with one.
        typed: The SHA-256 of what was typed into that form.
        body: The hash of its lines.
        digest: What ties it to the revision before it.
    """

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    made_at: datetime = Field(index=True)
    account_id: int = Field(foreign_key="account.id")
    intent: Intent = Field(sa_type=term_column(Intent))
    comment: str = Field(default="", max_length=2000)
    undoes: int | None = Field(default=None, foreign_key="revision.number")
    submission: str | None = Field(default=None, max_length=60)
    typed: str | None = Field(default=None, max_length=64)
    body: str = Field(default="", max_length=64)
    digest: str = Field(default="", max_length=64)

    __table_args__ = (UniqueConstraint("submission", "typed"),)

    def compute_digest(self, previous: str, account: UUID, body: str) -> str:
        """The digest: this revision, whose lines hash to `body`, tied to the `previous` digest.

        For r1, `previous` is the uid of the register. Anyone can work it out with sha256sum from
        five lines of text, each ended by a newline.
        """
        parts = (previous, str(self.number), format_instant(self.made_at), str(account), body)
        return sha256_hex("".join(f"{line}\n" for line in parts))


class Line(SQLModel, table=True):
    """One line of a revision's record; line 0 is the revision's own. Never rewritten."""

    revision: int = Field(primary_key=True)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    text: str
    sha256: str = Field(max_length=64)

    __table_args__ = (ForeignKeyConstraint(["revision"], ["revision.number"]),)


def fold_handle(handle: str) -> str:
    """A handle without differences of case and form, of spaces, or of what can't be seen."""
    return normalize("NFKC", " ".join(remove_hidden(handle).split())).casefold()


def sha256_hex(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex."""
    return sha256(text.encode()).hexdigest()


def body_hash(hashes: Iterable[str]) -> str:
    """What the hashes of a revision's lines hash to together: in order, one a text line."""
    return sha256_hex("".join(f"{each}\n" for each in hashes))
