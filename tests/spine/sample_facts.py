"""What is said of each kind in the whole register: every fact of it."""

from datetime import date
from decimal import Decimal

from app.models.place import Place
from app.models.quantity import Quantity
from app.models.vocabulary import (
    ActorKind,
    AssessmentKind,
    AttendanceRole,
    Bindingness,
    Capability,
    CheckResult,
    CircumstanceState,
    ConditionKind,
    Credibility,
    Delivery,
    Domain,
    EventKind,
    Gate,
    Instrument,
    LinkKind,
    MembershipRole,
    Mode,
    Position,
    Proposition,
    Readiness,
    Reliability,
    SourceKind,
    Standing,
    Topic,
)
from app.models.when import Basis, When
from app.spine.versioned import Facts
from tests.spine.toys import Colour, Span

TROOPS = Quantity(low=Decimal(3000), high=Decimal(5000), qualifier="range", unit="troops")
MAY = When(edtf="2026-05", words="in May", basis=Basis.STATED)


def an_actor(code: str, kind: ActorKind = ActorKind.COUNTRY) -> Facts:
    return {"code": code, "name": "France", "kind": kind, "aliases": ["FR"], "count": TROOPS}


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
    said: Facts = {"actor_id": actor_id, "title": "Money for a brigade", "note": "By land."}
    said |= {"domain": Domain.FUNDING, "capability": Capability.EQUIPMENT}
    said |= {"instrument": Instrument.LOAN, "period": MAY}
    return said | {"place": Place(words="Kyiv"), "announced": MAY, "due": MAY}


A_STEP: Facts = {
    "at": MAY,
    "bindingness": Bindingness.DECLARED,
    "readiness": Readiness.ALLOCATED,
    "delivery": Delivery.PARTIAL,
    "standing": Standing.ACTIVE,
    "offered": TROOPS,
    "set_aside": TROOPS,
    "delivered": TROOPS,
    "worth": Quantity.parse("€5 million"),
}


def a_condition(actor_id: int, alternative_to_id: int | None) -> Facts:
    said: Facts = {"kind": ConditionKind.CEASEFIRE, "gate": Gate.DEPLOYMENT}
    said |= {"words": "After a ceasefire", "actor_id": actor_id}
    return said | {"alternative_to_id": alternative_to_id}


def a_citation(passage_id: int) -> Facts:
    return {"fact": "offered", "passage_id": passage_id, "note": "It follows from it."}


def a_passage(actor_id: int) -> Facts:
    return {
        "locator": "¶18",
        "gist": "It was said.",
        "quote": "a brigade",
        "translated": "fr",
        "speaker": "A minister",
        "speaker_role": "Minister",
        "on_behalf": [actor_id],
        "each": False,
        "drafted": True,
        "mode": Mode.QUOTE,
        "credibility": Credibility.TWO,
    }


def a_toy(code: str, friend_id: int | None) -> Facts:
    used = Span(first=date(2026, 5, 1), last=date(2026, 5, 3))
    said: Facts = {"code": code, "name": "A bear", "colour": Colour.RED, "used": used}
    said |= {"price": Decimal("12.50"), "tags": ["soft"], "friend_id": friend_id}
    return said | {"seen_with": [friend_id] if friend_id else []}


def a_membership(member_id: int) -> Facts:
    return {"member_id": member_id, "role": MembershipRole.MEMBER, "began": MAY, "ended": MAY}


AN_EVENT: Facts = {
    "kind": EventKind.MEETING,
    "title": "A meeting",
    "at": MAY,
    "place": Place(words="Kyiv"),
}


def an_attendance(actor_id: int) -> Facts:
    return {"actor_id": actor_id, "role": AttendanceRole.HOST}


def a_stance(actor_id: int) -> Facts:
    said: Facts = {"actor_id": actor_id, "proposition": Proposition.FORCE, "at": MAY}
    return said | {"position": Position.SUPPORTS, "gist": "It is for it."}


def an_assessment(about_actor_id: int) -> Facts:
    said: Facts = {"kind": AssessmentKind.ESTIMATE, "author": "An analyst", "at": MAY}
    said |= {"about_actor_id": about_actor_id, "quantity": TROOPS, "gist": "So many can go."}
    return said | {"domain": Domain.LAND, "capability": Capability.COMBAT_UNIT}


def a_circumstance(actor_id: int) -> Facts:
    said: Facts = {"kind": ConditionKind.PARLIAMENTARY_APPROVAL, "actor_id": actor_id}
    return said | {"state": CircumstanceState.UNMET, "at": MAY}


def a_link(from_id: int, to_id: int) -> Facts:
    said: Facts = {"from_id": from_id, "to_id": to_id, "kind": LinkKind.UNCLEAR}
    return said | {"note": "It may be the same."}


def a_check(actor_id: int, pledge_id: int) -> Facts:
    return {
        "actor_id": actor_id,
        "topic": Topic.OWN_MONEY,
        "found": CheckResult.NOTHING,
        "checked_on": date(2026, 5, 2),
        "where": "Two newspapers",
        "pledge_id": pledge_id,
    }
