"""A register in which every kind has versions, and every fact says something."""

from collections.abc import Callable

from sqlalchemy import Engine
from sqlmodel import select

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Link,
    Membership,
    Passage,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.models.vocabulary import (
    ActorKind,
    AttendanceRole,
    CheckResult,
    CircumstanceState,
    Delivery,
    LinkKind,
    MembershipRole,
    Position,
)
from app.spine.edit import Edit
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent, Revision
from app.spine.versioned import Entity, Facts
from tests.spine import sample_facts, toy_edits
from tests.spine.toys import Photo, Tag, Toy

# What is new in r2 of each thing and part.
REVISED_FACTS: dict[str, Facts] = {
    "actor": {"name": "French Republic"},
    "source": {"title": "Another title"},
    "pledge": {"title": "Two brigades"},
    "step": {"delivery": Delivery.DELIVERED},
    "condition": {"words": "After an armistice"},
    "passage": {"gist": "It was said again."},
    "citation": {"note": "It follows from it, too."},
    "toy": {"name": "Ted"},
    "photo": {"text": "Another bear."},
    "tag": {"text": "Seen again."},
    "group": {"aliases": []},
    "membership": {"role": MembershipRole.LEADS},
    "event": {"title": "Another meeting"},
    "attendance": {"role": AttendanceRole.SPOKE},
    "stance": {"position": Position.OPPOSES},
    "assessment": {"author": "Another analyst"},
    "circumstance": {"state": CircumstanceState.MET},
    "link": {"kind": LinkKind.REPEATS},
    "check": {"found": CheckResult.NOTHING_NEWER},
}
# The facts that point at the own kind: in r1 at the other one; here as they are then, at nothing.
OWN_KIND_FACTS = {
    "condition": {"alternative_to_id": None},
    "source": {"origin_id": None},
    "toy": {"friend_id": None, "seen_with": []},
}
PARTS = {"step", "condition", "passage", "citation", "tag", "membership", "attendance"}


def build_register(engine: Engine, add_more: Callable[[Edit], None] = lambda _: None) -> None:
    """r1 to r3, made on the first three days of May; `add_more` adds to r3.

    r1 adds two of each kind, and two groups; r2 revises the one and retracts the other; r3 adds a
    toy.
    """
    with recording(engine, SYSTEM_ACCOUNT, Intent.IMPORTS, at=toy_edits.day(1)) as edit:
        gone = add_each_kind(edit, "gone", None)
        kept = add_each_kind(edit, "kept", gone)
    with recording(
        engine, SYSTEM_ACCOUNT, Intent.UPDATES, "All of it.", at=toy_edits.day(2)
    ) as edit:
        for name, entity in kept.items():
            loose: Facts = OWN_KIND_FACTS.get(name, {})
            edit.revise(entity.root_id, 1, {entity.id: REVISED_FACTS[name] | loose})
        for name in sorted(REVISED_FACTS.keys() - PARTS):
            edit.retract(gone[name].id, 1)
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, at=toy_edits.day(3)) as edit:
        edit.add(Toy, {"code": "doll"})
        add_more(edit)


def add_each_kind(edit: Edit, code: str, other: dict[str, Entity] | None) -> dict[str, Entity]:
    """One entity of each kind, by kind, and a group; some point at the `other` of their kind."""
    there: dict[str, Entity] = {}

    def own(kind: str) -> int | None:
        return other[kind].id if other else None

    there["actor"] = actor = edit.add(Actor, sample_facts.an_actor(code))
    there["source"] = source = edit.add(Source, sample_facts.a_source(code, own("source")))
    there["pledge"] = pledge = edit.add(Pledge, sample_facts.a_pledge(actor.id))
    there["step"] = step = edit.add(Step, sample_facts.A_STEP, under=pledge)
    condition = sample_facts.a_condition(actor.id, own("condition"))
    there["condition"] = edit.add(Condition, condition, under=pledge)
    passage = edit.add(Passage, sample_facts.a_passage(actor.id), under=source)
    there["passage"] = passage
    there["citation"] = edit.add(Citation, sample_facts.a_citation(passage.id), under=step)
    there["toy"] = toy = edit.add(Toy, sample_facts.a_toy(code, own("toy")))
    there["photo"] = photo = edit.add(Photo, {"text": "A bear."})
    seen: Facts = {"text": "Seen.", "fact": "price", "loud": True, "photo_id": photo.id}
    there["tag"] = edit.add(Tag, seen, under=toy)
    return there | add_without_offers(edit, code, actor, pledge)


def add_without_offers(edit: Edit, code: str, actor: Entity, pledge: Entity) -> dict[str, Entity]:
    """What there is beside the offers of an actor: a group with it in, and one of each kind."""
    group = edit.add(Actor, sample_facts.an_actor(f"{code}-group", ActorKind.GROUP))
    membership = edit.add(Membership, sample_facts.a_membership(actor.id), under=group)
    event = edit.add(Event, sample_facts.AN_EVENT)
    attendance = edit.add(Attendance, sample_facts.an_attendance(actor.id), under=event)
    stance = edit.add(Stance, sample_facts.a_stance(actor.id))
    return {
        "group": group,
        "membership": membership,
        "event": event,
        "attendance": attendance,
        "stance": stance,
        "assessment": edit.add(Assessment, sample_facts.an_assessment(actor.id)),
        "circumstance": edit.add(Circumstance, sample_facts.a_circumstance(actor.id)),
        "link": edit.add(Link, sample_facts.a_link(pledge.id, stance.id)),
        "check": edit.add(Check, sample_facts.a_check(actor.id, pledge.id)),
    }


def revision_digests(engine: Engine) -> dict[int, str]:
    """The digest of each revision, as someone would note them down."""
    with reading_session(engine) as session:
        return dict(session.exec(select(Revision.number, Revision.digest)).all())
