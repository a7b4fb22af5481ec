"""Killing a process that edits, and looking for what it was promised."""

import random
import signal
import sys
import time
from dataclasses import dataclass

from sqlmodel import Session, select

from app.db import build_engine, read_only_engine
from app.spine.verify import verify
from tests.faults.stream import facts
from tests.processes import line, rest, started
from tests.spine.toys import Tag, Toy

LONGEST_LIFE = 0.3  # seconds of editing, at most, before a kill


@dataclass
class KillReport:
    """What became of the edits of processes that were killed.

    Attributes:
        kill_count: How many were.
        acknowledged_count: How many edits they had been told are committed.
        lost_count: How many of those are not there as they were made.
        fault: The first that `verify` found, in words; or "".
    """

    kill_count: int = 0
    acknowledged_count: int = 0
    lost_count: int = 0
    fault: str = ""

    def __add__(self, other: "KillReport") -> "KillReport":
        """Both together."""
        return KillReport(
            self.kill_count + other.kill_count,
            self.acknowledged_count + other.acknowledged_count,
            self.lost_count + other.lost_count,
            self.fault or other.fault,
        )


def kill_writer(url: str) -> KillReport:
    """Start a process that edits the register at `url`, kill it at random, and see what is left."""
    numbers = edit_until_killed(url)
    engine = build_engine(url)
    with Session(read_only_engine(engine)) as session:
        lost = [number for number in numbers if not is_intact(session, number)]
        fault = verify(session)
    engine.dispose()
    return KillReport(1, len(numbers), len(lost), str(fault or ""))


def edit_until_killed(url: str) -> list[int]:
    """The revisions that a process was told are committed before it was killed."""
    command = [sys.executable, "-m", "tests.faults.stream", url]
    with started(command) as process:
        first = line(process, "its first edit")
        time.sleep(random.uniform(0, LONGEST_LIFE))
        process.kill()
        last = rest(process, "the end of a process that was killed")
    assert process.returncode == -signal.SIGKILL, "It died before it was killed."
    return [int(each) for each in (first + last).splitlines(keepends=True) if each.endswith("\n")]


def is_intact(session: Session, number: int) -> bool:
    """Whether all is there that a revision said."""
    toy = session.exec(select(Toy).where(Toy.since == number)).one_or_none()
    tag = session.exec(select(Tag.text).where(Tag.since == number)).one_or_none()
    is_toy_there = toy and facts(number).items() <= toy.facts().items()
    return bool(is_toy_there) and tag == f"r{number}"
