"""What is different between the register as of two revisions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from app.models import (
    Account,
    Actor,
    Assessment,
    Circumstance,
    Citation,
    Event,
    Link,
    Source,
    Stance,
)
from app.queries import states
from app.queries.register import made_by
from app.queries.states import Found, there
from app.queries.things import CALLED, Thing
from app.rules.compared import of_pledge
from app.rules.difference import Told, Word, ordered
from app.rules.naming import of_whom
from app.spine.change import Change
from app.spine.revision import Intent, Revision
from app.spine.versioned import Facts, Versioned

ORDER = [kind.noun() for kind in CALLED]
ENDS = (Word.NEW, Word.RETRACTED, Word.MOVED)
# What a thing that came or went is, in a few words, beside its title.
SUMMARIES: Mapping[type[Versioned], str] = {
    Assessment: "{kind}, {author}",
    Circumstance: "{state}",
    Event: "{kind}",
    Stance: "{position}, on {proposition}",
}


@dataclass(frozen=True)
class Difference:
    """What became of one thing, with its parts.

    Attributes:
        told: What became of it, each with the number of the revision that did it.
        mended: Its rows that are in both states and say something else.
        parts: How many of its parts were added, changed and retracted, in words.
    """

    thing: Thing
    told: list[tuple[Told, int]]
    mended: list[Change]
    parts: list[str]


@dataclass(frozen=True)
class Differences:
    """All that is different, by whose it is.

    Attributes:
        by_actor: Countries first, then groups, then what is nobody's.
        count: How many things something is told of.
        more: How many further things were touched.
        names: What the rows point at, by id.
        made: The revisions told of, the two ends among them, with who made them.
    """

    by_actor: list[tuple[Actor | None, list[Difference]]]
    count: int
    more: int
    names: dict[int, Thing]
    made: Mapping[int, tuple[Revision, Account]]

    @property
    def words(self) -> list[tuple[Word, int]]:
        """Of how many things each word is told, in the order of the words."""
        every = (each.told for _, these in self.by_actor for each in these)
        counts = Counter(word for told in every for word in {one.word for one, _ in told})
        return [(word, counts[word]) for word in Word if word in counts]


def between(session: Session, first: int, final: int, day: date) -> Differences:
    """What is different at `final` from what was at `first`, on a day: at most nine statements."""
    span = first, final
    roots, count = states.touched(session, span)
    found = Found(span, states.changed(session, roots, span))
    more = count - len(roots)
    others = states.beside(session, found, states.MOST - len(roots)) if not more else []
    concerned = list(dict.fromkeys([*found.by_root, *others]))
    found.before = states.worth(session, first, day, concerned)
    found.after = states.worth(session, final, day, concerned)
    states.name(session, found, dict.fromkeys([*concerned, *found.before, *found.after]))
    numbers = {change.number for change in found.changes.values()}
    found.made = made_by(session, numbers | {first, final})
    told = [difference for root in concerned if (difference := of_thing(found, root))]
    return Differences(by_actor(told), len(told), more, found.names, found.made)


def of_thing(found: Found, root_id: int) -> Difference | None:
    """What became of a thing; None where nothing is told of it."""
    changes = found.by_root.get(root_id, [])
    told = of_pledge(found.before.get(root_id), found.after.get(root_id))
    if not told and root_id in found.changes:
        told = of_other(found, found.changes[root_id])
    came_or_went = told and told[0].word in ENDS
    mended = [] if came_or_went else [c for c in changes if c.verb == "changed"]
    told += of_facts(found, mended)
    if not told and changes:
        told = [Told(Word.CHANGED, rows=tuple(c.entity_id for c in changes))]
    if not told or root_id not in found.names:
        return None
    parts = [] if came_or_went else [c for c in changes if c.verb != "changed"]
    numbered = [(each, number(found, each, changes)) for each in ordered(told)]
    return Difference(found.names[root_id], numbered, mended, counted(parts))


def counted(parts: Iterable[Change]) -> list[str]:
    """How many parts of each kind were added and retracted: “2 steps added”."""
    counts = Counter((change.verb, change.kind.noun()) for change in parts)
    return [f"{n} {noun}{'s' if n > 1 else ''} {verb}" for (verb, noun), n in counts.items()]


def of_other(found: Found, change: Change) -> list[Told]:
    """What became of a thing that is no pledge, if it came or went."""
    if change.before is None and change.after is not None:
        moved = of_stance(found, change.entity_id, change.after) if change.kind is Stance else None
        return [moved or Told(Word.NEW, "", "", summary(found, change, change.after), rows(change))]
    if change.before is not None and change.after is None:
        gone = summary(found, change, change.before)
        return [Told(Word.RETRACTED, "", gone, "", rows(change))]
    return []


def rows(change: Change) -> tuple[int, ...]:
    """The row that changed."""
    return (change.entity_id,)


def summary(found: Found, change: Change, facts: Facts) -> str:
    """What a thing is, in a few words beside its title; "" where that says it."""
    if change.kind is Link:
        return " and ".join(quoted(found.names.get(facts[end])) for end in ("from_id", "to_id"))
    return SUMMARIES.get(change.kind, "").format(**facts)


def quoted(thing: Thing | None) -> str:
    """An end of a link by its name; a part of a thing has none."""
    if thing is None:
        return "a part of a thing"
    whose = thing.actor.name if thing.actor and thing.kind != "actor" else ""
    return f"“{thing.title}”{of_whom(whose)}"


def of_stance(found: Found, stance_id: int, facts: Facts) -> Told | None:
    """How a new stance moves from the one before it, as far as dates say which that is.

    None where the actor had no stance on it at the earlier revision.
    """
    about = facts["actor_id"], facts["proposition"]
    same = [v for v in found.stances if (v.facts["actor_id"], v.facts["proposition"]) == about]
    if not any(there(v, found.span[0]) for v in same):
        return None
    dated = [(v.entity.id, v.facts) for v in same if v.facts["at"] and v.entity.id != stance_id]
    earlier = [each for each in dated if facts["at"] and days(each[1]) < days(facts)]
    if not earlier:
        return None
    _, last = max(earlier, key=lambda each: (days(each[1]), each[0]))
    if last["position"] == facts["position"]:
        return None
    sides = str(last["position"]), str(facts["position"])
    return Told(Word.MOVED, str(facts["proposition"]), *sides, (stance_id,))


def days(facts: Facts) -> tuple[Any, Any]:
    """What dated rows are ordered by: the latest possible day, then the earliest."""
    at = facts["at"]
    return at.latest or date.max, at.earliest or date.min


def of_facts(found: Found, mended: Sequence[Change]) -> list[Told]:
    """Whether facts were corrected."""
    corrected = tuple(c.entity_id for c in mended if intent(found, c) is Intent.CORRECTS)
    return [Told(Word.CORRECTED, rows=corrected)] if corrected else []


def intent(found: Found, change: Change) -> Intent:
    """What the revision meant to do that changed a row last."""
    return found.made[change.number][0].intent


def number(found: Found, told: Told, changes: Iterable[Change]) -> int:
    """The revision that did what is told: of the rows it follows from, else of what is around."""
    own = [found.changes[i].number for i in reversed(told.rows) if i in found.changes]
    around = [c.number for c in found.changes.values() if c.kind in (Circumstance, Source)]
    kin = [c.number for c in changes]
    if told.word in (Word.OWN, Word.NOT_OWN):
        cited = [c for c in changes if c.kind is Citation and c.entity.parent_id in told.rows]
        own = [max((c.number for c in cited), default=0) or max(own or kin or [0])]
    if told.word in (Word.WAITS, Word.FREE):
        own = own or ([max(around)] if around else [])
    return next(iter(own), 0) or max(kin or around)


def by_actor(told: Iterable[Difference]) -> list[tuple[Actor | None, list[Difference]]]:
    """The differences by whose they are: countries, groups, nobody."""
    found: dict[int, list[Difference]] = defaultdict(list)
    for each in sorted(told, key=lambda each: (ORDER.index(each.thing.kind), each.thing.id)):
        found[each.thing.actor.entity_id if each.thing.actor else 0].append(each)
    groups = [(these[0].thing.actor, these) for these in found.values()]
    return sorted(groups, key=lambda group: place(group[0]))


def place(actor: Actor | None) -> tuple[int, str]:
    """What whose they are is ordered by."""
    return (2, "") if actor is None else (0 if actor.is_country else 1, actor.name)
