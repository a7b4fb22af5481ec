"""Whether the register still says what it said when it was written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlmodel import Session, col, func, or_, select

from app.spine import lookups
from app.spine.comparing import differing
from app.spine.moment import ALL
from app.spine.record import heading, upcast
from app.spine.replay import Replay
from app.spine.revision import Line, Revision, body, hashed
from app.spine.stored import Step, entities, lined, reach, revisions, rowed
from app.spine.value import Term
from app.spine.versioned import kinds

# What the types of columns and of facts raise for bytes that they did not write.
UNREADABLE = (LookupError, ValueError, TypeError, AttributeError)


class What(Term):
    """Which of the four checks failed."""

    CHAIN = "chain", "the stored record is not the one that was sealed"
    ROWS = "rows", "a table says something else than the record"
    REFERENCES = "references", "something points at what is not in the register"
    VERSIONS = "versions", "an entity has two versions at one time"


class Fault(NamedTuple):
    """The first bad revision, which check failed there, and on what."""

    number: int
    what: What
    where: str

    def __str__(self) -> str:
        return f"r{self.number}: {self.what}: {self.what.meaning} ({self.where})"


@dataclass
class Checking:
    """A check on its way: what has been read of the chain and of the record so far.

    Attributes:
        previous: The digest of the revision before, or the uid of the register.
        entities: The rows of the entities that no line has named yet, by id.
        standing: The entities that have an open version, as the tables tell it.
        lines: How many lines were read.
        opened: How many versions of each kind were opened so far.
        ended: How many of them were closed.
    """

    session: Session
    previous: str = ""
    entities: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    standing: set[int] = field(default_factory=set)
    number: int = 1
    replay: Replay = field(default_factory=Replay)
    accounts: dict[int, Any] = field(default_factory=dict)
    lines: int = 0
    opened: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)


def verify(session: Session, expect: tuple[int, str] | None = None) -> Fault | None:
    """The first fault of the register; None when all is as it was written.

    Args:
        session: A reading session, at now.
        expect: The number and the digest of a revision that someone noted down elsewhere: the
            chain itself can't tell that its newest revisions were cut off.
    """
    for fault in check(session, expect):
        if fault:
            return fault
    return None


def check(session: Session, expect: tuple[int, str] | None = None) -> Iterator[Fault | None]:
    """What `verify` finds, revision by revision, None for a good one; ends at the first fault."""
    run = Checking(session)
    try:
        run.previous, run.entities = str(lookups.register_uid(session)), entities(session)
        for revision, lines, rows in read(run):
            fault = one(run, revision, lines, rows) or unexpected(revision, expect)
            yield fault
            if fault:
                return
            run.previous, run.number = revision.digest, run.number + 1
        yield leftover(run)
    except UNREADABLE as error:
        yield Fault(run.number, What.ROWS, f"it can't be read: {error}")
        return
    if expect and not 0 < expect[0] < run.number:
        yield Fault(expect[0], What.CHAIN, "the revision is missing")


def broken(session: Session) -> Fault | None:
    """The first revision whose stored record is not the one that was sealed; tables don't count."""
    run = Checking(session, str(lookups.register_uid(session)))
    while batch := revisions(session, run.number, reach(session, run.number) - run.number):
        lines = lined(session, run.number, run.number + len(batch))
        run.accounts |= lookups.accounts(session, {r.account_id for r in batch})
        for revision in batch:
            if where := unsound(run, revision, lines.get(revision.number, [])):
                return Fault(run.number, What.CHAIN, where)
            run.previous, run.number = revision.digest, run.number + 1
    return None


def read(run: Checking) -> Iterator[tuple[Revision, list[Line], list[Step]]]:
    """Each revision from the first on, with its lines and rows.

    Raises one of UNREADABLE when the next one can't be read.
    """
    singly = False
    while True:
        first = run.number
        end = first + 1 if singly else reach(run.session, first)
        try:
            batch = revisions(run.session, first, end - first)
            lines, rows = lined(run.session, first, end), rowed(run.session, first, end)
            run.accounts |= lookups.accounts(run.session, {r.account_id for r in batch})
        except UNREADABLE:
            if singly:
                raise
            singly = True
            continue
        if not batch:
            return
        for revision in batch:
            yield revision, lines.get(revision.number, []), rows.get(revision.number, [])


def one(run: Checking, revision: Revision, lines: list[Line], rows: list[Step]) -> Fault | None:
    """What is wrong with a revision; raises one of UNREADABLE when its record makes no sense."""
    number = run.number
    if where := unsound(run, revision, lines):
        return Fault(number, What.CHAIN, where)
    steps = run.replay.play(number, lines)
    if twice := doubled(run, rows):
        return Fault(number, What.VERSIONS, twice)
    if where := differing(steps, rows) or strange(run) or otherwise(revision, lines[0]):
        return Fault(number, What.ROWS, where)
    run.lines += len(lines)
    for version, closed in steps:
        (run.ended if closed else run.opened)[version.entity.kind] += 1
    loose = run.replay.loose(steps)
    return Fault(number, What.REFERENCES, loose.label) if loose else None


def unsound(run: Checking, revision: Revision, lines: list[Line]) -> str:
    """Where the stored bytes do not hash to what the revision says; "" when they do."""
    if revision.number != run.number:
        return "the revision is missing"
    if [line.position for line in lines] != list(range(len(lines))) or not lines:
        return "a line of its record is missing"
    for line in lines:
        if line.sha256 != hashed(line.text):
            return f"line {line.position}"
    account = run.accounts.get(revision.account_id)
    if account is None or revision.body != body(lines):
        return "its body" if account else "its account"
    sealed = revision.sealed(run.previous, account.uid, revision.body)
    return "" if sealed == revision.digest else "its digest"


def unexpected(revision: Revision, expect: tuple[int, str] | None) -> Fault | None:
    """A fault when this is the revision that was noted down, with another digest."""
    if expect and expect[0] == revision.number and expect[1] != revision.digest:
        return Fault(revision.number, What.CHAIN, "its digest is not the one expected")
    return None


def doubled(run: Checking, found: Sequence[Step]) -> str:
    """An entity of which the tables open a version while another is open; or ""."""
    run.standing -= {row.entity_id for row, closed in found if closed}
    for row, closed in found:
        if not closed:
            if row.entity_id in run.standing:
                return row.label
            run.standing.add(row.entity_id)
    return ""


def strange(run: Checking) -> str:
    """An entity whose own row is not as its first line says; or ""."""
    for one in run.replay.met:
        if run.entities.pop(one.id, None) != (one.uid.hex, one.kind, one.parent_id, one.root_id):
            return f"{one.kind} {one.id}"
    return ""


def otherwise(revision: Revision, line: Line) -> str:
    """What a revision says of itself when its line 0 says something else; or ""."""
    same = upcast(line.text) == upcast(heading(revision))
    return "" if same else "its intent, its comment, or what it undoes"


def leftover(run: Checking) -> Fault | None:
    """A fault when tables know of revisions or entities that the record does not."""
    strays = select(Revision.number).where(Revision.number < 1)
    loose = select(Line.revision).where(~col(Line.revision).between(1, run.number - 1))
    for number in (*run.session.exec(strays), *run.session.exec(loose)):
        return Fault(number, What.CHAIN, "it is not part of the chain")
    for kind in kinds():
        bounds = (col(kind.since), col(kind.until))
        outside = select(kind).where(or_(*(~b.between(1, run.number - 1) for b in bounds)))
        if row := run.session.exec(outside.limit(1), execution_options=ALL).first():
            return Fault(run.number, What.ROWS, row.label)
    for kind in kinds():  # a number between two revisions belongs to neither
        held = select(func.count(), func.count(col(kind.until))).select_from(kind)
        told = (run.opened[kind.noun()], run.ended[kind.noun()])
        if run.session.exec(held, execution_options=ALL).one() != told:
            return Fault(run.number, What.ROWS, f"a {kind.noun()} of no revision")
    if run.session.exec(select(func.count()).select_from(Line)).one() != run.lines:
        return Fault(run.number, What.CHAIN, "a line that is of no revision")
    if run.entities:
        return Fault(run.number, What.ROWS, f"entity {min(run.entities)}")
    return None
