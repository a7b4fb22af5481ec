"""What an edit did, in a sentence, for the log."""

from collections import Counter
from collections.abc import Sequence

from app.spine.change import Change

MOST = 400  # characters


def telling(changes: Sequence[Change]) -> str:
    """What changes did, the things first: “Adds pledge 4 “A brigade” with 1 step, 2 citations.”."""
    whole = {c.entity_id: c for c in changes if c.entity.root_id == c.entity_id}
    told = []
    for root_id in dict.fromkeys(c.entity.root_id for c in changes):
        root = whole.get(root_id)
        parts = [c for c in changes if c.entity.root_id == root_id and c.entity_id != root_id]
        if root is not None and root.verb != "changed":
            verb = "Adds" if root.verb == "added" else "Retracts"
            beside = counted(parts, root.verb)
            told.append(f"{verb} {root.label}{f' with {beside}' if beside else ''}.")
        else:
            mended = [c for c in (*([root] if root else []), *parts) if c.verb == "changed"]
            told += [f"Changes {c.label}: {named(c)}." for c in mended]
            told += [f"Adds {told_of}." for told_of in [counted(parts, "added")] if told_of]
            told += [f"Retracts {told_of}." for told_of in [counted(parts, "retracted")] if told_of]
    sentence = " ".join(told)
    return sentence if len(sentence) <= MOST else f"{sentence[: MOST - 1]}…"


def named(change: Change) -> str:
    """The facts that a change changes, in words."""
    return ", ".join(map(change.kind.worded, change.fields))


def counted(parts: Sequence[Change], verb: str) -> str:
    """How many parts of each kind were added, or retracted: “1 step, 2 citations”."""
    counts = Counter(each.kind.noun() for each in parts if each.verb == verb)
    return ", ".join(f"{n} {noun}{'s' if n > 1 else ''}" for noun, n in counts.items())
