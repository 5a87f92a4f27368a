"""People, dates and papers that the worked examples leave open; all of it invented."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from assessments.catalogue import Text
from assessments.enums import Outcome, Result, Timing
from assessments.records import (
    Citation,
    Contact,
    Correction,
    Declaration,
    Duty,
    EvidenceItem,
    FormerOfficial,
    HistoryEvent,
    Intervener,
    Official,
    Redaction,
    Remedy,
    Retention,
    ReviewerFinding,
    Submission,
    Wording,
)

KINDS = {
    "prohibition": Text("금지", "Prohibition"),
    "precondition": Text("선결 요건", "Precondition"),
    "safeguard": Text("안전장치", "Safeguard"),
    "continuing": Text("계속 의무", "Continuing duty"),
}
TIMINGS = {
    Timing.BEFORE_START: Text("사용 시작 전", "Before the start"),
    Timing.WITHIN_DAYS: Text("기한 내", "Within a time limit"),
    Timing.CONTINUING: Text("계속", "Continuing"),
}
VERDICTS = {
    Outcome.APPROVED: Text("승인한다", "approves"),
    Outcome.CONDITIONAL: Text("조건을 붙여 승인한다", "approves, subject to conditions,"),
    Outcome.REJECTED: Text("승인하지 아니한다", "does not approve"),
}
DECIDED = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
SERVED = date(2026, 11, 23)
NOTICE = Text(
    "견본: 실제 결정이 아니며 인물·수치·파일은 가상이다.",
    "Sample: not a real decision; people, figures and files are invented.",
)


def _person(ko: str, en: str, post: Text) -> Official:
    return Official(Text(f"(가상) {ko}", f"(sample) {en}"), post)


REVIEWERS = (
    _person("한지우", "Han Ji-woo", Text("법률 심사위원", "Legal reviewer")),
    _person("서민준", "Seo Min-jun", Text("기술 심사위원", "Technical reviewer")),
)
CHAIR = _person("윤서연", "Yoon Seo-yeon", Text("상임위원", "Standing commissioner"))
_COMMISSIONER = Text("비상임위원", "Commissioner")
MEMBERS = (
    _person("강도현", "Kang Do-hyun", _COMMISSIONER),
    _person("문하은", "Moon Ha-eun", _COMMISSIONER),
    _person("임준호", "Lim Jun-ho", _COMMISSIONER),
    _person("배수아", "Bae Su-a", _COMMISSIONER),
)
CONTACT = Contact(
    Text("(가상) 오세린", "(sample) Oh Se-rin"),
    Text("얼굴인식 심사 담당관", "Case officer, face recognition"),
    Text("서울특별시 중구 (견본 주소)", "Jung-gu, Seoul (sample address)"),
    "02-0000-0000",
    "fr-cases@commission.example",
)
RETENTION = Retention(
    Text("결정서 및 이유", "Decisions and reasons"),
    Text("30년 (2027년 1월 1일부터)", "30 years, from 1 January 2027"),
    Text("2056년 12월 31일", "31 December 2056"),
)
_ACT = Text("공공기관의 정보공개에 관한 법률 제9조제1항", "Official Information Disclosure Act Art. 9(1)")
GROUNDS = {
    "personal": Text(f"{_ACT.ko}제6호(개인정보)", f"{_ACT.en} no. 6: personal details"),
    "process": Text(f"{_ACT.ko}제5호(의사결정 과정)", f"{_ACT.en} no. 5: decision under way"),
    "life": Text(f"{_ACT.ko}제3호(생명·신체 보호)", f"{_ACT.en} no. 3: life and body"),
    "trade_secret": Text(f"{_ACT.ko}제7호(영업비밀)", f"{_ACT.en} no. 7: business secret"),
}


def redactions(parts: list[tuple[str, Wording, str]]) -> tuple[Redaction, ...]:
    """Of each part what it is of, what it is called, and the id of its ground."""
    return tuple(
        Redaction(part, GROUNDS[ground], date(2027, 11, 23), id=f"W{number}", of=of)
        for number, (of, part, ground) in enumerate(parts, start=1)
    )


INTERVENERS = (
    Intervener(
        Text("(가상) 이동권연대", "(sample) Alliance for Access"), Text("단체", "Body"), date(2026, 10, 1)
    ),
    Intervener("(가상) 정하늘", Text("영향을 받는 사람", "Person affected"), date(2026, 10, 2)),
)
CORRECTIONS = (
    Correction(
        2,
        date(2026, 12, 1),
        Text("이유: “2025년”을 “2026년”으로 바로잡음", "Reasons: “2025” now reads “2026”"),
    ),
)
DUTIES = (
    Duty(
        Text(
            "이행계획 또는 이행하지 않는 이유의 통지(국가인권위원회법 제25조)",
            "Implementation plan, or the reasons why not (NHRCK Act Art. 25)",
        ),
        Text("송달일부터 90일", "90 days from service"),
        SERVED + timedelta(days=90),
    ),
    Duty(Text("연례 보고", "Yearly report"), Text("매년 1월", "Each January")),
    Duty(Text("사고 보고", "Report of an incident"), Text("72시간 안", "Within 72 hours")),
    Duty(Text("외부 감사", "External audit"), Text("매년", "Yearly")),
)
REMEDIES = (
    Remedy(
        Text("재심의 신청", "Reconsideration"),
        Text("기관, 또는 영향을 받는 사람·단체", "The agency, or a person or body that is affected"),
        Text("국가인권위원회", "The commission"),
        Text("송달일부터 30일", "30 days from service"),
        SERVED + timedelta(days=30),
    ),
    Remedy(
        Text("진정", "Complaint"),
        Text("인권을 침해당한 사람", "Anyone whose rights are affected"),
        Text("국가인권위원회, 개인정보 보호위원회", "The commission; the PIPC"),
        Text("관계 법률에 따름", "As those Acts provide"),
    ),
    Remedy(
        Text("행정심판·행정소송", "Administrative appeal or suit"),
        Text("법률상 이익이 있는 자", "Anyone with a legal interest"),
        Text("행정심판위원회, 행정법원", "Appeals commission, administrative court"),
        Text(
            "결정이 처분에 해당하는 경우에 한하며, 권고는 보통 처분이 아니다",
            "Only if the decision is a disposition in law, which a recommendation normally is not",
        ),
    ),
)
_STEPS: tuple[tuple[int, Text, Text | None], ...] = (
    (-76, Text("제출", "Submitted"), Text("제1판", "Revision 1")),
    (
        -72,
        Text("보완 요청", "Supplement requested"),
        Text("파일 2건이 열리지 않음", "Two files did not open"),
    ),
    (-66, Text("보완 제출", "Supplement received"), Text("제2판", "Revision 2")),
    (-63, Text("요건 확인 완료, 심사 시작", "Complete; review begins"), None),
    (-41, Text("추가 설명 요청(1차)", "Clarification requested"), Text("질문 4개", "4 questions")),
    (-33, Text("추가 설명 제출", "Clarification received"), None),
    (-27, Text("검토자 두 사람의 판단 확정", "Both reviewers' findings locked"), None),
    (-24, Text("위원회 심의", "Deliberation by the panel"), None),
    (-17, Text("결정안 송부", "Draft decision sent"), Text("의견 제출 기한 10일", "10 days to respond")),
    (-9, Text("기관 의견 접수", "Agency's statement received"), None),
    (0, Text("결정", "Decision adopted"), None),
)
HISTORY = tuple(
    HistoryEvent(DECIDED + timedelta(days=day, hours=-day % 5), event, detail)
    for day, event, detail in _STEPS
)


def digest(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


FORMER = (
    FormerOfficial(
        Text("(가상) 최현우", "(sample) Choi Hyun-woo"),
        Text("법률 검토자", "Legal reviewer"),
        (DECIDED - timedelta(days=65)).date(),
        Text("(가상) 서민준", "(sample) Seo Min-jun"),
    ),
)


def declarations(members: tuple[Official, ...]) -> tuple[Declaration, ...]:
    """One reviewer had a conflict and was replaced; everybody else declares none."""
    people = [(person, Text("검토자", "Reviewer"), -64) for person in REVIEWERS]
    people += [(person, Text("위원", "Panel member"), -26) for person in (CHAIR, *members)]
    conflicted = Declaration(
        Text("(가상) 최현우", "(sample) Choi Hyun-woo"),
        Text("검토자", "Reviewer"),
        DECIDED - timedelta(days=65),
        Text("공급자와 연구비 관계", "Research money from the supplier"),
        Text("제척, 서민준으로 교체", "Excluded; replaced by Seo Min-jun"),
    )
    return (
        conflicted,
        *(Declaration(person.name, role, DECIDED + timedelta(days=day)) for person, role, day in people),
    )


def submissions(agency: str) -> tuple[Submission, ...]:
    return (
        Submission(
            Text("추가 설명(1차)", "Clarification (round 1)"),
            agency,
            DECIDED - timedelta(days=33),
            "휴대전화 안에서 대조하는 방식을 시험하였는지, 하지 않았다면 그 이유를 설명하기 바란다.",
            "휴대전화 안에서 대조하는 방식은 기종 차이가 커서 시험하지 않았다.\n시험 계획을 함께 제출한다.",
            is_question=True,
        ),
        Submission(
            Text("결정안에 대한 의견", "Statement on the draft decision"),
            agency,
            DECIDED - timedelta(days=9),
            "카드 통로의 증설에는 예산이 필요하므로 시행 시기를 늦추어 주기 바란다.",
            Text(
                "동등한 선택권은 동의의 전제이므로 받아들이지 아니한다.",
                "Not accepted: an equal alternative is what makes consent real.",
            ),
            wants_hearing=False,
        ),
    )


def evidence(example_id: str, documents: Mapping[str, Wording]) -> tuple[EvidenceItem, ...]:
    return tuple(
        EvidenceItem(
            f"E{number}",
            title,
            f"{document[2:].lower()}_{'근거자료' if number % 2 else 'annex'}.pdf",
            184_321 * number,
            digest(example_id, document),
            "application/pdf",
        )
        for number, (document, title) in enumerate(documents.items(), start=1)
    )


def reviews(preliminary: Result, panel: Result, reasons: Text | None) -> tuple[ReviewerFinding, ...]:
    if preliminary is Result.NOT_APPLICABLE:
        return ()
    legal, technical = (
        Text("검토자(법률)", "Reviewer (legal)"),
        Text("검토자(기술)", "Reviewer (technical)"),
    )
    same = "답변과 근거 법령을 대조하였고 예비 결과와 다르게 볼 사정이 없다."
    tested = "제출된 시험 자료와 설계 설명이 답변과 일치한다."
    return (
        ReviewerFinding(legal, preliminary, same),
        ReviewerFinding(technical, panel, reasons.ko if reasons else tested, (Citation("E5", "31"),)),
    )
