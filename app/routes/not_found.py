"""What to answer when something is not there: never was, not yet, or no more."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from fastapi import HTTPException, Request
from sqlmodel import Session

from app.models.kinds import BY_MODEL
from app.queries import retracted
from app.spine.folding import fold_text
from app.spine.successor import find_successor
from app.spine.versioned import Versioned
from app.templating.paths import moment_pairs, route_path

Way = tuple[str, str]  # an address, and words for it


class NotFound(HTTPException):
    """A 404 with ways out: pairs of an address and its words."""

    def __init__(self, sentence: str, ways: list[Way] | None = None) -> None:
        super().__init__(404, sentence)
        self.ways = ways or []


class Gone(HTTPException):
    """A 410: what was retracted, as it last was, by whom and why.

    Attributes:
        into_id: The id of what it was merged into; None where it was retracted.
    """

    def __init__(
        self, row: Versioned, end: retracted.Retraction, into_id: int | None = None
    ) -> None:
        became = "retracted" if into_id is None else f"merged into {row.noun()} {into_id}"
        super().__init__(410, f"{row.label} was {became}.")
        self.row, self.end, self.into_id = row, end, into_id


def missing_thing(db: Session, kind: type[Versioned], entity_id: int) -> HTTPException:
    """The answer for an entity that isn't in the register at the moment of `db`."""
    row, end = retracted.last_version(db, kind, entity_id)
    if row is not None and end is not None:
        return Gone(row, end, find_successor(db, entity_id))
    first = retracted.first_revision(db, kind, entity_id)
    noun = kind.noun()
    as_of: int | None = db.info.get("as_of")
    if first is not None and as_of is not None and first > as_of:
        return NotFound(f"This {noun} was first recorded in r{first}, after the moment shown.")
    return NotFound(f"There is no {noun} {entity_id} here.")


def successor_url(request: Request, gone: Gone) -> str:
    """Where the address of what was merged leads on, with its query; "" for nowhere.

    The address of a form leads to the page of the other one: it is a form of another thing.
    """
    if gone.into_id is None or request.method not in ("GET", "HEAD"):
        return ""
    section, name = BY_MODEL[type(gone.row)], str(request.scope["route"].name)
    is_page = name.startswith(section.route("show"))
    query = request.query_params.multi_items() if is_page else []
    return route_path(
        request, name if is_page else section.route("show"), query, **{section.key: gone.into_id}
    )


def nearest_keys(text: str, names: Iterable[tuple[str, str]], most: int = 3) -> list[str]:
    """The keys of those (key, name) that are most like what was asked, the likest first."""
    needle = fold_text(text).replace("-", " ")
    keys = {fold_text(word): key for key, name in names for word in (key, name)}
    matches = get_close_matches(needle, keys, n=most * 2, cutoff=0.6)
    return list(dict.fromkeys(keys[word] for word in matches))[:most]


def is_own_address(to: str) -> bool:
    """Whether `to` is the address of a page of ours, and leads to no other site."""
    return re.fullmatch(r"/(?![/\\])[^\x00-\x1f\x7f]*", to) is not None


def count_pages(request: Request, count: int, number: int, size: int) -> int:
    """How many pages a list has.

    Raises:
        NotFound: When it has no page of that number.
    """
    page_count = max(1, -(-count // size))
    if number > page_count:
        route = request.scope["route"].name, moment_pairs(request)
        way = route_path(request, *route, **request.path_params), "Its first page"
        raise NotFound(f"There is no page {number}: this list has {page_count}.", [way])
    return page_count
