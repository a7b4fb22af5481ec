"""The ids of what a list shows, on all its pages, in its order: what a file is then read by."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from app.models import (
    Account,
    Actor,
    Assessment,
    Check,
    Citation,
    Entity,
    Passage,
    Pledge,
    Revision,
    Source,
    Versioned,
)
from app.models.vocabulary import ActorKind, AssessmentKind, Topic
from app.queries import filters, pledge_filters, revision_log, timeline
from app.queries.actors import ACTOR_ORDER
from app.queries.pledge_states import pledge_states
from app.queries.pledges import pledge_order, vocabulary_rank
from app.queries.register import load_revisions
from app.queries.result_rows import fetch_rows
from app.queries.row_dates import FIRST, entry_days
from app.spine.moment import ALL_VERSIONS
from app.spine.revision import Line

Words = filters.Words
T = TypeVar("T")
V = TypeVar("V", bound=Versioned)


def pledge_ids(session: Session, day: date, words: Words) -> list[int]:
    """The ids of the pledges that the words ask for, in the order of their list."""
    state_rows = pledge_states(day)
    rows = pledge_filters.join_pledges(state_rows, state_rows.c.pledge_id).where(
        *pledge_filters.pledge_conditions(state_rows, words)
    )
    return first_column(session, rows.order_by(*pledge_order(state_rows, words)))


def entry_ids(
    session: Session,
    day: date,
    kind: type[Versioned],
    words: Words,
    *,
    backwards: bool,
) -> list[int]:
    """The ids of the entries of a kind that the words ask for, by date; assessments by kind first.

    Checks of one day are in the order of actor and topic.
    """
    rows = entry_days(
        kind, day, select(col(kind.entity_id)).where(*filters.filter_conditions(kind, words))
    )
    last = func.coalesce(rows.c.latest, FIRST)
    order_columns: list[ColumnElement[Any]] = [
        last,
        func.coalesce(rows.c.earliest, FIRST),
        rows.c.entity_id,
    ]
    query: Select[int] = select(rows.c.entity_id).join(
        kind, col(kind.entity_id) == rows.c.entity_id
    )
    if kind is Check:
        query = query.outerjoin(Actor, col(Actor.entity_id) == Check.actor_id)
        of_day = (*ACTOR_ORDER, vocabulary_rank(col(Check.topic), Topic), rows.c.entity_id)
        return first_column(session, query.order_by(last.desc() if backwards else last, *of_day))
    order_columns = [column.desc() for column in order_columns] if backwards else order_columns
    first = [vocabulary_rank(col(Assessment.kind), AssessmentKind)] if kind is Assessment else []
    return first_column(session, query.order_by(*first, *order_columns))


def actor_ids(session: Session, *, countries: bool) -> list[int]:
    """The ids of the countries, or else of all other actors, by name."""
    is_country = col(Actor.kind) == ActorKind.COUNTRY
    query = select(col(Actor.entity_id)).where(is_country if countries else ~is_country)
    return first_column(session, query.order_by(*ACTOR_ORDER))


def source_ids(session: Session) -> list[int]:
    """The ids of all sources, the newest first, the undated last."""
    newest = col(Source.published_latest).desc().nulls_last()
    query = select(col(Source.entity_id)).order_by(newest, col(Source.entity_id))
    return first_column(session, query)


def timeline_ids(session: Session, day: date, words: Words, *, backwards: bool) -> list[int]:
    """The ids of the rows of the timeline, things and steps, in its order."""
    rows = timeline.select_timeline(day, words)
    order_columns = timeline.timeline_order(rows, newest_first=backwards)
    return first_column(session, select(rows.c.id).order_by(*order_columns))


def revision_numbers(session: Session, words: Words, before: int | None = None) -> list[int]:
    """The numbers of the revisions that the words ask for, the newest first.

    Only those older than `before`, unless that is None.
    """
    query = (
        select(col(Revision.number)).join(Account).where(*revision_log.revision_conditions(words))
    )
    if before is not None:
        query = query.where(col(Revision.number) < before)
    return first_column(
        session, query.order_by(col(Revision.number).desc()).execution_options(**ALL_VERSIONS)
    )


def ids_of_kind(session: Session, kind: type[Versioned]) -> list[int]:
    """The ids of all of a kind, in the order of recording."""
    query = select(col(kind.entity_id)).order_by(col(kind.entity_id))
    return first_column(session, query)


def first_column(session: Session, query: Select[*tuple[Any, ...]]) -> list[int]:
    """The ids in the first column of a SELECT, in its order: one statement."""
    return [row[0] for row in fetch_rows(session, query)]


def load_uids(session: Session, roots: Collection[int], others: Collection[int]) -> dict[int, UUID]:
    """The uids of all parts of these things, and of these others, by id: one statement."""
    condition = or_(col(Entity.root_id).in_(roots), col(Entity.id).in_(others))
    query = select(col(Entity.id), col(Entity.uid)).where(condition)
    return {key: value for key, value in fetch_rows(session, query)}  # noqa: C416  (typed)


def load_rows(session: Session, kind: type[V], ids: Sequence[int]) -> list[V]:
    """The rows of a kind with these ids, in the order of the ids; without those there are not."""
    query = select(kind).where(col(kind.entity_id).in_(ids))
    return sort_by_ids(ids, {row.entity_id: row for (row,) in fetch_rows(session, query)})


def load_parts_of_kind(session: Session, kind: type[V], roots: Sequence[int]) -> list[V]:
    """The parts of a kind of these things, in the order of recording: one statement."""
    query = select(kind).where(col(kind.root_id).in_(roots)).order_by(col(kind.entity_id))
    return [row for (row,) in fetch_rows(session, query)]


def part_ids(session: Session, kind: type[Versioned], roots: Sequence[int]) -> list[int]:
    """The ids of the parts of a kind of these things, in the order of recording."""
    query = select(col(kind.entity_id)).where(col(kind.root_id).in_(roots))
    return first_column(session, query.order_by(col(kind.entity_id)))


def sort_by_ids(ids: Sequence[int], rows_by_id: Mapping[int, T]) -> list[T]:
    """The rows in the order of the ids; an id that has no row is left out."""
    return [rows_by_id[i] for i in ids if i in rows_by_id]


def pledge_counts(session: Session, actors: Sequence[int]) -> dict[int, int]:
    """How many pledges each of these actors has, by its id; without those that have none."""
    return count_by_id(session, col(Pledge.actor_id), actors)


def citation_counts(session: Session, roots: Sequence[int]) -> dict[int, int]:
    """How many citations each of these things and its parts have; without those of none."""
    return count_by_id(session, col(Citation.root_id), roots)


def source_citation_counts(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """How many citations rest on each of these sources, by its id; without those of none."""
    query = select(col(Passage.root_id), func.count()).group_by(col(Passage.root_id))
    query = query.join(Citation, col(Citation.passage_id) == Passage.entity_id)
    rows = fetch_rows(session, query.where(col(Passage.root_id).in_(ids)))
    return {key: value for key, value in rows}  # noqa: C416  (typed)


def count_by_id(session: Session, id_column: Mapped[int], ids: Sequence[int]) -> dict[int, int]:
    """How many rows have each of these ids in a column; an id that none has is left out."""
    query = select(id_column, func.count()).where(id_column.in_(ids)).group_by(id_column)
    return {key: value for key, value in fetch_rows(session, query)}  # noqa: C416  (typed)


def load_lines(session: Session, number: int, after: int, most: int) -> list[Line]:
    """Lines of the record of a revision behind a position, in their order, at most `most`."""
    query = select(Line).where(col(Line.revision) == number, col(Line.position) > after)
    lines = fetch_rows(session, query.order_by(col(Line.position)).limit(most))
    return [line for (line,) in lines]


def revisions_with_accounts(
    session: Session, numbers: Sequence[int]
) -> list[tuple[Revision, Account]]:
    """These revisions with who made them, the oldest first."""
    return [pair for _, pair in sorted(load_revisions(session, numbers).items())]


def load_lines_between(session: Session, first: int, final: int) -> dict[int, list[Line]]:
    """The lines of the revisions from `first` to `final`, in order, by revision."""
    query = select(Line).where(col(Line.revision).between(first, final))
    ordered_query = query.order_by(col(Line.revision), col(Line.position))
    by_revision: dict[int, list[Line]] = defaultdict(list)
    for (line,) in fetch_rows(session, ordered_query):
        by_revision[line.revision].append(line)
    return by_revision
