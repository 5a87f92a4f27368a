"""For a container's health: ``python -m ops.healthcheck web|worker`` ends with 0 when that one is well."""

from __future__ import annotations

import http.client
import os
import sys

import psycopg

from portal import env

HEARTBEAT = (
    "select exists (select from procrastinate_workers where last_heartbeat > now() - interval '1 minute')"
)


def web() -> bool:
    """The process answers; whether its database does is no reason to start it again."""
    line = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or "8000"), timeout=4)
    try:
        line.request("GET", "/healthz", headers={"Host": "localhost"})
        return line.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def worker() -> bool:
    """A worker has given a sign of life to the queue."""
    try:
        with psycopg.connect(env.text("DATABASE_URL"), connect_timeout=4) as connection:
            return connection.execute(HEARTBEAT).fetchone() == (True,)
    except psycopg.OperationalError:
        return False


if __name__ == "__main__":
    sys.exit(not {"web": web, "worker": worker}[sys.argv[1]]())
