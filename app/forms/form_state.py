"""The form of a thing with its parts: what its boxes hold, and the facts that they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from app.forms.dates import find_source_year
from app.forms.form_parser import DEFAULT_UNITS, box_texts, parse_part
from app.forms.form_part import FormPart
from app.forms.reason_form import find_comment_error
from app.forms.references import ReferenceFinder
from app.models import Citation, Link, Passage, Source
from app.models.parts import part_kinds
from app.queries.form_options import ThingWithParts
from app.spine.desired import DesiredRow, Key, keys_in
from app.spine.recording import SubmissionKey
from app.spine.versioned import Versioned, find_kind

MAX_PARTS = 300  # parts of one form
FULL = f"A form holds at most {MAX_PARTS} parts: save these first."
ROOT = "n0"  # the key of a thing that is new
ADDITIONS = (Source, Link)  # what a form may add beside the thing it is about
NO_PASSAGE = "Choose a passage, or describe a new one."
TWO_PASSAGES = "Choose a passage, or describe a new one: not both."


@dataclass
class FormState:
    """A form with all that was typed into it.

    Attributes:
        parts: By key, parents first.
        base: The revision that its page showed.
        submission: A random name, so that the form counts once even if sent twice.
        words: What else was typed, by name: intent, comment and so on.
        errors: A sentence by box, of what is wrong outside the parts.
        removals: What was left out of what was typed outside the parts, a sentence by box.
        hidden_count: How many characters that can't be seen were left out of all that was typed.
    """

    parts: dict[str, FormPart]
    base: int
    submission: str = field(default_factory=lambda: uuid4().hex)
    words: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    removals: dict[str, str] = field(default_factory=dict)
    hidden_count: int = 0

    @property
    def root(self) -> FormPart:
        """The thing that the form is about."""
        return next(iter(self.parts.values()))

    @property
    def is_full(self) -> bool:
        """Whether no further part can be added."""
        return len(self.parts) >= MAX_PARTS

    @property
    def tree(self) -> dict[str, list[FormPart]]:
        """The parts under each part, by its key, in the order of the page: citations last."""
        children: dict[str, list[FormPart]] = {}
        for part in sorted(self.parts.values(), key=lambda part: part.kind is Citation):
            children.setdefault(part.under, []).append(part)
        return children

    @property
    def additions(self) -> list[FormPart]:
        """Things of their own that the form adds beside the one it is about."""
        return [part for part in self.parts.values() if not part.under and part is not self.root]

    def add_part(self, kind: type[Versioned], under: str, /, **texts: str) -> FormPart:
        """A new part, with what its boxes hold at first.

        Raises:
            ValueError: When no such part can be there, or there are too many.
        """
        if kind not in self.allowed_kinds(under) or self.is_full:
            raise ValueError("This can't be added here.")
        part = self.put_part(self.free_key(), kind, under)
        part.texts = {box.name: box.preset for box in part.boxes} | texts
        return part

    def put_part(self, key: str, kind: type[Versioned], under: str) -> FormPart:
        """A new part of this key, whose boxes hold nothing yet."""
        is_cited_here = under in self.parts and self.parts[under].kind is Citation
        self.parts[key] = part = FormPart(key, kind, under, is_cited_here=is_cited_here)
        return part

    def allowed_kinds(self, under: str) -> tuple[type[Versioned], ...]:
        """The kinds of parts that can be added under a part, or beside the thing."""
        if under not in self.parts:
            return ADDITIONS
        kind = self.parts[under].kind
        if kind is Citation:
            return () if self.cited_parts(under) else (Passage,)
        return part_kinds(kind)

    def cited_parts(self, citation_key: str) -> list[FormPart]:
        """The new passage that stands with a citation, if there is one."""
        return [part for part in self.parts.values() if part.under == citation_key]

    def free_key(self) -> str:
        """A key that no part has."""
        numbers = [int(key[1:]) for key in self.parts if key.startswith("n")]
        return f"n{max(numbers, default=0) + 1}"

    def problems(self) -> list[tuple[str, str]]:
        """All that is wrong, as (name of the box or "", sentence), in the order of the form."""
        problems = [(name, sentence) for name, sentence in self.errors.items()]
        for part in self.parts.values():
            problems += [
                (part.input_name(name), sentence) for name, sentence in part.errors.items()
            ]
        return problems

    @property
    def filled_parts(self) -> list[FormPart]:
        """The parts without new ones into which, and under which, nothing was typed."""
        tree = self.tree
        return [
            part
            for part in self.parts.values()
            if part.entity_id is not None
            or part is self.root
            or not all(each.is_blank for each in part_subtree(tree, part))
        ]

    def parse(self, finder: ReferenceFinder) -> bool:
        """Set the facts and errors of each part; whether all of it could be read.

        Drops new parts into which nothing was typed; the parts of a retracted part go with it.
        """
        tree, remaining = self.tree, self.filled_parts
        removed_keys = {
            each.key for part in remaining if part.is_removed for each in part_subtree(tree, part)
        }
        unit = DEFAULT_UNITS.get(self.root.texts.get("domain", ""))
        year = find_source_year(((p.kind, p.texts) for p in remaining), finder.choices)
        for part in remaining:
            part.errors, part.links, part.facts = {}, {}, None
            if part.key in removed_keys:
                part.is_removed = True
                continue
            self.parse_passage_choice(part, remaining, finder)
            result = parse_part(part.kind, part.texts, finder.find, unit, year)
            part.facts, part.errors, part.links = (
                result.facts,
                result.errors | part.errors,
                result.links,
            )
        if error := find_comment_error(self.words.get("comment", "")):
            self.errors["comment"] = error
        check_keys(remaining, {key.name for key in finder.new_countries})
        if self.problems():
            return False
        self.parts = {part.key: part for part in remaining}
        return True

    def parse_passage_choice(
        self, part: FormPart, remaining: Sequence[FormPart], finder: ReferenceFinder
    ) -> None:
        """Let a citation name the new passage with it, and such a passage its source."""
        if part.is_cited_here:
            try:
                part.source = finder.find("source", part.texts.get("source_id", ""))
            except ValueError:
                part.errors["source_id"] = "Choose one."
        if part.kind is Citation:
            own = [each.key for each in self.cited_parts(part.key) if each in remaining]
            choice = part.texts.get("passage_id", "")
            if own and choice not in ("", *own):
                part.errors["passage_id"] = TWO_PASSAGES
            elif own:
                part.texts["passage_id"] = own[0]
            elif not choice:
                part.errors["passage_id"] = NO_PASSAGE

    @property
    def desired_rows(self) -> list[DesiredRow]:
        """The rows to save: the thing, its parts, and what is new beside it."""
        return [
            DesiredRow(each.key, each.kind, desired_parent(each), each.facts, each.entity_id)
            for each in self.parts.values()
            if each.entity_id is not None or not each.is_removed
        ]

    @property
    def fingerprint(self) -> SubmissionKey:
        """The submission with a hash of all that was typed: the same form twice has the same."""
        part_texts = [(p.key, p.is_removed, sorted(p.texts.items())) for p in self.parts.values()]
        reason = [self.words.get(name, "") for name in ("intent", "comment")]
        return SubmissionKey.of(self.submission, part_texts, reason)


def desired_parent(part: FormPart) -> str:
    """The key of what a row is to hang on: of a passage, its source, wherever it stands."""
    if part.source is None:
        return part.under
    return part.source.name if isinstance(part.source, Key) else str(part.source)


def part_subtree(tree: Mapping[str, Sequence[FormPart]], part: FormPart) -> Iterator[FormPart]:
    """A part, then all parts below it in the tree of its form."""
    yield part
    for child in tree.get(part.key, ()):
        yield from part_subtree(tree, child)


def check_keys(remaining: Sequence[FormPart], new_keys: set[str]) -> None:
    """Say where a part names what is new, but neither on the form any more nor among `new_keys`."""
    known_keys = new_keys | {part.key for part in remaining if not part.is_removed}
    for part in remaining:
        facts = (part.facts or {}) | ({"source_id": part.source} if part.source else {})
        for name, value in facts.items():
            if not keys_in({name: value}) <= known_keys:
                part.errors[name] = "Choose one of those offered."


def build_form_state(thing: ThingWithParts, finder: ReferenceFinder, base: int) -> FormState:
    """The form for a thing as it is."""
    parts: dict[str, FormPart] = {}
    for entity_id, entity in thing.entities.items():
        if (facts := thing.facts.get(entity_id)) is not None:
            kind, under = find_kind(entity.kind), str(entity.parent_id or "")
            key = str(entity_id)
            parts[key] = FormPart(key, kind, under, box_texts(kind, facts, finder.name_of))
    return FormState(parts, base)
