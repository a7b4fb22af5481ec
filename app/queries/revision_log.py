"""The revisions that the address of the log asks for."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy import ColumnElement, CompoundSelect, exists, union
from sqlmodel import Session, col, func, select

from app.models import (
    Account,
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Link,
    Membership,
    Passage,
    Pledge,
    Revision,
    Source,
    Stance,
    Step,
    Versioned,
)
from app.queries.account_changes import account_changes
from app.queries.actors import RELATED_COLUMNS
from app.queries.filters import is_among
from app.queries.revisions import PAGE, LogEntry
from app.spine import history
from app.spine.folding import fold_text
from app.spine.moment import ALL_VERSIONS

Words = Mapping[str, Sequence[str]]
KINDS: tuple[type[Versioned], ...] = (
    *(Actor, Pledge, Step, Condition, Citation, Stance, Assessment, Event, Attendance),
    *(Membership, Circumstance, Check, Link, Source, Passage),
)


def index(
    session: Session, words: Words, page: int, before: int | None = None
) -> tuple[list[LogEntry], int]:
    """A page of those asked for, newest first, without their changes; and how many there are.

    Four statements.

    Args:
        session: Where, and until which moment.
        words: What is asked of a revision, by parameter.
        page: Which hundred of them; 1 is the first.
        before: The revision that all of them are older than; the newest come first when None.
    """
    conditions = revision_conditions(words)
    if before is not None:
        conditions.append(col(Revision.number) < before)
    count_query = select(func.count()).select_from(Revision).join(Account).where(*conditions)
    count = session.exec(count_query, execution_options=ALL_VERSIONS).one()
    query = select(Revision, Account).join(Account).where(*conditions)
    page_query = query.order_by(col(Revision.number).desc()).limit(PAGE).offset((page - 1) * PAGE)
    rows = session.exec(page_query, execution_options=ALL_VERSIONS).all()
    sizes = history.revision_sizes(session, [revision.number for revision, _ in rows])
    of_accounts = account_changes(session, [revision.number for revision, _ in rows])
    return [
        LogEntry(r, account, sizes.get(r.number, 0), [], of_accounts.get(r.number, ()))
        for r, account in rows
    ], count


def editor_handles(session: Session) -> list[str]:
    """The handles of those who have made a revision, in alphabetical order."""
    has_edited = exists().where(col(Revision.account_id) == Account.id)
    handles = session.exec(select(Account.handle).where(has_edited))
    return sorted(handles, key=lambda handle: (fold_text(handle), handle))


def revision_conditions(words: Words) -> list[ColumnElement[bool]]:
    """What the words ask of a revision, joined with its account; [] where they ask nothing."""
    conditions: list[ColumnElement[bool]] = []
    if words.get("editor"):
        conditions.append(col(Account.handle).in_(words["editor"]))
    if words.get("intent"):
        conditions.append(col(Revision.intent).in_(words["intent"]))
    if words.get("since"):
        conditions.append(col(Revision.made_at) >= midnight(words["since"][0]))
    if words.get("until"):
        conditions.append(col(Revision.made_at) < midnight(words["until"][0]) + timedelta(days=1))
    if words.get("actor") or words.get("noun"):
        conditions.append(col(Revision.number).in_(touching_numbers(words)))
    return conditions


def midnight(day: str) -> datetime:
    """When a day begins, UTC."""
    return datetime.combine(date.fromisoformat(day), time.min, UTC)


def touching_numbers(words: Words) -> CompoundSelect[int | None]:
    """A SELECT of the revisions that touched rows of these kinds, of things of these actors.

    Args:
        words: Of them only `noun` and `actor`; one that is missing limits nothing.
    """
    nouns, codes = words.get("noun"), words.get("actor")
    queries = []
    for kind in KINDS:
        if nouns and kind.noun() not in nouns:
            continue
        is_related = relation(kind, codes) if codes else sa.true()
        ends = (col(kind.since), col(kind.until))
        queries += [sa.select(end).where(is_related, end.is_not(None)) for end in ends]
    return union(*queries)


def relation(kind: type[Versioned], codes: Sequence[str]) -> ColumnElement[bool]:
    """Whether a row is of things of these actors; a passage, whether one of them ever cited it."""
    ids = related_ids(codes)
    if kind is not Passage:
        return col(kind.root_id).in_(ids)
    cited_ids = sa.select(col(Citation.passage_id)).where(col(Citation.root_id).in_(ids))
    return col(Passage.entity_id).in_(cited_ids)


def related_ids(codes: Sequence[str]) -> CompoundSelect[int]:
    """A SELECT of the ids of the things that ever were of these actors or about them."""
    actor_ids = sa.select(col(Actor.entity_id)).where(col(Actor.code).in_(codes))
    selects = [
        sa.select(col(kind.root_id)).where(is_among(owner_column, actor_ids))
        for kind, owner_column in RELATED_COLUMNS.items()
    ]
    return union(*selects)
