"""Where a form came from, and where one lands once it is saved."""

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.access.accounts import is_https
from app.edits.form_save import SavedForm
from app.models import Actor, Versioned
from app.models.kinds import BY_MODEL, GROUP, kind_of
from app.queries.form_options import ThingWithParts
from app.queries.things import things
from app.spine.moment import reading_session
from app.templating.paths import route_path

SECONDS = 60  # for which a browser remembers what was saved


def redirect_to_thing(
    request: Request, kind: type[Versioned], saved: SavedForm, hidden_count: int
) -> Response:
    """On to the page of the thing that was saved, which says so once, and what was left out."""
    with reading_session(request.app.state.engine) as session:
        url = thing_url(request, session, kind, saved.root_id)
    return announce_saved(request, RedirectResponse(url, 303), saved.number or 0, hidden_count)


def thing_url(request: Request, session: Session, kind: type[Versioned], entity_id: int) -> str:
    """The address of a thing, as it is now."""
    if kind is not Actor:
        section = BY_MODEL[kind]
        return route_path(request, section.route("show"), [], **{section.key: entity_id})
    thing = things(session, [entity_id]).get(entity_id)
    if thing is None or thing.actor is None:
        return route_path(request, GROUP.route("index"), [])
    return route_path(request, kind_of(thing.actor).route("show"), [], code=thing.actor.code)


def cancel_url(
    request: Request, db: Session, kind: type[Versioned], thing: ThingWithParts | None
) -> str:
    """Where one goes who gives a form up."""
    if thing is not None and thing.root.id in thing.facts:
        return thing_url(request, db, kind, thing.root.id)
    section = GROUP if kind is Actor else BY_MODEL[kind]
    name = section.route("index") if section.has_list else "overview.show"
    return route_path(request, name, [])


def redirect_to_revision(request: Request, number: int, hidden_count: int) -> Response:
    """On to the revision that retracted something: its own page is gone."""
    answer = RedirectResponse(route_path(request, "revisions.show", [], number=number), 303)
    return announce_saved(request, answer, number, hidden_count)


def announce_saved(
    request: Request, answer: RedirectResponse, number: int, hidden_count: int
) -> Response:
    """An answer after which the next page says once what was saved, and what was left out."""
    answer.set_cookie(
        "saved",
        f"{number}-{hidden_count}" if hidden_count else str(number),
        max_age=SECONDS,
        httponly=True,
        samesite="lax",
        secure=is_https(request),
    )
    return answer
