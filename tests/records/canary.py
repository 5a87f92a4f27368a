"""A server that notes whoever asks it, and a file that shows in whatever reads it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

SECRET = "thecanaryfilewasread"
"""One word, so that no line break tears it apart."""
FILE = (
    f'<!-- p::before {{ content: "{SECRET}" }} -->'
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40">'
    f'<text id="x" y="20">{SECRET}</text></svg>'
)
"""Text, style sheet and drawing at once: read as any of them, it says its secret."""


class Canary(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Canary

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Canary]:
    server = Canary()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def planted(folder: Path) -> str:
    """The address of the canary file, made in ``folder``."""
    path = folder / "secret.txt"
    path.write_text(FILE)
    return path.as_uri()
