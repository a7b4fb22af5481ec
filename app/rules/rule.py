"""How a rule explains itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A rule as /method tells it.

    Attributes:
        key: Its address on the page.
        title: What it settles.
        version: Goes up with each change of what it gives.
        text: Paragraphs for an analyst.
    """

    key: str
    title: str
    version: int
    text: tuple[str, ...]
