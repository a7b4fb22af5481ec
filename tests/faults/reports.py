"""What became of a register while something failed, again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Self

from sqlmodel import Session

from app.db import build_engine, read_only_engine


@dataclass
class Report:
    """Counts of what was lost and what was not.

    Attributes:
        fault: The first that `verify` found, in words; or "".
    """

    fault: str = field(default="", kw_only=True)

    def __add__(self, other: Self) -> Self:
        """Both together: the sum of each count, and the first fault."""
        counts = {
            each.name: getattr(self, each.name) + getattr(other, each.name)
            for each in fields(self)
            if each.name != "fault"
        }
        return type(self)(**counts, fault=self.fault or other.fault)


@contextmanager
def read_register(url: str) -> Iterator[Session]:
    """A session that reads the register at `url` as it is."""
    engine = build_engine(url)
    with Session(read_only_engine(engine)) as session:
        yield session
    engine.dispose()
