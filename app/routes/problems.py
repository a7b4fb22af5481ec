"""Errors for programs: problem details, RFC 9457."""

from fastapi import Request
from fastapi.responses import JSONResponse

from app.routes.not_found import Gone
from app.spine.value import to_json
from app.templating.paths import own_path

MEDIA = "application/problem+json"


def problem(
    request: Request,
    status: int,
    title: str,
    sentence: str,
    **more: object,
) -> JSONResponse:
    """The answer with a sentence."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": sentence}
    body |= {"instance": own_path(request), **more}
    return JSONResponse(body, status, media_type=MEDIA)


def gone_problem(request: Request, title: str, error: Gone) -> JSONResponse:
    """The answer for what was retracted: as it last was, by whom and why."""
    row, revision = error.row, error.end.revision
    facts = {name: to_json(value) for name, value in row.facts().items() if value is not None}
    end = {"revision": revision.number, "by": error.end.account.handle}
    end |= {"at": to_json(revision.made_at), "why": revision.comment}
    return problem(request, 410, title, str(error.detail), retracted=end, facts=facts)
