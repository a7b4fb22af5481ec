"""The lists that can be had as files: what each takes, and which rows it has, in which order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.exports.files.actor_tables import ACTORS
from app.exports.files.entry_tables import ENTRY_TABLES
from app.exports.files.log_tables import REVISION, TIMELINE
from app.exports.files.pledge_tables import PLEDGE
from app.exports.files.source_tables import PASSAGE, SOURCE
from app.exports.files.table import AnyTable
from app.exports.files.tables import TABLES
from app.forms.entry_parameters import entry_parameters
from app.forms.list_query import ListQuery, Parameter, is_thing_number
from app.forms.pledge_parameters import pledge_parameters
from app.forms.revision_parameters import revision_parameters
from app.models import Assessment, Check, Circumstance, Event, Link, Stance, Versioned
from app.models.actor_names import ActorNames
from app.models.kinds import BY_MODEL
from app.queries import export_ids, passages, revision_log

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
        actors: Their names.
        editors: The handles of those who have edited.
    """

    actors: ActorNames
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
    """() for a list that is always shown whole."""
    return ()


def parameters_of_pledges(names: KnownNames) -> tuple[Parameter, ...]:
    """Filters and order of `/pledges`."""
    return pledge_parameters(names.actors)


def parameters_of_log(names: KnownNames) -> tuple[Parameter, ...]:
    """What the log takes, and where to begin."""
    return (
        *revision_parameters(names.editors, names.actors, revision_log.KINDS),
        BEFORE_PARAMETER,
    )


def parameters_of_entries(list_name: str) -> Parameters:
    """What a list of entries takes, by what is on record."""

    def parameters(names: KnownNames) -> tuple[Parameter, ...]:
        return entry_parameters(list_name, names.actors)

    return parameters


def pledge_ids(session: Session, day: date, question: ListQuery) -> list[int]:
    """The pledges that match, in the order asked for."""
    return export_ids.pledge_ids(session, day, question.words)


def country_ids(session: Session, _day: date, _question: ListQuery) -> list[int]:
    """All countries on record, by name."""
    return export_ids.actor_ids(session, countries=True)


def group_ids(session: Session, _day: date, _question: ListQuery) -> list[int]:
    """The coalition, organisations and other groups, by name."""
    return export_ids.actor_ids(session, countries=False)


def link_ids(session: Session, day: date, _question: ListQuery) -> list[int]:
    """All links; they have no date and no filters."""
    return export_ids.entry_ids(session, day, Link, {}, backwards=False)


def source_ids(session: Session, _day: date, _question: ListQuery) -> list[int]:
    """All sources, the newest first."""
    return export_ids.source_ids(session)


def passage_ids(session: Session, _day: date, question: ListQuery) -> list[int]:
    """The passages that match: of the newest source first, by their places in it."""
    return passages.passage_ids(session, question.words)


def timeline_ids(session: Session, day: date, question: ListQuery) -> list[int]:
    """What is dated, as asked for; the oldest first unless asked otherwise."""
    backwards = question.word_for("sort", "date") == NEWEST_FIRST
    return export_ids.timeline_ids(session, day, question.words, backwards=backwards)


def revision_ids(session: Session, _day: date, question: ListQuery) -> list[int]:
    """The numbers of the revisions asked for."""
    before = question.word_for("before").removeprefix("r")
    return export_ids.revision_numbers(session, question.words, int(before) if before else None)


def kind_listing(kind: type[Versioned]) -> Listing:
    """The list of a kind beside the pledges, the newest first unless asked otherwise."""
    name = BY_MODEL[kind].plural

    def entry_ids(session: Session, day: date, question: ListQuery) -> list[int]:
        backwards = question.word_for("sort", NEWEST_FIRST) == NEWEST_FIRST
        return export_ids.entry_ids(session, day, kind, question.words, backwards=backwards)

    return Listing(name, TABLES[name], parameters_of_entries(name), entry_ids)


ALL_LISTS = (
    Listing("countries", ACTORS, no_parameters, country_ids),
    Listing("groups", ACTORS, no_parameters, group_ids),
    Listing("pledges", PLEDGE, parameters_of_pledges, pledge_ids),
    kind_listing(Stance),
    kind_listing(Assessment),
    kind_listing(Event),
    kind_listing(Circumstance),
    kind_listing(Check),
    Listing("links", ENTRY_TABLES[Link], no_parameters, link_ids, has_page=False),
    Listing("sources", SOURCE, no_parameters, source_ids),
    Listing("passages", PASSAGE, parameters_of_entries("passages"), passage_ids),
    Listing("timeline", TIMELINE, parameters_of_entries("timeline"), timeline_ids),
    Listing("revisions", REVISION, parameters_of_log, revision_ids),
)
LISTS: dict[str, Listing] = {listing.name: listing for listing in ALL_LISTS}
