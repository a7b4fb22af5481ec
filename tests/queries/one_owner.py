"""Pledges of one owner and their worth: say what matters, the rest is plain."""

from datetime import date
from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import Session

from app.models import Actor, Citation, Condition, Pledge, Source, Step
from app.queries.pledge_states import pledge_states, to_pledge_state
from app.rules.pledge_state import PledgeState
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from app.spine.versioned import Entity, Facts
from tests import factory

OWNER, OTHER = 1, 2
PRESS, REPOST, UNDATED, LATER = 3, 4, 5, 6


def on(edtf: str) -> Facts:
    return {"edtf": edtf, "basis": "stated"}


# A step by which the owner has declared something.
FIRM = {
    "bindingness": "declared",
    "at": on("2025-11-01"),
    "cited": [{"on_behalf_id": OWNER, "speaker": "A. Person"}],
}


def record_basics(engine: Engine) -> None:
    """r1: two actors, and sources of 5 November, its repost of the 9th, one undated, one later."""
    source_facts = {
        "kind": "report",
        "language": "en",
        "retrieved_on": "2026-01-01",
        "reliability": "B",
    }
    dates = {PRESS: "2025-11-05", REPOST: "2025-11-09", LATER: "[2025-11-06..2025-11-08]"}
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        for code in ("aa", "bb"):
            edit.add(Actor, {"code": code, "name": code * 2, "kind": "country"})
        for number in (PRESS, REPOST, UNDATED, LATER):
            facts = source_facts | {"publisher": f"Press {number}"}
            facts |= {"published": on(dates[number])} if number in dates else {}
            edit.add(Source, facts | ({"origin_id": PRESS} if number == REPOST else {}))


def cite(edit: Any, under: Entity, citations: list[int | Facts]) -> None:
    for each in citations:
        facts = {"source_id": each} if isinstance(each, int) else {"source_id": PRESS} | each
        factory.add(edit, Citation, under, **facts)


def pledge(
    engine: Engine,
    *steps: Facts,
    cited: list[int | Facts] | None = None,
    conditions: list[Facts] | None = None,
    **facts: Any,
) -> list[int]:
    """A pledge of the owner's: its id, then those of its steps; `cited` of a step as well."""
    pledge_facts = {"actor_id": OWNER, "title": "A pledge", "domain": "land"} | facts
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        root = edit.add(Pledge, pledge_facts)
        cite(edit, root, cited or [])
        ids = [root.id]
        for step in steps:
            entity = edit.add(Step, {n: v for n, v in step.items() if n != "cited"}, under=root)
            cite(edit, entity, step.get("cited", []))
            ids.append(entity.id)
        for condition in conditions or []:
            edit.add(Condition, {"words": "if so"} | condition, under=root)
    return ids


def only_state_on(session: Session, day: int) -> PledgeState:
    """What the only pledge is worth on a day of November 2025."""
    (only_state,) = states_on(session, day)
    return only_state


def states_on(session: Session, day: int) -> list[PledgeState]:
    """What each pledge is worth on a day of November 2025."""
    return [
        to_pledge_state(row) for row in session.execute(select(pledge_states(date(2025, 11, day))))
    ]
