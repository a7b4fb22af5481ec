"""The addresses of things, whatever their kind: numbers for most, codes for actors."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path, Request
from pydantic import BeforeValidator
from sqlmodel import Session

from app.access import plain
from app.models import Actor, Citation, Pledge, Source
from app.queries import actors
from app.queries.records import KINDS
from app.routes.actors import absent
from app.routes.histories import found
from app.spine.base import LARGEST
from app.spine.versioned import Versioned

HAVING_A_PAGE: tuple[type[Versioned], ...] = (Pledge, Source, Citation, *KINDS)
PAGES = ("show", "history")


@dataclass(frozen=True)
class Place:
    """A thing as it is or last was, and the addresses of its page and its history."""

    row: Versioned
    own: str
    history: str

    @property
    def label(self) -> str:
        """The thing in a sentence."""
        return self.row.label


@dataclass(frozen=True)
class Places:
    """Where the things of a kind are found.

    Attributes:
        prefix: The path of a thing, as routes spell it.
        name: Of its routes.
        which: What tells it from others in the path, as FastAPI reads it.
        find: The thing as it is or last was; raises HTTPException where there is none.
    """

    kind: type[Versioned]
    prefix: str
    name: str
    which: Any
    find: Callable[[Request, Session, Any], Versioned]

    def place(self, request: Request, db: Session, key: object) -> Place:
        """The place of one of them.

        Raises:
            HTTPException: When there never was one.
        """
        values = {re.findall("{(.+)}", self.prefix)[0]: str(key)}
        own, history = (request.app.url_path_for(f"{self.name}.{n}", **values) for n in PAGES)
        return Place(self.find(request, db, key), own, history)


def of_kind(kind: type[Versioned]) -> Places:
    """The places of the things of a kind, which have a number."""
    noun = kind.noun()
    number = Annotated[int, Path(alias=f"{noun}_id", ge=0, le=LARGEST), BeforeValidator(plain)]

    def find(_request: Request, db: Session, entity_id: int) -> Versioned:
        return found(db, kind, entity_id)

    return Places(kind, f"/{noun}s/{{{noun}_id}}", f"{noun}s", number, find)


def of_actors(name: str, *, is_country: bool) -> Places:
    """The places of the actors that are countries, or of the others."""

    def find(request: Request, db: Session, code: str) -> Actor:
        actor = actors.show(db, code) or actors.last(db, code)
        if actor is None or actor.is_country != is_country:
            raise absent(request, db, code, is_country=is_country)
        return actor

    return Places(Actor, f"/{name}/{{code}}", name, Annotated[str, Path(alias="code")], find)


PLACES = [
    *map(of_kind, HAVING_A_PAGE),
    of_actors("countries", is_country=True),
    of_actors("groups", is_country=False),
]
