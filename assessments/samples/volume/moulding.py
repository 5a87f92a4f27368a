"""Makes the moulds: takes the worked examples through the services and photographs them on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from django.db import transaction

from assessments.enums import State
from assessments.policy import SYSTEM
from assessments.samples.journey import STAGES, Journey
from assessments.samples.people import People
from assessments.samples.volume.moulds import Mould, photograph
from assessments.services import closing, transitions

Way = Callable[[Journey], Iterator[None]]
"""Goes on its way and yields wherever it is to be photographed."""


def make(people: People) -> dict[State, list[Mould]]:
    """At least one mould for every state. What was written to make them is taken back."""
    moulds: dict[State, list[Mould]] = defaultdict(list)
    with transaction.atomic():
        for example, agency, way in WAYS:
            journey = Journey(people, example, agency, documents=())
            for _ in way(journey):
                journey.assessment.refresh_from_db()
                mould = photograph(journey.assessment, example=example)
                moulds[State(mould.state)].append(mould)
        transaction.set_rollback(True)
    return moulds


def _to_the_end(journey: Journey) -> Iterator[None]:
    for stage in STAGES:
        journey.until(stage)
        yield
    chair = journey.actor("chair")
    for move in ("suspend", "revoke"):
        closing.move_with_reasons(
            move, actor=chair, assessment=journey.assessment, reasons="조건이 이행되지 않았습니다."
        )
        journey.publish()
        yield


def _approved(journey: Journey) -> Iterator[None]:
    journey.until("decided")
    yield
    transitions.perform("expire", actor=SYSTEM, assessment=journey.assessment)
    journey.publish()
    yield


def _superseded(journey: Journey) -> Iterator[None]:
    yield from _decided(journey)
    transitions.perform("supersede", actor=SYSTEM, assessment=journey.assessment)
    journey.publish()
    yield


def _reconsidered(journey: Journey) -> Iterator[None]:
    journey.until("stated")
    yield
    journey.until("decided")
    yield
    closing.move_with_reasons(
        "ask_reconsideration",
        actor=journey.approver,
        assessment=journey.assessment,
        reasons="사실관계를 다시 살펴 주시기 바랍니다.",
    )
    journey.publish()
    yield


def _asked_and_withdrawn(journey: Journey) -> Iterator[None]:
    journey.until("accepted")
    journey.clarification(("기존 자료의 사본은 어디에 있습니까?", "LEG-5"))
    yield
    closing.withdraw(actor=journey.approver, assessment=journey.assessment, reasons="사업을 다시 검토합니다.")
    journey.publish()
    yield


def _returned(journey: Journey) -> Iterator[None]:
    journey.until("sent")
    yield
    journey.supplement(("hria_status", "인권영향평가의 시행 시기를 적어 주십시오."))
    yield
    # The service waits for the deadline; the move itself is the same.
    transitions.perform(
        "return_incomplete",
        actor=journey.actor("officer"),
        assessment=journey.assessment,
        data={"reasons": "보완 기간 안에 보완하지 않았습니다."},
    )
    yield


def _decided(journey: Journey) -> Iterator[None]:
    for stage in ("sent", "accepted", "half_reviewed", "convened", "voted", "stated", "decided"):
        journey.until(stage)
        yield


WAYS: tuple[tuple[str, str, Way], ...] = (
    ("EX-1", "EX-1", _to_the_end),
    ("EX-2", "EX-2", _approved),
    ("EX-3", "EX-3", _reconsidered),
    ("EX-4", "EX-4", _superseded),
    ("EX-5", "EX-5", _decided),
    ("EX-5b", "EX-5", _decided),
    ("EX-6", "EX-6", _asked_and_withdrawn),
    ("EX-6b", "EX-6", _approved),
    ("EX-7", "EX-7", _returned),
)
