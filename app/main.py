"""The application, put together."""

import ctypes
import gc
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from fastapi import Depends, FastAPI
from starlette_compress import CompressMiddleware, add_compress_type

from app.access.accounts import cookie_name
from app.db import build_engine
from app.edits.attempt_rows import AttemptRows
from app.edits.hashing import Hasher
from app.edits.sign_in_attempts import AttemptLog
from app.exports.files.file_builder import FileBuilder
from app.routes import (
    accounts,
    actors,
    data,
    downloads,
    entries,
    errors,
    forms,
    health,
    histories,
    lists,
    merges,
    method,
    metrics,
    overview,
    own_account,
    passages,
    pictures,
    pledges,
    retractions,
    returns,
    revisions,
    signing,
    sources,
    undos,
)
from app.routes.admission import Admission
from app.routes.compact_files import CompactFiles
from app.routes.guard import Guard, refuse_unproven
from app.routes.headers import Headers
from app.routes.kept_pages import KeptPages
from app.routes.request_log import RequestLog
from app.settings import Settings, divide_connections
from app.spine.clock import system_clock
from app.spine.readiness import ReadinessProbe
from app.templating.paths import STATIC

ROUTES = (
    downloads,  # before the pages: “3.json” is no number
    forms,  # before the pages: “new” is no number
    retractions,
    merges,
    overview,
    pictures,
    actors,
    pledges,
    lists,
    entries,
    sources,
    passages,
    revisions,
    undos,
    histories,
    returns,
    method,
    data,
    signing,
    own_account,
    accounts,
    health,
    metrics,
)


SWITCH_INTERVAL = 0.001  # seconds for which a thread keeps the interpreter while others want it
HEAPS, M_ARENA_MAX = 2, -8  # the latter as mallopt(3) calls it


def create_app(
    settings: Settings | None = None, clock: Callable[[], datetime] = system_clock
) -> FastAPI:
    """A fresh application for `settings`, or as the environment says; tests make one each."""
    app = FastAPI(
        openapi_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # it tells addresses
        dependencies=[Depends(refuse_unproven)],
    )
    app.state.settings = chosen_settings = settings or Settings()
    pool_size = divide_connections(chosen_settings.database_connections, chosen_settings.workers)
    app.state.engine = build_engine(chosen_settings.database_url, pool_size)
    app.state.hasher = Hasher(chosen_settings.password_memory, chosen_settings.password_rounds)
    app.state.attempts = AttemptRows(AttemptLog())
    app.state.clock = clock
    app.state.builder = FileBuilder(chosen_settings.exports_pause)
    app.state.metrics = metrics.Metrics()
    app.state.readiness_probe = ReadinessProbe()
    app.mount("/static", CompactFiles(directory=STATIC), name="static")
    for routes in ROUTES:
        app.include_router(routes.router)
    errors.add_error_handlers(app)
    secure = chosen_settings.base_url.startswith("https://")
    cookie = cookie_name(secure=secure)
    app.add_middleware(Admission, places=chosen_settings.reader_places, cookie=cookie)
    app.add_middleware(Guard, base=chosen_settings.base_url)
    add_compress_type("text/csv")
    app.add_middleware(CompressMiddleware, minimum_size=500)
    app.add_middleware(Headers, secure=secure, cookie=cookie)
    app.add_middleware(KeptPages, megabytes=chosen_settings.kept_megabytes, cookie=cookie)
    app.add_middleware(RequestLog, metrics=app.state.metrics)
    return app


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Settle what holds for the whole process.

    What was loaded at the start stays: the collector needn't look at it again. Who asks a database
    gives the interpreter away each time, and while pages are drawn waits so long to have it back.
    """
    limit_heaps()
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.collect()
    gc.freeze()
    yield
    app.state.builder.close()


def limit_heaps() -> bool:
    """Let all threads of this process share two heaps; whether its C library can.

    glibc gives each thread one, of which it gives little back: pages drawn by eight threads left
    520 MB so, and 361 MB with two.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    return set_option is not None and set_option(M_ARENA_MAX, HEAPS) == 1
