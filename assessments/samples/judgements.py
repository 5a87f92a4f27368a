"""What people find of a worked example, standard by standard, and what the panel decides: as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from assessments import catalogue, evaluation
from assessments.catalogue import Text
from assessments.catalogue.examples import Condition, example
from assessments.enums import Result, Seat

OPENING = {
    Seat.LEGAL: "제출된 답변과 근거 법령을 검토하여 다음과 같이 판단합니다.",
    Seat.TECHNICAL: "제출된 답변과 시험·설계 자료를 대조하여 다음과 같이 판단합니다.",
}
"""How each reviewer begins. The reviewers of the samples write Korean, the language of the record."""


@dataclass(frozen=True, slots=True)
class Judgement:
    standard_id: str
    preliminary: Result
    result: Result
    """The panel's; in most standards the preliminary one."""
    explanation: Text
    """Why the rules say so."""
    reason: Text | None
    """Why the panel sees it otherwise."""

    def panel_finding(self) -> dict[str, Any]:
        """As ``DraftDecision.findings`` holds it."""
        reasons = self.reason or self.explanation
        return {
            "result": str(self.result),
            "reasons_ko": reasons.ko,
            "reasons_en": reasons.en,
            "evidence": [],
        }

    def review(self, seat: Seat) -> tuple[Result, str]:
        """Result and reasons of one reviewer: the legal one already sees what the panel will see."""
        if seat == Seat.LEGAL and self.reason:
            return self.result, f"{OPENING[seat]} {self.reason.ko}"
        return self.preliminary, f"{OPENING[seat]} {self.explanation.ko}"


@cache
def judgements(example_id: str) -> tuple[Judgement, ...]:
    """One per standard, in catalogue order."""
    shown = example(example_id)
    edition = catalogue.edition(shown.edition_id)
    changed = {finding.standard: finding for finding in shown.decision.findings}
    return tuple(
        Judgement(
            standard_id=found.standard_id,
            preliminary=found.result,
            result=changed[found.standard_id].result if found.standard_id in changed else found.result,
            explanation=evaluation.explain(edition, found, shown.answers),
            reason=changed[found.standard_id].reason if found.standard_id in changed else None,
        )
        for found in evaluation.evaluate(edition, shown.answers)
    )


@cache
def draft(example_id: str) -> dict[str, Any]:
    """The columns of the draft decision."""
    decision = example(example_id).decision
    return {
        "outcome": str(decision.outcome),
        "validity_months": decision.validity_months,
        "findings": {one.standard_id: one.panel_finding() for one in judgements(example_id)},
        "conditions": [_condition(condition) for condition in decision.conditions],
        "advice": [
            {"standards": list(advice.standards), "text_ko": advice.text.ko, "text_en": advice.text.en}
            for advice in decision.advice
        ],
        "scope_ko": decision.scope.ko,
        "scope_en": decision.scope.en,
        "reasons_ko": decision.reasons.ko,
        "reasons_en": decision.reasons.en,
    }


def _condition(condition: Condition) -> dict[str, Any]:
    proofs = [*condition.evidence, condition.proof.ko] if condition.proof else condition.evidence
    return {
        "standards": list(condition.standards),
        "timing": str(condition.timing),
        "days": condition.days,
        "text_ko": condition.text.ko,
        "text_en": condition.text.en,
        "proof": ", ".join(proofs),
    }
