"""Serve the seed as `commitments serve` does, from a new register, and print the port.

python -m tests.faults.crowd_server URL
"""

import asyncio
import socket
import sys

import uvicorn

from app.cli.connections import BACKLOG, BoundedProtocol
from app.db import build_engine
from app.edits.seeding import seed
from app.main import create_app
from app.settings import Settings
from tests.databases import migrate


def main(url: str) -> None:
    """Serve until killed."""
    migrate(url)
    engine = build_engine(url)
    seed(engine)
    engine.dispose()
    app = create_app(Settings(database_url=url))
    listening = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    config = uvicorn.Config(app, log_level="critical", http=BoundedProtocol, backlog=BACKLOG)
    print(listening.getsockname()[1], flush=True)
    asyncio.run(uvicorn.Server(config).serve([listening]))


if __name__ == "__main__":
    main(sys.argv[1])
