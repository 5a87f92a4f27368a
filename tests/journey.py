"""Takes an assessment through the commission by the services, as far as a test needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments import catalogue
from assessments.enums import Outcome, Result, Role, Seat
from assessments.models import Assessment, Decision, Finding
from assessments.policy import Actor, actor_for
from assessments.queries.panels import current_panel
from assessments.queries.revisions import latest_sealed
from assessments.services import completeness, decision, deliberation, hearing, panel, review
from tests import make


@dataclass
class Bench:
    """The people of one assessment."""

    officer: Actor
    legal: Actor
    technical: Actor
    chair: Actor | None = None
    members: tuple[Actor, ...] = ()


def in_review(
    *, example: str = "EX-1", draft: Assessment | None = None, **answers: Any
) -> tuple[Assessment, Bench]:
    """Accepted for review, with a legal and a technical reviewer free of conflicts."""
    assessment = make.sent(draft) if draft else make.submitted(example=example, **answers)
    officer = make.actor(Role.OFFICER)
    legal = make.reviewer(assessment, Seat.LEGAL)
    technical = make.reviewer(assessment, Seat.TECHNICAL)
    completeness.accept(actor=officer, assessment=assessment)
    return assessment, Bench(officer, legal, technical)


def write_findings(assessment: Assessment, by: Actor, **results: Result) -> None:
    """A finding on every applicable standard: the preliminary result, unless ``results`` say otherwise.

    Keywords are standards with an underscore (``NEC_2=…``). Written in one go: what the service refuses is
    for its own tests.
    """
    revision = latest_sealed(assessment)
    wanted = {
        name: results.get(name.replace("-", "_"), Result(found))
        for name, found in revision.preliminary.items()
    }
    Finding.objects.bulk_create(
        [
            Finding(
                revision=revision,
                reviewer_id=by.person_id,
                standard_id=name,
                result=result,
                reasons=f"{name}: seen.",
            )
            for name, result in wanted.items()
            if result != Result.NOT_APPLICABLE
        ],
        update_conflicts=True,
        unique_fields=["revision", "reviewer", "standard_id"],
        update_fields=["result", "reasons"],
    )


def before_panel(*, example: str = "EX-1", **answers: Any) -> tuple[Assessment, Bench]:
    """Both reviewers locked; the panel is named and has declared."""
    assessment, bench = in_review(example=example, **answers)
    for reviewer in (bench.legal, bench.technical):
        write_findings(assessment, reviewer)
        review.lock_findings(actor=reviewer, assessment=assessment)
    name_panel(assessment, bench)
    return assessment, bench


def name_panel(assessment: Assessment, bench: Bench, *, declares: bool = True) -> None:
    """As many members as the panel needs, the chair first; they declare that there is no conflict."""
    size = current_panel(assessment).size
    chair = make.member(Role.CHAIR)
    others = [make.member(Role.PANEL_MEMBER) for _ in range(size - 1)]
    panel.name_members(actor=bench.officer, assessment=assessment, members=[chair, *others], chair=chair)
    bench.chair, bench.members = actor_for(chair), tuple(actor_for(person) for person in (chair, *others))
    for member in bench.members if declares else ():
        review.declare(actor=member, assessment=assessment, has_conflict=False)


def draft(assessment: Assessment, bench: Bench, *, example: str) -> None:
    """The draft decision of the worked example: its findings, conditions, reasons."""
    given = catalogue.examples.example(example).decision
    current = current_panel(assessment).draft
    findings = {**current.findings}
    for finding in given.findings:
        findings[finding.standard] = {
            "result": str(finding.result),
            "reasons_ko": finding.reason.ko,
            "reasons_en": finding.reason.en,
            "evidence": [],
        }
    assert bench.chair
    deliberation.save_draft(
        actor=bench.chair,
        assessment=assessment,
        version=current.version,
        outcome=str(given.outcome),
        validity_months=given.validity_months,
        findings=findings,
        conditions=[condition(one) for one in given.conditions],
        advice=[
            {"standards": list(item.standards), "text_ko": item.text.ko, "text_en": item.text.en}
            for item in given.advice
        ],
        scope_ko=given.scope.ko,
        scope_en=given.scope.en,
        reasons_ko=given.reasons.ko,
        reasons_en=given.reasons.en,
    )


def vote(assessment: Assessment, bench: Bench, *outcomes: Outcome) -> None:
    """The members vote in the order they sit; one outcome means all of them."""
    chosen = outcomes if len(outcomes) > 1 else outcomes * len(bench.members)
    for member, outcome in zip(bench.members, chosen, strict=True):
        deliberation.cast_vote(actor=member, assessment=assessment, outcome=outcome)


def decided(*, example: str = "EX-1", **answers: Any) -> tuple[Decision, Bench]:
    """Decided as the worked example is, after the agency's statement where one is due."""
    assessment, bench = before_panel(example=example, **answers)
    draft(assessment, bench, example=example)
    outcome = catalogue.examples.example(example).decision.outcome
    vote(assessment, bench, outcome)
    assert bench.chair
    if outcome != Outcome.APPROVED:
        deliberation.send_draft(actor=bench.chair, assessment=assessment)
        approver = make.actor(Role.APPROVER, of=assessment.agency)
        deliberation.make_statement(actor=approver, assessment=assessment, text="We take note.")
        answer(assessment, bench)
    return decision.adopt(actor=bench.chair, assessment=assessment), bench


def answer(assessment: Assessment, bench: Bench) -> None:
    """The chair answers whatever the agency said about the draft."""
    assert bench.chair
    for statement in current_panel(assessment).statements.all():
        hearing.answer(
            actor=bench.chair,
            assessment=assessment,
            statement=statement,
            text_ko="위원회는 결정안을 유지한다.",
            text_en="The panel upholds its draft.",
        )


def condition(given: catalogue.examples.Condition) -> dict[str, Any]:
    """As a draft decision keeps it."""
    proof = "; ".join([*given.evidence, *([given.proof.ko] if given.proof else [])])
    return {
        "standards": list(given.standards),
        "timing": str(given.timing),
        "days": given.days,
        "text_ko": given.text.ko,
        "text_en": given.text.en,
        "proof": proof,
    }
