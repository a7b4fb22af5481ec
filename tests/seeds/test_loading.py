"""Loading the seed: once, as one revision that says where it comes from."""

from datetime import date

from sqlalchemy import Engine
from sqlmodel import Session, select

from app.edits.seeding import SEEDS, seed
from app.models import Citation, Passage, Pledge, Source
from app.queries.pledge_states import pledge_states, to_pledge_state
from app.spine import lookups
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent, Line
from app.spine.verify import verify
from app.spine.versioned import Entity
from tests.seeds.register import DAY, load_register


def test_the_files_and_the_register_are_joined_by_uid(engine: Engine):
    rows = seed(engine)

    register = load_register(engine, SEEDS)

    assert rows == len(register.rows) == len(register.tables)
    assert set(register.uids.values()) == set(register.tables)


def test_loading_twice_changes_nothing(engine: Engine, session: Session):
    seed(engine)

    assert seed(engine) is None

    assert lookups.last_revision(session).number == 1
    assert set(session.exec(select(Line.revision))) == {1}


def test_the_seed_is_one_revision_that_says_where_it_comes_from(engine: Engine, session: Session):
    seed(engine)

    revision = lookups.last_revision(session)

    assert (revision.number, revision.intent) == (1, Intent.RECORDS)
    assert revision.account_id == SYSTEM_ACCOUNT
    assert "one article of The Independent" in revision.comment
    assert "in our own words" in revision.comment


def test_a_seeded_register_is_as_it_was_written(engine: Engine, session: Session):
    seed(engine)

    assert verify(session) is None


def test_before_the_seed_there_was_nothing(engine: Engine):
    seed(engine)

    with reading_session(engine, 0) as session:
        assert session.execute(select(pledge_states(DAY))).all() == []


def test_a_pledge_of_an_uncertain_day_is_there_only_once_that_has_passed(engine: Engine):
    seed(engine)
    sea = select(Pledge.entity_id).where(Pledge.domain == "sea")

    with reading_session(engine) as session:
        days = [date(2025, 11, 26), date(2025, 11, 27), date(2025, 12, 8)]
        rows = [
            to_pledge_state(session.execute(select(pledge_states(day, sea))).one()) for day in days
        ]

    assert [row.by_then for row in rows] == ["not yet", "possibly", "counts"]
    assert [row.bindingness for row in rows] == [None, None, "floated"]


def test_t30_a_repost_is_the_same_source_and_confirms_nothing(engine: Engine, session: Session):
    seed(engine)
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        article, pledge, told = (
            edit.session.exec(select(kind)).first() for kind in (Source, Pledge, Passage)
        )
        copied = article.facts() | {
            "publisher": "A Copyist",
            "published": {"edtf": "2026-10-01", "basis": "stated"},
            "origin_id": article.entity_id,
        }
        repost = edit.add(Source, copied)
        root = edit.session.get_one(Entity, pledge.entity_id)
        copy = edit.add(Passage, told.facts(), under=repost)
        edit.add(Citation, {"passage_id": copy.id}, under=root)

    dates = {
        row.evidence_on for row in map(to_pledge_state, session.execute(select(pledge_states(DAY))))
    }
    origins = session.exec(select(Source.entity_id).where(Source.origin_id.is_(None))).all()
    assert dates == {date(2025, 12, 8)}
    assert origins == [article.entity_id]
