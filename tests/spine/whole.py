"""A register in which every kind has versions, and every fact says something."""

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
    Pledge,
    Source,
    Stance,
    Step,
)
from app.models.vocabulary import (
    ActorKind,
    AttendanceRole,
    CircumstanceState,
    Delivery,
    LinkKind,
    MembershipRole,
    Position,
)
from app.spine.edit import Edit
from app.spine.moment import at
from app.spine.recording import SYSTEM, recording
from app.spine.revision import Intent, Revision
from app.spine.versioned import Entity, Facts
from tests.spine import play, said
from tests.spine.toys import Tag, Toy

# What is new in r2 of each thing and part.
AFRESH: dict[str, Facts] = {
    "actor": {"name": "French Republic"},
    "source": {"title": "Another title"},
    "pledge": {"title": "Two brigades"},
    "step": {"delivery": Delivery.PARTIAL},
    "condition": {"words": "After an armistice"},
    "citation": {"gist": "It was said again."},
    "toy": {"name": "Ted"},
    "tag": {"text": "Seen again."},
    "group": {"aliases": []},
    "membership": {"role": MembershipRole.LEADS},
    "event": {"title": "Another meeting"},
    "attendance": {"role": AttendanceRole.SPOKE},
    "stance": {"position": Position.OPPOSES},
    "assessment": {"author": "Another analyst"},
    "circumstance": {"state": CircumstanceState.MET},
    "link": {"kind": LinkKind.REPEATS},
    "check": {"found": True},
}
# The facts that point at the own kind: in r1 at the other one, then nowhere.
OWN = {"condition": ["alternative_to_id"], "source": ["origin_id"], "toy": ["friend_id"]}
PARTS = {"step", "condition", "citation", "tag", "membership", "attendance"}


def build(engine: Engine) -> None:
    """r1 to r3, made on the first three days of May.

    r1 adds two of each kind, and two groups; r2 revises the one and retracts the other; r3 adds a
    toy.
    """
    with recording(engine, SYSTEM, Intent.IMPORTS, at=play.day(1)) as edit:
        gone = populated(edit, "gone", None)
        kept = populated(edit, "kept", gone)
    with recording(engine, SYSTEM, Intent.UPDATES, "All of it.", at=play.day(2)) as edit:
        for name, entity in kept.items():
            loose: Facts = dict.fromkeys(OWN.get(name, ()))
            edit.revise(entity.root_id, 1, {entity.id: AFRESH[name] | loose})
        for name in sorted(AFRESH.keys() - PARTS):
            edit.retract(gone[name].id, 1)
    with recording(engine, SYSTEM, Intent.RECORDS, at=play.day(3)) as edit:
        edit.add(Toy, {"code": "doll"})


def populated(edit: Edit, code: str, other: dict[str, Entity] | None) -> dict[str, Entity]:
    """One entity of each kind, by kind, and a group; some point at the `other` of their kind."""
    there: dict[str, Entity] = {}

    def own(kind: str) -> int | None:
        return other[kind].id if other else None

    there["actor"] = actor = edit.add(Actor, said.an_actor(code))
    there["source"] = source = edit.add(Source, said.a_source(code, own("source")))
    there["pledge"] = pledge = edit.add(Pledge, said.a_pledge(actor.id))
    there["step"] = step = edit.add(Step, said.A_STEP, under=pledge)
    condition = said.a_condition(actor.id, own("condition"))
    there["condition"] = edit.add(Condition, condition, under=pledge)
    there["citation"] = edit.add(Citation, said.a_citation(source.id, actor.id), under=step)
    there["toy"] = toy = edit.add(Toy, said.a_toy(code, own("toy")))
    there["tag"] = edit.add(Tag, {"text": "Seen.", "fact": "price"}, under=toy)
    return there | beside(edit, code, actor, pledge)


def beside(edit: Edit, code: str, actor: Entity, pledge: Entity) -> dict[str, Entity]:
    """What there is beside the offers of an actor: a group with it in, and one of each kind."""
    group = edit.add(Actor, said.an_actor(f"{code}-group", ActorKind.GROUP))
    membership = edit.add(Membership, said.a_membership(actor.id), under=group)
    event = edit.add(Event, said.AN_EVENT)
    attendance = edit.add(Attendance, said.an_attendance(actor.id), under=event)
    stance = edit.add(Stance, said.a_stance(actor.id))
    return {
        "group": group,
        "membership": membership,
        "event": event,
        "attendance": attendance,
        "stance": stance,
        "assessment": edit.add(Assessment, said.an_assessment(actor.id)),
        "circumstance": edit.add(Circumstance, said.a_circumstance(actor.id)),
        "link": edit.add(Link, said.a_link(pledge.id, stance.id)),
        "check": edit.add(Check, said.a_check(actor.id)),
    }


def digests(engine: Engine) -> dict[int, str]:
    """The digest of each revision, as someone would note them down."""
    with at(engine) as session:
        return dict(session.exec(select(Revision.number, Revision.digest)).all())
