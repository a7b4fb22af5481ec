"""The command that fills an empty register with example data."""

from typing import Annotated

import typer

from app.cli.register import open_register, progress_bar
from app.edits.example_register import ExampleSize, fill_with_examples


def demo(
    pledges: Annotated[int, typer.Option(help="How many pledges.", min=1, max=100_000)] = 300,
    revisions: Annotated[
        int, typer.Option(help="How many revisions in all; 0 for ten times the pledges.", min=0)
    ] = 0,
    number: Annotated[
        int, typer.Option("--seed", help="The same number gives the same register again.", min=0)
    ] = 1,
) -> None:
    """Fill an empty register with made-up data, marked as such on each page and in each file."""
    least = ExampleSize(pledges, 0).least
    size = ExampleSize(pledges, revisions or max(10 * pledges, least), number)
    with open_register() as engine, progress_bar("Writing", size.revisions) as advance:
        head = fill_with_examples(engine, size, advance)
    typer.echo(f"Made {pledges} example pledges in {size.revisions} revisions. Note down: {head}")
