"""Every address of the register, with the name that links and templates use for it."""

from pathlib import Path

from fastapi.routing import APIRoute

from app.main import ROUTES

TABLE = Path(__file__).with_name("route_table.txt")


def route_lines() -> list[str]:
    """Method, path and name of each route, sorted."""
    routes = [each for module in ROUTES for each in module.router.routes]
    return sorted(
        f"{method} {route.path} {route.name}"
        for route in routes
        if isinstance(route, APIRoute)
        for method in route.methods
    )


def test_addresses_and_the_names_of_routes_stay_as_they_are():
    assert route_lines() == TABLE.read_text().splitlines()
