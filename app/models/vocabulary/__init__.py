"""The closed vocabularies of the register: each word with what it means."""

from app.models.vocabulary.conditions import (
    LIMITS,
    OF_AN_ACTOR,
    CircumstanceState,
    ConditionKind,
    Gate,
)
from app.models.vocabulary.contribution import CAPABILITIES, ActorKind, Capability, Domain, misfit
from app.models.vocabulary.evidence import (
    CheckResult,
    Credibility,
    Mode,
    Reliability,
    SourceKind,
)
from app.models.vocabulary.kinds_and_roles import (
    AssessmentKind,
    AttendanceRole,
    EventKind,
    LinkKind,
    MembershipRole,
)
from app.models.vocabulary.pledge_axes import (
    Attribution,
    Bindingness,
    Delivery,
    Readiness,
    Standing,
)
from app.models.vocabulary.position import LED, Position, Proposition, Topic

__all__ = [
    "CAPABILITIES",
    "LED",
    "LIMITS",
    "OF_AN_ACTOR",
    "ActorKind",
    "AssessmentKind",
    "AttendanceRole",
    "Attribution",
    "Bindingness",
    "Capability",
    "CheckResult",
    "CircumstanceState",
    "ConditionKind",
    "Credibility",
    "Delivery",
    "Domain",
    "EventKind",
    "Gate",
    "LinkKind",
    "MembershipRole",
    "Mode",
    "Position",
    "Proposition",
    "Readiness",
    "Reliability",
    "SourceKind",
    "Standing",
    "Topic",
    "misfit",
]
