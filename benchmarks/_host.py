"""A server as a host of static pages is: it compresses what it sends and lets a browser ask whether a file changed.

What it sent is noted, so that bytes are counted where they leave and not where a browser reports them.  Heads of
answers are not counted.
"""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

LEVEL = 6
"""Of gzip, as hosts have it."""
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:"
)
TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}


@dataclass(slots=True)
class Host:
    """A folder that is served, and what was sent of it: the place and the bytes of each answer."""

    folder: Path
    address: str = ""
    sent: list[tuple[str, int]] = field(default_factory=list)

    def take(self) -> list[tuple[str, int]]:
        """What was sent since this was last asked."""
        sent, self.sent = self.sent, []
        return sent


def total(sent: list[tuple[str, int]]) -> tuple[int, int]:
    """How many answers, and how many bytes."""
    return len(sent), sum(size for _, size in sent)


@cache
def packed(file: Path) -> tuple[bytes, str]:
    """A file as it is sent, and its tag."""
    data = file.read_bytes()
    return gzip.compress(data, LEVEL), f'"{sha256(data).hexdigest()[:16]}"'


@contextmanager
def serving(folder: Path) -> Iterator[Host]:
    """Serve a folder on this computer alone."""
    host = Host(folder=folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            place = PurePosixPath(unquote(urlsplit(self.path).path).lstrip("/") or "index.html")
            file = folder / place
            if ".." in place.parts or not file.is_file():
                self.answer(HTTPStatus.NOT_FOUND, b"", {})
                return
            data, tag = packed(file)
            own = {"Content-Type": TYPES.get(file.suffix, "application/octet-stream"), "ETag": tag}
            if self.headers["If-None-Match"] == tag:
                self.answer(HTTPStatus.NOT_MODIFIED, b"", own)
            else:
                self.answer(HTTPStatus.OK, data, own | {"Content-Encoding": "gzip"})

        def answer(self, status: HTTPStatus, data: bytes, own: dict[str, str]) -> None:
            host.sent.append((self.path, len(data)))
            self.send_response(status)
            general = {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
            for name, value in {**general, **own, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield host
        server.shutdown()
        thread.join()
