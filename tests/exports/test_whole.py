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

from app.exports.building import FILES, alone, built
from app.exports.shown import Shown
from app.exports.tables import TABLES, WHOLE
from app.models.vocabulary import Bindingness
from tests import build


@pytest.fixture(autouse=True)
def folder(app: FastAPI, tmp_path: Path) -> Path:
    """Where the files are kept."""
    app.state.settings.exports = tmp_path / "exports"
    return tmp_path / "exports"


def had(client: TestClient, name: str) -> bytes:
    answer = client.get(f"/data/{name}")
    assert answer.status_code == 200, answer.text
    return answer.content


@pytest.fixture
def package(client: TestClient, seeded: None) -> Iterator[ZipFile]:  # noqa: ARG001
    with ZipFile(BytesIO(had(client, "package.zip"))) as archive:
        yield archive


def rows(archive: ZipFile, name: str) -> list[dict[str, str]]:
    text = archive.read(f"{name}.csv").decode()
    return list(csv.DictReader(StringIO(text, newline="")))


def test_the_package_describes_every_column_of_every_table(package: ZipFile):
    told = json.loads(package.read("datapackage.json"))

    assert [each["name"] for each in told["resources"]] == list(WHOLE)
    for each in told["resources"]:
        header = package.read(each["path"]).decode().partition("\r\n")[0].split(",")
        assert [field["name"] for field in each["schema"]["fields"]] == header
    assert told["register"]["how_to_cite"].startswith("Coalition Commitments, r1:")
    assert told["version"] == f"r1:{told['register']['digest']}"


def test_the_package_says_which_words_there_are_and_what_leads_where(package: ZipFile):
    told = json.loads(package.read("datapackage.json"))

    schema = next(e["schema"] for e in told["resources"] if e["name"] == "pledges")
    [firm] = [f for f in schema["fields"] if f["name"] == "computed_bindingness"]
    assert firm["constraints"]["enum"] == ["floated", "declared", "formal", "authorised"]
    assert firm["categories"][0] == {"value": "floated", "label": Bindingness.FLOATED.meaning}
    assert firm["categoriesOrdered"] is True
    [domain] = [f for f in schema["fields"] if f["name"] == "domain"]
    assert domain["categoriesOrdered"] is False
    [key] = schema["foreignKeys"]
    assert key == {"fields": ["actor_id"], "reference": {"resource": "actors", "fields": ["id"]}}


def test_the_package_labels_what_a_blank_cell_means(package: ZipFile):
    told = json.loads(package.read("datapackage.json"))

    schemas = {each["name"]: each["schema"] for each in told["resources"]}
    of_steps = {field["name"]: field.get("missingValues") for field in schemas["steps"]["fields"]}
    assert of_steps["bindingness"] == [{"value": "", "label": "this step does not state it"}]
    assert of_steps["quantity_high"] == [
        {"value": "", "label": "this step does not state it; or what is recorded gives none"}
    ]
    assert of_steps["uid"] is None
    assert schemas["steps"]["missingValues"] == [{"value": "", "label": "See blank_because."}]


def test_what_leads_somewhere_in_the_package_arrives(package: ZipFile):
    told = json.loads(package.read("datapackage.json"))
    ids = {name: {row["id"] for row in rows(package, name)} for name in WHOLE}

    for each in told["resources"]:
        for key in each["schema"]["foreignKeys"]:
            [column] = key["fields"]
            target = key["reference"]["resource"] or each["name"]
            assert {row[column] for row in rows(package, each["name"])} - {""} <= ids[target]


@pytest.mark.usefixtures("seeded")
def test_the_workbook_holds_the_rows_of_the_lists_with_their_types(client: TestClient):
    book = load_workbook(BytesIO(had(client, "register.xlsx")))

    assert book.sheetnames == ["Read me", "Columns", "Words", *WHOLE]
    head, *found = book["pledges"].iter_rows(values_only=True)
    flat = csv.DictReader(StringIO(client.get("/pledges.csv").text, newline=""))
    listed = {int(row["id"]): row for row in flat}
    assert {row[0] for row in found} == listed.keys()
    assert book["pledges"].freeze_panes == "A2"
    assert (
        book["pledges"]["E1"].comment.text
        == "Actor. The actor whose offer it is; its own word or not."
    )
    assert ("B", "usually reliable") in {
        row[1:] for row in book["Words"].iter_rows(values_only=True)
    }
    low = head.index("computed_quantity_low")
    [money] = [row for row in found if row[head.index("computed_quantity_unit")] == "GBP"]
    assert money[low] == 100_000_000
    assert money[head.index("computed_is_counted")] is (
        listed[money[0]]["computed_is_counted"] == "true"
    )
    assert money[head.index("computed_evidence_on")].date() == date(2025, 12, 8)


@pytest.mark.usefixtures("seeded")
def test_the_copy_can_be_asked_with_sql(client: TestClient, tmp_path: Path):
    file = tmp_path / "copy.sqlite"
    file.write_bytes(had(client, "register.sqlite"))

    with closing(sqlite3.connect(file)) as copy:
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
        of_it = "FROM pledges JOIN actors ON actors.id = actor_id WHERE code = 'gb'"
        asked = f"SELECT name, count(*) {of_it}"
        assert copy.execute(asked).fetchone() == ("United Kingdom", 4)
        assert copy.execute("SELECT value FROM about WHERE name = 'revision'").fetchone() == ("1",)
        large = "SELECT title FROM pledges WHERE computed_quantity_low > 50000"
        assert len(copy.execute(large).fetchall()) == 1
        grade = "SELECT meaning FROM words WHERE used_in LIKE '%reliability%' AND word = 'B'"
        assert copy.execute(grade).fetchone() == ("usually reliable",)
        told = copy.execute("SELECT count(*) FROM columns").fetchone()
    assert told == (sum(len(TABLES[name].columns) for name in WHOLE),)


def test_the_digests_can_be_worked_out_from_the_record_alone(client: TestClient, engine: Engine):
    [pledge] = build.estonia(engine)
    build.revised(engine, pledge, title="A battalion")

    about, *told = map(json.loads, had(client, "record.jsonl").decode().splitlines())

    digest = about["register"]
    for revision in (each["revision"] for each in told if "revision" in each):
        lines = [e["line"] for e in told if "line" in e and e["line"][0] == revision["number"]]
        sums = [sha256(line[3].encode()).hexdigest() for line in lines]
        assert sums == [line[2] for line in lines]
        body = sha256("".join(f"{each}\n" for each in sums).encode()).hexdigest()
        five = (digest, revision["number"], revision["made_at"], revision["account_uid"], body)
        digest = sha256("".join(f"{each}\n" for each in five).encode()).hexdigest()
    assert digest == about["digest"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_built_once_for_a_revision(
    client: TestClient, engine: Engine, folder: Path, name: str
):
    build.estonia(engine)
    first = had(client, name)
    [file] = folder.glob("r*")
    made = file.stat().st_mtime_ns

    assert had(client, name) == first
    assert file.stat().st_mtime_ns == made
    build.recorded(engine, build.Actor, code="fr", name="France")
    assert had(client, name) != first
    build.recorded(engine, build.Actor, code="fi", name="Finland")
    assert had(client, name) != first
    assert sorted(each.name[:3] for each in folder.glob("r*")) == ["r2-", "r3-"]


def test_a_file_is_of_one_register_at_one_address(engine: Engine, folder: Path):
    build.estonia(engine)
    file, day = FILES["record.jsonl"], date(2026, 5, 31)
    known = [
        Shown(1, digest, day, site) for digest in ("a", "b") for site in ("http://x", "http://y")
    ]

    found = {built(folder, file, engine, shown, "build") for shown in known}

    assert len(found) == 4


def test_one_is_built_at_a_time(client: TestClient, folder: Path):
    folder.mkdir()

    with alone(folder):
        answer = client.get("/data/package.zip")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert client.get("/data/package.zip").status_code == 200


@pytest.mark.parametrize("query", ["?as_of=r1", "?on=2025-12-01", "?domain=sea"])
def test_a_whole_file_is_of_now(client: TestClient, engine: Engine, query: str):
    build.estonia(engine)

    answer = client.get(f"/data/package.zip{query}")

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_file_is_named_after_its_revision(client: TestClient, engine: Engine):
    build.estonia(engine)

    headers = client.get("/data/register.xlsx").headers

    assert 'filename="coalition-commitments-r1-register.xlsx"' in headers["Content-Disposition"]
    assert headers["Commitments-Revision"].startswith("r1:")
    assert headers["ETag"].startswith('W/"r1.')
