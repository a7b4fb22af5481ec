"""Two answers for machines: that the process lives, and that it can do its work."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse

router = APIRouter()


@router.get("/healthz", name="health.live")
async def live() -> PlainTextResponse:
    """That the process answers; off the threads, which may all be waiting for the database."""
    return PlainTextResponse("ok\n")


@router.get("/readyz", name="health.ready")
def ready(request: Request) -> JSONResponse:
    """503 with the name of the part that fails, no host or path; else 200, perhaps a warning."""
    part, warning = request.app.state.readiness_probe.readiness(request.app.state.engine)
    body = {"ready": part is None} | ({} if part is None else {"failing": part})
    body |= {} if warning is None else {"warning": warning}
    return JSONResponse(body, 200 if part is None else 503, {"Cache-Control": "no-store"})
