"""A form that was sent and could not be saved: drawn again, with all that was typed into it."""

import logging
from dataclasses import replace

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.types import Message

from app.access.accounts import cookie_name, is_https, set_account
from app.access.moment import load_moment
from app.routes.attempt import Attempt
from app.routes.form_submit import refused_attempt
from app.routes.redraws import FORMS, FormRedraw, FormSketch, Items
from app.routes.signing import set_session_cookie
from app.spine.clock import Moment
from app.spine.database_faults import find_fault
from app.spine.moment import reading_session
from app.spine.refusals import Refused
from app.templating.page_moment import PageMoment

log = logging.getLogger("commitments")
MISTAKE = "This failed by a mistake of ours, which was noted."
KEPT = "All that you typed is here."
KEPT_APART = "All that you typed is here, passwords apart."
PASSWORDS = {"present", "password", "again"}
UNSEEN = {"base", "do", "everywhere", "session", "submission", "to"}  # sent, and typed by nobody
ONCE = "it is saved once, however often you do."
LOOK_FIRST = (
    "Keep this page until then. Look among the revisions first: press the button again only if "
    "this edit is not there."
)
UNCERTAIN = "It is not known whether this was saved"


async def read_sent_items(request: Request) -> Items:
    """The names and texts that were sent, whoever read them before; none where they are no form."""
    body = request.scope.get("state", {}).get("body", b"")

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        async with Request(request.scope, receive).form(max_fields=10_000) as form:
            return [(name, text) for name, text in form.multi_items() if isinstance(text, str)]
    except HTTPException:
        return ()


def kept_sentence(items: Items) -> str:
    """What of a form that was sent is on its page again; "" where nothing was typed."""
    names = {name for name, text in items if text}
    if names & PASSWORDS:
        return f" {KEPT_APART}"
    return f" {KEPT}" if names - UNSEEN else ""


def failed_attempt(error: Exception, items: Items = ()) -> Attempt:
    """The attempt to save something that failed, in words for whoever sent it.

    Args:
        error: Why.
        items: What was sent.
    """
    kept_words, handle = kept_sentence(items), dict(items).get("username", "")
    if isinstance(error, HTTPException):
        return Attempt(error.status_code, f"{error.detail}{kept_words}", handle=handle)
    if isinstance(error, Refused):
        return replace(refused_attempt(error), sentence=f"{error}{kept_words}", handle=handle)
    fault = find_fault(error)
    if fault is None:
        sentence = f"{MISTAKE}{kept_words} Press the button again: {ONCE}"
        return Attempt(500, sentence, handle=handle, outcome=UNCERTAIN)
    when = "in a moment" if fault.wait else "then"
    advice = f"Press the button again {when}: {ONCE}" if fault.keeps_record else LOOK_FIRST
    sentence = f"{fault.sentence}{kept_words} {advice}"
    attempt = Attempt(503, sentence, fault.wait, handle=handle)
    return attempt if fault.is_unchanged else replace(attempt, outcome=UNCERTAIN)


def draw_unsaved_form(request: Request, items: Items, error: Exception) -> Response | None:
    """The form that was sent, filled, with why it was not saved; None where none was sent."""
    endpoint = getattr(request.scope.get("route"), "endpoint", None)
    if request.method != "POST" or endpoint not in FORMS:
        return None
    redraw = FORMS[endpoint]
    attempt, fault = failed_attempt(error, items), find_fault(error)
    answer = None
    if fault is None or fault.answers:
        answer = draw_from_register(request, redraw, items, attempt)
    answer = answer or draw_from_items(request, redraw.sketch, items, attempt)
    answer.headers["Cache-Control"] = "no-store"
    if attempt.wait:
        answer.headers["Retry-After"] = str(attempt.wait)
    if new_sign_in := getattr(request.state, "new_sign_in", None):
        set_session_cookie(answer, new_sign_in)
    return answer


def draw_from_register(
    request: Request, redraw: FormRedraw, items: Items, attempt: Attempt
) -> Response | None:
    """The page of the form in the register as it is by now; None where it can't be drawn.

    Whoever may not see that page, or no more, gets what was sent alone.
    """
    state = request.app.state
    try:
        with reading_session(state.engine) as session:
            set_account(session, request)
            if new_sign_in := getattr(request.state, "new_sign_in", None):
                request.state.account = new_sign_in.account
            request.state.moment = load_moment(session, QueryParams(), state.clock())
            if redraw.is_open_to(request.state.account):
                return redraw.drawing(request, session, items, attempt)
            return redraw.sketch(request, items, attempt)
    except Exception:
        log.warning("A form could not be drawn from the register.", exc_info=True)
    return None


def draw_from_items(
    request: Request, sketch: FormSketch, items: Items, attempt: Attempt
) -> Response:
    """What was sent as a form, without asking the register anything."""
    today = request.app.state.clock().date()
    request.state.moment = PageMoment(Moment(0, None, "", None, today), is_unread=True)
    request.state.account = None
    has_cookie = cookie_name(secure=is_https(request)) in request.cookies
    return sketch(request, items, replace(attempt, knows_sender=not has_cookie))
