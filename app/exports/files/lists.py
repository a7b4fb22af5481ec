"""The lists that can be had as files: what each takes, and which rows it has, in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from app.exports.files.table import AnyTable
from app.exports.files.tables import TABLES
from app.forms import entry_parameters as of_records
from app.forms import pledge_parameters as of_pledges
from app.forms import revision_parameters as of_revisions
from app.forms.list_query import ListQuery, Parameter, is_thing_number
from app.models import Assessment, Check, Circumstance, Event, Link, Stance
from app.queries import export_ids, revision_log
from app.queries import sources as of_sources

Ids = Callable[[Session, date, ListQuery], list[int]]
NEWEST_FIRST = "-date"
BEFORE_PARAMETER = Parameter(
    "before",
    "Before",
    "A revision, as in r12: only what came before it.",
    {},
    is_repeatable=False,
    accepts_other=lambda word: is_thing_number(word.removeprefix("r")),
)


@dataclass(frozen=True)
class KnownNames:
    """What is on record, for the parameters that take a name of it.

    Attributes:
        actors: Their names, by code.
        editors: The handles of those who have edited.
    """

    actors: Mapping[str, str]
    editors: Sequence[str] = ()


Parameters = Callable[[KnownNames], tuple[Parameter, ...]]


@dataclass(frozen=True)
class Listing:
    """A list.

    Attributes:
        name: As it stands in its address.
        parameters: What it takes, by what is on record.
        ids: The ids of what it shows, on all pages.
        has_page: Whether there is a page that shows the same.
    """

    name: str
    table: AnyTable
    parameters: Parameters
    ids: Ids
    has_page: bool = True


def no_parameters(_names: KnownNames) -> tuple[Parameter, ...]:
    """No parameters."""
    return ()


def kind_listing(kind: Any, default: str) -> Listing:  # noqa: ANN401
    """The list of a kind beside the pledges, whose order is `default` unless asked for."""
    name = f"{kind.noun()}s"

    def ids(session: Session, day: date, question: ListQuery) -> list[int]:
        backwards = question.word_for("sort", default) == NEWEST_FIRST
        return export_ids.entry_ids(session, day, kind, question.words, backwards=backwards)

    return Listing(
        name, TABLES[name], lambda known: of_records.entry_parameters(name, known.actors), ids
    )


def revision_ids(session: Session, _day: date, question: ListQuery) -> list[int]:
    """The numbers of the revisions asked for."""
    before = question.word_for("before").removeprefix("r")
    return export_ids.revision_numbers(session, question.words, int(before) if before else None)


def log_parameters(names: KnownNames) -> tuple[Parameter, ...]:
    """What the log takes, and where to begin."""
    return (
        *of_revisions.revision_parameters(names.editors, names.actors, revision_log.KINDS),
        BEFORE_PARAMETER,
    )


def actor_listing(name: str) -> Listing:
    """The list of the countries, or of the groups."""
    return Listing(
        name,
        TABLES["actors"],
        no_parameters,
        lambda session, _day, _asked: export_ids.actor_ids(session, countries=name == "countries"),
    )


LISTS: dict[str, Listing] = {
    listing.name: listing
    for listing in (
        actor_listing("countries"),
        actor_listing("groups"),
        Listing(
            "pledges",
            TABLES["pledges"],
            lambda known: of_pledges.pledge_parameters(known.actors),
            lambda session, day, asked: export_ids.pledge_ids(session, day, asked.words),
        ),
        kind_listing(Stance, NEWEST_FIRST),
        kind_listing(Assessment, NEWEST_FIRST),
        kind_listing(Event, NEWEST_FIRST),
        kind_listing(Circumstance, NEWEST_FIRST),
        kind_listing(Check, NEWEST_FIRST),
        Listing(
            "links",
            TABLES["links"],
            no_parameters,
            lambda session, day, _: export_ids.entry_ids(session, day, Link, {}, backwards=False),
            has_page=False,
        ),
        Listing(
            "sources",
            TABLES["sources"],
            no_parameters,
            lambda session, _day, _asked: export_ids.source_ids(session),
        ),
        Listing(
            "citations",
            TABLES["citations"],
            lambda known: of_records.entry_parameters("citations", known.actors),
            lambda session, _day, asked: of_sources.citation_ids(session, asked.words),
        ),
        Listing(
            "timeline",
            TABLES["timeline"],
            lambda known: of_records.entry_parameters("timeline", known.actors),
            lambda session, day, asked: export_ids.timeline_ids(
                session, day, asked.words, backwards=asked.word_for("sort", "date") == NEWEST_FIRST
            ),
        ),
        Listing("revisions", TABLES["revisions"], log_parameters, revision_ids),
    )
}
