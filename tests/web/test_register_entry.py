"""One entry of the register: what was asked, what was decided, and why, for whoever follows its number."""

from __future__ import annotations

import re

import pytest
from pytest_django import DjangoAssertNumQueries

from assessments.enums import Audience, Outcome, State
from assessments.models import RecordDocument
from tests.web import published
from tests.web.published import page

pytestmark = pytest.mark.django_db


def test_before_the_decision_an_entry_says_what_was_asked_and_no_more():
    entry = published.entry()

    html = page(f"/register/{entry.reference}/")

    assert f"The commission has not yet decided on “{entry.title}”" in html
    assert "직원이 출입할 때 얼굴을 대조한다." in html
    assert "What was decided" not in html
    assert "There is no record before the decision." in html


def test_a_decision_is_told_with_its_reasons_conditions_and_dissent():
    entry = published.decided()

    html = page(f"/register/{entry.reference}/")

    assert (
        f"The commission approved “{entry.title}”, proposed by {entry.agency_name}, on one condition." in html
    )
    for words in (
        "Reasons for the whole",
        "Four buildings",
        "Open a card lane.",
        "Within 30 days of service, by Dec. 20, 2026",
        "Keep the card lane.",
        "Reasons for LEG-2",
        "Dissenting opinion of 유 위원",
        "I dissent.",
        "Accepted for review",
    ):
        assert words in html


def test_every_finding_stands_in_its_group_and_leads_to_its_standard():
    entry = published.decided()

    html = page(f"/register/{entry.reference}/")

    assert len(re.findall(r'<li class="finding" id="finding-', html)) == 41
    assert 'href="/standards/2026.11-1/LEG-2/"' in html
    assert re.search(
        r'class="is-not_met" href="#finding-LEG-2">LEG-2<span class="visually-hidden">, Not met', html
    )
    assert "The rules alone had said" in html


def test_what_is_withheld_is_named_with_its_ground():
    entry = published.decided()

    html = page(f"/register/{entry.reference}/")

    assert re.search(r"<dt>Contact e-mail</dt><dd>.*Withheld.*Personal details", html)


def test_a_rejection_names_the_standards_that_bar_approval():
    entry = published.decided(
        Outcome.REJECTED,
        content={"findings": published.findings(PRO_1="not_met", LEG_2="not_met"), "conditions": []},
    )

    html = page(f"/register/{entry.reference}/")

    assert f"rejected “{entry.title}”, proposed by {entry.agency_name}: it does not meet PRO-1." in html


def test_a_rejection_for_want_of_a_majority_says_so():
    entry = published.decided(Outcome.REJECTED, content={"basis": "deadlock", "conditions": []})

    assert "No outcome found a majority" in page(f"/register/{entry.reference}/")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.SUSPENDED, "Its effect is suspended"),
        (State.REVOKED, "The approval has been revoked."),
        (State.EXPIRED, "The approval ended on Nov. 20, 2028."),
        (State.SUPERSEDED, "A later decision has taken its place."),
        (State.RECONSIDERATION, "The agency has asked for reconsideration"),
        (State.CONDITIONAL, "Valid until Nov. 20, 2028."),
    ],
)
def test_what_has_become_of_a_decision_stands_under_it(state, words):
    entry = published.decided(state=state)

    assert words in page(f"/register/{entry.reference}/")


def test_a_withdrawn_assessment_keeps_its_entry():
    entry = published.entry(state=State.WITHDRAWN)

    assert f"{entry.agency_name} withdrew “{entry.title}” before it was decided." in page(
        f"/register/{entry.reference}/"
    )


def test_english_readers_get_the_korean_text_where_there_is_no_other_marked_as_such():
    entry = published.decided(content={"reasons": {"ko": "종합 이유", "en": ""}})

    assert '<p class="prewrap" lang="ko">종합 이유</p>' in page(f"/register/{entry.reference}/")


def test_korean_readers_get_korean():
    entry = published.decided()

    html = page(f"/register/{entry.reference}/", language="ko")

    assert f"위원회는 {entry.agency_name}의 “{entry.title}” 제안을 조건 하나를 붙여 승인하였습니다." in html
    assert "종합 이유" in html


def test_an_entry_is_found_by_reference_and_by_every_number_of_its_record():
    first = published.issued()
    second = published.issued(version=2, decision=first.decision)
    entry = published.decided(
        of=first.decision.revision.assessment, record=second, number=second.number, title="두 판이 있는 결정"
    )

    names = [
        entry.reference,
        entry.reference.lower(),
        second.number,
        second.number.lower(),
        first.number,
        first.decision.number,
    ]
    pages = {name: page(f"/register/{name}/") for name in names}

    assert all("두 판이 있는 결정" in html for html in pages.values())
    assert {name for name, html in pages.items() if "The newest version is" in html} == {first.number}
    assert second.code in pages[first.number]
    assert second.content_sha256 in pages[first.number]


@pytest.mark.parametrize("name", ["XXXX-XXXX", "NHRC-FR-2026-9999-v1", "%00", "한글"])
def test_an_unknown_name_is_not_found(name):
    assert published.reader().get(f"/register/{name}/").status_code == 404


def test_an_entry_takes_one_statement_and_one_for_the_documents_of_its_record(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    record = published.issued()
    with_record = published.decided(
        of=record.decision.revision.assessment, record=record, number=record.number
    )
    without = published.entry()

    for entry, statements in ((with_record, 2), (without, 1)):
        with django_assert_num_queries(statements):
            page(f"/register/{entry.reference}/")


def test_sample_data_is_named_as_such():
    entry = published.decided(is_sample=True)

    assert "Sample data: the agency, the case and the decision are invented." in page(
        f"/register/{entry.reference}/"
    )
    assert "sample data" in page("/register/")


def test_what_agencies_write_cannot_become_markup():
    entry = published.entry(title="<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>")

    for html in (page("/register/"), page(f"/register/{entry.reference}/")):
        assert "<script>alert" not in html
        assert "<img src=x" not in html


@pytest.mark.parametrize(("language", "labels"), [("ko", ("한국어", "영어")), ("en", ("Korean", "English"))])
def test_the_digest_of_each_public_document_is_printed_with_its_language(
    language: str, labels: tuple[str, str]
) -> None:
    record = published.issued()
    published.decided(of=record.decision.revision.assessment, record=record, number=record.number)
    documents = RecordDocument.objects.filter(record=record).order_by("-language")

    html = page(f"/register/{record.number}/", language=language)

    proof = html.partition('<h2 id="proof">')[2]
    printed = re.findall(r", (\w+), [^<,]+ \(SHA-256\) <span class=\"digest\">([0-9a-f]{64})</span>", proof)
    public = [document.sha256 for document in documents if document.audience == Audience.PUBLIC]
    assert printed == list(zip(labels, public, strict=True))
    assert record.public_content_sha256 in proof
    assert not any(document.sha256 in html for document in documents if document.audience != Audience.PUBLIC)
