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

from app.edits import reversals
from app.edits.edit_request import EditRequest
from app.edits.form_save import save_form
from app.edits.save_conflict import FormConflict
from app.spine.desired import DesiredRow
from app.spine.merge import EditConflict
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, SubmissionKey, recording
from app.spine.refusals import Refused
from app.spine.revision import Intent
from app.spine.verify import verify
from app.spine.versioned import Facts
from app.spine.versions import current_rows
from tests.spine import toy_edits
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
NOW = toy_edits.day(31)
NAMES = st.sampled_from(["Bear", "Doll", None])
# What an edit changes: mostly one fact, so that others may change another one beside it.
DONE = (
    st.fixed_dictionaries({"name": NAMES})
    | st.fixed_dictionaries({"colour": st.sampled_from(["red", "blue", None])})
    | st.fixed_dictionaries({"price": st.sampled_from(["1", "2.50", None]), "name": NAMES})
)
WHICH, BACK = st.integers(0, 1), st.sampled_from([1, 2, 0, 4])
State = dict[int, Facts]  # what each toy says, by id


def expected_merge(base: Facts | None, theirs: Facts | None, mine: Facts | None) -> Any:
    """What the rules make of the three: None to end it, "clash" where they do not allow it."""
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    if base is None or theirs is None or mine is None or clashing_names(base, theirs, mine):
        return "clash"
    return {n: mine[n] if mine[n] != base[n] else theirs[n] for n in mine}


def clashing_names(base: Facts, theirs: Facts, mine: Facts) -> list[str]:
    return [n for n in mine if base[n] not in (theirs[n], mine[n]) and theirs[n] != mine[n]]


def edit_request(base: int) -> EditRequest:
    """The request of somebody who saw revision `base`."""
    return EditRequest(SYSTEM_ACCOUNT, "", SubmissionKey(uuid4().hex, "x"), base)


class Register(RuleBasedStateMachine):
    """A register, and what it ought to say as of each revision since it was opened."""

    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        self.now = self.start = toy_edits.newest_number(self.engine)
        self.states: dict[int, State] = {self.now: {}}
        self.toys: list[int] = []

    def expect_change(self, **changes: Facts | None) -> None:
        """One more revision, in which toys say something else: `t7=…`."""
        state = dict(self.states[self.now])
        state.update({int(key[1:]): facts for key, facts in changes.items()})
        self.now += 1
        self.states[self.now] = {i: facts for i, facts in state.items() if facts is not None}

    def save_toy(self, key: str, facts: Facts, base: int) -> tuple[int | None, int]:
        number = int(key) if key.isdecimal() else None
        rows = [DesiredRow(key, Toy, "", facts, number)]
        saved = save_form(self.engine, edit_request(base), Intent.UPDATES, rows, {})
        return saved.number, saved.root_id

    @initialize(said=SAID)
    def begin(self, said: Facts) -> None:
        self.record(said)

    @rule(said=SAID)
    def record(self, said: Facts) -> None:
        facts = Toy.validate_facts({"code": uuid4().hex[:20]} | said)
        revision, number = self.save_toy("n0", facts, self.now)
        self.toys.append(number)
        self.expect_change(**{f"t{number}": facts})
        assert revision == self.now

    @rule(back=BACK, said=DONE)
    def edit_the_first(self, back: int, said: Facts) -> None:
        self.edit(0, back, said, "mine")

    @rule(which=WHICH, back=BACK, said=DONE, choice=st.sampled_from(["theirs", "mine", ""]))
    def edit(self, which: int, back: int, said: Facts, choice: str) -> None:
        """Change a toy as it was some revisions ago; where that is disputed, choose or give up."""
        base = max(self.start, self.now - back)
        toy = self.toys[which % len(self.toys)] if self.toys else 0
        if toy not in self.states[base]:
            return
        was, theirs = self.states[base][toy], self.states[self.now].get(toy)
        mine = Toy.validate_facts(was | said)
        expected = expected_merge(was, theirs, mine)
        try:
            revision, _ = self.save_toy(str(toy), mine, base)
        except FormConflict as conflict:
            assert expected == "clash"
            revision, expected = self.settle(toy, conflict, (was, theirs, mine), choice)
        except Refused:
            assert theirs is None
            return
        self.check_revision(revision, toy, expected, theirs)

    def settle(
        self, toy: int, conflict: FormConflict, three: tuple[Facts, Facts, Facts], choice: str
    ) -> tuple[int | None, Facts]:
        """What becomes of a conflict: the revision, and what the toy ought to say then."""
        names, (_, theirs, mine) = clashing_names(*three), three
        assert conflict.conflicts[str(toy)].names == names
        choices = {n: (theirs if choice == "theirs" else mine)[n] for n in names}
        expected = conflict.resolutions[str(toy)] | choices
        if not choice:
            return None, theirs
        return self.save_toy(str(toy), expected, conflict.number)[0], expected

    def check_revision(
        self, revision: int | None, toy: int, expected: Facts, theirs: Facts
    ) -> None:
        """A revision was made if, and only if, something changed."""
        if expected != theirs:
            self.expect_change(**{f"t{toy}": expected})
        assert revision == (self.now if expected != theirs else None)

    @rule(which=WHICH, back=BACK)
    def retract(self, which: int, back: int) -> None:
        toy = self.toys[which % len(self.toys)] if self.toys else 0
        base = max(self.start, self.now - back)
        was, theirs = (self.states[n].get(toy) for n in (base, self.now))
        try:
            with recording(self.engine, SYSTEM_ACCOUNT, Intent.RETRACTS, "So.") as edit:
                edit.retract(toy, base)
        except EditConflict:
            assert was != theirs
        except Refused:
            assert theirs is None
        else:
            self.expect_change(**{f"t{toy}": None})
            assert was == theirs

    @rule(which=WHICH)
    def restore(self, which: int) -> None:
        toy = self.toys[which % len(self.toys)] if self.toys else 0
        try:
            reversals.restore(self.engine, edit_request(self.now), toy)
        except Refused:
            assert toy in self.states[self.now] or not toy
        else:
            last = next(s[toy] for _, s in sorted(self.states.items(), reverse=True) if toy in s)
            assert toy not in self.states[self.now]
            self.expect_change(**{f"t{toy}": last})

    @rule(back=BACK)
    def undo(self, back: int) -> None:
        number = self.now - back
        if number <= self.start:
            return
        before, after = self.states[number - 1], self.states[number]
        [toy] = [i for i in before | after if before.get(i) != after.get(i)]
        theirs = self.states[self.now].get(toy)
        expected = expected_merge(after.get(toy), theirs, before.get(toy))
        try:
            reversals.undo(self.engine, edit_request(self.now), number)
        except Refused:
            assert expected in ("clash", theirs)
        else:
            self.expect_change(**{f"t{toy}": expected})

    @invariant()
    def the_register_says_what_it_ought_to(self) -> None:
        """Now, and as of an earlier revision, each time another one."""
        earlier = self.start + 7 * self.now % len(self.states)
        for number in {self.now, earlier}:
            with reading_session(self.engine, number) as session:
                rows = current_rows(session, self.toys)
            assert {i: row.facts() for i, row in rows.items()} == self.states[number]
        assert toy_edits.newest_number(self.engine) == self.now


def test_the_register_is_a_dictionary_of_revisions(engine: Engine):
    examples = 16 if engine.dialect.name == "sqlite" else 4
    machine = type("Opened", (Register,), {"engine": engine})

    tries = settings(max_examples=examples, stateful_step_count=20, deadline=None, phases=FIND)
    run_state_machine_as_test(machine, settings=tries)

    with reading_session(engine) as session:
        assert verify(session) is None
