"""A register in which every kind has versions, and every fact says something."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Engine
from sqlmodel import select

from app.models import Actor, Citation, Condition, Pledge, Source, Step
from app.models.place import Place
from app.models.quantity import Quantity
from app.models.vocabulary import (
    ActorKind,
    Bindingness,
    Capability,
    ConditionKind,
    Credibility,
    Delivery,
    Domain,
    Gate,
    Mode,
    Readiness,
    Reliability,
    SourceKind,
    Standing,
)
from app.models.when import Basis, When
from app.spine.edit import Edit
from app.spine.moment import at
from app.spine.recording import SYSTEM, recording
from app.spine.revision import Intent, Revision
from app.spine.versioned import Entity, Facts
from tests.spine import play
from tests.spine.toys import Colour, Span, Tag, Toy

TROOPS = Quantity(low=Decimal(3000), high=Decimal(5000), qualifier="range", unit="troops")
MAY = When(edtf="2026-05", words="in May", basis=Basis.STATED)

# What is new of each kind in r2.
AFRESH: dict[str, Facts] = {
    "actor": {"name": "French Republic"},
    "source": {"title": "Another title"},
    "pledge": {"title": "Two brigades"},
    "step": {"delivery": Delivery.PARTIAL},
    "condition": {"words": "After an armistice"},
    "citation": {"gist": "It was said again."},
    "toy": {"name": "Ted"},
    "tag": {"text": "Seen again."},
}
# The facts that point at the own kind: in r1 at the other one, then nowhere.
OWN = {"condition": ["alternative_to_id"], "source": ["origin_id"], "toy": ["friend_id"]}


def build(engine: Engine) -> None:
    """r1 to r3, made on the first three days of May.

    r1 adds two of each kind; r2 revises the one and retracts the other; r3 adds a toy.
    """
    with recording(engine, SYSTEM, Intent.IMPORTS, at=play.day(1)) as edit:
        gone = populated(edit, "gone", None)
        kept = populated(edit, "kept", gone)
    with recording(engine, SYSTEM, Intent.UPDATES, "All of it.", at=play.day(2)) as edit:
        for kind, entity in kept.items():
            loose: Facts = dict.fromkeys(OWN.get(kind, ()))
            edit.revise(entity.root_id, 1, {entity.id: AFRESH[kind] | loose})
        for kind in ("pledge", "actor", "source", "toy"):
            edit.retract(gone[kind].id, 1)
    with recording(engine, SYSTEM, Intent.RECORDS, at=play.day(3)) as edit:
        edit.add(Toy, {"code": "doll"})


def populated(edit: Edit, code: str, other: dict[str, Entity] | None) -> dict[str, Entity]:
    """One entity of each kind, by kind; those that may, point at the `other` of their kind."""
    there: dict[str, Entity] = {}

    def own(kind: str) -> int | None:
        return other[kind].id if other else None

    there["actor"] = actor = edit.add(Actor, an_actor(code))
    there["source"] = source = edit.add(Source, a_source(code, own("source")))
    there["pledge"] = pledge = edit.add(Pledge, a_pledge(actor.id))
    there["step"] = step = edit.add(Step, A_STEP, under=pledge)
    condition = a_condition(actor.id, own("condition"))
    there["condition"] = edit.add(Condition, condition, under=pledge)
    there["citation"] = edit.add(Citation, a_citation(source.id, actor.id), under=step)
    there["toy"] = toy = edit.add(Toy, a_toy(code, own("toy")))
    there["tag"] = edit.add(Tag, {"text": "Seen.", "fact": "price"}, under=toy)
    return there


def an_actor(code: str) -> Facts:
    named: Facts = {"code": code, "name": "France", "kind": ActorKind.COUNTRY}
    return named | {"aliases": ["FR"], "count": TROOPS}


def a_source(code: str, origin_id: int | None) -> Facts:
    return {
        "kind": SourceKind.DOCUMENT,
        "title": "A title",
        "publisher": "A publisher",
        "author": "An author",
        "language": "en-GB",
        "published": MAY,
        "retrieved_on": date(2026, 5, 2),
        "address": f"https://example.org/{code}",
        "archived_address": f"https://archive.example.org/{code}",
        "reliability": Reliability.B,
        "origin_id": origin_id,
    }


def a_pledge(actor_id: int) -> Facts:
    said: Facts = {"actor_id": actor_id, "title": "A brigade", "note": "By land."}
    said |= {"domain": Domain.LAND, "capability": Capability.COMBAT_UNIT}
    return said | {"place": Place(words="Kyiv"), "announced": MAY, "due": MAY}


A_STEP: Facts = {
    "at": MAY,
    "bindingness": Bindingness.DECLARED,
    "readiness": Readiness.ALLOCATED,
    "delivery": Delivery.NONE,
    "standing": Standing.ACTIVE,
    "quantity": TROOPS,
}


def a_condition(actor_id: int, alternative_to_id: int | None) -> Facts:
    said: Facts = {"kind": ConditionKind.CEASEFIRE, "gate": Gate.DEPLOYMENT}
    said |= {"words": "After a ceasefire", "actor_id": actor_id}
    return said | {"alternative_to_id": alternative_to_id}


def a_citation(source_id: int, actor_id: int) -> Facts:
    return {
        "fact": "quantity",
        "source_id": source_id,
        "locator": "¶18",
        "gist": "It was said.",
        "quote": "a brigade",
        "translated": "fr",
        "speaker": "A minister",
        "speaker_role": "Minister",
        "on_behalf_id": actor_id,
        "mode": Mode.QUOTE,
        "credibility": Credibility.TWO,
    }


def a_toy(code: str, friend_id: int | None) -> Facts:
    used = Span(first=date(2026, 5, 1), last=date(2026, 5, 3))
    said: Facts = {"code": code, "name": "A bear", "colour": Colour.RED, "used": used}
    return said | {"price": Decimal("12.50"), "tags": ["soft"], "friend_id": friend_id}


def digests(engine: Engine) -> dict[int, str]:
    """The digest of each revision, as someone would note them down."""
    with at(engine) as session:
        return dict(session.exec(select(Revision.number, Revision.digest)).all())
