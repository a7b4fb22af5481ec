"""The first page: what countries offer themselves, and where nobody has looked."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import Actor, Check, Circumstance, Link, Stance, Step
from app.spine import lookups
from app.spine.moment import reading_session
from tests import factory
from tests.page import page, plain_text


def total(client: TestClient, name: str, moment: str = "") -> str:
    """What the first page says under a name of its totals."""
    shown = page(client.get(f"/{moment}"))
    found = shown.select_one(f"#{name} > span:not(.meaning)") or shown.select_one(f"#{name}")
    return plain_text(found.text) if found else ""


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_the_overview_has_a_row_for_every_actor_and_groups_apart(client: TestClient):
    shown = page(client.get("/"))

    rows = {
        plain_text(r.select_one("th a").text): r for r in shown.select("main table tbody tr[id]")
    }

    assert len(rows) == 9
    assert "apart" in rows["Coalition of the Willing"]["class"]
    assert "more than £100 million" in plain_text(rows["United Kingdom"].text)
    assert plain_text(rows["Poland"].text) == (
        "Poland Land, Air, Sea, Funding: –nothing found on 22 Nov 2026; Other: ?not looked at"
    )
    assert "Also named, with no offer on record" in shown.select("#matrix .band")[0].text
    assert plain_text(rows["Coalition of the Willing"].text).count("not looked at") == 2


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("total-funding", "more than £100 million, all of it waiting for a ceasefire"),
        ("total-land", "2 offers, none with a figure, 1 of them waiting for a ceasefire"),
        ("total-air", ""),
        ("total-sea", ""),
        ("total-leadership", ""),
    ],
)
def test_the_seed_comes_to_this(client: TestClient, name: str, says: str):
    assert total(client, name) == says


@pytest.mark.both
@pytest.mark.usefixtures("seeded")
def test_the_seed_identifies_two_beside_about_20_claimed(client: TestClient):
    told = total(client, "identified")

    assert told.startswith("2 countries have themselves declared a part")
    assert "about 20 claimed by others, never added to these." in told


def test_a_condition_that_is_met_is_waited_for_no_longer(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    approved = {"kind": "parliamentary approval", "actor_id": 1, "state": "met"}
    factory.record(engine, Circumstance, at={"edtf": "2026-05-04", "basis": "stated"}, **approved)

    before, after = (page(client.get(f"/pledges/3?on=2026-05-0{day}")) for day in (3, 4))

    assert "waits for parliament’s approval" in plain_text(before.select_one("#status").text)
    assert "waits for" not in plain_text(after.select_one("#status").text)
    assert total(client, "total-land", "?on=2026-05-04") == "1 offer, with no figure"


def test_a_cell_says_whether_anybody_has_looked(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    factory.record(engine, Check, actor_id=1, topic="sea", checked_on="2026-05-01")

    row = page(client.get("/")).select_one("#actor-ee")
    cells = {cell["data-label"]: plain_text(cell.text) for cell in row.select("td")}

    assert "nothing found on 1 May 2026" in cells["Sea"]
    assert "not looked at" in cells["Air"]


def test_who_offers_nothing_is_named_apart_with_what_was_looked_for(
    client: TestClient, engine: Engine
):
    for number, found in ((1, "nothing"), (2, "something new")):
        actor = factory.record(engine, Actor, code=f"b{number}", name=f"Country {number}")
        on = {"topic": "sea", "checked_on": "2026-05-01", "found": found}
        factory.record(engine, Check, actor_id=actor.id, **on)

    shown = page(client.get("/"))

    told = [plain_text(td.text) for td in shown.select("#matrix tbody tr[id] td")]
    assert "Sea: –nothing found on 1 May 2026" in told[0]
    assert "Sea: ·nothing recorded" in told[1]


@pytest.mark.parametrize("offers", [0, 1])
def test_where_nothing_is_offered_the_first_page_says_what_is_declined(
    client: TestClient, engine: Engine, offers: int
):
    factory.record_estonia(engine, offers)
    declined = {"actor_id": 1, "position": "declines own part"}
    stance = factory.record(engine, Stance, **declined, proposition="own money")
    factory.record(engine, Stance, **declined, proposition="leading")

    [told] = page(client.get("/")).select("#actor-ee a[href^='/stances/']")

    assert (plain_text(told.text), told["href"]) == (
        "as recorded, declines own money",
        f"/stances/{stance.id}",
    )


def test_a_country_s_page_says_where_it_was_looked_for(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    where = {"where": "the budget of 2026", "checked_on": "2026-05-01"}
    for topic, found in (
        ("sea", "nothing"),
        ("air", "something new"),
        ("funding", "nothing newer"),
    ):
        factory.record(engine, Check, actor_id=1, topic=topic, found=found, **where)

    told = plain_text(page(client.get("/countries/ee")).select_one("#unknown").text)

    assert "At sea: –nothing found on 1 May 2026, in the budget of 2026" in told
    assert "In the air: something was found on 1 May 2026 that is not shown here" in told
    assert "Money: –nothing newer found on 1 May 2026, in the budget of 2026" in told


def contest(engine: Engine) -> None:
    """Estonia’s pledge of its own, on which two steps of one day disagree how much it is."""
    (pledge,) = factory.record_estonia(engine)
    day = {"edtf": "2026-02-01", "basis": "stated"}
    for low in (300, 400):
        amount = {"low": low, "qualifier": "exact", "unit": "troops"}
        factory.record(engine, Step, pledge, at=day, bindingness=None, offered=amount)


def test_a_country_counts_whose_sources_disagree_only_on_how_much(
    client: TestClient, engine: Engine
):
    contest(engine)

    shown = page(client.get("/"))

    assert plain_text(shown.select_one("#identified").text).startswith("1 country has itself")
    assert total(client, "total-land").startswith(
        "300 to 400 troops (contested: 300 troops or 400 troops)"
    )
    assert "300 to 400 troops, contested" in plain_text(shown.select_one("#actor-ee").text)


def test_a_contested_amount_is_shown_with_all_that_is_said(client: TestClient, engine: Engine):
    contest(engine)

    for address in ("/pledges/3", "/pledges", "/countries/ee"):
        shown = plain_text(page(client.get(address)).select_one("main").text)
        assert "300 to 400 troops, contested: 400 troops" in shown
        assert "or 300 troops" in shown


@pytest.mark.usefixtures("seeded")
def test_on_a_day_before_all_offers_the_first_page_counts_none_of_them(client: TestClient):
    shown = page(client.get("/?on=2025-08-31"))

    facts = plain_text(shown.select_one(".facts").text)
    assert "none on record by this day; 5 possibly by then; 9 said later" in facts
    assert "unconfirmed lately" not in facts
    assert shown.select_one("#hearsay") is None
    waiting = plain_text(shown.select_one("#waiting").text)
    assert "No pledge on record waits for anything that is not met on this day." in waiting
    assert "no unmet condition on record" not in waiting
    assert shown.select_one("#matrix .band").text.endswith("with no offer on record by this day")


def test_the_first_page_counts_apart_what_is_possibly_there(client: TestClient, engine: Engine):
    factory.record_estonia(engine, 3)
    with reading_session(engine) as session:
        maybe, later = lookups.entities_by_id(session, [11, 17]).values()
    for step, edtf in ((maybe, "[2026-01-01..2026-03-01]"), (later, "2026-03-01")):
        factory.revise(engine, step, at={"edtf": edtf, "basis": "stated"})

    shown = page(client.get("/?on=2026-02-01"))

    assert "1 on record by this day; 1 possibly by then; 1 said later" in plain_text(
        shown.select_one(".facts").text
    )
    assert "1 pledge waits for: parliamentary approval" in plain_text(
        shown.select_one("#waiting").text
    )


def test_of_what_may_be_the_same_the_total_says_so(client: TestClient, engine: Engine):
    pledges = factory.record_estonia(engine, 2)
    for pledge, low in zip(pledges, (100, 200), strict=True):
        amount = {"low": low, "qualifier": "exact", "unit": "troops"}
        factory.record(engine, Step, pledge, bindingness=None, offered=amount)
    factory.record(engine, Link, from_id=pledges[1].id, to_id=pledges[0].id, kind="unclear")

    assert total(client, "total-land").startswith(
        "200 to 300 troops (100 troops and 200 troops; whether they add is not said)"
    )


def test_what_is_met_is_shown_as_no_longer_waited_for(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    approved = {"kind": "parliamentary approval", "actor_id": 1, "state": "met"}
    factory.record(engine, Circumstance, **approved)

    shown = page(client.get("/pledges/3"))

    assert "No longer waited for: if they agree" in plain_text(shown.select_one("#conditions").text)


@pytest.mark.slow
def test_a_page_gives_the_address_under_which_it_stays_as_it_is(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    asked = client.get("/pledges?domain=land&page=1&colour=red")
    [way] = page(asked).select("#foot a[rel=nofollow]")

    factory.revise(engine, factory.entity(engine, 3), title="Another title")

    assert way["href"] == "/pledges?domain=land&page=1&as_of=r1&on=2026-05-31"
    then = page(client.get(way["href"]))
    assert "Company 0" in then.select_one("#pledges").text


@pytest.mark.usefixtures("seeded")
def test_a_position_that_waits_for_something_is_named_beside_the_pledges(
    client: TestClient, statements: list[str]
):
    statements.clear()
    shown = page(client.get("/"))

    waits = [plain_text(each.text) for each in shown.select("#positions-wait li")]

    assert len(statements) <= 20
    assert any(each.startswith("Türkiye, on ") for each in waits)
    assert not any("France" in each for each in waits)  # its limits hold nothing up
