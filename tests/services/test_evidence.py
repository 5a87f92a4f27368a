"""Files hang on the open revision, once each, and a sealed one keeps its own."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.storage import default_storage

from assessments.enums import Role
from assessments.errors import BadFile, NotPermitted
from assessments.models import Assessment, Evidence
from assessments.queries import revisions
from assessments.services import evidence
from tests import make

pytestmark = pytest.mark.django_db

A_QUESTION, A_DOCUMENT = "hria_file", "E-LAW"


def remove(assessment: Assessment, file: Evidence) -> None:
    actor = make.actor(Role.APPLICANT, of=assessment.agency)
    evidence.remove(actor=actor, assessment=assessment, evidence_id=file.pk)


def names(assessment: Assessment) -> list[str]:
    return list(revisions.latest(assessment).evidence.values_list("name", flat=True))


def test_the_content_is_kept_under_its_digest() -> None:
    file = make.attach(make.draft(), A_DOCUMENT, content=b"law")

    assert file.sha256 == hashlib.sha256(b"law").hexdigest()
    assert file.size_bytes == 3
    assert evidence.content_of(file) == b"law"
    assert default_storage.exists(f"evidence/{file.sha256[:2]}/{file.sha256}")


def test_a_question_is_answered_by_the_name_of_its_one_file() -> None:
    draft = make.draft()

    make.attach(draft, A_QUESTION, content=b"1", name="first.pdf")
    make.attach(draft, A_QUESTION, content=b"2", name="second.pdf")

    assert names(draft) == ["second.pdf"]
    assert revisions.open_revision(draft).answers == {A_QUESTION: "second.pdf"}


def test_a_document_may_have_several_files_and_answers_no_question() -> None:
    draft = make.draft()

    make.attach(draft, A_DOCUMENT, content=b"1", name="first.pdf")
    make.attach(draft, A_DOCUMENT, content=b"2", name="second.pdf")

    assert names(draft) == ["first.pdf", "second.pdf"]
    assert revisions.open_revision(draft).answers == {}


def test_the_same_file_again_only_takes_its_new_name() -> None:
    draft = make.draft()

    first = make.attach(draft, A_QUESTION, content=b"1", name="first.pdf")
    again = make.attach(draft, A_QUESTION, content=b"1", name="renamed.pdf")

    assert first == again
    assert names(draft) == ["renamed.pdf"]
    assert revisions.open_revision(draft).answers == {A_QUESTION: "renamed.pdf"}


def test_a_document_takes_a_limited_number_of_files() -> None:
    draft = make.draft()
    for number in range(evidence.FILES_PER_DOCUMENT):
        make.attach(draft, A_DOCUMENT, content=str(number).encode())

    with pytest.raises(BadFile):
        make.attach(draft, A_DOCUMENT, content=b"one too many")

    assert len(names(draft)) == evidence.FILES_PER_DOCUMENT


@pytest.mark.parametrize("slot", ["E-NONE", "proposal_title", ""])
def test_a_file_goes_only_where_files_go(slot: str) -> None:
    draft = make.draft()

    with pytest.raises(BadFile):
        make.attach(draft, slot)

    assert names(draft) == []


def test_removing_takes_the_answer_too_and_works_twice() -> None:
    draft = make.draft()
    file = make.attach(draft, A_QUESTION)

    remove(draft, file)
    remove(draft, file)

    assert names(draft) == []
    assert revisions.open_revision(draft).answers == {}


def test_another_assessments_file_is_not_removed() -> None:
    mine, theirs = make.draft(), make.draft()
    make.attach(mine, A_QUESTION, name="mine.pdf")
    file = make.attach(theirs, A_QUESTION, name="theirs.pdf")

    remove(mine, file)

    assert names(theirs) == ["theirs.pdf"]
    assert revisions.open_revision(mine).answers == {A_QUESTION: "mine.pdf"}


def test_nothing_is_attached_to_what_was_sent() -> None:
    sent = make.submitted()

    with pytest.raises(NotPermitted):
        make.attach(sent, A_DOCUMENT)

    assert names(sent) == []


def test_an_agency_cannot_attach_to_anothers_draft() -> None:
    draft = make.draft()

    with pytest.raises(Assessment.DoesNotExist):
        evidence.attach(
            actor=make.actor(Role.APPLICANT),
            assessment=draft,
            slot=A_DOCUMENT,
            name="a.pdf",
            content=b"a",
            content_type="application/pdf",
        )

    assert names(draft) == []
