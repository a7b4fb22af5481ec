"""Whether the record is the one that was sealed, and the tables say what it says."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, func, or_, select

from app.spine.account_check import AccountCheck, account_fault, begin_account_check
from app.spine.chain_check import (
    ChainCheck,
    chain_damage,
    load_accounts,
    previous_digest,
    unreadable_fault,
)
from app.spine.comparison import find_difference
from app.spine.fault import Fault, FaultKind
from app.spine.moment import ALL_VERSIONS
from app.spine.record import heading_line, upcast
from app.spine.register_reader import (
    EntityRow,
    RowEvent,
    find_batch_end,
    load_entity_rows,
    load_lines,
    load_revisions,
    load_row_events,
)
from app.spine.replay import Replay
from app.spine.revision import Line, Revision
from app.spine.stored_bytes import UnreadableBytes, parse_stored
from app.spine.successor import load_successors
from app.spine.versioned import kinds


@dataclass
class Verification(ChainCheck):
    """A check on its way: what has been read of the chain and of the record so far.

    Attributes:
        entities: The rows of the entities that no line has named yet, by id.
        open_ids: The entities that have an open version, as the tables tell it.
        line_count: How many lines were read.
        opening_counts: How many versions of each kind were opened so far.
        ending_counts: How many of them were closed.
    """

    entities: dict[int, EntityRow] = field(default_factory=dict)
    open_ids: set[int] = field(default_factory=set)
    replay: Replay = field(default_factory=Replay)
    account_check: AccountCheck = field(default_factory=lambda: AccountCheck({}))
    line_count: int = 0
    opening_counts: Counter[str] = field(default_factory=Counter)
    ending_counts: Counter[str] = field(default_factory=Counter)


def record_faults(
    session: Session, expect: tuple[int, str] | None = None
) -> Iterator[Fault | None]:
    """Each revision's fault, None for a good one, then that of all; ends at the first.

    Args:
        session: A reading session, at now.
        expect: The number and the digest of a revision that someone noted down elsewhere: the
            chain itself can't tell that its newest revisions were cut off.
    """
    run = Verification(session)
    try:
        run.account_check = begin_account_check(session)
        run.previous, run.entities = previous_digest(session, 1), load_entity_rows(session)
        for revision, lines, rows in iterate_revisions(run):
            fault = revision_fault(run, revision, lines, rows) or digest_fault(revision, expect)
            yield fault
            if fault:
                return
            run.previous, run.number = revision.digest, run.number + 1
        accounts = run.account_check
        yield (
            leftover_fault(run)
            or successor_fault(run)
            or account_fault(session, accounts, run.number)
        )
    except UnreadableBytes as error:
        yield unreadable_fault(run, error)
        return
    if expect and not 0 < expect[0] < run.number:
        yield Fault(expect[0], FaultKind.CHAIN, "the revision is missing")


def iterate_revisions(
    run: Verification,
) -> Iterator[tuple[Revision, list[Line], list[RowEvent]]]:
    """Each revision from the first on, with its lines and rows.

    Raises UnreadableBytes when the next one can't be read.
    """
    one_by_one = False
    while True:
        first = run.number
        end = first + 1 if one_by_one else find_batch_end(run.session, first)
        try:
            batch = load_revisions(run.session, first, end - first)
            lines, rows = (
                load_lines(run.session, first, end),
                load_row_events(run.session, first, end),
            )
            load_accounts(run, batch)
        except UnreadableBytes:
            if one_by_one:
                raise
            one_by_one = True
            continue
        if not batch:
            return
        for revision in batch:
            yield revision, lines.get(revision.number, []), rows.get(revision.number, [])


def revision_fault(
    run: Verification, revision: Revision, lines: list[Line], rows: list[RowEvent]
) -> Fault | None:
    """What is wrong with a revision; raises UnreadableBytes when its record makes no sense."""
    number = run.number
    if where := chain_damage(run, revision, lines):
        return Fault(number, FaultKind.CHAIN, where)
    events = run.replay.play(number, lines)
    if entity := doubly_open_entity(run, rows):
        return Fault(number, FaultKind.VERSIONS, entity)
    if (
        where := find_difference(events, rows)
        or mismatched_entity(run)
        or mismatched_heading(revision, lines[0])
        or run.account_check.meet(number, run.replay.account_lines)
        or unknown_account(run, revision)
    ):
        return Fault(number, FaultKind.ROWS, where)
    run.line_count += len(lines)
    for version, is_closed in events:
        (run.ending_counts if is_closed else run.opening_counts)[version.entity.kind] += 1
    dangling = run.replay.find_dangling(events)
    return Fault(number, FaultKind.REFERENCES, dangling.label) if dangling else None


def digest_fault(revision: Revision, expect: tuple[int, str] | None) -> Fault | None:
    """A fault when this is the revision that was noted down, with another digest."""
    if expect and expect[0] == revision.number and expect[1] != revision.digest:
        return Fault(revision.number, FaultKind.CHAIN, "its digest is not the one expected")
    return None


def doubly_open_entity(run: Verification, row_events: Sequence[RowEvent]) -> str:
    """An entity of which the tables open a version while another is open; or ""."""
    run.open_ids -= {row.entity_id for row, is_closed in row_events if is_closed}
    for row, is_closed in row_events:
        if not is_closed:
            if row.entity_id in run.open_ids:
                return row.label
            run.open_ids.add(row.entity_id)
    return ""


def mismatched_entity(run: Verification) -> str:
    """An entity whose own row is not as its first line says; or ""."""
    for entity in run.replay.new_entities:
        if run.entities.pop(entity.id, None) != (
            entity.uid.hex,
            entity.kind,
            entity.parent_id,
            entity.root_id,
        ):
            return f"{entity.kind} {entity.id}"
    return ""


def unknown_account(run: Verification, revision: Revision) -> str:
    """Who made a revision, if the record does not tell of them; or ""."""
    account_id = revision.account_id
    return "" if run.account_check.knows(account_id) else f"account {account_id}, who made it"


def mismatched_heading(revision: Revision, line: Line) -> str:
    """What a revision says of itself when its line 0 says something else; or ""."""
    with parse_stored():
        stored_heading = upcast(line.text)
    is_same = stored_heading == upcast(heading_line(revision))
    return "" if is_same else "its intent, its comment, its form, or what it undoes"


def leftover_fault(run: Verification) -> Fault | None:
    """A fault when tables know of revisions or entities that the record does not."""
    stray_revisions = select(Revision.number).where(Revision.number < 1)
    stray_lines = select(Line.revision).where(~col(Line.revision).between(1, run.number - 1))
    for number in (*run.session.exec(stray_revisions), *run.session.exec(stray_lines)):
        return Fault(number, FaultKind.CHAIN, "it is not part of the chain")
    for kind in kinds():
        bounds = (col(kind.since), col(kind.until))
        outside = select(kind).where(or_(*(~b.between(1, run.number - 1) for b in bounds)))
        if row := run.session.exec(outside.limit(1), execution_options=ALL_VERSIONS).first():
            return Fault(run.number, FaultKind.ROWS, row.label)
    for kind in kinds():  # a number between two revisions belongs to neither
        row_counts = select(func.count(), func.count(col(kind.until))).select_from(kind)
        replayed_counts = (run.opening_counts[kind.noun()], run.ending_counts[kind.noun()])
        if run.session.exec(row_counts, execution_options=ALL_VERSIONS).one() != replayed_counts:
            return Fault(run.number, FaultKind.ROWS, f"a {kind.noun()} of no revision")
    if run.session.exec(select(func.count()).select_from(Line)).one() != run.line_count:
        return Fault(run.number, FaultKind.CHAIN, "a line that is of no revision")
    if run.entities:
        return Fault(run.number, FaultKind.ROWS, f"entity {min(run.entities)}")
    return None


def successor_fault(run: Verification) -> Fault | None:
    """A fault when the table of successors says something else than the record; None if not."""
    rows, replayed_rows = set(load_successors(run.session)), set(run.replay.successors.values())
    differing_rows = rows ^ replayed_rows
    if not differing_rows:
        return None
    row = min(differing_rows, key=lambda row: (row.since, row.entity_id))
    return Fault(row.since, FaultKind.ROWS, f"what entity {row.entity_id} was merged into")
