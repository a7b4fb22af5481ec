"""Things for tests, each in a revision of its own: say what matters, the rest is plain."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Intent,
    Link,
    Membership,
    Passage,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.spine.edit import Edit
from app.spine.lookups import last_revision
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.restoration import plan_restoration
from app.spine.versioned import Entity, Versioned

PLAIN_FACTS: dict[type[Versioned], dict[str, Any]] = {
    Actor: {"code": "ee", "name": "Estonia", "kind": "country"},
    Source: {
        "kind": "news article",
        "publisher": "The Daily",
        "language": "en",
        "published": {"edtf": "2026-03-01", "basis": "stated"},
        "retrieved_on": "2026-03-02",
        "reliability": "B",
    },
    Pledge: {"title": "A company of infantry", "domain": "land", "capability": "combat unit"},
    Step: {"bindingness": "declared", "at": {"edtf": "2026-02-01", "basis": "stated"}},
    Condition: {"kind": "parliamentary approval", "gate": "deployment", "words": "if they agree"},
    Passage: {
        "locator": "¶3",
        "gist": "The minister says that a company will go.",
        "mode": "paraphrase",
        "credibility": "2",
    },
    Citation: {},
    Stance: {
        "proposition": "the force as such",
        "position": "supports",
        "gist": "The minister is for a force.",
    },
    Assessment: {
        "kind": "judgement",
        "author": "unnamed analysts",
        "gist": "They expect that few will go.",
    },
    Event: {"kind": "meeting", "title": "A meeting of ministers"},
    Attendance: {"role": "took part"},
    Membership: {"role": "member"},
    Circumstance: {"kind": "ceasefire", "state": "unmet"},
    Link: {"kind": "unclear"},
    Check: {
        "topic": "own money",
        "checked_on": "2026-05-01",
        "where": "Two newspapers",
        "found": "nothing",
    },
}


PARTS_OF_PLEDGE = 6  # entities of a full pledge, itself among them


def noon(day: int) -> datetime:
    """Noon of a day in May 2026."""
    return datetime(2026, 5, day, 12, tzinfo=UTC)


def add(edit: Edit, kind: type[Versioned], under: Entity | None = None, /, **facts: Any) -> Entity:
    """A new entity. A citation with a `source_id` comes with a passage of its own, before it."""
    if kind is Citation and "source_id" in facts:
        facts = add_cited_passage(edit, **facts)
    return edit.add(kind, PLAIN_FACTS[kind] | facts, under=under)


def add_cited_passage(
    edit: Edit, source_id: int, on_behalf_id: int | None = None, **facts: Any
) -> dict[str, Any]:
    """What a citation says of a new passage, which says what of `facts` is not the citation's.

    As in `source_id=2, on_behalf_id=1, speaker="Mari Maa", fact="quantity"`.
    """
    change = edit.changes.get(source_id)
    source = change.entity if change else edit.session.get_one(Entity, source_id)
    own_facts = {name: facts.pop(name) for name in ("fact", "note") if name in facts}
    if on_behalf_id is not None:
        facts["on_behalf"] = [on_behalf_id]
    return own_facts | {"passage_id": add(edit, Passage, source, **facts).id}


def record(
    engine: Engine,
    kind: type[Versioned],
    under: Entity | None = None,
    /,
    made_at: datetime | None = None,
    **facts: Any,
) -> Entity:
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, at=made_at) as edit:
        return add(edit, kind, under, **facts)


def revise(engine: Engine, entity: Entity, made_at: datetime | None = None, **facts: Any) -> None:
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES, at=made_at) as edit:
        edit.revise(entity.root_id, edit.previous, {entity.id: facts})


def revise_part(engine: Engine, root_id: int, part_id: int, **facts: Any) -> None:
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        edit.revise(root_id, edit.previous, {part_id: facts})


def retract(engine: Engine, entity: Entity, comment: str = "A mistake.") -> None:
    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS, comment) as edit:
        edit.retract(entity.id, edit.previous)


def restore(engine: Engine, entity_id: int) -> None:
    with recording(engine, SYSTEM_ACCOUNT, Intent.RESTORES) as edit:
        plan = plan_restoration(edit.session, entity_id)
        edit.set_all([(change.entity, change.after) for change in plan.changes])


def record_estonia(
    engine: Engine, pledges: int = 1, made_at: datetime | None = None
) -> list[Entity]:
    """r1: Estonia, a source, and pledges, each with a step, a condition and their citations.

    Actor 1, source 2, then each pledge with its five parts, and last the passage that all of them
    cite, 9 of a single pledge; returns the pledges.
    """
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, "From the daily.", at=made_at) as edit:
        actor, source = add(edit, Actor), add(edit, Source)
        return add_full_pledges(edit, actor, source, pledges)


def add_full_pledges(edit: Edit, actor: Entity, source: Entity, count: int) -> list[Entity]:
    """Pledges right behind the source, then the passage that all of them cite, of the actor."""
    passage_id = source.id + count * PARTS_OF_PLEDGE + 1  # as it will be: it comes last
    pledges = [add_full_pledge(edit, actor, passage_id, number) for number in range(count)]
    passage = add(edit, Passage, source, speaker="Mari Maa", on_behalf=[actor.id])
    assert passage.id == passage_id
    return pledges


def add_full_pledge(edit: Edit, actor: Entity, passage_id: int, number: int) -> Entity:
    """A pledge with its parts, each of which cites a passage."""
    pledge = add(edit, Pledge, actor_id=actor.id, title=f"Company {number}")
    add(edit, Citation, pledge, passage_id=passage_id)
    for kind in (Step, Condition):
        add(edit, Citation, add(edit, kind, pledge), passage_id=passage_id)
    return pledge


def entity(engine: Engine, number: int) -> Entity:
    """An entity by its number."""
    with reading_session(engine) as session:
        return session.get_one(Entity, number)


def newest_number(engine: Engine) -> int:
    """The number of the newest revision; 0 for none."""
    with reading_session(engine) as session:
        newest = last_revision(session)
        return newest.number if newest else 0


TODAY = date(2026, 6, 1)
