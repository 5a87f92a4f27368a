"""Several at once, each on a connection of its own, and what then must hold of numbers and versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connection

from assessments.enums import Audience, Event
from assessments.models import Correction, Decision, LedgerEntry, Record
from assessments.records.speech import LANGUAGES
from assessments.services import ledger

Task = Callable[[], Any]


def at_once(tasks: Sequence[Task]) -> list[Any]:
    """What each task returned or raised, in their order. All start together."""
    found: list[Any] = [None] * len(tasks)
    start = Barrier(len(tasks))

    def carry_out(place: int, task: Task) -> None:
        start.wait()
        try:
            found[place] = task()
        except Exception as error:  # the test looks at it
            found[place] = error
        finally:
            connection.close()

    threads = [Thread(target=carry_out, args=one) for one in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def faults(*, pending: int = 0) -> list[str]:
    """What is wrong with the numbers and versions there are; empty when nothing is.

    ``pending`` is how many corrections of a decision may still wait for their version.
    """
    return [*_of_numbers(), *_of_versions(pending=pending), *_of_the_ledger()]


def _of_numbers() -> Iterator[str]:
    """Of each year 1, 2, 3 … without gaps; none twice."""
    numbers = sorted(Decision.objects.values_list("number", flat=True))
    years = {number.split("-")[2] for number in numbers}
    for year in years:
        given = [int(number.rsplit("-", 1)[1]) for number in numbers if number.split("-")[2] == year]
        if given != list(range(1, len(given) + 1)):
            yield f"numbers of {year}: {given}"


def _of_versions(*, pending: int) -> Iterator[str]:
    for decision in Decision.objects.all():
        issued = list(Record.objects.filter(decision=decision).order_by("version"))
        ordered = list(Correction.objects.filter(decision=decision).values_list("version", flat=True))
        if [one.version for one in issued] != list(range(1, len(issued) + 1)):
            yield f"{decision.number}: versions {[one.version for one in issued]}"
        if [one.number for one in issued] != [f"{decision.number}-v{one.version}" for one in issued]:
            yield f"{decision.number}: numbered {[one.number for one in issued]}"
        made = list(range(2, len(issued) + 1))
        if made not in [ordered[: len(ordered) - waiting] for waiting in range(pending + 1)]:
            yield f"{decision.number}: corrections {ordered} for {len(issued)} versions"
        if any(one.documents.count() != len(Audience) * len(LANGUAGES) for one in issued):
            yield f"{decision.number}: a version without all of its documents"


def _of_the_ledger() -> Iterator[str]:
    """Every version is announced once, and the chains hold."""
    announced = sorted(
        entry.data["record"] for entry in LedgerEntry.objects.filter(event=Event.RECORD_ISSUED)
    )
    if announced != sorted(Record.objects.values_list("number", flat=True)):
        yield f"announced {announced}"
    ledger.audit()
