"""`commitments export` and `commitments load`: the register as files, with its history."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.cli.register import Sorry, progress, register
from app.exports.export import export as write
from app.exports.load import load as read
from app.spine import clock


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an empty one.")],
    as_of: Annotated[str, typer.Option(help="As it was: a revision like r12, or a date.")] = "",
) -> None:
    """Write the register with its history to text files that anyone can check; no passwords."""
    asked = moment(as_of)
    with register() as engine:
        head = write(engine, folder, asked, progress)
    typer.echo(f"Exported r1 to {head.partition(':')[0]} to {folder}. Note down: {head}")


def moment(text: str) -> int | datetime | None:
    """The moment that somebody asked for; None for now.

    Raises:
        Sorry: When it is none.
    """
    try:
        return clock.as_of(text, datetime.now(UTC)) if text else None
    except ValueError as refusal:
        raise Sorry(str(refusal), 2) from None


def load(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An export.")],
) -> None:
    """Fill an empty register with an export, its history too, and verify it; or change nothing."""
    with register() as engine:
        head = read(engine, folder, datetime.now(UTC), progress)
    typer.echo(f"Loaded and verified r1 to {head.partition(':')[0]}. Note down: {head}")
    typer.echo("All accounts are disabled and have no password. See: commitments user list")
