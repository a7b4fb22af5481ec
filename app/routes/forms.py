"""The addresses of the forms: of each kind of thing a new one, and each thing to edit."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.access.moment import redirect_to_now
from app.access.roles import Editor, Reader
from app.access.session import Db
from app.edits.edit_request import EditRequest
from app.edits.form_save import SavedForm, save_form
from app.edits.save_conflict import FormConflict
from app.forms.citation_questions import list_narrowings
from app.forms.empty_form import (
    add_link,
    add_prefilled_part,
    new_form,
    prefill_dates,
    prefill_passage,
    prefill_source,
)
from app.forms.form_conflicts import settle_conflicts
from app.forms.form_state import ROOT, FormState, build_form_state
from app.forms.list_query import is_thing_number
from app.forms.questions import ask_questions
from app.forms.submission import parse_submission
from app.models import Account, Actor, Role, Versioned
from app.models.actor_names import ActorNames
from app.models.country import NAMES
from app.models.kinds import COUNTRY, kind_of
from app.models.vocabulary import ActorKind, LinkKind
from app.queries import actors
from app.routes.actors import missing_actor
from app.routes.attempt import Attempt
from app.routes.form_page import FormPage, apply_button, load_form_page
from app.routes.form_sketch import sketch_form
from app.routes.form_submit import CREDENTIALS, identify_sender, refused_attempt
from app.routes.redirects import redirect_to_thing
from app.routes.redraws import Items, redraw_by
from app.routes.sections import (
    WITH_EDIT_FORM,
    WITH_NEW_FORM,
    number_of,
    on_each,
    section_of,
)
from app.spine.refusals import Refused
from app.spine.revision import Intent

router = APIRouter(dependencies=[Depends(redirect_to_now)])
INTENTS = {each.value: each for each in (Intent.UPDATES, Intent.CONFIRMS, Intent.CORRECTS)}
CHOOSE_INTENT = (
    "Say what this edit means: something new happened, a further source says the same, or we had "
    "it wrong."
)
LINK_PARAMETERS = {
    kind.value.replace(" ", "_"): kind for kind in (LinkKind.ADDS_TO, LinkKind.UNCLEAR)
}


async def read_items(request: Request) -> Items:
    """The names and texts that a form sent, in its order."""
    async with request.form(max_fields=10_000) as form:
        return [(name, text) for name, text in form.multi_items() if isinstance(text, str)]


FormItems = Annotated[Items, Depends(read_items)]


def save(page: FormPage, items: Items) -> Response:
    """Save a form that was sent, or show it again with what is wrong or in conflict."""
    request, form = page.request, parse_form(page, items)
    credentials = {name: text for name, text in items if name in CREDENTIALS}
    if focus := apply_button(form, page.finder):
        return page.render(form, focus=focus)
    if not check_form(form, page):
        return page.render(form, Attempt(422, handle=credentials.get("username", "")))
    sender = identify_sender(request, credentials, Role.EDITOR)
    if sender.account is None:
        return sender.finish(page.render(form, sender.attempt))
    try:
        saved = record_form(sender.account, form, page)
    except FormConflict as conflict:
        return sender.finish(page.render_conflict(form, conflict))
    except Refused as refusal:
        return sender.finish(page.render(form, refused_attempt(refusal)))
    return sender.finish(redirect_to_thing(request, page.kind, saved, form.hidden_count))


def parse_form(page: FormPage, items: Items) -> FormState:
    """The form as it was sent, without who sent it."""
    boxes = [(name, text) for name, text in items if name not in CREDENTIALS]
    return parse_submission(boxes, page.known_parts, page.request.state.moment.number)


def redraw_new_form(request: Request, db: Session, items: Items, attempt: Attempt) -> Response:
    """The form of a new thing as it was sent."""
    page = load_form_page(request, db, section_of(request).model, None)
    return page.render(parse_form(page, items), attempt)


def redraw_edit_form(request: Request, db: Session, items: Items, attempt: Attempt) -> Response:
    """The form of a thing that is there as it was sent."""
    page = find_form_page(request, db, items)
    return page.render(parse_form(page, items), attempt)


def check_form(form: FormState, page: FormPage) -> bool:
    """Parse a form; whether it can be saved. Its errors and questions say where not."""
    is_settled, is_readable = settle_conflicts(form), form.parse(page.finder)
    if page.thing is not None and form.words.get("intent") not in INTENTS:
        form.errors["intent"] = CHOOSE_INTENT
    is_sure = ask_questions(form, page.load_background(form))
    return is_settled and is_readable and is_sure and not form.problems()


def record_form(account: Account, form: FormState, page: FormPage) -> SavedForm:
    """Save what a form says.

    Raises:
        Refused: When it can't be saved.
    """
    intent = INTENTS[form.words["intent"]] if page.thing else Intent.RECORDS
    comment = form.words.get("comment", "").strip()
    edit_request = EditRequest(account.id, comment, form.fingerprint, form.base)
    engine, new_countries = page.request.app.state.engine, page.finder.new_countries
    rows, narrowings = form.desired_rows, list_narrowings(form)
    return save_form(engine, edit_request, intent, rows, new_countries, narrowings)


def render_new_form(form_page: FormPage, facts: dict[str, str]) -> Response:
    """The empty form for a new thing."""
    revision = form_page.request.state.moment.number
    form = new_form(form_page.kind, revision, facts, form_page.finder)
    query = form_page.request.query_params
    if query.get("source", "").isdigit():
        prefill_source(form, query["source"])
    if query.get("passage", "").isdigit():
        prefill_passage(form, query["passage"])
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
    """The name of an actor by its code, or by what else it is called; "" if there is none."""
    names = ActorNames(actors.index(db))
    return names.names.get(names.find(code) or "", "")


def render_edit_form(form_page: FormPage) -> Response:
    """The form for a thing as it is, with what the address asks for beside."""
    request, thing = form_page.request, form_page.thing
    assert thing is not None  # noqa: S101  (there is a thing to edit)
    form = build_form_state(thing, form_page.finder, request.state.moment.number)
    query, focus = request.query_params, form.root.key
    if (passage_key := query.get("passage", "")) in form.parts:
        form.parts = {key: form.parts[key] for key in (form.root.key, passage_key)}
        focus = passage_key
    form.words["intent"] = query.get("intent", "")
    under = query.get("under", form.root.key)
    for kind in form.allowed_kinds(under) if under in form.parts else ():
        if kind.noun() == query.get("new") and not form.is_full:
            focus = add_prefilled_part(form, kind, under, form_page.finder).key
    return form_page.render(form, focus=focus)


@on_each(WITH_NEW_FORM, router, "GET {list}/new", "new")
def new(request: Request, db: Db, _account: Editor) -> Response:
    """The form for a new thing."""
    kind = section_of(request).model
    return render_new_form(
        load_form_page(request, db, kind, None), facts_in_query(request, db, kind)
    )


@on_each(WITH_NEW_FORM, router, "POST {list}/new", "create")
@redraw_by(redraw_new_form, sketch_form)
def create(request: Request, db: Db, _reader: Reader, items: FormItems) -> Response:
    """Record a new thing, or say what is wrong."""
    return save(load_form_page(request, db, section_of(request).model, None), items)


@on_each(WITH_EDIT_FORM, router, "GET {thing}/edit", "edit")
def edit(request: Request, db: Db, _account: Editor) -> Response:
    """The form for a thing; for a new one, where a country has nothing on record."""
    form_page = find_form_page(request, db)
    if form_page.thing is not None:
        return render_edit_form(form_page)
    code = request.path_params["code"]
    facts = {"code": code, "name": NAMES[code], "kind": ActorKind.COUNTRY}
    return render_new_form(form_page, facts)


@on_each(WITH_EDIT_FORM, router, "POST {thing}/edit", "update")
@redraw_by(redraw_edit_form, sketch_form)
def update(request: Request, db: Db, _reader: Reader, items: FormItems) -> Response:
    """Save what was changed of a thing, or say what is wrong or what others changed."""
    return save(find_form_page(request, db, items), items)


def find_form_page(request: Request, db: Session, items: Items = ()) -> FormPage:
    """The form page of the thing in the address; an actor is known by the form that was sent.

    Its code may be another by now, or it may be retracted.

    Raises:
        HTTPException: When there is no such thing.
    """
    section = section_of(request)
    if section.model is not Actor:
        return load_form_page(request, db, section.model, number_of(request))
    code = request.path_params["code"]
    sent_key = next((n.removesuffix(".code") for n, _ in items if n.endswith(".code")), "")
    if is_thing_number(sent_key):
        return load_form_page(request, db, Actor, int(sent_key))
    is_known_country = section is COUNTRY and code in NAMES
    if sent_key == ROOT and is_known_country:
        return load_form_page(request, db, Actor, None)
    actor = actors.show(db, code)
    if actor is not None and kind_of(actor) is section:
        return load_form_page(request, db, Actor, actor.entity_id)
    if is_known_country and actors.is_free(db, code):
        return load_form_page(request, db, Actor, None)
    raise missing_actor(request, db, code, is_country=section is COUNTRY)
