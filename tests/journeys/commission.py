"""What the commission does, desk by desk, through its pages."""

from __future__ import annotations

from typing import Any

from assessments import catalogue
from assessments.enums import Result
from assessments.models import Assessment, User
from assessments.queries.revisions import latest_sealed
from tests.journeys.visitor import Visitor


def assign(officer: Visitor, reference: str, *, seat: str, reviewer: User) -> None:
    officer.open(f"/assessments/{reference}/assign/")
    officer.send(officer.form(field=f"{seat}-seat"), {f"{seat}-reviewer": reviewer.pk})


def declare_no_conflict(judge: Visitor, reference: str) -> None:
    judge.open(f"/assessments/{reference}/declare/")
    judge.send(judge.form(field="declared"), {"declared": "clear"})


def accept(officer: Visitor, reference: str) -> None:
    officer.open(f"/assessments/{reference}/completeness/")
    form = officer.form(field="confirmed")
    officer.send(form, {"confirmed": ["one_use", "readable", "declarations"]}, button=("act", "accept"))


def find_everything(reviewer: Visitor, reference: str) -> None:
    """The preliminary result on every standard that seems to apply, then lock."""
    revision = latest_sealed(Assessment.objects.get(reference=reference))
    for standard_id, result in revision.preliminary.items():
        if result == Result.NOT_APPLICABLE:
            continue
        reviewer.open(f"/assessments/{reference}/review/{standard_id}/")
        values = {"result": result, "reasons": f"{standard_id}: 답변과 증거를 확인하였다."}
        reviewer.send(reviewer.form(field="reasons"), values, button=("then", "stay"))
    reviewer.open(f"/assessments/{reference}/lock/")
    reviewer.send(reviewer.form(action="/lock/"))


def name_panel(officer: Visitor, reference: str, *, chair: User, members: list[User]) -> None:
    officer.open(f"/assessments/{reference}/panel/members/")
    values = {"chair": chair.pk} | {f"member-{n}": person.pk for n, person in enumerate(members, start=1)}
    officer.send(officer.form(field="chair"), values)


def draft(member: Visitor, reference: str, example: str) -> None:
    """The worked example's findings where they differ, and its outcome, reasons and conditions."""
    given = catalogue.examples.example(example).decision
    for finding in given.findings:
        member.open(f"/assessments/{reference}/panel/findings/{finding.standard}/")
        values = {
            "result": finding.result,
            "reasons_ko": finding.reason.ko,
            "reasons_en": finding.reason.en,
        }
        member.send(member.form(field="reasons_ko"), values, button=("then", "list"))
    member.open(f"/assessments/{reference}/panel/decision/")
    _rows(member, "conditions", wanted=len(given.conditions))
    whole: dict[str, Any] = {
        "outcome": given.outcome,
        "scope_ko": given.scope.ko,
        "scope_en": given.scope.en,
        "reasons_ko": given.reasons.ko,
        "reasons_en": given.reasons.en,
    }
    if given.validity_months:
        whole["validity_months"] = given.validity_months
    for number, condition in enumerate(given.conditions):
        whole |= _condition(f"conditions-{number}", condition)
    member.send(member.form(field="outcome"), whole, button=("then", "save"))


def vote(member: Visitor, reference: str, outcome: str) -> None:
    member.open(f"/assessments/{reference}/panel/vote/")
    member.send(member.form(field="outcome"), {"outcome": outcome})


def _rows(member: Visitor, name: str, *, wanted: int) -> None:
    """Add or remove rows with the buttons of the page until there are as many as wanted."""
    while (have := _count(member, name)) != wanted:
        button = ("add-row", name) if have < wanted else ("remove-row", f"{name}-{have - 1}")
        member.send(member.form(field="outcome"), button=button)
        assert _count(member, name) != have, "the button did nothing"


def _count(member: Visitor, name: str) -> int:
    fields = member.form(field="outcome").fields
    return sum(1 for number in range(50) if f"{name}-{number}-text_ko" in fields)


def _condition(prefix: str, condition: catalogue.examples.Condition) -> dict[str, Any]:
    return {
        f"{prefix}-standards": list(condition.standards),
        f"{prefix}-timing": condition.timing,
        f"{prefix}-days": condition.days or "",
        f"{prefix}-text_ko": condition.text.ko,
        f"{prefix}-text_en": condition.text.en,
        f"{prefix}-proof": ", ".join(condition.evidence),
    }
