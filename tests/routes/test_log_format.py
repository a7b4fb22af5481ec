"""What the log says of a failure, and that no message of one is in it."""

import json
import logging
import sys

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from app.routes.log_format import build_formatter

WORD = "Zyzzyva"  # what somebody typed


def log_line(message: str, *arguments: object, failure: BaseException | None = None) -> dict:
    """The line that a library's record becomes."""
    exc_info = (type(failure), failure, failure.__traceback__) if failure else None
    record = logging.LogRecord("lib", logging.ERROR, __file__, 1, message, arguments, exc_info)
    return json.loads(build_formatter().format(record))


def raise_in_turn(*errors: Exception) -> Exception:
    """The last of some errors, each raised from the one before it."""
    last: Exception | None = None
    for error in errors:
        try:
            raise error from last
        except type(error):
            last = sys.exception()
    return last


def test_a_sentence_of_a_library_is_filled_in():
    line = log_line("Waited %s s for %s\n", 3, "a worker")

    assert line["event"] == "Waited 3 s for a worker"
    assert line["level"] == "error"


def test_a_sentence_without_arguments_stays_as_it_is():
    assert log_line("100 % done")["event"] == "100 % done"


def test_an_error_in_a_sentence_is_named_by_its_type():
    assert log_line("Failed: %s", ValueError(WORD))["event"] == "Failed: ValueError"


def test_a_failure_is_told_by_its_types_and_places():
    failure = raise_in_turn(KeyError(WORD), ValueError(WORD))

    line = log_line("Exception in ASGI application", failure=failure)

    assert line["failure"] == "ValueError < KeyError"
    assert line["places"][-1].startswith("tests/routes/test_log_format.py:")
    assert WORD not in json.dumps(line)


def test_a_place_outside_of_the_repository_is_told_whole():
    with pytest.raises(json.JSONDecodeError) as refusal:
        json.loads(WORD)

    line = log_line("No JSON", failure=refusal.value)

    assert line["places"][-1].startswith("/")
    assert WORD not in json.dumps(line)


def test_of_many_causes_five_are_named():
    failure = raise_in_turn(*(ValueError(number) for number in range(9)))

    assert log_line("Failed", failure=failure)["failure"].count("ValueError") == 5


def test_what_the_driver_said_is_told_only_where_it_is_about_the_database():
    full = OperationalError("INSERT", {"title": WORD}, Exception("disk is full\nDETAIL: more"))
    silent = OperationalError("INSERT", {"title": WORD}, Exception())
    double = IntegrityError("INSERT", {"title": WORD}, Exception(f"Key ({WORD}) exists"))

    names = [log_line("Failed", failure=each)["failure"] for each in (full, silent, double)]

    assert names == ["OperationalError: disk is full", "OperationalError", "IntegrityError"]
