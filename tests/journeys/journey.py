"""The way of one case from an empty draft to a verified PDF, however those who take part browse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from assessments import catalogue
from assessments.enums import Role, State
from assessments.models import Assessment, RecordDocument, User
from assessments.services import ledger
from tests import make
from tests.journeys import agency, commission
from tests.journeys.visitor import AnyVisitor

EXAMPLE = "EX-1"


class Browse(Protocol):
    """Sits somebody down before a browser of some kind; a stranger when nobody is named."""

    def __call__(self, person: User | None = None, *, language: str = "ko") -> AnyVisitor: ...


@dataclass
class Sitting:
    """Somebody before a browser, and who that is."""

    person: User
    visitor: AnyVisitor


class Cast:
    """Everybody who takes part. The agency reads Korean; in the commission both languages are read."""

    def __init__(self, browse: Browse) -> None:
        self.browse, self.office = browse, make.agency(name="정부청사관리본부")
        self.official = self._sit(Role.APPLICANT).visitor
        self.colleague = self._sit(Role.APPLICANT).visitor
        self.approver = self._sit(Role.APPROVER).visitor
        self.officer = self._sit(Role.OFFICER).visitor
        self.reviewers = {
            "legal": self._sit(Role.REVIEWER),
            "technical": self._sit(Role.REVIEWER, language="en"),
        }
        self.chair = self._sit(Role.CHAIR, language="en")
        self.members = [self._sit(Role.PANEL_MEMBER, language=language) for language in ("ko", "en")]

    @property
    def panel(self) -> list[Sitting]:
        return [self.chair, *self.members]

    def _sit(self, role: Role, *, language: str = "ko") -> Sitting:
        person = make.member(role, of=self.office)
        return Sitting(person, self.browse(person, language=language))


def from_draft_to_record(
    browse: Browse, *, work: Callable[[], None], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The gate of the worked examples: written, sent, reviewed, decided, recorded, published.

    ``work`` carries out the waiting jobs.
    """
    gate, cast = catalogue.examples.example(EXAMPLE), Cast(browse)

    reference = _apply(cast, gate)
    assert _preliminary(reference, "not_met") == sorted(gate.expected.not_met)
    _review(cast, reference)
    _decide(cast, reference)
    assert _state(reference) == State.CONDITIONAL

    cast.approver.open(f"/assessments/{reference}/record/")
    assert not RecordDocument.objects.exists()
    work()
    cast.approver.wait_for("ko.pdf")
    auditor = browse(make.member(Role.AUDITOR)).open(f"/assessments/{reference}/record/")
    record = folder / "record.pdf"
    record.write_bytes(auditor.download("ko.pdf"))
    assert _verify(record, capsys) == (0, "authentic, in_force")
    assert _verify(_longer(record), capsys) == (1, "altered")

    stranger = browse(language="en").open(f"/register/{reference}/")
    assert stranger.sees(gate.answers["proposal_title"])
    assert stranger.sees("9 conditions") or stranger.sees("nine conditions")
    assert ledger.audit().entries > 20


def _apply(cast: Cast, gate: catalogue.examples.Example) -> str:
    """The agency's part; returns the reference."""
    answers = dict(gate.answers)
    reference = agency.start(cast.official, title=answers["proposal_title"], use_case=answers["use_case"])
    agency.mistype(cast.official, reference, number="persons_enrolled_n", text="place_description")
    agency.clash(cast.official, cast.colleague, reference, answers, over="place_description")
    agency.answer_everything(cast.official, reference, answers)
    agency.send(cast.approver, reference)
    return reference


def _review(cast: Cast, reference: str) -> None:
    for seat, reviewer in cast.reviewers.items():
        commission.assign(cast.officer, reference, seat=seat, reviewer=reviewer.person)
        commission.declare_no_conflict(reviewer.visitor, reference)
    commission.accept(cast.officer, reference)
    for reviewer in cast.reviewers.values():
        commission.find_everything(reviewer.visitor, reference)


def _decide(cast: Cast, reference: str) -> None:
    chair, members = cast.chair, [member.person for member in cast.members]
    commission.name_panel(cast.officer, reference, chair=chair.person, members=members)
    for seat in cast.panel:
        commission.declare_no_conflict(seat.visitor, reference)
    commission.draft(chair.visitor, reference, EXAMPLE)
    for seat in cast.panel:
        commission.vote(seat.visitor, reference, "conditional")
    _press(chair.visitor, reference, "panel/send/")
    agency.state(cast.approver, reference, "결정안에 이의가 없습니다.")
    commission.answer_statement(chair.visitor, reference)
    _press(chair.visitor, reference, "panel/adopt/")


def _preliminary(reference: str, result: str) -> list[str]:
    preliminary = Assessment.objects.get(reference=reference).revisions.get().preliminary
    return sorted(standard for standard, found in preliminary.items() if found == result)


def _state(reference: str) -> str:
    return Assessment.objects.get(reference=reference).state


def _press(visitor: AnyVisitor, reference: str, rest: str) -> None:
    """Open a page that asks for confirmation, and confirm."""
    visitor.open(f"/assessments/{reference}/{rest}")
    visitor.send(visitor.form(action=rest))


def _longer(record: Path) -> Path:
    """The record with one byte more, which no reader shows."""
    path = record.with_name("altered.pdf")
    path.write_bytes(record.read_bytes() + b"\n")
    return path


def _verify(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and verdict of the command an auditor runs."""
    try:
        call_command("verify_record", str(path))
    except CommandError as refused:
        return refused.returncode, str(refused).split(":")[0]
    return 0, capsys.readouterr().out.split(":")[0]
