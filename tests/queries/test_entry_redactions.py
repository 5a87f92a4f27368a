"""What is withheld from the public record does not stand on the register's page either."""

from __future__ import annotations

from typing import Any

import pytest

from assessments import catalogue
from assessments.models import Decision
from assessments.queries.entry_redactions import as_redacted
from assessments.services import publication
from tests import journey
from tests.conftest import Jobs
from tests.web import published

pytestmark = pytest.mark.django_db

OFFICIAL = "강새벽담당관"
"""Invented, and no word of the catalogue."""
NAMED: dict[str, Any] = {
    "responsible_official": f"{OFFICIAL} (디지털정책과)",
    "proposal_title": f"{OFFICIAL}의 청사 출입",
}


@pytest.fixture
def decision(jobs: Jobs) -> Decision:
    official, summary = f"{OFFICIAL} (디지털정책과)", f"{OFFICIAL}에게 물으십시오."
    return journey.decided(example="EX-2", responsible_official=official, summary_plain=summary)[0]


def test_a_public_answer_does_not_repeat_what_another_withholds(decision):
    assessment = decision.revision.assessment

    entry = publication.publish(assessment)

    assert entry
    assert OFFICIAL in str(decision.revision.answers)
    assert OFFICIAL not in str(entry.content)
    assert OFFICIAL not in entry.summary
    assert "비공개 W" in entry.summary
    assert OFFICIAL not in published.page(f"/register/{entry.reference}/")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_public_page_repeats_it_in_the_title(jobs: Jobs, language: str) -> None:
    decision, _bench = journey.decided(example="EX-2", **NAMED)
    entry = publication.publish(decision.revision.assessment)
    record = published.issued(decision=decision)
    assert entry
    addresses = ["/register/", f"/register/{entry.reference}/", "/register.csv", "/register.atom"]
    addresses += [f"/verify/{record.code}/", f"/verify/?code={record.number}", "/"]

    shown = {address: published.page(address, language=language) for address in addresses}

    assert [address for address, text in shown.items() if OFFICIAL in text] == []
    assert [address for address, text in shown.items() if "]의 청사 출입" not in text] == []


def test_nor_before_the_decision(jobs: Jobs) -> None:
    assessment, _bench = journey.in_review(example="EX-2", **NAMED)

    entry = publication.publish(assessment)

    assert entry
    assert (entry.title, OFFICIAL in entry.search) == ("[비공개]의 청사 출입", False)
    assert OFFICIAL not in published.page("/register/")


def test_nobody_finds_the_entry_by_it(jobs: Jobs) -> None:
    decision, _bench = journey.decided(example="EX-2", **NAMED)
    publication.publish(decision.revision.assessment)

    shown = {words: published.page(f"/register/?q={words}") for words in (OFFICIAL, "청사 출입")}

    assert [decision.revision.assessment.reference in page for page in shown.values()] == [False, True]


@pytest.mark.parametrize(
    ("typed", "shown"), [("강새벽 " * 75, "[비공개] " * 50), ("나" * 298 + "강새벽", "나" * 298 + "[비")]
)
def test_a_long_title_is_cut_with_its_marks_in_it(jobs: Jobs, typed: str, shown: str) -> None:
    """Cut before, half of a name might be left; not cut, the marks might not fit."""
    assessment, _bench = journey.in_review(
        example="EX-2", responsible_official="강새벽", proposal_title=typed
    )

    entry = publication.publish(assessment)

    assert entry
    assert entry.title == shown


def test_the_commissions_reasons_do_not_repeat_it_either(decision):
    edition = catalogue.edition(decision.revision.edition_id)
    content = {
        "answers": {},
        "reasons": {"ko": f"{OFFICIAL}의 설명을 들었다.", "en": "Heard."},
        "findings": [{"standard": "PRO-1", "result": "met", "reasons": {"ko": f"{OFFICIAL}", "en": ""}}],
        "votes": [{"member": "위원", "outcome": "approved", "opinion": {"ko": f"({OFFICIAL})", "en": ""}}],
    }

    shown = as_redacted(content, decision, edition, {})

    assert OFFICIAL not in str(shown)
    assert shown["findings"][0]["result"] == "met"
    assert shown["votes"][0]["member"] == "위원"
    assert shown["reasons"]["en"] == "Heard."


def test_before_the_decision_it_is_not_repeated_either():
    given = {"responsible_official": f"{OFFICIAL} (디지털정책과)", "summary_plain": f"Ask {OFFICIAL}."}
    content = {"answers": {"summary_plain": f"{OFFICIAL}에게", "purpose_specific": "얼굴인식 시스템"}}

    shown = as_redacted(content, None, catalogue.current(), given)

    assert shown["answers"] == {"summary_plain": "[비공개]에게", "purpose_specific": "얼굴인식 시스템"}


def test_words_of_the_catalogue_stay_public_before_the_decision():
    question = catalogue.current().question("responsible_official")
    content = {"answers": {"summary_plain": question.text.ko}}

    shown = as_redacted(content, None, catalogue.current(), {"responsible_official": question.text.ko})

    assert shown == content
