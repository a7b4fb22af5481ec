"""Write the register of this edition into a folder: its tables, an export, and what it says.

`python -m tests.frozen.freeze FOLDER`, in a new folder. It is run once an edition is released;
until then, whenever the record or a table changes.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, MetaData

from app.db import build_engine
from app.exports.archive.export import export_register
from app.spine.schema import current_migration, migrate
from tests.frozen.figures import read_figures
from tests.frozen.rich_register import build_register


def freeze(folder: Path) -> None:
    """Build the register in a database of its own, and write all that there is of it."""
    folder.mkdir(parents=True)
    with TemporaryDirectory() as scratch:
        engine = build_engine(f"sqlite:///{scratch}/frozen.db")
        migrate(engine)
        build_register(engine)
        export_register(engine, folder / "export")
        write_json(folder / "figures.json", read_figures(engine))
        tables = {"migration": current_migration(engine), "tables": read_tables(engine)}
        write_json(folder / "tables.json", tables)
        engine.dispose()


def read_tables(engine: Engine) -> dict[str, list[dict[str, object]]]:
    """All rows, by table in the order in which they can be written; each value as SQLite has it."""
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: [
                {name: value for name, value in row.items() if value is not None}
                for row in connection.exec_driver_sql(f'SELECT * FROM "{table.name}"').mappings()
            ]
            for table in metadata.sorted_tables
            if table.name != "alembic_version"
        }


def write_json(file: Path, content: object) -> None:
    """Content as JSON, in lines that can be compared."""
    file.write_text(json.dumps(content, indent=1, sort_keys=False, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    freeze(Path(sys.argv[1]))
