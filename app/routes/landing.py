"""Where a form came from, and where one lands once it is saved."""

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.models import Actor, Link, Versioned
from app.queries.choices import Whole
from app.queries.things import things
from app.spine import history
from app.spine.moment import at
from app.templating import address

SECONDS = 60  # for which a browser remembers what was saved


def landed(
    request: Request, kind: type[Versioned], number: int | None, entity_id: int | None
) -> Response:
    """On to the page of a thing, which says once what was saved.

    Args:
        request: The one that saved it.
        kind: Of the thing.
        number: The revision that was made; None where nothing was changed.
        entity_id: The thing; None for the one of the kind that the revision added.
    """
    with at(request.app.state.engine) as session:
        if entity_id is None:
            made = history.made(session, number or 0)
            entity_id = max(c.entity_id for c in made if c.kind is kind)  # after what it names
        place = home(request, session, kind, entity_id)
    return told(RedirectResponse(place, 303), number or 0)


def home(request: Request, session: Session, kind: type[Versioned], entity_id: int) -> str:
    """The address of a thing, as it is now."""
    if kind is not Actor:
        return address(request, f"{kind.noun()}s.show", [], **{f"{kind.noun()}_id": entity_id})
    thing = things(session, [entity_id]).get(entity_id)
    actor = thing.actor if thing else None
    if actor is None:
        return address(request, "groups.index", [])
    name = "countries.show" if actor.is_country else "groups.show"
    return address(request, name, [], code=actor.code)


def back_to(request: Request, db: Session, kind: type[Versioned], whole: Whole | None) -> str:
    """Where one goes who gives a form up."""
    if whole is not None and whole.root.id in whole.facts:
        return home(request, db, kind, whole.root.id)
    if kind is Actor:
        return address(request, "groups.index", [])
    return address(request, "overview.show" if kind is Link else f"{kind.noun()}s.index", [])


def gone_to(request: Request, number: int) -> Response:
    """On to the revision that retracted something: its own page is gone."""
    return told(
        RedirectResponse(address(request, "revisions.show", [], number=number), 303), number
    )


def told(answer: RedirectResponse, number: int) -> Response:
    """An answer after which the next page says once what was saved."""
    answer.set_cookie("saved", str(number), max_age=SECONDS, httponly=True, samesite="lax")
    return answer
