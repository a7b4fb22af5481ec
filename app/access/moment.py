"""The moment that an address names: a revision, and a day of the world."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from fastapi import HTTPException, Request
from sqlmodel import Session
from starlette.datastructures import QueryParams

from app.models import Revision
from app.queries.register import nearby_revisions, register_age
from app.rules.staleness import evidence_age, is_evidence_old
from app.spine import clock, lookups
from app.spine.clock import Moment
from app.templating.page_moment import PageMoment
from app.templating.paths import own_path


def load_moment(session: Session, query: QueryParams, now: datetime) -> PageMoment:
    """Turn `session` to the moment that the query of an address names.

    Raises:
        HTTPException: 422 with a sentence, when it names none.
    """
    as_of, on = (query.get(name, "").strip() for name in ("as_of", "on"))
    as_of = clock.mend_plus(as_of)
    try:
        refuse_two_moments(query)
        as_of_point = clock.parse_as_of(as_of, now) if as_of else None
        day = clock.parse_on(on) if on else None
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    if as_of_point is not None:
        session.info["as_of"] = lookups.revision_number_at(session, as_of_point)
        if session.info["as_of"] is None:
            raise HTTPException(422, f"There is no revision {as_of} yet.")
    revisions, generation = nearby_revisions(session)
    last = revisions[0] if revisions else None
    made_at = last.made_at if last else None
    today = day or clock.today(as_of_point, made_at, now)
    as_of = f"r{as_of_point}" if isinstance(as_of_point, int) else as_of
    moment = Moment(last.number if last else 0, made_at, as_of, day, today)
    return replace(load_page_moment(session, moment, revisions), generation=generation)


def load_page_moment(
    session: Session, moment: Moment, neighbours: Iterable[Revision]
) -> PageMoment:
    """The moment with the age of the newest evidence then: one statement."""
    age = register_age(session)
    latest = age.evidence_latest
    return PageMoment(
        moment,
        tuple(neighbours),
        age.source_count,
        newest_evidence=latest,
        evidence_is_exact=age.evidence_earliest == latest,
        evidence_age=evidence_age(latest, moment.today) if latest else "",
        evidence_is_old=is_evidence_old(latest, moment.today),
        accounts_changed_in=age.accounts_changed_in or 0,
    )


def refuse_two_moments(query: QueryParams) -> None:
    """Let an address name one moment only.

    Raises:
        ValueError: With a sentence for the reader.
    """
    for name in ("as_of", "on"):
        if len(set(query.getlist(name))) > 1:
            raise ValueError(f"{name} is there twice: an address shows one moment.")


def redirect_to_now(request: Request) -> None:
    """Send on whoever opens a form while looking at the past: forms show the register now.

    Raises:
        HTTPException: 303 to the same page now.
    """
    pairs = request.query_params.multi_items()
    other_pairs = [(n, v) for n, v in pairs if n not in ("as_of", "on")]
    if request.method == "GET" and other_pairs != pairs:
        query = f"?{urlencode(other_pairs)}" if other_pairs else ""
        raise HTTPException(303, headers={"Location": own_path(request) + query})
