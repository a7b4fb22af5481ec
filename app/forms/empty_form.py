"""What a form holds before anything is typed."""

from collections.abc import Mapping
from datetime import date

from app.forms.boxes import boxes
from app.forms.form_part import FormPart
from app.forms.form_state import ROOT, FormState
from app.forms.parsers import input_text
from app.forms.references import ReferenceFinder
from app.models import (
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Link,
    Passage,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.spine.versioned import Versioned

# The empty parts that the form of a new thing, or of a new part, opens with.
INITIAL_PARTS: Mapping[type[Versioned], tuple[type[Versioned], ...]] = {
    Pledge: (Step, Condition),
    Step: (Citation,),
    Condition: (Citation,),
    Stance: (Citation,),
    Assessment: (Citation,),
    Event: (Attendance, Citation),
    Circumstance: (Citation,),
    Check: (Citation,),
    Citation: (Passage,),
}
TODAY_FACTS = ("retrieved_on", "checked_on")


def new_form(
    kind: type[Versioned], base: int, known_texts: Mapping[str, str], finder: ReferenceFinder
) -> FormState:
    """The form for a new thing, with what is known of it already."""
    form = FormState({ROOT: FormPart(ROOT, kind)}, base)
    form.root.texts = {box.name: known_texts.get(box.name, box.preset) for box in boxes(kind)}
    for part in INITIAL_PARTS.get(kind, ()):
        add_prefilled_part(form, part, ROOT, finder)
    return form


def add_prefilled_part(
    form: FormState, kind: type[Versioned], under: str, finder: ReferenceFinder
) -> FormPart:
    """Add a new part to a form, with its own INITIAL_PARTS, and return it.

    Raises:
        ValueError: When no such part can be there, or there are too many.
    """
    part = form.add_part(kind, under)
    if part.is_cited_here:
        part.texts["source_id"] = likely_source(form, finder)
    if kind is Citation:
        part.texts["fact"] = likely_fact(form.parts[under])
    if kind is Source:
        for passage in form.parts.values():
            if passage.is_cited_here and passage.is_blank:
                passage.texts["source_id"] = part.key
    for each in INITIAL_PARTS.get(kind, ()):
        if not form.is_full:
            add_prefilled_part(form, each, part.key, finder)
    return part


def likely_fact(row: FormPart) -> str:
    """The fact that a new citation of a row most likely supports; "" for the whole row.

    A later source about a recorded step usually confirms how firm it is, not all that it says.
    """
    is_there = row.kind is Step and row.entity_id is not None
    return "bindingness" if is_there and row.texts.get("bindingness") else ""


def likely_source(form: FormState, finder: ReferenceFinder) -> str:
    """The source that a new passage is most likely of: the form's own, else the one used last."""
    new = [part.key for part in form.additions if part.kind is Source]
    recent = [str(source.entity_id) for source in finder.choices.sources[:1]]
    return next(iter([*new, *recent]), "")


def prefill_source(form: FormState, source: str) -> None:
    """Let the new passages on the form of a new thing be of a source, by its number."""
    for part in form.parts.values():
        if part.is_cited_here:
            part.texts["source_id"] = source


def prefill_passage(form: FormState, passage: str) -> None:
    """Let the citations on the form of a new thing name a recorded passage, by its number."""
    for part in [each for each in form.parts.values() if each.kind is Citation]:
        part.texts["passage_id"] = passage
        for cited in form.cited_parts(part.key):
            del form.parts[cited.key]


def prefill_dates(form: FormState, today: date) -> None:
    """Fill today into the empty boxes for when a source was retrieved or a search was made."""
    for part in form.parts.values():
        for name in TODAY_FACTS:
            if part.entity_id is None and part.texts.get(name) == "":
                part.texts[name] = input_text(today)


def add_link(form: FormState, to: str, kind: str) -> None:
    """Add a link from the new thing to a recorded one; both are saved together."""
    link = form.add_part(Link, "")
    link.texts |= {"from_id": ROOT, "to_id": to, "kind": kind}
