"""Recording a thing with its parts, or bringing it to what somebody wants of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine

from app.models import Actor
from app.models.country import NAMES
from app.models.vocabulary import ActorKind
from app.rules.telling import telling
from app.rules.whole import WHOLE
from app.spine import lookups
from app.spine.edit import Edit
from app.spine.merge import Conflict
from app.spine.recording import Submitted, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.versioned import Entity, Facts
from app.spine.wanted import Key, Wanted


@dataclass(frozen=True)
class Signed:
    """Who edits, meaning what, why, and with which form.

    Attributes:
        base: The revision that the form was drawn from.
    """

    account_id: int
    intent: Intent
    comment: str
    form: Submitted
    base: int


class Disputed(Refused):
    """A form that disagrees with what others have changed since it was drawn.

    Attributes:
        number: The newest revision, which the next attempt is to be based on.
        clashes: What is in dispute, by key.
        agreed: What to go on with of what is not, by key.
    """

    def __init__(self, conflict: Conflict, keys: Mapping[int, str]) -> None:
        super().__init__(str(conflict))
        self.number = conflict.number
        self.clashes = {keys.get(i, str(i)): clash for i, clash in conflict.clashes.items()}
        self.agreed = {keys.get(i, str(i)): facts for i, facts in conflict.agreed.items()}


@dataclass
class Saving:
    """What is wanted, on its way into an edit.

    Attributes:
        made: What it has added so far, and what was there, by key.
        keys: The keys of what could not be added, by the id that it would have had.
    """

    edit: Edit
    wanted: Sequence[Wanted]
    base: int
    made: dict[str, Entity] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)

    def resolved(self, facts: Facts) -> Facts:
        """Facts with the ids of what was added in place of their keys."""
        return {n: self.made[v.name].id if isinstance(v, Key) else v for n, v in facts.items()}

    def add(self, row: Wanted, under: Entity | None) -> None:
        """Add a new row, and what hangs on it."""
        base = self.base if under and under.id not in self.edit.added else None
        facts = self.resolved(row.facts or {})
        try:
            self.made[row.key] = self.edit.add(row.kind, facts, under=under, base=base)
        except Conflict as conflict:
            self.keys |= dict.fromkeys(conflict.clashes, row.key)
            raise
        self.grow(row.key)

    def grow(self, key: str) -> None:
        """Add what is new under a row; what names something new comes after it."""
        new = [each for each in self.wanted if each.under == key and each.entity_id is None]
        for each in sorted(new, key=lambda each: each.names_new):
            self.add(each, self.made[key])


def save(
    engine: Engine, signed: Signed, wanted: Sequence[Wanted], fresh: Mapping[Key, str]
) -> tuple[int | None, Entity]:
    """Record what is wanted of a thing; its revision, None where nothing changed, and the thing.

    Args:
        engine: Where the register is.
        signed: Who does it, and why.
        wanted: The thing and its parts, parents first; then new things that these name.
        fresh: The countries that these name and the register may not have, by key.

    Raises:
        Disputed: When others changed since what it changes.
        Refused: When it breaks a rule, or too many are writing.
        Repeated: When the same words were recorded before.
    """
    root, saving = wanted[0], None
    who, form = (signed.account_id, signed.intent, signed.comment), signed.form
    try:
        with recording(engine, *who, form=form, rules=WHOLE) as edit:
            saving = Saving(edit, wanted, signed.base)
            countries(saving, fresh)
            for beside in wanted[1:]:
                if not beside.under and not beside.names_new:
                    saving.add(beside, None)
            if root.entity_id is None:
                saving.add(root, None)
            else:
                revise(saving, root.entity_id)
            for beside in wanted[1:]:
                if not beside.under and beside.names_new:
                    saving.add(beside, None)
            edit.comment = telling(edit.effective())
    except Conflict as conflict:
        raise Disputed(conflict, saving.keys if saving else {}) from None
    return edit.previous + 1 if edit.effective() else None, saving.made[root.key]


def countries(saving: Saving, fresh: Mapping[Key, str]) -> None:
    """Make the actors of countries that are named for the first time."""
    there = lookups.namesakes(saving.edit.session, Actor, {(code,) for code in fresh.values()})
    known = lookups.entities(saving.edit.session, [actor.entity_id for actor in there])
    by_code = {actor.code: known[actor.entity_id] for actor in there}
    for key, code in fresh.items():
        facts = {"code": code, "name": NAMES[code], "kind": ActorKind.COUNTRY}
        saving.made[key.name] = by_code.get(code) or saving.edit.add(Actor, facts)


def revise(saving: Saving, root_id: int) -> None:
    """Bring a thing that is there to what is wanted of it.

    Raises:
        Conflict: With all that is in dispute.
    """
    edit, base = saving.edit, saving.base
    entities = lookups.entities_of(edit.session, root_id)
    saving.made |= {str(i): entity for i, entity in entities.items()}
    there = {each.entity_id: each for each in saving.wanted if each.entity_id is not None}
    kept = {i: each.facts for i, each in there.items() if each.facts is not None}
    found: list[Conflict] = []
    for entity_id in kept:
        with gathered(found):
            saving.grow(str(entity_id))
    with gathered(found):
        edit.revise(root_id, base, {i: saving.resolved(facts) for i, facts in kept.items()})
    for entity_id, each in there.items():
        if each.facts is None and (each.under == "" or int(each.under) in kept):
            with gathered(found):
                edit.retract(entity_id, base)
    if found:
        clashes = {i: clash for each in found for i, clash in each.clashes.items()}
        agreed = {i: facts for each in found for i, facts in each.agreed.items()}
        raise Conflict(edit.previous, clashes, agreed)


@contextmanager
def gathered(found: list[Conflict]) -> Iterator[None]:
    """Put a conflict with the others, and go on."""
    try:
        yield
    except Conflict as conflict:
        found.append(conflict)
