"""The addresses of things, whatever their kind, the thing at each of them, and its heading."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.access.parameters import plain_number
from app.models import Actor, Versioned
from app.models.kinds import BY_PLURAL, COUNTRY, KINDS, Kind, kind_of
from app.queries import actors
from app.queries.form_options import ThingWithParts
from app.queries.links import thing_name
from app.queries.things import things
from app.routes.actors import missing_actor
from app.routes.not_found import missing_thing
from app.spine.base import MAX_INTEGER
from app.spine.versions import newest_row

WITH_PAGE = [kind for kind in KINDS if kind.has_page]
WITH_NEW_FORM = [kind for kind in KINDS if kind.has_new_form]
WITH_EDIT_FORM = [kind for kind in KINDS if kind.has_edit_form]
Action = TypeVar("Action", bound=Callable[..., Response])


def on_each(
    kinds: Iterable[Kind], router: APIRouter, address: str, name: str
) -> Callable[[Action], Action]:
    """Let one action answer for each of several kinds, which `section_of` tells it.

    Args:
        kinds: The kinds.
        router: Where the routes go.
        address: Method and path, as in "GET {thing}/edit" or "POST {list}/new".
        name: The last part of the names of the routes: `edit` for `stances.edit`.
    """

    def add_routes(action: Action) -> Action:
        method, pattern = address.split()
        for kind in kinds:
            path = pattern.replace("{thing}", kind.path).replace("{list}", f"/{kind.plural}")
            router.add_api_route(path, action, methods=[method], name=kind.route(name))
        return action

    return add_routes


def section_of(request: Request) -> Kind:
    """The kind that a request is about, as the name of its route tells."""
    plural: str = request.scope["route"].name.partition(".")[0]
    return BY_PLURAL[plural]


def key_of(request: Request) -> dict[str, str]:
    """What tells one thing from others in the address of a request: {"pledge_id": "3"}."""
    key = section_of(request).key
    return {key: request.path_params[key]}


def number_of(request: Request) -> int:
    """The number of the thing in the address of a request.

    Raises:
        HTTPException: 404 for anything else, and for a number spelled otherwise than we do.
    """
    try:
        number = int(plain_number(request.path_params[section_of(request).key]))
    except ValueError:
        raise HTTPException(404) from None
    if number > MAX_INTEGER:
        raise HTTPException(404)
    return number


@dataclass(frozen=True)
class AddressedThing:
    """A thing as it is or last was, and the addresses of its page and its history."""

    row: Versioned
    url: str
    history_url: str

    @property
    def label(self) -> str:
        """The thing in a sentence."""
        return self.row.label


def find_thing(request: Request, db: Session) -> AddressedThing:
    """The thing that a request is about.

    Raises:
        HTTPException: When there never was one.
    """
    row, section, key = requested_row(request, db), section_of(request), key_of(request)
    url, history_url = (
        request.app.url_path_for(section.route(action), **key) for action in ("show", "history")
    )
    return AddressedThing(row, url, history_url)


def requested_row(request: Request, db: Session) -> Versioned:
    """The thing that a request is about, as it is or last was by the moment of `db`.

    Raises:
        HTTPException: When it was not there yet, or never.
    """
    section = section_of(request)
    if section.model is Actor:
        return newest_actor(request, db, actors.show(db, request.path_params["code"]))
    number = number_of(request)
    row = newest_row(db, section.model, number)
    if row is None:
        raise missing_thing(db, section.model, number)
    return row


def newest_actor(request: Request, db: Session, current: Actor | None) -> Actor:
    """The actor that has the code of a request, else the one that last had it.

    Raises:
        HTTPException: When there never was such a country or group.
    """
    section, code = section_of(request), request.path_params["code"]
    actor = current or actors.last_with_code(db, code)
    if actor is None or kind_of(actor) is not section:
        raise missing_actor(request, db, code, is_country=section is COUNTRY)
    return actor


def heading_context(db: Session, kind: type[Versioned], thing: ThingWithParts) -> dict[str, object]:
    """What the heading of a thing that is there needs: one statement."""
    root_id = thing.root.id
    row = kind(entity_id=root_id, **thing.facts[root_id])
    things_by_id = things(db, {root_id, *referenced_ids(row)})
    actor = things_by_id[root_id].actor if root_id in things_by_id else None
    return {
        "row": row,
        "actor": actor,
        "name": thing_name(row, actor, things_by_id),
        "section": kind_of(row).plural.capitalize(),
    }


def referenced_ids(row: Versioned) -> set[int]:
    """The ids of what a thing points at."""
    return row.targets(row.facts())
