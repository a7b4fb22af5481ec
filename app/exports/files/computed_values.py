"""What is worked out for a row, from what the pages show."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.models import Actor, Attendance, Citation, Condition, Membership, Source, Step, Versioned
from app.models.kinds import BY_NOUN
from app.queries.citations import Evidence
from app.queries.entries import Entry
from app.queries.offers import Offer
from app.queries.revisions import LogEntry as Edit
from app.queries.things import Thing
from app.queries.timeline import TimelineEntry
from app.rules import status

ComputedValues = dict[str, Any]
DATE_FACTS: dict[type[Versioned], tuple[str, ...]] = {
    Source: ("published",),
    Step: ("at",),
    Membership: ("began", "ended"),
}


def pledge_values(offer: Offer, citations: int, site: str) -> ComputedValues:
    """Of a pledge, on the day."""
    state = offer.state
    axes = ("bindingness", "readiness", "delivery", "standing", "quantity", "attribution")
    return {
        **owner_values(offer.actor),
        "status_line": status.status_line(offer.status),
        **{name: getattr(state, name) for name in axes},
        "by_then": state.by_then,
        "is_counted": state.beside is None,
        "not_counted_because": state.beside,
        "waits_for": "; ".join(part.words for part in offer.waits) or None,
        "limits": [condition.words for condition in offer.limits],
        "conditions": condition_texts(offer.conditions),
        "evidence_on": state.evidence_on,
        "unconfirmed_lately": state.unconfirmed_lately,
        **day_values(offer.pledge, "announced"),
        **{f"due_{end}": getattr(offer.pledge.due, end, None) for end in ("earliest", "latest")},
        "citations": citations,
        "url": f"{site}/pledges/{offer.pledge.entity_id}",
    }


def entry_values(entry: Entry, name: str, site: str) -> ComputedValues:
    """Of a stance or the like, on the day."""
    values: ComputedValues = {
        "name": name,
        **owner_values(entry.actor),
        "at_earliest": entry.first,
        "at_latest": entry.last,
        "by_then": entry.by_then,
    }
    if entry.noun == "stance":
        values["is_own"] = entry.is_own
    if entry.noun in ("stance", "assessment"):
        values["conditions"] = condition_texts(entry.conditions)
    if entry.noun == "link":
        values = {"name": name}
    url = f"{site}/{BY_NOUN[entry.noun].plural}/{entry.id}"
    return values | {"citations": len(entry.citations), "url": url}


def actor_values(actor: Actor, pledges: int, site: str) -> ComputedValues:
    """Of an actor."""
    section = "countries" if actor.is_country else "groups"
    return {"pledges": pledges, "url": f"{site}/{section}/{actor.code}"}


def source_values(source: Source, citations: int, site: str) -> ComputedValues:
    """Of a source."""
    url = f"{site}/sources/{source.entity_id}"
    return date_values(source) | {"citations": citations, "url": url}


def citation_values(cited_passage: Evidence, evidence_for: str, site: str) -> ComputedValues:
    """Of a citation."""
    citation: Citation = cited_passage.citation
    return {
        "evidence_for": evidence_for,
        "thing_id": citation.root_id,
        "source": cited_passage.source.title or cited_passage.source.publisher,
        "on_behalf": cited_passage.on_behalf,
        "url": f"{site}/citations/{citation.entity_id}",
    }


def timeline_values(entry: TimelineEntry) -> ComputedValues:
    """Of something dated."""
    return {
        "name": entry.name,
        **owner_values(entry.thing.actor),
        "at_latest": entry.last,
        "by_then": entry.by_then,
        "said_by": entry.attribution or None,
    }


def revision_values(entry: Edit, site: str) -> ComputedValues:
    """Of a revision."""
    return {"rows": entry.size, "url": f"{site}/revisions/{entry.revision.number}"}


def condition_texts(conditions: Iterable[Condition]) -> list[str]:
    """Conditions as a cell tells them: “deployment: ceasefire: once the fighting has stopped”."""
    return [f"{each.gate or 'limit'}: {each.kind}: {each.words}" for each in conditions]


def part_values(row: Versioned, things: Mapping[int, Thing]) -> ComputedValues:
    """Of a part of a thing: which thing it is, and who is meant."""
    thing = things[row.root_id]
    values: ComputedValues = {"part_of": thing.kind, "thing": thing.title, **date_values(row)}
    match row:
        case Attendance():
            return values | {"who": things[row.actor_id].title}
        case Membership():
            return values | {"member": things[row.member_id].title}
    return values | owner_values(thing.actor)


def date_values(row: Versioned) -> ComputedValues:
    """The days that the dates of a row may mean."""
    return {
        key: day
        for name in DATE_FACTS.get(type(row), ())
        for key, day in day_values(row, name).items()
    }


def day_values(row: Versioned, name: str) -> ComputedValues:
    """The first and the last day that a date may mean."""
    return {f"{name}_{end}": getattr(row, f"{name}_{end}") for end in ("earliest", "latest")}


def owner_values(actor: Actor | None) -> ComputedValues:
    """Whose a thing is."""
    return {"actor": actor.name if actor else None, "actor_code": actor.code if actor else None}
