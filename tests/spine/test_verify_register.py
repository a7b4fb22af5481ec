"""What verify says of the register itself, and of its own mistakes."""

import pytest
from sqlalchemy import Engine

from app.spine.recording import SYSTEM_ACCOUNT, SubmissionKey, recording
from app.spine.revision import Intent
from tests.spine import toy_edits
from tests.spine.tampering import find_fault, tamper_with, verify_connection
from tests.spine.toys import Toy


def test_a_register_that_does_not_say_which_it_is_is_damaged(whole_register: Engine):
    with tamper_with(whole_register, "DELETE FROM register") as connection:
        fault = verify_connection(connection)

    assert fault is not None
    assert (fault.number, fault.where) == (
        1,
        "it can't be read: the row that says which register this is is missing",
    )


@pytest.mark.parametrize("column", ["submission", "typed"])
@pytest.mark.parametrize("value", ["NULL", "'another'"])
def test_the_form_that_an_edit_came_with_is_in_the_record(engine: Engine, column: str, value: str):
    form = SubmissionKey.of("a form", "typed")
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, form=form) as edit:
        edit.add(Toy, {"code": "bear"})

    assert find_fault(engine, f"UPDATE revision SET {column} = {value}") == (1, "rows")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "change",
    ["UPDATE line SET text = x'00' WHERE position = 1", "UPDATE toy SET entity_id = 'first'"],
)
def test_a_value_of_another_type_is_named(engine: Engine, change: str):
    toy_edits.toy(engine)

    assert find_fault(engine, change) == (1, "rows")


def test_a_mistake_of_the_program_is_no_damage(
    whole_register: Engine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Toy, "label_text", "no function")

    with (
        tamper_with(whole_register) as connection,
        pytest.raises(TypeError, match="not callable"),
    ):
        verify_connection(connection)
