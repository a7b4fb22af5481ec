from tests.routes.conftest import app, client, clock, seeded

__all__ = ["app", "client", "clock", "seeded"]
