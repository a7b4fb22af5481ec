"""Retracting a thing: it should not have been recorded. It can be brought back."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BeforeValidator
from sqlmodel import Session

from app.access import Db, Editor, Reader, now_only, plain
from app.access import Sent as Typed
from app.edits.signing import Refusal
from app.models import Actor, Versioned
from app.models.parts import ROOTS
from app.queries import actors
from app.queries.choices import Whole, whole
from app.routes.actors import absent
from app.routes.finding import missing
from app.routes.landing import gone_to, home
from app.routes.senders import sender
from app.routes.signing import after
from app.spine.base import LARGEST
from app.spine.merge import Conflict
from app.spine.recording import Submitted, recording
from app.spine.refusals import Refused, Repeated
from app.spine.revision import Intent, hashed
from app.templating import own_path, page

router = APIRouter(dependencies=[Depends(now_only)])
DRAWN = "[0-9]{1,10}"  # the number of the revision that a form was drawn from
WHY = "Say why: whoever finds it gone will ask."


@dataclass(frozen=True)
class Retraction:
    """The form that asks why a thing is to go."""

    request: Request
    db: Session
    kind: type[Versioned]
    whole: Whole

    def shown(
        self, typed: Typed, sentence: str = "", status: int = 200, **more: object
    ) -> HTMLResponse:
        """The page of the form, with what was typed and what is wrong."""
        root = self.whole.root
        parts = Counter(self.whole.entities[i].kind for i in self.whole.facts if i != root.id)
        number: int = self.request.state.moment.number
        context: dict[str, object] = {
            "label": self.kind.called_by(root.id, self.whole.facts[root.id]),
            "noun": self.kind.noun(),
            "parts": parts,
            "typed": {"base": str(number), "submission": uuid4().hex, "comment": ""} | typed,
            "sentence": sentence,
            "back": home(self.request, self.db, self.kind, root.id),
            "at": own_path(self.request),
            "refusal": None,
            "handle": "",
            "noindex": True,
        }
        return page(self.request, "forms/retract.html", context | more, status=status)

    def take(self, account: Reader, typed: Typed) -> Response:
        """Retract it, or show what stands against that."""
        why = typed.get("comment", "").strip()
        if not why or len(why) > 2000:
            return self.shown(typed, WHY if not why else "At most 2,000 characters.", 422)
        who = sender(self.request, account, typed)
        if isinstance(who, Refusal):
            handle = typed.get("username", "")
            return after(self.shown(typed, "", who.status, refusal=who, handle=handle), who)
        engine, root = self.request.app.state.engine, self.whole.root
        drawn = re.fullmatch(DRAWN, typed.get("base", ""))
        name = typed.get("submission", "")[:60] or uuid4().hex
        form = Submitted(name, hashed(f"{root.id} {why}"))
        newest: int = self.request.state.moment.number
        base = int(drawn[0]) if drawn else 0
        number = newest
        try:
            intent = Intent.RETRACTS
            with recording(engine, who.account.id, intent, why, form=form) as edit:
                edit.retract(root.id, min(base, newest))
                number = edit.previous + 1
        except Repeated as again:
            number = again.number
        except Conflict as conflict:
            again_on = dict(typed) | {"base": str(conflict.number)}
            changed = f"Somebody changed it while you were at it, up to r{conflict.number}."
            return self.shown(
                again_on, f"{changed} Look at it again; then send this once more.", 409
            )
        except Refused as refusal:
            return self.shown(typed, str(refusal), refusal.status)
        return who.leave(gone_to(self.request, number))


def asked(request: Request, db: Session, kind: type[Versioned], entity_id: int) -> Retraction:
    """The form for a thing.

    Raises:
        HTTPException: 404 when there is no such thing, 410 when it is retracted already.
    """
    found = whole(db, entity_id)
    if found is None or found.root.kind != kind.noun() or entity_id not in found.facts:
        raise missing(db, kind, entity_id)
    return Retraction(request, db, kind, found)


def add(kind: type[Versioned]) -> None:
    """Let the things of a kind be retracted."""
    noun = kind.noun()
    number: Any = Annotated[int, Path(alias=f"{noun}_id", ge=0, le=LARGEST), BeforeValidator(plain)]

    @router.get(f"/{noun}s/{{{noun}_id}}/retract", name=f"{noun}s.retract")
    def new(request: Request, db: Db, _account: Editor, entity_id: number) -> HTMLResponse:
        """The form that asks why it is to go."""
        return asked(request, db, kind, entity_id).shown({})

    @router.post(f"/{noun}s/{{{noun}_id}}/retract")
    def create(
        request: Request, db: Db, account: Reader, typed: Typed, entity_id: number
    ) -> Response:
        """Retract it with its parts, or say what is wrong."""
        return asked(request, db, kind, entity_id).take(account, typed)


def actor(request: Request, db: Session, code: str, *, is_country: bool) -> Retraction:
    """The form for an actor.

    Raises:
        HTTPException: When nothing is recorded of it.
    """
    found = actors.show(db, code)
    if found is None or found.is_country != is_country:
        raise absent(request, db, code, is_country=is_country)
    return asked(request, db, Actor, found.entity_id)


def add_actors(section: str, *, is_country: bool) -> None:
    """Let countries, or groups, be retracted."""

    @router.get(f"/{section}/{{code}}/retract", name=f"{section}.retract")
    def new(request: Request, db: Db, _account: Editor, code: str) -> HTMLResponse:
        """The form that asks why it is to go."""
        return actor(request, db, code, is_country=is_country).shown({})

    @router.post(f"/{section}/{{code}}/retract")
    def create(request: Request, db: Db, account: Reader, typed: Typed, code: str) -> Response:
        """Retract it, or say what is wrong."""
        return actor(request, db, code, is_country=is_country).take(account, typed)


for each in ROOTS:
    if each is not Actor:
        add(each)
add_actors("countries", is_country=True)
add_actors("groups", is_country=False)
