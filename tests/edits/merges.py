"""Merging two things, and what the register says before and after."""

from sqlalchemy import Engine
from sqlmodel import select

from app.edits.edit_request import EditRequest
from app.edits.thing_merges import MergeRequest, merge_things
from app.models import Passage, Source
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, SubmissionKey
from app.spine.successor import find_successor
from app.spine.versioned import Facts
from app.spine.versions import versions_at
from tests import factory


def edit_request(engine: Engine, base: int = 0) -> EditRequest:
    number = base or factory.newest_number(engine)
    return EditRequest(SYSTEM_ACCOUNT, "Twice.", SubmissionKey.of(f"form {number}"), number)


def merge(engine: Engine, survivor: int, other: int, *choices: str) -> int:
    request = MergeRequest(survivor, other, frozenset(choices))
    return merge_things(engine, edit_request(engine), request)


def facts_by_id(engine: Engine, number: int | None = None) -> dict[int, tuple[int, Facts]]:
    """The root and the facts of all that is in the register."""
    with reading_session(engine, number) as session:
        rows = versions_at(session, lambda kind: kind.since > 0)
        return {row.entity.id: (row.entity.root_id, row.facts) for row in rows}


def parts(engine: Engine, root: int, kind: type) -> list[Facts]:
    """What the parts of a kind say that a thing has now, in the order of recording."""
    with reading_session(engine) as session:
        query = select(kind).where(kind.root_id == root, kind.entity_id != root)
        return [row.facts() for row in session.exec(query.order_by(kind.entity_id))]


def successors(engine: Engine, *ids: int) -> list[int | None]:
    with reading_session(engine) as session:
        return [find_successor(session, entity_id) for entity_id in ids]


def record_sources(engine: Engine) -> tuple[int, int]:
    """The ids of two sources; in a register of Estonia's two pledges they are 2 and 16.

    Each has a passage of the same words, 15 and 17; the other one also 18.
    """
    source = factory.record(engine, Source)
    factory.record(engine, Passage, source, speaker="Mari Maa", on_behalf=[1])
    factory.record(engine, Passage, source, locator="¶4")
    return 2, source.id
