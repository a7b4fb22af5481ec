"""The addresses of the forms: of each kind of thing a new one, and each thing to edit."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from pydantic import BeforeValidator
from sqlmodel import Session

from app.access.moment import redirect_to_now
from app.access.parameters import plain_number
from app.access.roles import Editor, Reader
from app.access.session import Db
from app.forms.empty_form import (
    add_link,
    add_prefilled_part,
    new_form,
    prefill_dates,
    prefill_source,
)
from app.forms.form_state import ROOT, build_form_state
from app.forms.list_query import is_thing_number
from app.models import Actor, Versioned
from app.models.country import NAMES
from app.models.parts import ROOTS
from app.models.vocabulary import ActorKind, LinkKind
from app.queries import actors
from app.routes.actors import missing_actor
from app.routes.form_page import FormItems, FormPage, load_form_page
from app.spine.base import MAX_INTEGER

router = APIRouter(dependencies=[Depends(redirect_to_now)])
LINK_PARAMETERS = {
    kind.value.replace(" ", "_"): kind for kind in (LinkKind.ADDS_TO, LinkKind.UNCLEAR)
}


def render_new_form(form_page: FormPage, facts: dict[str, str]) -> Response:
    """The empty form for a new thing."""
    revision = form_page.request.state.moment.number
    form = new_form(form_page.kind, revision, facts, form_page.finder)
    query = form_page.request.query_params
    if query.get("source", "").isdigit():
        prefill_source(form, query["source"])
    for name, kind in LINK_PARAMETERS.items():
        if query.get(name, "").isdigit():
            add_link(form, query[name], kind)
    prefill_dates(form, form_page.request.app.state.clock().date())
    return form_page.render(form, focus=form.root.key)


def facts_in_query(request: Request, db: Session, kind: type[Versioned]) -> dict[str, str]:
    """What the address says of a new thing already: `actor=gb`, and facts under their names."""
    query = request.query_params
    facts = {name: query[name][:400] for name in kind.fact_names() if name in query}
    code = query.get("actor", "")
    if code and (label := actor_name(db, code)):
        names = (name for name, to in kind.references().items() if to == "actor")
        facts |= {next(names, ""): label}
    return facts


def actor_name(db: Session, code: str) -> str:
    """The name of an actor by its code; "" if there is none."""
    actor = actors.show(db, code)
    return actor.name if actor else NAMES.get(code, "")


def render_edit_form(form_page: FormPage) -> Response:
    """The form for a thing as it is, with what the address asks for beside."""
    request, thing = form_page.request, form_page.thing
    assert thing is not None  # noqa: S101  (there is a thing to edit)
    form = build_form_state(thing, form_page.finder, request.state.moment.number)
    query, focus = request.query_params, form.root.key
    form.words["intent"] = query.get("intent", "")
    under = query.get("under", form.root.key)
    for kind in form.allowed_kinds(under) if under in form.parts else ():
        if kind.noun() == query.get("new") and not form.is_full:
            focus = add_prefilled_part(form, kind, under, form_page.finder).key
    return form_page.render(form, focus=focus)


def add_form_routes(kind: type[Versioned]) -> None:
    """Let the things of a kind have their forms."""
    noun = kind.noun()
    entity_type: Any = Annotated[
        int, Path(alias=f"{noun}_id", ge=0, le=MAX_INTEGER), BeforeValidator(plain_number)
    ]

    @router.get(f"/{noun}s/new", name=f"{noun}s.new")
    def new(request: Request, db: Db, _account: Editor) -> Response:
        """The form for a new thing."""
        return render_new_form(
            load_form_page(request, db, kind, None), facts_in_query(request, db, kind)
        )

    @router.post(f"/{noun}s/new", name=f"{noun}s.create")
    def create(request: Request, db: Db, _reader: Reader, items: FormItems) -> Response:
        """Record a new thing, or say what is wrong."""
        return load_form_page(request, db, kind, None).submit(items)

    @router.get(f"/{noun}s/{{{noun}_id}}/edit", name=f"{noun}s.edit")
    def edit(request: Request, db: Db, _account: Editor, entity_id: entity_type) -> Response:
        """The form for a thing."""
        return render_edit_form(load_form_page(request, db, kind, entity_id))

    @router.post(f"/{noun}s/{{{noun}_id}}/edit", name=f"{noun}s.update")
    def update(
        request: Request, db: Db, _reader: Reader, items: FormItems, entity_id: entity_type
    ) -> Response:
        """Save what was changed of a thing, or say what is wrong or what others changed."""
        return load_form_page(request, db, kind, entity_id).submit(items)


for each in ROOTS:
    if each is not Actor:
        add_form_routes(each)


@router.get("/groups/new", name="groups.new")
def new_group(request: Request, db: Db, _account: Editor) -> Response:
    """The form for a group, an organisation or a coalition."""
    return render_new_form(
        load_form_page(request, db, Actor, None), facts_in_query(request, db, Actor)
    )


@router.post("/groups/new", name="groups.create")
def create_group(request: Request, db: Db, _reader: Reader, items: FormItems) -> Response:
    """Record it, or say what is wrong."""
    return load_form_page(request, db, Actor, None).submit(items)


def actor_form_page(request: Request, db: Session, code: str, *, is_country: bool) -> FormPage:
    """The desk for an actor; for a new one, where a country has nothing on record.

    Raises:
        HTTPException: When there is no such country or group.
    """
    row = actors.show(db, code)
    if row is not None and row.is_country == is_country:
        return load_form_page(request, db, Actor, row.entity_id)
    if is_country and code in NAMES and actors.is_free(db, code):
        return load_form_page(request, db, Actor, None)
    raise missing_actor(request, db, code, is_country=is_country)


def add_actor_form_routes(section: str, *, is_country: bool) -> None:
    """Let countries, or groups, have their forms."""

    @router.get(f"/{section}/{{code}}/edit", name=f"{section}.edit")
    def edit(request: Request, db: Db, _account: Editor, code: str) -> Response:
        """The form for an actor."""
        form_page = actor_form_page(request, db, code, is_country=is_country)
        if form_page.thing is not None:
            return render_edit_form(form_page)
        return render_new_form(
            form_page, {"code": code, "name": NAMES[code], "kind": ActorKind.COUNTRY}
        )

    @router.post(f"/{section}/{{code}}/edit", name=f"{section}.update")
    def update(request: Request, db: Db, _reader: Reader, items: FormItems, code: str) -> Response:
        """Save what was changed of it, or say what is wrong or what others changed."""
        form_key = next((n.removesuffix(".code") for n, _ in items if n.endswith(".code")), "")
        if is_thing_number(form_key):  # whatever it is called by now, and though it be retracted
            return load_form_page(request, db, Actor, int(form_key)).submit(items)
        if form_key == ROOT and is_country and code in NAMES:
            return load_form_page(request, db, Actor, None).submit(items)
        return actor_form_page(request, db, code, is_country=is_country).submit(items)


add_actor_form_routes("countries", is_country=True)
add_actor_form_routes("groups", is_country=False)
