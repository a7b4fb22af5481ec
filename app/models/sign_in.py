"""Who is signed in where, who tried to, and who is invited to: what need not outlive a restore."""

from datetime import datetime

from sqlmodel import Field, SQLModel

# Left out of backups: what was signed out, or used up, must not come back with an old one.
NOT_BACKED_UP = {"info": {"passing": True}}


class SignInSession(SQLModel, table=True):
    """One browser in which somebody is signed in.

    Attributes:
        id: The SHA-256 of the random token that the browser holds.
        seen_at: When it last came, to the day or so.
        agent: Browser and system in words.
    """

    __tablename__ = "sign_in_session"

    id: str = Field(primary_key=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: datetime
    seen_at: datetime
    agent: str = Field(default="", max_length=60)

    __table_args__ = NOT_BACKED_UP


class SignInAttempt(SQLModel, table=True):
    """One try to sign in; kept for a day.

    Attributes:
        name: The SHA-256 of the handle as folded, whether there is such an account or not.
        address: The SHA-256 of the network address, or of the known browser, it came from.
    """

    __tablename__ = "sign_in_attempt"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=64)
    address: str = Field(max_length=64)
    tried_at: datetime = Field(index=True)
    succeeded: bool = False

    __table_args__ = NOT_BACKED_UP


class Secret(SQLModel, table=True):
    """A random key that the register keeps for itself; made at first use.

    Attributes:
        name: What it is for.
    """

    name: str = Field(primary_key=True, max_length=40)
    value: str = Field(max_length=100)

    __table_args__ = NOT_BACKED_UP


class Invitation(SQLModel, table=True):
    """A link that works once: to choose a password, or to make the first admin.

    Attributes:
        id: The SHA-256 of the random token in the link.
        account_id: Whose password; None for the first admin's, who has no account yet.
    """

    id: str = Field(primary_key=True, max_length=64)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    made_at: datetime
    expires_at: datetime

    __table_args__ = NOT_BACKED_UP
