"""What the record says of accounts: who may edit, and a seal of each handle in place of it."""

import re
from secrets import token_hex
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.spine import base  # noqa: F401  (constraint names come first)
from app.spine.revision import Account, Role, fold_handle, sha256_hex
from app.spine.value import term_column

PLACEHOLDER = re.compile("(account|former editor) [0-9]+")  # what `placeholder` makes
ACCOUNT_KIND = "account"  # what lines call an account; no kind of versions has this noun


class AccountState(SQLModel, table=True):
    """What an account is from revision `since` until the next one about it; never changed.

    Attributes:
        seal: The SHA-256 of the account's salt and handle; None once the handle was erased.
    """

    __tablename__ = "account_state"

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    since: int = Field(primary_key=True, foreign_key="revision.number", index=True)
    role: Role = Field(sa_type=term_column(Role))
    disabled: bool
    seal: str | None = Field(default=None, max_length=64)

    @property
    def content(self) -> "AccountContent":
        """What it says of the account."""
        return AccountContent(self.role, self.disabled, self.seal)


class AccountContent(NamedTuple):
    """What a line says of an account."""

    role: Role
    disabled: bool
    seal: str | None


class AccountLine(NamedTuple):
    """A line about an account: which one it is, and what it is from here on."""

    uid: UUID
    id: int
    content: AccountContent


def new_salt() -> str:
    """A salt for a handle: without it nobody can guess the handle from its seal."""
    return token_hex(32)


def seal_handle(salt: str | None, handle: str) -> str | None:
    """What stands in the record in place of a handle; None without a salt."""
    return sha256_hex(f"{salt}{handle}") if salt else None


def account_content(account: Account) -> AccountContent:
    """What the record is to say of an account as it is."""
    seal = seal_handle(account.salt, account.handle)
    return AccountContent(account.role, account.disabled_at is not None, seal)


def state_row(account_id: int, number: int, content: AccountContent) -> dict[str, Any]:
    """The row of what an account is from a revision on."""
    return {"account_id": account_id, "since": number, **content._asdict()}


def account_data(account: Account) -> dict[str, Any]:
    """The line about an account, without its format."""
    role, disabled, seal = account_content(account)
    facts = {"disabled": "yes" if disabled else "no", "role": role.value}
    facts |= {"handle": seal} if seal else {}
    return {
        "facts": facts,
        "id": str(account.id),
        "kind": ACCOUNT_KIND,
        "uid": str(account.uid),
    }


def parse_account_data(line: dict[str, Any]) -> AccountLine:
    """What a line says of an account; raises what `parse_stored` takes for nonsense."""
    facts = line["facts"]
    content = AccountContent(
        Role(facts["role"]), {"yes": True, "no": False}[facts["disabled"]], facts.get("handle")
    )
    return AccountLine(UUID(line["uid"]), int(line["id"]), content)


def is_placeholder(handle: str) -> bool:
    """Whether it reads like what an account is called that has no handle."""
    return PLACEHOLDER.fullmatch(fold_handle(handle)) is not None


def placeholder(account_id: int, *, is_erased: bool) -> str:
    """What an account is called that has no handle: erased, or loaded from an export."""
    return f"former editor {account_id}" if is_erased else f"account {account_id}"
