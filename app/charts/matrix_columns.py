"""The kinds of contribution that the matrix has a column for."""

from dataclasses import dataclass

from app.charts.rows import MatrixPledge
from app.models.vocabulary import Capability, Domain


@dataclass(frozen=True)
class MatrixColumn:
    """What a column of the matrix is of.

    Attributes:
        capability: The only capability that it is of; None for all of its domains.
    """

    key: str
    title: str
    domains: tuple[Domain, ...]
    capability: Capability | None = None

    def holds(self, pledge: MatrixPledge) -> bool:
        """Whether a pledge belongs in it."""
        fits = self.capability is None or pledge.capability == self.capability
        return pledge.domain in self.domains and fits


COLUMNS = (
    MatrixColumn("land", "Land", (Domain.LAND,)),
    MatrixColumn("air", "Air", (Domain.AIR,)),
    MatrixColumn("sea", "Sea", (Domain.SEA,)),
    MatrixColumn("money", "Money", (Domain.FUNDING,)),
    MatrixColumn("training", "Training", (Domain.TRAINING,)),
    MatrixColumn("other", "Other", (Domain.ENABLING, Domain.LEADERSHIP, Domain.UNSPECIFIED)),
)
