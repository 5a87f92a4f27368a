"""What the commission does, desk by desk, through its pages."""

from __future__ import annotations

from typing import Any

from assessments import catalogue
from assessments.enums import Result
from assessments.models import Assessment, User
from assessments.queries.revisions import latest_sealed
from tests.journeys.visitor import AnyVisitor


def assign(officer: AnyVisitor, reference: str, *, seat: str, reviewer: User) -> None:
    officer.open(f"/assessments/{reference}/assign/")
    officer.send(officer.form(field=f"{seat}-seat"), {f"{seat}-reviewer": reviewer.pk})


def declare_no_conflict(judge: AnyVisitor, reference: str) -> None:
    judge.open(f"/assessments/{reference}/declare/")
    judge.send(judge.form(field="declared"), {"declared": "clear"})


def accept(officer: AnyVisitor, reference: str) -> None:
    """At the second attempt: not everything is confirmed at the first."""
    officer.open(f"/assessments/{reference}/completeness/")
    officer.send(officer.form(field="confirmed"), {"confirmed": ["readable"]}, button=("act", "accept"))
    assert officer.is_refused()
    officer.look("acceptance-refused")
    confirmed = {"confirmed": ["one_use", "readable", "declarations"]}
    officer.send(officer.form(field="confirmed"), confirmed, button=("act", "accept"))


def find_everything(reviewer: AnyVisitor, reference: str) -> None:
    """The preliminary result on every standard that seems to apply, one after the other, then lock."""
    preliminary = latest_sealed(Assessment.objects.get(reference=reference)).preliminary
    reviewer.open(f"/assessments/{reference}/review/next/")
    _hesitate(reviewer)
    found = []
    while standard_id := reviewer.address.split("/")[4]:
        assert standard_id not in found
        values = {"result": preliminary[standard_id], "reasons": f"{standard_id}: 답변과 증거를 확인하였다."}
        reviewer.send(reviewer.form(field="reasons"), values, button=("then", "next"))
        found.append(standard_id)
    assert sorted(found) == sorted(_applying(preliminary))
    reviewer.open(f"/assessments/{reference}/lock/")
    reviewer.send(reviewer.form(action="/lock/"))


def _hesitate(reviewer: AnyVisitor) -> None:
    """Take over what the rule saw, without a result: refused, and nothing is lost."""
    reviewer.send(reviewer.form(field="reasons"), {"reasons": "먼저"}, button=("insert", "1"))
    reviewer.look("finding-half-written")
    reviewer.send(reviewer.form(field="reasons"), button=("then", "next"))
    assert reviewer.is_refused()
    assert "먼저" in reviewer.form(field="reasons").fields["reasons"]
    reviewer.look("finding-refused")


def _applying(preliminary: dict[str, str]) -> list[str]:
    return [standard for standard, result in preliminary.items() if result != Result.NOT_APPLICABLE]


def name_panel(officer: AnyVisitor, reference: str, *, chair: User, members: list[User]) -> None:
    officer.open(f"/assessments/{reference}/panel/members/")
    values = {"chair": chair.pk} | {f"member-{n}": person.pk for n, person in enumerate(members, start=1)}
    officer.send(officer.form(field="chair"), values)


def draft(member: AnyVisitor, reference: str, example: str) -> None:
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
    member.fill_in(member.form(field="outcome"), whole)
    assert not (member.has_script and _remarks(member)), "the remarks do not follow what is typed"
    member.look("draft-written")
    member.send(member.form(field="outcome"), button=("then", "save"))
    assert not member.is_refused()
    assert not _remarks(member)


def vote(member: AnyVisitor, reference: str, outcome: str) -> None:
    """At the second attempt; the first chooses nothing."""
    member.open(f"/assessments/{reference}/panel/vote/")
    member.send(member.form(field="outcome"))
    assert member.is_refused()
    member.look("vote-refused")
    member.send(member.form(field="outcome"), {"outcome": outcome})


def answer_statement(chair: AnyVisitor, reference: str) -> None:
    """At the second attempt; the first says nothing."""
    chair.open(f"/assessments/{reference}/panel/").follow("/answer/")
    chair.send(chair.form(field="text_ko"))
    assert chair.is_refused()
    chair.send(chair.form(field="text_ko"), {"text_ko": "기관의 의견을 확인하였다."})


def _remarks(member: AnyVisitor) -> list[str]:
    """What still hinders the draft."""
    return [remark.text_content() for remark in member.page.xpath("//*[contains(@class, 'remark--error')]")]


def _rows(member: AnyVisitor, name: str, *, wanted: int) -> None:
    """Add or remove rows with the buttons of the page until there are as many as wanted."""
    while (have := _count(member, name)) != wanted:
        button = ("add-row", name) if have < wanted else ("remove-row", f"{name}-{have - 1}")
        member.send(member.form(field="outcome"), button=button)
        assert _count(member, name) != have, "the button did nothing"


def _count(member: AnyVisitor, name: str) -> int:
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
