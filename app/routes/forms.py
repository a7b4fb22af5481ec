"""The addresses of the forms: of each kind of thing a new one, and each thing to edit."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from pydantic import BeforeValidator
from sqlmodel import Session

from app.access import Db, Editor, Reader, plain_number, redirect_to_now
from app.edits.edit_request import EditRequest
from app.edits.form_save import FormConflict, SavedForm, save_form
from app.forms.empty_form import (
    add_link,
    add_prefilled_part,
    new_form,
    prefill_dates,
    prefill_source,
)
from app.forms.form_conflicts import settle_conflicts
from app.forms.form_state import ROOT, FormState, build_form_state
from app.forms.list_query import is_thing_number
from app.forms.submission import parse_submission
from app.models import Account, Actor, Role, Versioned
from app.models.country import NAMES
from app.models.parts import ROOTS
from app.models.vocabulary import ActorKind, LinkKind
from app.queries import actors
from app.routes.actors import missing_actor
from app.routes.form_page import FormPage, apply_button, load_form_page
from app.routes.form_submit import CREDENTIALS, Attempt, identify_sender, refused_attempt
from app.routes.redirects import redirect_to_thing
from app.spine.base import MAX_INTEGER
from app.spine.refusals import Refused
from app.spine.revision import Intent

router = APIRouter(dependencies=[Depends(redirect_to_now)])
Items = list[tuple[str, str]]
INTENTS = {each.value: each for each in (Intent.UPDATES, Intent.CORRECTS)}
CHOOSE_INTENT = "Say which it is."
INVALID = Attempt(422)
LINK_PARAMETERS = {
    kind.value.replace(" ", "_"): kind for kind in (LinkKind.ADDS_TO, LinkKind.UNCLEAR)
}


async def read_items(request: Request) -> Items:
    """What a form sent, in its order."""
    async with request.form(max_fields=10_000) as form:
        return [(name, text) for name, text in form.multi_items() if isinstance(text, str)]


FormItems = Annotated[Items, Depends(read_items)]


def save(page: FormPage, items: Items) -> Response:
    """Save a form that was sent, or show it again with what is wrong or stands against it."""
    request, newest = page.request, page.request.state.moment.number
    boxes = [(name, text) for name, text in items if name not in CREDENTIALS]
    form = parse_submission(boxes, page.known_parts, newest)
    if focus := apply_button(form, page.finder):
        return page.render(form, focus=focus)
    if not check_form(form, page):
        return page.render(form, INVALID)
    sender = identify_sender(request, dict(items), Role.EDITOR)
    if sender.account is None:
        return sender.finish(page.render(form, sender.attempt))
    try:
        saved = record_form(sender.account, form, page)
    except FormConflict as conflict:
        return sender.finish(page.render_conflict(form, conflict))
    except Refused as refusal:
        return sender.finish(page.render(form, refused_attempt(refusal)))
    return sender.finish(redirect_to_thing(request, page.kind, saved))


def check_form(form: FormState, page: FormPage) -> bool:
    """Whether a form can be saved, once it is read; what is wrong then stands in its errors."""
    is_settled, is_readable = settle_conflicts(form), form.parse(page.finder)
    if page.thing is not None and form.words.get("intent") not in INTENTS:
        form.errors["intent"] = CHOOSE_INTENT
    return is_settled and is_readable and not form.errors


def record_form(account: Account, form: FormState, page: FormPage) -> SavedForm:
    """Save what a form says.

    Raises:
        Refused: When it can't be saved.
    """
    intent = INTENTS[form.words["intent"]] if page.thing else Intent.RECORDS
    comment = form.words.get("comment", "").strip()
    edit_request = EditRequest(account.id, comment, form.fingerprint, form.base)
    engine, new_countries = page.request.app.state.engine, page.finder.new_countries
    return save_form(engine, edit_request, intent, form.desired_rows, new_countries)


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
        return save(load_form_page(request, db, kind, None), items)

    @router.get(f"/{noun}s/{{{noun}_id}}/edit", name=f"{noun}s.edit")
    def edit(request: Request, db: Db, _account: Editor, entity_id: entity_type) -> Response:
        """The form for a thing."""
        return render_edit_form(load_form_page(request, db, kind, entity_id))

    @router.post(f"/{noun}s/{{{noun}_id}}/edit", name=f"{noun}s.update")
    def update(
        request: Request, db: Db, _reader: Reader, items: FormItems, entity_id: entity_type
    ) -> Response:
        """Save what was changed of a thing, or say what is wrong or what others changed."""
        return save(load_form_page(request, db, kind, entity_id), items)


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
    return save(load_form_page(request, db, Actor, None), items)


def actor_form_page(request: Request, db: Session, code: str, *, is_country: bool) -> FormPage:
    """The form page of an actor; of a new one, where a country has nothing on record.

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
            return save(load_form_page(request, db, Actor, int(form_key)), items)
        if form_key == ROOT and is_country and code in NAMES:
            return save(load_form_page(request, db, Actor, None), items)
        return save(actor_form_page(request, db, code, is_country=is_country), items)


add_actor_form_routes("countries", is_country=True)
add_actor_form_routes("groups", is_country=False)
