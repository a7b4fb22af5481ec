"""The lists beside the pledges: stances, assessments, events, circumstances, checks, timeline."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app.access import Db, Page
from app.forms.asking import Asking, asking
from app.forms.records import WHO, parameters
from app.models import Actor, Assessment, Check, Circumstance, Event, Stance, Versioned
from app.models.vocabulary import LIMITS, OF_AN_ACTOR, AssessmentKind, ConditionKind
from app.queries import actors, looking, records, stances, timeline
from app.queries.checks import pledged
from app.routes.finding import pages
from app.rules import naming
from app.templating import page

router = APIRouter()
ORDER, CONDITIONS = list(AssessmentKind), list(ConditionKind)
KIND: dict[str, type[Versioned]] = {
    "stances.index": Stance,
    "assessments.index": Assessment,
    "events.index": Event,
    "circumstances.index": Circumstance,
    "checks.index": Check,
}


@dataclass(frozen=True)
class Question:
    """What is asked of a list, by whom it may be asked for."""

    asked: Asking
    actors: list[Actor]


def question(request: Request, db: Session, listed: str) -> Question:
    """What an address asks of a list.

    Raises:
        HTTPException: 422 with a sentence, for a word that it does not take.
    """
    known = list(actors.index(db))
    names = {actor.code: actor.name for actor in known}
    try:
        asked = asking(request.query_params.multi_items(), parameters(listed, names))
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    return Question(asked, known)


def answer(request: Request, listed: str, of: Question, context: dict[str, Any]) -> HTMLResponse:
    """The page of a list."""
    known = ["page", *(parameter.name for parameter in of.asked.parameters)]
    told = {"asked": of.asked, "actors": of.actors, "section": naming.large(listed)}
    return page(request, f"{listed}/index.html", told | context, known=known)


def listing(
    request: Request, db: Session, of: Question, found: list[records.Record], number: int
) -> dict[str, Any]:
    """A page of things with their parts, and how many there are on how many pages."""
    kind = KIND[request.scope["route"].name]
    size = records.PAGE
    most = pages(request, len(found), number, size)
    shown = records.filled(db, kind, found[(number - 1) * size : number * size])
    total = records.count(db, kind) if of.asked.chosen else len(found)
    return {"shown": shown, "count": len(found), "total": total, "number": number, "pages": most}


@router.get("/stances", name="stances.index")
def stance(request: Request, db: Db, number: Page) -> HTMLResponse:
    """Where actors stand on what, and how that has moved."""
    of = question(request, db, "stances")
    day = request.state.moment.today
    every = records.records(db, day, Stance, None)
    found = records.asked(db, day, Stance, of.asked.words)
    propositions, rows = stances.table(found if only(of.asked, *WHO, "proposition") else [])
    context = listing(request, db, of, turned(found, of.asked), number)
    context |= {"propositions": propositions, "rows": rows}
    context |= {"superseded": stances.superseded(every), "stated": {r.row.actor_id for r in every}}
    return answer(request, "stances", of, context)


@router.get("/assessments", name="assessments.index")
def assessment(request: Request, db: Db, number: Page) -> HTMLResponse:
    """What others estimate, compare, ask for and judge; never added up."""
    of = question(request, db, "assessments")
    found = records.asked(db, request.state.moment.today, Assessment, of.asked.words)
    ordered = sorted(turned(found, of.asked), key=lambda record: ORDER.index(record.row.kind))
    return answer(request, "assessments", of, listing(request, db, of, ordered, number))


@router.get("/events", name="events.index")
def event(request: Request, db: Db, number: Page) -> HTMLResponse:
    """What happened, and who was there."""
    of = question(request, db, "events")
    found = records.asked(db, request.state.moment.today, Event, of.asked.words)
    context = listing(request, db, of, turned(found, of.asked), number)
    return answer(request, "events", of, context)


@router.get("/circumstances", name="circumstances.index")
def circumstance(request: Request, db: Db, number: Page) -> HTMLResponse:
    """How it stands with what offers wait for; and what of that nobody has recorded."""
    of = question(request, db, "circumstances")
    found = records.asked(db, request.state.moment.today, Circumstance, of.asked.words)
    context = listing(request, db, of, turned(found, of.asked), number)
    whole = only(of.asked, *WHO, "kind")
    ranked = sorted(found, key=lambda record: CONDITIONS.index(record.row.kind))
    context |= {"standing": records.latest_of_each(ranked) if whole else []}
    context |= {"silent": silent(found, of.asked), "of_an_actor": OF_AN_ACTOR}
    return answer(request, "circumstances", of, context)


def silent(found: list[records.Record], asked: Asking) -> list[ConditionKind]:
    """The kinds asked for of which nothing is recorded; [] if anything else is asked for."""
    there = {record.row.kind for record in found}
    wanted = asked["kind"] or tuple(ConditionKind) if only(asked, "kind") else ()
    return [kind for kind in ConditionKind if kind in wanted and kind not in LIMITS | there]


@router.get("/checks", name="checks.index")
def check(request: Request, db: Db, number: Page) -> HTMLResponse:
    """Who has looked for what, and what nobody has looked for."""
    of = question(request, db, "checks")
    day = request.state.moment.today
    found = records.asked(db, day, Check, of.asked.words)
    ordered = looking.ordered(found, newest_first=is_backwards(of.asked, "-date"))
    context = listing(request, db, of, ordered, number)
    whole = only(of.asked, *WHO)
    shown = [each for each in of.actors if whole and fits(each, of.asked)]
    context |= {"rows": looking.table(found, shown, day), "columns": looking.COLUMNS}
    context |= {"pledged": pledged(db, day)}
    return answer(request, "checks", of, context)


@router.get("/timeline", name="timeline.show")
def dated(request: Request, db: Db, number: Page) -> HTMLResponse:
    """All that is dated, in order."""
    of = question(request, db, "timeline")
    entries, count = timeline.show(
        db, request.state.moment.today, of.asked.words, is_backwards(of.asked, "date"), number
    )
    most = pages(request, count, number, timeline.PAGE)
    context = {
        "months": timeline.by_month(entries),
        "count": count,
        "number": number,
        "pages": most,
    }
    context |= {"total": None if of.asked.chosen else count}
    return answer(request, "timeline", of, context)


def only(asked: Asking, *names: str) -> bool:
    """Whether nothing else is asked for: else a table of how it stands would leave out rows."""
    return {parameter.name for parameter, _ in asked.chosen} <= set(names)


def fits(actor: Actor, asked: Asking) -> bool:
    """Whether an actor is one of those asked for."""
    codes, kinds = asked["actor"], asked["actor_kind"]
    return (not codes or actor.code in codes) and (not kinds or actor.kind in kinds)


def turned(found: list[records.Record], asked: Asking) -> list[records.Record]:
    """Things in the order that is asked for, else the newest first."""
    return found[::-1] if is_backwards(asked, "-date") else found


def is_backwards(asked: Asking, default: str) -> bool:
    """Whether the newest comes first."""
    return asked.one("sort", default) == "-date"
