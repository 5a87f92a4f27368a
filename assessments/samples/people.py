"""The sample people: somebody for every role of the procedure, all of them invented."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.db import transaction

from assessments.enums import Event, Role
from assessments.models import Membership, Organisation, User
from assessments.policy import SYSTEM, Actor, actor_for
from assessments.services import ledger

PASSWORD = "sample-people-only"  # noqa: S105
"""Everybody's, and printed: it protects nothing, so it must never open anything real."""


@dataclass(frozen=True, slots=True)
class SampleAgency:
    key: str
    """The first of the worked examples that it proposes."""
    name: str
    name_en: str
    staff: tuple[tuple[Role, str, str], ...]
    """Role, username, name."""


_A, _P = Role.APPLICANT, Role.APPROVER

# fmt: off
AGENCIES = (
    SampleAgency("EX-1", "(가상) 행정안전부 정부청사관리본부", "(Sample) Government Complex Headquarters",
                 ((_A, "applicant", "김서연 주무관(가상)"), (_P, "approver", "박정호 본부장(가상)"))),
    SampleAgency("EX-2", "(가상) 한국도로교통공단", "(Sample) Korea Road Traffic Authority",
                 ((_A, "applicant2", "이도윤 대리(가상)"), (_P, "approver2", "최은경 처장(가상)"))),
    SampleAgency("EX-3", "(가상) 한밭광역시", "(Sample) Hanbat Metropolitan City",
                 ((_A, "applicant3", "정하린 주무관(가상)"), (_P, "approver3", "윤태식 국장(가상)"))),
    SampleAgency("EX-4", "(가상) 광역경찰청", "(Sample) Metropolitan Police Agency",
                 ((_A, "applicant4", "강민재 경위(가상)"), (_P, "approver4", "오세린 총경(가상)"))),
    SampleAgency("EX-5", "(가상) 경찰청 실종 담당", "(Sample) National Police, Missing Persons",
                 ((_A, "applicant5", "한지우 경감(가상)"), (_P, "approver5", "서동현 경무관(가상)"))),
    SampleAgency("EX-6", "(가상) 법무부 출입국·외국인정책본부", "(Sample) Immigration Service",
                 ((_A, "applicant6", "임수빈 사무관(가상)"), (_P, "approver6", "조영란 본부장(가상)"))),
    SampleAgency("EX-7", "(가상) 국가시험기관", "(Sample) National Examination Body",
                 ((_A, "applicant7", "신유진 과장(가상)"), (_P, "approver7", "권오성 원장(가상)"))),
)

COMMISSION = (
    (Role.OFFICER,          "officer",   "문가영 조사관(가상)"),
    (Role.REVIEWER,         "reviewer1", "배성우 법률심사위원(가상)"),
    (Role.REVIEWER,         "reviewer2", "황다은 기술심사위원(가상)"),
    (Role.REVIEWER,         "reviewer3", "노준혁 심사위원(가상)"),
    (Role.PANEL_MEMBER,     "panel1",    "유미란 위원(가상)"),
    (Role.PANEL_MEMBER,     "panel2",    "안재현 위원(가상)"),
    (Role.PANEL_MEMBER,     "panel3",    "송혜진 위원(가상)"),
    (Role.PANEL_MEMBER,     "panel4",    "류강민 위원(가상)"),
    (Role.PANEL_MEMBER,     "panel5",    "전소영 위원(가상)"),
    (Role.CHAIR,            "chair",     "허윤석 위원장(가상)"),
    (Role.STANDARDS_EDITOR, "editor",    "구나래 기준관리관(가상)"),
    (Role.STANDARDS_EDITOR, "editor2",   "차은결 기준관리관(가상)"),
    (Role.AUDITOR,          "auditor",   "남기찬 감사관(가상)"),
    (Role.ADMINISTRATOR,    "admin",     "심보라 관리자(가상)"),
)
# fmt: on
COMMISSION_NAME = ("(가상) 국가인권위원회", "(Sample) National Human Rights Commission of Korea")


@dataclass(slots=True)
class People:
    """The sample people as actors, by username, and their agencies, by example."""

    users: dict[str, User] = field(default_factory=dict)
    agencies: dict[str, Organisation] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    def actor(self, username: str) -> Actor:
        if username not in self._actors:
            self._actors[username] = actor_for(self.users[username])
        return self._actors[username]

    def staff(self, key: str, role: Role) -> Actor:
        """The one who holds ``role`` in the agency that proposes example ``key``."""
        agency = next(agency for agency in AGENCIES if agency.key == key)
        return self.actor(next(username for held, username, _name in agency.staff if held == role))


@transaction.atomic
def enter() -> People:
    """Everybody, entered if they are not there yet. Existing people keep their password and their roles."""
    people = People()
    # One hash for all: hashing is slow on purpose, and the password is no secret.
    password = make_password(PASSWORD)
    for agency in AGENCIES:
        organisation = _organisation(Organisation.Kind.AGENCY, name=agency.name, name_en=agency.name_en)
        people.agencies[agency.key] = organisation
        for row in agency.staff:
            _person(people, organisation, row, password=password)
    for row in COMMISSION:
        _person(people, commission(), row, password=password)
    return people


def commission() -> Organisation:
    """The one there is, or an invented one."""
    known = Organisation.objects.filter(kind=Organisation.Kind.COMMISSION).first()
    name, name_en = COMMISSION_NAME
    return known or _organisation(Organisation.Kind.COMMISSION, name=name, name_en=name_en)


def _organisation(kind: Organisation.Kind, *, name: str, name_en: str) -> Organisation:
    found, _ = Organisation.objects.get_or_create(
        name=name, defaults={"kind": kind, "name_en": name_en, "is_sample": True}
    )
    return found


def _person(people: People, organisation: Organisation, row: tuple[Role, str, str], *, password: str) -> None:
    """Raises ``ValueError`` when somebody real has the username."""
    role, username, name = row
    person, is_new = User.objects.get_or_create(
        username=username, defaults={"name": name, "is_sample": True, "password": password}
    )
    if not person.is_sample:
        raise ValueError(f"The username {username} belongs to somebody who is not a sample person.")
    if is_new:
        Membership.objects.create(user=person, organisation=organisation, role=role)
        said = {"person": username, "organisation": organisation.name, "role": str(role)}
        ledger.append(Event.ROLE_GRANTED, actor=SYSTEM, data=said)
    people.users[username] = person
