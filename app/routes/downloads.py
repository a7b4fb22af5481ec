"""The data beside each page: lists as CSV and JSON, things as JSON."""

from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BeforeValidator
from sqlmodel import Session

from app.access import Db, Number, plain
from app.exports import rfc4180, structured
from app.exports.lists import LISTS, Known, Listing
from app.exports.rows import BATCH, fetched, streamed
from app.exports.shown import Shown
from app.forms.asking import Asking, asking
from app.models import Actor, Citation, Pledge, Source, Versioned
from app.models.country import NAMES
from app.queries import actors, keys, log
from app.queries.records import KINDS
from app.routes.actors import absent, lowered, moved
from app.routes.finding import NotFound, missing
from app.spine.base import LARGEST
from app.spine.moment import at

router = APIRouter()
MOMENT = ("as_of", "on")
CSV = "text/csv; charset=utf-8; header=present"
JSON = "application/json"
FEED = 1000  # revisions that one answer tells of; the next ones have an address


def add(listing: Listing) -> None:
    """Let a list be had as CSV and as JSON."""

    @router.get(f"/{listing.name}.csv", name=f"{listing.name}.csv")
    def values(request: Request, db: Db) -> Response:
        """All rows that the address asks for, as comma-separated values."""
        asked, told = question(request, db, listing), shown(request)
        ids = listing.ids(db, told.today, asked)
        batches = streamed(request.app.state.engine, told, listing.table.name, ids, flat=True)
        part = "-chosen" if asked.chosen else ""
        name = f"{listing.name}{part}-r{told.number}-{told.today.isoformat()}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        headers["Commitments-Revision"] = told.cite
        return StreamingResponse(
            rfc4180.file(listing.table, batches), media_type=CSV, headers=headers
        )

    @router.get(f"/{listing.name}.json", name=f"{listing.name}.json")
    def objects(request: Request, db: Db) -> Response:
        """All rows that the address asks for, with their parts and citations."""
        asked, told = question(request, db, listing), shown(request)
        ids = listing.ids(db, told.today, asked)
        head = structured.about(
            told, question=str(asked), url=page_url(request, listing, asked), count=len(ids)
        )
        if is_feed(listing):
            head["next"] = following(request, asked, ids)
            ids = ids[:FEED]
        batches = streamed(request.app.state.engine, told, listing.table.name, ids, flat=False)
        return StreamingResponse(
            structured.file(head, batches),
            media_type=JSON,
            headers={"Commitments-Revision": told.cite},
        )


def question(request: Request, db: Session, listing: Listing) -> Asking:
    """What an address asks of a list.

    Raises:
        HTTPException: 422 with a sentence, for a word or a name that it does not take.
    """
    names = {actor.code: actor.name for actor in actors.index(db)}
    parameters = listing.parameters(Known(names, log.handles(db) if is_feed(listing) else ()))
    only(request, [parameter.name for parameter in parameters] + ["page"])
    try:
        return asking(request.query_params.multi_items(), parameters)
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None


def only(request: Request, known: list[str]) -> None:
    """Let nothing be asked but what is known.

    Raises:
        HTTPException: 422 with a sentence, for any other name.
    """
    names = dict.fromkeys(request.query_params.keys())
    if unknown := [name for name in names if name not in (*known, *MOMENT)]:
        accepted = ", ".join((*(name for name in known if name != "page"), *MOMENT))
        told = ", ".join(f"“{name[:60]}”" for name in unknown)
        raise HTTPException(422, f"{told} is nothing to ask for here. Choose of: {accepted}.")


def shown(request: Request) -> Shown:
    """What the files of a request show."""
    moment = request.state.moment
    return Shown(moment.number, moment.digest, moment.today, site(request))


def site(request: Request) -> str:
    """The address at which readers reach the register."""
    return str(request.app.state.settings.base_url).rstrip("/")


def page_url(request: Request, listing: Listing, asked: Asking) -> str | None:
    """The page that shows the same; None where there is none."""
    if not listing.paged or asked["before"]:
        return None
    moment = [(name, word) for name, word in request.query_params.items() if name in MOMENT]
    pairs = [*asked.pairs, *moment]
    query = f"?{urlencode(pairs)}" if pairs else ""
    return f"{site(request)}/{listing.name}{query}"


def is_feed(listing: Listing) -> bool:
    """Whether a list is told a thousand rows an answer, and takes its question from the log."""
    return listing.name == "revisions"


def following(request: Request, asked: Asking, numbers: list[int]) -> str | None:
    """Where the revisions are that one answer does not tell of; None for none."""
    if len(numbers) <= FEED:
        return None
    others = [pair for pair in asked.pairs if pair[0] != "before"]
    moment = [(name, word) for name, word in request.query_params.items() if name in MOMENT]
    query = urlencode([*others, ("before", f"r{numbers[FEED - 1]}"), *moment])
    return f"{site(request)}{request.url.path}?{query}"


for each in LISTS.values():
    add(each)


def single(request: Request, db: Session, table: str, entity_id: int) -> dict[str, Any] | None:
    """What the file of a thing says; None if it isn't in the register."""
    only(request, [])
    told = shown(request)
    rows = fetched(db, told, table, [entity_id])
    return structured.about(told, row=structured.shaped(rows[0])) if rows else None


def answer(found: dict[str, Any]) -> JSONResponse:
    """The file of one thing."""
    return JSONResponse(found, headers={"Commitments-Revision": found["cite"]})


def thing(kind: type[Versioned]) -> None:
    """Let the things of a kind be had as JSON."""
    noun = kind.noun()
    number: Any = Annotated[int, Path(alias=f"{noun}_id", ge=0, le=LARGEST), BeforeValidator(plain)]

    @router.get(f"/{noun}s/{{{noun}_id}}.json", name=f"{noun}s.show.json")
    def show(request: Request, db: Db, entity_id: number) -> Response:
        """One thing with its parts and citations."""
        found = single(request, db, f"{noun}s", entity_id)
        if found is None:
            raise missing(db, kind, entity_id)
        return answer(found)


SINGLE: tuple[type[Versioned], ...] = (Pledge, Source, Citation, *KINDS)
for each_kind in SINGLE:
    thing(each_kind)


@router.get("/countries/{code}.json", name="countries.show.json")
def country(request: Request, code: str, db: Db) -> Response:
    """A country with what it offers and where it stands; any country of ISO 3166-1 has one."""
    if elsewhere := moved(request, code, "countries.show.json"):
        return elsewhere
    actor = actors.show(db, code)
    if actor is None and code in NAMES and actors.is_free(db, code):
        return answer(of_actor(request, db, None) | {"code": code, "name": NAMES[code]})
    if actor is None or not actor.is_country:
        raise absent(request, db, code, is_country=True)
    return answer(of_actor(request, db, actor))


@router.get("/groups/{code}.json", name="groups.show.json")
def group(request: Request, code: str, db: Db) -> Response:
    """A group, an organisation or the coalition, with what it is said to offer."""
    if elsewhere := lowered(request, code, "groups.show.json"):
        return elsewhere
    actor = actors.show(db, code)
    if actor is None or actor.is_country:
        raise absent(request, db, code, is_country=False)
    return answer(of_actor(request, db, actor))


def of_actor(request: Request, db: Session, actor: Actor | None) -> dict[str, Any]:
    """What the file of an actor says: itself, its pledges, its stances, and where the rest is."""
    only(request, [])
    told = shown(request)
    own: dict[str, Any] = {"row": None, "pledges": [], "stances": [], "lists": {}}
    if actor is None:
        return structured.about(told, **own)
    asked = {"actor": (actor.code,)}
    own["row"] = structured.shaped(fetched(db, told, "actors", [actor.entity_id])[0])
    for name in ("pledges", "stances"):
        ids = LISTS[name].ids(db, told.today, Asking((), asked))
        own[name] = [structured.shaped(row) for row in fetched(db, told, name, ids)]
    moment = [(name, word) for name, word in request.query_params.items() if name in MOMENT]
    query = urlencode([("actor", actor.code), *moment])
    for name in ("assessments", "events", "circumstances", "checks", "timeline"):
        own["lists"][name] = f"{site(request)}/{name}.json?{query}"
    return structured.about(told, code=actor.code, name=actor.name, **own)


@router.get("/revisions/{number}.json", name="revisions.show.json")
def revision(request: Request, number: Number, db: Db) -> Response:
    """One revision, with the lines of its record as they were hashed."""
    only(request, [])
    told = shown(request)
    if not 1 <= number <= told.number:
        raise NotFound(f"There is no revision r{number} at the moment shown.")
    [row] = fetched(db, told, "revisions", [number])
    head = structured.about(told, row=structured.shaped(row))
    headers = {"Commitments-Revision": told.cite}
    return StreamingResponse(lines(request, head, number), media_type=JSON, headers=headers)


def lines(request: Request, head: dict[str, Any], number: int) -> Iterator[str]:
    """The text of the file of a revision: the head, and the lines of its record."""
    yield f'{structured.written(head)[:-1]},"lines":['
    after, between = -1, "\n"
    while True:
        with at(request.app.state.engine) as session:
            found = keys.lines(session, number, after, BATCH)
            told = [
                structured.written(
                    {"position": each.position, "sha256": each.sha256, "text": each.text}
                )
                for each in found
            ]
        if not told:
            break
        yield between + ",\n".join(told)
        after, between = after + len(told), ",\n"
    yield "\n]}\n"
