"""The whole register at one revision, table by table, as files are made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from app.exports.making import kind_of
from app.exports.rows import streamed
from app.exports.shown import Shown
from app.exports.structured import LICENCE
from app.exports.tables import TABLES, WHOLE, Row, Table
from app.queries import keys
from app.spine import lookups
from app.spine.moment import at

LEFT_OUT = (
    "Accounts, but for the handle of who made an edit. Earlier versions of rows and what was "
    "retracted: both are in the record (record.jsonl). The sources themselves."
)


@dataclass(frozen=True)
class Whole:
    """The register as a file shows it.

    Attributes:
        register: Its uid.
    """

    engine: Engine
    shown: Shown
    register: str

    @property
    def about(self) -> dict[str, Any]:
        """What every file says of itself."""
        return {
            "title": "Coalition Commitments",
            "register": self.register,
            "revision": self.shown.number,
            "digest": self.shown.digest,
            "worked_out_for": self.shown.today.isoformat(),
            "address": self.shown.site,
            "how_to_cite": f"Coalition Commitments, {self.shown.cite}, {self.shown.site}"
            f"/?as_of=r{self.shown.number}&on={self.shown.today.isoformat()}",
            "licence": LICENCE,
            "left_out": LEFT_OUT,
        }

    def every(self) -> Iterator[tuple[Table, Iterator[list[Row]]]]:
        """Each table with its rows in batches."""
        for name in WHOLE:
            yield TABLES[name], self.rows(name)

    def rows(self, name: str) -> Iterator[list[Row]]:
        """The rows of a table in batches, in the order of recording."""
        with at(self.engine, self.shown.number) as session:
            ids: Sequence[int] = keys.every(session, kind_of(name))
        yield from streamed(self.engine, self.shown, name, ids, flat=True)


def whole(engine: Engine, shown: Shown) -> Whole:
    """The register at a revision."""
    with at(engine, shown.number) as session:
        return Whole(engine, shown, str(lookups.register_uid(session)))
