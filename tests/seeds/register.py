"""A register that was seeded from files, read into memory, to make claims about.

Files name what the register does not keep: the codes of things (C1, S1, A1, V1, L1) and those of
passages, which are of the facts they tell (F35). Both are joined to the register by uid.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Link,
    Passage,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.models.place import Place
from app.models.quantity import Quantity
from app.models.when import When
from app.queries.pledge_states import pledge_states, to_pledge_state
from app.rules.pledge_state import PledgeState
from app.spine.moment import reading_session
from app.spine.versioned import Entity, Versioned
from tests.seeds.things import Cite, Offer, Thing, text
from tests.seeds.toml_tables import claim_name, inside, read_toml

DAY = date(2026, 11, 22)  # later than every date of the seed
THINGS = (Pledge, Stance, Assessment, Event, Circumstance, Check, Link)
KINDS = (Actor, Source, Passage, *THINGS, Step, Condition, Attendance, Citation)


@dataclass(frozen=True, repr=False)
class Register:
    """What a register says, and the files it was seeded from.

    Attributes:
        rows: Everything in it.
        uids: The uid of each entity, by id.
        things: What is not an actor or a source, by its code in the files; a circumstance by its
            kind, a check by actor and topic.
        tables: The tables of the files, citations and all, by uid.
        files: The text of the files, by name with folder.
    """

    rows: list[Versioned]
    uids: dict[int, UUID]
    things: dict[str, Any]
    tables: dict[UUID, dict[str, Any]]
    files: dict[str, str]

    def of(self, kind: type[Any]) -> list[Any]:
        return [row for row in self.rows if isinstance(row, kind)]

    def among(self, kind: type[Any]) -> dict[str, Any]:
        """The things of a kind."""
        return {code: thing for code, thing in self.things.items() if isinstance(thing.row, kind)}

    @property
    def offers(self) -> dict[str, Offer]:
        return self.among(Pledge)

    @property
    def actors(self) -> dict[str, Actor]:
        return {actor.code: actor for actor in self.of(Actor)}

    @property
    def offers_by_actor(self) -> dict[str, list[Offer]]:
        """The pledges of each actor."""
        offers = self.offers.values()
        return {code: [o for o in offers if o.owner == code] for code in self.actors}

    @property
    def quantities(self) -> list[Quantity]:
        return self.facts(Quantity)

    @property
    def dates(self) -> list[When]:
        """The source's first."""
        return self.facts(When)

    @property
    def places(self) -> set[str]:
        """The countries that a place lies in."""
        return {code for place in self.facts(Place) for code in place.countries}

    def facts(self, kind: type[Any]) -> list[Any]:
        """The facts of a kind that the register states."""
        facts = (fact for row in self.rows for fact in row.facts().values())
        return [fact for fact in facts if isinstance(fact, kind)]

    def things_on_behalf_of(self, code: str) -> set[str]:
        """The things in which something is said on behalf of an actor."""
        return {name for name, thing in self.things.items() if code in thing.behalf}

    @property
    def kinds_by_fact(self) -> dict[str, set[str]]:
        """The kinds of thing that come from each fact of the article."""
        things = self.things.values()
        facts = {ref for thing in things for ref in thing.refs}
        return {fact: {t.row.noun() for t in things if fact in t.refs} for fact in facts}

    @property
    def cites(self) -> list[Cite]:
        """All citations, each with its passage."""
        passages = {passage.entity_id: passage for passage in self.of(Passage)}
        return [Cite(each, passages[each.passage_id]) for each in self.of(Citation)]

    def ref(self, passage: Passage) -> str:
        """The fact of the article that a passage tells: F48 of F48 and of F48r."""
        return self.tables[self.uids[passage.entity_id]]["code"][:3]

    @property
    def text(self) -> str:
        """All that the register says."""
        return text(self.rows)


def load_register(engine: Engine, folder: Path) -> Register:
    """The register as it is, seeded from `folder`."""
    paths = sorted(file for file in folder.rglob("*.*") if file.is_file())
    files = {str(file.relative_to(folder)): file.read_text("utf-8") for file in paths}
    content = [read_toml(text) for name, text in files.items() if ".toml" in name]
    tables = [each for file in content for each in inside(file)]
    by_uid = {UUID(table["uid"]): table for table in tables}
    with reading_session(engine) as session:
        rows = [row for kind in KINDS for row in session.scalars(select(kind))]
        uids = dict(session.execute(select(Entity.id, Entity.uid)).all())
        values_by_id = {
            v.pledge_id: v
            for v in map(to_pledge_state, session.execute(select(pledge_states(DAY))))
        }
    register = Register(rows, uids, {}, by_uid, files)
    codes = {actor.entity_id: actor.code for actor in register.of(Actor)}
    cites = defaultdict(list)
    for cite in register.cites:
        cites[cite.root_id].append(cite)
    parts = defaultdict(list)
    for row in rows:
        if row.root_id != row.entity_id:
            parts[row.root_id].append(row)
    for row in (row for kind in THINGS for row in register.of(kind)):
        own = parts[row.entity_id], cites[row.entity_id]
        thing = build_thing(register, codes, row, *own, values_by_id.get(row.entity_id))
        register.things[claim_name(by_uid[uids[row.entity_id]])] = thing
    return register


def build_thing(
    register: Register,
    codes: dict[int, str],
    row: Any,
    parts: list[Versioned],
    citations: list[Cite],
    value_of_pledge: PledgeState | None,
) -> Thing:
    """A row with all that hangs on it."""
    owner = codes.get(getattr(row, "actor_id", None))
    attendances = {(codes[p.actor_id], str(p.role)) for p in parts if isinstance(p, Attendance)}
    principals = [cite.on_behalf or [None] for cite in citations]
    behalf = {codes.get(actor_id) for ids in principals for actor_id in ids}
    refs = {register.ref(cite.passage) for cite in citations}
    facts = row, owner, parts, citations, attendances, behalf, refs
    return Offer(*facts, value_of_pledge) if value_of_pledge else Thing(*facts)
