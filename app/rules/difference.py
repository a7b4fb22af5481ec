"""What became of a thing between two states of the register, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.rules.rule import Rule
from app.spine.value import Term

RULE = Rule(
    "differences",
    "What is different between two revisions",
    version=5,
    text=(
        "The register compares its state at the earlier revision with its state at the later one, "
        "both for the same day of the world. It does not show what was added and taken back in "
        "between, or changed and changed back.",
        "A pledge is compared by what it is worth. Firmer and weaker are steps on the ladder of "
        "bindingness, readier and less ready on that of readiness, further and less far on that "
        "of delivery. “More” means that the least or the most of an amount has gone up and "
        "neither has gone down, in one unit and as often; “less” is the other way round; all else "
        "is “another amount”, also where it is contested on one of the two sides. What is offered, "
        "set aside, delivered, and what it is said to be worth are compared apart. What nobody had "
        "said before is “now stated”, which is neither firmer nor more.",
        "A fact is “corrected” if the revision that changed it meant to correct it. A stance has "
        "“moved” if the same actor has one on the same proposition with a later date, and had "
        "one at the earlier revision. What was recorded twice is “merged” into the one that "
        "stays. An actor’s differences stand under its name at the later "
        "revision.",
    ),
    examples=(
        "From “about 200 troops” to “400 troops”: more. From “100 to 300” to “200”: another "
        "amount. From “£5 million” to “€6 million”: another amount.",
        "€1 billion is offered at both; at the later one €120 million are paid, of which nothing "
        "was said before: now stated how much is delivered.",
        "A pledge recorded in r5 and retracted in r8 does not stand between r3 and r12.",
    ),
)


class OutcomeKind(Term):
    """What became of something."""

    NEW = "new", "it was not in the register at the earlier revision"
    RETRACTED = "retracted", "it is not in the register any more: it should not have been recorded"
    MERGED = "merged", "it was recorded twice, and goes on in the other one"
    MOVED = "moved", "a later stance takes another position on the same"
    WITHDRAWN = "withdrawn", "its owner took it back"
    FALLEN = "no longer standing", "it has lapsed, or another took its place"
    DISPUTED = "disputed", "sources disagree on whether it stands"
    STANDS = "stands again", "it is active once more"
    FIRMER = "firmer", "higher on the ladder of bindingness"
    WEAKER = "weaker", "lower on the ladder of bindingness"
    READIER = "readier", "higher on the ladder of readiness"
    LESS_READY = "less ready", "lower on the ladder of readiness"
    FURTHER = "further", "higher on the ladder of delivery"
    LESS_FAR = "less far", "lower on the ladder of delivery"
    MORE = "more", "the least or the most has gone up"
    LESS = "less", "the least or the most has gone down"
    OTHER = "another amount", "neither more nor less for certain"
    STATED = "now stated", "nobody had said so before, or it was not recorded"
    UNSTATED = "no longer stated", "no step that counts says so any more"
    FREE = "no longer waits for", "a condition was met, or is recorded no more"
    WAITS = "now waits for", "a condition that is not met on the day was added, or is met no more"
    OWN = "said by its owner now", "its owner confirmed what others had said"
    NOT_OWN = "no longer said by its owner", "what is left is the word of others, or nobody’s"
    CORRECTED = "corrected", "what was recorded wrong was mended"
    CHANGED = "changed", "something else of it was changed"


@dataclass(frozen=True)
class Outcome:
    """One thing that became of something.

    Attributes:
        detail: Further words: what is waited for, which axis.
        before: What it was, in words; "" where the word says it all.
        after: What it is.
        row_ids: The ids of the rows that it follows from, on both sides.
    """

    word: OutcomeKind
    detail: str = ""
    before: str = ""
    after: str = ""
    row_ids: tuple[int, ...] = ()

    def __str__(self) -> str:
        """As in “firmer: declared → formal”."""
        lead = f"{self.word} {self.detail}" if self.detail else str(self.word)
        if self.word is OutcomeKind.MOVED:
            return f"moved from {self.before} to {self.after} on “{self.detail}”"
        sides = " → ".join(filter(None, (self.before, self.after)))
        return f"{lead}: {sides}" if sides else lead


def sort_outcomes(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """What became of something, in the order of the words."""
    words = list(OutcomeKind)
    return sorted(outcomes, key=lambda each: words.index(each.word))
