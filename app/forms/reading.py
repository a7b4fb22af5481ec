"""From what was typed into the boxes of a part to its facts, or a sentence for each wrong box."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from app.forms import typed as typed_in
from app.forms.boxes import PIECES, Box, bare, boxes
from app.models.place import Place, PlaceRule
from app.models.quantity import Quantity
from app.models.vocabulary import Domain
from app.models.when import Basis, When
from app.spine.value import Value, told
from app.spine.versioned import Facts, Versioned
from app.spine.wanted import Key

UNITS: Mapping[str, str] = {Domain.LAND: "troops", Domain.AIR: "aircraft", Domain.SEA: "ships"}
ONE_DAY = "Write one day, as in 22/11/2026."
LANGUAGES = ("language", "translated")  # the facts that name one
Typed = Mapping[str, str]


# What a reference that was typed names, by the kind it must be of.
Find = Callable[[str, str], int | Key]


@dataclass
class Read:
    """What was read of a part.

    Attributes:
        facts: None exactly when there are errors.
        errors: A sentence by box; "" holds what concerns several.
    """

    facts: Facts | None
    errors: dict[str, str] = field(default_factory=dict)


def read(kind: type[Versioned], typed: Typed, find: Find, unit: str | None = None) -> Read:
    """The facts of a part of a kind.

    Args:
        kind: Of the part.
        typed: What the boxes hold, by name.
        find: What finds what a reference names; raises ValueError with a sentence.
        unit: What a quantity counts that names no unit.
    """
    facts: Facts = {}
    errors: dict[str, str] = {}
    for box in boxes(kind):
        if not box.is_main:
            continue
        try:
            facts[box.fact] = fact(kind, box, typed, find, unit)
        except ValueError as refusal:
            errors[box.name] = str(refusal)
    if errors:
        return Read(None, errors)
    try:
        checked = kind.checked({n: 0 if isinstance(v, Key) else v for n, v in facts.items()})
    except ValidationError as failure:
        return Read(None, {str(e["loc"][0]) if e["loc"] else "": said(e) for e in failure.errors()})
    return Read(checked | {n: v for n, v in facts.items() if isinstance(v, Key)})


def fact(kind: type[Versioned], box: Box, typed: Typed, find: Find, unit: str | None) -> Any:  # noqa: ANN401
    """What the boxes of one fact say; None where they are empty.

    Raises:
        ValueError: With a sentence.
    """
    text = cleaned(typed.get(box.name, ""))
    declared = bare(kind.fields().model_fields[box.fact].annotation)
    names = PIECES.get(declared, ())
    pieces = {name: cleaned(typed.get(f"{box.name}.{name}", "")) for name in names}
    if declared is list:
        parts = text.replace("\n", ",").split(";" if ";" in text else ",")
        return [each.strip() for each in parts if each.strip()]
    if not text and not (declared is Quantity and pieces["words"]):
        return nothing(box, pieces)
    if box.refers is not None:
        return find(box.refers, text)
    if declared in VALUES:
        return VALUES[declared](text, pieces, unit)
    if declared is date:
        return day(text)
    return typed_in.language(text) if box.name in LANGUAGES else chosen(box, text)


def nothing(box: Box, pieces: Typed) -> None:
    """That nothing was typed.

    Raises:
        ValueError: When something has to be, or was typed beside it.
    """
    if box.needed:
        raise ValueError("Choose one." if box.choices else "Fill this in.")
    if any(pieces.get(name) for name in ("words", "note", "countries")):
        raise ValueError("Fill this in, or empty what stands with it.")


def when(text: str, pieces: Typed, _unit: str | None) -> When:
    """A date with what stands beside it."""
    basis = Basis(pieces["basis"] or Basis.STATED)
    words, note = pieces["words"] or None, pieces["note"] or None
    return typed_in.when(text, basis=basis, words=words, note=note)


def quantity(text: str, pieces: Typed, unit: str | None) -> Quantity:
    """A quantity, or words for one."""
    words = pieces["words"] or None
    return typed_in.quantity(text or str(words), unit=unit, words=words)


def place(text: str, pieces: Typed, _unit: str | None) -> Place:
    """A place with its countries."""
    return typed_in.place(text, pieces["countries"], PlaceRule(pieces["rule"] or PlaceRule.ANY))


VALUES: Mapping[Any, Callable[[str, Typed, str | None], Value]] = {
    When: when,
    Quantity: quantity,
    Place: place,
}


def chosen(box: Box, text: str) -> str:
    """A word that may be chosen, or a text that is not too long.

    Raises:
        ValueError: With a sentence.
    """
    if box.choices is not None and text not in [word for word, *_ in box.choices]:
        raise ValueError("Choose one of those offered.")
    if len(text) > box.most:
        raise ValueError(f"At most {box.most} characters; these are {len(text)}.")
    return text


def day(text: str) -> date:
    """A single day.

    Raises:
        ValueError: When it is longer than a day, or uncertain.
    """
    if re.fullmatch("[^0-9]*[a-z][^0-9]*", text, re.IGNORECASE):
        raise ValueError(ONE_DAY)
    read_as: When = typed_in.when(text)
    if read_as.edtf != read_as.latest.isoformat():
        raise ValueError(ONE_DAY)
    return read_as.latest


def cleaned(text: str) -> str:
    """What was typed, without stray spaces, with plain ends of lines; nobody types a NUL."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def said(error: Mapping[str, Any]) -> str:
    """What to tell the editor about one error of a field."""
    context = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return str(context["error"])
        case "string_too_short":
            return f"At least {context['min_length']} characters."
        case "string_too_long":
            return f"At most {context['max_length']} characters."
        case "string_pattern_mismatch":
            if str(context["pattern"]).startswith("^http"):
                return "Write all of it, from https:// or http:// on, without spaces."
            return "This is not written as it has to be: see the hint below it."
    return f"{error['msg']}."


def typed_as(
    kind: type[Versioned], facts: Facts, name: Callable[[str, int], str]
) -> dict[str, str]:
    """What the boxes of a part that says `facts` hold.

    Args:
        kind: Of the part.
        facts: What it says.
        name: What names a thing of a kind, so that it is found again.
    """
    return {box.name: held(box, facts.get(box.fact), name) for box in boxes(kind)}


def held(box: Box, value: Any, name: Callable[[str, int], str]) -> str:  # noqa: ANN401
    """What one box holds of a fact."""
    piece = box.name.removeprefix(box.fact).removeprefix(".")
    if value is None:
        return box.preset if piece else ""
    if piece:
        part = getattr(value, piece)
        return ", ".join(part) if isinstance(part, tuple) else str(part or "")
    if box.refers is not None:
        return name(box.refers, value)
    if isinstance(value, (When, Quantity, date)):
        return typed_in.as_typed(value)
    if isinstance(value, list):  # “Korea, Republic of” is one name
        return "; ".join([*value, ""]) if "," in "".join(value) else ", ".join(value)
    return value.words if isinstance(value, Place) else str(told(value))
