"""Every address that shows something, at a moment before there was anything or something else."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.models import (
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Intent,
    Link,
    Membership,
    Passage,
    Pledge,
    Source,
    Stance,
    Step,
)
from app.spine import lookups
from app.spine.edit import Edit
from app.spine.history import load_changes
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.undo import carry_out, plan_undo
from app.spine.versioned import Entity
from tests import factory, snapshots

pytestmark = pytest.mark.slow

# What r1 records; actor 1, source 2, pledge 3, its citation 4, its step 5 …; group 9; stance 10 ….
PATH = {"pledge_id": "3", "source_id": "2", "passage_id": "9", "number": "1"}
PATH |= {"stance_id": "11", "assessment_id": "12", "event_id": "13"}
PATH |= {"circumstance_id": "15", "check_id": "16", "link_id": "17"}
PATH |= {"earlier": "0", "later": "1", "account_id": "2", "token": "unknown"}
SAID = ["Eestimaa", "Company", "The Daily", "Mari Maa", "Nordic", "if they agree"]
SAID += ["Keen on", "Few will go", "pundits", "A summit", "almanacs", "Odd couple"]
SECRET = "xyzzy"


BEFORE: dict[str, dict[str, str]] = {}


@pytest.fixture(autouse=True)
def first(engine: Engine) -> None:
    """The same r1 for all tests of a database."""
    snapshots.fill_database(engine, "walked", begin)


def begin(engine: Engine) -> None:
    """r1: a country pledges a company; a group is there too."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, at=factory.noon(1)) as edit:
        actor, source = factory.add(edit, Actor, name="Eestimaa"), factory.add(edit, Source)
        factory.add_full_pledges(edit, actor, source, 1)
        factory.add(edit, Actor, code="nordic", name="Nordic countries", kind="group")
        add_other_kinds(edit, actor)


def add_other_kinds(edit: Edit, actor: Entity) -> None:
    """One of each kind that is no offer."""
    whose = {"actor_id": actor.id}
    stance = factory.add(edit, Stance, gist="Keen on it.", **whose)
    assessment = factory.add(edit, Assessment, gist="Few will go.", author="pundits")
    factory.add(edit, Attendance, factory.add(edit, Event, title="A summit"), **whose)
    factory.add(edit, Circumstance, kind="peace agreement", state="partly")
    factory.add(edit, Check, where="Two almanacs", **whose)
    factory.add(edit, Link, from_id=stance.id, to_id=assessment.id, note="Odd couple.")


@pytest.fixture
def addresses(app: FastAPI) -> list[str]:
    """Every GET route, filled in with what r1 records."""
    shown = [path for path, methods in routes(app).items() if "get" in methods]
    assert len(shown) >= 20
    return [
        path.format(code="nordic" if path.startswith("/groups") else "ee", **PATH)
        for path in shown
        if path not in ("/healthz", "/readyz", "/metrics")
    ]


@pytest.fixture
def before(client: TestClient, engine: Engine, addresses: list[str]) -> dict[str, str]:
    """What each address answers at r1, as long as that is all."""
    known = BEFORE.get(engine.dialect.name) or read_pages(client, addresses, "r1")
    return BEFORE.setdefault(engine.dialect.name, known)


def routes(app: FastAPI) -> dict[str, Any]:
    """The paths of the application, with their methods."""
    return app.openapi()["paths"]


def read_pages(client: TestClient, addresses: list[str], as_of: str) -> dict[str, str]:
    """What each address answers then, without the moment's own name in its links."""
    return {
        path: client.get(f"{path}?as_of={as_of}", follow_redirects=False).text for path in addresses
    }


def thing(engine: Engine, kind: type) -> Entity:
    """The entity of a kind that r1 recorded first."""
    with reading_session(engine) as session:
        rows = lookups.entities_by_id(session, range(1, 30)).values()
        return next(entity for entity in rows if entity.kind == kind.noun())


def undo_first(engine: Engine) -> None:
    with reading_session(engine) as session:
        changes = load_changes(session, 1)
    with recording(engine, SYSTEM_ACCOUNT, Intent.UNDOES, SECRET, undoes=1) as edit:
        carry_out(edit, plan_undo(edit.session, changes))


def retract_first(engine: Engine) -> None:
    factory.retract(engine, thing(engine, Pledge), SECRET)


def restate(engine: Engine, kind: type, /, **facts: Any) -> None:
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES, SECRET) as edit:
        entity = thing(engine, kind)
        edit.revise(entity.root_id, edit.previous, {entity.id: facts})


def add_with_citation(engine: Engine, kind: type, /, **facts: Any) -> None:
    """Something new, with what the first source says of it."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, SECRET) as edit:
        added = factory.add(edit, kind, **facts)
        factory.add(edit, Citation, added, source_id=2, gist=SECRET)


def group(engine: Engine) -> Entity:
    with reading_session(engine) as session:
        return lookups.entities_by_id(session, [10])[10]


# Of all kinds, in a revision each; none takes from another what it changes.
EDITS: dict[str, Callable[[Engine], Any]] = {
    "a name": lambda e: restate(e, Actor, name=SECRET, aliases=[SECRET]),
    "a source": lambda e: restate(e, Source, publisher=SECRET, published=None),
    "a pledge": lambda e: restate(
        e, Pledge, title=SECRET, note=SECRET, domain="air", capability=None
    ),
    "a step": lambda e: restate(
        e, Step, bindingness="formal", at={"edtf": "2026-04-01", "basis": "stated", "words": SECRET}
    ),
    "a condition": lambda e: restate(e, Condition, words=SECRET, kind="ceasefire"),
    "a passage": lambda e: restate(e, Passage, gist=SECRET, speaker=SECRET, quote=SECRET),
    "a citation": lambda e: restate(e, Citation, note=SECRET),
    "a new pledge": lambda e: factory.record(e, Pledge, actor_id=1, title=SECRET),
    "a new step": lambda e: factory.record(e, Step, thing(e, Pledge), delivery="partial"),
    "a new source": lambda e: factory.record(e, Source, publisher=SECRET, address="http://x.y/"),
    "a new actor": lambda e: factory.record(e, Actor, code="fr", name=SECRET),
    "a new stance": lambda e: add_with_citation(e, Stance, actor_id=1, gist=SECRET),
    "a new assessment": lambda e: add_with_citation(e, Assessment, author=SECRET, gist=SECRET),
    "a new event": lambda e: add_with_citation(e, Event, title=SECRET),
    "a ceasefire": lambda e: add_with_citation(e, Circumstance, state="met"),
    "a check": lambda e: factory.record(e, Check, actor_id=1, topic="sea", where=SECRET),
    "a member": lambda e: factory.record(e, Membership, group(e), member_id=1),
    "a link": lambda e: factory.record(e, Link, from_id=thing(e, Pledge).id, to_id=1, note=SECRET),
}


def test_before_the_first_revision_there_is_nothing(client: TestClient, addresses: list[str]):
    for path, text in read_pages(client, addresses, "r0").items():
        assert not [word for word in SAID if word in text], path


@pytest.mark.parametrize("edit", [retract_first, undo_first])
def test_what_came_later_is_not_seen(
    client: TestClient, engine: Engine, before: dict[str, str], edit: Callable[[Engine], Any]
):
    edit(engine)

    assert factory.newest_number(engine) == 2
    assert_unchanged(client, before)


@pytest.mark.both
def test_nothing_of_all_that_came_later_is_seen(
    client: TestClient, engine: Engine, before: dict[str, str]
):
    for edit in EDITS.values():
        edit(engine)

    assert factory.newest_number(engine) == 1 + len(EDITS)
    assert_unchanged(client, before)


def assert_unchanged(client: TestClient, before: dict[str, str]) -> None:
    """Make sure that r1 is still told as it was before."""
    after = read_pages(client, list(before), "r1")
    assert {path for path in before if after[path] != before[path]} == set()
    assert not [path for path, text in after.items() if SECRET in text]


@pytest.mark.both
@pytest.mark.parametrize("path", ["/pledges/99", "/passages/99", "/sources/99", "/revisions/99"])
def test_what_never_was_is_not_found(client: TestClient, path: str):
    assert client.get(path).status_code == 404


@pytest.mark.both
def test_what_is_yet_to_come_is_not_found_and_its_revision_is_named(
    client: TestClient, engine: Engine
):
    pledge = factory.record(engine, Pledge, actor_id=1, title=SECRET)

    answer = client.get(f"/pledges/{pledge.id}?as_of=r1")

    assert answer.status_code == 404
    assert "first recorded in r2" in answer.text
    assert SECRET not in answer.text
