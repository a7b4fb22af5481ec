"""Killing a process that edits, and looking for what it was promised."""

import random
import signal
import sys
import time
from dataclasses import dataclass

from sqlmodel import Session, select

from app.spine.verify import verify
from tests.faults.reports import Report, read_register
from tests.faults.stream import facts
from tests.processes import line, rest, started
from tests.spine.toys import Tag, Toy

LONGEST_LIFE = 0.3  # seconds of editing, at most, before a kill


@dataclass
class KillReport(Report):
    """What became of the edits of processes that were killed.

    Attributes:
        kill_count: How many were.
        acknowledged_count: How many edits they had been told are committed.
        lost_count: How many of those are not there as they were made.
    """

    kill_count: int = 0
    acknowledged_count: int = 0
    lost_count: int = 0


def kill_writer(url: str) -> KillReport:
    """Start a process that edits the register at `url`, kill it at random, and see what is left."""
    numbers = edit_until_killed(url)
    with read_register(url) as session:
        lost = [number for number in numbers if not is_intact(session, number)]
        fault = verify(session)
    return KillReport(1, len(numbers), len(lost), fault=str(fault or ""))


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
