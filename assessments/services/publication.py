"""The public register: a copy of what is public, refreshed whenever an assessment moves."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments import catalogue, evaluation
from assessments.enums import Event, State
from assessments.models import Assessment, Decision, LedgerEntry, RegisterEntry, Revision
from assessments.policy import SYSTEM
from assessments.queries import search
from assessments.queries.entry_corrections import as_corrected
from assessments.queries.entry_redactions import as_redacted
from assessments.queries.judging import judged, preliminary_results
from assessments.queries.revisions import latest_sealed
from assessments.queries.withholding import withheld
from assessments.services import ledger
from assessments.workflow import ON_REGISTER

PUBLIC_HISTORY = frozenset(
    {
        Event.SUBMITTED,
        Event.SUPPLEMENT_REQUESTED,
        Event.ACCEPTED,
        Event.CLARIFICATION_ASKED,
        Event.CLARIFICATION_ANSWERED,
        Event.PANEL_CONVENED,
        Event.DRAFT_SENT,
        Event.STATEMENT_MADE,
        Event.REOPENED,
        Event.DECIDED,
        Event.RECORD_ISSUED,
        Event.RECORD_CORRECTED,
        Event.WITHDRAWN,
        Event.SUSPENDED,
        Event.RESTORED,
        Event.REVOKED,
        Event.RECONSIDERATION_ASKED,
        Event.RECONSIDERED,
        Event.EXPIRED,
        Event.SUPERSEDED,
    }
)
TITLE = "proposal_title"
"""The question whose public answer, without withheld words, is the entry's title."""
TITLE_CHARACTERS = 300
"""Cut off after the marks are in, so that no half of a withheld word is left."""


@transaction.atomic
def publish(assessment: Assessment) -> RegisterEntry | None:
    """Write or refresh the register's entry; None while the procedure keeps the assessment off the register.

    Safe to run twice: an entry that says the same already is left alone, and so is the ledger.
    """
    row = Assessment.objects.select_for_update().select_related("agency").get(pk=assessment.pk)
    known = RegisterEntry.objects.filter(assessment=row).first()
    if row.state not in ON_REGISTER and not (row.state == State.WITHDRAWN and known):
        return None
    columns = entry_columns(row)
    if known and all(getattr(known, name) == value for name, value in columns.items()):
        return known
    entry, _ = RegisterEntry.objects.update_or_create(
        assessment=row, defaults=columns | {"updated_at": timezone.now()}
    )
    data = {"state": row.state, "record": entry.number}
    ledger.append(Event.PUBLISHED, actor=SYSTEM, assessment=row, data=data)
    return entry


def publish_after(entry: LedgerEntry) -> None:
    if entry.assessment is not None:
        publish(entry.assessment)


def entry_columns(assessment: Assessment) -> dict[str, Any]:
    """What the entry says, by column. Only public parts."""
    revision = latest_sealed(assessment)
    edition = catalogue.edition(revision.edition_id)
    answers = evaluation.visible_answers(edition, revision.answers)
    decision = Decision.objects.filter(revision=revision).first()
    record = decision.records.order_by("-version").first() if decision else None
    content = as_corrected(public_content(revision, decision, answers), decision)
    shown = as_redacted(content, decision, edition, answers)
    title = str(shown["answers"].get(TITLE, ""))[:TITLE_CHARACTERS]
    agency = assessment.agency
    return {
        "reference": assessment.reference,
        "number": record.number if record else "",
        "record": record,
        "agency_name": agency.name,
        "agency_name_en": agency.name_en,
        "title": title,
        "use_case": assessment.use_case,
        "summary": shown["answers"].get("summary_plain", ""),
        "state": assessment.state,
        "outcome": decision.outcome if decision else "",
        "edition_id": revision.edition_id,
        "received_on": timezone.localtime(assessment.submitted_at).date(),
        "decided_on": timezone.localtime(decision.adopted_at).date() if decision else None,
        "valid_until": decision.valid_until if decision else None,
        "content": shown,
        "search": search.folded(
            (
                assessment.reference,
                record.number if record else "",
                title,
                agency.name,
                agency.name_en,
            )
        ),
        "is_sample": assessment.is_sample,
    }


def public_content(revision: Revision, decision: Decision | None, answers: dict[str, Any]) -> dict[str, Any]:
    """Public answers by question id, the grounds of withheld ones, the dates, and what was decided."""
    edition = catalogue.edition(revision.edition_id)
    content: dict[str, Any] = {
        "revision": revision.number,
        "digest": revision.digest,
        "answers": {name: value for name, value in answers.items() if edition.question(name).public},
        "withheld": {question.id: ground.id for question, ground in withheld(edition, answers)},
        "history": _history(revision.assessment),
    }
    return content | (_decided(decision, revision) if decision else {})


def _history(assessment: Assessment) -> list[dict[str, str]]:
    """The public steps with their days in Seoul, from the ledger; without names."""
    steps = LedgerEntry.objects.filter(assessment=assessment, event__in=PUBLIC_HISTORY).order_by("sequence")
    return [
        {"event": event, "on": timezone.localtime(at).date().isoformat()}
        for event, at in steps.values_list("event", "at")
    ]


def _decided(decision: Decision, revision: Revision) -> dict[str, Any]:
    by = judged(revision)
    preliminary = preliminary_results(revision, by)
    return {
        "at_once": [[row.edition_id, name] for name, row in by.at_once.items()],
        "basis": decision.basis,
        "validity_months": decision.validity_months,
        "reasons": {"ko": decision.reasons_ko, "en": decision.reasons_en},
        "scope": {"ko": decision.scope_ko, "en": decision.scope_en},
        "advice": decision.advice,
        "findings": [
            {
                "standard": found.standard_id,
                "preliminary": preliminary.get(found.standard_id, ""),
                "result": found.result,
                "reasons": {"ko": found.reasons_ko, "en": found.reasons_en},
            }
            for found in decision.findings.order_by("pk")
        ],
        "conditions": [
            {
                "number": condition.number,
                "standards": condition.standards,
                "timing": condition.timing,
                "days": condition.days,
                "text": {"ko": condition.text_ko, "en": condition.text_en},
                "proof": condition.proof,
            }
            for condition in decision.conditions.all()
        ],
        "votes": _votes(decision),
    }


def _votes(decision: Decision) -> list[dict[str, Any]]:
    """Votes of the round that decided, with separate opinions."""
    panel = decision.revision.panel
    return [
        {
            "member": str(vote.member),
            "outcome": vote.outcome,
            "opinion": {"ko": vote.opinion_ko, "en": vote.opinion_en},
        }
        for vote in panel.votes.filter(round=panel.round).select_related("member")
    ]
