"""How the rows of `awaited` and `condition_state` follow from conditions and circumstances."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from app.derivations.affected import (
    bearing_changes,
    changed_facts,
    citing_roots,
    ids_of_kind,
    revised_ids,
)
from app.derivations.lives import PartDerivation, PartQuery
from app.derivations.publication import CITING_KINDS, join_publication, origin
from app.models import Actor, Circumstance, Citation, Condition, Pledge, Stance
from app.models.derived import NOBODY, Awaited, ConditionStateRow
from app.rules.wait_rows import (
    CircumstancePart,
    GatedPart,
    OwnerPart,
    PublicationPart,
    awaited_rows,
    condition_state_rows,
)
from app.spine.change import Change
from app.spine.id_conditions import match_ids
from app.spine.versioned import Facts

OWNER = func.coalesce(col(Circumstance.actor_id), NOBODY)


class ConditionStateDerivation(PartDerivation[CircumstancePart | PublicationPart]):
    """The rows of `condition_state`."""

    table = ConditionStateRow
    version = 1

    def affected_keys(self, session: Session, changes: Sequence[Change]) -> set[int]:
        """Whose circumstances these changes are, or are evidence of."""
        owners = {facts["actor_id"] or NOBODY for facts in changed_facts(changes, Circumstance)}
        if roots := citing_roots(session, changes):
            query = select(OWNER).where(match_ids(col(Circumstance.entity_id), roots))
            owners |= set(session.exec(query))
        return owners

    def all_keys(self, session: Session) -> list[int]:
        """The world, and the actors of all times."""
        return [NOBODY, *ids_of_kind(session, Actor)]

    def part_queries(
        self, keys: Collection[int]
    ) -> list[PartQuery[CircumstancePart | PublicationPart]]:
        """Where the circumstances of these actors, or of the world, and their days come from."""
        circumstances = select_columns(
            OWNER,
            col(Circumstance.entity_id),
            col(Circumstance.kind),
            col(Circumstance.state),
            col(Circumstance.at_earliest),
            col(Circumstance.at_latest),
        )
        publications = (
            select_columns(
                OWNER,
                col(Circumstance.entity_id),
                col(origin.published_earliest),
                col(origin.published_latest),
            )
            .select_from(Circumstance)
            .join(Citation, col(Citation.parent_id) == Circumstance.entity_id)
        )
        return [
            PartQuery(CircumstancePart, circumstances.where(is_of(keys)), [Circumstance]),
            PartQuery(
                PublicationPart,
                join_publication(publications).where(is_of(keys)),
                (Circumstance, *CITING_KINDS),
            ),
        ]

    def rows(self, parts: Sequence[CircumstancePart | PublicationPart]) -> list[Facts]:
        """The rows of one actor, or of the world."""
        return condition_state_rows(parts)


def is_of(keys: Collection[int]) -> ColumnElement[bool]:
    """The condition that a circumstance is of one of these actors, or of the world: NOBODY."""
    is_of_actor = match_ids(col(Circumstance.actor_id), keys)
    return or_(is_of_actor, col(Circumstance.actor_id).is_(None)) if NOBODY in keys else is_of_actor


class AwaitedDerivation(PartDerivation[GatedPart | OwnerPart]):
    """The rows of `awaited`."""

    table = Awaited
    version = 1

    def affected_keys(self, _session: Session, changes: Sequence[Change]) -> set[int]:
        """What waits for these conditions, and what has another owner."""
        conditions = bearing_changes(
            changes, {Condition: ("kind", "gate", "alternative_to_id", "actor_id")}
        )
        parents = {change.entity.root_id for change in conditions}
        return parents.union(*(revised_ids(changes, kind, {"actor_id"}) for kind in OWNED))

    def all_keys(self, session: Session) -> list[int]:
        """The pledges and stances of all times."""
        return sorted(i for kind in OWNED for i in ids_of_kind(session, kind))

    def part_queries(self, keys: Collection[int]) -> list[PartQuery[GatedPart | OwnerPart]]:
        """Where the conditions of these pledges and stances, and their owners, come from."""
        conditions = select_columns(
            col(Condition.parent_id),
            col(Condition.entity_id),
            func.coalesce(col(Condition.alternative_to_id), col(Condition.entity_id)),
            col(Condition.kind),
            col(Condition.actor_id),
        ).where(match_ids(col(Condition.parent_id), keys), col(Condition.gate).is_not(None))
        owners = [
            PartQuery[GatedPart | OwnerPart](
                OwnerPart,
                select_columns(col(kind.entity_id), col(kind.actor_id)).where(
                    match_ids(col(kind.entity_id), keys)
                ),
                [kind],
            )
            for kind in OWNED
        ]
        return [PartQuery(GatedPart, conditions, [Condition]), *owners]

    def rows(self, parts: Sequence[GatedPart | OwnerPart]) -> list[Facts]:
        """The rows of one pledge or stance."""
        return awaited_rows(parts)


OWNED: tuple[type[Pledge] | type[Stance], ...] = (Pledge, Stance)
