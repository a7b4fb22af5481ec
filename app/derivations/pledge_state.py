"""How the rows of `pledge_state` follow from a pledge, its parts, and what these rest on."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_
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
from app.models import (
    Actor,
    Check,
    Citation,
    Condition,
    Link,
    Passage,
    Pledge,
    Step,
    Versioned,
)
from app.models.derived import PledgeStateRow
from app.models.step import AXES
from app.models.vocabulary import CheckResult, LinkKind
from app.rules.pledge_parts import (
    CitationPart,
    ConditionPart,
    ConfirmationPart,
    LinkPart,
    OwnPart,
    PledgePart,
    PledgeParts,
    StepPart,
)
from app.rules.pledge_rows import pledge_rows
from app.rules.pledge_state import UNCOUNTED_LINKS
from app.spine.change import Change
from app.spine.columns import column
from app.spine.id_conditions import match_ids
from app.spine.versioned import Facts

# What rows follow from; all else, as titles and notes, changes nothing of what a pledge is worth.
OWN_FACTS: dict[type[Versioned], tuple[str, ...]] = {
    Pledge: ("actor_id", "domain", "capability", "announced"),
    Step: ("at", *AXES),
    Condition: ("kind",),
}


class PledgeStateDerivation(PartDerivation[PledgePart]):
    """The rows of `pledge_state`."""

    table = PledgeStateRow
    version = 1

    def affected_keys(self, session: Session, changes: Sequence[Change]) -> set[int]:
        """The pledges that may be worth something else once these changes are in the tables."""
        ids = {change.entity.root_id for change in bearing_changes(changes, OWN_FACTS)}
        ids |= citing_roots(session, changes)
        ids |= {f[end] for f in changed_facts(changes, Link) for end in ("from_id", "to_id")}
        checks = ids_of_kind(session, Check, ids)
        pledges = set(ids_of_kind(session, Pledge, ids))
        pledges |= {f["pledge_id"] for f in changed_facts(changes, Check)} - {None}
        if checks:
            query = select(Check.pledge_id).where(match_ids(col(Check.entity_id), checks))
            pledges |= {each for each in session.exec(query) if each is not None}
        if actors := revised_ids(changes, Actor, {"kind"}):
            pledges |= set(
                session.exec(
                    select(Pledge.entity_id).where(match_ids(col(Pledge.actor_id), actors))
                )
            )
        return pledges

    def all_keys(self, session: Session) -> list[int]:
        """The pledges of all times."""
        return ids_of_kind(session, Pledge)

    def part_queries(self, keys: Collection[int]) -> list[PartQuery[PledgePart]]:
        """Where the parts of these pledges come from."""
        return [
            own_query(keys),
            step_query(keys),
            citation_query(keys),
            confirmation_query(keys),
            PartQuery(
                ConditionPart,
                select_columns(col(Condition.root_id), col(Condition.kind)).where(
                    match_ids(col(Condition.root_id), keys)
                ),
                [Condition],
            ),
            *link_queries(keys),
        ]

    def rows(self, parts: Sequence[PledgePart]) -> list[Facts]:
        """The rows of one pledge; none where it is not in the register."""
        pledge_parts = PledgeParts.sort(parts)
        return pledge_rows(pledge_parts) if pledge_parts else []


def own_query(keys: Collection[int]) -> PartQuery[PledgePart]:
    """The pledges, with the kinds of their actors."""
    query = (
        select_columns(
            col(Pledge.entity_id),
            col(Pledge.actor_id),
            col(Actor.kind),
            col(Pledge.domain),
            col(Pledge.capability),
            col(Pledge.announced_earliest),
            col(Pledge.announced_latest),
        )
        .select_from(Pledge)
        .join(Actor, col(Actor.entity_id) == Pledge.actor_id)
        .where(match_ids(col(Pledge.entity_id), keys))
    )
    return PartQuery(OwnPart, query, [Pledge, Actor])


def step_query(keys: Collection[int]) -> PartQuery[PledgePart]:
    """The steps of pledges."""
    names = ("root_id", "entity_id", "at_earliest", "at_latest", *AXES)
    query = select_columns(*(column(Step, name) for name in names))
    return PartQuery(StepPart, query.where(match_ids(col(Step.root_id), keys)), [Step])


def citation_query(keys: Collection[int]) -> PartQuery[PledgePart]:
    """The citations of pledges and of their parts."""
    query = select_columns(
        col(Citation.root_id),
        col(Citation.parent_id),
        col(Citation.fact),
        col(Passage.each),
        col(Passage.on_behalf),
        col(Passage.speaker),
        col(origin.published_earliest),
        col(origin.published_latest),
    ).select_from(Citation)
    query = join_publication(query).where(match_ids(col(Citation.root_id), keys))
    return PartQuery(CitationPart, query, CITING_KINDS)


def confirmation_query(keys: Collection[int]) -> PartQuery[PledgePart]:
    """What is cited for the checks that say of pledges that they are still so."""
    query = (
        select_columns(col(Check.pledge_id), col(origin.published_latest))
        .select_from(Check)
        .join(Citation, col(Citation.root_id) == Check.entity_id)
    )
    query = join_publication(query).where(
        match_ids(col(Check.pledge_id), keys), col(Check.found) == CheckResult.STILL_SO
    )
    return PartQuery(ConfirmationPart, query, (Check, *CITING_KINDS))


def link_queries(keys: Collection[int]) -> list[PartQuery[PledgePart]]:
    """The links that take pledges out of totals; a contradiction takes out both its ends."""
    return [
        PartQuery(
            LinkPart,
            select_columns(end, col(Link.kind)).where(
                match_ids(end, keys), or_(*(col(Link.kind) == kind for kind in kinds))
            ),
            [Link],
        )
        for end, kinds in (
            (col(Link.from_id), (*UNCOUNTED_LINKS, LinkKind.CONTRADICTS)),
            (col(Link.to_id), (LinkKind.CONTRADICTS,)),
        )
    ]
