"""A container is well when its own process is, and says so within seconds."""

from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Iterator

import pytest

from ops import healthcheck


class Answering(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/healthz" else 500)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Of a web server that runs."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("PORT", str(server.server_port))
        yield server.server_port
        server.shutdown()


def test_a_web_server_that_answers_is_well(port):
    assert healthcheck.web()


def test_a_web_server_that_does_not_answer_is_not(monkeypatch):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PORT", str(silent.getsockname()[1]))

        assert not healthcheck.web()


def test_a_worker_without_its_database_is_not_well(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"postgresql://portal@{str(tmp_path).replace('/', '%2F')}/portal")

    assert not healthcheck.worker()
