"""Whether the accounts are those of the record: their roles, handles and standing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from app.spine.account_record import (
    AccountContent,
    AccountLine,
    AccountState,
    placeholder,
    seal_handle,
)
from app.spine.fault import Fault, FaultKind
from app.spine.revision import SYSTEM_ACCOUNT, SYSTEM_HANDLE, Account, Role, fold_handle
from app.spine.stored_bytes import parse_stored

StateRows = dict[int, dict[int, AccountContent]]  # by revision and account


@dataclass
class AccountCheck:
    """A check of the accounts on its way.

    Attributes:
        rows: What the tables say of accounts, by revision and account; what was met is taken out.
        lines: What the record says last of each account, by id.
        numbers: The revision in which it says so.
    """

    rows: StateRows
    lines: dict[int, AccountLine] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)

    def meet(self, number: int, lines: Iterable[AccountLine]) -> str:
        """The account on which the tables say something else than a revision's lines; or ""."""
        own_rows = self.rows.pop(number, {})
        for line in lines:
            previous = self.lines.get(line.id)
            if own_rows.pop(line.id, None) != line.content:
                return f"account {line.id}"
            if previous is not None and previous.uid != line.uid:
                return f"account {line.id}: its uid"
            self.lines[line.id], self.numbers[line.id] = line, number
        return f"account {min(own_rows)}" if own_rows else ""

    def knows(self, account_id: int) -> bool:
        """Whether the record so far tells of an account; of the system's own it never does."""
        return account_id == SYSTEM_ACCOUNT or account_id in self.lines


def begin_account_check(session: Session) -> AccountCheck:
    """A check that has read what the tables say."""
    rows: StateRows = defaultdict(dict)
    with parse_stored():
        for state in session.exec(select(AccountState)):
            rows[state.since][state.account_id] = state.content
    return AccountCheck(rows)


def account_fault(session: Session, check: AccountCheck, number: int) -> Fault | None:
    """What the accounts are now, against what the record says of them last; None if the same.

    Args:
        session: Where.
        check: After the last revision.
        number: The revision that is to come next, for what is of none.
    """
    if check.rows:
        return Fault(min(check.rows), FaultKind.ROWS, "an account of no revision")
    with parse_stored():
        accounts = session.exec(select(Account).order_by(col(Account.id))).all()
    for account in accounts:
        if where := account_difference(account, check.lines.get(account.id)):
            at = check.numbers.get(account.id, number)
            return Fault(at, FaultKind.ROWS, f"account {account.id}: {where}")
    if missing := check.lines.keys() - {account.id for account in accounts}:
        return Fault(check.numbers[min(missing)], FaultKind.ROWS, f"account {min(missing)}")
    return None


def account_difference(account: Account, line: AccountLine | None) -> str:
    """What an account says otherwise than the record; "" for nothing."""
    if account.called != fold_handle(account.handle):
        return "the name it signs in by"
    if account.id == SYSTEM_ACCOUNT:
        own = (account.handle, account.role, account.disabled_at, account.password)
        return "" if own == (SYSTEM_HANDLE, Role.SYSTEM, None, None) else "the register's own"
    if line is None:
        return "it is not in the record"
    role, disabled, seal = line.content
    sealed = seal_handle(account.salt, account.handle)
    unsealed = placeholder(account.id, is_erased=seal is None)
    is_own_handle = sealed == seal if account.salt else account.handle == unsealed
    differences = {
        "its uid": account.uid == line.uid,
        "its role": account.role == role,
        "whether it is disabled": (account.disabled_at is not None) == disabled,
        "its handle": is_own_handle,
    }
    return next((words for words, is_same in differences.items() if not is_same), "")


def unnamed_accounts(session: Session) -> list[Account]:
    """The accounts whose handle nothing vouches for: erased, or loaded from an export; by id."""
    unsealed = select(Account).where(col(Account.salt).is_(None), Account.id != SYSTEM_ACCOUNT)
    return list(session.exec(unsealed.order_by(col(Account.id))))
