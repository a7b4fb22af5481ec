"""The lists beside the pledges: stances, assessments, events, circumstances, checks, timeline."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app.access.parameters import PageNumber
from app.access.session import Db
from app.forms.entry_parameters import ACTOR_PARAMETERS, entry_parameters
from app.forms.list_query import ListQuery, parse_list_query
from app.models import Actor, Assessment, Check, Circumstance, Event, Stance
from app.models.actor_names import ActorNames
from app.models.vocabulary import LIMITS, OF_AN_ACTOR, AssessmentKind, ConditionKind
from app.queries import actors, checks, entries, stances, timeline, timeline_entries
from app.queries.checks import count_pledges
from app.routes.not_found import count_pages
from app.routes.sections import section_of
from app.templating.rendering import render_page

router = APIRouter()
ASSESSMENT_ORDER, CONDITION_ORDER = list(AssessmentKind), list(ConditionKind)


@dataclass(frozen=True)
class ListRequest:
    """The question that an address asks of a list, and the actors that it may name."""

    question: ListQuery
    actors: list[Actor]


def read_list_request(request: Request, db: Session, list_name: str) -> ListRequest:
    """What an address asks of a list.

    Raises:
        HTTPException: 422 with a sentence, for a word that it does not take.
    """
    actor_rows = list(actors.index(db))
    names = ActorNames(actor_rows)
    try:
        question = parse_list_query(
            request.query_params.multi_items(), entry_parameters(list_name, names)
        )
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    return ListRequest(question, actor_rows)


def render_list(
    request: Request, list_name: str, list_request: ListRequest, context: Mapping[str, object]
) -> HTMLResponse:
    """The page of a list."""
    parameter_names = ["page", *(parameter.name for parameter in list_request.question.parameters)]
    base_context = {
        "question": list_request.question,
        "actors": list_request.actors,
        "section": list_name.capitalize(),
    }
    return render_page(
        request, f"{list_name}/index.html", {**base_context, **context}, known=parameter_names
    )


def list_context(
    request: Request, db: Session, list_request: ListRequest, rows: list[entries.Entry], number: int
) -> dict[str, object]:
    """A page of things with their parts, and how many there are on how many pages."""
    kind = section_of(request).model
    size = entries.PAGE
    page_count = count_pages(request, len(rows), number, size)
    page_rows = entries.load_parts(db, kind, rows[(number - 1) * size : number * size])
    total = entries.count_entries(db, kind) if list_request.question.filters else len(rows)
    return {
        "entries": page_rows,
        "count": len(rows),
        "total": total,
        "number": number,
        "pages": page_count,
    }


@router.get("/stances", name="stances.index")
def index_stances(request: Request, db: Db, number: PageNumber) -> HTMLResponse:
    """Where actors stand on what, and how that has moved."""
    list_request = read_list_request(request, db, "stances")
    day = request.state.moment.today
    all_rows = entries.load_entries(db, day, Stance, None)
    chosen_rows = entries.filter_entries(db, day, Stance, list_request.question.words)
    propositions, table_rows = stances.build_stance_table(
        chosen_rows if asks_only(list_request.question, *ACTOR_PARAMETERS, "proposition") else []
    )
    context = list_context(
        request, db, list_request, order_rows(chosen_rows, list_request.question), number
    )
    context |= {"propositions": propositions, "rows": table_rows}
    context |= {
        "superseded": stances.newer_stances(all_rows),
        "stated": {r.row.actor_id for r in all_rows},
    }
    return render_list(request, "stances", list_request, context)


@router.get("/assessments", name="assessments.index")
def index_assessments(request: Request, db: Db, number: PageNumber) -> HTMLResponse:
    """What others estimate, compare, ask for and judge; never added up."""
    list_request = read_list_request(request, db, "assessments")
    rows = entries.filter_entries(
        db, request.state.moment.today, Assessment, list_request.question.words
    )
    rows_by_kind = sorted(
        order_rows(rows, list_request.question),
        key=lambda record: ASSESSMENT_ORDER.index(record.row.kind),
    )
    return render_list(
        request,
        "assessments",
        list_request,
        list_context(request, db, list_request, rows_by_kind, number),
    )


@router.get("/events", name="events.index")
def index_events(request: Request, db: Db, number: PageNumber) -> HTMLResponse:
    """What happened, and who was there."""
    list_request = read_list_request(request, db, "events")
    rows = entries.filter_entries(
        db, request.state.moment.today, Event, list_request.question.words
    )
    context = list_context(
        request, db, list_request, order_rows(rows, list_request.question), number
    )
    return render_list(request, "events", list_request, context)


@router.get("/circumstances", name="circumstances.index")
def index_circumstances(request: Request, db: Db, number: PageNumber) -> HTMLResponse:
    """The state of the conditions that offers wait for, and those that nobody recorded."""
    list_request = read_list_request(request, db, "circumstances")
    rows = entries.filter_entries(
        db, request.state.moment.today, Circumstance, list_request.question.words
    )
    context = list_context(
        request, db, list_request, order_rows(rows, list_request.question), number
    )
    is_complete = asks_only(list_request.question, *ACTOR_PARAMETERS, "kind")
    rows_by_condition = sorted(rows, key=lambda record: CONDITION_ORDER.index(record.row.kind))
    context |= {"standing": entries.latest_of_each(rows_by_condition) if is_complete else []}
    context |= {
        "silent": missing_conditions(rows, list_request.question),
        "of_an_actor": OF_AN_ACTOR,
    }
    return render_list(request, "circumstances", list_request, context)


def missing_conditions(rows: list[entries.Entry], question: ListQuery) -> list[ConditionKind]:
    """The chosen kinds of which nothing is recorded; [] if other filters are set, too."""
    known_kinds = {record.row.kind for record in rows}
    kinds = question["kind"] or tuple(ConditionKind) if asks_only(question, "kind") else ()
    return [kind for kind in ConditionKind if kind in kinds and kind not in LIMITS | known_kinds]


@router.get("/checks", name="checks.index")
def index_checks(request: Request, db: Db, number: PageNumber) -> HTMLResponse:
    """Who has looked for what, and what nobody has looked for."""
    list_request = read_list_request(request, db, "checks")
    day = request.state.moment.today
    rows = entries.filter_entries(db, day, Check, list_request.question.words)
    rows_by_day = checks.sort_checks(
        rows, newest_first=is_newest_first(list_request.question, "-date")
    )
    context = list_context(request, db, list_request, rows_by_day, number)
    is_complete = asks_only(list_request.question, *ACTOR_PARAMETERS)
    actor_rows = [
        each
        for each in list_request.actors
        if is_complete and matches_question(each, list_request.question)
    ]
    context |= {
        "rows": checks.build_check_table(rows, actor_rows, day),
        "columns": checks.COLUMNS,
    }
    context |= {"pledged": count_pledges(db, day)}
    return render_list(request, "checks", list_request, context)


@router.get("/timeline", name="timeline.show")
def show_timeline(request: Request, db: Db, number: PageNumber) -> HTMLResponse:
    """All that is dated, in order."""
    list_request = read_list_request(request, db, "timeline")
    dated_entries, count = timeline.show(
        db,
        request.state.moment.today,
        list_request.question.words,
        is_newest_first(list_request.question, "date"),
        number,
    )
    page_count = count_pages(request, count, number, timeline.PAGE)
    context = {
        "months": timeline_entries.group_by_month(dated_entries),
        "count": count,
        "number": number,
        "pages": page_count,
    }
    context |= {"total": None if list_request.question.filters else count}
    return render_list(request, "timeline", list_request, context)


def asks_only(question: ListQuery, *names: str) -> bool:
    """Whether no other filter is set: with one, a table of the latest state would lack rows."""
    return {parameter.name for parameter, _ in question.filters} <= set(names)


def matches_question(actor: Actor, question: ListQuery) -> bool:
    """Whether a question about actors chooses this one."""
    codes, kinds = question["actor"], question["actor_kind"]
    return (not codes or actor.code in codes) and (not kinds or actor.kind in kinds)


def order_rows(rows: list[entries.Entry], question: ListQuery) -> list[entries.Entry]:
    """The rows in the order that the question asks for; the newest first if it asks for none."""
    return rows[::-1] if is_newest_first(question, "-date") else rows


def is_newest_first(question: ListQuery, default: str) -> bool:
    """Whether the newest comes first."""
    return question.word_for("sort", default) == "-date"
