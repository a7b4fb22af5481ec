"""The lists that can be had as files: what each takes, and which rows it has, in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from app.exports.tables import TABLES, Table
from app.forms import pledges as of_pledges
from app.forms import records as of_records
from app.forms import revisions as of_revisions
from app.forms.asking import Asking, Parameter, number
from app.models import Assessment, Check, Circumstance, Event, Link, Stance
from app.queries import keys, log
from app.queries import sources as of_sources

Ids = Callable[[Session, date, Asking], list[int]]
NEWEST_FIRST = "-date"
BEFORE = Parameter(
    "before",
    "Before",
    "A revision, as in r12: only what came before it.",
    {},
    several=False,
    otherwise=lambda word: number(word.removeprefix("r")),
)


@dataclass(frozen=True)
class Known:
    """What is on record, for the parameters that take a name of it.

    Attributes:
        actors: Their names, by code.
        editors: The handles of those who have edited.
    """

    actors: Mapping[str, str]
    editors: Sequence[str] = ()


Parameters = Callable[[Known], tuple[Parameter, ...]]


@dataclass(frozen=True)
class Listing:
    """A list.

    Attributes:
        name: As it stands in its address.
        parameters: What it takes, by what is on record.
        ids: The ids of what it shows, on all pages.
        paged: Whether there is a page that shows the same.
    """

    name: str
    table: Table
    parameters: Parameters
    ids: Ids
    paged: bool = True


def nothing(_known: Known) -> tuple[Parameter, ...]:
    """No parameters."""
    return ()


def of_kind(kind: Any, default: str) -> Listing:  # noqa: ANN401
    """The list of a kind beside the pledges, whose order is `default` unless asked for."""
    name = f"{kind.noun()}s"

    def ids(session: Session, day: date, asked: Asking) -> list[int]:
        backwards = asked.one("sort", default) == NEWEST_FIRST
        return keys.records(session, day, kind, asked.words, backwards=backwards)

    return Listing(name, TABLES[name], lambda known: of_records.parameters(name, known.actors), ids)


def revisions(session: Session, _day: date, asked: Asking) -> list[int]:
    """The numbers of the revisions asked for."""
    before = asked.one("before").removeprefix("r")
    return keys.revisions(session, asked.words, int(before) if before else None)


def of_the_log(known: Known) -> tuple[Parameter, ...]:
    """What the log takes, and where to begin."""
    return (*of_revisions.parameters(known.editors, known.actors, log.KINDS), BEFORE)


def actors(name: str) -> Listing:
    """The list of the countries, or of the groups."""
    return Listing(
        name,
        TABLES["actors"],
        nothing,
        lambda session, _day, _asked: keys.actors(session, countries=name == "countries"),
    )


LISTS: dict[str, Listing] = {
    listing.name: listing
    for listing in (
        actors("countries"),
        actors("groups"),
        Listing(
            "pledges",
            TABLES["pledges"],
            lambda known: of_pledges.parameters(known.actors),
            lambda session, day, asked: keys.pledges(session, day, asked.words),
        ),
        of_kind(Stance, NEWEST_FIRST),
        of_kind(Assessment, NEWEST_FIRST),
        of_kind(Event, NEWEST_FIRST),
        of_kind(Circumstance, NEWEST_FIRST),
        of_kind(Check, NEWEST_FIRST),
        Listing(
            "links",
            TABLES["links"],
            nothing,
            lambda session, day, _: keys.records(session, day, Link, {}, backwards=False),
            paged=False,
        ),
        Listing(
            "sources",
            TABLES["sources"],
            nothing,
            lambda session, _day, _asked: keys.sources(session),
        ),
        Listing(
            "citations",
            TABLES["citations"],
            lambda known: of_records.parameters("citations", known.actors),
            lambda session, _day, asked: of_sources.asked(session, asked.words),
        ),
        Listing(
            "timeline",
            TABLES["timeline"],
            lambda known: of_records.parameters("timeline", known.actors),
            lambda session, day, asked: keys.dated(
                session, day, asked.words, backwards=asked.one("sort", "date") == NEWEST_FIRST
            ),
        ),
        Listing("revisions", TABLES["revisions"], of_the_log, revisions),
    )
}
