"""Reviewers, panel and register show the stricter words of a prohibition that applies at once."""

from __future__ import annotations

import pytest

from assessments.services import deliberation, publication
from tests import journey
from tests.journeys.visitor import Visitor
from tests.services.test_at_once import NEWER, WORDS, published, rejected, voted
from tests.web.desk import visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_shelf")]

_OLD, NEW_WORDS = WORDS
PLACE = f"/standards/{NEWER}/PRO-3/"


def test_a_reviewer_reads_the_stricter_words_and_is_told_of_them():
    assessment, bench = journey.in_review()
    journey.write_findings(assessment, bench.legal)
    published(WORDS)

    html = visit(bench.legal, assessment, "review/").response.content.decode()
    page = visit(bench.legal, assessment, "review/PRO-3/").response.content.decode()

    assert "The standard is stricter since" in html
    assert NEW_WORDS in page
    assert PLACE in page
    other = visit(bench.legal, assessment, "review/PRO-2/").response.content.decode()
    assert "/standards/2026.11-1/PRO-2/" in other


def test_the_panel_reads_the_stricter_words():
    assessment, bench = voted()
    published(WORDS)

    assert bench.chair
    page = visit(bench.chair, assessment, "panel/findings/PRO-3/").response.content.decode()

    assert NEW_WORDS in page
    assert PLACE in page


def test_the_chair_is_told_why_to_reopen():
    assessment, bench = voted()
    assert bench.chair
    deliberation.send_draft(actor=bench.chair, assessment=assessment)
    published(WORDS)

    html = visit(bench.chair, assessment, "panel/").response.content.decode()

    assert "a stricter prohibition applies to this case" in html
    assert f"/assessments/{assessment.reference}/panel/reopen/" in html


def test_the_register_shows_the_stricter_words():
    entry = publication.publish(rejected().revision.assessment)

    assert entry
    html = Visitor(language="en").open(f"/register/{entry.reference}/").response.content.decode()

    assert NEW_WORDS in html
    assert PLACE in html
