"""Asks whether the passages that a changed fact rested on say so too."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.forms.form_background import FormBackground
from app.forms.form_part import FormPart
from app.forms.form_state import FormState
from app.forms.question import Question
from app.models import Citation
from app.queries.citations import Evidence, load_evidence
from app.rules.narrowing import changed_values
from app.spine.revision import sha256_hex
from app.spine.value import canonical_json, to_json
from app.spine.versioned import Facts

ABOUT_LENGTH = 12  # of the hash of a value: enough to tell it from the next one typed
LEFT_OPEN = (
    "Tick it if so. If it is left open, the passage is no longer cited for this, and the new value "
    "is uncited unless another passage is cited for it."
)


@dataclass(frozen=True)
class CitationQuestion(Question):
    """Whether a passage says what a changed fact of a row says now.

    Attributes:
        citation_id: The citation of the passage.
        fact: The changed fact.
    """

    citation_id: int = 0
    fact: str = ""


def ask_about_citations(form: FormState, background: FormBackground) -> None:
    """Ask, of each passage that a changed fact rested on, whether it says so too."""
    follow_narrowings(form, background)
    for part in form.parts.values():
        before = background.recorded_facts.get(part.key)
        changed = changed_values(before, part.facts) if before and part.facts else []
        citation_ids = untouched_citations(form, part, background) if changed else []
        evidence = [each for each, _ in load_evidence(background.session, citation_ids)]
        for fact in changed:
            for each in evidence:
                if each.is_about(fact) and not is_cited_anew(form, part, each, fact):
                    part.questions.ask(citation_question(part, fact, each))


def follow_narrowings(form: FormState, background: FormBackground) -> None:
    """Let a form that is sent once more after it was saved keep what that made of its citations."""
    for part in form.parts.values() if background.is_sent_again else ():
        if part.kind is not Citation or part.entity_id is None or part.facts is None:
            continue
        recorded = background.recorded_facts.get(part.key)
        if recorded is None:
            part.is_removed, part.facts = True, None
        else:
            fact = part.facts["fact"] or recorded["fact"]
            part.facts["fact"], part.texts["fact"] = fact, fact or ""


def untouched_citations(form: FormState, row: FormPart, background: FormBackground) -> list[int]:
    """The recorded citations of a row that the form leaves as they are, or does not name."""
    recorded = background.recorded_facts
    return [
        int(key)
        for key in background.children(row.key, Citation)
        if key not in form.parts or form.parts[key].facts == recorded[key]
    ]


def is_cited_anew(form: FormState, row: FormPart, evidence: Evidence, fact: str) -> bool:
    """Whether the form itself cites a passage for a fact that it rested on already."""
    return any(
        facts["passage_id"] == evidence.citation.passage_id
        for facts in form_citations(form, row)
        if facts["fact"] in (None, fact)
    )


def form_citations(form: FormState, row: FormPart) -> Iterator[Facts]:
    """What the citations say that a form adds to a row."""
    for part in form.tree.get(row.key, ()):
        if part.kind is Citation and part.entity_id is None and part.facts is not None:
            yield part.facts


def citation_question(row: FormPart, fact: str, evidence: Evidence) -> CitationQuestion:
    """Whether a passage says so too, asked once for each value; left open, it does not."""
    title, place = row.kind.fact_title(fact), evidence.place
    value = canonical_json(to_json((row.facts or {})[fact]))
    return CitationQuestion(
        f"also_{fact}_{evidence.citation.entity_id}",
        f"“{title}” is changed. Does {place} say so too? {LEFT_OPEN}",
        f"{place} says so too",
        fact,
        sha256_hex(value)[:ABOUT_LENGTH],
        ((f"/passages/{evidence.passage.entity_id}", f"What {place} says"),),
        may_stay_open=True,
        citation_id=evidence.citation.entity_id,
        fact=fact,
    )


def list_narrowings(form: FormState) -> dict[int, set[str]]:
    """The facts that each citation is for no longer, by its id, as nobody ticked that it is."""
    narrowings: dict[int, set[str]] = {}
    for part in form.parts.values():
        for question in part.questions.by_key.values():
            if isinstance(question, CitationQuestion) and not part.questions.is_answered(question):
                narrowings.setdefault(question.citation_id, set()).add(question.fact)
    return narrowings
