"""From what is recorded to the tile matrix: its rows, their addresses, and what stands around."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import HTTPException, Request

from app.charts.frame import PictureFrame, moment_words
from app.charts.legend import Legend, build_legend
from app.charts.matrix import Address, Matrix, build_matrix
from app.charts.matrix_columns import MatrixColumn
from app.charts.matrix_order import MatrixOrder
from app.charts.matrix_words import matrix_caveat, matrix_description
from app.charts.rows import MatrixActor, MatrixCheck, MatrixPledge, MatrixRefusal
from app.forms.list_query import Parameter, parse_list_query
from app.models import Actor
from app.models.kinds import kind_of
from app.models.vocabulary import ConditionKind, Domain
from app.queries.offer_matrix import REFUSED_DOMAINS, ActorOffers
from app.queries.offers import Offer
from app.rules.conditions import alternatives_id
from app.rules.pledge_state import ByThen
from app.templating.paths import moment_pairs, own_path, route_path

TITLE = "Who offers what to a force for Ukraine"
SORT = Parameter(
    "sort",
    "Order",
    "By what the rows are sorted.",
    {str(order): order.meaning for order in MatrixOrder},
    is_repeatable=False,
)
BY_THEN = [("by_then", str(word)) for word in (ByThen.COUNTS, ByThen.POSSIBLY)]
MAX_INITIALS = 5  # letters of another name that is short for a country's


@dataclass(frozen=True)
class OffersPicture:
    """The tile matrix with what a page puts around it.

    Attributes:
        sort_links: Each order, and the address of the same page in it.
        ways: The words and addresses by which the picture can be taken.
    """

    matrix: Matrix
    frame: PictureFrame
    key: Legend
    sort_links: tuple[tuple[MatrixOrder, str], ...]
    ways: tuple[tuple[str, str], ...]


def read_order(request: Request) -> MatrixOrder:
    """By what an address asks the rows to be sorted.

    Raises:
        HTTPException: 422 with a sentence, for a word that is no order.
    """
    try:
        question = parse_list_query(request.query_params.multi_items(), [SORT])
    except ValueError as refusal:
        raise HTTPException(422, str(refusal)) from None
    return MatrixOrder(question.word_for(SORT.name, str(MatrixOrder.FIRMNESS)))


def build_offers_picture(
    request: Request, rows: Iterable[ActorOffers], title: str = TITLE
) -> OffersPicture:
    """The tile matrix of these actors, as an address asks for it.

    Raises:
        HTTPException: 422 with a sentence, for a word that is no order.
    """
    order, moment, all_rows = read_order(request), moment_pairs(request), [*rows]
    matrix = build_matrix(
        [build_actor(request, row) for row in all_rows],
        request.state.moment.today,
        list_address(request, all_rows),
        order,
    )
    own_order = [] if order is MatrixOrder.FIRMNESS else [(SORT.name, str(order))]
    late = BY_THEN if any(is_late(each) for row in all_rows for each in row.offers) else []
    return OffersPicture(
        matrix,
        build_frame(request, matrix, title, own_order),
        build_legend(matrix.tiles, matrix.blanks),
        tuple((each, sort_address(request, each)) for each in MatrixOrder),
        (
            ("Picture alone", route_path(request, "pictures.offers", [*own_order, *moment])),
            ("SVG", route_path(request, "pictures.offers.svg", [*own_order, *moment])),
            ("CSV", route_path(request, "pledges.csv", [*late, *moment])),
        ),
    )


def build_frame(
    request: Request, matrix: Matrix, title: str, own_order: list[tuple[str, str]]
) -> PictureFrame:
    """What the picture says of itself, with the address at which it stays as it is."""
    moment = request.state.moment
    base = str(request.app.state.settings.base_url).rstrip("/")
    lasting = [*own_order, ("as_of", f"r{moment.number}"), ("on", moment.today.isoformat())]
    return PictureFrame(
        "offers",
        title,
        moment_words(moment.number, moment.today, moment.source_count),
        matrix_caveat(matrix),
        matrix_description(matrix),
        base + route_path(request, "pictures.offers", lasting),
    )


def sort_address(request: Request, order: MatrixOrder) -> str:
    """The same page with its rows in another order."""
    query = [] if order is MatrixOrder.FIRMNESS else [(SORT.name, str(order))]
    pairs = [*query, *moment_pairs(request)]
    name = "overview.show" if own_path(request) == "/" else "pictures.offers"
    return route_path(request, name, pairs)


def list_address(request: Request, rows: Iterable[ActorOffers]) -> Address:
    """What gives the address of the list of exactly the pledges of a cell."""
    moment = moment_pairs(request)
    late_domains = {
        (row.actor.code, offer.state.domain)
        for row in rows
        for offer in row.offers
        if is_late(offer)
    }

    def address(actor: MatrixActor, column: MatrixColumn) -> str:
        is_any_late = any((actor.code, domain) in late_domains for domain in column.domains)
        pairs = [("actor", actor.code), *(("domain", str(domain)) for domain in column.domains)]
        query = [*pairs, *(BY_THEN if is_any_late else []), *moment]
        return route_path(request, "pledges.index", query)

    return address


def build_actor(request: Request, row: ActorOffers) -> MatrixActor:
    """An actor with what is there by the day."""
    actor, moment = row.actor, moment_pairs(request)
    return MatrixActor(
        code=actor.code,
        name=actor.name,
        kind=actor.kind,
        sort_key=actor.sort_key,
        href=route_path(request, kind_of(actor).route("show"), moment, code=actor.code),
        short_name=short_name(actor),
        pledges=tuple(build_pledge(offer) for offer in row.offers if not is_late(offer)),
        checks=tuple(
            MatrixCheck(Domain(check.topic.value), check.found, check.checked_on)
            for check in row.checks
        ),
        refusals=tuple(
            MatrixRefusal(
                REFUSED_DOMAINS[each.row.proposition],
                str(each.row.proposition),
                route_path(request, "stances.show", moment, stance_id=each.id),
            )
            for each in row.refusals
        ),
    )


def is_late(offer: Offer) -> bool:
    """Whether a pledge is not there yet on the day."""
    return offer.state.by_then == ByThen.NOT_YET


def short_name(actor: Actor) -> str:
    """What an actor is called where there is no room: “UK”, “About 20 countries”; "" for its name.

    Of a country only letters that stand for its name; of others the name up to where it goes on to
    say of whom.
    """
    if actor.is_country:
        initials = [each for each in actor.aliases if each.isupper() and len(each) <= MAX_INITIALS]
        return min(initials, key=len, default="")
    head = actor.name.partition(",")[0].partition(" of ")[0].strip()
    return head if head != actor.name else ""


def build_pledge(offer: Offer) -> MatrixPledge:
    """What a picture has to know of a pledge."""
    state = offer.state
    amount = state.main_amount
    return MatrixPledge(
        pledge_id=state.pledge_id,
        title=offer.pledge.title,
        domain=state.domain,
        capability=state.capability,
        bindingness=state.bindingness,
        readiness=state.readiness,
        delivery=state.delivery,
        standing=state.standing,
        attribution=state.attribution,
        speakers=speaker_names(offer),
        quantity=amount.quantity,
        statements=amount.statements,
        amounts=state.amount_words if len(state.amounts) > 1 else "",
        awaited=awaited_alternatives(offer),
        evidence_on=state.evidence_on,
        unconfirmed_lately=state.unconfirmed_lately,
        is_counted=state.exclusion is None,
        is_possible=state.by_then == ByThen.POSSIBLY,
    )


def speaker_names(offer: Offer) -> tuple[str, ...]:
    """Who says so, each once; () where nobody is named."""
    return tuple(dict.fromkeys(each.name for each in offer.speakers if each.passage.speaker))


def awaited_alternatives(offer: Offer) -> tuple[tuple[ConditionKind, ...], ...]:
    """What a pledge still waits for: one of the kinds of each set."""
    sets: dict[int, list[ConditionKind]] = {}
    for condition in offer.open_conditions:
        sets.setdefault(alternatives_id(condition), []).append(condition.kind)
    return tuple(tuple(dict.fromkeys(kinds)) for kinds in sets.values())
