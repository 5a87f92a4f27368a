"""What synthetic agencies, people and assessments are called, in Korean and English."""

from __future__ import annotations

from random import Random


def _pairs(table: str) -> list[tuple[str, str]]:
    """Lines of ``Korean = English``."""
    lines = (line.partition("=") for line in table.strip().splitlines())
    return [(korean.strip(), english.strip()) for korean, _, english in lines]


_TOWNS = _pairs("""
    가람 = Garam
    나루 = Naru
    다온 = Daon
    라온 = Raon
    마루 = Maru
    보람 = Boram
    새롬 = Saerom
    아라 = Ara
    자람 = Jaram
    초롱 = Chorong
    푸른 = Pureun
    한결 = Hangyeol
""")
_KINDS = _pairs("""
    시청 = City Hall
    교육지원청 = Education Office
    공항공사 = Airport Corporation
    의료원 = Medical Centre
    시설관리공단 = Facilities Corporation
""")
_PLACES = _pairs("""
    본청 동문 = the main building
    제2청사 = the second building
    중앙도서관 = the central library
    국제여객터미널 = the international terminal
    종합운동장 = the stadium
    연구동 = the research wing
    기록보존소 = the archives
    상황실 = the control room
    지하상가 = the underground arcade
    환승센터 = the transfer centre
    문화회관 = the cultural hall
    항만 출입구 = the harbour gate
    차량기지 = the depot
    민원동 = the service wing
    전산센터 = the data centre
    시험장 = the examination hall
""")
_SUBJECTS = {
    "EX-1": ("직원 출입 얼굴 확인", "Staff face check"),
    "EX-2": ("모바일 신분증 소지자 확인", "Mobile ID holder check"),
    "EX-3": ("실시간 얼굴 식별", "Live face identification"),
    "EX-4": ("사건 영상 얼굴 대조", "Post-event face search"),
    "EX-5": ("실종자 얼굴 검색", "Missing person search"),
    "EX-6": ("여권 얼굴 대조", "Passport face match"),
    "EX-7": ("응시자 본인 확인", "Candidate identity check"),
}
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
_GIVEN = "가온나윤다현라희민서보경서진아영재원지안태윤하준예린도경은호시우"
"""Two syllables each."""


def agencies() -> list[tuple[str, str]]:
    return [(f"(가상) {ko}{kind}", f"(Sample) {en} {sort}") for ko, en in _TOWNS for kind, sort in _KINDS]


def person(username: str) -> str:
    """Always the same name for a username."""
    random = Random(username)  # noqa: S311
    given = 2 * random.randrange(len(_GIVEN) // 2)
    return f"{random.choice(_SURNAMES)}{_GIVEN[given : given + 2]}(가상)"


def title(example: str, random: Random) -> str:
    """In Korean or, one time in three, in English."""
    place, place_en = random.choice(_PLACES)
    subject, subject_en = _SUBJECTS[example[:4]]
    phase = random.randint(1, 40)
    if random.randrange(3) == 0:
        return f"{subject_en} at {place_en}, phase {phase}"
    return f"{place} {subject} {phase}차"
