"""Serve a register, by a new process whenever the last one has died; print the number of each.

python -m tests.faults.server_loop URL FD, with a listening socket as file FD
"""

import os
import socket
import sys

import uvicorn

from app.main import create_app
from app.settings import Settings


def main(url: str, fd: int) -> None:
    """Bear servers without end; each has all loaded from the start."""
    listening = socket.socket(fileno=fd)
    while True:
        child = os.fork()
        if child == 0:
            config = uvicorn.Config(create_app(Settings(database_url=url)), log_level="critical")
            uvicorn.Server(config).run([listening])
        print(child, flush=True)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
