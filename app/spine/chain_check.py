"""Whether the stored record is, byte for byte, the one that was sealed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlmodel import Session, select

from app.spine import lookups
from app.spine.fault import Fault, FaultKind
from app.spine.register_reader import find_batch_end, load_lines, load_revisions
from app.spine.revision import Account, Line, Register, Revision, body_hash, sha256_hex
from app.spine.stored_bytes import UnreadableBytes, parse_stored

NO_REGISTER = "the row that says which register this is is missing"


@dataclass
class ChainCheck:
    """A check of the chain on its way.

    Attributes:
        previous: The digest of the revision before, or the uid of the register.
        number: The revision that is to come next.
        accounts: Who made the revisions that were read, by id.
    """

    session: Session
    previous: str = ""
    number: int = 1
    accounts: dict[int, Account] = field(default_factory=dict)


def first_chain_fault(session: Session, first: int = 1) -> Fault | None:
    """The first revision whose stored record is not the one that was sealed; tables don't count.

    Args:
        session: A reading session.
        first: The revision to begin with; what was sealed before it is taken as it stands.
    """
    run = ChainCheck(session, number=first)
    try:
        run.previous = previous_digest(session, first)
        return next(filter(None, chain_faults(run)), None)
    except UnreadableBytes as error:
        return unreadable_fault(run, error)


def chain_faults(run: ChainCheck) -> Iterator[Fault | None]:
    """What is wrong with the stored record of each revision from the run's on; None for nothing."""
    session = run.session
    while batch := load_revisions(
        session, run.number, find_batch_end(session, run.number) - run.number
    ):
        lines = load_lines(session, run.number, run.number + len(batch))
        load_accounts(run, batch)
        for revision in batch:
            where = chain_damage(run, revision, lines.get(revision.number, []))
            yield Fault(run.number, FaultKind.CHAIN, where) if where else None
            run.previous, run.number = revision.digest, run.number + 1


def load_accounts(run: ChainCheck, revisions: Iterable[Revision]) -> None:
    """Know the accounts that made these revisions."""
    with parse_stored():
        run.accounts |= lookups.accounts_by_id(run.session, {r.account_id for r in revisions})


def previous_digest(session: Session, number: int) -> str:
    """The digest that revision `number` was sealed upon; for the first, the register's uid.

    Raises:
        UnreadableBytes: When the row that says which register this is is not there, or not one.
    """
    if number > 1:
        return "".join(revision.digest for revision in load_revisions(session, number - 1, 1))
    with parse_stored():
        uids = session.exec(select(Register.uid)).all()
    if len(uids) != 1:
        raise UnreadableBytes(NO_REGISTER)
    return str(uids[0])


def chain_damage(run: ChainCheck, revision: Revision, lines: list[Line]) -> str:
    """Where the stored bytes do not hash to what the revision says; "" when they do."""
    if revision.number != run.number:
        return "the revision is missing"
    if [line.position for line in lines] != list(range(len(lines))) or not lines:
        return "a line of its record is missing"
    for line in lines:
        if line.sha256 != sha256_hex(line.text):
            return f"line {line.position}"
    account = run.accounts.get(revision.account_id)
    if account is None or revision.body != body_hash(line.sha256 for line in lines):
        return "its body" if account else "its account"
    digest = revision.compute_digest(run.previous, account.uid, revision.body)
    return "" if digest == revision.digest else "its digest"


def unreadable_fault(run: ChainCheck, error: UnreadableBytes) -> Fault:
    """The fault of a revision that can't be read."""
    return Fault(run.number, FaultKind.ROWS, f"it can't be read: {error}")
