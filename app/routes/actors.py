"""Countries and groups: the actors, by code."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlmodel import Session

from app.access import Db
from app.models import Actor, Check, Stance
from app.models.country import CODES, NAMES, plain
from app.queries import actors, offers, records
from app.queries.around import around
from app.queries.checks import checks
from app.queries.records import Record
from app.routes.finding import NotFound, missing, nearest
from app.rules.looked import latest
from app.rules.summary import Stood, summary
from app.rules.value import ByThen
from app.spine import lookups
from app.templating import address, kept, page

router = APIRouter()


@router.get("/countries", name="countries.index")
def countries(request: Request, db: Db) -> HTMLResponse:
    """The countries on record, and how to find the page of any other."""
    return listed(request, db, "countries/index.html", "Countries")


@router.get("/groups", name="groups.index")
def groups(request: Request, db: Db) -> HTMLResponse:
    """The actors that are not countries."""
    return listed(request, db, "groups/index.html", "Groups")


def listed(request: Request, db: Session, template: str, section: str) -> HTMLResponse:
    """The page that lists actors with their pledges."""
    today = request.state.moment.today
    found = actors.index(db)
    pledges = offers.offers(db, today)
    stances = records.asked(db, today, Stance, {})
    looked = [c for its in checks(db).values() for c in its if c.checked_on <= today]
    told = lines(found, pledges, looked, stances)
    context = {"actors": found, "offers": pledges, "lines": told}
    return page(request, template, context | {"names": NAMES, "section": section})


def lines(
    found: Sequence[Actor], pledges: list[offers.Offer], looked: list[Check], stances: list[Record]
) -> dict[int, list[str]]:
    """The sentences of each actor's line, by its id."""
    return {
        actor.entity_id: line(
            [offer for offer in pledges if offer.actor.entity_id == actor.entity_id],
            [check for check in looked if check.actor_id == actor.entity_id],
            [stance for stance in stances if stance.row.actor_id == actor.entity_id],
        )
        for actor in found
    }


def line(pledges: list[offers.Offer], looked: list[Check], stances: list[Record]) -> list[str]:
    """The sentences of an actor's line, from its pledges, its checks and its stances."""
    waits = {o.pledge.entity_id: [part.words for part in o.waits] for o in pledges}
    made = [check.checked_on for check in looked]
    there = {r.row.proposition: r for r in stances if r.by_then == ByThen.COUNTS}
    newest_first = sorted(there.values(), key=lambda record: record.place, reverse=True)
    stood = [Stood(r.row.proposition, r.row.position, r.dated) for r in newest_first]
    values = [offer.value for offer in pledges]
    today = pledges[0].today if pledges else None
    return summary(values, waits, max(made, default=None), stood, today, exact_days(pledges))


def exact_days(pledges: list[offers.Offer]) -> set[date]:
    """The days on which sources of an actor's own pledges came out, of those dated to the day."""
    sources = [each.source for o in pledges if o.is_own for each in o.citations]
    dates = [s.published for s in sources if s.published and not s.origin_id]
    return {at.latest for at in dates if at.earliest == at.latest}


@router.get("/countries/{code}", name="countries.show")
def country(request: Request, code: str, db: Db) -> Response:
    """A country's page; any country of ISO 3166-1 has one."""
    if elsewhere := moved(request, code, "countries.show"):
        return elsewhere
    actor = actors.show(db, code)
    if actor is not None and actor.is_country:
        return shown(request, db, actor, "countries/show.html", "Countries")
    if code in NAMES and actors.is_free(db, code):
        context = {"code": code, "name": NAMES[code], "section": "Countries"}
        return page(request, "countries/none.html", context)
    raise absent(request, db, code, is_country=True)


@router.get("/groups/{code}", name="groups.show")
def group(request: Request, code: str, db: Db) -> Response:
    """The page of a group, an organisation or the coalition."""
    if elsewhere := lowered(request, code, "groups.show"):
        return elsewhere
    actor = actors.show(db, code)
    if actor is not None and not actor.is_country:
        return shown(request, db, actor, "groups/show.html", "Groups")
    raise absent(request, db, code, is_country=False)


def shown(request: Request, db: Session, actor: Actor, template: str, section: str) -> HTMLResponse:
    """An actor's page."""
    today = request.state.moment.today
    pledges = offers.offers(db, today, offers.of_actor(actor.entity_id))
    looked = {topic: its for (_, topic), its in checks(db, actor.entity_id).items()}
    beside = around(db, today, actor)
    made = [check for its in looked.values() for check in its if check.checked_on <= today]
    context = {"actor": actor, "offers": pledges, "line": line(pledges, made, beside.stances)}
    context |= {"looked": {topic: latest(its, today) for topic, its in looked.items()}}
    context |= {"around": beside}
    context |= {"changed": actors.last_change(db, actor), "section": section}
    return page(request, template, context)


def moved(request: Request, code: str, name: str) -> RedirectResponse | None:
    """On to the code in lower case, from upper case or from a country's English name."""
    known = code.lower() if code.lower() in NAMES else CODES.get(plain(code))
    return onward(request, known, name) if known not in (None, code) else None


def lowered(request: Request, code: str, name: str) -> RedirectResponse | None:
    """On to the code in lower case, from one that has upper case."""
    is_code = code.isascii() and code.replace("-", "").isalnum()
    return onward(request, code.lower(), name) if is_code and code != code.lower() else None


def onward(request: Request, code: str | None, name: str) -> RedirectResponse:
    """The same question, asked of another code."""
    query = request.query_params.multi_items()
    return RedirectResponse(address(request, name, query, code=code), 308)


def absent(request: Request, db: Session, code: str, *, is_country: bool) -> HTTPException:
    """The answer for a code that no actor has at the moment of `db`."""
    actor = actors.last(db, code, ever=True)
    then = lookups.newest(db, Actor, actor.entity_id) if actor else None
    freed = then is not None and then.code != code
    if actor is not None and actor.is_country == is_country and not freed:
        return missing(db, Actor, actor.entity_id)
    here = [each for each in actors.index(db) if each.is_country == is_country]
    names = NAMES if is_country else {each.code: each.name for each in here}
    also = [(each.code, alias) for each in here for alias in each.aliases]
    route = "countries.show" if is_country else "groups.show"
    close = nearest(code, [*names.items(), *also])
    ways = [(address(request, route, kept(request), code=each), names[each]) for each in close]
    noun = "country" if is_country else "group"
    return NotFound(f"There is no {noun} “{code[:40]}” here.", ways)
