"""The files of the whole register: readable by others, at one revision, built once."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from sqlalchemy import Engine

from app.exports.files.edition import Edition
from app.exports.files.file_cache import FILES, FileStore
from app.exports.files.tables import SNAPSHOT_TABLES, TABLES
from app.models.vocabulary import Bindingness
from tests import factory
from tests.processes import PATIENCE


@pytest.fixture(autouse=True)
def folder(app: FastAPI, tmp_path: Path) -> Path:
    """Where the files are kept."""
    app.state.settings.exports = tmp_path / "exports"
    return tmp_path / "exports"


def download_newest(app: FastAPI, client: TestClient, name: str) -> bytes:
    """A file once the newest is there, which asking for it has made."""
    download(client, name)
    app.state.builder.wait_for(FILES[name], PATIENCE)
    return download(client, name)


def download(client: TestClient, name: str) -> bytes:
    answer = client.get(f"/data/{name}")
    assert answer.status_code == 200, answer.text
    return answer.content


@pytest.fixture
def package(client: TestClient, seeded: None) -> Iterator[ZipFile]:  # noqa: ARG001
    with ZipFile(BytesIO(download(client, "package.zip"))) as archive:
        yield archive


def rows(archive: ZipFile, name: str) -> list[dict[str, str]]:
    text = archive.read(f"{name}.csv").decode()
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.mark.slow
@pytest.mark.both
def test_the_package_describes_every_column_of_every_table(package: ZipFile):
    description = json.loads(package.read("datapackage.json"))

    assert [each["name"] for each in description["resources"]] == list(SNAPSHOT_TABLES)
    for each in description["resources"]:
        header = package.read(each["path"]).decode().partition("\r\n")[0].split(",")
        assert [field["name"] for field in each["schema"]["fields"]] == header
    assert description["register"]["how_to_cite"].startswith("Coalition Commitments, r1:")
    assert description["version"] == f"r1:{description['register']['digest']}"


@pytest.mark.slow
def test_the_package_says_which_words_there_are_and_what_leads_where(package: ZipFile):
    description = json.loads(package.read("datapackage.json"))

    schema = next(e["schema"] for e in description["resources"] if e["name"] == "pledges")
    [firm] = [f for f in schema["fields"] if f["name"] == "computed_bindingness"]
    assert firm["constraints"]["enum"] == ["floated", "declared", "formal", "authorised"]
    assert firm["categories"][0] == {"value": "floated", "label": Bindingness.FLOATED.meaning}
    assert firm["categoriesOrdered"] is True
    [domain] = [f for f in schema["fields"] if f["name"] == "domain"]
    assert domain["categoriesOrdered"] is False
    [key] = schema["foreignKeys"]
    assert key == {"fields": ["actor_id"], "reference": {"resource": "actors", "fields": ["id"]}}


def test_the_package_labels_what_a_blank_cell_means(package: ZipFile):
    description = json.loads(package.read("datapackage.json"))

    schemas = {each["name"]: each["schema"] for each in description["resources"]}
    of_steps = {field["name"]: field.get("missingValues") for field in schemas["steps"]["fields"]}
    assert of_steps["bindingness"] == [{"value": "", "label": "this step does not state it"}]
    assert of_steps["offered_high"] == [
        {"value": "", "label": "this step does not state it; or what is recorded gives none"}
    ]
    assert of_steps["uid"] is None
    assert schemas["steps"]["missingValues"] == [{"value": "", "label": "See blank_because."}]


def test_what_leads_somewhere_in_the_package_arrives(package: ZipFile):
    description = json.loads(package.read("datapackage.json"))
    ids = {name: {row["id"] for row in rows(package, name)} for name in SNAPSHOT_TABLES}

    for each in description["resources"]:
        for key in each["schema"]["foreignKeys"]:
            [column] = key["fields"]
            target = key["reference"]["resource"] or each["name"]
            assert {row[column] for row in rows(package, each["name"])} - {""} <= ids[target]


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_the_workbook_holds_the_rows_of_the_lists_with_their_types(client: TestClient):
    book = load_workbook(BytesIO(download(client, "register.xlsx")))

    assert book.sheetnames == ["Read me", "Columns", "Words", *SNAPSHOT_TABLES]
    head, *pledges = book["pledges"].iter_rows(values_only=True)
    flat = csv.DictReader(StringIO(client.get("/pledges.csv").text, newline=""))
    csv_rows = {int(row["id"]): row for row in flat}
    assert {row[0] for row in pledges} == csv_rows.keys()
    assert book["pledges"].freeze_panes == "A2"
    assert (
        book["pledges"]["E1"].comment.text
        == "Actor. The actor whose offer it is; its own word or not."
    )
    assert ("B", "usually reliable") in {
        row[1:] for row in book["Words"].iter_rows(values_only=True)
    }
    low = head.index("computed_offered_low")
    [money] = [row for row in pledges if row[head.index("computed_offered_unit")] == "GBP"]
    assert money[low] == 100_000_000
    assert money[head.index("computed_is_counted")] is (
        csv_rows[money[0]]["computed_is_counted"] == "true"
    )
    assert money[head.index("computed_evidence_on")].date() == date(2025, 12, 8)


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_the_copy_can_be_asked_with_sql(client: TestClient, tmp_path: Path):
    file = tmp_path / "copy.sqlite"
    file.write_bytes(download(client, "register.sqlite"))

    with closing(sqlite3.connect(file)) as copy:
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
        clause = "FROM pledges JOIN actors ON actors.id = actor_id WHERE code = 'gb'"
        statement = f"SELECT name, count(*) {clause}"
        assert copy.execute(statement).fetchone() == ("United Kingdom", 4)
        assert copy.execute("SELECT value FROM about WHERE name = 'revision'").fetchone() == ("1",)
        large = "SELECT title FROM pledges WHERE computed_offered_low > 50000"
        assert len(copy.execute(large).fetchall()) == 1
        grade = "SELECT meaning FROM words WHERE used_in LIKE '%reliability%' AND word = 'B'"
        assert copy.execute(grade).fetchone() == ("usually reliable",)
        column_count = copy.execute("SELECT count(*) FROM columns").fetchone()
    assert column_count == (sum(len(TABLES[name].columns) for name in SNAPSHOT_TABLES),)


@pytest.mark.both
def test_the_digests_can_be_worked_out_from_the_record_alone(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, title="A battalion")

    about, *lines_of_file = map(json.loads, download(client, "record.jsonl").decode().splitlines())

    digest = about["register"]
    for revision in (each["revision"] for each in lines_of_file if "revision" in each):
        lines = [
            e["line"] for e in lines_of_file if "line" in e and e["line"][0] == revision["number"]
        ]
        sums = [sha256(line[3].encode()).hexdigest() for line in lines]
        assert sums == [line[2] for line in lines]
        body = sha256("".join(f"{each}\n" for each in sums).encode()).hexdigest()
        five = (digest, revision["number"], revision["made_at"], revision["account_uid"], body)
        digest = sha256("".join(f"{each}\n" for each in five).encode()).hexdigest()
    assert digest == about["digest"]


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
@pytest.mark.measured
def test_a_file_is_built_once_for_a_revision(
    app: FastAPI, client: TestClient, engine: Engine, folder: Path, name: str
):
    factory.record_estonia(engine)
    first = download(client, name)
    [file] = folder.glob("r*")
    built_at = file.stat().st_mtime_ns

    assert download(client, name) == first
    assert file.stat().st_mtime_ns == built_at
    factory.record(engine, factory.Actor, code="fr", name="France")
    assert download_newest(app, client, name) != first
    factory.record(engine, factory.Actor, code="fi", name="Finland")
    assert download_newest(app, client, name) != first
    assert sorted(each.name[:3] for each in folder.glob("r*")) == ["r2-", "r3-"]


def test_a_file_is_of_one_register_at_one_address(engine: Engine, folder: Path):
    file, day = FILES["record.jsonl"], date(2026, 5, 31)
    stores = [
        FileStore(folder, engine, site, build, lambda: factory.noon(31))
        for site in ("http://x", "http://y")
        for build in ("new", "old")
    ]

    paths = {
        store.path_of(file, Edition(1, digest, day, store.site))
        for store in stores
        for digest in ("a", "b")
    }

    assert len(paths) == 8


@pytest.mark.both
@pytest.mark.parametrize("query", ["?as_of=r1", "?on=2025-12-01", "?domain=sea"])
def test_a_whole_file_is_of_now(client: TestClient, engine: Engine, query: str):
    factory.record_estonia(engine)

    answer = client.get(f"/data/package.zip{query}")

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.slow
def test_a_file_is_named_after_its_revision(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    headers = client.get("/data/register.xlsx").headers

    assert 'filename="coalition-commitments-r1-register.xlsx"' in headers["Content-Disposition"]
    assert headers["Commitments-Revision"].startswith("r1:")
    assert headers["ETag"].startswith('W/"r1.')
