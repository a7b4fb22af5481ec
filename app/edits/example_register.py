"""Filling an empty register with example data, many revisions at one go."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session

from app.edits.example_entries import ExampleEntries
from app.edits.example_facts import ExampleFacts
from app.edits.example_pledges import PledgeLife
from app.models import Account, Actor, Intent, Membership, Passage, Register, Source
from app.models.country import NAMES
from app.queries import accounts
from app.spine import lookups
from app.spine.bulk_recording import BulkRecording
from app.spine.derived import rebuild_derived
from app.spine.example_mark import EXAMPLE_NOTE
from app.spine.recording import SYSTEM_ACCOUNT
from app.spine.refusals import Refused
from app.spine.version_writer import analyze_tables
from app.spine.versioned import Entity
from app.spine.write_queue import writing_session

FIRST_SOURCES, MAX_COUNTRIES, RECENT = 5, 200, 400
BEGAN, ENDED = datetime(2024, 1, 8, 8, tzinfo=UTC), datetime(2026, 6, 30, 8, tzinfo=UTC)
LEADING_CODES = ("gb", "fr", "de", "pl", "it", "es", "nl", "se", "no", "dk", "fi", "ee", "lv")
GROUPS = (("example-coalition", "coalition"), ("example-organisation", "organisation"))


@dataclass(frozen=True)
class ExampleSize:
    """How much example data there is to be.

    Attributes:
        pledges: How many pledges.
        revisions: How many revisions in all.
        seed: The number that it is drawn from; the same one gives the same register.
    """

    pledges: int
    revisions: int
    seed: int = 1

    @property
    def countries(self) -> int:
        """A tenth of the pledges, from 6 to 200."""
        return min(MAX_COUNTRIES, max(6, self.pledges // 10))

    @property
    def sources(self) -> int:
        """How many sources are recorded, each in a revision of its own."""
        return FIRST_SOURCES + self.pledges // 5

    @property
    def entries(self) -> int:
        """How many stances, events, estimates, searches, links and the like there are."""
        return 19 + self.pledges // 4

    @property
    def least(self) -> int:
        """The fewest revisions in which all of it can be recorded."""
        return 1 + self.sources + self.entries + self.pledges


def fill_with_examples(
    engine: Engine, size: ExampleSize, progress: Callable[[int], None] = lambda _: None
) -> str:
    """Fill an empty register with example data, wholly or not at all; its rN:digest.

    The register gets a uid that follows from the seed number, and so has its own account.

    Raises:
        Refused: When there is anything, or anybody, in the register; or too few revisions.
    """
    if size.revisions < size.least:
        raise Refused(f"{size.pledges} pledges take at least {size.least} revisions.")
    with writing_session(engine, without_timeout=True) as session:
        if accounts.index(session) or lookups.last_revision(session) is not None:
            raise Refused("This register is not empty: example data goes only into a new one.")
        example = ExampleRegister(session, size)
        for _ in example.record():
            progress(1)
        example.edit.write()
        analyze_tables(session)
        rebuild_derived(session)
        return f"r{example.edit.number}:{example.edit.digest}"


class ExampleRegister:
    """Example data on its way into a register."""

    def __init__(self, session: Session, size: ExampleSize) -> None:
        self.size, self.random = size, Random(size.seed)  # noqa: S311  (nothing secret)
        register, account = session.get_one(Register, 1), session.get_one(Account, SYSTEM_ACCOUNT)
        register.uid, account.uid = self.new_uid(), self.new_uid()
        session.flush()
        self.edit = BulkRecording(session, register.uid, account, self.new_uid)
        self.facts = ExampleFacts(self.random)
        self.sources: deque[Entity] = deque(maxlen=RECENT)
        self.passage_ids: deque[int] = deque(maxlen=RECENT)
        self.lives: deque[PledgeLife] = deque(maxlen=RECENT)
        self.passage_count = self.source_count = self.entry_count = self.pledge_count = 0
        self.country_ids: list[int] = []

    def new_uid(self) -> UUID:
        """A random uid that follows from the seed number."""
        return UUID(int=self.random.getrandbits(128), version=4)

    @property
    def made_at(self) -> datetime:
        """When the next revision is made: they are spread evenly over two years and a half."""
        return BEGAN + (ENDED - BEGAN) * (self.edit.number + 1) / self.size.revisions

    @property
    def today(self) -> date:
        """The day of the next revision."""
        return self.made_at.date()

    def record(self) -> Iterator[int]:
        """The number of each revision once it is sealed; the first one carries the mark."""
        self.add_actors()
        yield self.edit.seal(self.made_at, Intent.IMPORTS, EXAMPLE_NOTE)
        for _ in range(FIRST_SOURCES):
            self.add_source()
            yield self.edit.seal(self.made_at, Intent.RECORDS)
        self.entries = ExampleEntries(self.edit, self.facts, self.country_ids, self.any_passage)
        while (left := self.size.revisions - self.edit.number) > 0:
            yield self.edit.seal(self.made_at, self.record_next(left))

    def record_next(self, left: int) -> Intent:
        """Make what comes next, all things evenly over the time; what it means to do."""
        sources = self.size.sources - self.source_count
        entries = self.size.entries - self.entry_count
        choice = self.random.randrange(left)
        if choice < sources:
            self.add_source()
        elif choice < sources + entries:
            self.entry_count += 1
            self.entries.add_any(self.entry_count, self.today)
        elif choice < sources + entries + self.size.pledges - self.pledge_count or not self.lives:
            self.begin_pledge()
        else:
            return self.random.choice(self.lives).go_on(self.today)
        return Intent.RECORDS

    def begin_pledge(self) -> None:
        """A pledge of the next country; the oldest ones are left in peace from now on."""
        self.pledge_count += 1
        actor_id = self.country_ids[self.pledge_count**2 % len(self.country_ids)]
        life = PledgeLife(self.edit, self.facts, self.entries, actor_id, self.passage_of)
        life.begin(self.pledge_count, self.today)
        self.lives.append(life)

    def add_actors(self) -> None:
        """The countries by their real codes, and groups with members."""
        others = (code for code in NAMES if code not in LEADING_CODES)
        for code in [*LEADING_CODES, *others][: self.size.countries]:
            facts = {"code": code, "name": NAMES[code], "kind": "country"}
            self.country_ids.append(self.edit.add(Actor, facts).id)
        for code, kind in GROUPS:
            name = code.replace("-", " ").capitalize()
            group = self.edit.add(Actor, {"code": code, "name": name, "kind": kind})
            for member_id in self.country_ids[::2]:
                self.edit.add(Membership, {"member_id": member_id, "role": "member"}, group)

    def add_source(self) -> None:
        """A source, now and then a repost of an earlier one, with two passages."""
        self.source_count += 1
        is_repost = bool(self.sources) and self.facts.chance(0.05)
        origin_id = self.random.choice(self.sources).id if is_repost else None
        facts = self.facts.source(self.source_count, self.today - timedelta(days=50), origin_id)
        source = self.edit.add(Source, facts)
        if not is_repost:
            self.sources.append(source)
        for _ in range(2):
            self.passage_ids.append(self.add_passage(source, []))

    def add_passage(self, source: Entity, on_behalf: list[int]) -> int:
        """A passage of a source, where somebody speaks on behalf of these; its id."""
        self.passage_count += 1
        return self.edit.add(Passage, self.facts.passage(self.passage_count, on_behalf), source).id

    def any_passage(self) -> int:
        """One of the newer passages."""
        return self.random.choice(self.passage_ids)

    def passage_of(self, actor_id: int) -> int:
        """A passage to cite for a pledge: often a new one, where the actor speaks for itself."""
        if self.facts.chance(0.4):
            return self.add_passage(self.random.choice(self.sources), [actor_id])
        return self.any_passage()
