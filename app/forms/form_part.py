"""A row on a form: what its boxes hold, and the facts that they say."""

from dataclasses import dataclass, field

from app.forms.boxes import SOURCE_BOX, Box, boxes
from app.forms.linked_error import Links
from app.forms.question import PartQuestions
from app.models import Citation
from app.spine.desired import Key
from app.spine.versioned import Facts, Versioned


@dataclass
class FormPart:
    """A row on a form: the thing itself, a part of it, or a new passage that a part cites.

    Attributes:
        key: The number of its entity; n0, n1 … for a new one.
        under: The key of its parent, of a new passage that of the citation; "" for a thing.
        is_cited_here: Whether it is a new passage that stands with the citation that names it.
        source: The source of such a passage; None before `parse`.
        texts: What its boxes hold, by name.
        is_removed: Whether it is to be retracted.
        facts: What it says; None before `parse`, and where it can't be read.
        errors: A sentence by box; "" holds what concerns several.
        removals: What was left out of what was typed, a sentence by box.
        questions: What is asked about it, and what was ticked.
        links: The ways out of what is wrong, by box.
    """

    key: str
    kind: type[Versioned]
    under: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    is_cited_here: bool = False
    source: int | Key | None = None
    is_removed: bool = False
    facts: Facts | None = None
    errors: dict[str, str] = field(default_factory=dict)
    removals: dict[str, str] = field(default_factory=dict)
    questions: PartQuestions = field(default_factory=PartQuestions)
    links: dict[str, Links] = field(default_factory=dict)

    @property
    def entity_id(self) -> int | None:
        """The number of its entity; None for a new one."""
        return None if self.key.startswith("n") else int(self.key)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Its boxes, in the order of the form."""
        own_boxes = boxes(self.kind)
        return (SOURCE_BOX, *own_boxes) if self.is_cited_here else own_boxes

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into it that was not there before."""
        pairs = ((box, self.texts.get(box.name, "").strip()) for box in self.boxes)
        prefilled_name = "fact" if self.kind is Citation else ""
        typed_pairs = (
            each
            for each in pairs
            if each[0].refers_to != "source" and each[0].name != prefilled_name
        )
        return not any(text not in ("", box.preset) for box, text in typed_pairs)

    @property
    def is_unfolded(self) -> bool:
        """Whether a box that is usually folded away holds something, or is wrong or in doubt."""
        folded_boxes = [box for box in self.boxes if box.is_folded]
        if any(box.name in self.errors or self.questions.beside(box.name) for box in folded_boxes):
            return True
        return any(self.texts.get(box.name, "") not in ("", box.preset) for box in folded_boxes)

    @property
    def focus_box(self) -> str:
        """The box to begin with: the first one that is wrong, else the first empty one."""
        names = [box.name for box in self.boxes if not box.is_folded]
        wrong = [name for name in names if name in self.errors]
        empty = [name for name in names if not self.texts.get(name)]
        return next(iter([*wrong, *empty, *names]))

    def input_name(self, name: str) -> str:
        """The name of one of its boxes on the form."""
        return f"{self.key}.{name}"
