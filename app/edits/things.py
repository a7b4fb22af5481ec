"""Recording a thing with its parts, or bringing it to what somebody wants of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine

from app.edits.signed import Signed
from app.models import Actor
from app.models.country import NAMES
from app.models.vocabulary import ActorKind
from app.rules.telling import telling
from app.spine import lookups
from app.spine.edit import Edit
from app.spine.merge import Clash, Conflict
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.versioned import Entity, Facts
from app.spine.wanted import Key, Wanted, keys_in

RETRACTED = (
    "Somebody retracted this meanwhile, so nothing can be changed about it. All that you typed is "
    "here: it can be saved once somebody has brought it back."
)


AGAIN = "This form has recorded something already, as r{}. Open that, and change it there."


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
        self.clashes = {
            keys.get(i, str(i)): Clash(
                clash.base, clash.theirs, clash.mine and unmade(clash.mine, keys), clash.reason
            )
            for i, clash in conflict.clashes.items()
        }
        self.agreed = {
            keys.get(i, str(i)): unmade(facts, keys) for i, facts in conflict.agreed.items()
        }


@dataclass
class Saving:
    """What is wanted, on its way into an edit.

    Attributes:
        made: What it has added so far, and what was there, by key.
        keys: The keys of what is new, by the id that it has, or would have had.
    """

    edit: Edit
    wanted: Sequence[Wanted]
    base: int
    made: dict[str, Entity] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)

    def resolved(self, facts: Facts) -> Facts:
        """Facts with the ids of what was added in place of their keys.

        Raises:
            Refused: When something is not added yet.
        """
        if not self.made.keys() >= keys_in(facts):
            raise Refused("What is new names what is not there before it: choose something else.")
        return {n: self.made[v.name].id if isinstance(v, Key) else v for n, v in facts.items()}

    def add(self, row: Wanted, under: Entity | None) -> None:
        """Add a new row, and what hangs on it."""
        base = self.base if under and under.id not in self.edit.added else None
        facts = self.resolved(row.facts or {})
        try:
            self.made[row.key] = made = self.edit.add(row.kind, facts, under=under, base=base)
        except Conflict as conflict:
            self.keys |= dict.fromkeys(conflict.clashes, row.key)
            raise
        self.keys[made.id] = row.key
        self.grow(row.key)

    def grow(self, key: str) -> None:
        """Add what is new under a row, what is named before what names it."""
        new = [each for each in self.wanted if each.under == key and each.entity_id is None]
        for row in self.add_all(new, self.made[key]):
            self.add(row, self.made[key])

    def add_all(self, rows: Sequence[Wanted], under: Entity | None) -> Sequence[Wanted]:
        """Add those rows that name only what is there or was added; the others."""
        ready = [row for row in rows if self.made.keys() >= keys_in(row.facts)]
        for row in ready:
            self.add(row, under)
        left = [row for row in rows if row not in ready]
        return self.add_all(left, under) if ready else left


def save(
    engine: Engine,
    signed: Signed,
    intent: Intent,
    wanted: Sequence[Wanted],
    fresh: Mapping[Key, str],
) -> tuple[int | None, Entity]:
    """Record what is wanted of a thing; its revision, None where nothing changed, and the thing.

    Args:
        engine: Where the register is.
        signed: Who does it, and why.
        intent: What it means.
        wanted: The thing and its parts, parents first; then new things that these name.
        fresh: The countries that these name and the register may not have, by key.

    Raises:
        Disputed: When others changed since what it changes.
        Refused: When it breaks a rule, or too many are writing.
        Repeated: When the same words were recorded before.
    """
    root, saving = wanted[0], None
    try:
        with signed.recording(engine, intent) as edit:
            saving = Saving(edit, wanted, signed.base)
            countries(saving, fresh)
            left = saving.add_all([row for row in wanted[1:] if not row.under], None)
            if root.entity_id is None and edit.renewed:
                raise Refused(AGAIN.format(edit.renewed))
            if root.entity_id is None:
                saving.add(root, None)
            else:
                revise(saving, root.entity_id)
            for beside in left:
                saving.add(beside, None)
            edit.comment = telling(edit.effective())
    except Conflict as conflict:
        raise Disputed(conflict, saving.keys if saving else {}) from None
    return edit.previous + 1 if edit.effective() else None, saving.made[root.key]


def unmade(facts: Facts, keys: Mapping[int, str]) -> Facts:
    """Facts with keys in place of the ids that what is new would have had."""
    return {
        name: Key(keys[value]) if type(value) is int and value in keys else value
        for name, value in facts.items()
    }


def countries(saving: Saving, fresh: Mapping[Key, str]) -> None:
    """Make the actors of countries that are named for the first time."""
    there = lookups.namesakes(saving.edit.session, Actor, {(code,) for code in fresh.values()})
    known = lookups.entities(saving.edit.session, [actor.entity_id for actor in there])
    by_code = {actor.code: known[actor.entity_id] for actor in there}
    for key, code in fresh.items():
        facts = {"code": code, "name": NAMES[code], "kind": ActorKind.COUNTRY}
        saving.made[key.name] = made = by_code.get(code) or saving.edit.add(Actor, facts)
        if made.id in saving.edit.added:
            saving.keys[made.id] = key.name


def revise(saving: Saving, root_id: int) -> None:
    """Bring a thing that is there to what is wanted of it.

    Raises:
        Conflict: With all that is in dispute.
        Refused: When somebody retracted it.
    """
    edit, base = saving.edit, saving.base
    if not edit.facts_of([root_id]):
        raise Refused(RETRACTED)
    entities = lookups.entities_of(edit.session, root_id)
    saving.made |= {str(i): entity for i, entity in entities.items()}
    there = {each.entity_id: each for each in saving.wanted if each.entity_id is not None}
    kept = {i: each.facts for i, each in there.items() if each.facts is not None}
    found: list[Conflict] = []
    growing = {each.under for each in saving.wanted if each.entity_id is None}
    for key in map(str, kept):
        if key in growing:
            with gathered(found):
                saving.grow(key)
    with gathered(found):
        edit.revise(root_id, base, {i: saving.resolved(facts) for i, facts in kept.items()})
    for entity_id, each in there.items():
        is_top = each.facts is None and (each.under == "" or int(each.under) in kept)
        if is_top and edit.facts_of([entity_id]):
            with gathered(found):
                edit.retract(entity_id, base)
    if found:
        clashes = {i: clash for each in found for i, clash in each.clashes.items()}
        agreed = edit.facts_of(kept)
        agreed |= {i: facts for each in found for i, facts in each.agreed.items()}
        raise Conflict(edit.previous, clashes, agreed)


@contextmanager
def gathered(found: list[Conflict]) -> Iterator[None]:
    """Put a conflict with the others, and go on."""
    try:
        yield
    except Conflict as conflict:
        found.append(conflict)
