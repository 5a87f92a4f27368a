"""Numbers and versions have no gap and no repeat while many decide, issue and correct and connections die."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from random import Random
from threading import Event as Signal, Thread
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection, transaction

from assessments.enums import Outcome
from assessments.errors import PortalError, WrongState
from assessments.models import Assessment, Correction, Decision, Record
from assessments.services import decision, issuance
from tests import journey
from tests.records.rendered import quick
from tests.services import racing
from tests.services.correcting import issue, order, slip

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("jobs")]

CASES = 6
AT_EACH = 2
"""So many take every step of each case, at once."""
CORRECTIONS = 3
KILLS = 60
SECONDS_BETWEEN_KILLS = 0.08
ABORTED = 0.4
"""Share of adoptions that are taken back before they commit."""
CHANCE = Random(4711)  # noqa: S311  # nothing secret


def test_every_number_and_version_is_given_once_and_none_is_left_out():
    cases = [ready() for _ in range(CASES)]

    with dying_connections() as killed:
        errors = lives(cases, corrections=CORRECTIONS)

    assert (errors, racing.faults()) == ([], [])
    assert Decision.objects.count() == CASES
    assert Record.objects.count() == CASES * (1 + CORRECTIONS)
    assert len(killed) > KILLS / 4, "too few connections died for this to show anything"


def without_a_lock(year: int, count: int = 1) -> list[str]:
    """The planted fault that everybody writes first: the highest number and one."""
    given = Decision.objects.order_by("-number").values_list("number", flat=True).first()
    last = int(given.rsplit("-", 1)[1]) if given else 0
    time.sleep(0.1)
    return [f"NHRC-FR-{year}-{last + 1:04d}"]


def outside_the_transaction(taken: count[int], year: int, count: int = 1) -> list[str]:
    """As a sequence does: what was taken is gone, also when the decision is taken back."""
    return [f"NHRC-FR-{year}-{next(taken):04d}"]


@pytest.mark.parametrize(
    ("planted", "shows_as"),
    [
        (without_a_lock, "IntegrityError"),
        (partial(outside_the_transaction, count(1)), "numbers of"),
    ],
    ids=["max + 1 without a lock", "a sequence"],
)
def test_counters_that_are_wrong_are_found_out(
    monkeypatch: pytest.MonkeyPatch, planted: Callable[..., list[str]], shows_as: str
) -> None:
    cases = [ready() for _ in range(CASES)]
    monkeypatch.setattr(decision, "take_numbers", planted)

    errors = lives(cases, corrections=0)

    assert shows_as in " ".join([*errors, *racing.faults()])


def ready() -> tuple[Assessment, journey.Bench]:
    """Voted on; the chair has only to adopt."""
    assessment, bench = journey.before_panel(example="EX-2")
    journey.draft(assessment, bench, example="EX-2")
    journey.vote(assessment, bench, Outcome.APPROVED)
    return assessment, bench


def lives(cases: list[tuple[Assessment, journey.Bench]], *, corrections: int) -> list[str]:
    """Take all cases on at once, each by several; what went wrong that should not."""
    tasks = [partial(life, *case, corrections=corrections) for case in cases * AT_EACH]
    found = racing.at_once(tasks)
    return [f"{type(one).__name__}: {one}" for one in found if isinstance(one, Exception)]


def life(assessment: Assessment, bench: journey.Bench, *, corrections: int) -> None:
    made = until_done(partial(adopted, assessment, bench))
    record = until_done(partial(issuance.issue, made, render=quick))
    for _ in range(corrections):
        record = until_done(partial(corrected, record, bench))


def until_done(step: Callable[[], Any]) -> Any:
    """As the job queue does: what died is done again."""
    while True:
        try:
            return step()
        except (OperationalError, InterfaceError):
            connection.close()


def adopted(assessment: Assessment, bench: journey.Bench) -> Decision:
    """By this one or by the other; now and then taken back at the last moment."""
    assert bench.chair
    try:
        with transaction.atomic():
            made = decision.adopt(actor=bench.chair, assessment=assessment)
            if CHANCE.random() < ABORTED:
                raise OperationalError("taken back")
    except PortalError:
        return Decision.objects.get(revision__assessment=assessment)
    return made


def corrected(record: Record, bench: journey.Bench) -> Record:
    """The version after this one, ordered and issued by this one or by the other."""
    with suppress(WrongState):
        order(record, slip(record), by=bench.chair)
    return issue(Correction.objects.get(decision=record.decision_id, version=record.version + 1))


@contextmanager
def dying_connections() -> Iterator[list[int]]:
    """Kills one connection after the other, whatever it is doing; gives the ids of those that died."""
    spared, over = backend(), Signal()
    killed: list[int] = []

    def kill() -> None:
        while len(killed) < KILLS and not over.wait(SECONDS_BETWEEN_KILLS):
            killed.extend(victims(spared))
        connection.close()

    reaper = Thread(target=kill)
    reaper.start()
    try:
        yield killed
    finally:
        over.set()
        reaper.join()


def backend() -> int:
    """The process that serves this thread's connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def victims(spared: int) -> list[int]:
    """One of the connections, now dead; preferably one in the middle of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM (SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid NOT IN (pg_backend_pid(), %s) ORDER BY xact_start IS NULL, random() LIMIT 1) one"
            " WHERE pg_terminate_backend(pid)",
            [spared],
        )
        return [int(pid) for (pid,) in cursor.fetchall()]
