"""What a note to a pledge is worth once something new is recorded."""

from collections.abc import Iterable

from app.models import Pledge, Step
from app.rules.rule import Rule

RULE = Rule(
    "notes",
    "Notes",
    version=1,
    text=(
        "An editor’s note says what must not be misread of a pledge, as it stood when the note was "
        "written. Once a step is recorded or corrected later than that, and counts on the day, the "
        "note is shown as one from before the newest step, and the first page leaves it out. "
        "Whoever adds a step is asked whether the note still holds. Editing the pledge itself "
        "makes its note one of that day.",
    ),
    examples=(
        "“Nowhere does it promise troops” was noted in May. In June a step says “formal”: the page "
        "says that the note is from before that.",
    ),
)


def is_note_older(pledge: Pledge, current_steps: Iterable[Step]) -> bool:
    """Whether a pledge, and so its note, was recorded before one of the steps that count."""
    return pledge.note is not None and any(step.since > pledge.since for step in current_steps)
