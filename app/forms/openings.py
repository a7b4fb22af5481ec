"""What a form holds before anything is typed."""

from collections.abc import Mapping
from datetime import date

from app.forms.boxes import boxes
from app.forms.finding import Finder
from app.forms.sheet import ROOT, Part, Sheet
from app.forms.typed import as_typed
from app.models import (
    Assessment,
    Attendance,
    Circumstance,
    Citation,
    Condition,
    Event,
    Link,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.spine.versioned import Versioned

# The parts that a new thing of a kind, or a new part, is asked for at once.
ASKED: Mapping[type[Versioned], tuple[type[Versioned], ...]] = {
    Pledge: (Step, Condition),
    Step: (Citation,),
    Condition: (Citation,),
    Stance: (Citation,),
    Assessment: (Citation,),
    Event: (Attendance, Citation),
    Circumstance: (Citation,),
}
TODAY = ("retrieved_on", "checked_on")


def fresh(kind: type[Versioned], base: int, given: Mapping[str, str], finder: Finder) -> Sheet:
    """The form for a new thing, with what is known of it already."""
    sheet = Sheet({ROOT: Part(ROOT, kind)}, base)
    sheet.root.typed = {box.name: given.get(box.name, box.preset) for box in boxes(kind)}
    for part in ASKED.get(kind, ()):
        opening(sheet, part, ROOT, finder)
    return sheet


def opening(sheet: Sheet, kind: type[Versioned], under: str, finder: Finder) -> Part:
    """A new part on a form, with the parts that it is asked for at once.

    Raises:
        ValueError: When no such part can be there, or there are too many.
    """
    part = sheet.add(kind, under)
    if kind is Citation:
        part.typed["source_id"] = likely_source(sheet, finder)
        part.typed["fact"] = likely_fact(sheet.parts[under])
    if kind is Source:
        for cited in sheet.parts.values():
            if cited.kind is Citation and cited.entity_id is None and cited.is_blank:
                cited.typed["source_id"] = part.key
    for each in ASKED.get(kind, ()):
        if not sheet.is_full:
            opening(sheet, each, part.key, finder)
    return part


def likely_fact(row: Part) -> str:
    """The fact that further evidence for a row is most likely for.

    Who says again what a step says tells how firm it is, and seldom all else that it states.
    """
    is_there = row.kind is Step and row.entity_id is not None
    return "bindingness" if is_there and row.typed.get("bindingness") else ""


def likely_source(sheet: Sheet, finder: Finder) -> str:
    """The source that a new citation most likely names: the form's own, else the one used last."""
    new = [part.key for part in sheet.beside if part.kind is Source]
    used = [str(source.entity_id) for source in finder.choices.sources[:1]]
    return next(iter([*new, *used]), "")


def cite(sheet: Sheet, source: str) -> None:
    """Let the citations that a new thing is asked for name a source, by its number."""
    for part in sheet.parts.values():
        if part.kind is Citation:
            part.typed["source_id"] = source


def dated(sheet: Sheet, today: date) -> None:
    """Let whoever looks or retrieves today not have to type it."""
    for part in sheet.parts.values():
        for name in TODAY:
            if part.entity_id is None and part.typed.get(name) == "":
                part.typed[name] = as_typed(today)


def linked(sheet: Sheet, to: str, kind: str) -> None:
    """Say how a new thing stands to one that is there: a link, recorded with it."""
    link = sheet.add(Link, "")
    link.typed |= {"from_id": ROOT, "to_id": to, "kind": kind}
