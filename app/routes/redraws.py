"""How each form is drawn again with what was sent, where it could not be saved.

From the register as it is; where that can't be read either, from what was sent alone: a sketch.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from fastapi import Request
from fastapi.responses import Response
from sqlmodel import Session

from app.models import Account, Role
from app.routes.attempt import Attempt
from app.templating.rendering import render_page

Items = Sequence[tuple[str, str]]
FormDrawing = Callable[[Request, Session, Items, Attempt], Response]
FormSketch = Callable[[Request, Items, Attempt], Response]
Endpoint = TypeVar("Endpoint", bound=Callable[..., object])
# The boxes of a small form, where its page can't be drawn: label and type; all others are hidden.
LABELS = {
    "username": ("Handle", "text"),
    "handle": ("Handle", "text"),
    "role": ("Role", "text"),
    "comment": ("Why", "textarea"),
    "present": ("Present password", "password"),
    "password": ("Password", "password"),
    "again": ("The same again", "password"),
}
NEW_PASSWORD = ("New password", "password")  # where it is typed again, and does not sign in
MAX_ITEMS = 100  # our own small forms send twenty at most


def sketch_small_form(request: Request, items: Items, attempt: Attempt) -> Response:
    """The boxes of a small form as they were sent, without asking the register."""
    fields = dict(items[:MAX_ITEMS])
    labels = LABELS | ({"password": NEW_PASSWORD} if "again" in fields else {})
    boxes = [(name, *labels[name], text) for name, text in fields.items() if name in labels]
    hidden = [(name, text) for name, text in fields.items() if name not in LABELS]
    context = {"attempt": attempt, "boxes": boxes, "hidden": hidden, "noindex": True}
    return render_page(request, "forms/sketch.html", context, status=attempt.status)


@dataclass(frozen=True)
class FormRedraw:
    """How a form is drawn again.

    Attributes:
        drawing: From the register.
        sketch: From what was sent alone.
        role: What its page takes to be seen; None where it is anybody's.
    """

    drawing: FormDrawing
    sketch: FormSketch
    role: Role | None

    def is_open_to(self, account: Account | None) -> bool:
        """Whether somebody may see the page of the form; None is nobody."""
        return self.role is None or (account is not None and account.may(self.role))


FORMS: dict[Callable[..., object], FormRedraw] = {}  # by the endpoint that takes the form


def redraw_by(
    drawing: FormDrawing, sketch: FormSketch = sketch_small_form, role: Role | None = None
) -> Callable[[Endpoint], Endpoint]:
    """Let these draw the form that an endpoint took and could not save."""

    def register(endpoint: Endpoint) -> Endpoint:
        FORMS[endpoint] = FormRedraw(drawing, sketch, role)
        return endpoint

    return register
