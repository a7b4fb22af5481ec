"""Pledges of one owner and their worth: say what matters, the rest is plain."""

from datetime import date
from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import Session

from app.models import Actor, Citation, Condition, Pledge, Source, Step
from app.queries.values import value, values
from app.rules.value import Value
from app.spine.recording import SYSTEM, recording
from app.spine.revision import Intent
from app.spine.versioned import Entity, Facts

OWNER, OTHER = 1, 2
PRESS, REPOST, UNDATED, LATER = 3, 4, 5, 6
EMPTY = {"locator": "p. 1", "gist": "So it is.", "mode": "paraphrase", "credibility": "2"}


def on(edtf: str) -> Facts:
    return {"edtf": edtf, "basis": "stated"}


def known(engine: Engine) -> None:
    """r1: two actors, and sources of 5 November, its repost of the 9th, one undated, one later."""
    plain = {"kind": "report", "language": "en", "retrieved_on": "2026-01-01", "reliability": "B"}
    dates = {PRESS: "2025-11-05", REPOST: "2025-11-09", LATER: "[2025-11-06..2025-11-08]"}
    with recording(engine, SYSTEM, Intent.RECORDS) as edit:
        for code in ("aa", "bb"):
            edit.add(Actor, {"code": code, "name": code * 2, "kind": "country"})
        for number in (PRESS, REPOST, UNDATED, LATER):
            facts = plain | {"publisher": f"Press {number}"}
            facts |= {"published": on(dates[number])} if number in dates else {}
            edit.add(Source, facts | ({"origin_id": PRESS} if number == REPOST else {}))


def cite(edit: Any, under: Entity, cited: list[int | Facts]) -> None:
    for told in cited:
        facts = {"source_id": told} if isinstance(told, int) else {"source_id": PRESS} | told
        edit.add(Citation, EMPTY | facts, under=under)


def pledge(
    engine: Engine,
    *steps: Facts,
    cited: list[int | Facts] | None = None,
    conditions: list[Facts] | None = None,
    **facts: Any,
) -> list[int]:
    """A pledge of the owner's: its id, then those of its steps; `cited` of a step as well."""
    said = {"actor_id": OWNER, "title": "A pledge", "domain": "land"} | facts
    with recording(engine, SYSTEM, Intent.RECORDS) as edit:
        pledged = edit.add(Pledge, said)
        cite(edit, pledged, cited or [])
        found = [pledged.id]
        for step in steps:
            entity = edit.add(Step, {n: v for n, v in step.items() if n != "cited"}, under=pledged)
            cite(edit, entity, step.get("cited", []))
            found.append(entity.id)
        for condition in conditions or []:
            edit.add(Condition, {"words": "if so"} | condition, under=pledged)
    return found


def worth(session: Session, day: int) -> Value:
    """What the only pledge is worth on a day of November 2025."""
    (found,) = every(session, day)
    return found


def every(session: Session, day: int) -> list[Value]:
    """What each pledge is worth on a day of November 2025."""
    return [value(row) for row in session.execute(select(values(date(2025, 11, day))))]
