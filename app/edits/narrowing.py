"""Citing a passage for what was not changed, and no longer for what was."""

from collections.abc import Collection, Mapping

from app.models import Citation
from app.rules.narrowing import unchanged_facts
from app.spine.edit import Edit
from app.spine.merge import differing_names
from app.spine.versioned import Entity


def narrow_citations(edit: Edit, narrowings: Mapping[int, Collection[str]]) -> None:
    """Let citations be for no fact any more that this edit changed and nobody says they give.

    Args:
        edit: What changes the facts; it has found that nobody else changed their evidence.
        narrowings: The facts in question, by the id of the citation.
    """
    entities = {i: each for parts in edit.things.values() for i, each in parts.items()}
    for citation_id, names in narrowings.items():
        entity = entities[citation_id]
        change = edit.changes[entity.parent_id or 0]
        if changed := differing_names(change.before, change.after) & set(names):
            narrow_citation(edit, entity, change.entity, changed)


def narrow_citation(edit: Edit, entity: Entity, row: Entity, changed: Collection[str]) -> None:
    """Close a citation of a changed fact; spread one of a whole row over its unchanged facts."""
    facts, row_facts = (edit.facts_of([each.id])[each.id] for each in (entity, row))
    if facts["fact"] is not None:
        edit.set_facts(entity, None)
        return
    names = unchanged_facts(row_facts, changed)
    edit.set_facts(entity, facts | {"fact": names[0]} if names else None)
    for name in names[1:]:
        edit.add(Citation, facts | {"fact": name}, under=row)
