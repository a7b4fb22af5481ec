"""Every table of the register, imported here so that the metadata is whole."""

from app.models.actor import Actor, ActorFields
from app.models.citation import Citation, CitationFields
from app.models.condition import Condition, ConditionFields
from app.models.pledge import Pledge, PledgeFields
from app.models.source import Source, SourceFields
from app.models.step import Step, StepFields
from app.spine import moment  # noqa: F401  (from here on, every session sees one moment)
from app.spine.revision import Account, Intent, Line, Register, Revision, Role
from app.spine.versioned import Entity, Facts, Versioned

__all__ = [
    "Account",
    "Actor",
    "ActorFields",
    "Citation",
    "CitationFields",
    "Condition",
    "ConditionFields",
    "Entity",
    "Facts",
    "Intent",
    "Line",
    "Pledge",
    "PledgeFields",
    "Register",
    "Revision",
    "Role",
    "Source",
    "SourceFields",
    "Step",
    "StepFields",
    "Versioned",
]
