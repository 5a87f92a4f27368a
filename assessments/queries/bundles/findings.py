"""Everything that was found of one decided revision: by the rules, the two reviewers and the panel."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from assessments.models import Decision, Finding, Panel
from assessments.queries import judging

Cited = list[dict[str, Any]]


def findings_of(decision: Decision, *, files: dict[int, str]) -> dict[str, Any]:
    """Standard by standard in the edition's order, then the votes.

    ``files`` are the names that evidence has in the record, by its id. Results and seats
    are ids, those of the published procedure.
    """
    revision = decision.revision
    by = judging.judged(revision)
    edition, preliminary = by.edition, judging.preliminary_results(revision, by)
    reviewers = _reviewers(decision, files)
    panel = {found.standard_id: found for found in decision.findings.all()}
    return {
        "decision": decision.number,
        "outcome": decision.outcome,
        "basis": decision.basis,
        "revision": revision.number,
        "edition": edition.id,
        "standards": [
            {
                "standard": standard.id,
                "title": {"ko": standard.title.ko, "en": standard.title.en},
                "requirement": {"ko": standard.requirement.ko, "en": standard.requirement.en},
                "preliminary": preliminary[standard.id],
                "reviewers": reviewers.get(standard.id, []),
                "panel": _panel(panel.get(standard.id), files),
            }
            for standard in edition.standards
        ],
        "votes": _votes(decision),
    }


def _reviewers(decision: Decision, files: dict[int, str]) -> dict[str, list[dict[str, Any]]]:
    """By standard, the legal reviewer first. Findings never locked are nobody's but their writer's."""
    revision = decision.revision
    seats = dict(revision.assessment.assignments.order_by("pk").values_list("reviewer_id", "seat"))
    locked = Finding.objects.filter(revision=revision, locked_at__isnull=False).select_related("reviewer")
    written: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for finding in sorted(locked, key=lambda one: (seats.get(one.reviewer_id, ""), one.pk)):
        written[finding.standard_id].append(
            {
                "seat": seats.get(finding.reviewer_id),
                "reviewer": str(finding.reviewer),
                "result": finding.result,
                "reasons": finding.reasons,
                "evidence": _cited(finding.evidence, files),
                "locked_at": in_utc(finding.locked_at),
            }
        )
    return written


def _panel(found: Any, files: dict[int, str]) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "result": found.result,
        "reasons_ko": found.reasons_ko,
        "reasons_en": found.reasons_en,
        "evidence": _cited(found.evidence, files),
    }


def _votes(decision: Decision) -> list[dict[str, Any]]:
    """Of every round, in the order they were cast."""
    panel = Panel.objects.filter(revision=decision.revision).first()
    cast = panel.votes.select_related("member").order_by("round", "pk") if panel else []
    return [
        {
            "round": vote.round,
            "member": str(vote.member),
            "outcome": vote.outcome,
            "opinion_ko": vote.opinion_ko,
            "opinion_en": vote.opinion_en,
            "draft_digest": vote.draft_digest,
            "cast_at": in_utc(vote.cast_at),
        }
        for vote in cast
    ]


def _cited(cited: Cited, files: dict[int, str]) -> Cited:
    return [{"evidence": files[int(item["id"])], "page": str(item.get("page", ""))} for item in cited]


def in_utc(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None
