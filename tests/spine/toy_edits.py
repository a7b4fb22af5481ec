"""Edits of toys, each in a revision of its own: say what matters, the rest is plain."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from app.spine import lookups, versions
from app.spine.history import load_changes
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from app.spine.undo import carry_out, plan_undo
from app.spine.versioned import Entity, Facts
from tests.spine.toys import Photo, Tag, Toy


def day(number: int) -> datetime:
    """Noon of a day in May 2026."""
    return datetime(2026, 5, number, 12, tzinfo=UTC)


def toy(
    engine: Engine, code: str = "bear", made_at: datetime | None = None, **facts: Any
) -> Entity:
    """A toy. The first is r1 and toy 1."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, at=made_at) as edit:
        return edit.add(Toy, {"code": code, "name": f"A {code}"} | facts)


def tag(engine: Engine, on: Entity, text: str = "Seen.", **facts: Any) -> Entity:
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        return edit.add(Tag, {"text": text} | facts, under=on)


def photo(engine: Engine, text: str = "A bear.") -> Entity:
    """A photo, a thing of its own."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        return edit.add(Photo, {"text": text})


def revise_toy(
    engine: Engine,
    entity: Entity,
    base: int | None = None,
    made_at: datetime | None = None,
    **facts: Any,
) -> None:
    """Other facts of an entity, as someone wants who saw revision `base`, or the newest."""
    known_number = newest_number(engine) if base is None else base
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES, at=made_at) as edit:
        edit.revise(entity.root_id, known_number, {entity.id: facts})


def revise_together(engine: Engine, new_facts: dict[int, Facts]) -> None:
    """Other facts of several toys in one revision, by id."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        for number, facts in new_facts.items():
            edit.revise(number, edit.previous, {number: facts})


def add_friends(engine: Engine) -> list[Entity]:
    """A bear and a doll that are each other's friend, in one revision."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        bear = edit.add(Toy, {"code": "bear", "name": "A bear"})
        doll = edit.add(Toy, {"code": "doll", "name": "A doll", "friend_id": bear.id})
        edit.set_facts(bear, edit.facts_of([bear.id])[bear.id] | {"friend_id": doll.id})
    return [bear, doll]


def retract_toy(engine: Engine, entity: Entity, base: int | None = None) -> None:
    known_number = newest_number(engine) if base is None else base
    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS, "A mistake.") as edit:
        edit.retract(entity.id, known_number)


def undo_revision(engine: Engine, number: int) -> None:
    with reading_session(engine) as session:
        changes = load_changes(session, number)
    with recording(engine, SYSTEM_ACCOUNT, Intent.UNDOES, undoes=number) as edit:
        carry_out(edit, plan_undo(edit.session, changes))


def newest_number(engine: Engine) -> int:
    """The number of the newest revision; 0 for none."""
    with reading_session(engine) as session:
        newest = lookups.last_revision(session)
        return newest.number if newest else 0


def facts_of(session: Session, entity: Entity) -> Facts | None:
    """What an entity says at the session's moment; None when it isn't in the register."""
    row = versions.current_rows(session, [entity.id]).get(entity.id)
    return row.facts() if row else None
