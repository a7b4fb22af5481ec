"""How a rule explains itself."""

from dataclasses import KW_ONLY, dataclass


@dataclass(frozen=True)
class Rule:
    """A rule as /method tells it.

    Attributes:
        key: Its address on the page.
        title: What it settles.
        version: Goes up with each change of what it gives: a rule, a figure, or the words.
        text: Paragraphs for an analyst.
        examples: What it gives, and what it does not; none of them from the register.
    """

    key: str
    title: str
    _: KW_ONLY
    version: int
    text: tuple[str, ...]
    examples: tuple[str, ...] = ()
