"""The register as a Data Package: a zip of CSV files and a description of every column."""

import json
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from app.exports import rfc4180
from app.exports.columns import Column
from app.exports.making import table_of
from app.exports.tables import BLANK_BECAUSE, Table
from app.exports.whole import Whole
from app.models.vocabulary import Bindingness, Credibility, Delivery, Readiness, Reliability
from app.spine.versioned import ANYTHING, named

TYPES: dict[Any, str] = {
    int: "integer",
    bool: "boolean",
    date: "date",
    datetime: "datetime",
    Decimal: "number",
}
ORDERED = (Bindingness, Readiness, Delivery, Reliability, Credibility)
UNITS = "The unit stands beside it: quantity_unit of quantity_low."


def write(file: Path, of: Whole) -> None:
    """Write the package."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for table, batches in of.every():
            raw = archive.open(f"{table.name}.csv", "w", force_zip64=True)
            with raw, TextIOWrapper(raw, "utf-8", newline="") as text:
                text.writelines(rfc4180.file(table, batches))
        archive.writestr(
            "datapackage.json", json.dumps(described(of), ensure_ascii=False, indent=1)
        )


def described(of: Whole) -> dict[str, Any]:
    """The description of the package."""
    about = of.about
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "coalition-commitments",
        "id": about["register"],
        "title": about["title"],
        "description": (
            f"{about['licence']} Cite as “{about['how_to_cite']}”. Left out: {about['left_out']}"
        ),
        "version": of.shown.cite,
        "homepage": of.shown.site,
        "licenses": [{"name": "CC-BY-4.0", "title": about["licence"]}],
        "register": about,
        "resources": [resource(table) for table, _ in of.every()],
    }


def resource(table: Table) -> dict[str, Any]:
    """The description of one file."""
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
            "fields": [described_column(column) for column in table.columns],
            "primaryKey": ["id"],
            "foreignKeys": [key for c in table.columns for key in leads(table, c)],
            "missingValues": [{"value": "", "label": f"See {BLANK_BECAUSE.name}."}],
            "blankBecause": BLANK_BECAUSE.name,
        },
    }


def described_column(column: Column) -> dict[str, Any]:
    """The description of one column: its type, its words in their order, what it means."""
    found: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "description": column.meaning,
        "type": TYPES.get(column.type, "string"),
    }
    if column.type is Decimal:
        found["description"] += f" {UNITS}"
    if column.words:
        told = [{"value": str(w), "label": w.meaning or str(w)} for w in column.type]
        found |= {"constraints": {"enum": column.words}, "categories": told}
        found["categoriesOrdered"] = column.type in ORDERED
    if column.name in ("id", "uid"):
        return found | {"constraints": {"required": True, "unique": True}}
    return found | {"missingValues": [{"value": "", "label": column.blank}]}


def leads(table: Table, column: Column) -> list[dict[str, Any]]:
    """The table that a column leads to; none for what may lead to any."""
    if column.refers in (None, ANYTHING):
        return []
    target = table_of(named(column.refers)).name
    where = "" if target == table.name else target
    return [{"fields": [column.name], "reference": {"resource": where, "fields": ["id"]}}]
