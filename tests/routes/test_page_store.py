"""How much is kept, how long, and what goes first."""

from datetime import date

import pytest

from app.routes.page_store import OVERHEAD, Page, PageStore
from app.spine.clock import Moment
from app.spine.revision_watch import NewestRevision
from app.templating.page_moment import PageMoment

DAY, NEXT_DAY = date(2026, 5, 1), date(2026, 5, 2)
EMPTY = NewestRevision(0, "", 0, 0, 0)


def moment(number: int = 0, as_of: str = "", on: date | None = None) -> PageMoment:
    return PageMoment(Moment(number, None, as_of, on, on or DAY))


def page(size: int, day: date | None = DAY) -> Page:
    return Page([], b"x" * size, b'"r0"', moment(), None, day)


def key(name: bytes) -> tuple[bytes, str]:
    return name, ""


@pytest.fixture
def store() -> PageStore:
    store = PageStore(3 * (OVERHEAD + 101))
    store.turn_to(EMPTY, DAY)
    return store


def test_what_was_not_asked_for_the_longest_goes(store: PageStore):
    for name in (b"a", b"b", b"c"):
        store.keep(key(name), page(100))
    store.find(key(b"a"))

    store.keep(key(b"d"), page(100))

    assert [name for name, _ in store.pages] == [b"c", b"a", b"d"]
    assert store.size == store.limit


def test_what_is_larger_than_all_is_not_kept(store: PageStore):
    store.keep(key(b"a"), page(100))

    store.keep(key(b"b"), page(store.limit))

    assert [name for name, _ in store.pages] == [b"a"]


def test_an_address_is_kept_once(store: PageStore):
    store.keep(key(b"a"), page(100))
    store.keep(key(b"a"), page(50))

    assert store.size == OVERHEAD + 51


def test_a_state_that_is_older_than_another_tells_nothing(store: PageStore):
    newer = NewestRevision(1, "x", 0, 0, 1)
    store.turn_to(newer, DAY)

    store.turn_to(EMPTY, DAY)

    assert store.state == newer


@pytest.mark.parametrize(
    ("state", "day", "names"),
    [
        (EMPTY, DAY, [b"now", b"past"]),
        (NewestRevision(1, "x", 0, 0, 1), DAY, [b"past"]),
        (EMPTY, NEXT_DAY, [b"past"]),
        (NewestRevision(1, "x", 0, 1, 1), DAY, []),
    ],
)
def test_what_is_true_no_more_goes(
    store: PageStore, state: NewestRevision, day: date, names: list[bytes]
):
    store.keep(key(b"now"), page(100))
    store.keep(key(b"past"), page(100, None))

    store.turn_to(state, day)

    assert [name for name, _ in store.pages] == names
    assert store.size == len(names) * (OVERHEAD + 100) + sum(map(len, names))


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        (moment(), DAY),
        (moment(on=NEXT_DAY), DAY),
        (moment(as_of="r0"), None),
        (moment(as_of="2026-05-01"), DAY),
    ],
)
def test_a_page_is_true_for_a_day_or_for_good(
    store: PageStore, shown: PageMoment, day: date | None
):
    assert store.day_of(shown, EMPTY, DAY) == day


@pytest.mark.parametrize(
    ("state", "day", "shown"),
    [
        (NewestRevision(1, "x", 0, 0, 1), DAY, moment()),
        (NewestRevision(1, "x", 0, 1, 1), DAY, moment(as_of="r0")),
        (NewestRevision(0, "", 1, 1, 1), DAY, moment()),
        (EMPTY, NEXT_DAY, moment()),
    ],
)
def test_what_changed_while_it_was_rendered_is_not_kept(
    store: PageStore, state: NewestRevision, day: date, shown: PageMoment
):
    store.turn_to(state, day)

    with pytest.raises(LookupError):
        store.day_of(shown, EMPTY, DAY)
