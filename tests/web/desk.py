"""Opens the commission's pages as one person, and brings a case before the panel."""

from __future__ import annotations

from assessments.enums import Result
from assessments.models import Assessment, User
from assessments.policy import Actor
from assessments.services import review
from tests import journey, make
from tests.journeys.visitor import Visitor


def visit(by: Actor | User, assessment: Assessment, rest: str, *, status: int = 200) -> Visitor:
    person = by if isinstance(by, User) else make.person_of(by)
    return Visitor(person, language="en").open(f"/assessments/{assessment.reference}/{rest}", status=status)


def state_of(assessment: Assessment) -> str:
    return Assessment.objects.get(pk=assessment.pk).state


def before_panel(example: str = "EX-1", **differing: Result) -> tuple[Assessment, journey.Bench]:
    """The panel sits; ``differing`` is what the technical reviewer found otherwise."""
    assessment, bench = journey.in_review(example=example)
    journey.write_findings(assessment, bench.legal)
    journey.write_findings(assessment, bench.technical, **differing)
    for judge in (bench.legal, bench.technical):
        review.lock_findings(actor=judge, assessment=assessment)
    journey.name_panel(assessment, bench)
    return assessment, bench


def ready(example: str = "EX-1") -> tuple[Assessment, journey.Bench]:
    """With the worked example's draft, not yet voted on."""
    assessment, bench = before_panel(example)
    journey.draft(assessment, bench, example=example)
    return assessment, bench
