"""Our own files, compressed once, as small as can be."""

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path

import brotli
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import Scope

from app.routes.encodings import choose_encoding

TYPES = (".css", ".js", ".svg", ".txt")
COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=11),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}


class CompactFiles(StaticFiles):
    """Files that are sent compressed to whoever takes that; a change needs a new start."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, a 304 or what says that there is none."""
        answer = await super().get_response(path, scope)
        headers = Headers(scope=scope)
        if not isinstance(answer, FileResponse) or not str(answer.path).endswith(TYPES):
            return answer
        name = choose_encoding(headers.get("Accept-Encoding", ""), (*COMPRESSORS,))
        if not name or "Range" in headers:
            return answer
        answer.headers["Content-Encoding"] = name
        answer.headers.add_vary_header("Accept-Encoding")
        del answer.headers["Content-Length"], answer.headers["Accept-Ranges"]
        return Response(compress_file(Path(answer.path), name), headers=answer.headers)


@cache
def compress_file(file: Path, name: str) -> bytes:
    """The bytes of a file in an encoding."""
    return COMPRESSORS[name](file.read_bytes())
