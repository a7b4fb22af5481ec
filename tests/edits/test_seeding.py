"""Seed files fill an empty register, and no other."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, select

from app.edits import accounts
from app.edits.seeding import seed
from app.models import (
    Actor,
    Citation,
    Condition,
    Link,
    Membership,
    Passage,
    Pledge,
    Role,
    Source,
    Stance,
    Step,
)
from app.spine import lookups
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.refusals import WriteQueueFull
from app.spine.revision import Intent
from app.spine.verify import verify
from app.spine.versioned import Entity
from tests.edits.conftest import FILES, PLEDGES
from tests.factory import noon


def test_a_pledge_is_loaded_with_its_step_its_condition_and_their_citations(
    engine: Engine, session: Session, folder: Path
):
    rows = seed(engine, folder)

    kinds = (Actor, Source, Passage, Pledge, Step, Citation, Condition)
    contents = [session.exec(select(kind)).one() for kind in kinds]
    actor, source, passage, pledge, step, citation, condition = contents
    assert rows == 7
    assert [pledge.actor_id] == passage.on_behalf == [actor.entity_id]
    assert (citation.passage_id, passage.parent_id) == (passage.entity_id, source.entity_id)
    assert citation.parent_id == step.entity_id
    assert step.parent_id == condition.parent_id == pledge.entity_id


def test_a_row_keeps_the_uid_that_its_file_gives_it(engine: Engine, session: Session, folder: Path):
    seed(engine, folder)

    uids = set(session.exec(select(Entity.uid)))
    assert uids == {UUID(int=number) for number in range(1, 8)}


def test_a_kind_may_lie_in_several_files_which_are_read_in_the_order_of_their_names(
    engine: Engine, session: Session, folder: Path
):
    another = FILES[PLEDGES].replace("0000-0000-0000000", "0000-0001-0000000")
    another = another.replace("A brigade", "A ship").replace("P1", "P2")
    (folder / "pledges/a.toml").write_text(another, "utf-8")

    seed(engine, folder)

    assert session.exec(select(Pledge.title).order_by(Pledge.entity_id)).all() == [
        "A ship",
        "A brigade",
    ]


def test_a_register_that_holds_something_is_left_as_it_is(
    engine: Engine, session: Session, folder: Path
):
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        edit.add(Actor, {"code": "bb", "name": "Beland", "kind": "country"})

    assert seed(engine, folder) is None

    assert session.exec(select(Actor.code)).all() == ["bb"]
    assert lookups.last_revision(session).number == 1


def test_of_two_who_seed_at_once_one_does(engine: Engine, session: Session, folder: Path):
    def another_is_quicker(*_) -> None:
        assert seed(engine, folder) == 7

    event.listen(engine, "checkin", another_is_quicker, once=True)  # it has looked, not written

    assert seed(engine, folder) is None

    assert lookups.last_revision(session).number == 1


@pytest.mark.usefixtures("eight_wait")
def test_a_busy_register_is_no_fault_of_the_files(engine: Engine, folder: Path):
    with pytest.raises(WriteQueueFull):
        seed(engine, folder)


OTHERS = {
    "actors.toml": """

[[actor]]
uid = "00000000-0000-0000-0000-000000000011"
code = "group"
name = "A group"
kind = "group"

[[actor.membership]]
uid = "00000000-0000-0000-0000-000000000012"
member = "bb"
role = "member"

[[actor]]
uid = "00000000-0000-0000-0000-000000000013"
code = "bb"
name = "Beland"
kind = "country"
""",
    "stances.toml": """\
[[stance]]
uid = "00000000-0000-0000-0000-000000000014"
code = "T1"
actor = "aa"
proposition = "own money"
position = "supports if"
gist = "It would pay."

[[stance.condition]]
uid = "00000000-0000-0000-0000-000000000015"
kind = "funding approved"
gate = "commitment"
words = "once the money is approved"
""",
    "links.toml": """\
[[link]]
uid = "00000000-0000-0000-0000-000000000016"
from = "T1"
to = "P1"
kind = "contradicts"
""",
}


def test_rows_name_each_other_by_their_codes(engine: Engine, session: Session, folder: Path):
    for name, text in OTHERS.items():
        (folder / name).write_text(FILES.get(name, "") + text, "utf-8")

    rows = seed(engine, folder)

    contents = [session.exec(select(kind)).one() for kind in (Membership, Stance, Pledge, Link)]
    membership, stance, pledge, link = contents
    member = session.exec(select(Actor).where(Actor.code == "bb")).one()
    assert rows == 13
    assert membership.member_id == member.entity_id
    assert (link.from_id, link.to_id) == (stance.entity_id, pledge.entity_id)


def test_texts_of_seed_files_are_clean(engine: Engine, session: Session, folder: Path):
    actors = FILES["actors.toml"].replace("Aland", "A\u202el\u200band  Islands")
    (folder / "actors.toml").write_text(actors, "utf-8")

    seed(engine, folder)

    assert session.exec(select(Actor.name)).one() == "Aland Islands"


def test_a_register_with_people_and_no_content_is_seeded(engine: Engine):
    accounts.add_account(engine, "Bea", Role.ADMIN, noon(1))

    assert seed(engine)
    assert seed(engine) is None

    with reading_session(engine) as session:
        assert lookups.last_revision(session).number == 2
        assert verify(session) is None
