"""What is shown can be had as data: the same rows, the same question, the same moment."""

import json

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.exports.files.lists import LISTS
from app.models import Step
from tests import factory
from tests.downloads import csv_rows, json_content
from tests.markup import parse
from tests.page import page


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_the_same_rows_as_csv_and_as_json(client: TestClient, name: str):
    flat, deep = csv_rows(client, f"/{name}.csv"), json_content(client, f"/{name}.json")

    key = "number" if name == "revisions" else "id"
    assert [row[key] for row in flat] == [str(row[key]) for row in deep["rows"]]
    assert deep["count"] == len(flat) > 0
    assert deep["cite"] == f"r1:{deep['digest']}"


@pytest.mark.usefixtures("seeded")
def test_a_question_is_answered_as_the_page_answers_it(client: TestClient):
    query = "?domain=land&domain=air&sort=-title&on=2025-12-10"

    shown = page(client.get(f"/pledges{query}")).select("#pledges tr[id^=pledge-]")
    flat = csv_rows(client, f"/pledges.csv{query}")

    assert len(flat) == len(shown) > 3
    assert [f"pledge-{row['id']}" for row in flat] == [row["id"] for row in shown]


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("name", ["assessments", "circumstances"])
def test_a_list_has_the_rows_of_its_page(client: TestClient, name: str):
    noun = name.removesuffix("s")

    shown = page(client.get(f"/{name}?actor=us")).select(f"main [id^={noun}-]")
    flat = csv_rows(client, f"/{name}.csv?actor=us")

    assert {each["id"] for each in shown} == {f"{noun}-{row['id']}" for row in flat}


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("name", ["stances", "events", "checks", "sources"])
@pytest.mark.parametrize("query", ["", "?sort=date", "?actor=us&actor=gb"])
def test_a_list_is_in_the_order_of_its_page(client: TestClient, name: str, query: str):
    noun = name.removesuffix("s")

    links = page(client.get(f"/{name}{query}")).select(f"main [id^={noun}-]")
    flat = csv_rows(client, f"/{name}.csv{query if name != 'sources' else ''}")

    assert [each["id"] for each in links] == [f"{noun}-{row['id']}" for row in flat]


@pytest.mark.slow
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("query", ["", "?kind=step&sort=-date", "?actor=gb"])
def test_the_timeline_is_in_the_order_of_its_page(client: TestClient, query: str):
    sections = page(client.get(f"/timeline{query}")).select("main section")
    flat = csv_rows(client, f"/timeline.csv{query}")[:100]

    ids = [f"{row['kind']}-{row['id']}" for row in flat]
    shown = [[each["id"] for each in section.select("dd[id]")] for section in sections]
    singly = [[i for i in its if not i.startswith("checks-")] for its in shown]
    assert singly == [[i for i in ids if i in its] for its in singly] != []
    assert all(i.startswith("check-") for i in set(ids).difference(*singly))


@pytest.mark.usefixtures("seeded")
def test_a_quantity_keeps_its_doubt(client: TestClient):
    [row] = csv_rows(client, "/pledges.csv?unit=GBP")

    assert row["computed_offered_low"] == "100000000"
    assert row["computed_offered_high"] == ""
    assert row["computed_offered_qualifier"] == "more than"
    assert "computed_offered_high: “more than” gives no most" in row["blank_because"]


def test_a_contested_amount_is_a_range_that_says_so(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    for low in (300, 400):
        amount = {"low": low, "qualifier": "exact", "unit": "troops"}
        factory.record(engine, Step, pledge, bindingness=None, offered=amount)

    [row] = csv_rows(client, "/pledges.csv")
    [item] = json_content(client, "/pledges.json")["rows"]

    assert (row["computed_offered_low"], row["computed_offered_high"]) == ("300", "400")
    assert row["computed_is_contested"] == "true"
    assert row["computed_offered_contested"] == "300 troops; 400 troops"
    assert item["computed"]["offered_contested"] == ["300 troops", "400 troops"]


@pytest.mark.slow
def test_all_pages_are_in_the_file_whatever_page_is_asked_for(client: TestClient, engine: Engine):
    factory.record_estonia(engine, 101)

    assert len(csv_rows(client, "/pledges.csv?page=2")) == 101


def test_a_file_shows_the_moment_asked_for(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.revise(engine, pledge, title="A battalion")

    then, now = (
        json_content(client, "/pledges.json?as_of=r1"),
        json_content(client, "/pledges.json"),
    )

    assert (then["revision"], now["revision"]) == (1, 2)
    assert then["rows"][0]["facts"]["title"] == "Company 0"
    assert now["rows"][0]["facts"]["title"] == "A battalion"
    assert now["rows"][0]["base"] == 2


def test_a_thing_tells_its_parts_with_their_citations(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    row = json_content(client, "/pledges/3.json")["row"]

    assert row["facts"]["announced"] is None
    assert row["computed"]["status_line"] == "Declared · waits for parliament’s approval"
    [step] = row["steps"]
    assert step["facts"]["at"] == {
        "edtf": "2026-02-01",
        "basis": "stated",
        "words": None,
        "note": None,
    }
    assert step["citations"][0]["computed"]["principals"] == ["Estonia"]
    assert row["citations"][0]["facts"]["passage_id"] == 9
    assert row["citations"][0]["computed"]["source_id"] == 2
    assert row["computed"]["url"] == "http://127.0.0.1:8000/pledges/3"


def test_a_passage_names_all_that_rests_on_it(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    [found] = csv_rows(client, "/passages.csv?source=2&speaker=Mari Maa")
    row = json_content(client, "/passages/9.json")["row"]

    assert (found["computed_citations"], found["on_behalf"]) == ("3", "1")
    assert (found["computed_principals"], found["parent_id"]) == ("Estonia", "2")
    uses = [each["computed"]["evidence_for"] for each in row["citations"]]
    assert uses == ["pledge", "step", "condition"]
    assert csv_rows(client, "/passages.csv?source=9") == []


def test_a_source_tells_its_passages(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    row = json_content(client, "/sources/2.json")["row"]

    assert [each["facts"]["locator"] for each in row["passages"]] == ["¶3"]
    assert "citations" not in row["passages"][0]
    assert row["computed"]["citations"] == 3


@pytest.mark.usefixtures("seeded")
def test_a_country_tells_what_it_offers_and_where_the_rest_is(client: TestClient):
    told_of = json_content(client, "/countries/gb.json?as_of=r1")

    assert len(told_of["pledges"]) == 4
    assert told_of["row"]["computed"]["pledges"] == 4
    assert told_of["stances"][0]["computed"]["actor_code"] == "gb"
    assert told_of["lists"]["events"].endswith("/events.json?actor=gb&as_of=r1")
    assert client.get("/groups/coalition.json").json()["row"]["facts"]["kind"] == "coalition"


def test_a_group_tells_its_members_with_their_citations(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    group = factory.record(engine, factory.Actor, code="baltics", name="The Baltics", kind="group")
    member = factory.record(engine, factory.Membership, group, member_id=1)
    factory.record(engine, factory.Citation, member, source_id=2)

    row = json_content(client, "/groups/baltics.json")["row"]

    [joined] = row["memberships"]
    assert joined["facts"]["member_id"] == 1
    assert joined["citations"][0]["computed"]["source_id"] == 2
    assert (row["citations"], row["computed"]["pledges"]) == ([], 0)


def test_a_country_of_which_nothing_is_recorded_has_a_file_too(client: TestClient):
    told_of = json_content(client, "/countries/ee.json")

    assert (told_of["name"], told_of["row"], told_of["pledges"]) == ("Estonia", None, [])


def test_a_revision_tells_its_lines_as_they_were_hashed(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    told_of = json_content(client, "/revisions/1.json")

    assert told_of["row"]["facts"]["comment"] == "From the daily."
    assert len(told_of["lines"]) == 10
    assert json.loads(told_of["lines"][1]["text"])["facts"]["code"] == "ee"


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("path", "csv_link"),
    [
        ("/pledges?domain=sea&on=2025-12-10&page=1&zzz=1", "/pledges.csv?domain=sea&on=2025-12-10"),
        ("/timeline?kind=step", "/timeline.csv?kind=step"),
        ("/countries", "/countries.csv"),
        ("/pledges/68?as_of=r1", None),
        ("/passages/14", None),
        ("/countries/gb", None),
    ],
)
def test_a_page_leads_to_the_same_as_data(client: TestClient, path: str, csv_link: str | None):
    links = {a.text: a["href"] for a in page(client.get(path)).select("#data a")}

    assert links.get("CSV") == csv_link
    assert all(client.get(address).status_code == 200 for address in links.values())
    assert "JSON" in links


@pytest.mark.parametrize("path", ["/about", "/method", "/pledges?domain=x", "/pledges/9", "/"])
def test_other_pages_have_no_data_of_their_own(client: TestClient, path: str):
    assert parse(client.get(path).text).select("#data") == []


def test_a_file_is_named_after_its_revision_and_cites_it(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    headers = client.get("/pledges.csv").headers

    assert headers["Content-Disposition"] == 'attachment; filename="pledges-r1-2026-05-31.csv"'
    assert headers["Commitments-Revision"].startswith("r1:")
    assert headers["Content-Type"].startswith("text/csv")
