"""Two answers for machines: that the process lives, and that it can do its work."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse

from app.spine.schema import clock_warning, failing_part

router = APIRouter()


@router.get("/healthz", name="health.live")
async def live() -> PlainTextResponse:
    """That the process answers; off the threads, which may all be waiting for the database."""
    return PlainTextResponse("ok\n")


@router.get("/readyz", name="health.ready")
def ready(request: Request) -> JSONResponse:
    """503 with the name of the part that fails, no host or path; else 200, perhaps a warning."""
    engine = request.app.state.engine
    part = failing_part(engine) or request.app.state.write_probe.failing_part(engine)
    warning = clock_warning(engine) if part is None else None
    body = {"ready": part is None} | ({} if part is None else {"failing": part})
    body |= {} if warning is None else {"warning": warning}
    return JSONResponse(body, 200 if part is None else 503, {"Cache-Control": "no-store"})
