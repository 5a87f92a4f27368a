"""Orders and issues corrections, without the seconds that typesetting takes."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from assessments import records
from assessments.catalogue import Text
from assessments.enums import Initiative, Role
from assessments.models import Correction, Record
from assessments.policy import Actor
from assessments.records import Passage, RecordContent
from assessments.services import correction, issuance
from tests import bundles, make


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


def quick(content: RecordContent, *, language: str) -> bytes:
    """A real PDF that says only which one it is: typesetting takes seconds."""
    paper = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = f"{content.number} {language}"
        pdf.save(paper, deterministic_id=True)
    return paper.getvalue()


def issue(made: Correction) -> Record:
    return issuance.issue_correction(made, render=quick)
