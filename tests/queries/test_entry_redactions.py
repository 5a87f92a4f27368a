"""What is withheld from the public record does not stand on the register's page either."""

from __future__ import annotations

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
