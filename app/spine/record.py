"""The record: what a revision did, as lines of JSON that are never rewritten."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from app.spine.change import Change
from app.spine.declared import Identified
from app.spine.refusals import Newer
from app.spine.revision import Line, Revision, hashed
from app.spine.value import canonical, told
from app.spine.versioned import Facts, Versioned

Telling = dict[str, Any]
Upcaster = Callable[[Telling], Telling]

# From each format to the next. A migration that changes what a fact is called or means adds one
# and touches no line; one that only changes how a value is stored (its scale) needs none.
# It meets every line of its format: line 0 too, which has no kind.
upcasters: dict[int, Upcaster] = {}


def today() -> int:
    """The format in which lines are written now."""
    return max(upcasters, default=0) + 1


def lines(revision: Revision, changes: Iterable[Change], uids: Mapping[int, UUID]) -> list[Line]:
    """The record of a revision: line 0 about itself, then one for each entity it touched."""
    texts = [heading(revision), *(telling(change, uids) for change in changes)]
    return [
        Line(revision=revision.number, position=position, text=text, sha256=hashed(text))
        for position, text in enumerate(texts)
    ]


def heading(revision: Revision) -> str:
    """Line 0: what the revision says of itself and the digest does not."""
    own = {"format": today(), "intent": revision.intent, "comment": revision.comment or None}
    own |= {"undoes": revision.undoes}
    return canonical({name: told(value) for name, value in own.items() if value is not None})


def telling(change: Change, uids: Mapping[int, UUID]) -> str:
    """The line for an entity: its facts as opened, which closes the version before; or closed."""
    entity = change.entity
    line: Telling = {"format": told(today()), "id": told(entity.id)}
    line |= {"kind": entity.kind, "uid": str(entity.uid)}
    if entity.parent_id is not None:
        line["parent"] = str(uids[entity.parent_id])
    if change.after is None:
        return canonical(line | {"closed": "yes"})
    facts = {name: value for name, value in change.after.items() if value is not None}
    points = change.kind.references().keys() & facts.keys()
    line["facts"] = {n: str(uids[v]) if n in points else told(v) for n, v in facts.items()}
    return canonical(line)


def upcast(text: str) -> Telling:
    """A line of any format in the words of today.

    Raises:
        Newer: When a newer program wrote it.
    """
    line: Telling = json.loads(text)
    written = int(line["format"])
    if written > today():
        raise Newer
    for number in range(written, today()):
        line = upcasters[number](line)
    return line | {"format": told(today())}


def facts(line: Telling, kind: type[Versioned], entities: Mapping[str, Identified]) -> Facts:
    """The facts of a line of today, as values, references as the ids of `entities`.

    Raises:
        LookupError: When it points at an entity that there is not.
        ValidationError: When a fact breaks a rule of its kind.
    """
    stated: Facts = line["facts"]
    points = {n: entities[stated[n]].id for n in kind.references() if n in stated}
    return kind.checked(stated | points)
