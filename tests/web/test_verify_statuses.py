"""What verification says of an authentic record today: every status, both languages, in doubt the worse."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.functional import Promise

from assessments.enums import Outcome, State
from assessments.models import Assessment, Decision, Record
from assessments.queries.deadlines import today
from assessments.queries.force import Force
from assessments.queries.verification import NOT_AUTHENTIC, Status, find_record, verify_file
from assessments.queries.verification_words import _OF_A_FILE, _OF_PAPER, HEADINGS, TONE
from tests.guards.ground import guards_off
from tests.web import published

pytestmark = pytest.mark.django_db


def in_state(state: State, **columns: Any) -> Callable[[Record], None]:
    def arrange(record: Record) -> None:
        with guards_off():
            Assessment.objects.filter(revisions__decision=record.decision).update(state=state)
            if columns:
                Decision.objects.filter(pk=record.decision.pk).update(**columns)

    return arrange


def corrected(record: Record) -> None:
    published.issued(version=2, decision=record.decision)


SITUATIONS: dict[Status, Callable[[Record], None]] = {
    Status.IN_FORCE: in_state(State.APPROVED, valid_until=date(2199, 1, 1)),
    Status.REJECTED: in_state(State.REJECTED, outcome=Outcome.REJECTED),
    Status.CORRECTED: corrected,
    Status.SUPERSEDED: in_state(State.SUPERSEDED),
    Status.SUSPENDED: in_state(State.SUSPENDED),
    Status.EXPIRED: in_state(State.EXPIRED),
    Status.REVOKED: in_state(State.REVOKED),
    Status.WITHDRAWN: in_state(State.WITHDRAWN),
    Status.RECONSIDERED: in_state(State.RECONSIDERATION),
    Status.UNSETTLED: in_state(State.PANEL),
}


def said_of(document: bytes, language: str) -> list[tuple[str, str]]:
    """Heading and sentence of the answer, in the order of the page."""
    file = SimpleUploadedFile("record.pdf", document)
    return said_in(published.reader(language).post("/verify/", {"file": file}).content.decode())


def said_in(html: str) -> list[tuple[str, str]]:
    own = re.search(r'id="verdict">([^<]+)</h2>\s*<p[^>]*>([^<]+)</p>', html)
    other = re.search(r'lang="(?:ko|en)">\s*<p><strong>([^<]+)</strong></p>\s*<p>([^<]+)</p>', html)
    assert own, html
    assert other, html
    return [(one[1], one[2]) for one in (own, other)]


def in_language(text: Promise, language: str) -> str:
    with translation.override(language):
        return str(text)


def test_every_status_has_its_words_and_its_situation() -> None:
    assert set(HEADINGS) == set(_OF_A_FILE) == set(TONE) == set(Status)
    assert set(SITUATIONS) == set(_OF_PAPER) == set(Status) - NOT_AUTHENTIC
    assert {Status(force) for force in Force} == set(SITUATIONS)


@pytest.mark.parametrize("status", SITUATIONS, ids=str)
def test_the_page_says_it_in_both_languages_the_readers_first(status: Status) -> None:
    record = published.issued()
    document = published.pdf_of(record)
    SITUATIONS[status](record)

    english, korean = said_of(document, "en"), said_of(document, "ko")

    assert english == korean[::-1]
    assert [heading for heading, _ in english] == [in_language(HEADINGS[status], one) for one in ("en", "ko")]
    assert all(record.number in sentence for _, sentence in english)
    assert english[0] != english[1]


@pytest.mark.parametrize("status", SITUATIONS, ids=str)
def test_a_paper_copy_is_told_the_same(status: Status) -> None:
    record = published.issued()
    SITUATIONS[status](record)

    html = published.page(f"/verify/{record.code}/")

    words = {"number": record.number, "newer": record.number.replace("-v1", "-v2")}
    for language in ("en", "ko"):
        assert in_language(_OF_PAPER[status], language) % words in html


Told = list[tuple[str, str]]
"""Headings and sentences, in English and in Korean."""
ALTERED: Told = [
    (
        "Not authentic: altered",
        (
            "This file is not authentic: it carries the number of decision record {number}, but it is not "
            "the file the commission issued."
        ),
    ),
    (
        "진본이 아닙니다(변경됨)",
        "이 파일은 진본이 아니며, 결정서 번호({number})가 적혀 있으나 위원회가 발급한 파일과 다릅니다.",
    ),
]
NEVER_ISSUED: Told = [
    (
        "Not authentic: not ours",
        "This file is not authentic: it names decision record {number}, which the commission never issued.",
    ),
    (
        "진본이 아닙니다(위원회가 발급하지 않음)",
        (
            "이 파일은 진본이 아니며, 파일에 적힌 결정서 번호({number})는 위원회가 발급한 사실이 없는 "
            "번호입니다."
        ),
    ),
]
NOT_OURS: Told = [
    ("Not authentic: not ours", "This file is not authentic: the commission never issued it."),
    ("진본이 아닙니다(위원회가 발급하지 않음)", "이 파일은 진본이 아니며, 위원회가 발급한 사실이 없습니다."),
]
UNKNOWN: Told = [
    (
        "No such record",
        (
            "The commission issued no record with the number or code “{number}”: if that is what your paper "
            "says, it is not a record of the commission."
        ),
    ),
    (
        "해당하는 결정서가 없습니다",
        (
            "번호나 코드가 “{number}”인 결정서는 발급된 사실이 없으며, 문서에 그렇게 적혀 있다면 위원회의 "
            "결정서가 아닙니다."
        ),
    ),
]


def about(told: Told, number: str) -> Told:
    return [(heading, sentence.format(number=number)) for heading, sentence in told]


@pytest.mark.parametrize(
    ("number", "told"),
    [("NHRC-FR-2026-0007-v1", ALTERED), ("NHRC-FR-2026-9999-v1", NEVER_ISSUED), ("", NOT_OURS)],
)
def test_of_a_file_that_is_not_authentic_it_is_told_in_both_languages(number: str, told: Told) -> None:
    published.issued(number="NHRC-FR-2026-0007")
    document = f"%PDF-1.7 {number}".encode()

    english, korean = said_of(document, "en"), said_of(document, "ko")

    assert english == about(told, number)
    assert korean == english[::-1]


@pytest.mark.parametrize("address", ["/verify/{}/", "/verify/?code={}"])
@pytest.mark.parametrize("asked", ["NHRC-FR-2026-9999-v1", "AAAA-BBBB-CCCC"])
def test_that_there_is_no_such_record_is_told_in_both_languages(asked: str, address: str) -> None:
    published.issued(number="NHRC-FR-2026-0007")

    pages = [published.page(address.format(asked), language=language) for language in ("en", "ko")]

    english, korean = map(said_in, pages)
    assert english == about(UNKNOWN, asked)
    assert korean == english[::-1]


@pytest.mark.parametrize(
    ("days", "status"), [(-1, Status.EXPIRED), (0, Status.IN_FORCE), (1, Status.IN_FORCE)]
)
def test_validity_ends_with_its_last_day_even_before_the_nightly_job_ran(days: int, status: Status) -> None:
    record = published.issued()
    in_state(State.CONDITIONAL, valid_until=today() + timedelta(days=days))(record)

    assert verify_file(published.pdf_of(record)).status == status


def test_the_day_is_named_in_each_language() -> None:
    record = published.issued()
    in_state(State.CONDITIONAL, valid_until=date(2020, 11, 20))(record)

    english, korean = said_of(published.pdf_of(record), "en")

    assert english[1].endswith("ended on Nov. 20, 2020.")
    assert "2020년 11월 20일" in korean[1]


@pytest.mark.parametrize("state", [State.SUSPENDED, State.REVOKED, State.SUPERSEDED])
def test_the_register_may_be_behind_the_case_or_ahead_of_it(state: State) -> None:
    record = published.issued()
    published.decided(of=record.decision.revision.assessment, record=record, number=record.number)
    document = published.pdf_of(record)

    in_state(state)(record)
    behind = verify_file(document).status
    in_state(State.CONDITIONAL)(record)
    record.register_entry.state = state
    record.register_entry.save()
    ahead = verify_file(document).status

    assert behind == ahead == Status(state)


@pytest.mark.parametrize(
    ("outcome", "state"), [(Outcome.APPROVED, State.REJECTED), (Outcome.REJECTED, State.APPROVED)]
)
def test_a_reconsideration_that_turned_the_outcome_supersedes(outcome: Outcome, state: State) -> None:
    record = published.issued()
    in_state(state, outcome=outcome)(record)

    assert verify_file(published.pdf_of(record)).status == Status.SUPERSEDED


def test_what_ended_is_said_before_what_was_corrected() -> None:
    record = published.issued()
    document = published.pdf_of(record)
    corrected(record)
    in_state(State.REVOKED)(record)

    found = verify_file(document)

    assert found.status == Status.REVOKED
    assert found.known
    assert found.known.newer == record.number.replace("-v1", "-v2")


def test_the_corrected_record_itself_is_in_force() -> None:
    record = published.issued()
    newer = published.issued(version=2, decision=record.decision)

    assert verify_file(published.pdf_of(newer)).status == Status.IN_FORCE
    assert find_record(newer.number).newer == ""  # type: ignore[union-attr]
