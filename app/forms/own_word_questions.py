"""Asks about a step that takes the place of what the owner of a pledge said itself."""

from collections.abc import Iterable
from datetime import date

from app.forms.form_background import FormBackground
from app.forms.form_part import FormPart
from app.forms.form_state import FormState
from app.forms.question import Question
from app.models import Citation, Passage, Pledge, Step
from app.models.when import When
from app.spine.desired import Key
from app.spine.versions import current_rows

OWN_WORD = Question(
    "word",
    "The owner itself is cited for how firm this was, and for this step nobody who speaks for it. "
    "The latest step that says how firm a pledge is decides whose word it is: with this one it is "
    "others’, and in no total. Where the source says the same as before, cite it for the step that "
    "is there, or leave this empty.",
    "It is the word of others from now on",
    "bindingness",
)


def ask_for_own_word(form: FormState, background: FormBackground) -> None:
    """Ask about a step that says how firm a pledge is, where an earlier one gives its owner’s word.

    It is asked of a step that nobody is cited for who speaks for the owner, unless it is older.
    """
    actor_id = (form.root.facts or {}).get("actor_id")
    if form.root.kind is not Pledge or not isinstance(actor_id, int):
        return
    steps = [each for each in form.tree.get(form.root.key, ()) if is_stated(each)]
    new_steps = [each for each in steps if background.is_changed(each, "bindingness")]
    if not new_steps or len(steps) == 1:
        return
    own = list_own(form, steps, actor_id, background)
    for step in new_steps:
        if step not in own and any(step is not each and not is_older(step, each) for each in own):
            step.questions.ask(OWN_WORD)


def is_stated(part: FormPart) -> bool:
    """Whether it is a step that says how firm its pledge is."""
    return part.kind is Step and (part.facts or {}).get("bindingness") is not None


def is_older(step: FormPart, other: FormPart) -> bool:
    """Whether a step is for certain of an earlier day than another one."""
    at, other_at = ((each.facts or {}).get("at") for each in (step, other))
    if not isinstance(at, When) or not isinstance(other_at, When):
        return False
    return day_order(at) < day_order(other_at)


def list_own(
    form: FormState, steps: Iterable[FormPart], actor_id: int, background: FormBackground
) -> list[FormPart]:
    """The steps whose owner is cited for how firm they are: one statement for what is on record."""
    cited = {step.key: list(cited_passages(form, step)) for step in steps}
    ids = {each for passages in cited.values() for each in passages if isinstance(each, int)}
    rows = current_rows(background.session, ids)
    words: set[int | Key] = {
        i for i, row in rows.items() if isinstance(row, Passage) and row.is_word_of(actor_id)
    }
    new_parts = {key: part.facts for key, part in form.parts.items() if part.kind is Passage}
    words |= {
        Key(key)
        for key, facts in new_parts.items()
        if facts and (facts["each"] or actor_id in facts["on_behalf"])
    }
    return [step for step in steps if words & set(cited[step.key])]


def cited_passages(form: FormState, step: FormPart) -> Iterable[int | Key]:
    """The passages that a form cites for how firm a step is."""
    for part in form.tree.get(step.key, ()):
        facts = part.facts if part.kind is Citation else None
        if facts and facts["fact"] in (None, "bindingness"):
            yield facts["passage_id"]


def day_order(at: When) -> tuple[date, date]:
    """What steps are ordered by: the latest possible day, then the earliest."""
    return at.latest, at.earliest or date.min
