"""How a browser asks whether the page it has is still the page."""

from datetime import date
from functools import cache
from hashlib import sha256

from fastapi import HTTPException, Request

from app.access.accounts import cookie_name, is_https
from app.settings import ROOT
from app.templating.paths import STATIC
from app.templating.rendering import TEMPLATES

# No two people see the same on these pages.
OWN_SECTIONS = ("data",)  # what they show changes by other things than edits and days
PERSONAL_SECTIONS = ("account", "accounts", "invitations", "sign_in", "sign_out")


def set_etag(request: Request) -> None:
    """Set `request.state.etag`, unless the answer is somebody's own, and that it `is_settled`.

    The same revision and day, drawn by the same program, make the same page, as long as everybody
    is called the same (a page of the past tells the handles of today) and the tables are not made
    again.

    Raises:
        HTTPException: 304 when the reader has it already.
    """
    section = request.scope["route"].name.partition(".")[0]
    if section not in (*PERSONAL_SECTIONS, *OWN_SECTIONS):
        moment = request.state.moment
        request.state.is_settled = True
        state = f"{moment.digest} {moment.accounts_changed_in} {moment.generation}"
        offer_etag(request, moment.number, state, moment.today)


def offer_etag(request: Request, number: int, state: str, today: date) -> None:
    """Set `request.state.etag` for what shows a revision on a day, unless somebody is signed in.

    Args:
        request: What was asked.
        number: The revision.
        state: What tells apart what may be shown of it: its digest, and what changes besides.
        today: The day.

    Raises:
        HTTPException: 304 when the reader has it already.
    """
    if cookie_name(secure=is_https(request)) in request.cookies:
        return
    version = sha256(f"{build_hash()} {state}".encode()).hexdigest()[:8]
    tag = f'"r{number}.{version}.{today.isoformat()}"'
    request.state.etag = f"W/{tag}"
    tags = request.headers.get("If-None-Match", "")
    if tag in (each.strip().removeprefix("W/") for each in tags.split(",")):
        raise HTTPException(304, headers={"ETag": request.state.etag})


@cache
def build_hash() -> str:
    """A hash of the program, its templates and its static files, in eight hex digits."""
    files = [*ROOT.glob("app/**/*.py"), *TEMPLATES.rglob("*.html"), *STATIC.rglob("*")]
    sums = (sha256(file.read_bytes()).digest() for file in sorted(files) if file.is_file())
    return sha256(b"".join(sums)).hexdigest()[:8]
