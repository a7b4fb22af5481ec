"""A turnstile lets so many in, keeps a short queue, and loses no place."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from app.routes.turnstile import Turnstile, TurnstileFull


async def let_others_run() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def enter_soon(turnstile: Turnstile) -> "asyncio.Task[None]":
    """Somebody who has asked for a place."""
    task = asyncio.create_task(turnstile.enter())
    await let_others_run()
    return task


def run(steps: Coroutine[Any, Any, None]) -> None:
    asyncio.run(steps)


def test_places_are_handed_over_in_the_order_of_the_queue():
    async def steps() -> None:
        turnstile = Turnstile(1, queue=2, patience=100)
        await turnstile.enter()
        first, second = await enter_soon(turnstile), await enter_soon(turnstile)
        assert (first.done(), second.done()) == (False, False)

        turnstile.leave()
        await first
        assert not second.done()
        turnstile.leave()
        await second
        turnstile.leave()

        assert turnstile.free == 1

    run(steps())


def test_whoever_finds_the_queue_full_is_told_at_once():
    async def steps() -> None:
        turnstile = Turnstile(1, queue=1, patience=100)
        await turnstile.enter()
        waiting = await enter_soon(turnstile)

        with pytest.raises(TurnstileFull):
            await turnstile.enter()

        turnstile.leave()
        await waiting

    run(steps())


def test_waiting_has_an_end_and_costs_nobody_a_place():
    async def steps() -> None:
        turnstile = Turnstile(1, queue=1, patience=0)
        await turnstile.enter()

        with pytest.raises(TurnstileFull):
            await turnstile.enter()

        turnstile.leave()
        assert (turnstile.free, list(turnstile.waiting)) == (1, [])

    run(steps())


@pytest.mark.parametrize("is_handed_over", [False, True])
def test_whoever_goes_away_leaves_the_place_to_others(is_handed_over: bool):
    async def steps() -> None:
        turnstile = Turnstile(1, queue=2, patience=100)
        await turnstile.enter()
        waiting = await enter_soon(turnstile)
        if is_handed_over:
            turnstile.leave()

        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        if not is_handed_over:
            turnstile.leave()

        assert turnstile.free == 1

    run(steps())


def test_what_is_half_done_waits_for_as_long_as_it_takes():
    async def steps() -> None:
        turnstile = Turnstile(1, queue=0, patience=0)
        await turnstile.enter_again()
        again = asyncio.create_task(turnstile.enter_again())
        await let_others_run()
        assert not again.done()

        turnstile.leave()
        await again

        assert turnstile.free == 0

    run(steps())


def test_while_it_is_narrow_one_place_is_given_at_a_time():
    async def steps() -> None:
        turnstile = Turnstile(3, queue=2, patience=100)
        await turnstile.enter()
        await turnstile.enter()
        with turnstile.narrowed():
            first, second = await enter_soon(turnstile), await enter_soon(turnstile)
            turnstile.leave()
            await let_others_run()
            assert (first.done(), second.done()) == (False, False)
            turnstile.leave()
            await first
            assert not second.done()

        await second

        assert turnstile.free == 1

    run(steps())


def test_it_is_narrow_until_the_last_who_wants_it_so_is_gone():
    turnstile = Turnstile(3, queue=0, patience=0)

    with turnstile.narrowed():
        with turnstile.narrowed():
            assert turnstile.free == 1
        assert turnstile.free == 1

    assert turnstile.free == 3
