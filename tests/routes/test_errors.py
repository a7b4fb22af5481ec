import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.main import create_app
from app.models import Actor, Intent, Passage, Source
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import WriteQueueFull
from tests import factory
from tests.accounts import cheap_settings
from tests.page import page, plain_text


def test_an_address_that_is_almost_right_leads_to_the_nearest(client: TestClient):
    shown = page(client.get("/countrys"), 404)

    assert shown.select_one("main a[href='/countries']")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("united-kingdm", "gb"), ("germny", "de"), ("ukrane", "ua")],
)
@pytest.mark.usefixtures("seeded")
def test_a_country_that_is_almost_right_leads_to_the_nearest(client: TestClient, asked, found):
    shown = page(client.get(f"/countries/{asked}"), 404)

    assert shown.select_one(f"main a[href='/countries/{found}']")


def test_the_moment_is_kept_on_the_way_out(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    shown = page(client.get("/countries/germny?as_of=r1"), 404)

    assert shown.select_one("main a[href='/countries/de?as_of=r1']")


@pytest.mark.parametrize("path", ["/countries/g%00b", "/groups/%00", "/countries/%00/history"])
def test_a_nul_in_an_address_is_not_found(client: TestClient, path: str):
    page(client.get(path), 404)


@pytest.mark.parametrize(
    "number", ["abc", "99999999999", "9" * 30, "-1", "1.5", "2_0", "%202", "02"]
)
def test_what_is_no_number_is_not_found(client: TestClient, number: str):
    page(client.get(f"/pledges/{number}"), 404)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("as_of=soon", "give a revision like r12"),
        ("as_of=r9", "There is no revision r9 yet"),
        ("as_of=2026-06-01", "yet to come"),
        ("on=soon", "give a date like 2026-05-01"),
        ("page=x", "give a number from 1 on"),
        ("page=0", "give a number from 1 on"),
    ],
)
def test_a_bad_value_says_what_is_accepted(client: TestClient, engine: Engine, query, sentence):
    factory.record_estonia(engine, made_at=factory.noon(1))

    shown = page(client.get(f"/pledges?{query}"), 422)

    assert sentence in plain_text(shown.text)
    assert shown.select_one("main a[href='/pledges']")
    assert "now" in shown.select_one("#moment").text


def test_an_unknown_parameter_is_named_above_the_page(client: TestClient):
    shown = page(client.get("/pledges?colour=red&page=1"))

    assert shown.select_one("#moment code").text == "colour"


def test_an_empty_moment_is_now(client: TestClient):
    assert "The register as it is now" in plain_text(page(client.get("/about?as_of=&on=")).text)


@pytest.mark.slow
def test_what_was_retracted_is_gone_and_says_who_took_it_away_and_why(
    client: TestClient, engine: Engine
):
    [pledge] = factory.record_estonia(engine, made_at=factory.noon(1))
    factory.retract(engine, pledge, "Recorded twice.")

    shown = plain_text(page(client.get(f"/pledges/{pledge.id}"), 410).text)

    for said in ("Company 0", "Recorded twice.", "r2", "register", "Estonia"):
        assert said in shown
    assert client.get(f"/pledges/{pledge.id}?as_of=r1").status_code == 200


def test_a_retracted_source_and_a_retracted_country_are_gone(client: TestClient, engine: Engine):
    source = factory.record(engine, Source)
    factory.retract(engine, source)

    page(client.get(f"/sources/{source.id}"), 410)


def test_a_page_that_fails_says_so_and_names_nothing(failing: TestClient):
    answer = failing.get("/broken")

    shown = page(answer, 500)
    assert "Our mistake" in shown.text
    assert "secret" not in shown.text


def test_an_id_of_another_kind_is_not_found(client: TestClient, engine: Engine):
    factory.record_estonia(engine)

    page(client.get("/pledges/2"), 404)


def test_a_register_that_can_not_be_read_still_gets_its_page(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE revision SET intent = 'nonsense'")

    assert "Our mistake" in page(client.get("/about"), 500).text


@pytest.mark.parametrize("text", ["r1", "R1", "1"])
def test_a_revision_is_named_alike_however_it_was_asked_for(
    client: TestClient, engine: Engine, text: str
):
    factory.record_estonia(engine)

    assert "As recorded at r1" in plain_text(page(client.get(f"/about?as_of={text}")).text)


def test_a_code_that_an_actor_gave_up_is_free_again(client: TestClient, engine: Engine):
    finland = factory.record(engine, Actor, code="fi", name="Finland")
    factory.revise(engine, finland, code="fin")
    nordic = factory.record(engine, Actor, code="nordic", name="Nordic countries", kind="group")
    factory.revise(engine, nordic, code="nordics")

    assert "Nothing is recorded" in page(client.get("/countries/fi")).text
    assert "Nothing was recorded" in page(client.get("/countries/fi/history")).text
    assert "There is no group “nordic” here." in page(client.get("/groups/nordic"), 404).text
    factory.retract(engine, finland)
    assert "Nothing is recorded" in page(client.get("/countries/fi")).text
    page(client.get("/countries/fin"), 410)


def test_only_what_comes_later_is_said_to_come_later(client: TestClient, engine: Engine):
    factory.record_estonia(engine)
    passage = factory.record(engine, Passage, factory.entity(engine, 2))
    factory.retract(engine, passage)

    later = page(client.get(f"/passages/{passage.id}?as_of=r1"), 404).text
    never = page(client.get(f"/sources/{passage.id}?as_of=r1"), 404).text

    assert "first recorded in r2, after the moment shown" in later
    assert f"There is no source {passage.id} here." in never


@pytest.mark.parametrize("nothing", ["/countries/de/history", "/countries/de/history?as_of=r1"])
def test_a_country_with_nothing_recorded_has_an_empty_history(
    client: TestClient, engine: Engine, nothing: str
):
    factory.record_estonia(engine)
    if "as_of" in nothing:
        factory.record(engine, Actor, code="de", name="Germany")

    shown = page(client.get(nothing))

    assert shown.h1.text == "History of Germany"
    assert "Nothing was recorded" in shown.select_one(".line").text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/countries/Guinea-Bissau", "/countries/gw"),
        ("/countries/guinea bissau", "/countries/gw"),
        ("/countries/timor-leste/history", "/countries/tl/history"),
        ("/groups/COALITION", "/groups/coalition"),
        ("/groups/Around-20/history", "/groups/around-20/history"),
    ],
)
def test_names_with_a_hyphen_and_groups_in_upper_case_lead_on(client: TestClient, asked, found):
    moved = client.get(f"{asked}?on=2026-01-01", follow_redirects=False)

    assert (moved.status_code, moved.headers["Location"]) == (308, f"{found}?on=2026-01-01")


def test_the_day_stays_on_the_way_to_another_revision(client: TestClient, engine: Engine):
    [pledge] = factory.record_estonia(engine)
    factory.retract(engine, pledge)

    gone = page(client.get(f"/pledges/{pledge.id}?on=2026-05-05"), 410)
    log = page(client.get("/revisions/2?on=2026-05-05"))

    assert gone.select_one(f"main a[href='/pledges/{pledge.id}?as_of=r1&on=2026-05-05']")
    for number in (1, 2):
        assert log.select_one(f"main a[href='/?as_of=r{number}&on=2026-05-05']")


@pytest.mark.slow
def test_a_country_whose_only_source_is_undated_is_shown(client: TestClient, engine: Engine):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        actor, source = factory.add(edit, Actor), factory.add(edit, Source, published=None)
        [pledge] = factory.add_full_pledges(edit, actor, source, 1)

    for path in ("/", "/countries", "/pledges", f"/pledges/{pledge.id}", "/sources", "/sources/2"):
        page(client.get(path))
    assert "of unknown age" in page(client.get("/countries/ee")).select_one(".facts").text


def test_a_page_that_has_no_turn_says_when_to_try_again(url: str):
    app = create_app(cheap_settings(url))

    @app.get("/busy")
    def busy() -> None:
        raise WriteQueueFull

    answer = TestClient(app, raise_server_exceptions=False).get("/busy")
    app.state.engine.dispose()

    assert "Many are saving just now" in page(answer, 503).text
    assert answer.headers["Retry-After"] == "5"
