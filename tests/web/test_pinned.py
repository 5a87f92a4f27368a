"""A case keeps the edition it was sent under: whoever opens whatever page of it reads the old words."""

from __future__ import annotations

import pytest

from assessments import catalogue, records
from assessments.enums import Outcome, Role, Seat
from assessments.models import Assessment, User
from assessments.policy import Actor
from assessments.queries.record_content import content_of
from assessments.services import completeness, deliberation, publication, submission
from tests import journey, make
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_shelf")]

NEW = "§§"
"""Stands before every word of the newer edition, in both languages."""
OLD = "2026.11-1"
SOME = [standard.id for standard in catalogue.edition(OLD).standards][::5]


def newer() -> None:
    """In force from today, and nothing in it reads as it did."""
    files = {name: text.decode() for name, text in catalogue.edition_files(OLD).items()}
    keys = [f"{before}{language} = " for language in ("en", "ko") for before in (".", " ", "\n")]
    marks = [(f'{key}"', f'{key}"{NEW} ') for key in keys]
    changes = {name: [mark for mark in marks if mark[0] in text] for name, text in files.items()}
    words = make.edition("2026.12-1", changes, valid_from=None)
    assert words.question("use_case").text.ko.startswith(NEW)
    assert catalogue.current().id == "2026.12-1"


def read(by: Actor | User | None, assessment: Assessment, *pages: str) -> None:
    """Every page opens, in both languages, and says nothing in new words."""
    assert by
    person = by if isinstance(by, User) else make.person_of(by)
    for language in ("en", "ko"):
        visitor = Visitor(person, language=language)
        for page in pages:
            html = visitor.open(f"/assessments/{assessment.reference}/{page}").response.content.decode()
            assert NEW not in html, f"{page} in {language}"
            assert "2026.12-1" not in html, f"{page} in {language}"


def staff(assessment: Assessment) -> User:
    return make.member(Role.APPROVER, of=assessment.agency)


def test_the_newer_edition_is_seen_where_nothing_is_pinned():
    newer()

    assert NEW in Visitor(language="en").open("/standards/PRO-1/").response.content.decode()


def test_an_agency_that_supplements_reads_the_old_words():
    sent = make.submitted()
    completeness.request_supplement(
        actor=make.actor(Role.OFFICER),
        assessment=sent,
        defects=[{"question": "summary_plain", "text": "Say it plainly."}],
    )
    newer()

    pages = [f"answers/{page}/" for page in catalogue.edition(OLD).pages]
    read(staff(sent), sent, "", *pages, "evidence/", "check/", "self-check/", "send/")


def test_the_officer_who_checks_it_reads_the_old_words():
    sent = make.submitted()
    newer()

    read(make.actor(Role.OFFICER), sent, "", "answers/", "completeness/", "assign/")


def test_reviewers_read_the_old_words():
    assessment, bench = journey.in_review()
    newer()

    standards = [f"review/{standard}/" for standard in SOME]
    read(bench.legal, assessment, "", "answers/", "review/", *standards, "lock/", "ask/", "hand-back/")


def test_who_declares_reads_the_old_grounds():
    sent = make.submitted()
    judge = make.reviewer(sent, Seat.LEGAL, declares=None)
    newer()

    read(judge, sent, "declare/")


def test_panel_and_auditor_read_the_old_words():
    assessment, bench = journey.before_panel()
    journey.draft(assessment, bench, example="EX-1")
    newer()

    findings = [f"panel/findings/{standard}/" for standard in SOME]
    read(bench.officer, assessment, "", "panel/members/", "ledger/")
    read(bench.chair, assessment, "panel/", *findings, "panel/decision/", "panel/vote/", "preview/")
    read(make.actor(Role.AUDITOR), assessment, "", "answers/", "panel/", "panel/findings/PRO-1/", "ledger/")


def test_the_agency_comments_on_a_draft_in_the_old_words():
    assessment, bench = journey.before_panel(example="EX-1")
    journey.draft(assessment, bench, example="EX-1")
    journey.vote(assessment, bench, catalogue.examples.example("EX-1").decision.outcome)
    assert bench.chair
    deliberation.send_draft(actor=bench.chair, assessment=assessment)
    newer()

    read(staff(assessment), assessment, "", "statement/", "preview/")


def test_the_decision_its_register_entry_and_its_record_say_the_old_words(jobs):
    decision, bench = journey.decided()
    assessment = decision.revision.assessment
    newer()

    entry = publication.publish(assessment)
    record = records.freeze(content_of(decision, number=f"{decision.number}-v1")).decode()

    read(staff(assessment), assessment, "", "answers/", "record/")
    read(bench.chair, assessment, "", "panel/", "panel/findings/PRO-1/")
    assert entry
    assert entry.edition_id == OLD
    assert NEW not in record
    assert f'"standards":"{OLD}"' in record
    for language in ("en", "ko"):
        page = Visitor(language=language).open(f"/register/{entry.reference}/").response.content.decode()
        assert NEW not in page
    assert decision.outcome == Outcome.CONDITIONAL


def test_a_case_that_is_sent_again_is_sealed_under_the_old_edition():
    sent = make.submitted()
    completeness.request_supplement(
        actor=make.actor(Role.OFFICER),
        assessment=sent,
        defects=[{"question": "summary_plain", "text": "Say it plainly."}],
    )
    newer()

    revision = submission.send(actor=make.actor(Role.APPROVER, of=sent.agency), assessment=sent)

    assert revision.edition_id == OLD
    assert revision.edition_digest == catalogue.edition(OLD).digest


def test_lists_offer_the_types_of_use_of_every_edition():
    make.submitted()
    make.edition("2026.12-1", {"questions/01-proposal.toml": [('"exam_check"', '"exam_entry"')]})

    offered = [choice.id for choice in catalogue.offered("use_case")]

    assert "exam_entry" in offered
    assert "exam_check" in offered
