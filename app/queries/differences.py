"""What became of things between the register as of two revisions, in the words of the rules."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.models import (
    Account,
    Actor,
    Assessment,
    Circumstance,
    Citation,
    Event,
    Link,
    Passage,
    Source,
    Stance,
)
from app.models.kinds import BY_MODEL
from app.queries import register_diff
from app.queries.register import load_revisions
from app.queries.register_diff import RegisterDiff
from app.queries.stance_moves import stance_move
from app.queries.things import TITLE_AND_OWNER, Thing
from app.rules.difference import Outcome, OutcomeKind, sort_outcomes
from app.rules.pledge_difference import pledge_outcomes
from app.rules.thing_names import owner_suffix
from app.spine.change import Change
from app.spine.revision import Intent, Revision
from app.spine.versioned import Facts, Versioned

KIND_ORDER = [kind.noun() for kind in TITLE_AND_OWNER]
AFFECTING = (Circumstance, Source, Passage)  # kinds that change what other things are worth
ENDS = (OutcomeKind.NEW, OutcomeKind.RETRACTED, OutcomeKind.MERGED, OutcomeKind.MOVED)
# What a thing that came or went is, in a few words, beside its title.
SUMMARIES: Mapping[type[Versioned], str] = {
    Assessment: "{kind}, {author}",
    Circumstance: "{state}",
    Event: "{kind}",
    Stance: "{position}, on {proposition}",
}


@dataclass(frozen=True)
class Difference:
    """What became of one thing and its parts.

    Attributes:
        outcomes: In the order of `sort_outcomes`, each with the number of the revision that did it.
        row_changes: Its rows that are in both states and say something else; [] if it came or went.
        parts: How many of its parts were added and retracted: “2 steps added”.
        passages: Those of a source that were added and retracted, each told by itself.
    """

    thing: Thing
    outcomes: list[tuple[Outcome, int]]
    row_changes: list[Change]
    parts: list[str]
    passages: list[Change]


@dataclass(frozen=True)
class Differences:
    """All that is different, by whose it is.

    Attributes:
        by_actor: Countries first, then groups, then what is nobody's.
        count: How many things there are in `by_actor`.
        more: How many further things were touched, beyond the first 500.
        names: What the rows point at, by id.
        revisions: The revisions told of, the two ends among them, with who made them.
    """

    by_actor: list[tuple[Actor | None, list[Difference]]]
    count: int
    more: int
    names: dict[int, Thing]
    revisions: Mapping[int, tuple[Revision, Account]]

    @property
    def words(self) -> list[tuple[OutcomeKind, int]]:
        """How many things each kind of outcome became of, in the order of the vocabulary."""
        outcome_lists = (each.outcomes for _, differences in self.by_actor for each in differences)
        counts = Counter(
            word for outcomes in outcome_lists for word in {outcome.word for outcome, _ in outcomes}
        )
        return [(word, counts[word]) for word in OutcomeKind if word in counts]


def load_differences(session: Session, first: int, final: int, day: date) -> Differences:
    """What is different at `final` from what was at `first`, on a day: at most ten statements."""
    span = first, final
    roots, count = register_diff.touched_roots(session, span)
    diff = RegisterDiff(span, register_diff.load_changes(session, roots, span))
    more = count - len(roots)
    other_ids = (
        register_diff.affected_things(session, diff, register_diff.MAX_THINGS - len(roots))
        if not more
        else []
    )
    thing_ids = list(dict.fromkeys([*diff.by_root, *other_ids]))
    diff.before = register_diff.load_sides(session, first, day, thing_ids)
    diff.after = register_diff.load_sides(session, final, day, thing_ids)
    register_diff.load_names(session, diff, dict.fromkeys([*thing_ids, *diff.before, *diff.after]))
    numbers = {change.number for change in diff.changes.values()}
    diff.revisions = load_revisions(session, numbers | {first, final})
    differences = [difference for root in thing_ids if (difference := thing_difference(diff, root))]
    return Differences(
        group_by_actor(differences), len(differences), more, diff.names, diff.revisions
    )


def thing_difference(diff: RegisterDiff, root_id: int) -> Difference | None:
    """What became of a thing; None where nothing did, or it has no name."""
    changes = diff.by_root.get(root_id, [])
    outcomes = merger_outcomes(diff, root_id) or pledge_outcomes(
        diff.before.get(root_id), diff.after.get(root_id)
    )
    if not outcomes and root_id in diff.changes:
        outcomes = other_outcomes(diff, diff.changes[root_id])
    came_or_went = outcomes and outcomes[0].word in ENDS
    row_changes = [] if came_or_went else [c for c in changes if c.verb == "changed"]
    outcomes += correction_outcomes(diff, row_changes)
    parts = [] if came_or_went else [c for c in changes if c.verb != "changed"]
    passages = [c for c in parts if c.kind is Passage]
    if not outcomes and len(passages) < len(changes):
        outcomes = [Outcome(OutcomeKind.CHANGED, row_ids=tuple(c.entity_id for c in changes))]
    if not (outcomes or passages) or root_id not in diff.names:
        return None
    counts = part_counts(c for c in parts if c.kind is not Passage)
    numbered_outcomes = [
        (each, revision_number(diff, each, changes)) for each in sort_outcomes(outcomes)
    ]
    return Difference(diff.names[root_id], numbered_outcomes, row_changes, counts, passages)


def part_counts(parts: Iterable[Change]) -> list[str]:
    """How many parts of each kind were added and retracted: “2 steps added”."""
    counts = Counter((change.verb, BY_MODEL[change.kind]) for change in parts)
    return [f"{kind.count(number)} {verb}" for (verb, kind), number in counts.items()]


def merger_outcomes(diff: RegisterDiff, root_id: int) -> list[Outcome]:
    """That a thing was merged into another one; [] if it was not."""
    into = diff.changes[root_id].into if root_id in diff.changes else None
    if into is None:
        return []
    return [Outcome(OutcomeKind.MERGED, f"into {into.kind} {into.id}", row_ids=(root_id,))]


def other_outcomes(diff: RegisterDiff, change: Change) -> list[Outcome]:
    """What became of a thing that is no pledge, if it came or went; else []."""
    if change.before is None and change.after is not None:
        move = stance_move(diff, change.entity_id, change.after) if change.kind is Stance else None
        return [
            move
            or Outcome(
                OutcomeKind.NEW, "", "", summarize(diff, change, change.after), row_ids(change)
            )
        ]
    if change.before is not None and change.after is None:
        summary = summarize(diff, change, change.before)
        return [Outcome(OutcomeKind.RETRACTED, "", summary, "", row_ids(change))]
    return []


def row_ids(change: Change) -> tuple[int, ...]:
    """The id of the row that changed, as an `Outcome` takes them."""
    return (change.entity_id,)


def summarize(diff: RegisterDiff, change: Change, facts: Facts) -> str:
    """What a thing is, in a few words beside its title; "" where that says it."""
    if change.kind is Link:
        return " and ".join(quote(diff.names.get(facts[end])) for end in ("from_id", "to_id"))
    return SUMMARIES.get(change.kind, "").format(**facts)


def quote(thing: Thing | None) -> str:
    """An end of a link by its name; a part of a thing has none."""
    if thing is None:
        return "a part of a thing"
    owner = thing.actor.name if thing.actor and thing.kind != "actor" else ""
    return f"“{thing.title}”{owner_suffix(owner)}"


def correction_outcomes(diff: RegisterDiff, row_changes: Sequence[Change]) -> list[Outcome]:
    """One outcome with the rows whose last change was a correction; [] if there is none."""
    corrected_ids = tuple(
        c.entity_id for c in row_changes if last_intent(diff, c) is Intent.CORRECTS
    )
    return [Outcome(OutcomeKind.CORRECTED, row_ids=corrected_ids)] if corrected_ids else []


def last_intent(diff: RegisterDiff, change: Change) -> Intent:
    """What the revision meant to do that changed a row last."""
    return diff.revisions[change.number][0].intent


def revision_number(diff: RegisterDiff, outcome: Outcome, changes: Iterable[Change]) -> int:
    """The revision that brought an outcome about: of its rows, of the thing, or nearby."""
    own = [diff.changes[i].number for i in reversed(outcome.row_ids) if i in diff.changes]
    other_numbers = [c.number for c in diff.changes.values() if c.kind in AFFECTING]
    thing_numbers = [c.number for c in changes]
    if outcome.word in (OutcomeKind.OWN, OutcomeKind.NOT_OWN):
        citations = [
            c for c in changes if c.kind is Citation and c.entity.parent_id in outcome.row_ids
        ]
        own = [max((c.number for c in citations), default=0) or max(own or thing_numbers or [0])]
    if outcome.word in (OutcomeKind.WAITS, OutcomeKind.FREE):
        own = own or ([max(other_numbers)] if other_numbers else [])
    return next(iter(own), 0) or max(thing_numbers or other_numbers)


def group_by_actor(
    differences: Iterable[Difference],
) -> list[tuple[Actor | None, list[Difference]]]:
    """The differences by whose they are: countries, groups, nobody; of each, by kind and id."""
    by_owner: dict[int, list[Difference]] = defaultdict(list)
    for each in sorted(
        differences, key=lambda each: (KIND_ORDER.index(each.thing.kind), each.thing.id)
    ):
        by_owner[each.thing.actor.entity_id if each.thing.actor else 0].append(each)
    groups = [(members[0].thing.actor, members) for members in by_owner.values()]
    return sorted(groups, key=lambda group: actor_order(group[0]))


def actor_order(actor: Actor | None) -> tuple[int, tuple[str, int]]:
    """What the actors of differences are ordered by: countries, groups, nobody; then by name."""
    return (2, ("", 0)) if actor is None else (0 if actor.is_country else 1, actor.sort_key)
