"""Saving rows as a form does, of the pledge of Estonia that r1 records."""

from sqlalchemy import Engine

from app.edits.edit_request import EditRequest
from app.edits.form_save import save_form
from app.models import Condition, Intent, Passage
from app.spine import versions
from app.spine.desired import DesiredRow, Key
from app.spine.moment import reading_session
from app.spine.recording import SYSTEM_ACCOUNT, SubmissionKey
from app.spine.versioned import Facts
from tests import factory

SOURCE, PLEDGE, ON_PLEDGE, STEP, ON_STEP, CONDITION, PASSAGE = 2, 3, 4, 5, 6, 7, 9
CITED = {"passage_id": PASSAGE}
SAID = factory.PLAIN_FACTS[Passage]
WAITS = factory.PLAIN_FACTS[Condition]


def save_rows(engine: Engine, *rows: DesiredRow, base: int = 1, form: str = "a", **fresh: str):
    """What saving answers: the revision, and the number of the thing."""
    signature = EditRequest(SYSTEM_ACCOUNT, "", SubmissionKey(form, "hash"), base)
    countries = {Key(f"country-{code}"): code for code in fresh.values()}
    saved = save_form(engine, signature, Intent.UPDATES, rows, countries)
    return saved.number, saved.root_id


def desired_row(
    key: object, kind: type, under: object = "", facts: Facts | None = None, **more
) -> DesiredRow:
    entity_id = int(str(key)) if str(key).isdecimal() else None
    row_facts = None if facts is None else facts | more
    return DesiredRow(str(key), kind, str(under), row_facts, entity_id)


def current_facts(engine: Engine, *numbers: int) -> list[Facts]:
    with reading_session(engine) as session:
        current = versions.current_rows(session, numbers)
    return [current[number].facts() if number in current else {} for number in numbers]
