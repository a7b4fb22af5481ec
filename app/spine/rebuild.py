"""Making the tables again from the record."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Engine, Integer, and_, bindparam, delete, update
from sqlmodel import Session, SQLModel

from app.spine import lookups, register_reader
from app.spine.account_record import AccountLine, AccountState, placeholder, state_row
from app.spine.chain_check import first_chain_fault
from app.spine.columns import table_of
from app.spine.derived import rebuild_derived
from app.spine.refusals import Refused
from app.spine.replay import Replay, ReplayedEvent
from app.spine.revision import Account, fold_handle
from app.spine.stored_bytes import UnreadableBytes
from app.spine.successor import Successor
from app.spine.version_writer import insert_rows
from app.spine.versioned import Entity, Facts, Versioned, kinds
from app.spine.write_queue import writing_session

ColumnsByKind = dict[type[Versioned], dict[tuple[int, int], Facts]]
DERIVED: tuple[type[SQLModel], ...] = (Successor, Entity, AccountState)  # beside the versions
BOUND_NAMES = ("its_entity", "its_since", "its_until")  # no names of columns


def rebuild_tables(engine: Engine, progress: Callable[[int], None] = lambda _: None) -> int:
    """Every versioned row and entity is what the lines say, whatever it was before.

    Args:
        engine: Where the register is.
        progress: Called with the number of each revision once it is replayed.

    Returns:
        How many versions there are.

    Raises:
        Refused: When the record is what is damaged; then nothing is changed.
    """
    with writing_session(engine, without_timeout=True) as session:
        if fault := first_chain_fault(session):
            raise Refused(f"The record itself is damaged, and nothing was changed: {fault}")
        tables = [*map(table_of, kinds()), *map(table_of, DERIVED)]
        for table in tables:
            session.connection().execute(delete(table))
        try:
            count = replay_lines(session, progress)
        except UnreadableBytes as error:
            raise Refused(f"The record can't be read, and nothing was changed: {error}") from None
        register = lookups.register(session)
        register.generation = (register.generation or 0) + 1
        return count


def replay_lines(session: Session, progress: Callable[[int], None]) -> int:
    """Play all lines, and store what they tell; how many versions that is."""
    replay, count = Replay(), 0
    accounts: dict[int, AccountLine] = {}
    last, first = lookups.last_revision(session), 1
    while last is not None and first <= last.number:
        end = register_reader.find_batch_end(session, first)
        batch = TableBatch()
        for number, lines in register_reader.load_lines(session, first, end).items():
            batch.add(number, replay.play(number, lines))
            batch.new_entities += [entity._asdict() for entity in replay.new_entities]
            batch.add_account_states(number, replay.account_lines)
            accounts |= {line.id: line for line in replay.account_lines}
            add_missing_accounts(session, replay.account_lines)
            progress(number)
        session.expunge_all()
        first = end
        count += batch.write(session)
    insert_rows(session, Successor, [row._asdict() for row in replay.successors.values()])
    restore_accounts(session, accounts)
    rebuild_derived(session)
    return count


def add_missing_accounts(session: Session, lines: Iterable[AccountLine]) -> None:
    """Make the accounts of these lines that are gone, without a handle of their own."""
    for line in lines:
        if session.get(Account, line.id) is None:
            handle = placeholder(line.id, is_erased=line.content.seal is None)
            account = Account(
                id=line.id,
                uid=line.uid,
                handle=handle,
                called=fold_handle(handle),
                role=line.content.role,
            )
            session.add(account)
            session.flush()


def restore_accounts(session: Session, lines: Mapping[int, AccountLine]) -> None:
    """Let accounts be what the record says last of them, by id, whatever they were.

    What is unique among them is taken away first, as two may have each other's.
    """
    for account_id in lines:
        account = session.get_one(Account, account_id)
        account.uid, account.called = uuid4(), uuid4().hex
    session.flush()
    for line in lines.values():
        restore_account(session, line)


def restore_account(session: Session, line: AccountLine) -> None:
    """Let an account be what the record says last, and be called what its handle says."""
    account = session.get_one(Account, line.id)
    account.uid, account.role = line.uid, line.content.role
    since = account.disabled_at or datetime.now(UTC)
    account.disabled_at = since if line.content.disabled else None
    if account.salt is None:
        account.handle = placeholder(account.id, is_erased=line.content.seal is None)
    account.called = fold_handle(account.handle)
    session.flush()


class TableBatch:
    """What some revisions did to the tables.

    Attributes:
        new_entities: The columns of the entities that they were the first to name.
        new_account_states: The columns of what they say of accounts.
        new_versions: The columns of the versions that they opened, by kind, entity and revision.
        closing_bounds: The bounds of versions of earlier batches that they closed, by kind.
    """

    def __init__(self) -> None:
        self.new_entities: list[Facts] = []
        self.new_account_states: list[Facts] = []
        self.new_versions: ColumnsByKind = defaultdict(dict)
        self.closing_bounds: dict[type[Versioned], list[dict[str, int]]] = defaultdict(list)

    def add(self, number: int, events: list[ReplayedEvent]) -> None:
        """Take in what a revision did."""
        for version, is_closed in events:
            key = (version.entity.id, version.since)
            kind_rows = self.new_versions[version.kind]
            if not is_closed:
                columns = version.kind.columns(version.entity, number, version.facts)
                kind_rows[key] = columns | {"until": None}
            elif key in kind_rows:
                kind_rows[key]["until"] = number
            else:
                bounds = dict(zip(BOUND_NAMES, (*key, number), strict=True))
                self.closing_bounds[version.kind].append(bounds)

    def add_account_states(self, number: int, lines: Iterable[AccountLine]) -> None:
        """Take in what a revision says of accounts."""
        for line in lines:
            self.new_account_states.append(state_row(line.id, number, line.content))

    def write(self, session: Session) -> int:
        """Write it, closings before openings; how many versions were opened."""
        insert_rows(session, AccountState, self.new_account_states)
        insert_rows(session, Entity, self.new_entities)
        for kind, bounds in self.closing_bounds.items():
            table = table_of(kind)
            entity_id, since, until = (bindparam(name, type_=Integer()) for name in BOUND_NAMES)
            is_version = and_(table.c.entity_id == entity_id, table.c.since == since)
            statement = update(table).where(is_version).values(until=until)
            session.connection().execute(statement, bounds)
        for kind, rows in self.new_versions.items():
            insert_rows(session, kind, list(rows.values()))
        return sum(map(len, self.new_versions.values()))
