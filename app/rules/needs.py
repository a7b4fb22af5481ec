"""Which offers meet a need for a capability."""

from app.models.vocabulary import MET_BY, meeting_capabilities
from app.rules.rule import Rule

RULE = Rule(
    "needs",
    "Which offers meet a need",
    version=1,
    text=(
        "Offers and requirements share one list of capabilities. An offer meets a need for its own "
        "capability, and these meet others too: "
        + "; ".join(
            f"{need} is met also by {' and '.join(others)}" for need, others in MET_BY.items()
        )
        + ". Lists of offers that are asked for a capability hold all that meet it, and so does "
        "every link from a requirement. It does not work the other way round: who asks for "
        "fighters is not shown other air defence.",
    ),
)


def need_words(capability: str) -> str:
    """A capability as something needed: “air defence, met also by fighters”; itself for most."""
    _, *others = meeting_capabilities(capability)
    return f"{capability}, met also by {' or '.join(others)}" if others else capability
