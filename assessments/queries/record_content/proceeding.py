"""Who asked for what, by which versions it was judged, and what was submitted."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.models import Decision, Revision
from assessments.queries import panels
from assessments.queries.judging import Judged
from assessments.queries.record_content.facts import said_by
from assessments.queries.record_content.words import both, pair
from assessments.records import (
    Agency,
    EditionFile,
    EditionManifest,
    Proposal,
    Submission,
    Versions,
)


def agency(edition: Edition, revision: Revision) -> Agency:
    answers = revision.answers
    return Agency(
        name=str(answers.get("agency_name", revision.assessment.agency)),
        kind=said_by(edition, revision, "agency_type"),
        unit=str(answers.get("responsible_unit", "–")),
        official=str(answers.get("responsible_official", "–")),
        email=str(answers.get("contact_email", "–")),
    )


def proposal(edition: Edition, revision: Revision) -> Proposal:
    answers = revision.answers
    return Proposal(
        title=str(answers.get("proposal_title", revision.assessment.title)),
        reference=revision.assessment.reference,
        revision=revision.number,
        kind=said_by(edition, revision, "proposal_kind"),
        use=said_by(edition, revision, "use_case"),
        summary=str(answers.get("summary_plain", "–")),
        starts_on=_day(answers.get("planned_start")),
        ends_on=_day(answers.get("planned_end")),
    )


def versions(by: Judged) -> Versions:
    """With the prohibitions that were taken from later editions, since they applied at once."""
    edition = by.edition
    at_once = [f"{standard.id}: {standard.of}" for standard in edition.standards if standard.of]
    return Versions(
        standards="; ".join([edition.id, *at_once]),
        form=edition.id,
        procedure=edition.id,
        edition_digest=edition.digest,
        editions=tuple(map(_manifest, by.edition_ids)),
    )


def _manifest(edition_id: str) -> EditionManifest:
    files = sorted(catalogue.edition_files(edition_id).items())
    return EditionManifest(
        id=edition_id,
        edition_digest=catalogue.edition(edition_id).digest,
        files=tuple(
            EditionFile(path=path, size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
            for path, data in files
        ),
    )


def submissions(decision: Decision) -> tuple[Submission, ...]:
    """Clarifications and statements, in the order they were made."""
    assessment, panel = decision.revision.assessment, decision.revision.panel
    asked = [
        Submission(
            kind=both(_("Clarification, question %(number)s"), number=item.number),
            by=str(assessment.agency),
            made_at=item.answered_at or item.asked_at,
            text=item.question,
            answer=item.answer or both(_("No answer within the period.")),
            is_question=True,
        )
        for item in assessment.clarifications.order_by("number")
    ]
    stated = [
        Submission(
            kind=both(_("Statement on the draft decision")),
            by=str(assessment.agency),
            made_at=item.made_at,
            text=item.text,
            answer=pair(item.answer.text_ko, item.answer.text_en) if hasattr(item, "answer") else None,
            wants_hearing=item.wants_hearing,
        )
        for item in panels.statements(panel)
    ]
    return tuple(sorted([*asked, *stated], key=lambda item: item.made_at))


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
