"""Counts and times of requests for Prometheus; off unless there is a token for it."""

from collections.abc import Iterable
from secrets import compare_digest

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from app.settings import metrics_folder
from app.spine import lookups
from app.spine.moment import reading_session

router = APIRouter()
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # seconds


class Metrics:
    """What one application counted; over all processes of the server, where there are several."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "commitments_requests",
            "Requests, by method, route and status.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "commitments_request_seconds",
            "Seconds until an answer was whole, by route.",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.known: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        counts = self.known.get((method, route, status))
        if counts is None:
            requests = self.requests.labels(method, route, str(status))
            counts = self.known[method, route, status] = requests, self.seconds.labels(route)
        counts[0].inc()
        counts[1].observe(seconds)

    def text(self, engine: Engine) -> bytes:
        """All that was counted, and how the register is now, in Prometheus' text format."""
        counts, states = self.registry, CollectorRegistry()
        if folder := metrics_folder():
            counts = CollectorRegistry()
            MultiProcessCollector(counts, folder)  # type: ignore[no-untyped-call]
        states.register(RegisterState(engine))
        return generate_latest(counts) + generate_latest(states)


class RegisterState:
    """How the register is when it is asked: whether it can be read, and its last revision."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """The gauges; of a register that can't be read, only that it can't."""
        try:
            with reading_session(self.engine) as session:
                last = lookups.last_revision(session)
        except SQLAlchemyError:
            yield GaugeMetricFamily("commitments_database_up", "1 if it can be read.", 0)
            return
        yield GaugeMetricFamily("commitments_database_up", "1 if it can be read.", 1)
        yield GaugeMetricFamily(
            "commitments_revision", "The last revision.", last.number if last else 0
        )
        if last:
            yield GaugeMetricFamily(
                "commitments_revision_timestamp_seconds",
                "When the last revision was made.",
                last.made_at.timestamp(),
            )


@router.get("/metrics", name="metrics.show")
def show(request: Request) -> Response:
    """Counts, times and the state of the register, for whoever sends the token.

    Raises:
        HTTPException: 404 when no token is set.
    """
    token = request.app.state.settings.metrics_token.get_secret_value()
    if not token:
        raise HTTPException(404)
    authorization = request.headers.get("Authorization", "")
    if not compare_digest(authorization.encode(), f"Bearer {token}".encode()):
        sentence = "Send the token as “Authorization: Bearer …”.\n"
        return PlainTextResponse(sentence, 401, {"WWW-Authenticate": "Bearer"})
    text = request.app.state.metrics.text(request.app.state.engine)
    return Response(text, media_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})
