"""The addresses of things, whatever their kind: numbers for most, codes for actors."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path, Request
from pydantic import BeforeValidator
from sqlmodel import Session

from app.access.parameters import plain_number
from app.models import Actor, Citation, Pledge, Source
from app.queries import actors
from app.queries.entries import KINDS
from app.routes.actors import missing_actor
from app.routes.histories import find_newest
from app.spine.base import MAX_INTEGER
from app.spine.versioned import Versioned

KINDS_WITH_PAGE: tuple[type[Versioned], ...] = (Pledge, Source, Citation, *KINDS)
PAGE_ACTIONS = ("show", "history")


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


@dataclass(frozen=True)
class Section:
    """Where the things of a kind are found.

    Attributes:
        prefix: The path of a thing, as routes spell it.
        name: Of its routes.
        key_type: What tells it from others in the path, as FastAPI reads it.
        find_row: The thing as it is or last was; raises HTTPException where there is none.
    """

    kind: type[Versioned]
    prefix: str
    name: str
    key_type: Any
    find_row: Callable[[Request, Session, Any], Versioned]

    def find_thing(self, request: Request, db: Session, key: object) -> AddressedThing:
        """The place of one of them.

        Raises:
            HTTPException: When there never was one.
        """
        values = {re.findall("{(.+)}", self.prefix)[0]: str(key)}
        url, history_url = (
            request.app.url_path_for(f"{self.name}.{n}", **values) for n in PAGE_ACTIONS
        )
        return AddressedThing(self.find_row(request, db, key), url, history_url)


def section_of_kind(kind: type[Versioned]) -> Section:
    """The places of the things of a kind, which have a number."""
    noun = kind.noun()
    key_type = Annotated[
        int, Path(alias=f"{noun}_id", ge=0, le=MAX_INTEGER), BeforeValidator(plain_number)
    ]

    def find_row(_request: Request, db: Session, entity_id: int) -> Versioned:
        return find_newest(db, kind, entity_id)

    return Section(kind, f"/{noun}s/{{{noun}_id}}", f"{noun}s", key_type, find_row)


def section_of_actors(name: str, *, is_country: bool) -> Section:
    """The places of the actors that are countries, or of the others."""

    def find_row(request: Request, db: Session, code: str) -> Actor:
        actor = actors.show(db, code) or actors.last_with_code(db, code)
        if actor is None or actor.is_country != is_country:
            raise missing_actor(request, db, code, is_country=is_country)
        return actor

    return Section(Actor, f"/{name}/{{code}}", name, Annotated[str, Path(alias="code")], find_row)


SECTIONS = [
    *map(section_of_kind, KINDS_WITH_PAGE),
    section_of_actors("countries", is_country=True),
    section_of_actors("groups", is_country=False),
]
