"""What a passage is still cited for once a value that rested on it is another one."""

from collections.abc import Collection

from app.models.quantity import Quantity
from app.models.when import When
from app.rules.rule import Rule
from app.spine.merge import differing_names
from app.spine.versioned import Facts

RULE = Rule(
    "changed-values",
    "Changed values and their passages",
    version=1,
    text=(
        "A passage is cited for what it says, and need not say what a value is changed to. Whoever "
        "changes a value is asked, for each passage that it rested on, whether that one says the "
        "new value too. Where nobody says so, the passage is cited from then on for what was not "
        "changed, and the new value is uncited unless another passage is cited for it.",
        "In the same revision a passage that was cited for a whole row comes to be cited for each "
        "of its unchanged facts; one cited for the changed fact alone is cited for it no more. "
        "Nobody is asked where only words changed: a title, a gist, a note, or how a date or an "
        "amount was put.",
    ),
    examples=(
        "A step rests on ¶10: six aircraft, declared in March. Its amount becomes eight, and "
        "nobody says that ¶10 gives eight: ¶10 is cited for “declared” and for March, and “8 "
        "aircraft” is uncited.",
    ),
)
WORDS = frozenset({"title", "gist", "note", "words"})  # the facts that are in somebody's words


def changed_values(before: Facts, after: Facts) -> list[str]:
    """The facts that state another value than before, in the order of their kind.

    Left out is what states nothing any more, and what was only put in other words.
    """
    names = differing_names(before, after) - WORDS
    return [
        name
        for name, value in after.items()
        if name in names
        and states_something(value)
        and bare_value(value) != bare_value(before.get(name))
    ]


def unchanged_facts(facts: Facts, changed: Collection[str]) -> list[str]:
    """The facts that state something, without those that changed."""
    return [n for n, value in facts.items() if n not in changed and states_something(value)]


def states_something(value: object) -> bool:
    """Whether a fact is not empty."""
    return value is not None and value != []


def bare_value(value: object) -> object:
    """A value without the words that it was stated in, unless nothing else states it."""
    if isinstance(value, When):
        return value.model_copy(update={"words": None, "note": None})
    if isinstance(value, Quantity) and value.bounds != (None, None):
        return value.model_copy(update={"words": None})
    return value
