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
TO_THE_FILE = "/to-the-file"
"""The path that the server answers with a redirection to the file."""


class Canary(HTTPServer):
    def __init__(self, file: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.file = file
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Canary

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path.startswith(TO_THE_FILE):
            self.send_response(302)
            self.send_header("Location", self.server.file)
        else:
            self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(file: str) -> Iterator[Canary]:
    """``file`` is where the server sends whoever asks for ``TO_THE_FILE``."""
    server = Canary(file)
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
