"""How each form is drawn again with what was sent, where it could not be saved.

From the register as it is; where that can't be read either, from what was sent alone: a sketch.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from fastapi import Request
from fastapi.responses import Response
from sqlmodel import Session

from app.routes.attempt import Attempt
from app.templating.rendering import render_page

Items = Sequence[tuple[str, str]]
FormDrawing = Callable[[Request, Session, Items, Attempt], Response]
FormSketch = Callable[[Request, Items, Attempt], Response]
Endpoint = TypeVar("Endpoint", bound=Callable[..., object])
FORMS: dict[Callable[..., object], tuple[FormDrawing, FormSketch]] = {}
# The boxes of a small form, where its page can't be drawn: label and type; all others are hidden.
LABELS = {
    "username": ("Name", "text"),
    "handle": ("Handle", "text"),
    "role": ("Role", "text"),
    "comment": ("Why", "textarea"),
    "present": ("Present password", "password"),
    "password": ("Password", "password"),
    "again": ("The same password again", "password"),
}
MAX_ITEMS = 100  # our own small forms send eight at most


def sketch_small_form(request: Request, items: Items, attempt: Attempt) -> Response:
    """The boxes of a small form as they were sent, without asking the register."""
    fields = dict(items[:MAX_ITEMS])
    boxes = [(name, *LABELS[name], text) for name, text in fields.items() if name in LABELS]
    hidden = [(name, text) for name, text in fields.items() if name not in LABELS]
    context = {"attempt": attempt, "boxes": boxes, "hidden": hidden, "noindex": True}
    return render_page(request, "forms/sketch.html", context, status=attempt.status)


def redraw_by(
    drawing: FormDrawing, sketch: FormSketch = sketch_small_form
) -> Callable[[Endpoint], Endpoint]:
    """Let these draw the form that an endpoint took and could not save."""

    def register(endpoint: Endpoint) -> Endpoint:
        FORMS[endpoint] = drawing, sketch
        return endpoint

    return register
