"""Whatever is done in whatever order, the register says what a dictionary of revisions says."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine

from app.edits.signed import Signed
from app.edits.things import Disputed, save
from app.spine.history import made
from app.spine.lookups import current
from app.spine.merge import Conflict
from app.spine.moment import at
from app.spine.recording import SYSTEM, Submitted, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.undo import undo
from app.spine.verify import verify
from app.spine.versioned import Facts
from app.spine.wanted import Wanted
from tests.spine import play
from tests.spine.toys import Toy

pytestmark = pytest.mark.slow

SAID = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from([None, "Bear", "Doll"]),
        "colour": st.sampled_from([None, "red", "blue"]),
        "price": st.sampled_from([None, "1", "2.50"]),
    },
)
FIND = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking edits takes minutes
NAMES = st.sampled_from(["Bear", "Doll", None])
# What an edit changes: mostly one fact, so that others may change another one beside it.
DONE = (
    st.fixed_dictionaries({"name": NAMES})
    | st.fixed_dictionaries({"colour": st.sampled_from(["red", "blue", None])})
    | st.fixed_dictionaries({"price": st.sampled_from(["1", "2.50", None]), "name": NAMES})
)
WHICH, BACK = st.integers(0, 1), st.sampled_from([1, 2, 0, 4])
State = dict[int, Facts]  # what each toy says, by id


def merged(base: Facts | None, theirs: Facts | None, mine: Facts | None) -> Any:
    """What the rules make of the three: None to end it, "clash" where they do not allow it."""
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    if base is None or theirs is None or mine is None or clashing(base, theirs, mine):
        return "clash"
    return {n: mine[n] if mine[n] != base[n] else theirs[n] for n in mine}


def clashing(base: Facts, theirs: Facts, mine: Facts) -> list[str]:
    return [n for n in mine if base[n] not in (theirs[n], mine[n]) and theirs[n] != mine[n]]


class Register(RuleBasedStateMachine):
    """A register, and what it ought to say as of each revision since it was opened."""

    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        self.now = self.start = play.now(self.engine)
        self.told: dict[int, State] = {self.now: {}}
        self.toys: list[int] = []

    def then(self, **done: Facts | None) -> None:
        """One more revision, in which toys say something else: `t7=…`."""
        state = dict(self.told[self.now])
        state.update({int(key[1:]): facts for key, facts in done.items()})
        self.now += 1
        self.told[self.now] = {i: facts for i, facts in state.items() if facts is not None}

    def saved(self, key: str, facts: Facts, base: int) -> tuple[int | None, int]:
        number = int(key) if key.isdecimal() else None
        signed = Signed(SYSTEM, "", Submitted(uuid4().hex, "x"), base)
        wanted = [Wanted(key, Toy, "", facts, number)]
        revision, root = save(self.engine, signed, Intent.UPDATES, wanted, {})
        return revision, root.id

    @initialize(said=SAID)
    def begin(self, said: Facts) -> None:
        self.record(said)

    @rule(said=SAID)
    def record(self, said: Facts) -> None:
        facts = Toy.checked({"code": uuid4().hex[:20]} | said)
        revision, number = self.saved("n0", facts, self.now)
        self.toys.append(number)
        self.then(**{f"t{number}": facts})
        assert revision == self.now

    @rule(back=BACK, said=DONE)
    def edit_the_first(self, back: int, said: Facts) -> None:
        self.edit(0, back, said, "mine")

    @rule(which=WHICH, back=BACK, said=DONE, choice=st.sampled_from(["theirs", "mine", ""]))
    def edit(self, which: int, back: int, said: Facts, choice: str) -> None:
        """Change a toy as it was some revisions ago; where that is disputed, choose or give up."""
        base = max(self.start, self.now - back)
        toy = self.toys[which % len(self.toys)] if self.toys else 0
        if toy not in self.told[base]:
            return
        was, theirs = self.told[base][toy], self.told[self.now].get(toy)
        mine = Toy.checked(was | said)
        wanted = merged(was, theirs, mine)
        try:
            revision, _ = self.saved(str(toy), mine, base)
        except Disputed as dispute:
            assert wanted == "clash"
            revision, wanted = self.chosen(toy, dispute, (was, theirs, mine), choice)
        except Refused:
            assert theirs is None
            return
        self.agreed(revision, toy, wanted, theirs)

    def chosen(
        self, toy: int, dispute: Disputed, three: tuple[Facts, Facts, Facts], choice: str
    ) -> tuple[int | None, Facts]:
        """What becomes of a dispute: the revision, and what the toy ought to say then."""
        names, (_, theirs, mine) = clashing(*three), three
        assert dispute.clashes[str(toy)].names == names
        taken = {n: (theirs if choice == "theirs" else mine)[n] for n in names}
        wanted = dispute.agreed[str(toy)] | taken
        if not choice:
            return None, theirs
        return self.saved(str(toy), wanted, dispute.number)[0], wanted

    def agreed(self, revision: int | None, toy: int, wanted: Facts, theirs: Facts) -> None:
        """A revision was made if, and only if, something changed."""
        if wanted != theirs:
            self.then(**{f"t{toy}": wanted})
        assert revision == (self.now if wanted != theirs else None)

    @rule(which=WHICH, back=BACK)
    def retract(self, which: int, back: int) -> None:
        toy = self.toys[which % len(self.toys)] if self.toys else 0
        base = max(self.start, self.now - back)
        was, theirs = (self.told[n].get(toy) for n in (base, self.now))
        try:
            with recording(self.engine, SYSTEM, Intent.RETRACTS, "So.") as edit:
                edit.retract(toy, base)
        except Conflict:
            assert was != theirs
        except Refused:
            assert theirs is None
        else:
            self.then(**{f"t{toy}": None})
            assert was == theirs

    @rule(which=WHICH)
    def restore(self, which: int) -> None:
        toy = self.toys[which % len(self.toys)] if self.toys else 0
        try:
            with recording(self.engine, SYSTEM, Intent.UNDOES) as edit:
                edit.restore(toy)
        except Refused:
            assert toy in self.told[self.now] or not toy
        else:
            last = next(s[toy] for _, s in sorted(self.told.items(), reverse=True) if toy in s)
            assert toy not in self.told[self.now]
            self.then(**{f"t{toy}": last})

    @rule(back=BACK)
    def undo(self, back: int) -> None:
        number = self.now - back
        if number <= self.start:
            return
        before, after = self.told[number - 1], self.told[number]
        [toy] = [i for i in before | after if before.get(i) != after.get(i)]
        theirs = self.told[self.now].get(toy)
        wanted = merged(after.get(toy), theirs, before.get(toy))
        with at(self.engine) as session:
            changes = made(session, number)
        try:
            with recording(self.engine, SYSTEM, Intent.UNDOES, undoes=number) as edit:
                undo(edit, changes)
        except Refused:
            assert wanted in ("clash", theirs)
        else:
            self.then(**{f"t{toy}": wanted})

    @invariant()
    def the_register_says_what_it_ought_to(self) -> None:
        """Now, and as of an earlier revision, each time another one."""
        earlier = self.start + 7 * self.now % len(self.told)
        for number in {self.now, earlier}:
            with at(self.engine, number) as session:
                there = current(session, self.toys)
            assert {i: row.facts() for i, row in there.items()} == self.told[number]
        assert play.now(self.engine) == self.now


def test_the_register_is_a_dictionary_of_revisions(engine: Engine):
    examples = 16 if engine.dialect.name == "sqlite" else 4
    machine = type("Opened", (Register,), {"engine": engine})

    tries = settings(max_examples=examples, stateful_step_count=20, deadline=None, phases=FIND)
    run_state_machine_as_test(machine, settings=tries)

    with at(engine) as session:
        assert verify(session) is None
