"""A stricter prohibition that applies at once is counted where people look, and they are told of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.mail import EmailMessage

from assessments.enums import Result, Role
from assessments.models import Assessment
from assessments.policy import Actor
from assessments.queries import findings
from assessments.queries.revisions import latest_sealed
from assessments.queries.worklists import Progress, worklist
from tests import journey, make
from tests.journeys.visitor import Visitor
from tests.services.test_at_once import NEWER, published, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "fresh_shelf")]

WIDER = ('"d_rt_public"', '"d_rt_public or not d_rt_public"')
"""PRO-2 as it also applies to what the first worked example proposes."""


def shown(reviewer: Actor) -> Progress | None:
    (row,) = worklist(reviewer).rows
    return row.progress


def listed(assessment: Assessment, reviewer: Actor) -> Progress:
    """As the reviewer's own list has it, standard by standard."""
    revision = latest_sealed(assessment)
    review = findings.review(revision, findings.own(revision, reviewer.user_id))
    return Progress(review.done, review.needed)


def test_the_queue_counts_a_standard_that_only_the_stricter_words_make_applicable() -> None:
    assessment, bench = journey.in_review()
    before = listed(assessment, bench.legal)
    assert shown(bench.legal) == before

    published(WIDER, at_once=("PRO-2",))

    assert shown(bench.legal) == Progress(0, before.needed + 1) == listed(assessment, bench.legal)


def test_a_finding_on_the_older_words_is_not_done_until_it_is_found_anew() -> None:
    assessment, bench = journey.in_review()
    journey.write_findings(assessment, bench.legal)
    before = listed(assessment, bench.legal)

    published()

    assert shown(bench.legal) == Progress(before.needed - 1, before.needed)
    save(bench.legal, assessment)
    assert shown(bench.legal) == before == listed(assessment, bench.legal)


def test_the_page_of_the_case_counts_the_results_by_the_stricter_words() -> None:
    assessment = make.submitted()
    officer = Visitor(make.member(Role.OFFICER), language="en")

    def counted() -> dict[Result, int]:
        return dict(officer.client.get(f"/assessments/{assessment.reference}/").context["results"])

    before = counted()
    published()

    after = counted()
    assert after[Result.NOT_MET] == before.get(Result.NOT_MET, 0) + 1
    assert after[Result.MET] == before[Result.MET] - 1


def test_agency_and_officers_are_told_which_prohibition_applies_and_where_it_stands(
    jobs: Any, mailoutbox: list[EmailMessage], settings: Any
) -> None:
    settings.PUBLIC_URL = "https://portal.example"
    assessment = make.submitted()
    told = {make.member(role, of=assessment.agency).email for role in (Role.APPLICANT, Role.APPROVER)}
    told.add(make.member(Role.OFFICER).email)
    strangers = {make.member(Role.APPLICANT).email, make.member(Role.REVIEWER).email}
    jobs.run()
    mailoutbox.clear()

    published()
    jobs.run()

    mails = [mail for mail in mailoutbox if assessment.reference in mail.subject]
    addresses = {address for mail in mails for address in mail.to}
    assert told <= addresses
    assert not strangers & addresses
    assert len(mails) == len(addresses)
    (body,) = {mail.body for mail in mails}
    assert "Stricter prohibition applies at once" in mails[0].subject
    assert "This prohibition of a later one applies to it besides" in body
    assert f"https://portal.example/standards/{NEWER}/PRO-3/" in body
    assert "PRO-3 " in body
    assert "PRO-2" not in body


def test_other_notices_say_nothing_of_prohibitions(jobs: Any, mailoutbox: list[EmailMessage]) -> None:
    make.member(Role.OFFICER)
    make.submitted()

    jobs.run()

    assert mailoutbox
    assert not any("prohibition" in mail.body for mail in mailoutbox)
