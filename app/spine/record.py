"""The record: what a revision did, as lines of JSON that are never rewritten."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from app.spine.account_record import account_data
from app.spine.change import Change
from app.spine.kind_metadata import EntityIds
from app.spine.refusals import NewerRegister
from app.spine.revision import Account, Revision, sha256_hex
from app.spine.value import canonical_json, to_json
from app.spine.versioned import Facts, Versioned

LineData = dict[str, Any]


class NewLine(NamedTuple):
    """A line to be written, by the columns of `Line`: no row of the table, which takes longer."""

    revision: int
    position: int
    text: str
    sha256: str


Upcaster = Callable[[LineData], LineData]

# From each format to the next. A migration that changes what a fact is called or means adds one
# and touches no line; one that only changes how a value is stored (its scale) needs none.
# It meets every line of its format: line 0 too, which has no kind.
upcasters: dict[int, Upcaster] = {}


def current_format() -> int:
    """The format in which lines are written now."""
    return max(upcasters, default=0) + 1


def record_lines(
    revision: Revision,
    changes: Iterable[Change],
    uids: Mapping[int, UUID],
    accounts: Iterable[Account] = (),
) -> list[NewLine]:
    """The record: line 0 about the revision, then one for each entity, and account, it touched."""
    texts = [heading_line(revision), *(entity_line(change, uids) for change in changes)]
    texts += [account_line(account) for account in accounts]
    return [
        NewLine(revision.number, position, text, sha256_hex(text))
        for position, text in enumerate(texts)
    ]


def heading_line(revision: Revision) -> str:
    """Line 0: what the revision says of itself and the digest does not."""
    header = {
        "format": current_format(),
        "intent": revision.intent,
        "comment": revision.comment or None,
    }
    header |= {name: getattr(revision, name) for name in ("submission", "typed", "undoes")}
    return canonical_json(
        {name: to_json(value) for name, value in header.items() if value is not None}
    )


def entity_line(change: Change, uids: Mapping[int, UUID]) -> str:
    """The line for an entity: its facts as opened, which closes the version before; or closed.

    What was merged into another one says into which.
    """
    entity = change.entity
    line: LineData = {"format": to_json(current_format()), "id": to_json(entity.id)}
    line |= {"kind": entity.kind, "uid": str(entity.uid)}
    if entity.parent_id is not None:
        line["parent"] = str(uids[entity.parent_id])
    if change.after is None:
        into = {} if change.into is None else {"into": str(uids[change.into.id])}
        return canonical_json(line | {"closed": "yes"} | into)
    facts = {name: value for name, value in change.after.items() if value is not None}
    names, list_names = change.kind.references(), change.kind.reference_lists()
    line["facts"] = {
        name: str(uids[value])
        if name in names
        else [str(uids[each]) for each in value]
        if name in list_names
        else to_json(value)
        for name, value in facts.items()
    }
    return canonical_json(line)


def account_line(account: Account) -> str:
    """The line for an account: role, standing, and the seal of its handle."""
    return canonical_json(account_data(account) | {"format": to_json(current_format())})


def upcast(text: str) -> LineData:
    """A line of any format in the words of today.

    Raises:
        NewerRegister: When a newer program wrote it.
    """
    line: LineData = json.loads(text)
    line_format = int(line["format"])
    if line_format > current_format():
        raise NewerRegister
    for number in range(line_format, current_format()):
        line = upcasters[number](line)
    return line | {"format": to_json(current_format())}


def parse_facts(line: LineData, kind: type[Versioned], entities: Mapping[str, EntityIds]) -> Facts:
    """The facts of a line of today, as values, references as the ids of `entities`.

    Raises:
        LookupError: When it points at an entity that there is not.
        ValidationError: When a fact breaks a rule of its kind.
    """
    texts: Facts = line["facts"]
    pointing_ids = {n: entities[texts[n]].id for n in kind.references() if n in texts}
    id_lists = {
        n: [entities[uid].id for uid in texts[n]] for n in kind.reference_lists() if n in texts
    }
    return kind.validate_facts(texts | pointing_ids | id_lists)
