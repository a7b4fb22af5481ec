"""Killing a process that edits, and looking for what it was promised."""

import random
import signal
import sys
import time
from dataclasses import dataclass

from sqlmodel import Session, select

from app.db import build_engine, reading
from app.spine.verify import verify
from tests.faults.stream import facts
from tests.processes import line, rest, started
from tests.spine.toys import Tag, Toy

SOON = 0.3  # seconds of editing, at most, before a kill


@dataclass
class Toll:
    """What became of the edits of processes that were killed.

    Attributes:
        kills: How many were.
        acknowledged: How many edits they had been told are committed.
        lost: How many of those are not there as they were made.
        fault: The first that `verify` found, in words; or "".
    """

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    fault: str = ""

    def __add__(self, other: "Toll") -> "Toll":
        """Both together."""
        return Toll(
            self.kills + other.kills,
            self.acknowledged + other.acknowledged,
            self.lost + other.lost,
            self.fault or other.fault,
        )


def lives(url: str) -> Toll:
    """Start a process that edits the register at `url`, kill it at random, and see what is left."""
    acknowledged = killed(url)
    engine = build_engine(url)
    with Session(reading(engine)) as session:
        lost = [number for number in acknowledged if not kept(session, number)]
        fault = verify(session)
    engine.dispose()
    return Toll(1, len(acknowledged), len(lost), str(fault or ""))


def killed(url: str) -> list[int]:
    """The revisions that a process was told are committed before it was killed."""
    command = [sys.executable, "-m", "tests.faults.stream", url]
    with started(command) as process:
        first = line(process, "its first edit")
        time.sleep(random.uniform(0, SOON))
        process.kill()
        last = rest(process, "the end of a process that was killed")
    assert process.returncode == -signal.SIGKILL, "It died before it was killed."
    return [int(each) for each in (first + last).splitlines(keepends=True) if each.endswith("\n")]


def kept(session: Session, number: int) -> bool:
    """Whether all is there that a revision said."""
    toy = session.exec(select(Toy).where(Toy.since == number)).one_or_none()
    tag = session.exec(select(Tag.text).where(Tag.since == number)).one_or_none()
    said = toy and facts(number).items() <= toy.facts().items()
    return bool(said) and tag == f"r{number}"
