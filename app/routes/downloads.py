"""The data beside each page: lists as CSV and JSON, things as JSON."""

from collections.abc import Iterator
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from sqlmodel import Session

from app.access.parameters import Number
from app.access.session import Db
from app.exports.files import csv_file, json_file
from app.exports.files.edition import Edition
from app.exports.files.json_file import Json
from app.exports.files.lists import LISTS, KnownNames, Listing
from app.exports.files.rows import BATCH, fetch_rows, stream_rows
from app.forms.list_query import ListQuery, parse_list_query
from app.models import Actor
from app.models.actor_names import ActorNames
from app.models.country import NAMES
from app.models.kinds import COUNTRY, kind_of
from app.queries import actors, export_ids, revision_log
from app.routes.actors import missing_actor
from app.routes.not_found import NotFound, missing_thing
from app.routes.sections import WITH_PAGE, number_of, on_each, section_of
from app.spine.moment import reading_session

router = APIRouter()
MOMENT = ("as_of", "on")
JsonObject = dict[str, Json]
CSV = "text/csv; charset=utf-8; header=present"
JSON = "application/json"
FEED = 1000  # revisions that one answer tells of; the next ones have an address


def send_list_csv(request: Request, db: Db) -> Response:
    """All rows that the address asks for, as comma-separated values."""
    listing, edition = listing_of(request), file_edition(request)
    question = read_question(request, db, listing)
    ids = listing.ids(db, edition.today, question)
    batches = stream_rows(request.app.state.engine, edition, listing.table.name, ids, flat=True)
    suffix = "-chosen" if question.filters else ""
    name = f"{listing.name}{suffix}-r{edition.number}-{edition.today.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    headers["Commitments-Revision"] = edition.cite
    return StreamingResponse(
        csv_file.render_csv(listing.table, batches, is_example=edition.is_example),
        media_type=CSV,
        headers=headers,
    )


def send_list_json(request: Request, db: Db) -> Response:
    """All rows that the address asks for, with their parts and citations."""
    listing, edition = listing_of(request), file_edition(request)
    question = read_question(request, db, listing)
    ids = listing.ids(db, edition.today, question)
    url = page_url(request, listing, question)
    head = json_file.answer_head(edition, question=str(question), url=url, count=len(ids))
    if is_feed(listing):
        head["next"] = next_page_url(request, question, ids)
        ids = ids[:FEED]
    batches = stream_rows(request.app.state.engine, edition, listing.table.name, ids, flat=False)
    return StreamingResponse(
        json_file.render_json(head, batches),
        media_type=JSON,
        headers={"Commitments-Revision": edition.cite},
    )


for list_name in LISTS:
    router.add_api_route(f"/{list_name}.csv", send_list_csv, name=f"{list_name}.csv")
    router.add_api_route(f"/{list_name}.json", send_list_json, name=f"{list_name}.json")


def listing_of(request: Request) -> Listing:
    """The list that a request is for, as the name of its route tells."""
    return LISTS[request.scope["route"].name.partition(".")[0]]


def read_question(request: Request, db: Session, listing: Listing) -> ListQuery:
    """What an address asks of a list.

    Raises:
        HTTPException: 422 with a sentence, for a word or a name that it does not take.
    """
    names = ActorNames(actors.index(db))
    parameters = listing.parameters(
        KnownNames(names, revision_log.editor_handles(db) if is_feed(listing) else ())
    )
    refuse_unknown_names(request, [parameter.name for parameter in parameters] + ["page"])
    try:
        return parse_list_query(request.query_params.multi_items(), parameters)
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None


def refuse_unknown_names(request: Request, accepted_names: list[str]) -> None:
    """Make sure that an address has no other parameters.

    Raises:
        HTTPException: 422 with a sentence, for any other name.
    """
    names = dict.fromkeys(request.query_params.keys())
    if unknown := [name for name in names if name not in (*accepted_names, *MOMENT)]:
        accepted_text = ", ".join((*(name for name in accepted_names if name != "page"), *MOMENT))
        names_in_quotes = ", ".join(f"“{name[:60]}”" for name in unknown)
        raise HTTPException(
            422, f"{names_in_quotes} is nothing to ask for here. Choose of: {accepted_text}."
        )
    request.state.is_address_known = True


def file_edition(request: Request) -> Edition:
    """What the files of a request show."""
    moment = request.state.moment
    return Edition(moment.number, moment.digest, moment.today, site_url(request), moment.is_example)


def site_url(request: Request) -> str:
    """The address at which readers reach the register."""
    return str(request.app.state.settings.base_url).rstrip("/")


def page_url(request: Request, listing: Listing, question: ListQuery) -> str | None:
    """The page that shows the same; None where there is none."""
    if not listing.has_page or question["before"]:
        return None
    moment = [(name, word) for name, word in request.query_params.items() if name in MOMENT]
    pairs = [*question.pairs, *moment]
    query = f"?{urlencode(pairs)}" if pairs else ""
    return f"{site_url(request)}/{listing.name}{query}"


def is_feed(listing: Listing) -> bool:
    """Whether a list is the log of revisions, which comes a thousand rows an answer."""
    return listing.name == "revisions"


def next_page_url(request: Request, question: ListQuery, numbers: list[int]) -> str | None:
    """Where the revisions are that one answer does not tell of; None for none."""
    if len(numbers) <= FEED:
        return None
    other_pairs = [pair for pair in question.pairs if pair[0] != "before"]
    moment = [(name, word) for name, word in request.query_params.items() if name in MOMENT]
    query = urlencode([*other_pairs, ("before", f"r{numbers[FEED - 1]}"), *moment])
    return f"{site_url(request)}{request.url.path}?{query}"


def answer_json(body: JsonObject) -> JSONResponse:
    """The file of one thing."""
    return JSONResponse(body, headers={"Commitments-Revision": str(body["cite"])})


@on_each(WITH_PAGE, router, "GET {thing}.json", "show.json")
def show(request: Request, db: Db) -> Response:
    """One thing with its parts and citations; of an actor, what it offers and where it stands."""
    section = section_of(request)
    if section.model is Actor:
        return answer_json(load_actor_body(request, db))
    number = number_of(request)
    refuse_unknown_names(request, [])
    edition = file_edition(request)
    rows = fetch_rows(db, edition, section.plural, [number])
    if not rows:
        raise missing_thing(db, section.model, number)
    return answer_json(json_file.answer_head(edition, row=json_file.row_object(rows[0])))


def load_actor_body(request: Request, db: Session) -> JsonObject:
    """What the file of the actor in the address says; any country of ISO 3166-1 has one.

    Raises:
        HTTPException: When there is no such country or group.
    """
    section, code = section_of(request), request.path_params["code"]
    actor = actors.show(db, code)
    if actor is not None and kind_of(actor) is section:
        return actor_body(request, db, actor)
    if actor is None and section is COUNTRY and code in NAMES and actors.is_free(db, code):
        return actor_body(request, db, None) | {"code": code, "name": NAMES[code]}
    raise missing_actor(request, db, code, is_country=section is COUNTRY)


def actor_body(request: Request, db: Session, actor: Actor | None) -> JsonObject:
    """What the file of an actor says: itself, its pledges, its stances, and where the rest is."""
    refuse_unknown_names(request, [])
    edition = file_edition(request)
    if actor is None:
        return json_file.answer_head(edition, row=None, pledges=[], stances=[], lists={})
    words = {"actor": (actor.code,)}
    row = json_file.row_object(fetch_rows(db, edition, "actors", [actor.entity_id])[0])
    body: JsonObject = {"code": actor.code, "name": actor.name, "row": row}
    for name in ("pledges", "stances"):
        ids = LISTS[name].ids(db, edition.today, ListQuery((), words))
        body[name] = [json_file.row_object(each) for each in fetch_rows(db, edition, name, ids)]
    moment = [(name, word) for name, word in request.query_params.items() if name in MOMENT]
    query = urlencode([("actor", actor.code), *moment])
    body["lists"] = {
        name: f"{site_url(request)}/{name}.json?{query}"
        for name in ("assessments", "events", "circumstances", "checks", "timeline")
    }
    return json_file.answer_head(edition, **body)


@router.get("/revisions/{number}.json", name="revisions.show.json")
def show_revision_json(request: Request, number: Number, db: Db) -> Response:
    """One revision, with the lines of its record as they were hashed."""
    refuse_unknown_names(request, [])
    edition = file_edition(request)
    if not 1 <= number <= edition.number:
        raise NotFound(f"There is no revision r{number} at the moment shown.")
    [row] = fetch_rows(db, edition, "revisions", [number])
    head = json_file.answer_head(edition, row=json_file.row_object(row))
    headers = {"Commitments-Revision": edition.cite}
    return StreamingResponse(
        stream_record_lines(request, head, number), media_type=JSON, headers=headers
    )


def stream_record_lines(request: Request, head: JsonObject, number: int) -> Iterator[str]:
    """The text of the file of a revision: the head, and the lines of its record."""
    yield f'{json_file.dump_json(head)[:-1]},"lines":['
    last_position, separator = -1, "\n"
    while True:
        with reading_session(request.app.state.engine) as session:
            rows = export_ids.load_lines(session, number, last_position, BATCH)
            texts = [
                json_file.dump_json(
                    {"position": each.position, "sha256": each.sha256, "text": each.text}
                )
                for each in rows
            ]
        if not texts:
            break
        yield separator + ",\n".join(texts)
        last_position, separator = last_position + len(texts), ",\n"
    yield "\n]}\n"
