"""What an edit did, in a sentence, for the log."""

from collections import Counter
from collections.abc import Sequence

from app.models.kinds import BY_MODEL
from app.spine.change import Change

LONGEST = 400  # characters


def summarize_changes(changes: Sequence[Change]) -> str:
    """What changes did, the things first: “Adds pledge 4 “A brigade” with 1 step, 2 citations.”."""
    roots = {c.entity_id: c for c in changes if c.entity.root_id == c.entity_id}
    sentences = []
    for root_id in dict.fromkeys(c.entity.root_id for c in changes):
        root = roots.get(root_id)
        parts = [c for c in changes if c.entity.root_id == root_id and c.entity_id != root_id]
        if root is not None and root.verb != "changed":
            verb = "Adds" if root.verb == "added" else "Retracts"
            part_counts = count_parts(parts, root.verb)
            sentences.append(f"{verb} {root.label}{f' with {part_counts}' if part_counts else ''}.")
        else:
            edits = [c for c in (*([root] if root else []), *parts) if c.verb == "changed"]
            sentences += [f"Changes {c.label}: {changed_facts(c)}." for c in edits]
            sentences += [f"Adds {counts}." for counts in [count_parts(parts, "added")] if counts]
            sentences += [
                f"Retracts {counts}." for counts in [count_parts(parts, "retracted")] if counts
            ]
    sentence = " ".join(sentences)
    return sentence if len(sentence) <= LONGEST else f"{sentence[: LONGEST - 1]}…"


def changed_facts(change: Change) -> str:
    """The facts that a change changes, in words."""
    return ", ".join(map(change.kind.fact_phrase, change.fact_changes))


def count_parts(parts: Sequence[Change], verb: str) -> str:
    """How many parts of each kind were added, or retracted: “1 step, 2 citations”."""
    counts = Counter(BY_MODEL[each.kind] for each in parts if each.verb == verb)
    return ", ".join(kind.count(number) for kind, number in counts.items())
