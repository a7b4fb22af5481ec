"""What the log says of a failure, and that no message of one is in it."""

import asyncio
import json
import logging
import sys
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from app.routes.log_format import RequestLine, build_formatter, log_request

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


def test_a_request_is_a_line_of_json(caplog: pytest.LogCaptureFixture):
    with caplog.at_level("INFO", "commitments.requests"):
        log_request(RequestLine("GET", 'a"b', 200, 0.3, None))
        log_request(RequestLine("GET", "about.show", 304, 12.0, 7))

    lines = [json.loads(build_formatter().format(record)) for record in caplog.records]
    instants = [datetime.fromisoformat(line.pop("at")) for line in lines]
    shared = {"event": "request", "level": "info", "method": "GET"}
    assert lines == [
        shared | {"route": 'a"b', "status": 200, "ms": 0.3, "revision": None},
        shared | {"route": "about.show", "status": 304, "ms": 12.0, "revision": 7},
    ]
    assert all(abs(datetime.now(UTC) - instant) < timedelta(hours=1) for instant in instants)


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


@pytest.mark.both
def test_a_failed_statement_is_printed_without_what_was_typed(
    engine: Engine, caplog: pytest.LogCaptureFixture
):
    with pytest.raises(DBAPIError) as failure, engine.connect() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:title)"), {"title": WORD})

    logging.getLogger("lib").error("Failed", exc_info=failure.value)

    assert "INSERT INTO nowhere" in caplog.text
    assert WORD not in caplog.text


def test_a_stored_text_that_can_not_be_read_is_not_quoted(engine: Engine):
    statement = f"SELECT CAST(X'{WORD.encode().hex()}FF' AS TEXT) AS title"
    with pytest.raises(OperationalError) as failure, engine.connect() as connection:
        connection.exec_driver_sql(statement).scalar()

    line = log_line("Failed", failure=failure.value)

    assert line["failure"].startswith("OperationalError: Could not decode to UTF-8 column 'title'")
    assert WORD not in json.dumps(line)


def test_of_what_an_event_loop_prints_the_sentence_stays(caplog: pytest.LogCaptureFixture):
    loop = asyncio.new_event_loop()
    loop.call_soon(json.loads, WORD)
    loop.create_future().set_exception(ValueError(WORD))
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()

    lines = [json.loads(build_formatter().format(record)) for record in caplog.records]

    assert {line["event"] for line in lines} == {
        "Future exception was never retrieved",
        "Exception in callback loads",
    }
    assert WORD in caplog.text
    assert WORD not in json.dumps(lines)
