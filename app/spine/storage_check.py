"""Whether the database finds its own file sound."""

from sqlalchemy import Connection

from app.spine.fault import Fault, FaultKind


def storage_fault(connection: Connection) -> Fault | None:
    """What SQLite finds wrong with its pages, indexes and keys; None for nothing.

    PostgreSQL has no such check for whoever only reads: it tells when it meets damage.
    """
    if connection.dialect.name != "sqlite":
        return None
    sentence = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    if sentence != "ok":
        return Fault(None, FaultKind.STORAGE, " ".join(str(sentence).split()))
    if row := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        where = f"row {row[1]} of {row[0]} points at no {row[2]}"
        return Fault(None, FaultKind.STORAGE, where)
    return None
