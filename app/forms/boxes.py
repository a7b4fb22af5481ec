"""The boxes that the facts of a kind are typed into, as its fields declare them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Union, get_args, get_origin

from pydantic.fields import FieldInfo

from app.models import Actor, Check, Citation, Condition, Passage, Pledge, Source, Step
from app.models.place import Place
from app.models.quantity import Quantity
from app.models.vocabulary import CAPABILITIES, Capability, Mode
from app.models.when import When
from app.spine.column_marks import Reference, ReferenceList
from app.spine.text import MAX_LINE
from app.spine.typed_facts import max_length
from app.spine.value import Term, Value
from app.spine.versioned import Versioned

YES, NO = "true", "false"
# What a box of a new part holds before anything is typed.
PRESETS: Mapping[tuple[type[Versioned], str], str] = {
    (Passage, "mode"): Mode.PARAPHRASE,
    (Passage, "each"): NO,
}
# The facts that nobody types: the form works them out.
WITHOUT_BOX = frozenset({(Passage, "drafted")})
# A value of several pieces has a box for each: the suffix of its name, "" for the value itself.
PIECES: Mapping[type, tuple[str, ...]] = {
    When: ("", "basis", "words", "note"),
    Quantity: ("", "words"),
    Place: ("", "countries", "rule"),
}
# The facts that a form folds away until they hold something: most forms leave them empty.
FOLDED: Mapping[type[Versioned], frozenset[str]] = {
    Pledge: frozenset({"place", "announced", "due", "instrument", "period", "note"}),
    Step: frozenset({"readiness", "delivery", "standing", "set_aside", "delivered", "worth"}),
    Condition: frozenset({"alternative_to_id", "actor_id"}),
    Passage: frozenset({"quote", "translated", "speaker_role", "each", "credibility"}),
    Citation: frozenset({"fact", "note"}),
    Source: frozenset({"author", "archived_address", "origin_id"}),
    Actor: frozenset({"aliases", "count"}),
    Check: frozenset({"pledge_id"}),
}
HINTS: Mapping[type, str] = {
    When: "As in 25 Nov 2026, Nov 2026, by August 2027; or in the source’s own words, as in late "
    "Nov 2026.",
    Quantity: "As in more than £100m, €15m a year, 120 to 160 troops, up to 1 company; without a "
    "figure or a unit, the source’s own words in quotation marks.",
    date: "As in 22 Nov 2026.",
    list: "Separated by commas; by semicolons where one holds a comma.",
    bool: "",
}


@dataclass(frozen=True)
class Box:
    """One box of a form.

    Attributes:
        name: The fact, or a piece of it: “at”, “at.words”.
        fact: The name of the fact, without the piece.
        choices: (word, label, meaning) of each choice; None for a box to type in.
        max_length: How many characters it takes.
        is_required: Whether it may not stay empty.
        preset: What the box of a new part holds.
        refers_to: The noun of the kind that it names one of, or several of where the fact is a
            list; None where it names nothing.
        is_folded: Whether it is folded away until it holds something.
    """

    name: str
    fact: str
    title: str
    hint: str = ""
    choices: tuple[tuple[str, str, str], ...] | None = None
    max_length: int = MAX_LINE
    is_required: bool = False
    preset: str = ""
    refers_to: str | None = None
    is_folded: bool = False

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return 1 if self.max_length <= MAX_LINE else 3 if self.max_length > 3 * MAX_LINE else 2

    @property
    def is_main(self) -> bool:
        """Whether it is the box of the whole fact, and not of a piece of it."""
        return self.name == self.fact


# Beside the boxes of a passage that is new and stands with the citation that names it.
SOURCE_BOX = Box("source_id", "source_id", "Source", is_required=True, refers_to="source")


@cache
def boxes(kind: type[Versioned]) -> tuple[Box, ...]:
    """The boxes of all facts of a kind that are typed, in the order of their declaration."""
    return tuple(
        box
        for name, field in kind.fields_class().model_fields.items()
        if (kind, name) not in WITHOUT_BOX
        for box in fact_boxes(kind, name, field)
    )


def fact_boxes(kind: type[Versioned], name: str, field: FieldInfo) -> list[Box]:
    """The boxes of one fact."""
    fact_type = bare_type(field.annotation)
    is_required = field.is_required()
    preset = PRESETS.get((kind, name), "")
    main_box = Box(
        name,
        name,
        str(field.title),
        " ".join(filter(None, (field.description, HINTS.get(fact_type)))),
        box_choices(fact_type, blank="" if preset else "choose" if is_required else "–"),
        max_length(field.metadata),
        is_required,
        preset,
        next((m.kind for m in field.metadata if isinstance(m, Reference | ReferenceList)), None),
        name in FOLDED.get(kind, ()),
    )
    return [
        main_box,
        *(piece_box(main_box, fact_type, each) for each in PIECES.get(fact_type, ())[1:]),
    ]


def piece_box(main_box: Box, value_type: type[Value], name: str) -> Box:
    """The box of a piece of a value of several parts."""
    field = value_type.model_fields[name]
    options = box_choices(bare_type(field.annotation), blank="")
    preset = options[0][0] if options else ""
    title = f"{main_box.title}: {str(field.title).lower()}"
    settings = (title, field.description or "", options, max_length(field.metadata))
    return Box(f"{main_box.fact}.{name}", main_box.fact, *settings, preset=preset, is_folded=True)


def bare_type(annotation: object) -> type:
    """The class of a fact that is not None: When of `When | None`, list of `list[str]`."""
    if get_origin(annotation) in (Union, UnionType):
        [annotation] = [each for each in get_args(annotation) if each is not type(None)]
    stated_type = get_origin(annotation) or annotation
    assert isinstance(stated_type, type)  # noqa: S101  (a fact is of a class, or of none)
    return stated_type


def box_choices(fact_type: type, *, blank: str) -> tuple[tuple[str, str, str], ...] | None:
    """What may be chosen for a word of a vocabulary, or for yes and no; None for anything else.

    Args:
        fact_type: The type of the fact.
        blank: The label of choosing nothing; "" where something is always chosen.
    """
    blank_choice = [("", blank, "")] if blank else []
    if fact_type is bool:
        return (*blank_choice, (YES, "yes", ""), (NO, "no", ""))
    if issubclass(fact_type, Term):
        return (
            *blank_choice,
            *((word.value, choice_label(word), word.meaning) for word in fact_type),
        )
    return None


def choice_label(word: Term) -> str:
    """A word of a vocabulary as a list offers it.

    A mere letter or figure comes with what it means, a capability with the domain it is of.
    """
    if isinstance(word, Capability):
        domains = (domain for domain, own in CAPABILITIES.items() if word in own)
        return f"{word} ({' or '.join(domains)})"
    return f"{word.value}: {word.meaning}" if len(word.value) == 1 else word.value
