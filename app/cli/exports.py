"""`commitments export` and `commitments load`: the register as files, with its history."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.cli.register import CommandFailure, open_register, progress_bar
from app.exports.archive.export import export_register
from app.exports.archive.load import load_register
from app.spine import clock


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or an empty one.")],
    as_of: Annotated[str, typer.Option(help="As it was: a revision like r12, or a date.")] = "",
) -> None:
    """Write the register with its history to text files that anyone can check; no passwords."""
    moment = parse_moment(as_of)
    with open_register() as engine:
        head = export_register(engine, folder, moment, progress_bar)
    typer.echo(f"Exported r1 to {head.partition(':')[0]} to {folder}. Note down: {head}")


def parse_moment(text: str) -> int | datetime | None:
    """The revision number or the instant that `--as-of` names; None for now.

    Raises:
        CommandFailure: When the text names no moment, or one to come.
    """
    try:
        return clock.parse_as_of(text, datetime.now(UTC)) if text else None
    except ValueError as refusal:
        raise CommandFailure(str(refusal), 2) from None


def load(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An export.")],
) -> None:
    """Fill an empty register with an export, its history too, and verify it; or change nothing."""
    with open_register() as engine:
        head = load_register(engine, folder, progress_bar)
    typer.echo(f"Loaded and verified r1 to {head.partition(':')[0]}. Note down: {head}")
    typer.echo("No account has a handle or a password.")
    typer.echo("See: commitments user list, then user name and user reset")
