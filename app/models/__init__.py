"""Every table of the register, imported here so that the metadata is whole."""

from app.models.actor import Actor, ActorFields
from app.models.assessment import Assessment, AssessmentFields
from app.models.attendance import Attendance, AttendanceFields
from app.models.check import Check, CheckFields
from app.models.circumstance import Circumstance, CircumstanceFields
from app.models.citation import Citation, CitationFields
from app.models.condition import Condition, ConditionFields
from app.models.derived import Awaited, ConditionStateRow, PledgeStateRow
from app.models.event import Event, EventFields
from app.models.link import Link, LinkFields
from app.models.membership import Membership, MembershipFields
from app.models.passage import Passage, PassageFields
from app.models.pledge import Pledge, PledgeFields
from app.models.sign_in import Invitation, Secret, SignInAttempt, SignInSession
from app.models.source import Source, SourceFields
from app.models.stance import Stance, StanceFields
from app.models.step import Step, StepFields
from app.spine import moment  # noqa: F401  (from here on, every session sees one moment)
from app.spine.account_record import AccountState
from app.spine.revision import Account, Intent, Line, Register, Revision, Role
from app.spine.successor import Successor
from app.spine.versioned import Entity, Facts, Versioned

__all__ = [
    "Account",
    "AccountState",
    "Actor",
    "ActorFields",
    "Assessment",
    "AssessmentFields",
    "Attendance",
    "AttendanceFields",
    "Awaited",
    "Check",
    "CheckFields",
    "Circumstance",
    "CircumstanceFields",
    "Citation",
    "CitationFields",
    "Condition",
    "ConditionFields",
    "ConditionStateRow",
    "Entity",
    "Event",
    "EventFields",
    "Facts",
    "Intent",
    "Invitation",
    "Line",
    "Link",
    "LinkFields",
    "Membership",
    "MembershipFields",
    "Passage",
    "PassageFields",
    "Pledge",
    "PledgeFields",
    "PledgeStateRow",
    "Register",
    "Revision",
    "Role",
    "Secret",
    "SignInAttempt",
    "SignInSession",
    "Source",
    "SourceFields",
    "Stance",
    "StanceFields",
    "Step",
    "StepFields",
    "Successor",
    "Versioned",
]
