"""What the register is told of this machine's clock."""

import re
from typing import Annotated

import typer
from sqlalchemy import Engine

from app.cli.register import CommandFailure, open_register
from app.spine import lookups
from app.spine.clock_watch import TOLERANCE, clock_of, doubt
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from app.spine.revision import Revision
from app.spine.write_queue import writing_session

clock = typer.Typer(help="What to do about a clock that was, or is, wrong.", no_args_is_help=True)


@clock.callback()
def choose() -> None:
    """What to do about a clock that was, or is, wrong."""


@clock.command()
def accept(
    revision: Annotated[str, typer.Argument(help="The last revision, like r12; r0 for none.")],
) -> None:
    """Say that the clock is right now, and go on after the last revision, whatever its date.

    If its date is yet to come, later revisions take that instant plus a microsecond each, until
    the clock catches up. Nothing that was recorded is changed.
    """
    match = re.fullmatch(r"r?([0-9]{1,9})", revision)
    if not match:
        raise CommandFailure("Name the last revision, like r12.", 2)
    with open_register() as engine:
        last = accept_revision(engine, int(match[1]))
        typer.echo(describe_acceptance(engine, last))


def accept_revision(engine: Engine, number: int) -> Revision | None:
    """Note that the last revision is accepted; it is returned, None before r1.

    Raises:
        Refused: When it is another one.
    """
    with writing_session(engine) as session:
        last = lookups.last_revision(session)
        if number != (last.number if last else 0):
            raise Refused(f"The last revision is r{last.number if last else 0}. Accept that one.")
        lookups.register(session).accepted = number
        return last


def describe_acceptance(engine: Engine, last: Revision | None) -> str:
    """What follows from it, in sentences."""
    now = clock_of(engine).wall()
    if last is None or last.made_at - now <= TOLERANCE:
        return f"Accepted: the clock is taken to be right, {now:%Y-%m-%d %H:%M} UTC."
    day = f"{last.made_at:%Y-%m-%d}"
    return (
        f"Accepted: r{last.number} stays dated {last.made_at:%Y-%m-%d %H:%M} UTC. Later revisions "
        f"take that instant plus a microsecond each until the clock has caught up. Until then "
        f"as_of with a day or time shows the register before the first revision so dated, and from "
        f"{day} on, as_of={day} shows all of them together; as_of=r{last.number} and every other "
        "number shows what it always did."
    )


def check_clock(engine: Engine) -> None:
    """Make sure, at the start, that the clock can be right.

    Raises:
        Refused: When it can't.
    """
    with reading_session(engine) as session:
        if sentence := doubt(session, clock_of(engine), lookups.last_revision(session)):
            raise Refused(sentence)
