"""The chair corrects a clerical error: sees what would change, confirms, and each version says its part."""

from __future__ import annotations

import pytest

from assessments.enums import Role
from assessments.models import Correction, Record
from assessments.services import publication
from tests import bundles, make
from tests.journeys.visitor import Visitor
from tests.services.correcting import issue, order, slip
from tests.web import published
from tests.web.desk import visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "jobs")]


@pytest.fixture
def record() -> Record:
    return bundles.issued()


def typed(record: Record, **differing: str) -> dict[str, str]:
    passage = slip(record)
    plain = {
        "section": "outcome",
        "old": passage.old,
        "new": passage.new,
        "asked_by": "agency",
        "reason_ko": "기관의 신청",
    }
    return plain | differing


def opened(record: Record, role: Role = Role.CHAIR, *, status: int = 200) -> Visitor:
    assessment = bundles.assessment_of(record)
    person = make.actor(role, of=assessment.agency)
    return visit(person, assessment, "record/correct/", status=status)


def previewed(record: Record, **differing: str) -> Visitor:
    page = opened(record)
    return page.send(page.form(field="old"), typed(record, **differing), button=("then", "preview"))


def test_the_chair_sees_what_would_change_and_nothing_is_written(record):
    passage = slip(record)

    page = previewed(record, new="고침")

    assert page.sees("What will change")
    assert passage.old in "".join(page.page.xpath("//del//text()"))
    assert "고침" in "".join(page.page.xpath("//ins//text()"))
    assert page.page.xpath("//main//form")[1].fields["old"] == passage.old
    assert not Correction.objects.exists()


def test_confirming_orders_the_correction_and_says_that_the_version_is_being_made(record):
    page = previewed(record)

    page = page.send(page.page.xpath("//main//form")[0], button=("then", "confirm"))

    made = Correction.objects.get()
    assert (made.version, made.asked_by, made.reason_ko) == (2, "agency", "기관의 신청")
    assert page.sees("The correction was ordered.")
    assert page.sees("The record is being made.")


def test_a_confirmation_sent_twice_orders_one_correction(record):
    first, second = previewed(record), previewed(record)
    first.send(first.page.xpath("//main//form")[0], button=("then", "confirm"))

    again = second.send(second.page.xpath("//main//form")[0], button=("then", "confirm"))

    assert Correction.objects.count() == 1
    assert again.sees("The newest version of the record is being made.")
    assert again.form(field="old").fields["reason_ko"].strip() == "기관의 신청"


def test_what_was_shown_of_an_older_version_is_not_ordered_and_nothing_typed_is_lost(record):
    page = previewed(record)
    issue(order(record, slip(record)))

    page = page.send(page.page.xpath("//main//form")[0], button=("then", "confirm"))

    assert Correction.objects.count() == 1
    assert page.sees("The record was corrected in the meantime, or is being made.")
    assert page.form(field="old").fields["reason_ko"].strip() == "기관의 신청"


WRONG: tuple[tuple[dict[str, str], str], ...] = (
    ({"old": "어디에도 없는 말"}, "The record says this nowhere."),
    ({"section": "advice"}, "not in words of the commission in this section"),
    ({"section": ""}, "Choose the section."),
    ({"old": ""}, "Copy the passage from the record."),
    ({"reason_ko": ""}, "Give the reason in Korean."),
    ({"old_more": "하나"}, "both parts of the second passage"),
    ({"old_more": "어디에도", "new_more": "없다"}, "The record says this nowhere."),
    ({"new": "x" * 501}, "At most 500 characters"),
)


def test_what_is_wrong_is_said_and_what_was_typed_stays(record):
    page = opened(record)
    for differing, said in WRONG:
        wanted = {"old_more": "", "new_more": ""} | typed(record, **differing)

        page = page.send(page.form(field="old"), wanted, button=("then", "preview"))

        fields = page.form(field="old").fields
        assert page.is_refused(), said
        assert page.sees(said), said
        assert {name: (fields[name] or "").strip() for name in wanted} == wanted
        assert not page.sees("What will change")


def test_only_the_chair_may_and_only_the_chair_is_offered_it(record):
    assessment = bundles.assessment_of(record)
    for role in (Role.OFFICER, Role.AUDITOR, Role.APPROVER):
        opened(record, role, status=403)
        assert not visit(make.actor(role, of=assessment.agency), assessment, "record/").sees(
            "Correct a clerical error"
        )
    assert visit(make.actor(Role.CHAIR), assessment, "record/").sees("Correct a clerical error")


def test_the_older_version_says_that_it_was_corrected_by_which_and_how(record):
    passage = slip(record)
    newer = issue(order(record, passage))

    page = visit(make.actor(Role.AUDITOR), bundles.assessment_of(record), "record/")

    sections = page.page.xpath("//section[starts-with(@aria-labelledby, 'record-')]")
    new, old = (" ".join(section.text_content().split()) for section in sections)
    assert newer.number in new
    assert "Corrected by" not in new
    assert f"Corrected by {newer.number} on" in old
    assert f"“{passage.old}” → “{passage.new}”" in old
    assert [link for link in page.page.xpath("//a/@href") if f"/records/{record.number}/" in link]


def test_the_register_says_that_the_record_was_corrected_and_what(record):
    passage = slip(record)
    newer = issue(order(record, passage))
    publication.publish(bundles.assessment_of(record))

    html = published.page(f"/register/{record.number}/")

    assert f"You followed the number {record.number}. The newest version is {newer.number}" in html
    assert "The record of this decision was corrected." in html
    assert f"“{passage.old}” → “{passage.new}”" in html
