"""The register as a Data Package: a zip of CSV files and a description of every column."""

import json
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from app.exports.files import csv_file
from app.exports.files.columns import Column, is_vocabulary
from app.exports.files.json_file import Json
from app.exports.files.shared_fields import BLANK_BECAUSE
from app.exports.files.snapshot import Snapshot
from app.exports.files.table import AnyTable
from app.exports.files.tables import table_of
from app.models.vocabulary import Bindingness, Credibility, Delivery, Readiness, Reliability
from app.spine.column_marks import ANY_KIND
from app.spine.example_mark import EXAMPLE_COLUMN, EXAMPLE_NOTE
from app.spine.versioned import find_kind

COLUMN_TYPES: dict[type, str] = {
    int: "integer",
    bool: "boolean",
    date: "date",
    datetime: "datetime",
    Decimal: "number",
}
ORDINAL_VOCABULARIES = (Bindingness, Readiness, Delivery, Reliability, Credibility)
EXAMPLE_FIELD: dict[str, Json] = {
    "name": EXAMPLE_COLUMN,
    "title": "Example data",
    "description": EXAMPLE_NOTE,
    "type": "string",
}
UNIT_NOTE = "The unit stands beside it: offered_unit of offered_low."


def write_package(file: Path, snapshot: Snapshot) -> None:
    """Write the CSV files, then datapackage.json, which describes them."""
    is_example = snapshot.edition.is_example
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for table, batches in snapshot.table_batches():
            raw = archive.open(f"{table.name}.csv", "w", force_zip64=True)
            with raw, TextIOWrapper(raw, "utf-8", newline="") as text:
                text.writelines(csv_file.render_csv(table, batches, is_example=is_example))
        archive.writestr(
            "datapackage.json",
            json.dumps(package_description(snapshot), ensure_ascii=False, indent=1),
        )


def package_description(snapshot: Snapshot) -> dict[str, Json]:
    """datapackage.json as an object: about the register, and a resource for each table."""
    about = snapshot.about
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "coalition-commitments",
        "id": about["register"],
        "title": about["title"],
        "description": (
            f"{about['licence']} Cite as “{about['how_to_cite']}”. Left out: {about['left_out']}"
            + (f" {EXAMPLE_NOTE}" if snapshot.edition.is_example else "")
        ),
        "version": snapshot.edition.cite,
        "homepage": snapshot.edition.site,
        "licenses": [{"name": "CC-BY-4.0", "title": about["licence"]}],
        "register": about,
        "resources": [
            resource_description(table, is_example=snapshot.edition.is_example)
            for table, _ in snapshot.table_batches()
        ],
    }


def resource_description(table: AnyTable, *, is_example: bool) -> dict[str, Json]:
    """A resource of the package: a CSV file, with its columns and keys."""
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "description": table.row,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n", "delimiter": ",", "header": True},
        "schema": {
            "fields": [
                *(column_description(column) for column in table.columns),
                *([EXAMPLE_FIELD] if is_example else []),
            ],
            "primaryKey": ["id"],
            "foreignKeys": [key for c in table.columns for key in foreign_keys(table, c)],
            "missingValues": [{"value": "", "label": f"See {BLANK_BECAUSE.name}."}],
            "blankBecause": BLANK_BECAUSE.name,
        },
    }


def column_description(column: Column) -> dict[str, Json]:
    """The description of one column: its type, its words in their order, what it means."""
    meaning = f"{column.meaning} {UNIT_NOTE}" if column.type is Decimal else column.meaning
    description: dict[str, Json] = {
        "name": column.name,
        "title": column.title,
        "description": meaning,
        "type": COLUMN_TYPES.get(column.type, "string"),
    }
    if is_vocabulary(column.type):
        categories = [{"value": str(w), "label": w.meaning or str(w)} for w in column.type]
        description |= {"constraints": {"enum": column.words}, "categories": categories}
        description["categoriesOrdered"] = column.type in ORDINAL_VOCABULARIES
    if column.name in ("id", "uid"):
        return description | {"constraints": {"required": True, "unique": True}}
    return description | {"missingValues": [{"value": "", "label": column.blank_reason}]}


def foreign_keys(table: AnyTable, column: Column) -> list[dict[str, Json]]:
    """The table that a column leads to; none for what may lead to any."""
    if column.refers in (None, ANY_KIND):
        return []
    target = table_of(find_kind(column.refers)).name
    resource = "" if target == table.name else target
    return [{"fields": [column.name], "reference": {"resource": resource, "fields": ["id"]}}]
