"""What findings cite stands in the record with its number and page; nothing that was cited is left out."""

from __future__ import annotations

import pytest

from assessments import records
from assessments.enums import Outcome, Result, Seat
from assessments.errors import Incomplete
from assessments.models import Assessment, Decision, Evidence
from assessments.policy import Actor
from assessments.queries.panels import current_panel
from assessments.queries.record_content import content_of
from assessments.records import Citation, RecordContent
from assessments.services import decision, deliberation, review
from tests import journey, make
from tests.guards.ground import guards_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ON_THE_LAW = "LEG-1"


def said(made: Decision) -> RecordContent:
    return content_of(made, number=f"{made.number}-v1")


def written(judge: Actor, case: Assessment, file: Evidence) -> None:
    """Every finding, and on the law one that cites the file."""
    journey.write_findings(case, judge)
    review.save_finding(
        actor=judge,
        assessment=case,
        standard_id=ON_THE_LAW,
        result=Result.MET,
        reasons="The Act says so.",
        evidence=[{"id": file.pk, "page": "12"}],
    )
    review.lock_findings(actor=judge, assessment=case)


def with_evidence() -> tuple[Assessment, journey.Bench, Evidence]:
    """Before the panel; both reviewers cite page 12 of the second of two files."""
    draft = make.draft(example="EX-2")
    make.attach(draft, "test_report", content=b"%PDF-1.7 report", name="report.pdf")
    file = make.attach(draft, "E-LAW", name="act.pdf")
    case, bench = journey.in_review(draft=draft)
    for judge in (bench.legal, bench.technical):
        written(judge, case, file)
    journey.name_panel(case, bench)
    return case, bench, file


def adopted(case: Assessment, bench: journey.Bench) -> Decision:
    journey.draft(case, bench, example="EX-2")
    journey.vote(case, bench, Outcome.APPROVED)
    return decision.adopt(actor=bench.members[0], assessment=case)


def test_cited_evidence_reaches_the_record_with_its_page() -> None:
    case, bench, _file = with_evidence()

    content = said(adopted(case, bench))

    finding = next(one for one in content.findings if one.standard_id == ON_THE_LAW)
    assert [one.evidence for one in finding.reviewers] == [(Citation("E2", "12"),)] * len(Seat)
    assert finding.evidence == (Citation("E2", "12"),)
    assert [(one.id, one.file_name, one.content_type) for one in content.evidence] == [
        ("E1", "report.pdf", "application/pdf"),
        ("E2", "act.pdf", "application/pdf"),
    ]


def test_a_question_answered_by_a_file_names_its_number_also_for_the_public() -> None:
    case, bench, _file = with_evidence()

    content = said(adopted(case, bench))

    for shown, answer in ((content, "report.pdf"), (records.redacted(content), "withheld")):
        facts = {one.question_id: one for step in shown.facts for one in step.facts}
        assert facts["test_report"].evidence == ("E1",)
        assert answer in str(facts["test_report"].answer).lower()
        assert facts["purpose_specific"].evidence is None


def test_a_citation_of_a_file_that_is_not_there_stops_the_record() -> None:
    case, bench, file = with_evidence()
    made = adopted(case, bench)
    with guards_off():
        Evidence.objects.filter(pk=file.pk).delete()

    with pytest.raises(LookupError, match=f"cites file {file.pk}"):
        said(made)


def test_the_panel_cites_files_of_the_revision_only() -> None:
    case, bench, _file = with_evidence()
    foreign = make.attach(make.draft(), "E-LAW")
    current = current_panel(case).draft
    finding = {
        "result": "met",
        "reasons_ko": "이유",
        "reasons_en": "",
        "evidence": [{"id": foreign.pk, "page": ""}],
    }

    with pytest.raises(Incomplete, match="does not belong to this revision"):
        deliberation.save_panel_finding(
            actor=bench.members[0],
            assessment=case,
            version=current.version,
            standard_id=ON_THE_LAW,
            finding=finding,
        )

    assert current_panel(case).draft.findings == current.findings
