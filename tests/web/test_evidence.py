"""Files go up at the document they prove, and come down only through the checked view."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments.enums import Role, Seat
from assessments.models import Assessment, Evidence, User
from assessments.queries import revisions
from assessments.services import completeness, evidence as service, submission
from tests import make
from tests.forms import files
from tests.web import answering

pytestmark = pytest.mark.django_db


def staff(assessment: Assessment) -> Client:
    return answering.signed_in(make.member(Role.APPLICANT, of=assessment.agency))


def attach(client: Client, assessment: Assessment, slot: str, name: str, content: bytes) -> Any:
    upload = SimpleUploadedFile(name, content)
    return client.post(answering.address(assessment, "evidence/"), {"slot": slot, "file": upload})


def attached(assessment: Assessment) -> list[tuple[str, str]]:
    return list(revisions.latest(assessment).evidence.values_list("slot", "name"))


def file_address(file: Evidence) -> str:
    return answering.address(file.revision.assessment, f"evidence/{file.pk}/")


def test_the_documents_needed_follow_from_the_standards_that_apply() -> None:
    draft = make.draft(example="EX-1")

    html = staff(draft).get(answering.address(draft, "evidence/")).content.decode()

    assert html.index('id="E-LAW"') < html.index('id="E-WARRANT"')
    assert "LEG-2" in html
    assert 'id="E-HRIA"' in html


def test_a_file_is_attached_and_removed_at_its_document() -> None:
    draft = make.draft()
    client = staff(draft)

    response = attach(client, draft, "E-LAW", "법령.pdf", files.pdf())

    assert response["Location"] == answering.address(draft, "evidence/#E-LAW")
    assert attached(draft) == [("E-LAW", "법령.pdf")]
    file = revisions.open_revision(draft).evidence.get()
    client.post(answering.address(draft, "evidence/"), {"slot": "E-LAW", "remove-file": str(file.pk)})
    assert attached(draft) == []


def test_attaching_twice_by_a_double_click_attaches_once() -> None:
    draft = make.draft()
    client = staff(draft)
    content = files.pdf()

    for _ in range(2):
        attach(client, draft, "E-LAW", "법령.pdf", content)

    assert attached(draft) == [("E-LAW", "법령.pdf")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html>"),
        ("a.exe", b"MZ"),
        ("a.pdf", b""),
        ("a.pdf", files.encrypted_pdf()),
        ("a.pdf", files.script_pdf()),
        ("a.docx", files.archive({"a": b"b"})),
    ],
)
def test_a_bad_file_is_refused_at_its_document(name: str, content: bytes) -> None:
    draft = make.draft()

    html = attach(staff(draft), draft, "E-LAW", name, content).content.decode()

    assert 'id="error-E-LAW"' in html
    assert 'href="#file-E-LAW"' in html
    assert attached(draft) == []


def test_nothing_chosen_is_said_at_its_document() -> None:
    draft = make.draft()

    response = staff(draft).post(answering.address(draft, "evidence/"), {"slot": "E-LAW"})

    assert 'id="error-E-LAW"' in response.content.decode()


def test_a_file_over_the_limit_is_refused(settings: Any) -> None:
    settings.EVIDENCE_MAX_BYTES = 100
    draft = make.draft()

    html = attach(staff(draft), draft, "E-LAW", "a.pdf", files.pdf()).content.decode()

    assert 'id="error-E-LAW"' in html


def test_a_full_document_says_so() -> None:
    draft = make.draft()
    for number in range(service.FILES_PER_DOCUMENT):
        make.attach(draft, "E-LAW", content=str(number).encode())

    html = attach(staff(draft), draft, "E-LAW", "a.pdf", files.pdf()).content.decode()

    assert 'id="error-E-LAW"' in html
    assert len(attached(draft)) == service.FILES_PER_DOCUMENT


@pytest.mark.parametrize("slot", ["", "hria_file", "E-NONE", "\x00", "<b>"])
def test_a_place_that_is_no_document_is_not_found(slot: str) -> None:
    draft = make.draft()

    assert attach(staff(draft), draft, slot, "a.pdf", files.pdf()).status_code == 404
    assert attached(draft) == []


def test_a_file_comes_down_as_download_and_can_do_nothing() -> None:
    file = make.attach(make.draft(), "E-LAW", content=files.pdf(), name="법령 1.pdf")

    response = staff(file.revision.assessment).get(file_address(file))

    assert response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('법령 1.pdf')}"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


def test_a_file_the_store_lost_is_said_plainly() -> None:
    file = make.attach(make.draft(), "E-LAW")
    Evidence.objects.filter(pk=file.pk).update(sha256="0" * 64)

    assert staff(file.revision.assessment).get(file_address(file)).status_code == 409


def test_another_agency_finds_no_file() -> None:
    file = make.attach(make.draft(), "E-LAW")
    stranger = answering.signed_in(make.member(Role.APPLICANT, Role.APPROVER))

    assert stranger.get(file_address(file)).status_code == 404


def test_a_file_of_another_case_is_not_found_under_ones_own() -> None:
    mine, theirs = make.draft(), make.draft()
    file = make.attach(theirs, "E-LAW")

    assert staff(mine).get(answering.address(mine, f"evidence/{file.pk}/")).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 10, "9" * 30])
def test_a_number_without_a_file_is_not_found(number: str) -> None:
    draft = make.draft()

    assert staff(draft).get(answering.address(draft, f"evidence/{number}/")).status_code == 404


def test_the_commission_reads_what_was_sent_and_not_what_is_being_changed() -> None:
    draft = make.draft(example="EX-1")
    before = make.attach(draft, "E-LAW", content=b"%PDF-1 sent")
    submission.send(actor=make.actor(Role.APPROVER, of=draft.agency), assessment=draft)
    officer = answering.signed_in(make.member(Role.OFFICER))
    defects = [{"question": "", "text": "증빙을 더 내십시오."}]
    completeness.request_supplement(actor=make.actor(Role.OFFICER), assessment=draft, defects=defects)
    after = make.attach(draft, "E-OPINION", content=b"%PDF-1 new")

    assert officer.get(file_address(before)).status_code == 200
    assert officer.get(file_address(after)).status_code == 404


def test_a_reviewer_reads_files_after_declaring_only() -> None:
    draft = make.draft(example="EX-1")
    file = make.attach(draft, "E-LAW")
    submission.send(actor=make.actor(Role.APPROVER, of=draft.agency), assessment=draft)
    undeclared = make.reviewer(draft, Seat.LEGAL, declares=None)
    clear = make.reviewer(draft, Seat.TECHNICAL)

    people = [User.objects.get(pk=actor.person_id) for actor in (undeclared, clear)]
    statuses = [answering.signed_in(person).get(file_address(file)).status_code for person in people]

    assert statuses == [403, 200]


def test_strangers_are_asked_to_sign_in() -> None:
    file = make.attach(make.draft(), "E-LAW")

    response = Client().get(file_address(file))

    assert response.status_code == 302
    assert "/sign-in/" in response["Location"]
