"""What is worked out for a row, from what the pages show."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.models import Actor, Attendance, Citation, Condition, Membership, Source, Step, Versioned
from app.queries.citations import Cited
from app.queries.offers import Offer
from app.queries.records import Record
from app.queries.revisions import Entry as Edit
from app.queries.things import Thing
from app.queries.timeline import Entry
from app.rules import status

Worked = dict[str, Any]
DATES: dict[type[Versioned], tuple[str, ...]] = {
    Source: ("published",),
    Step: ("at",),
    Membership: ("began", "ended"),
}


def pledge(offer: Offer, citations: int, site: str) -> Worked:
    """Of a pledge, on the day."""
    worth = offer.value
    axes = ("bindingness", "readiness", "delivery", "standing", "quantity", "attribution")
    return {
        **whose(offer.actor),
        "status_line": status.line(offer.status),
        **{name: getattr(worth, name) for name in axes},
        "by_then": worth.by_then,
        "is_counted": worth.beside is None,
        "not_counted_because": worth.beside,
        "waits_for": "; ".join(part.words for part in offer.waits) or None,
        "limits": [condition.words for condition in offer.limits],
        "conditions": told(offer.conditions),
        "evidence_on": worth.evidence_on,
        "unconfirmed_lately": worth.unconfirmed_lately,
        **span(offer.pledge, "announced"),
        **{f"due_{end}": getattr(offer.pledge.due, end, None) for end in ("earliest", "latest")},
        "citations": citations,
        "url": f"{site}/pledges/{offer.pledge.entity_id}",
    }


def record(found: Record, name: str, site: str) -> Worked:
    """Of a stance or the like, on the day."""
    of_it: Worked = {
        "name": name,
        **whose(found.actor),
        "at_earliest": found.first,
        "at_latest": found.last,
        "by_then": found.by_then,
    }
    if found.noun == "stance":
        of_it["is_own"] = found.is_own
    if found.noun in ("stance", "assessment"):
        of_it["conditions"] = told(found.conditions)
    if found.noun == "link":
        of_it = {"name": name}
    url = f"{site}/{found.noun}s/{found.id}"
    return of_it | {"citations": len(found.citations), "url": url}


def actor(found: Actor, pledges: int, site: str) -> Worked:
    """Of an actor."""
    section = "countries" if found.is_country else "groups"
    return {"pledges": pledges, "url": f"{site}/{section}/{found.code}"}


def source(found: Source, citations: int, site: str) -> Worked:
    """Of a source."""
    url = f"{site}/sources/{found.entity_id}"
    return plain(found) | {"citations": citations, "url": url}


def citation(cited: Cited, evidence_for: str, site: str) -> Worked:
    """Of a citation."""
    its: Citation = cited.citation
    return {
        "evidence_for": evidence_for,
        "thing_id": its.root_id,
        "source": cited.source.title or cited.source.publisher,
        "on_behalf": cited.on_behalf,
        "url": f"{site}/citations/{its.entity_id}",
    }


def entry(found: Entry) -> Worked:
    """Of something dated."""
    return {
        "name": found.name,
        **whose(found.thing.actor),
        "at_latest": found.last,
        "by_then": found.by_then,
        "said_by": found.by or None,
    }


def edit(found: Edit, site: str) -> Worked:
    """Of a revision."""
    return {"rows": found.size, "url": f"{site}/revisions/{found.revision.number}"}


def told(conditions: Iterable[Condition]) -> list[str]:
    """Conditions as a cell tells them: “deployment: ceasefire: once the fighting has stopped”."""
    return [f"{each.gate or 'limit'}: {each.kind}: {each.words}" for each in conditions]


def part(row: Versioned, things: Mapping[int, Thing]) -> Worked:
    """Of a part of a thing: which thing it is, and who is meant."""
    thing = things[row.root_id]
    of_it: Worked = {"part_of": thing.kind, "thing": thing.title, **plain(row)}
    match row:
        case Attendance():
            return of_it | {"who": things[row.actor_id].title}
        case Membership():
            return of_it | {"member": things[row.member_id].title}
    return of_it | whose(thing.actor)


def plain(row: Versioned) -> Worked:
    """The days that the dates of a row may mean."""
    return {key: day for name in DATES.get(type(row), ()) for key, day in span(row, name).items()}


def span(row: Versioned, name: str) -> Worked:
    """The first and the last day that a date may mean."""
    return {f"{name}_{end}": getattr(row, f"{name}_{end}") for end in ("earliest", "latest")}


def whose(found: Actor | None) -> Worked:
    """Whose a thing is."""
    return {"actor": found.name if found else None, "actor_code": found.code if found else None}
