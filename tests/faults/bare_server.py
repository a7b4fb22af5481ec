"""Serve one answer to all requests, as fast as the server can.

python -m tests.faults.bare_server FILE --port PORT, with status, headers and body in hex as JSON
"""

import json
import sys
from pathlib import Path

import uvicorn
from starlette.types import Receive, Scope, Send

from app.cli.connections import BACKLOG, BoundedProtocol


def main(file: str, port: int) -> None:
    """Serve until killed."""
    status, headers, body = json.loads(Path(file).read_text())
    raw_headers = [(name.encode(), value.encode()) for name, value in headers]
    start = {"type": "http.response.start", "status": status, "headers": raw_headers}
    end = {"type": "http.response.body", "body": bytes.fromhex(body)}

    async def app(scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["path"] == "/healthz":  # by which one knows that it listens
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"ok"})
            return
        await send(start)
        await send(end)

    uvicorn.run(
        app,
        host="127.0.0.1",
        port=port,
        lifespan="off",
        access_log=False,
        log_level="critical",
        http=BoundedProtocol,
        backlog=BACKLOG,
        server_header=False,
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[3]))
