"""What it takes to download a stored record, beside a static file of the same size from the same server."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from bench.ground import FOLDER, Ground, free_port, wait_for_an_answer
from bench.visitor import Visitor

AIM = 0.8
"""Of the static file's rate, where nginx sends the record."""
ROUNDS = 200
WARM_UP = 10
FILE = "download.bin"
STATIC = FOLDER / "static"

# As docs/operations.md says it.
_NGINX = """
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{}}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream portal {{ server 127.0.0.1:{portal}; keepalive 8; }}
    server {{
        listen 127.0.0.1:{own};
        location /static/ {{ alias {static}/; }}
        location /copies/ {{
            internal;
            alias {copies}/;
            etag off;
            if_modified_since off;
            add_header ETag $upstream_http_etag;
            add_header Repr-Digest $upstream_http_repr_digest;
            add_header X-Content-Type-Options nosniff;
        }}
        location / {{
            proxy_pass http://portal;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
        }}
    }}
}}
"""


def report(laid: Ground) -> Iterator[str]:
    """Lines of Markdown. A record is made and published for it."""
    address, size = laid.told("publish_record").split()
    (STATIC / FILE).write_bytes(secrets.token_bytes(int(size)))
    yield f"\n### Download of a record of {int(size):,} bytes, {ROUNDS} times\n"
    yield "| sent by | static file ms | record ms | its rate | aim |\n| --- | ---: | ---: | ---: | ---: |"
    with laid.serving():
        yield _row("the portal", laid.port, address)
        if shutil.which("nginx"):
            with _nginx(laid.port) as port:
                yield _row("the portal through nginx", port, address)
    if not shutil.which("nginx"):
        yield "\nnginx is not installed here, so nothing was measured with it."
        return
    with laid.serving(ACCEL_LOCATION="/copies/"), _nginx(laid.port) as port:
        yield _row("nginx (X-Accel-Redirect)", port, address, aim=AIM)


def _row(server: str, port: int, address: str, *, aim: float | None = None) -> str:
    reader = Visitor(port)
    asked = (f"/static/{FILE}", address)
    times: dict[str, list[float]] = {one: [] for one in asked}
    for number in range(ROUNDS + WARM_UP):
        for one in asked:
            answer = reader.get(one)
            if number >= WARM_UP:
                times[one].append(answer.seconds * 1000)
    static, record = (median(times[one]) for one in asked)
    rate = f"{static / record:.0%}"
    missed = aim is not None and static / record < aim
    cells = (
        server,
        f"{static:.2f}",
        f"{record:.2f}",
        f"**{rate}**" if missed else rate,
        f"{aim:.0%}" if aim else "",
    )
    return f"| {' | '.join(cells)} |"


@contextmanager
def _nginx(portal: int) -> Iterator[int]:
    """The port of an nginx before the portal."""
    folder, own = FOLDER / "nginx", free_port()
    folder.mkdir(exist_ok=True)
    written = _NGINX.format(
        user="user root;" if os.geteuid() == 0 else "",
        folder=folder,
        portal=portal,
        own=own,
        static=STATIC,
        copies=FOLDER / "data" / "copies",
    )
    (folder / "nginx.conf").write_text(written)
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    server = subprocess.Popen(command)
    try:
        wait_for_an_answer(own, server)
        yield own
    finally:
        server.terminate()
        server.wait(timeout=30)
