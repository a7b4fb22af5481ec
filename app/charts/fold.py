"""Actors without an offer, who have no row: one line each way somebody has looked."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.blank import build_blank
from app.charts.matrix_columns import MatrixColumn
from app.charts.rows import MatrixActor
from app.spine.value import Term


class FoldReason(Term):
    """Why an actor has no row."""

    SEARCHED = "Looked for everywhere, nothing found"
    PARTLY = "Nothing on record, and not all looked at"
    UNSEARCHED = "Not looked at"


@dataclass(frozen=True)
class Fold:
    """Actors without an offer, which are one line and no rows.

    Attributes:
        findings: What was looked for, and what that came to, with the actors of which that is so;
            "" where nobody has looked.
    """

    reason: FoldReason
    actors: tuple[MatrixActor, ...]
    findings: tuple[tuple[str, tuple[MatrixActor, ...]], ...]


def fold_actors(actors: Sequence[MatrixActor], columns: Sequence[MatrixColumn]) -> tuple[Fold, ...]:
    """Actors without an offer, by how far somebody has looked."""
    members: dict[FoldReason, list[MatrixActor]] = {reason: [] for reason in FoldReason}
    for actor in actors:
        members[fold_reason(actor, columns)].append(actor)
    return tuple(
        Fold(reason, tuple(each), group_findings(each, columns))
        for reason, each in members.items()
        if each
    )


def fold_reason(actor: MatrixActor, columns: Sequence[MatrixColumn]) -> FoldReason:
    """How far somebody has looked for what an actor offers, column by column."""
    signs = {build_blank(actor.checks, c.domains, c.capability).sign.name for c in columns}
    if signs == {"NOTHING"}:
        return FoldReason.SEARCHED
    return FoldReason.PARTLY if actor.checks else FoldReason.UNSEARCHED


def group_findings(
    actors: Sequence[MatrixActor], columns: Sequence[MatrixColumn]
) -> tuple[tuple[str, tuple[MatrixActor, ...]], ...]:
    """Actors by what was looked for of them, and what that came to."""
    members: dict[str, list[MatrixActor]] = {}
    for actor in actors:
        members.setdefault(search_words(actor, columns), []).append(actor)
    return tuple((finding, tuple(each)) for finding, each in members.items())


def search_words(actor: MatrixActor, columns: Sequence[MatrixColumn]) -> str:
    """What was looked for of an actor: “land, air: nothing found on 1 May 2026; sea: …”."""
    titles: dict[str, list[str]] = {}
    for column in columns:
        blank = build_blank(actor.checks, column.domains, column.capability)
        titles.setdefault(blank.words, []).append(column.title.lower())
    findings = [f"{', '.join(names)}: {words}" for words, names in titles.items()]
    return "; ".join(findings) if actor.checks else ""
