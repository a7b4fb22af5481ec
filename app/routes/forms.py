"""The addresses of the forms: of each kind of thing a new one, and each thing to edit."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from pydantic import BeforeValidator
from sqlmodel import Session

from app.access import Db, Editor, Reader, now_only, plain
from app.forms.asking import number
from app.forms.openings import cite, dated, fresh, linked, opening
from app.forms.sheet import ROOT, drawn
from app.models import Actor, Versioned
from app.models.country import NAMES
from app.models.parts import ROOTS
from app.models.vocabulary import ActorKind, LinkKind
from app.queries import actors
from app.routes.actors import absent
from app.routes.editing import Desk, Sent, desk
from app.spine.base import LARGEST

router = APIRouter(dependencies=[Depends(now_only)])
JOINS = {kind.value.replace(" ", "_"): kind for kind in (LinkKind.ADDS_TO, LinkKind.UNCLEAR)}


def begun(desk: Desk, given: dict[str, str]) -> Response:
    """The empty form for a new thing."""
    number = desk.request.state.moment.number
    sheet = fresh(desk.kind, number, given, desk.finder)
    asked = desk.request.query_params
    if asked.get("source", "").isdigit():
        cite(sheet, asked["source"])
    for name, kind in JOINS.items():
        if asked.get(name, "").isdigit():
            linked(sheet, asked[name], kind)
    dated(sheet, desk.request.app.state.clock().date())
    return desk.shown(sheet, focus=sheet.root.key)


def given(request: Request, db: Session, kind: type[Versioned]) -> dict[str, str]:
    """What the address says of a new thing already: `actor=gb`, and facts under their names."""
    asked = request.query_params
    known = {name: asked[name][:400] for name in kind.names() if name in asked}
    code = asked.get("actor", "")
    if code and (named := called(db, code)):
        refers = (name for name, to in kind.references().items() if to == "actor")
        known |= {next(refers, ""): named}
    return known


def called(db: Session, code: str) -> str:
    """The name of an actor by its code; "" if there is none."""
    actor = actors.show(db, code)
    return actor.name if actor else NAMES.get(code, "")


def opened(desk: Desk) -> Response:
    """The form for a thing as it is, with what the address asks for beside."""
    request, whole = desk.request, desk.whole
    assert whole is not None  # noqa: S101  (there is a thing to edit)
    sheet = drawn(whole, desk.finder, request.state.moment.number)
    asked, focus = request.query_params, sheet.root.key
    sheet.words["intent"] = asked.get("intent", "")
    under = asked.get("under", sheet.root.key)
    for kind in sheet.fitting(under) if under in sheet.parts else ():
        if kind.noun() == asked.get("new") and not sheet.is_full:
            focus = opening(sheet, kind, under, desk.finder).key
    return desk.shown(sheet, focus=focus)


def add(kind: type[Versioned]) -> None:
    """Let the things of a kind have their forms."""
    noun = kind.noun()
    entity: Any = Annotated[int, Path(alias=f"{noun}_id", ge=0, le=LARGEST), BeforeValidator(plain)]

    @router.get(f"/{noun}s/new", name=f"{noun}s.new")
    def new(request: Request, db: Db, _account: Editor) -> Response:
        """The form for a new thing."""
        return begun(desk(request, db, kind, None), given(request, db, kind))

    @router.post(f"/{noun}s/new", name=f"{noun}s.create")
    def create(request: Request, db: Db, _reader: Reader, sent: Sent) -> Response:
        """Record a new thing, or say what is wrong."""
        return desk(request, db, kind, None).take(sent)

    @router.get(f"/{noun}s/{{{noun}_id}}/edit", name=f"{noun}s.edit")
    def edit(request: Request, db: Db, _account: Editor, entity_id: entity) -> Response:
        """The form for a thing."""
        return opened(desk(request, db, kind, entity_id))

    @router.post(f"/{noun}s/{{{noun}_id}}/edit", name=f"{noun}s.update")
    def update(
        request: Request, db: Db, _reader: Reader, sent: Sent, entity_id: entity
    ) -> Response:
        """Save what was changed of a thing, or say what is wrong or what others changed."""
        return desk(request, db, kind, entity_id).take(sent)


for each in ROOTS:
    if each is not Actor:
        add(each)


@router.get("/groups/new", name="groups.new")
def new_group(request: Request, db: Db, _account: Editor) -> Response:
    """The form for a group, an organisation or a coalition."""
    return begun(desk(request, db, Actor, None), given(request, db, Actor))


@router.post("/groups/new", name="groups.create")
def create_group(request: Request, db: Db, _reader: Reader, sent: Sent) -> Response:
    """Record it, or say what is wrong."""
    return desk(request, db, Actor, None).take(sent)


def actor(request: Request, db: Session, code: str, *, is_country: bool) -> Desk:
    """The desk for an actor; for a new one, where a country has nothing on record.

    Raises:
        HTTPException: When there is no such country or group.
    """
    found = actors.show(db, code)
    if found is not None and found.is_country == is_country:
        return desk(request, db, Actor, found.entity_id)
    if is_country and code in NAMES and actors.is_free(db, code):
        return desk(request, db, Actor, None)
    raise absent(request, db, code, is_country=is_country)


def add_actors(section: str, *, is_country: bool) -> None:
    """Let countries, or groups, have their forms."""

    @router.get(f"/{section}/{{code}}/edit", name=f"{section}.edit")
    def edit(request: Request, db: Db, _account: Editor, code: str) -> Response:
        """The form for an actor."""
        found = actor(request, db, code, is_country=is_country)
        if found.whole is not None:
            return opened(found)
        return begun(found, {"code": code, "name": NAMES[code], "kind": ActorKind.COUNTRY})

    @router.post(f"/{section}/{{code}}/edit", name=f"{section}.update")
    def update(request: Request, db: Db, _reader: Reader, sent: Sent, code: str) -> Response:
        """Save what was changed of it, or say what is wrong or what others changed."""
        drawn_for = next((n.removesuffix(".code") for n, _ in sent if n.endswith(".code")), "")
        if number(drawn_for):  # whatever it is called by now, and though it be retracted
            return desk(request, db, Actor, int(drawn_for)).take(sent)
        if drawn_for == ROOT and is_country and code in NAMES:
            return desk(request, db, Actor, None).take(sent)
        return actor(request, db, code, is_country=is_country).take(sent)


add_actors("countries", is_country=True)
add_actors("groups", is_country=False)
