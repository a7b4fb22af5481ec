"""Bringing a thing back, from retraction or to an earlier version: what it does, and the button."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BeforeValidator
from sqlmodel import Session

from app.access import Db, Editor, Reader, Sent, now_only, plain
from app.edits import returning as edits
from app.forms.slip import comment
from app.models import Actor, Citation, Pledge, Source
from app.queries import actors, returning
from app.queries.records import KINDS
from app.queries.returning import MOST, Returning
from app.routes.actors import absent
from app.routes.histories import found
from app.routes.slips import Attempt, Button, answered
from app.spine.base import LARGEST
from app.spine.versioned import Versioned
from app.templating import page

router = APIRouter(dependencies=[Depends(now_only)])
BACK = {"added": "comes back", "changed": "changed back", "retracted": "goes"}
NAMED = 20  # revisions that a refusal names
PAGES = ("show", "history")
Find = Callable[[Request, Session, Any], Versioned]


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


def add(prefix: str, name: str, which: Any, find: Find) -> None:  # noqa: ANN401
    """Let things of a kind be brought back: `pledges.restore` and `pledges.revert`.

    Args:
        prefix: The path of a thing, as routes spell it.
        name: Of its routes.
        which: What tells it from others in the path, as FastAPI reads it.
        find: The thing as it is or last was; raises HTTPException where there is none.
    """

    def place(request: Request, db: Session, key: object) -> Place:
        values = {re.findall("{(.+)}", prefix)[0]: str(key)}
        own, history = (request.app.url_path_for(f"{name}.{n}", **values) for n in PAGES)
        return Place(find(request, db, key), own, history)

    @router.get(f"{prefix}/restore", name=f"{name}.restore")
    def restoring(request: Request, _editor: Editor, db: Db, key: which) -> Response:
        """What bringing a thing back from retraction does, with the button."""
        return restore(request, db, place(request, db, key), Attempt())

    @router.post(f"{prefix}/restore", name=f"{name}.restored")
    def restored(request: Request, _reader: Reader, db: Db, sent: Sent, key: which) -> Response:
        """Bring a thing back from retraction, with the parts that went with it."""
        here, engine = place(request, db, key), request.app.state.engine
        button = Button(
            lambda signed: edits.restore(engine, signed, here.row.entity_id),
            lambda now, attempt: restore(request, now, here, attempt),
            ("restore", here.row.entity_id),
        )
        return answered(request, sent, button)

    @router.get(f"{prefix}/revert", name=f"{name}.revert")
    def reverting(
        request: Request, _editor: Editor, db: Db, key: which, to: Annotated[str, Query()] = ""
    ) -> Response:
        """What bringing a thing to an earlier version does, with the button."""
        here = place(request, db, key)
        if not to.strip():
            return RedirectResponse(here.history, 303)
        return revert(request, db, here, to, Attempt())

    @router.post(f"{prefix}/revert", name=f"{name}.reverted")
    def reverted(request: Request, _reader: Reader, db: Db, sent: Sent, key: which) -> Response:
        """Bring a thing with its parts to an earlier version."""
        here, engine, to = place(request, db, key), request.app.state.engine, sent.get("to", "")
        number = numbered(to)
        button = Button(
            lambda signed: edits.revert(engine, signed, here.row.entity_id, number),
            lambda now, attempt: revert(request, now, here, to, attempt),
            ("revert", here.row.entity_id, number),
        )
        return answered(request, sent, button)


def numbered(to: str) -> int:
    """The number of the revision that an address names; 0 for none."""
    read = re.fullmatch("[rR]?([1-9][0-9]{0,8})", to.strip())
    return int(read[1]) if read else 0


def restore(request: Request, db: Session, here: Place, attempt: Attempt) -> HTMLResponse:
    """The page on which something retracted is brought back."""
    told = returning.restoring(db, here.row.entity_id)
    context = {"title": f"Bring back {here.label}", "number": None, "cancel": here.own}
    why = f"Brings back {here.label}, retracted in r{told.found.ended}."
    return drawn(request, here, told, attempt, context | {"why": why})


def revert(request: Request, db: Session, here: Place, to: str, attempt: Attempt) -> HTMLResponse:
    """The page on which a thing is brought to an earlier version.

    Raises:
        HTTPException: 422 with a sentence, when it had none at that revision.
    """
    number = numbered(to)
    told = returning.reverting(db, here.row.entity_id, number)
    if not told.found.there or number > request.state.moment.number:
        known = ", ".join(f"r{n}" for n in told.found.numbers[-NAMED:])
        raise HTTPException(
            422,
            f"“{to.strip()[:60]}” is no revision to go back to: {here.label} was not there. "
            f"Choose one that touched it, such as {known}.",
        )
    changes = [f"{each.label} {BACK[each.verb]}" for each in told.found.changes]
    context = {"title": f"Bring {here.label} back to r{number}", "number": number}
    why = comment(f"Brings {here.label} back to r{number}", changes)
    return drawn(request, here, told, attempt, context | {"cancel": here.history, "why": why})


def drawn(
    request: Request, here: Place, told: Returning, attempt: Attempt, context: dict[str, Any]
) -> HTMLResponse:
    """The page with what would change, what is in the way, and the button if nothing is."""
    slip = attempt.drawn(context["why"], request.state.moment.number)
    context |= {"here": here, "told": told, "attempt": attempt, "slip": slip, "verbs": BACK}
    context |= {"most": MOST, "noindex": True, "section": "Revisions"}
    return page(request, "histories/back.html", context, status=attempt.status, known=["to"])


def of_kind(kind: type[Versioned]) -> None:
    """Let the things of a kind, which have a number, be brought back."""
    named = f"{kind.noun()}_id"
    number = Annotated[int, Path(alias=named, ge=0, le=LARGEST), BeforeValidator(plain)]

    def find(_request: Request, db: Session, entity_id: int) -> Versioned:
        return found(db, kind, entity_id)

    add(f"/{kind.noun()}s/{{{named}}}", f"{kind.noun()}s", number, find)


def of_actors(name: str, *, is_country: bool) -> None:
    """Let the actors that are countries, or the others, be brought back."""

    def find(request: Request, db: Session, code: str) -> Actor:
        actor = actors.last(db, code)
        if actor is None or actor.is_country != is_country:
            raise absent(request, db, code, is_country=is_country)
        return actor

    add(f"/{name}/{{code}}", name, Annotated[str, Path(alias="code")], find)


HAVING_A_PAGE: tuple[type[Versioned], ...] = (Pledge, Source, Citation, *KINDS)
for each in HAVING_A_PAGE:
    of_kind(each)
for listed, country in (("countries", True), ("groups", False)):
    of_actors(listed, is_country=country)
