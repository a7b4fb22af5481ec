"""The whole register at one revision, table by table, as files are made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from app.exports.files.edition import LICENCE, Edition
from app.exports.files.json_file import Json
from app.exports.files.rows import stream_rows
from app.exports.files.table import AnyTable, TableRow
from app.exports.files.tables import SNAPSHOT_TABLES, TABLES
from app.models.kinds import BY_PLURAL
from app.queries import export_ids
from app.queries.register import is_example_register
from app.spine import lookups
from app.spine.example_mark import EXAMPLE_COLUMN, EXAMPLE_NOTE
from app.spine.moment import reading_session

OMISSIONS = (
    "Accounts, but for the handle of who made an edit. Earlier versions of rows and what was "
    "retracted: both are in the record (record.jsonl). The sources themselves."
)


@dataclass(frozen=True)
class Snapshot:
    """The register as a file shows it.

    Attributes:
        register: Its uid.
    """

    engine: Engine
    edition: Edition
    register: str

    @property
    def about(self) -> dict[str, Json]:
        """What every file says of itself, by name, in the order in which files show it."""
        return {
            "title": "Coalition Commitments",
            "register": self.register,
            "revision": self.edition.number,
            "digest": self.edition.digest,
            "worked_out_for": self.edition.today.isoformat(),
            "address": self.edition.site,
            "how_to_cite": f"Coalition Commitments, {self.edition.cite}, {self.edition.site}"
            f"/?as_of=r{self.edition.number}&on={self.edition.today.isoformat()}",
            "licence": LICENCE,
            "left_out": OMISSIONS,
            **({EXAMPLE_COLUMN: EXAMPLE_NOTE} if self.edition.is_example else {}),
        }

    def table_batches(self) -> Iterator[tuple[AnyTable, Iterator[list[TableRow]]]]:
        """Each table with its rows in batches; the rows are read as they are taken."""
        for name in SNAPSHOT_TABLES:
            yield TABLES[name], self.row_batches(name)

    def row_batches(self, name: str) -> Iterator[list[TableRow]]:
        """The rows of a table in batches, in the order of recording."""
        with reading_session(self.engine, self.edition.number) as session:
            ids: Sequence[int] = export_ids.ids_of_kind(session, BY_PLURAL[name].model)
        yield from stream_rows(self.engine, self.edition, name, ids, flat=True)


def take_snapshot(engine: Engine, edition: Edition) -> Snapshot:
    """The register at the revision of an edition, with its uid."""
    with reading_session(engine, edition.number) as session:
        marked_edition = replace(edition, is_example=is_example_register(session))
        return Snapshot(engine, marked_edition, str(lookups.register_uid(session)))
