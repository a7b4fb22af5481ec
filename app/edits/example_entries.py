"""What stands beside pledges in an example register: stances, events, estimates and the like."""

from collections.abc import Callable
from datetime import date

from app.edits.example_facts import ExampleFacts
from app.models import (
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Facts,
    Link,
    Stance,
)
from app.models.vocabulary import (
    LIMITS,
    OF_AN_ACTOR,
    AssessmentKind,
    Capability,
    CircumstanceState,
    ConditionKind,
    EventKind,
    LinkKind,
    Position,
    Proposition,
    Topic,
)
from app.spine.bulk_recording import BulkRecording
from app.spine.versioned import Entity, Versioned

AWAITED = tuple(kind for kind in ConditionKind if kind not in LIMITS)
POSITIONS = tuple(each for each in Position if each not in (Position.LEADS, Position.SUPPORTS_IF))
LINKS = (*LinkKind, LinkKind.UNCLEAR, LinkKind.CONTRADICTS)


class ExampleEntries:
    """Adds one entry with its parts, each time it is asked for one.

    Attributes:
        passage_id: A passage to be cited.
    """

    def __init__(
        self,
        edit: BulkRecording,
        facts: ExampleFacts,
        actors: list[int],
        passage: Callable[[], int],
    ) -> None:
        self.edit, self.facts, self.random = edit, facts, facts.random
        self.actors, self.passage_id = actors, passage
        self.pledge_ids: list[int] = []
        self.circumstance_days: set[tuple[object, ...]] = set()
        self.verbs = (
            *[self.add_stance] * 4,
            *[self.add_event] * 3,
            *[self.add_assessment] * 3,
            *[self.add_check] * 3,
            *[self.add_link] * 4,
            *[self.add_circumstance] * 2,
        )

    def add_any(self, number: int, day: date) -> None:
        """One entry of a kind whose turn it is, dated near a day."""
        self.verbs[number % len(self.verbs)](number, day)

    def add_cited(self, kind: type[Versioned], facts: Facts) -> Entity:
        """An entry with the passage that it rests on."""
        entity = self.edit.add(kind, facts)
        self.edit.add(Citation, {"passage_id": self.passage_id()}, entity)
        return entity

    def add_stance(self, number: int, day: date) -> None:
        """Where an actor stands."""
        position = self.random.choice(POSITIONS)
        facts = {"actor_id": self.random.choice(self.actors), "at": self.facts.when(day)}
        facts |= {"proposition": self.random.choice(list(Proposition)), "position": position}
        self.add_cited(Stance, facts | {"gist": f"Example position {number}."})

    def add_event(self, number: int, day: date) -> None:
        """What happened, and who was there."""
        facts: Facts = {"kind": self.random.choice(list(EventKind))}
        facts |= {"title": f"Example event {number}"}
        facts |= {"at": self.facts.when(day), "place": self.facts.place()}
        event = self.add_cited(Event, facts)
        for actor_id in self.random.sample(self.actors, min(3, len(self.actors))):
            self.edit.add(Attendance, {"actor_id": actor_id, "role": "took part"}, event)

    def add_assessment(self, number: int, day: date) -> None:
        """What somebody estimates, or a need."""
        facts: Facts = {"author": "example analysts", "gist": f"Example estimate {number}."}
        facts |= {"kind": self.random.choice(list(AssessmentKind)), "at": self.facts.when(day)}
        facts |= {"domain": "enabling", "capability": Capability.AIR_DEFENCE}
        self.add_cited(Assessment, facts | {"quantity": self.facts.quantity("troops")})

    def add_check(self, number: int, day: date) -> None:
        """That somebody looked."""
        facts: Facts = {"actor_id": self.random.choice(self.actors), "checked_on": day}
        facts |= {"topic": self.random.choice(list(Topic)), "where": f"Example search {number}"}
        facts["found"] = self.random.choice(("nothing", "nothing newer", "still so"))
        self.add_cited(Check, facts)

    def add_link(self, number: int, day: date) -> None:
        """How one pledge bears on another; a stance while there are no two."""
        if len(self.pledge_ids) < 2:
            self.add_stance(number, day)
            return
        later, earlier = self.random.sample(self.pledge_ids[-400:], 2)
        kind = LINKS[number % len(LINKS)]
        self.add_cited(Link, {"from_id": later, "to_id": earlier, "kind": kind})

    def add_circumstance(self, number: int, day: date) -> None:
        """How it stands with what offers wait for; a stance where that day has one."""
        kind = self.random.choice(AWAITED)
        actor_id = self.random.choice(self.actors) if kind in OF_AN_ACTOR else None
        key = (kind, actor_id, day)
        if key in self.circumstance_days:
            self.add_stance(number, day)
            return
        self.circumstance_days.add(key)
        at = {"edtf": day.isoformat(), "basis": "stated"}
        state = self.random.choice(list(CircumstanceState))
        facts: Facts = {"kind": kind, "actor_id": actor_id, "state": state, "at": at}
        self.add_cited(Circumstance, facts)

    def add_condition(self, pledge: Entity, actor_id: int, first: Entity | None) -> Entity | None:
        """A condition of a pledge, or a limit of it; None for a limit.

        Where there is a first condition, it may be an alternative to that.
        """
        is_other = first is not None and self.facts.chance(0.5)
        kind = self.random.choice(AWAITED if is_other else tuple(ConditionKind))
        is_limit = kind in LIMITS
        facts: Facts = {"kind": kind, "words": f"an example of {kind}"}
        facts["gate"] = None if is_limit else self.random.choice(("commitment", "deployment"))
        facts["actor_id"] = actor_id if kind in OF_AN_ACTOR else None
        facts["alternative_to_id"] = first.id if first is not None and is_other else None
        entity = self.edit.add(Condition, facts, pledge)
        return None if is_limit else entity
