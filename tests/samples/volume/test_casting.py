from __future__ import annotations

import hashlib
import io
import tempfile
from collections import Counter
from typing import Any

from django.apps import apps
from django.conf import settings as configured
from django.core.management import call_command
from django.db import connection
from django.test import TestCase, override_settings

from assessments import catalogue, evaluation
from assessments.enums import Outcome, Result, State, Timing
from assessments.models import Assessment, Decision, LedgerEntry, NumberCounter, RegisterEntry, Revision, User
from assessments.queries import search
from assessments.samples.volume import tables
from assessments.services import lapses, ledger, publication, submission

EACH = 2


class CastingTest(TestCase):
    """Making the moulds takes seconds, so these tests share them."""

    @classmethod
    def setUpTestData(cls) -> None:
        storages: Any = configured.STORAGES
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        store = {**storages["default"], "OPTIONS": {"location": folder}}
        with override_settings(STORAGES={**storages, "default": store}):
            call_command("load_cases", f"--count={EACH * len(State)}", "--force", stdout=io.StringIO())

    def test_there_are_cases_in_every_state(self) -> None:
        assert Counter(Assessment.objects.values_list("state", flat=True)) == dict.fromkeys(State, EACH)

    def test_the_database_has_nothing_against_them(self) -> None:
        connection.check_constraints()

    def test_every_chain_of_the_ledger_holds(self) -> None:
        assert ledger.audit().entries == LedgerEntry.objects.count()

    def test_sealed_revisions_are_what_sending_would_have_sealed(self) -> None:
        for revision in Revision.objects.filter(sealed_at__isnull=False):
            edition = catalogue.edition(revision.edition_id)
            text = submission.sealed_text(revision, edition)
            found = evaluation.evaluate(edition, revision.answers)
            assert text == revision.sealed_text
            assert hashlib.sha256(text.encode()).hexdigest() == revision.digest
            assert {one.standard_id: str(one.result) for one in found} == revision.preliminary

    def test_answers_and_lists_name_the_same_title_and_agency(self) -> None:
        for assessment in Assessment.objects.select_related("agency"):
            answers = assessment.revisions.latest("number").answers
            assert answers["proposal_title"] == assessment.title
            assert answers["agency_name"] == assessment.agency.name

    def test_decisions_obey_the_decision_rule(self) -> None:
        for decided in Decision.objects.all():
            standards = catalogue.edition(decided.revision.edition_id).standards
            findings = {one.standard_id: Result(one.result) for one in decided.findings.all()}
            cures = [
                evaluation.Cure(tuple(one.standards), Timing(one.timing)) for one in decided.conditions.all()
            ]
            outcome = Outcome(decided.outcome)
            assert evaluation.contradictions(outcome, standards, findings, cures) == ()

    def test_publishing_again_would_change_nothing(self) -> None:
        for entry in RegisterEntry.objects.select_related("assessment__agency"):
            columns = publication.entry_columns(entry.assessment)
            assert {name: getattr(entry, name) for name in columns} == columns

    def test_all_that_belongs_in_the_register_is_there(self) -> None:
        before = RegisterEntry.objects.count()
        for assessment in Assessment.objects.all():
            publication.publish(assessment)
        assert RegisterEntry.objects.count() == before > 0

    def test_decision_numbers_go_on_where_the_counter_stands(self) -> None:
        numbers = Counter(int(number[8:12]) for number in Decision.objects.values_list("number", flat=True))
        assert numbers == dict(NumberCounter.objects.values_list("year", "last"))

    def test_nothing_lapses_the_night_after(self) -> None:
        assert lapses.let_lapse() == 0

    def test_the_search_finds_a_case_by_its_title(self) -> None:
        assessment = Assessment.objects.latest("pk")
        assert assessment in search.matching(Assessment.objects.all(), assessment.title)

    def test_their_staff_cannot_sign_in(self) -> None:
        assert not User.objects.filter(username__startswith="volume-", is_active=True).exists()

    def test_titles_agencies_and_dates_vary(self) -> None:
        values = zip(*Assessment.objects.values_list("title", "agency", "opened_at"), strict=True)
        assert all(len(set(column)) > len(State) / 2 for column in values)


def test_every_table_of_an_assessment_is_cast_or_left_out_on_purpose() -> None:
    known = {table.model for table in tables.TABLES} | set(tables.NOT_CAST)

    of_an_assessment = {
        model
        for model in apps.get_app_config("assessments").get_models()
        if model in known or any(field.related_model in known for field in model._meta.concrete_fields)
    }

    assert of_an_assessment == known
