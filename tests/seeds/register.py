"""A register that was seeded from files, read into memory, to make claims about.

Files name what the register does not keep: a pledge's code (C1) and what a citation is taken
from (F35). Both are joined to the register by uid.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select

from app.models import Actor, Citation, Condition, Pledge, Source, Step
from app.models.quantity import Quantity
from app.models.when import When
from app.queries.values import value, values
from app.rules.value import Value
from app.spine.moment import at
from app.spine.value import canonical, told
from app.spine.versioned import Entity, Versioned

DAY = date(2026, 11, 22)  # later than every date of the seed
KINDS = (Actor, Source, Pledge, Step, Condition, Citation)


@dataclass(frozen=True, repr=False)  # a failing assertion would print it all
class Offer:
    """A pledge with all that hangs on it; `refs` are the facts of the article it comes from."""

    owner: str
    pledge: Pledge
    value: Value
    steps: list[Step]
    conditions: list[Condition]
    citations: list[Citation]
    behalf: set[str | None]
    refs: set[str]

    @property
    def what(self) -> tuple[str, str, str | None]:
        return self.owner, self.pledge.domain, self.pledge.capability

    @property
    def axes(self) -> tuple[str | None, ...]:
        v = self.value
        return v.bindingness, v.readiness, v.delivery, v.standing, v.attribution

    @property
    def gates(self) -> set[tuple[str, str | None]]:
        return {(condition.kind, condition.gate) for condition in self.conditions}

    @property
    def speakers(self) -> set[str | None]:
        return {citation.speaker for citation in self.citations}

    @property
    def dates(self) -> list[When]:
        """When it was announced, then when its steps were."""
        return [self.pledge.announced, *(step.at for step in self.steps)]

    @property
    def edtf(self) -> list[str]:
        return [when.edtf for when in self.dates]


@dataclass(frozen=True, repr=False)  # a failing assertion would print it all
class Register:
    """What a register says, and the files it was seeded from.

    Attributes:
        rows: Everything in it.
        uids: The uid of each entity, by id.
        offers: The pledges, by their code in the files.
        tables: The tables of the files, citations and all, by uid.
        files: The text of the files, by name.
    """

    rows: list[Versioned]
    uids: dict[int, UUID]
    offers: dict[str, Offer]
    tables: dict[UUID, dict[str, Any]]
    files: dict[str, str]

    def of(self, kind: type[Any]) -> list[Any]:
        return [row for row in self.rows if isinstance(row, kind)]

    @property
    def actors(self) -> dict[str, Actor]:
        return {actor.code: actor for actor in self.of(Actor)}

    @property
    def owned(self) -> dict[str, list[Offer]]:
        """The pledges of each actor."""
        found: dict[str, list[Offer]] = {code: [] for code in self.actors}
        for offer in self.offers.values():
            found[offer.owner].append(offer)
        return found

    @property
    def quantities(self) -> list[Quantity]:
        counts = [actor.count for actor in self.of(Actor)]
        return [q for q in (*counts, *(step.quantity for step in self.of(Step))) if q]

    @property
    def dates(self) -> list[When]:
        published = [source.published for source in self.of(Source)]
        return [*published, *(when for offer in self.offers.values() for when in offer.dates)]

    @property
    def places(self) -> set[str]:
        """The countries that a place of a pledge lies in."""
        found = [pledge.place for pledge in self.of(Pledge) if pledge.place]
        return {code for place in found for code in place.countries}

    @property
    def behalf(self) -> set[str | None]:
        """The actors that something is said on behalf of."""
        return {code for offer in self.offers.values() for code in offer.behalf}

    @property
    def text(self) -> str:
        """All that the register says, in one text without ids."""
        facts = (f for row in self.rows for f in row.facts().items())
        return "\n".join(canonical(told(v)) for n, v in facts if v and not n.endswith("_id"))


def load(engine: Engine, folder: Path) -> Register:
    """The register as it is, seeded from `folder`."""
    files = {file.name: file.read_text("utf-8") for file in sorted(folder.rglob("*.*"))}
    tables = [each for name, text in files.items() if ".toml" in name for each in parsed(text)]
    by_uid = {UUID(table["uid"]): table for table in tables}
    with at(engine) as session:
        rows = [row for kind in KINDS for row in session.scalars(select(kind))]
        uids = dict(session.execute(select(Entity.id, Entity.uid)).all())
        worth = {v.pledge_id: v for v in map(value, session.execute(select(values(DAY))))}
    register = Register(rows, uids, {}, by_uid, files)
    for pledge in register.of(Pledge):
        code = by_uid[uids[pledge.entity_id]]["code"]
        register.offers[code] = offered(register, pledge, worth[pledge.entity_id])
    return register


def offered(register: Register, pledge: Pledge, worth: Value) -> Offer:
    """A pledge with all that hangs on it."""
    codes = {actor.entity_id: actor.code for actor in register.of(Actor)}
    parts = [row for row in register.rows if row.root_id == pledge.entity_id]
    steps, conditions, citations = (
        [part for part in parts if isinstance(part, kind)] for kind in (Step, Condition, Citation)
    )
    refs = {ref for cite in citations for ref in named(register.tables, register.uids, cite)}
    behalf = {codes.get(citation.on_behalf_id) for citation in citations}
    return Offer(codes[pledge.actor_id], pledge, worth, steps, conditions, citations, behalf, refs)


def named(tables: dict[UUID, Any], uids: dict[int, UUID], citation: Citation) -> list[str]:
    """The facts of the article that a citation is taken from."""
    ref = tables[uids[citation.entity_id]]["ref"]
    return [ref] if isinstance(ref, str) else ref


def parsed(text: str) -> list[dict[str, Any]]:
    """The tables with a uid in a file, those within others too."""

    def inside(table: dict[str, Any]) -> list[dict[str, Any]]:
        lists = [each for each in table.values() if isinstance(each, list)]
        deeper = [t for each in lists for one in each if isinstance(one, dict) for t in inside(one)]
        return [table, *deeper] if "uid" in table else deeper

    return inside(tomllib.loads(text))
