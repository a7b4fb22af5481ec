"""Who may send what: every route that changes something, for everybody, from anywhere."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, inspect, text

from app.edits import accounts
from app.models import Actor, Check, Circumstance, Link, Role, Stance
from app.queries.entries import KINDS
from app.spine.versioned import Versioned
from tests import factory
from tests.accounts import SAME_ORIGIN, create_account, open_browser

PEOPLE = ("nobody", "contributor", "editor", "admin", "disabled")
BASE = "http://127.0.0.1:8000"
ELSEWHERE = ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"})
# Who says that it comes from elsewhere is refused before anybody asks who it is.
SENT = [(person, {}) for person in PEOPLE]
SENT += [(person, headers) for person in ("nobody", "admin") for headers in ELSEWHERE]
OURSELVES = (SAME_ORIGIN, {"Origin": BASE})
# What each route that changes something answers to each of PEOPLE, sent what stands here.
MAY: dict[tuple[str, str], tuple[tuple[int, ...], dict[str, str]]] = {
    ("post", "/sign-in"): ((401, 401, 401, 401, 401), {"username": "x", "password": "y"}),
    ("post", "/sign-in/{token}"): ((404, 404, 404, 404, 404), {"password": "y"}),
    ("post", "/sign-out"): ((303, 303, 303, 303, 303), {}),
    ("post", "/account"): ((401, 303, 303, 303, 401), {"do": "keys"}),
    ("post", "/accounts"): ((401, 403, 403, 200, 401), {"handle": "New", "role": "editor"}),
    ("post", "/accounts/{account_id}"): ((401, 403, 403, 303, 401), {"do": "disable"}),
}
# What is there is not brought back, and says already what it said as of the newest revision.
NEWEST = 2 + len(KINDS)
BACK = (401, 403, 409, 409, 401)
MAY |= {
    ("post", f"/{path}/{verb}"): (told, {"to": f"r{NEWEST}"})
    for verb in ("restore", "revert")
    for path, told in (
        ("countries/{code}", BACK),
        ("pledges/{pledge_id}", BACK),
        ("sources/{source_id}", BACK),
        ("passages/{passage_id}", BACK),
        ("groups/{code}", BACK),
        *((f"{kind.noun()}s/{{{kind.noun()}_id}}", BACK) for kind in KINDS),
    )
}
# Nothing is merged with itself.
MAY |= {
    ("post", f"/{path}/merge"): (BACK, {"with": number, "comment": "Twice."})
    for path, number in (("pledges/{pledge_id}", "3"), ("sources/{source_id}", "2"))
}
# Forms: what is right is saved by an editor.
SAVED = (401, 403, 303, 303, 401)
NEW: dict[str, dict[str, str]] = {
    "pledges": {"actor_id": "Estonia", "title": "A company", "domain": "land"},
    "sources": {
        **{"kind": "report", "publisher": "Weekly", "language": "en"},
        **{"retrieved_on": "2026-01-01", "reliability": "B"},
    },
    "stances": {
        **{"actor_id": "ee", "proposition": "leading", "position": "supports"},
        "gist": "It is for it.",
    },
    "assessments": {"kind": "judgement", "author": "An analyst", "gist": "It is so."},
    "events": {"kind": "meeting", "title": "They met"},
    "circumstances": {"kind": "ceasefire", "state": "met"},
    "checks": {
        **{"actor_id": "ee", "topic": "land", "checked_on": "2026-01-01"},
        **{"where": "Its pages", "found": "nothing newer"},
    },
    "links": {"from_id": "2", "to_id": "1", "kind": "unclear"},
    "groups": {"code": "nordics", "name": "Nordics", "kind": "group"},
}
IDS = {f"{kind.noun()}_id": number for number, kind in enumerate(KINDS, 11)}
PLACES = {"groups": ("groups/{code}", 10)}
PLACES |= {name[:-3] + "s": (f"{name[:-3]}s/{{{name}}}", number) for name, number in IDS.items()}
EDITED = {
    "countries/{code}": {"1.code": "ee", "1.name": "Estonia", "1.kind": "country"},
    "pledges/{pledge_id}": {"3.actor_id": "ee", "3.title": "A company", "3.domain": "land"},
    "sources/{source_id}": {f"2.{name}": text for name, text in NEW["sources"].items()},
}
EDITED |= {
    place: {f"{number}.{name}": text for name, text in NEW[path].items()}
    for path, (place, number) in PLACES.items()
}
EDITED["groups/{code}"] |= {"10.code": "benelux", "10.name": "Benelux"}
approval = {"14.kind": "parliamentary approval", "14.actor_id": "ee"}
EDITED["circumstances/{circumstance_id}"] |= approval
CITED = (401, 403, 409, 409, 401)  # something still points there
MAY |= {
    ("post", f"/{path}/new"): (SAVED, {f"n0.{name}": text for name, text in typed.items()})
    for path, typed in NEW.items()
}
MAY |= {
    ("post", f"/{path}/edit"): (SAVED, typed | {"intent": "corrects"})
    for path, typed in EDITED.items()
}
MAY |= {
    ("post", f"/{path}/retract"): (
        CITED if path in ("countries/{code}", "sources/{source_id}") else SAVED,
        {"comment": "Never said.", "base": "999"},
    )
    for path in reversed(EDITED)
}
MAY[("post", "/revisions/{number}/undo")] = ((401, 403, 403, 409, 401), {})  # all is cited by now
FILLED = {"token": "unknown", "account_id": "2", "code": "ee", "number": "1"}
FILLED |= {"pledge_id": "3", "source_id": "2", "passage_id": "9"}
FILLED |= {name: str(number) for name, number in IDS.items()}


@pytest.fixture
def other(app: FastAPI, engine: Engine) -> None:
    """Account 2, a pledge, a group and one of each of KINDS, for others to change."""
    create_account(app, "Other", Role.CONTRIBUTOR)
    factory.record_estonia(engine)
    group = factory.record(engine, Actor, code="benelux", name="Benelux", kind="group")
    assert group.id == PLACES["groups"][1]
    owned: dict[type[Versioned], dict[str, object]] = {
        kind: {"actor_id": 1} for kind in (Stance, Check)
    }
    owned[Link] = {"from_id": 3, "to_id": 1}
    owned[Circumstance] = {"kind": "parliamentary approval", "actor_id": 1}
    for kind in KINDS:
        thing = factory.record(engine, kind, **owned.get(kind, {}))
        assert thing.id == IDS[f"{kind.noun()}_id"]


def token_of(app: FastAPI, person: str, handle: str = "Me") -> str:
    """What the browser of one of PEOPLE holds."""
    if person == "nobody":
        return ""
    if person != "disabled":
        return create_account(app, handle, Role(person)).token
    signed = create_account(app, handle, Role.ADMIN)
    create_account(app, f"Left of {handle}", Role.ADMIN)
    accounts.disable_account(app.state.engine, signed.account.id, app.state.clock())
    return signed.token


def fill(path: str) -> str:
    """The address of a thing that is there."""
    return path.format(**FILLED | ({"code": "benelux"} if path.startswith("/groups/") else {}))


def client_of(app: FastAPI, person: str) -> TestClient:
    """The browser of one of PEOPLE, which does not say where its forms come from."""
    client = open_browser(app, token_of(app, person))
    del client.headers["Sec-Fetch-Site"]
    return client


def all_rows(engine: Engine) -> dict[str, list[str]]:
    """Every row there is."""
    with engine.connect() as connection:
        return {
            table: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{table}"'))))
            for table in inspect(engine).get_table_names()
        }


def test_every_route_that_changes_something_is_told_here(app: FastAPI):
    paths = app.openapi()["paths"]

    changing = {(m, path) for path, methods in paths.items() for m in methods if m != "get"}

    assert changing == MAY.keys()


@pytest.mark.slow
@pytest.mark.parametrize(
    "person",
    [pytest.param(each, marks=pytest.mark.both) if each == "editor" else each for each in PEOPLE],
)
@pytest.mark.usefixtures("other")
def test_a_change_takes_its_role(app: FastAPI, person: str):
    token = token_of(app, person)
    told = {route: answers[PEOPLE.index(person)] for route, (answers, _) in MAY.items()}

    found = {}
    for (method, path), (_, sent) in MAY.items():
        client = open_browser(app, token)
        found[method, path] = client.request(method, fill(path), data=sent).status_code
        if path == "/sign-out":
            token = token_of(app, person, "Again")

    assert found == told


@pytest.mark.parametrize("headers", OURSELVES, ids=str)
def test_a_page_of_ours_is_known_by_either_header(app: FastAPI, headers: dict[str, str]):
    answer = client_of(app, "admin").post("/account", data={"do": "keys"}, headers=headers)

    assert answer.status_code == 303


@pytest.mark.slow
@pytest.mark.parametrize(("person", "headers"), SENT, ids=str)
@pytest.mark.usefixtures("other")
def test_from_elsewhere_nobody_changes_anything(app: FastAPI, engine, person: str, headers):
    client = client_of(app, person)
    before = all_rows(engine)

    for (method, path), (_, sent) in MAY.items():
        answer = client.request(method, fill(path), data=sent, headers=headers)
        assert answer.status_code == 403, path

    assert all_rows(engine) == before
