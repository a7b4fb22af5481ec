"""What revisions changed of accounts."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.models import Account, AccountState
from app.spine.account_record import AccountContent, account_content

CHANGED_SINCE = "{} was changed since: change it on its page."
HANDLE_UNKNOWN = "The register does not keep the handle that {} had: give it again on its page."


@dataclass(frozen=True)
class AccountChange:
    """What a revision made of an account.

    Attributes:
        account: As it is now: what it is called stands in no record.
        before: What the record said of it; None for a new one.
        after: What it says since.
    """

    account: Account
    before: AccountContent | None
    after: AccountContent

    @property
    def obstacle(self) -> str:
        """Why it can't be undone, in a sentence; "" where it can."""
        if self.before and self.before.seal != self.after.seal:
            return HANDLE_UNKNOWN.format(self.account.handle)
        if account_content(self.account) != self.after:
            return CHANGED_SINCE.format(self.account.handle)
        return ""


def account_changes(
    session: Session, numbers: Collection[int]
) -> dict[int, tuple[AccountChange, ...]]:
    """What these revisions changed of accounts, by number: one statement."""
    ids = select(AccountState.account_id).where(col(AccountState.since).in_(numbers))
    query = select(AccountState, Account).join(Account).where(col(Account.id).in_(ids))
    latest: dict[int, AccountContent] = {}
    changes: dict[int, tuple[AccountChange, ...]] = defaultdict(tuple)
    for state, account in session.exec(query.order_by(col(AccountState.since))):
        change = AccountChange(account, latest.get(account.id), state.content)
        changes[state.since] += (change,)
        latest[account.id] = state.content
    return {number: changes[number] for number in numbers if number in changes}
