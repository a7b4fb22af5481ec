"""From what was typed into the boxes of a part to its facts, or a sentence for each wrong box."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.forms.boxes import PIECES, Box, bare_type, boxes
from app.forms.dates import check_end, parse_day
from app.forms.linked_error import Links, links_of
from app.forms.parsers import input_text, parse_language, parse_place, parse_quantity, parse_when
from app.models.place import Place, PlaceRule
from app.models.quantity import Quantity
from app.models.vocabulary import Domain
from app.models.when import Basis, When
from app.spine.desired import Key, keys_of, replace_keys
from app.spine.text import clean_text
from app.spine.typed_facts import accept_fact
from app.spine.value import Value, to_json
from app.spine.versioned import Facts, Versioned

DEFAULT_UNITS: Mapping[str, str] = {
    Domain.LAND: "troops",
    Domain.AIR: "aircraft",
    Domain.SEA: "ships",
}
LANGUAGES = ("language", "translated")  # the facts that name one
Texts = Mapping[str, str]
FactValue = Value | date | int | Key | str | Sequence[str | int | Key] | None
# What a reference that was typed names, by the kind it must be of; and how a form names it.
FindReference = Callable[[str, str], int | Key]
NameReference = Callable[[str, int | Key], str]


@dataclass
class ParsedPart:
    """What parsing a part comes to.

    Attributes:
        facts: None exactly when there are errors.
        errors: A sentence by box; "" holds what concerns several.
        links: The ways out of what is wrong, by box.
    """

    facts: Facts | None
    errors: dict[str, str] = field(default_factory=dict)
    links: dict[str, Links] = field(default_factory=dict)


def parse_part(
    kind: type[Versioned],
    texts: Texts,
    find: FindReference,
    unit: str | None = None,
    year: int | None = None,
) -> ParsedPart:
    """The facts of a part of a kind.

    Args:
        kind: The kind of the part.
        texts: What the boxes hold, by name.
        find: From a kind and a name to an id or key; raises ValueError with a sentence.
        unit: What a quantity counts that names no unit.
        year: That of the source, to ask about a date without one.
    """
    facts: Facts = {}
    errors: dict[str, str] = {}
    links: dict[str, Links] = {}
    for box in boxes(kind):
        if not box.is_main:
            continue
        try:
            value = parse_fact(kind, box, texts, find, unit, year)
            if value is not None or not has_default(kind, box.fact):
                facts[box.fact] = value
        except ValueError as refusal:
            errors[box.name], links[box.name] = str(refusal), links_of(refusal)
    if errors:
        return ParsedPart(None, errors, links)
    try:
        valid_facts = kind.validate_facts(
            {n: replace_keys(value, lambda _: 0) for n, value in facts.items()}
        )
    except ValidationError as failure:
        return ParsedPart(
            None, {str(e["loc"][0]) if e["loc"] else "": field_error(e) for e in failure.errors()}
        )
    return ParsedPart(valid_facts | {n: value for n, value in facts.items() if keys_of(value)})


def has_default(kind: type[Versioned], fact: str) -> bool:
    """Whether a fact has a value of its own where its box is left empty."""
    return isinstance(kind.fields_class().model_fields[fact].default, bool)


def parse_fact(
    kind: type[Versioned],
    box: Box,
    texts: Texts,
    find: FindReference,
    unit: str | None,
    year: int | None = None,
) -> FactValue:
    """What the boxes of one fact say; None where they are empty.

    Raises:
        ValueError: With a sentence.
    """
    fact_type = bare_type(kind.fields_class().model_fields[box.fact].annotation)
    is_line = box.lines == 1 and fact_type is not list  # names may stand below each other
    text = clean_text(texts.get(box.name, ""), is_line=is_line)
    piece_names = filter(None, PIECES.get(fact_type, ()))
    pieces = {name: clean_text(texts.get(f"{box.name}.{name}", "")) for name in piece_names}
    if fact_type is list:
        parts = text.replace("\n", ",").split(";" if ";" in text else ",")
        names = [each.strip() for each in parts if each.strip()]
        return names if box.refers_to is None else find_all(box.refers_to, names, find)
    if not text and not (fact_type is Quantity and pieces["words"]):
        check_empty(box, pieces)
        return None
    if box.refers_to is not None:
        return find(box.refers_to, text)
    if fact_type in VALUE_BUILDERS:
        value = VALUE_BUILDERS[fact_type](text, pieces, unit, year)
        check_end(box.fact, value)
        return value
    if fact_type is date:
        return parse_day(text)
    return parse_text(kind, box, text)


def find_all(kind: str, names: Sequence[str], find: FindReference) -> list[int | Key]:
    """What several names name, each once.

    Raises:
        ValueError: With a sentence, when one names nothing.
    """
    return list(dict.fromkeys(find(kind, name) for name in names))


def parse_text(kind: type[Versioned], box: Box, text: str) -> str:
    """A text, or a word that was chosen.

    Raises:
        ValueError: With a sentence.
    """
    if box.name in LANGUAGES:
        return parse_language(text)
    accept_fact(kind, box.fact, check_text(box, text))
    return text


def check_empty(box: Box, pieces: Texts) -> None:
    """Make sure that a fact may stay empty.

    Raises:
        ValueError: When something has to be, or was typed beside it.
    """
    if box.is_required:
        raise ValueError("Choose one." if box.choices else "Fill this in.")
    if any(pieces.get(name) for name in ("words", "note", "countries")):
        raise ValueError("Fill this in, or empty what stands with it.")


def build_when(text: str, pieces: Texts, _unit: str | None, year: int | None) -> When:
    """A date with its basis, words and note."""
    basis = Basis(pieces["basis"] or Basis.STATED)
    words, note = pieces["words"] or None, pieces["note"] or None
    return parse_when(text, basis=basis, words=words, note=note, year=year)


def build_quantity(text: str, pieces: Texts, unit: str | None, _year: int | None) -> Quantity:
    """A quantity, or words for one."""
    words = pieces["words"] or None
    return parse_quantity(text or str(words), unit=unit, words=words)


def build_place(text: str, pieces: Texts, _unit: str | None, _year: int | None) -> Place:
    """A place with its countries."""
    return parse_place(text, pieces["countries"], PlaceRule(pieces["rule"] or PlaceRule.ANY))


VALUE_BUILDERS: Mapping[type, Callable[[str, Texts, str | None, int | None], Value]] = {
    When: build_when,
    Quantity: build_quantity,
    Place: build_place,
}


def check_text(box: Box, text: str) -> str:
    """A word that may be chosen, or a text that is not too long.

    Raises:
        ValueError: With a sentence.
    """
    if box.choices is not None and text not in [word for word, *_ in box.choices]:
        raise ValueError("Choose one of those offered.")
    if len(text) > box.max_length:
        raise ValueError(f"At most {box.max_length} characters; these are {len(text)}.")
    return text


def field_error(error: ErrorDetails) -> str:
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
            return "This is not written as it has to be: see the hint below it."
    return f"{error['msg']}."


def box_texts(kind: type[Versioned], facts: Facts, name: NameReference) -> dict[str, str]:
    """What the boxes of a part that says `facts` hold.

    Args:
        kind: The kind of the part.
        facts: What it says.
        name: From a kind and an id or key to a name, which `find` of `parse_part` takes.
    """
    return {box.name: box_text(box, facts.get(box.fact), name) for box in boxes(kind)}


def box_text(box: Box, value: object, name: NameReference) -> str:
    """What one box holds of a fact."""
    piece = box.name.removeprefix(box.fact).removeprefix(".")
    if value is None:
        return box.preset if piece else ""
    if piece:
        part = getattr(value, piece)
        return ", ".join(part) if isinstance(part, tuple) else str(part or "")
    if box.refers_to is not None and isinstance(value, int | Key):
        return name(box.refers_to, value)
    if isinstance(value, (When, Quantity, date)):
        return input_text(value)
    if isinstance(value, list) and box.refers_to is not None:
        value = [name(box.refers_to, each) for each in value]
    if isinstance(value, list):  # “Korea, Republic of” is one name
        return "; ".join([*value, ""]) if "," in "".join(value) else ", ".join(value)
    return value.words if isinstance(value, Place) else str(to_json(value))
