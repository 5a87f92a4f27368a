from __future__ import annotations

import io
import tempfile
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings

from assessments.enums import Role, State
from assessments.models import (
    Assessment,
    Condition,
    Decision,
    LedgerEntry,
    Membership,
    RegisterEntry,
    User,
    Vote,
)
from assessments.queries.deadlines import today
from assessments.samples import people, stories
from assessments.services import evidence, ledger
from tests import make

STANDS_AT = [
    ("모바일 공무원증 연계 청사 출입 얼굴 확인", State.CONDITIONAL),
    ("모바일 운전면허증 소지자 얼굴 확인", State.APPROVED),
    ("중앙광장 실시간 얼굴 식별 시범", State.REJECTED),
    ("중대범죄 사건 영상의 사후 얼굴 대조", State.PANEL),
    ("실종아동 얼굴의 CCTV 저장영상 검색", State.IN_REVIEW),
    ("실종아동 실시간 CCTV 검색", State.DRAFT_DECISION),
    ("인공지능 식별추적시스템 구축", State.CLARIFICATION),
    ("자동출입국심사대 여권 칩 1:1 대조", State.APPROVED),
    ("시험장 응시자 본인 확인", State.SUBMITTED),
    ("지역 시험장 응시자 본인 확인", State.SUPPLEMENT),
    ("청사 방문증 소지자 본인 확인", State.DRAFT),
    ("청사 어린이집 보호자 확인", State.DRAFT),
    ("면접시험 응시자 본인 확인", State.SUBMITTED),
]


class StoriesTest(TestCase):
    """Loading takes seconds, so these tests share one."""

    told: list[tuple[str, str]]
    files: dict[str, Any]

    @classmethod
    def setUpTestData(cls) -> None:
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        storages: Any = configured.STORAGES
        store = {**storages["default"], "OPTIONS": {"location": folder}}
        cls.files = {**storages, "default": store}
        cls.told = []
        with override_settings(STORAGES=cls.files):
            stories.load(lambda _, assessment: cls.told.append((assessment.title, assessment.state)))

    def test_every_example_stands_at_its_stage_of_life(self) -> None:
        assert self.told == STANDS_AT
        assert list(Assessment.objects.order_by("pk").values_list("title", "state")) == STANDS_AT

    def test_all_of_it_is_marked_as_sample_data(self) -> None:
        assert not Assessment.objects.filter(is_sample=False).exists()
        assert not User.objects.filter(is_sample=False).exists()
        assert all("가상" in person.name for person in User.objects.all())

    def test_there_is_somebody_for_every_role(self) -> None:
        assert set(Membership.objects.values_list("role", flat=True)) == set(Role) - {Role.SYSTEM}

    def test_everybody_signs_in_with_the_printed_password(self) -> None:
        signed_in = [
            self.client.login(username=name, password=people.PASSWORD) for name in ("chair", "applicant7")
        ]
        assert signed_in == [True, True]

    def test_the_list_of_sample_people_names_everybody_and_the_password(self) -> None:
        printed = io.StringIO()
        call_command("sample_people", stdout=printed)
        words = set(printed.getvalue().split())
        assert {*User.objects.values_list("username", flat=True), people.PASSWORD} <= words

    def test_the_conditional_approval_has_nine_conditions(self) -> None:
        decided = Decision.objects.get(outcome="conditional")
        assert Condition.objects.filter(decision=decided).count() == 9

    def test_the_public_square_fails_at_the_prohibition(self) -> None:
        decided = Decision.objects.get(outcome="rejected")
        assert decided.findings.get(standard_id="PRO-1").result == "not_met"

    def test_votes_are_pending_before_the_panel(self) -> None:
        cast = Vote.objects.filter(panel__revision__assessment__state=State.PANEL)
        assert sorted(cast.values_list("outcome", flat=True)) == ["conditional", "rejected"]

    def test_everything_that_is_public_is_in_the_register(self) -> None:
        assert RegisterEntry.objects.count() == 8

    def test_nothing_of_it_lapses_tonight(self) -> None:
        assert not Decision.objects.filter(valid_until__lte=today()).exists()

    def test_the_files_that_the_answers_name_are_there(self) -> None:
        report = Assessment.objects.earliest("pk").revisions.get().evidence.get(slot="hria_file")
        with override_settings(STORAGES=self.files):
            content = evidence.content_of(report)
        assert report.name == "hria.pdf"
        assert content.startswith(b"%PDF-")

    def test_the_ledger_holds(self) -> None:
        assert ledger.audit().entries == LedgerEntry.objects.count()

    def test_a_second_time_nothing_happens(self) -> None:
        assert stories.load(lambda *_: self.fail("told twice")) is False


@pytest.mark.django_db
def test_sample_people_are_refused_outside_a_demonstration(settings: Any) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO"):
        call_command("load_examples")

    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_real_person_with_the_same_username_is_left_alone() -> None:
    make.user(username="chair")

    with pytest.raises(ValueError, match="chair"):
        people.enter()

    assert User.objects.get().name != "chair"
