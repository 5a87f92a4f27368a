"""Which worked example is loaded at which stage of life: something to see at every desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction

from assessments.catalogue import Text
from assessments.enums import Seat
from assessments.models import Assessment, Organisation
from assessments.samples import editions, people
from assessments.samples.journey import Journey
from assessments.samples.people import People

_LOCK = 7_305_002
"""Advisory lock: two starts at the same time load the examples once."""


@dataclass(frozen=True, slots=True)
class Story:
    example: str
    agency: str
    """Key of the sample agency."""
    tell: Callable[[Journey], None]
    title: str = ""
    """When it is not the example's own."""
    reviewers: tuple[str, str] = ("reviewer1", "reviewer2")


def _accepts_conditions(journey: Journey) -> None:
    journey.statement = (
        "결정안의 조건에 이의가 없습니다. 기준 특징정보를 모바일 공무원증에 두는 설계로 바꾸고, "
        "카드 통로는 2027년 2월까지 모든 출입구에 마련하겠습니다."
    )
    journey.answer = Text(
        "기관이 조건을 받아들이고 설계를 바꾸기로 한 것을 확인하였다. 카드 통로는 동등한 선택권의 전제이므로 "
        "그 완성을 사용 시작 전의 조건으로 그대로 둔다.",
        "The panel notes that the agency accepts the conditions and changes the design. Card lanes are what "
        "makes the choice real, so their completion remains a condition to be met before the start.",
    )
    journey.until("decided")


def _regrets(journey: Journey) -> None:
    journey.statement = (
        "시민 안전을 위한 시범이었다는 점을 헤아려 주시기 바랍니다. "
        "다만 법률의 근거가 없다는 지적은 받아들이며, 구두 의견 진술은 신청하지 않습니다."
    )
    journey.answer = Text(
        "시민 안전이라는 목적의 정당성은 인정하나, 법률의 근거가 없는 이상 시범이라는 사정만으로 결론을 "
        "달리할 수 없다.",
        "The aim of safety is legitimate; but without a basis in an Act, that it was a pilot cannot lead to "
        "another conclusion.",
    )
    journey.until("decided")


def _vote_begun(journey: Journey) -> None:
    journey.until("convened")
    journey.voted(members=["panel3", "panel4"])


def _half_reviewed(journey: Journey) -> None:
    journey.until("half_reviewed")
    journey.findings(Seat.TECHNICAL, first=11)


def _asked(journey: Journey) -> None:
    journey.until("accepted")
    journey.findings(Seat.LEGAL, first=6)
    journey.clarification(
        ("기존 심사 기록으로 학습한 모델과 그 사본은 지금 어디에 몇 개가 있습니까?", "LEG-5"),
        ("추적 대상이 아닌 이용객의 얼굴정보는 얼마 동안 남습니까? 삭제 기록을 내 주십시오.", "DAT-2"),
    )


def _half_assigned(journey: Journey) -> None:
    journey.until("sent")
    journey.assigned(declared=["reviewer1"])


def _to_supplement(journey: Journey) -> None:
    journey.until("sent")
    journey.supplement(
        ("alternatives_table", "지역 시험장에서 신분증 대면 확인에 걸리는 시간이 적혀 있지 않습니다."),
        ("", "현장 시험 계획서를 증빙에 더해 주십시오."),
    )


def _half_written(journey: Journey) -> None:
    journey.until("opened")
    journey.written(steps=5)


def _until(stage: str) -> Callable[[Journey], None]:
    return lambda journey: journey.until(stage)


# fmt: off
STORIES = (
    Story("EX-1",  "EX-1", _accepts_conditions),
    Story("EX-2",  "EX-2", _until("decided")),
    Story("EX-3",  "EX-3", _regrets, reviewers=("reviewer3", "reviewer2")),
    Story("EX-4",  "EX-4", _vote_begun),
    Story("EX-5",  "EX-5", _half_reviewed),
    Story("EX-5b", "EX-5", _until("stated"), reviewers=("reviewer1", "reviewer3")),
    Story("EX-6",  "EX-6", _asked),
    Story("EX-6b", "EX-6", _until("decided"), reviewers=("reviewer3", "reviewer2")),
    Story("EX-7",  "EX-7", _half_assigned),
    Story("EX-7",  "EX-7", _to_supplement, title="지역 시험장 응시자 본인 확인"),
    Story("EX-2",  "EX-1", _half_written,  title="청사 방문증 소지자 본인 확인"),
    Story("EX-1",  "EX-1", _until("opened"), title="청사 어린이집 보호자 확인"),
    Story("EX-7",  "EX-7", _until("sent"), title="면접시험 응시자 본인 확인"),
)
# fmt: on


def is_loaded() -> bool:
    """All or nothing: the examples are loaded in one transaction."""
    agency = Organisation.objects.filter(name=people.AGENCIES[0].name).first()
    return bool(agency and agency.assessments.exists())


@transaction.atomic
def load(progress: Callable[[str, Assessment], None]) -> bool:
    """Tell every story, once; False when they were told before. ``progress`` hears of each as it is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    everybody = people.enter()
    if is_loaded():
        return False
    for story in STORIES:
        progress(story.example, _told(everybody, story))
    editions.open_drafts(everybody)
    return True


def _told(everybody: People, story: Story) -> Assessment:
    journey = Journey(everybody, story.example, story.agency, title=story.title, reviewers=story.reviewers)
    story.tell(journey)
    return journey.assessment
