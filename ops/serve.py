"""What ``./run`` becomes: database, web server and worker, watched, revived and stopped together."""

from __future__ import annotations

import http.client
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from types import FrameType

from ops import claims, prepared, processes
from ops.claims import Refused
from ops.environment import ADDRESS, LOCAL, PORT, environment, names_a_database
from ops.processes import Child
from portal.localpg import Cluster, ClusterFailed, NoPrograms

MARK = str(LOCAL)
START_SECONDS = 60
LEFTOVER_SECONDS = 4.0
DEATHS_ALLOWED, WITHIN_SECONDS = 5, 60.0
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody pressed Ctrl-C, closed the terminal or sent a signal to end."""


def main() -> int:
    for number in ENDINGS:
        signal.signal(number, _stop)
    try:
        with claims.folder(LOCAL, address=ADDRESS):
            _serve()
    except Stopped:
        return 0
    except (Refused, ClusterFailed, NoPrograms) as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    return 0


def _serve() -> None:
    cluster = None if names_a_database() else Cluster(LOCAL / "postgres")
    try:
        told = environment() | _database(cluster)
        _clear_leftovers()
        claims.port(PORT)
        if not (cluster and prepared.is_so()):
            _prepare(told, cluster)
        children = _start(told)
        if _status("/readyz") != http.client.OK:
            _prepare(told, cluster)
        _announce()
        _watch(children, cluster)
    finally:
        _stop_everything(cluster)


def _database(cluster: Cluster | None) -> dict[str, str]:
    if not cluster:
        return {}
    _say("starting PostgreSQL")
    return {"DATABASE_URL": cluster.ensure()}


def _prepare(told: dict[str, str], cluster: Cluster | None) -> None:
    prepared.forget()
    step = Child("preparation", ["-m", "ops.prepare", "files", "database"], environment=told, mark=MARK)
    step.start()
    if code := step.wait():
        raise Refused(f"Preparing the database failed ({_how(code)}); the reason stands above.")
    if cluster:
        prepared.note()


def _start(told: dict[str, str]) -> list[Child]:
    worker = ["manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout=4"]
    children = [
        Child("web server", ["-m", "gunicorn", "-c", "ops/gunicorn.py"], environment=told, mark=MARK),
        Child("worker", worker, environment=told, mark=MARK),
    ]
    for child in children:
        child.start()
    _wait_for_an_answer(children)
    return children


def _announce() -> None:
    if people := prepared.people():
        print(f"\n{people}")
    _say(f"The portal is at {ADDRESS}/   (Ctrl-C stops it)")


def _watch(children: list[Child], cluster: Cluster | None) -> None:
    """Runs until it is stopped; what dies is started again, unless it keeps dying."""
    deaths: deque[float] = deque(maxlen=DEATHS_ALLOWED)
    while True:
        time.sleep(1)
        for name in _revive(children, cluster):
            deaths.append(time.monotonic())
            if len(deaths) == DEATHS_ALLOWED and deaths[-1] - deaths[0] < WITHIN_SECONDS:
                raise Refused(f"The {name} keeps ending; the reason stands above.")


def _revive(children: list[Child], cluster: Cluster | None) -> Iterator[str]:
    if cluster and not cluster.answers():
        _say("PostgreSQL ended; starting it and everything that used it again")
        cluster.ensure()
        processes.stop_all(MARK, seconds=LEFTOVER_SECONDS)
        for child in children:
            child.start()
        yield "database"
    for child in children:
        if (code := child.ended()) is not None:
            _say(f"the {child.name} ended ({_how(code)}); starting it again")
            child.start()
            yield child.name


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _wait_for_an_answer(children: list[Child]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _status("/healthz"):
        for child in children:
            if (code := child.ended()) is not None:
                raise Refused(f"The {child.name} did not start ({_how(code)}); the reason stands above.")
        if time.monotonic() > deadline:
            raise Refused(f"The web server does not answer at {ADDRESS} after {START_SECONDS} seconds.")
        time.sleep(0.1)


def _status(path: str) -> int:
    """What the web server answers, 0 when it does not. Asked directly: no proxy has any business here."""
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    try:
        line.request("GET", path)
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        line.close()


def _clear_leftovers() -> None:
    if processes.marked(MARK):
        _say("stopping what an earlier run left behind")
        processes.stop_all(MARK, seconds=LEFTOVER_SECONDS)


def _stop_everything(cluster: Cluster | None) -> None:
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    _say("stopping")
    processes.stop_all(MARK)
    if cluster:
        _stop_unless_used(cluster)


def _stop_unless_used(cluster: Cluster) -> None:
    """A session of ours that was cut short needs a moment to notice; one of somebody else's stays."""
    deadline = time.monotonic() + LEFTOVER_SECONDS
    while cluster.in_use():
        if time.monotonic() > deadline:
            _say("PostgreSQL stays up: another program is using it")
            return
        time.sleep(0.1)
    cluster.stop()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _say(what: str) -> None:
    print(f"== {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
