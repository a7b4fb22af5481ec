"""Countries and groups: the actors, by code."""

from collections.abc import Collection, Sequence
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app.access.session import Db
from app.models import Actor, Check, Stance
from app.models.actor_names import ActorNames
from app.models.country import NAMES
from app.models.kinds import COUNTRY, GROUP, Kind
from app.queries import actors, entries, offers
from app.queries.actor_page import load_actor_page
from app.queries.checks import checks
from app.queries.entries import Entry
from app.routes.not_found import NotFound, missing_thing
from app.rules.actor_summary import CurrentPosition, Occasion, summary_sentences
from app.rules.check_status import latest_check
from app.rules.pledge_state import ByThen
from app.spine.versions import newest_row
from app.templating.paths import moment_pairs, route_path
from app.templating.rendering import render_page

router = APIRouter()


@router.get("/countries", name="countries.index")
def index_countries(request: Request, db: Db) -> HTMLResponse:
    """The countries on record, and how to find the page of any other."""
    return render_actors(request, db, "countries/index.html", "Countries")


@router.get("/groups", name="groups.index")
def index_groups(request: Request, db: Db) -> HTMLResponse:
    """The actors that are not countries."""
    return render_actors(request, db, "groups/index.html", "Groups")


def render_actors(request: Request, db: Session, template: str, section: str) -> HTMLResponse:
    """The page that lists actors with their pledges."""
    today = request.state.moment.today
    actor_rows = actors.index(db)
    pledges = offers.offers(db, today)
    stances = entries.filter_entries(db, today, Stance, {})
    past_checks = [c for rows in checks(db).values() for c in rows if c.checked_on <= today]
    lines_by_actor = actor_lines(actor_rows, pledges, past_checks, stances)
    context = {"actors": actor_rows, "offers": pledges, "lines": lines_by_actor}
    return render_page(request, template, context | {"names": NAMES, "section": section})


def actor_lines(
    actor_rows: Sequence[Actor],
    pledges: list[offers.Offer],
    past_checks: list[Check],
    stances: list[Entry],
) -> dict[int, list[str]]:
    """The sentences of each actor's line, by its id."""
    return {
        actor.entity_id: actor_line(
            actor,
            [offer for offer in pledges if offer.actor.entity_id == actor.entity_id],
            [check for check in past_checks if check.actor_id == actor.entity_id],
            [stance for stance in stances if stance.row.actor_id == actor.entity_id],
        )
        for actor in actor_rows
    }


def actor_line(
    actor: Actor, pledges: list[offers.Offer], past_checks: list[Check], stances: list[Entry]
) -> list[str]:
    """The sentences of an actor's line, from its pledges, its checks by the day and its stances."""
    waits = {o.pledge.entity_id: [part.words for part in o.waits] for o in pledges}
    check_days = [check.checked_on for check in past_checks]
    current_stances = {r.row.proposition: r for r in stances if r.by_then == ByThen.COUNTS}
    later_stances = [r for r in stances if r.by_then == ByThen.NOT_YET]
    newest_first = sorted(
        current_stances.values(), key=lambda record: record.sort_key, reverse=True
    )
    positions = [
        CurrentPosition(r.row.proposition, r.row.position, r.date_words, r in later_stances)
        for r in (*newest_first, *later_stances)
    ]
    values = [offer.state for offer in pledges]
    today = pledges[0].today if pledges else None
    checked_on = max(check_days, default=None)
    spoken_of = {offer.pledge.entity_id for offer in pledges if offer.has_older_word}
    occasion = Occasion(today, exact_days(pledges), actor.pronoun, spoken_of)
    return summary_sentences(values, waits, checked_on, positions, occasion)


def exact_days(pledges: list[offers.Offer]) -> set[date]:
    """The days on which sources of an actor's own pledges came out, of those dated to the day."""
    sources = [each.source for o in pledges if o.is_own for each in o.citations]
    dates = [s.published for s in sources if s.published and not s.origin_id]
    return {at.latest for at in dates if at.earliest == at.latest}


@router.get("/countries/{code}", name="countries.show")
def show_country(request: Request, code: str, db: Db) -> HTMLResponse:
    """A country's page; any country of ISO 3166-1 has one."""
    actor = actors.show(db, code)
    if actor is not None and actor.is_country:
        return render_actor(request, db, actor, "countries/show.html", "Countries")
    if code in NAMES and actors.is_free(db, code):
        context = {"code": code, "name": NAMES[code], "section": "Countries"}
        return render_page(request, "countries/none.html", context)
    raise missing_actor(request, db, code, is_country=True)


@router.get("/groups/{code}", name="groups.show")
def show_group(request: Request, code: str, db: Db) -> HTMLResponse:
    """The page of a group, an organisation or the coalition."""
    actor = actors.show(db, code)
    if actor is not None and not actor.is_country:
        return render_actor(request, db, actor, "groups/show.html", "Groups")
    raise missing_actor(request, db, code, is_country=False)


def render_actor(
    request: Request, db: Session, actor: Actor, template: str, section: str
) -> HTMLResponse:
    """An actor's page."""
    today = request.state.moment.today
    pledges = offers.offers(db, today, offers.pledge_ids_of(actor.entity_id))
    checks_by_topic = {topic: rows for (_, topic), rows in checks(db, actor.entity_id).items()}
    actor_page = load_actor_page(db, today, actor)
    past_checks = [
        check for rows in checks_by_topic.values() for check in rows if check.checked_on <= today
    ]
    context = {
        "actor": actor,
        "offers": pledges,
        "line": actor_line(
            actor, pledges, past_checks, [*actor_page.stances, *actor_page.later_stances]
        ),
    }
    context |= {
        "looked": {topic: latest_check(rows, today) for topic, rows in checks_by_topic.items()}
    }
    context |= {"around": actor_page}
    context |= {"changed": actors.last_change(db, actor), "section": section}
    return render_page(request, template, context)


def missing_actor(request: Request, db: Session, code: str, *, is_country: bool) -> HTTPException:
    """The answer for a code that no actor has at the moment of `db`.

    It leads on to the page of the country or group that is called so, in any spelling.
    """
    actor = actors.last_with_code(db, code, ever=True)
    newest = newest_row(db, Actor, actor.entity_id) if actor else None
    has_new_code = newest is not None and newest.code != code
    if actor is not None and actor.is_country == is_country and not has_new_code:
        return missing_thing(db, Actor, actor.entity_id)
    section = COUNTRY if is_country else GROUP
    actor_rows = actors.index(db)
    names = ActorNames(actor_rows)
    groups = {each.code for each in actor_rows if not each.is_country}
    known_code = names.find(code)
    if known_code is None and not is_country and code.replace("-", "").isalnum():
        known_code = code.lower()
        groups.add(known_code)
    if known_code not in (None, code) and (known_code not in groups) == is_country:
        return redirect_to_actor(request, section, str(known_code))
    is_known = known_code is not None and known_code in names.names
    similar_codes = [str(known_code)] if is_known else names.similar(code, most=3)
    ways = [(actor_url(request, each, groups), names.names[each]) for each in similar_codes]
    return NotFound(f"There is no {section.noun} “{code[:40]}” here.", ways)


def actor_url(request: Request, code: str, groups: Collection[str]) -> str:
    """The page of the actor with a code, at the moment that the reader is looking at."""
    section = GROUP if code in groups else COUNTRY
    return route_path(request, section.route("show"), moment_pairs(request), code=code)


def redirect_to_actor(request: Request, section: Kind, code: str) -> HTTPException:
    """On to the same page of the actor that has this code; the query stays."""
    action = request.scope["route"].name.partition(".")[2]
    query = request.query_params.multi_items()
    url = route_path(request, section.route(action), query, code=code)
    return HTTPException(308, headers={"Location": url})
