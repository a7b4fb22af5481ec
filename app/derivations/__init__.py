"""What keeps the derived tables: which rows a revision bears on, and what they follow from.

Importing it lets the spine write: without it nobody says what follows from a version.
"""

from app.derivations.pledge_state import PledgeStateDerivation
from app.derivations.waits import AwaitedDerivation, ConditionStateDerivation
from app.spine.derived_table import register

register(PledgeStateDerivation())
register(ConditionStateDerivation())
register(AwaitedDerivation())
