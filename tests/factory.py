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
    Citation: {
        "locator": "¶3",
        "gist": "The minister says that a company will go.",
        "mode": "paraphrase",
        "credibility": "2",
    },
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


def noon(day: int) -> datetime:
    """Noon of a day in May 2026."""
    return datetime(2026, 5, day, 12, tzinfo=UTC)


def add(edit: Edit, kind: type[Versioned], under: Entity | None = None, /, **facts: Any) -> Entity:
    return edit.add(kind, PLAIN_FACTS[kind] | facts, under=under)


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

    Actor 1, source 2, then each pledge with its five parts; returns the pledges.
    """
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, "From the daily.", at=made_at) as edit:
        actor, source = add(edit, Actor), add(edit, Source)
        return [add_full_pledge(edit, actor, source, number) for number in range(pledges)]


def add_full_pledge(edit: Edit, actor: Entity, source: Entity, number: int) -> Entity:
    """A pledge with its parts, each cited, on behalf of the actor."""
    citation_facts = {"source_id": source.id, "on_behalf_id": actor.id, "speaker": "Mari Maa"}
    pledge = add(edit, Pledge, actor_id=actor.id, title=f"Company {number}")
    add(edit, Citation, pledge, **citation_facts)
    for kind in (Step, Condition):
        add(edit, Citation, add(edit, kind, pledge), **citation_facts)
    return pledge


def newest_number(engine: Engine) -> int:
    """The number of the newest revision; 0 for none."""
    with reading_session(engine) as session:
        newest = last_revision(session)
        return newest.number if newest else 0


TODAY = date(2026, 6, 1)
