"""Revisions, accounts and entities by what identifies them; versions are in `versions`."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from app.spine.account_record import AccountState
from app.spine.batches import split_ids
from app.spine.id_conditions import match_ids
from app.spine.revision import Account, Register, Revision
from app.spine.versioned import Entity


def last_revision(session: Session) -> Revision | None:
    """The newest revision the session knows; None if there is none."""
    return session.exec(select(Revision).order_by(col(Revision.number).desc()).limit(1)).first()


def database_instant(session: Session) -> datetime | None:
    """What the clock of the database's own machine says; None where it is this machine."""
    if session.get_bind().dialect.name == "sqlite":
        return None
    instant: datetime = session.exec(select(func.clock_timestamp())).one()
    return instant


def revision_number_at(session: Session, moment: int | datetime) -> int | None:
    """The last revision made at or before `moment`, 0 before the first; None if yet to come."""
    if isinstance(moment, int):
        newest = session.exec(select(func.max(Revision.number))).one() or 0
        return moment if moment <= newest else None
    statement = select(func.max(Revision.number)).where(Revision.made_at <= moment)
    return session.exec(statement).one() or 0


def digests_since_erasure(session: Session, numbers: Collection[int]) -> dict[int, str]:
    """The digests of those of these revisions that there are, by number: one statement.

    Those before the last erasure of a handle are left out: what was made of them may hold it.
    """
    statement = select(Revision.number, Revision.digest).where(col(Revision.number).in_(numbers))
    erasure = erasure_query().scalar_subquery()
    is_after = col(Revision.number) >= func.coalesce(erasure, 0)
    return dict(session.exec(statement.where(is_after)).all())


def last_erasure(session: Session) -> int:
    """The newest revision about an account whose handle is erased; 0 for none."""
    return session.exec(erasure_query()).one() or 0


def erasure_query() -> SelectOfScalar[int]:
    """A SELECT of the newest revision about an account whose handle is erased."""
    return select(func.max(AccountState.since)).where(col(AccountState.seal).is_(None))


def register_uid(session: Session) -> UUID:
    """Which register this is."""
    return session.exec(select(Register.uid)).one()


def register(session: Session) -> Register:
    """The row that says which register this is."""
    return session.exec(select(Register)).one()


def accepted_revision(session: Session) -> int | None:
    """The revision whose instant an operator accepted; None for none."""
    return session.exec(select(Register.accepted)).one()


def accounts_by_id(session: Session, ids: Collection[int]) -> dict[int, Account]:
    """These accounts, by id."""
    rows = session.exec(select(Account).where(col(Account.id).in_(ids)))
    return {account.id: account for account in rows}


def account_states(session: Session, ids: Collection[int]) -> dict[int, AccountState]:
    """What the record says last of these accounts, by id; those it does not tell of left out."""
    rows = session.exec(
        select(AccountState)
        .where(col(AccountState.account_id).in_(ids))
        .order_by(col(AccountState.since))
    )
    return {state.account_id: state for state in rows}


def submission_revisions(session: Session, name: str) -> list[tuple[str | None, int]]:
    """What was recorded under a submission: the hash of its words, and the revision; in order."""
    statement = select(Revision.typed, Revision.number).where(Revision.submission == name)
    return list(session.exec(statement.order_by(col(Revision.number))))


def highest_entity_id(session: Session) -> int:
    """The highest id there is; 0 without entities."""
    return session.exec(select(func.max(Entity.id))).one() or 0


def entities_by_id(session: Session, ids: Iterable[int]) -> dict[int, Entity]:
    """These entities, by id; those there are not are left out."""
    numbers = set(ids)
    statement = select(Entity).where(match_ids(col(Entity.id), numbers))
    return {entity.id: entity for entity in session.exec(statement)} if numbers else {}


def find_entity(
    session: Session, entity_id: int, things: Mapping[int, Mapping[int, Entity]]
) -> Entity | None:
    """An entity, of one of these things or any other; None if there is none."""
    for parts in things.values():
        if entity_id in parts:
            return parts[entity_id]
    return entities_by_id(session, [entity_id]).get(entity_id)


def entities_of_things(session: Session, root_ids: Collection[int]) -> dict[int, dict[int, Entity]]:
    """What `entities_of_thing` says, of each of these things: one statement."""
    statement = select(Entity).where(match_ids(col(Entity.root_id), root_ids))
    things: dict[int, dict[int, Entity]] = {root_id: {} for root_id in root_ids}
    for entity in session.exec(statement.order_by(col(Entity.id))):
        things[entity.root_id][entity.id] = entity
    return things


def entities_of_thing(session: Session, root_id: int) -> dict[int, Entity]:
    """All that was ever a part of a thing, itself included, by id; parents come first."""
    statement = select(Entity).where(Entity.root_id == root_id).order_by(col(Entity.id))
    return {entity.id: entity for entity in session.exec(statement)}


def entity_subtree(entities: Iterable[Entity], entity_id: int) -> list[Entity]:
    """Those of a thing's entities that are `entity_id` or below it; parents come first."""
    members: dict[int, Entity] = {}
    for entity in entities:
        if entity.id == entity_id or entity.parent_id in members:
            members[entity.id] = entity
    return list(members.values())


def entities_by_uid(session: Session, uids: Iterable[UUID]) -> dict[UUID, Entity]:
    """These entities, by uid; those there are not are left out."""
    return {
        entity.uid: entity
        for part in split_ids(uids)
        for entity in session.exec(select(Entity).where(col(Entity.uid).in_(part)))
    }
