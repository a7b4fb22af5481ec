"""How much of a pledge is at a stage: offered, set aside, delivered; and what it is worth."""

from dataclasses import dataclass

from app.models.quantity import Quantity


@dataclass(frozen=True)
class Amount:
    """How much a pledge is, by the latest step that states it.

    Attributes:
        name: Of AMOUNTS: “offered” and so on.
        quantity: How much; the range over `statements`, None if they have none.
        statements: What steps of the same days state, where they differ, the smallest first.
    """

    name: str
    quantity: Quantity | None
    statements: tuple[Quantity, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether sources disagree on it."""
        return bool(self.statements)

    @property
    def has_figure(self) -> bool:
        """Whether there is a figure for it, or a range over several."""
        return self.quantity is not None and self.quantity.bounds != (None, None)

    @property
    def words(self) -> str:
        """As in “300 to 400 troops, contested”; "" where nothing says how much."""
        if self.contested:
            return f"{self.quantity or ' or '.join(map(str, self.statements))}, contested"
        return str(self.quantity) if self.quantity and self.quantity.says_how_much else ""

    @property
    def figures(self) -> list[str]:
        """The figures of it, of all statements where sources disagree; [] if nothing says."""
        quantities = self.statements or ((self.quantity,) if self.quantity else ())
        return [each.figures for each in quantities if self.contested or each.says_how_much]
