"""What can't be answered, told to a program: problem details, RFC 9457."""

from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from app.routes.finding import Gone
from app.spine.value import told
from app.templating import own_path

MEDIA = "application/problem+json"


def problem(
    request: Request,
    status: int,
    title: str,
    sentence: str,
    **more: Any,  # noqa: ANN401
) -> JSONResponse:
    """The answer with a sentence."""
    said = {"type": "about:blank", "title": title, "status": status, "detail": sentence}
    said |= {"instance": own_path(request), **more}
    return JSONResponse(said, status, media_type=MEDIA)


def gone(request: Request, title: str, error: Gone) -> JSONResponse:
    """The answer for what was retracted: as it last was, by whom and why."""
    row, revision = error.row, error.end.revision
    facts = {name: told(value) for name, value in row.facts().items() if value is not None}
    end = {"revision": revision.number, "by": error.end.account.handle}
    end |= {"at": told(revision.made_at), "why": revision.comment}
    return problem(request, 410, title, str(error.detail), retracted=end, facts=facts)
