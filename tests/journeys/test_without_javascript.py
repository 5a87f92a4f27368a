"""From an empty draft to a verified PDF, in browsers without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from assessments import catalogue
from assessments.enums import Role, State
from assessments.models import Assessment, RecordDocument, User
from assessments.services import ledger
from tests import make
from tests.journeys import agency, commission
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def test_the_gate_travels_from_an_empty_draft_to_a_verified_record(jobs, tmp_path, capsys):
    gate = catalogue.examples.example("EX-1")
    office = make.agency(name="정부청사관리본부")
    official = Visitor(make.member(Role.APPLICANT, of=office))
    approver = Visitor(make.member(Role.APPROVER, of=office))
    officer = Visitor(make.member(Role.OFFICER))
    reviewers = {seat: make.member(Role.REVIEWER) for seat in ("legal", "technical")}
    chair, members = make.member(Role.CHAIR), [make.member(Role.PANEL_MEMBER) for _ in range(2)]

    reference = agency.start(
        official, title=gate.answers["proposal_title"], use_case=gate.answers["use_case"]
    )
    agency.answer_everything(official, reference, dict(gate.answers))
    agency.send(approver, reference)
    assert _preliminary(reference, "not_met") == sorted(gate.expected.not_met)

    for seat, person in reviewers.items():
        commission.assign(officer, reference, seat=seat, reviewer=person)
        commission.declare_no_conflict(Visitor(person), reference)
    commission.accept(officer, reference)
    for person in reviewers.values():
        commission.find_everything(Visitor(person), reference)
    commission.name_panel(officer, reference, chair=chair, members=members)
    for person in (chair, *members):
        commission.declare_no_conflict(Visitor(person), reference)
    commission.draft(Visitor(chair), reference, "EX-1")
    for person in (chair, *members):
        commission.vote(Visitor(person), reference, "conditional")
    _press(Visitor(chair), reference, "panel/send/")
    agency.state(approver, reference, "결정안에 이의가 없습니다.")
    _press(Visitor(chair), reference, "panel/adopt/")

    assert _state(reference) == State.CONDITIONAL
    approver.open(f"/assessments/{reference}/record/")
    assert not RecordDocument.objects.exists()
    jobs.run()
    assert _verify(_download(make.member(Role.AUDITOR), reference, tmp_path), capsys) == (0, "authentic")
    assert _verify(_longer(tmp_path / "record.pdf"), capsys) == (1, "altered")

    stranger = Visitor(language="en").open(f"/register/{reference}/")
    assert stranger.sees(gate.answers["proposal_title"])
    assert stranger.sees("9 conditions") or stranger.sees("nine conditions")
    assert ledger.audit().entries > 20


def _preliminary(reference: str, result: str) -> list[str]:
    preliminary = Assessment.objects.get(reference=reference).revisions.get().preliminary
    return sorted(standard for standard, found in preliminary.items() if found == result)


def _state(reference: str) -> str:
    return Assessment.objects.get(reference=reference).state


def _press(person: Visitor, reference: str, rest: str) -> None:
    """Open a page that asks for confirmation, and confirm."""
    person.open(f"/assessments/{reference}/{rest}")
    person.send(person.form(action=rest))


def _download(person: User, reference: str, folder: Path) -> Path:
    auditor = Visitor(person)
    auditor.open(f"/assessments/{reference}/record/")
    link = next(a.get("href") for a in auditor.page.iter("a") if (a.get("href") or "").endswith("ko.pdf"))
    path = folder / "record.pdf"
    response = auditor.client.get(link)
    path.write_bytes(b"".join(response.streaming_content) if response.streaming else response.content)  # type: ignore[attr-defined]
    return path


def _longer(record: Path) -> Path:
    """The record with one byte more, which no reader shows."""
    path = record.with_name("altered.pdf")
    path.write_bytes(record.read_bytes() + b"\n")
    return path


def _verify(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and first word of the command an auditor runs."""
    try:
        call_command("verify_record", str(path))
    except CommandError as refused:
        return refused.returncode, str(refused).split(":")[0]
    return 0, capsys.readouterr().out.split(":")[0]
