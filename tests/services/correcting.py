"""Orders and issues corrections, without the seconds that typesetting takes."""

from __future__ import annotations

from typing import Any

from assessments import records
from assessments.catalogue import Text
from assessments.enums import Initiative, Role
from assessments.models import Correction, Record
from assessments.policy import Actor
from assessments.records import Passage
from assessments.services import correction, issuance
from tests import bundles, make
from tests.records.rendered import quick


def slip(record: Record) -> Passage:
    """The first word of the decision's reasons, as if it were misspelt."""
    reasons: Any = records.thaw(record.content).reasons
    word = (reasons.ko if isinstance(reasons, Text) else reasons).split()[0]
    return Passage("outcome", word, f"{word}(정정)")


def order(
    record: Record, *passages: Passage, by: Actor | None = None, reason_ko: str = "오기를 바로잡는다."
) -> Correction:
    return correction.order(
        actor=by or make.actor(Role.CHAIR),
        assessment=bundles.assessment_of(record),
        corrects=record.number,
        passages=passages,
        reason_ko=reason_ko,
        asked_by=Initiative.EX_OFFICIO,
    )


def issue(made: Correction) -> Record:
    return issuance.issue_correction(made, render=quick)
