"""The layer of an application that keeps pages, for tests."""

from fastapi import FastAPI

from app.routes.kept_pages import KeptPages


def layer_of(app: FastAPI) -> KeptPages:
    """The layer that keeps pages."""
    layer = app.middleware_stack or app.build_middleware_stack()
    app.middleware_stack = layer
    while not isinstance(layer, KeptPages):
        layer = layer.app
    return layer
