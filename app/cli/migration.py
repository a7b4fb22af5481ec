"""Bringing a register to this program's version: its tables, and what follows from the record."""

import typer
from sqlalchemy import Engine

from app.cli.register import open_register, progress_bar
from app.spine import schema
from app.spine.derived import outdated_derivations, remake_tables
from app.spine.derived_table import Derivation, table_name
from app.spine.lookups import last_revision
from app.spine.moment import reading_session
from app.spine.write_queue import writing_session


def migrate() -> None:
    """Set up the register's tables, or bring them to this version. Nothing recorded is changed.

    What is worked out from the record by a rule that is new is worked out again.
    """
    with open_register(must_be_current=False) as engine:
        has_changed = schema.migrate(engine)
        typer.echo("The tables are set up." if has_changed else "The tables are up to date.")
        with reading_session(engine) as session:
            outdated = outdated_derivations(session)
            is_empty = last_revision(session) is None
        for derivation in outdated:
            remake_table(engine, derivation)
            if not is_empty:
                typer.echo(
                    f"Worked out again by version {derivation.version} of its rule: "
                    f"{table_name(derivation.table)}."
                )


def remake_table(engine: Engine, derivation: Derivation) -> None:
    """Make one derived table again, with a progress bar."""
    with (
        progress_bar(f"Working out {table_name(derivation.table)}") as advance,
        writing_session(engine, without_timeout=True) as session,
    ):
        remake_tables(session, [derivation], lambda _, count, __: advance(count))
