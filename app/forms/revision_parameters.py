"""What the address of the log may ask for."""

from collections.abc import Iterable
from datetime import date
from re import fullmatch

from app.forms.list_query import Parameter, actor_parameter, term_choices
from app.models import Intent, Versioned
from app.models.actor_names import ActorNames
from app.spine.clock import DAY_PATTERN


def revision_parameters(
    handles: Iterable[str], actors: ActorNames, kinds: Iterable[type[Versioned]]
) -> tuple[Parameter, ...]:
    """What `/revisions` takes.

    Args:
        handles: Of those who have edited.
        actors: The names of the actors on record; any other country may be asked for, too.
        kinds: What revisions touch.
    """
    nouns = {kind.noun(): kind.noun() for kind in kinds}
    whose = "It touched something of this actor, or about it."
    day = "A day, UTC, like 2026-05-01."
    return (
        Parameter("editor", "Editor", "Who made it.", {each: each for each in handles}),
        actor_parameter(whose, actors, "Who", "The country or group that the edit is about."),
        Parameter("noun", "Touched", "What it added, changed or retracted.", nouns),
        Parameter(
            "intent", "Intent", "What it means to do.", term_choices(Intent), label="Kind of edit"
        ),
        Parameter("since", "From", day, {}, is_repeatable=False, accepts_other=is_day),
        Parameter("until", "To", day, {}, is_repeatable=False, accepts_other=is_day),
    )


def is_day(word: str) -> bool:
    """Whether a word is a day."""
    try:
        return fullmatch(DAY_PATTERN, word) is not None and date.fromisoformat(word) is not None
    except ValueError:
        return False
