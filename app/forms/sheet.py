"""A form for a thing with its parts: as it is drawn, and as it is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from app.forms.boxes import boxes
from app.forms.finding import Finder
from app.forms.reading import UNITS, read, typed_as
from app.models import Citation, Link, Source
from app.models.parts import parts as kinds_of_parts
from app.queries.choices import Whole
from app.spine.recording import Submitted
from app.spine.versioned import Facts, Versioned, named
from app.spine.wanted import Wanted, keys_in

MOST = 300  # parts of one form
FULL = f"A form holds at most {MOST} parts: save these first."
ROOT = "n0"  # the key of a thing that is new
BESIDE = (Source, Link)  # what a form may add beside the thing it is about


@dataclass
class Part:
    """A row on a form: the thing itself, or a part of it.

    Attributes:
        key: The number of its entity; n0, n1 … for a new one.
        under: The key of what it hangs on; "" for a thing.
        typed: What its boxes hold, by name.
        gone: Whether it is to be retracted.
        facts: What it says; None where it was not read, or can't be.
        errors: A sentence by box; "" holds what concerns several.
    """

    key: str
    kind: type[Versioned]
    under: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    gone: bool = False
    facts: Facts | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def entity_id(self) -> int | None:
        """The number of its entity; None for a new one."""
        return None if self.key.startswith("n") else int(self.key)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into it that was not there before."""
        held = ((box, self.typed.get(box.name, "").strip()) for box in boxes(self.kind))
        given = "fact" if self.kind is Citation else ""
        told = (each for each in held if each[0].refers != "source" and each[0].name != given)
        return not any(text not in ("", box.preset) for box, text in told)

    @property
    def is_unfolded(self) -> bool:
        """Whether something stands in a box that is folded away otherwise, or is wrong with it."""
        folded = [box for box in boxes(self.kind) if box.folded]
        texts = ((box, self.typed.get(box.name, "")) for box in folded)
        return any(box.name in self.errors or text not in ("", box.preset) for box, text in texts)

    @property
    def first(self) -> str:
        """The box to begin with: the first one that is wrong, else the first empty one."""
        names = [box.name for box in boxes(self.kind) if not box.folded]
        wrong = [name for name in names if name in self.errors]
        empty = [name for name in names if not self.typed.get(name)]
        return next(iter([*wrong, *empty, *names]))

    def box(self, name: str) -> str:
        """The name of one of its boxes on the form."""
        return f"{self.key}.{name}"


@dataclass
class Sheet:
    """A form with all that was typed into it.

    Attributes:
        parts: By key, parents first.
        base: The revision that it was drawn from.
        submission: Its own random name.
        words: What else was typed, by name: intent, comment and so on.
        errors: What is wrong, but with no part of it; by box.
    """

    parts: dict[str, Part]
    base: int
    submission: str = field(default_factory=lambda: uuid4().hex)
    words: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Part:
        """The thing that the form is about."""
        return next(iter(self.parts.values()))

    @property
    def is_full(self) -> bool:
        """Whether no further part can be added."""
        return len(self.parts) >= MOST

    @property
    def tree(self) -> dict[str, list[Part]]:
        """The parts that hang on each, by its key, in the order they are shown: evidence last."""
        found: dict[str, list[Part]] = {}
        for part in sorted(self.parts.values(), key=lambda part: part.kind is Citation):
            found.setdefault(part.under, []).append(part)
        return found

    @property
    def beside(self) -> list[Part]:
        """Things of their own that the form adds beside the one it is about."""
        return [part for part in self.parts.values() if not part.under and part is not self.root]

    def add(self, kind: type[Versioned], under: str, **typed: str) -> Part:
        """A new part, with what its boxes hold at first.

        Raises:
            ValueError: When no such part can be there, or there are too many.
        """
        if kind not in self.fitting(under) or self.is_full:
            raise ValueError("This can't be added here.")
        fresh = Part(self.free_key(), kind, under)
        fresh.typed = {box.name: box.preset for box in boxes(kind)} | typed
        self.parts[fresh.key] = fresh
        return fresh

    def fitting(self, under: str) -> tuple[type[Versioned], ...]:
        """The kinds of parts that can be added under a part, or beside the thing."""
        return kinds_of_parts(self.parts[under].kind) if under in self.parts else BESIDE

    def free_key(self) -> str:
        """A key that no part has."""
        taken = [int(key[1:]) for key in self.parts if key.startswith("n")]
        return f"n{max(taken, default=0) + 1}"

    def problems(self) -> list[tuple[str, str]]:
        """All that is wrong, as (name of the box or "", sentence), in the order of the form."""
        found = [(name, sentence) for name, sentence in self.errors.items()]
        for part in self.parts.values():
            found += [(part.box(name), sentence) for name, sentence in part.errors.items()]
        return found

    def read(self, finder: Finder) -> bool:
        """Work out what each part says; whether all of it could be read.

        New parts into which nothing was typed are dropped; what hangs on a part that goes, goes.
        """
        tree = self.tree
        blank = {
            part.key
            for part in self.parts.values()
            if part.entity_id is None
            and part is not self.root
            and all(each.is_blank for each in below(tree, part))
        }
        left = [part for part in self.parts.values() if part.key not in blank]
        ended = {each.key for part in left if part.gone for each in below(tree, part)}
        unit = UNITS.get(self.root.typed.get("domain", ""))
        for part in left:
            part.errors, part.facts = {}, None
            if part.key in ended:
                part.gone = True
                continue
            done = read(part.kind, part.typed, finder.find, unit)
            part.facts, part.errors = done.facts, done.errors
        if len(self.words.get("comment", "")) > 2000:
            self.errors["comment"] = "At most 2,000 characters."
        joined(left, {key.name for key in finder.fresh})
        if self.problems():
            return False
        self.parts = {part.key: part for part in left}
        return True

    @property
    def wanted(self) -> list[Wanted]:
        """What it wants of the thing and its parts, and of what it adds beside it."""
        return [
            Wanted(each.key, each.kind, each.under, each.facts, each.entity_id)
            for each in self.parts.values()
            if each.entity_id is not None or not each.gone
        ]

    @property
    def form(self) -> Submitted:
        """What tells it from other forms, and from itself with other words."""
        told = [(p.key, p.gone, sorted(p.typed.items())) for p in self.parts.values()]
        why = [self.words.get(name, "") for name in ("intent", "comment")]
        return Submitted.of(self.submission, told, why)


def below(tree: Mapping[str, Sequence[Part]], part: Part) -> Iterator[Part]:
    """A part, and all that hangs on it in the tree of its form."""
    yield part
    for child in tree.get(part.key, ()):
        yield from below(tree, child)


def joined(left: Sequence[Part], fresh: set[str]) -> None:
    """Say where a part names what is new, but neither on the form any more nor among `fresh`."""
    there = fresh | {part.key for part in left if not part.gone}
    for part in left:
        for name, value in (part.facts or {}).items():
            if not keys_in({name: value}) <= there:
                part.errors[name] = "Choose one of those offered."


def drawn(whole: Whole, finder: Finder, base: int) -> Sheet:
    """The form for a thing as it is."""
    parts: dict[str, Part] = {}
    for entity_id, entity in whole.entities.items():
        if (facts := whole.facts.get(entity_id)) is not None:
            kind, under = named(entity.kind), str(entity.parent_id or "")
            key = str(entity_id)
            parts[key] = Part(key, kind, under, typed_as(kind, facts, finder.named))
    return Sheet(parts, base)
