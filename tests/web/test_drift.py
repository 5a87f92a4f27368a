"""The pages of case and record say what changed behind the record, to the commission and to auditors."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from lxml.html import fromstring

from assessments.enums import Outcome, Role
from assessments.models import Assessment, Record
from assessments.records.toolchain import templates_digest
from tests import make
from tests.bundles import assessment_of, issued
from tests.drifting import announce, other_standards, other_templates
from tests.guards.ground import guards_off, run, write
from tests.web import answering

pytestmark = pytest.mark.django_db


def client_of(role: Role, *, of: Assessment, language: str = "en") -> Client:
    client = answering.signed_in(make.member(role, of=of.agency))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    return client


def changes_of(record: Record) -> str:
    return f"/assessments/{assessment_of(record).reference}/record/changes/"


def test_case_and_record_page_load_what_changed_and_link_to_it(jobs):
    record = issued()
    case = assessment_of(record)
    auditor, agency = client_of(Role.AUDITOR, of=case), client_of(Role.APPROVER, of=case)

    for page in (f"/assessments/{case.reference}/", f"/assessments/{case.reference}/record/"):
        html = auditor.get(page).content.decode()
        assert f'hx-get="{changes_of(record)}" hx-trigger="load"' in html
        assert f'<a href="{changes_of(record)}">' in html
        assert changes_of(record) not in agency.get(page).content.decode()
    assert agency.get(changes_of(record)).status_code == 403


def test_the_page_says_that_nothing_changed_or_what(jobs):
    record = issued()
    officer = client_of(Role.OFFICER, of=assessment_of(record))
    assert "Nothing changed since the decision" in officer.get(changes_of(record)).content.decode()

    with guards_off():
        run("UPDATE assessments_user SET name = '<b>Another</b>' WHERE name LIKE 'User%%'")
    korean = client_of(Role.CHAIR, of=assessment_of(record), language="ko")

    html = officer.get(changes_of(record)).content.decode()
    assert "<strong>Changed since the decision.</strong> The stored record is untouched" in html
    assert "&lt;b&gt;Another&lt;/b&gt;" in html
    assert "결정 이후 변경" in korean.get(changes_of(record)).content.decode()


def test_the_case_page_loads_what_an_answer_a_name_a_standard_or_a_template_changed(jobs, settings, tmp_path):
    record = issued()
    announce(record, {"templates": templates_digest()})
    case = assessment_of(record)
    auditor = client_of(Role.AUDITOR, of=case)

    def loaded() -> str:
        page = fromstring(auditor.get(f"/assessments/{case.reference}/").content)
        (place,) = page.xpath("//*[@hx-trigger='load' and @hx-select='#changes > *']")
        parts = fromstring(auditor.get(place.get("hx-get")).content).xpath("//*[@id='changes']/*")
        return " ".join(word for part in parts for text in part.itertext() for word in text.split())

    assert "Nothing changed since the decision" in loaded()
    with guards_off():
        run(
            "UPDATE assessments_revision SET answers = jsonb_set(answers, '{responsible_unit}', '\"Unit 7\"')"
        )
    assert re.search("Changed since the decision.* Responsible unit .* Unit 7", loaded())
    with guards_off():
        run("UPDATE assessments_user SET name = 'Somebody Else'")
    assert "Somebody Else" in loaded()
    with other_standards(tmp_path) as title:
        assert f"Title {title} Something else" in loaded()
    other_templates(settings, tmp_path)
    assert "The templates of the record are other ones" in loaded()


def test_a_damaged_record_is_not_called_untouched(jobs):
    record = issued()
    with guards_off():
        run("UPDATE assessments_recorddocument SET pdf = 'other' WHERE language = 'ko'")

    html = client_of(Role.AUDITOR, of=assessment_of(record)).get(changes_of(record)).content.decode()

    assert "The stored record itself is not what was issued." in html
    assert "PDF ko" in html
    assert "untouched" not in html


def test_before_a_record_is_issued_there_is_nothing_to_compare():
    decision = write(Outcome.APPROVED)
    case = decision.revision.assessment
    with guards_off():
        Assessment.objects.filter(pk=case.pk).update(state="approved", submitted_at=decision.adopted_at)

    html = client_of(Role.AUDITOR, of=case).get(f"/assessments/{case.reference}/record/changes/")

    assert "nothing to compare" in html.content.decode()
