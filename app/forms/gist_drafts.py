"""What a form makes of the gists that nobody typed: drafts beside a quote, marked as such."""

from collections.abc import Mapping

from app.forms.form_part import FormPart
from app.forms.form_state import FormState
from app.forms.references import ReferenceFinder
from app.models import Condition, Passage, Pledge, Stance, Step
from app.rules.gist_draft import draft_condition_gist, draft_stance_gist, draft_step_gist
from app.spine.desired import Key
from app.spine.versioned import Facts

WITHOUT_QUOTE = (
    "This was put together from the boxes of a form, and stands only beside a quote: keep the "
    "quote, or write this anew."
)


def settle_gists(
    form: FormState, recorded_facts: Mapping[str, Facts], finder: ReferenceFinder
) -> None:
    """Draft the gists of new passages that are only quoted; let others stay drafted or not.

    Args:
        form: The form, whose parts were all read.
        recorded_facts: What each recorded part said when the form was drawn, by its key.
        finder: What names actors.
    """
    for part in form.parts.values():
        facts = part.facts
        if part.kind is not Passage or facts is None:
            continue
        if part.entity_id is not None:
            facts["drafted"] = is_left_drafted(facts, recorded_facts.get(part.key, {}))
            if facts["drafted"] and facts["quote"] is None:
                part.errors["gist"] = WITHOUT_QUOTE
        elif part.is_cited_here and facts["gist"] is None:  # so there is a quote
            facts["gist"] = draft_gist(form, part, finder)
            facts["drafted"] = facts["gist"] is not None


def is_left_drafted(facts: Facts, recorded: Facts) -> bool:
    """Whether a recorded passage has a drafted gist that was left as it was."""
    was_drafted: bool = recorded.get("drafted", False)
    return was_drafted and bool(facts["gist"] == recorded["gist"])


def draft_gist(form: FormState, passage: FormPart, finder: ReferenceFinder) -> str | None:
    """What a new passage says by the boxes of what it is cited for; None for no words."""
    citation = form.parts[passage.under]
    row, fact = form.parts.get(citation.under, citation), (citation.facts or {})["fact"]
    owner = form.parts.get(row.under, row)
    if owner.kind not in (Pledge, Stance):
        return None
    facts, owner_facts, passage_facts = row.facts or {}, owner.facts or {}, passage.facts or {}
    actor = owner_facts["actor_id"]
    name = finder.name_of("actor", actor)
    is_own = passage_facts["each"] or actor in passage_facts["on_behalf"]
    if row.kind is Step:
        step = facts if fact is None else {fact: facts.get(fact)}
        return draft_step_gist(name, owner_facts, step, is_own=is_own)
    if row.kind is Stance and fact in (None, "position"):
        return draft_stance_gist(name, facts, is_own=is_own)
    is_plain = row.kind is Condition and owner.kind is Pledge and fact is None
    if is_plain and not has_alternative(form, row):
        return draft_condition_gist(name, owner_facts, facts, is_own=is_own)
    return None


def has_alternative(form: FormState, condition: FormPart) -> bool:
    """Whether another condition on the form is an alternative to this one."""
    number = condition.entity_id
    reference = Key(condition.key) if number is None else number
    rows = [part.facts or {} for part in form.parts.values() if part.kind is Condition]
    return any(facts.get("alternative_to_id") == reference for facts in rows)
