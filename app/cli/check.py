"""`commitments check`: whether all is well, in a line for each part."""

from collections.abc import Iterator
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from app.cli import findings
from app.cli.findings import Finding, Grade
from app.cli.links import MAX_SECONDS, ask_links
from app.cli.register import database_sentence, load_settings, open_register
from app.queries.sources import addresses
from app.settings import Settings
from app.spine.moment import reading_session

EXIT_CODES = {Grade.FAULT: 3, Grade.FAILURE: 1, Grade.ATTENTION: 4, Grade.GOOD: 0}
MAX_LINKS = 1000  # addresses in one run


def check(
    *,
    links: Annotated[
        bool, typer.Option("--links", help="Ask the sources' addresses instead, by hand.")
    ] = False,
    first: Annotated[int, typer.Option("--from", help="With --links: the first source.")] = 1,
    private: Annotated[
        bool, typer.Option("--private", help="With --links: also inside of this network.")
    ] = False,
) -> None:
    """Tell whether all is well: settings, disk, clock, schema, the end of the record.

    Exit codes: 0 all is well, 4 somebody should look, 1 something fails, 3 the record is damaged.
    """
    settings = load_settings("FAIL  settings: ")
    if links:
        raise typer.Exit(check_links(first, private=private))
    worst = Grade.GOOD
    for finding in register_findings(settings):
        typer.echo(f"{finding.grade:5} {finding.part}: {finding.sentence}")
        worst = min(worst, finding.grade, key=list(EXIT_CODES).index)
    raise typer.Exit(EXIT_CODES[worst])


def register_findings(settings: Settings) -> Iterator[Finding]:
    """All there is to say of a register; nothing further of a database that does not answer."""
    yield from findings.settings_findings(settings)
    with open_register(must_be_current=False, make_folder=False) as engine:
        for what, folder in findings.disk_folders(settings).items():
            yield findings.disk_finding(what, folder)
        finding = findings.schema_finding(engine)
        yield finding
        if finding.grade is Grade.GOOD:
            yield findings.writing_finding(engine)
            try:
                with reading_session(engine) as session:
                    yield findings.clock_finding(session, engine)
                    yield findings.record_finding(session)
            except SQLAlchemyError as error:
                yield Finding("database", Grade.FAILURE, database_sentence(error))


def check_links(first: int, *, private: bool) -> int:
    """Print which sources' addresses do not answer; the exit code."""
    with open_register() as engine, reading_session(engine) as session:
        rows = addresses(session, first, MAX_LINKS + 1)
    chosen, dead_count, answer_count, private_count = rows[:MAX_LINKS], 0, 0, 0
    for answer in ask_links(chosen, private=private, seconds=MAX_SECONDS):
        answer_count += 1
        private_count += not answer.is_asked
        if answer.problem:
            dead_count += answer.is_asked
            problem, address = map(printable, (answer.problem, answer.address))
            typer.echo(f"look  source {answer.source_id}: {problem}: {address}")
    typer.echo(f"{answer_count - private_count} addresses asked, {dead_count} do not answer.")
    if private_count:
        typer.echo(f"{private_count} were not asked: they are inside of this network.")
    if missing := len(chosen) - answer_count:
        typer.echo(f"{missing} were not asked: the time was up.")
    if len(rows) > MAX_LINKS:
        typer.echo(
            f"There are more. Go on with: commitments check --links --from {rows[MAX_LINKS][0]}"
        )
    return EXIT_CODES[Grade.ATTENTION if dead_count or private_count or missing else Grade.GOOD]


def printable(text: str) -> str:
    """A text without what would steer a terminal."""
    return "".join(each if each.isprintable() else "�" for each in text)
