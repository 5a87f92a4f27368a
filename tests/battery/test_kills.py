"""The worker is killed at every step of making a record: each decision still ends with exactly one."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any, NoReturn

import pytest
from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager

from assessments.enums import Event
from assessments.models import Correction, Decision, Record
from assessments.services import issuance, ledger
from assessments.signing import Signer
from tests import journey
from tests.records.rendered import quick
from tests.services import correcting, racing
from tests.worker import renders_with, work

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 200
JOB = "issue_record"
CHANCE = Random(4711)  # noqa: S311  # nothing secret

Plant = Callable[[int], None]
"""Makes the process die when it comes to a point for the time with this number, counted from 1."""


def test_a_killed_worker_leaves_nothing_half_made_and_nothing_undone(capsys):
    died: Counter[tuple[str, int]] = Counter()

    while died.total() < KILLS:
        point = CHANCE.choice(sorted(POINTS))
        if not waiting():
            ask_for_a_version()
        version = 2 if Correction.objects.filter(decision=Decision.objects.latest("pk")).exists() else 1
        died[point, version] += worker(POINTS[point], CHANCE.randint(1, TIMES.get(point, 1)))
        assert racing.faults(pending=1) == [], (point, version)
    worker()

    with capsys.disabled():
        print(  # noqa: T201
            f"\n{died.total()} kills over {Decision.objects.count()} decisions and"
            f" {Correction.objects.count()} corrections:",
            dict(sorted(died.items())),
        )
    assert not waiting()
    assert {killed for killed, times in died.items() if times} == {(p, v) for p in POINTS for v in (1, 2)}
    assert Record.objects.count() == Decision.objects.count() + Correction.objects.count()
    assert racing.faults() == []


def test_a_store_that_is_no_transaction_is_found_out():
    """Negative control: the same kills, where what is stored is not stored at once."""
    journey.decided(example="EX-2")

    def plant(number: int) -> None:
        QuerySet.select_for_update = QuerySet.all  # type: ignore[assignment]
        issuance._store = issuance._store.__wrapped__  # type: ignore[attr-defined]
        dies_before(issuance, "_digests")(number)

    assert worker(plant, 1)
    assert racing.faults() != []


def ask_for_a_version() -> None:
    """A decision, or a correction of the one before."""
    newest = Record.objects.order_by("pk").last()
    if newest is None or newest.version == 2:
        journey.decided(example="EX-2")
        return
    correcting.order(newest, correcting.slip(newest))


def waiting() -> bool:
    """Whether a record is still to be made."""
    return ProcrastinateJob.objects.filter(task_name=JOB).exclude(status="succeeded").exists()


def worker(plant: Plant | None = None, number: int = 1) -> bool:
    """A worker that dies where it is planted; whether it did."""
    return work(partial(plant, number) if plant else None)


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")


def dies_before(owner: Any, name: str) -> Plant:
    return _dies(owner, name, after=False)


def dies_after(owner: Any, name: str, *, when: Callable[..., bool] = lambda *_, **__: True) -> Plant:
    return _dies(owner, name, after=True, when=when)


def _dies(owner: Any, name: str, *, after: bool, when: Callable[..., bool] = lambda *_, **__: True) -> Plant:
    def plant(number: int) -> None:
        original, left = getattr(owner, name), [number]

        def dying(*args: Any, **kwargs: Any) -> Any:
            if not when(*args, **kwargs):
                return original(*args, **kwargs)
            left[0] -= 1
            if not after and not left[0]:
                die()
            result = original(*args, **kwargs)
            if not left[0]:
                die()
            return result

        setattr(owner, name, dying)

    return plant


def at_rendering(number: int) -> None:
    """After one of the renderings."""
    left = [number]

    def dying(*args: Any, **kwargs: Any) -> bytes:
        document = quick(*args, **kwargs)
        left[0] -= 1
        if not left[0]:
            die()
        return document

    renders_with(dying)


def at_the_content(number: int) -> None:
    """After the content was read: as it was adopted, or from the version before."""
    for name in ("content_at_adoption", "content_after"):
        dies_after(issuance, name)(number)


def at_the_queue(name: str, *, after: bool) -> Plant:
    """Around a statement of the queue that concerns this job."""

    def plant(_number: int) -> None:
        original = getattr(JobManager, name)

        async def dying(self: JobManager, *args: Any, **kwargs: Any) -> Any:
            job = kwargs.get("job")
            if not after and job and job.task_name == JOB:
                die()
            result = await original(self, *args, **kwargs)
            if after and (job or result) and (job or result).task_name == JOB:
                die()
            return result

        setattr(JobManager, name, dying)

    return plant


def announces_a_record(event: Event, **_: Any) -> bool:
    return event == Event.RECORD_ISSUED


POINTS: dict[str, Plant] = {
    "claimed": at_the_queue("fetch_job", after=True),
    "begun": dies_before(issuance, "issue_after"),
    "content read": at_the_content,
    "rendered": at_rendering,
    "signed": dies_after(Signer, "sign"),
    "documents stored": dies_before(issuance, "_digests"),
    "announced": dies_after(ledger, "append", when=announces_a_record),
    "committed": dies_after(issuance, "_store"),
    "to be marked": at_the_queue("finish_job", after=False),
    "marked": at_the_queue("finish_job", after=True),
}
TIMES = {"rendered": 4, "signed": 4}
"""How often a worker comes to a point while it makes one record."""
