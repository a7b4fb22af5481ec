"""Three-way merging: what someone saw, what is there now, and what they want."""

from collections.abc import Mapping

from pydantic import ValidationError

from app.spine.refusals import Refused
from app.spine.versioned import Facts, Versioned


class EntityConflict(Exception):  # noqa: N818
    """Two edits of one entity that disagree.

    Attributes:
        base: The facts the editor saw; None if the entity wasn't in the register.
        theirs: The facts now; None if the entity is gone.
        mine: The facts the editor wants; None to retract the entity.
        reason: Why both can't be, where it is not that they differ on a fact; else "".
    """

    def __init__(
        self, base: Facts | None, theirs: Facts | None, mine: Facts | None, reason: str = ""
    ) -> None:
        super().__init__(reason)
        self.base, self.theirs, self.mine, self.reason = base, theirs, mine, reason

    @property
    def names(self) -> list[str]:
        """The facts on which theirs and mine both differ from the base, and from each other."""
        b, t, m = self.base or {}, self.theirs or {}, self.mine or {}
        changed_by_both = [n for n in t | m if b.get(n) not in (t.get(n), m.get(n))]
        return [n for n in changed_by_both if t.get(n) != m.get(n)]

    @property
    def resolution(self) -> Facts:
        """What to go on with: their changes and mine together, and mine where they disagree."""
        if self.theirs is None or self.mine is None:
            return self.mine or {}
        return combine_facts(self.base or {}, self.theirs, self.mine)


class EditConflict(Refused):
    """An edit of a thing that disagrees with those made since it was drawn.

    Attributes:
        number: The newest revision, which the next attempt is to be based on.
        conflicts: What is in dispute, by entity.
        resolutions: What to go on with, by entity; of those in dispute and of those that merged.
    """

    def __init__(
        self, number: int, conflicts: Mapping[int, EntityConflict], resolutions: Mapping[int, Facts]
    ) -> None:
        super().__init__("Someone changed this while you were at it.")
        self.number, self.conflicts, self.resolutions = number, conflicts, resolutions


def merge(base: Facts | None, theirs: Facts | None, mine: Facts | None) -> Facts | None:
    """`mine`, with what `theirs` changed from `base` kept.

    None stands for an entity that isn't in the register. A fact of several parts is one fact.

    Raises:
        EntityConflict: When both changed a fact differently, or one of them ended the entity.
    """
    if theirs == base:
        return mine
    if mine in (base, theirs):
        return theirs
    conflict = EntityConflict(base, theirs, mine)
    if conflict.names or theirs is None or mine is None:
        raise conflict
    return combine_facts(base or {}, theirs, mine)


def merge_by_rules(
    kind: type[Versioned], base: Facts | None, theirs: Facts | None, mine: Facts | None
) -> Facts | None:
    """What `merge` makes of them, if the rules of the kind allow it.

    Raises:
        EntityConflict: Also when each of the two is right, and both together are not.
    """
    facts = merge(base, theirs, mine)
    if facts is None or facts == theirs:
        return facts
    try:
        return kind.validate_facts(facts)
    except ValidationError as error:
        raise EntityConflict(base, theirs, mine, first_error(error)) from None


def combine_facts(base: Facts, theirs: Facts, mine: Facts) -> Facts:
    """Fact by fact, mine where I changed it and theirs where I did not."""
    return {n: theirs.get(n) if mine[n] == base.get(n) else mine[n] for n in mine}


def differing_names(before: Facts | None, after: Facts | None) -> set[str]:
    """The names of the facts that differ; all of them where one side is not there."""
    b, a = before or {}, after or {}
    return {name for name in b | a if b.get(name) != a.get(name)}


def first_error(error: ValidationError) -> str:
    """The first rule that was broken, in its own words."""
    return str(error.errors()[0]["msg"]).removeprefix("Value error, ")
