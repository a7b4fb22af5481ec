"""What things consist of: the kinds of parts that each kind may have."""

from app.models.actor import Actor
from app.models.assessment import Assessment
from app.models.attendance import Attendance
from app.models.check import Check
from app.models.circumstance import Circumstance
from app.models.citation import Citation
from app.models.condition import Condition
from app.models.event import Event
from app.models.link import Link
from app.models.membership import Membership
from app.models.pledge import Pledge
from app.models.source import Source
from app.models.stance import Stance
from app.models.step import Step
from app.spine.versioned import Versioned

# The things, which hang on nothing else, each with its parts; evidence apart.
ROOTS: dict[type[Versioned], tuple[type[Versioned], ...]] = {
    Actor: (Membership,),
    Source: (),
    Pledge: (Step, Condition),
    Stance: (Condition,),
    Assessment: (Condition,),
    Event: (Attendance,),
    Circumstance: (),
    Check: (),
    Link: (),
}
KINDS: tuple[type[Versioned], ...] = (*ROOTS, Step, Condition, Attendance, Membership, Citation)


def part_kinds(kind: type[Versioned]) -> tuple[type[Versioned], ...]:
    """The kinds of parts that a row of a kind may have, its evidence last.

    A source is evidence itself, and a check is nobody's word but the editor's.
    """
    own_parts = ROOTS.get(kind, ())
    return own_parts if kind in (Source, Check, Citation) else (*own_parts, Citation)
