"""Changing a register behind its back, in a transaction that is never committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from sqlalchemy import Connection, Engine, text
from sqlmodel import Session, func, select

from app.spine.fault import Fault
from app.spine.record_check import record_fault
from app.spine.revision import Account, Line, Revision
from app.spine.versioned import kinds

# So that rows may come and go although others point at them.
DEFER_FOREIGN_KEYS = {
    "sqlite": "PRAGMA defer_foreign_keys=ON",
    "postgresql": "SET LOCAL session_replication_role = replica",
}


@contextmanager
def tamper_with(engine: Engine, *statements: str) -> Iterator[Connection]:
    """A register after these statements, with no unique index to keep them from it."""
    with engine.connect() as connection:
        try:
            connection.execute(text(DEFER_FOREIGN_KEYS[engine.dialect.name]))
            for index in (i for kind in kinds() for i in kind.__table__.indexes if i.unique):
                connection.execute(text(f"DROP INDEX {index.name}"))
            for statement in statements:
                assert connection.execute(text(statement)).rowcount != 0, "It changed nothing."
            yield connection
        finally:
            connection.rollback()


def verify_connection(
    connection: Connection, expect: tuple[int, str] | None = None
) -> Fault | None:
    with Session(connection) as session:
        return record_fault(session, expect)


def find_fault(engine: Engine, *statements: str) -> tuple[int, str] | None:
    """The revision and the check that `verify` names after these statements."""
    with tamper_with(engine, *statements) as connection:
        fault = verify_connection(connection)
    return fault and (fault.number, str(fault.kind))


def copy_row_sql(kind: str, where: str, **columns: str) -> str:
    """SQL for one more row of a kind: like another one, but for some columns."""
    table = next(each.__table__ for each in kinds() if each.noun() == kind)
    names = [f'"{column.name}"' for column in table.columns]
    values = [columns.get(column.name, f'"{column.name}"') for column in table.columns]
    picked = f'SELECT {", ".join(values)} FROM "{kind}" WHERE {where}'
    return f'INSERT INTO "{kind}" ({", ".join(names)}) {picked}'


def forge_revision(connection: Connection, *lines: str) -> None:
    """One more revision with these lines after line 0, sealed as design.md says and not by us."""
    with Session(connection) as session:
        last = session.get(Revision, session.exec(select(func.max(Revision.number))).one())
        texts = ('{"format":"1","intent":"records"}', *lines)
        hashes = [sha256_of(line) for line in texts]
        body = sha256_of("".join(f"{each}\n" for each in hashes))
        made_at = f"{last.made_at:%Y-%m-%dT%H:%M:%S.%f}Z"
        account = session.get(Account, last.account_id)
        five = f"{last.digest}\n{last.number + 1}\n{made_at}\n{account.uid}\n{body}\n"
        own = {"number": last.number + 1, "body": body, "digest": sha256_of(five)}
        session.add(Revision(**last.model_dump() | {"intent": "records", "comment": ""} | own))
        session.flush()
        for position, line in enumerate(texts):
            told = {"position": position, "text": line, "sha256": hashes[position]}
            session.add(Line(revision=last.number + 1, **told))
        session.commit()


def sha256_of(text: str) -> str:
    """What sha256sum prints for a text."""
    return sha256(text.encode()).hexdigest()
