"""The log: one line of JSON for each event, which holds nothing that a person typed."""

import json
import logging
import re
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from time import time
from typing import Any

import structlog
from sqlalchemy.exc import OperationalError
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, WrappedLogger

from app.settings import ROOT

QUOTATION = " with text "  # after it, Python quotes a text of SQLite that is no UTF-8
MAX_CAUSES = 5  # how many causes of a failure are named
MAX_PLACES = 12  # how many of the innermost calls
REQUESTS = logging.getLogger("commitments.requests")
RECORD = vars(logging.LogRecord(REQUESTS.name, logging.INFO, "", 0, "", (), None))
STAMP = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")


def log_config() -> dict[str, Any]:
    """What `logging.config.dictConfig` takes: all loggers write lines of JSON to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": f"{__name__}.build_formatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"commitments": {"level": "INFO"}},
    }


class LineFormatter(ProcessorFormatter):
    """Makes a line of JSON of a log record, ours or a library's."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. That of a request is put together here: it is written for each of them."""
        line = record.msg
        return (
            line.text(record.created) if isinstance(line, RequestLine) else super().format(record)
        )


def build_formatter() -> LineFormatter:
    """What makes a line of JSON of a log record, ours or a library's."""
    return LineFormatter(
        processors=[ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
        foreign_pre_chain=[structlog.stdlib.add_log_level, STAMP, blank_message, describe_failure],
        use_get_message=False,
        pass_foreign_args=True,
    )


@dataclass(frozen=True, slots=True)
class RequestLine:
    """What is told of a request.

    Attributes:
        method: Its method, one of a few.
        route: The name of the route that answered.
        status: The status of the answer; 0 for none.
        ms: The milliseconds until it was whole.
        revision: The revision that it shows or made; None for none.
    """

    method: str
    route: str
    status: int
    ms: float
    revision: int | None

    def text(self, created: float) -> str:
        """The line of JSON, of a request that ended at that time, in seconds since 1970."""
        start = line_start(self.method, self.route, self.status)
        revision = "null" if self.revision is None else self.revision
        at = datetime.fromtimestamp(created, UTC).replace(tzinfo=None).isoformat()
        return f'{start}, "ms": {self.ms}, "revision": {revision}, "at": "{at}Z"}}'


@lru_cache(maxsize=1000)
def line_start(method: str, route: str, status: int) -> str:
    """The line up to what differs from request to request, without its end."""
    event = {"event": "request", "level": "info", "method": method, "route": route}
    return json.dumps(event | {"status": status})[:-1]


def log_request(line: RequestLine) -> None:
    """Write the line of a request; nothing until `log_config` is in force."""
    if REQUESTS.isEnabledFor(logging.INFO):
        record = logging.LogRecord.__new__(logging.LogRecord)  # all but these is always the same
        record.__dict__ |= RECORD | {"msg": line, "created": time()}
        REQUESTS.handle(record)


def blank_message(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Fill in a library's message; of what it prints stands what is surely nobody's text."""
    arguments = event.pop("positional_args", ())
    if isinstance(arguments, tuple) and arguments:
        safe_arguments = tuple(
            error_name(each) if isinstance(each, BaseException) else each for each in arguments
        )
        event["event"] = str(event["event"]) % safe_arguments
    event["event"] = str(event["event"]).strip()
    if event["_record"].name == "asyncio":  # it prints arguments, then a line for each object
        event["event"] = re.split(r"[\n(]", event["event"])[0]
    return event


def describe_failure(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Put an exception's type and the places it came through for its message."""
    exc_info = event.pop("exc_info", None)
    failure = exc_info[1] if isinstance(exc_info, tuple) else None
    if failure is not None:
        event["failure"] = " < ".join(error_name(each) for each in causes(failure))
        event["places"] = failure_places(failure)
    return event


def causes(failure: BaseException) -> list[BaseException]:
    """A failure and what it was raised from, the outermost first."""
    chain = [failure]
    while len(chain) < MAX_CAUSES and (cause := chain[-1].__cause__ or chain[-1].__context__):
        chain.append(cause)
    return chain


def error_name(error: BaseException) -> str:
    """The type of an error; with what the driver said where it is about the database itself.

    Other messages quote values, and a statement comes with its parameters.
    """
    name = type(error).__name__
    if isinstance(error, OperationalError) and (lines := str(error.orig).splitlines()):
        return f"{name}: {lines[0].partition(QUOTATION)[0]}"
    return name


def failure_places(failure: BaseException) -> list[str]:
    """The innermost calls, as file:line function."""
    frames = traceback.extract_tb(failure.__traceback__)[-MAX_PLACES:]
    return [f"{relative_path(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def relative_path(file: str) -> str:
    """Where a file of ours is in the repository; of others, the whole path."""
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else file
