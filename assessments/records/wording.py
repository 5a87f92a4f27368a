"""The record's own fixed words, Korean beside English. Everything else it says comes with its content."""

from __future__ import annotations

from enum import Enum

from assessments.catalogue.schema import Nature
from assessments.catalogue.texts import Text
from assessments.enums import Effect, Outcome, Result
from assessments.records.judgement import Limb
from assessments.records.proceeding import FactState

HEADINGS: dict[str, Text] = {
    "number": Text("결정 번호", "Decision number"),
    "legal_nature": Text("법적 성격", "Legal nature"),
    "outcome": Text("주문과 이유의 요지", "Outcome and main reasons"),
    "parties": Text("당사자와 의견 제출자", "Parties and interveners"),
    "proposal": Text("제안", "Proposal"),
    "proposal_digest": Text("제안과 증거의 해시", "Digest of the proposal, list of evidence"),
    "versions": Text("적용한 기준·서식·절차의 판", "Versions applied"),
    "history": Text("절차 경과", "History of the case"),
    "bodies": Text("검토자와 위원, 이해관계 확인", "Reviewers, panel and conflicts of interest"),
    "facts": Text("인정 사실", "Facts found"),
    "law": Text("적용 법령과 기준", "Law and standards applied"),
    "findings": Text("기준별 판단", "Findings, standard by standard"),
    "proportionality": Text("비례성 판단", "Proportionality in four steps"),
    "submissions": Text("제출된 의견과 그에 대한 판단", "Submissions and answers to them"),
    "conditions": Text("조건", "Conditions"),
    "advice": Text("권고", "Advice"),
    "scope": Text("결정의 범위", "Scope of the decision"),
    "validity": Text("효력 기간과 변경", "Validity and changes"),
    "duties": Text("이행과 보고", "Duties of the agency"),
    "vote": Text("출석과 표결", "Members present and votes"),
    "separate_opinions": Text("소수의견", "Separate opinions"),
    "remedies": Text("불복 방법과 기한", "Remedies and time limits"),
    "redactions": Text("비공개 부분", "Parts withheld"),
    "contact": Text("담당자와 연락처", "Case officer and contact"),
    "signatures": Text("서명", "Signatures"),
    "verification": Text("진위 확인", "Verification"),
    "retention": Text("보존", "Retention"),
    "corrections": Text("정정 이력", "Corrections"),
    "language": Text("정본 언어", "Authentic language"),
}
"""Short headings by section id; a section an edition adds keeps the edition's own title."""

LABELS: dict[Enum, Text] = {
    Outcome.APPROVED: Text("승인", "Approved"),
    Outcome.CONDITIONAL: Text("조건부 승인", "Conditionally approved"),
    Outcome.REJECTED: Text("불승인", "Rejected"),
    Result.MET: Text("충족", "Met"),
    Result.PARTLY_MET: Text("일부 충족", "Partly met"),
    Result.NOT_MET: Text("미충족", "Not met"),
    Result.NOT_APPLICABLE: Text("해당 없음", "Not applicable"),
    Result.UNDETERMINED: Text("판단 불가", "Cannot tell"),
    Nature.LAW: Text("대한민국 법령", "Binding Korean law"),
    Nature.AUTHORITY: Text("국내 기관의 결정과 지침", "Decisions and guidelines of Korean authorities"),
    Nature.COMMISSION: Text(
        "국가인권위원회의 권고와 지침", "Recommendations and guidelines of the commission"
    ),
    Nature.MODEL: Text("외국·국제 기준과 기술 표준", "Foreign, international and technical models"),
    Effect.BARS: Text("미충족 시 승인 불가", "Bars approval if not met"),
    Effect.CONDITION: Text("미충족 시 조건 필요", "Needs a condition if not met"),
    Effect.ADVISORY: Text("권고 사항", "Advice only"),
    FactState.ANSWERED: Text("답변", "Answered"),
    FactState.NOT_ASKED: Text("묻지 않음", "Not asked"),
    FactState.MISSING: Text("답변 없음", "Not answered"),
    Limb.PURPOSE: Text("목적의 정당성", "Legitimate purpose"),
    Limb.MEANS: Text("수단의 적합성", "Suitable means"),
    Limb.LEAST_RESTRICTION: Text("침해의 최소성", "Least restriction"),
    Limb.BALANCE: Text("법익의 균형성", "Balance of interests"),
}

MARKS: dict[Enum, str] = {
    Result.MET: "✓",
    Result.PARTLY_MET: "△",
    Result.NOT_MET: "×",
    Result.NOT_APPLICABLE: "–",
    Result.UNDETERMINED: "?",
}
"""Shapes beside the words, so that nothing is said by colour alone."""

WORDS: dict[str, Text] = {
    "decision": Text("결정서", "Decision record"),
    "authentic": Text("정본", "Authentic text"),
    "translation": Text("참고용 번역", "Translation for information"),
    "data": Text(
        "이 결정의 내용 전부를 담은 정규화된 JSON", "Everything the decision says, as canonical JSON"
    ),
    "public_data": Text(
        "이 공개본의 내용 전부를 담은 정규화된 JSON",
        "Everything this public rendering says, as canonical JSON",
    ),
    "edition_manifest": Text(
        "적용된 기준집의 파일 목록과 해시(정규화된 JSON)",
        "The files of the edition applied, with their digests, as canonical JSON",
    ),
    "edition_manifest_note": Text(
        "기준집을 이루는 파일과 각 파일의 SHA-256은 결정서 PDF에 첨부된 edition-manifest.json에 있다.",
        "The files the edition consists of, each with its SHA-256, are listed in edition-manifest.json,"
        " which is attached to the record's PDF.",
    ),
    "for_parties": Text(
        "당사자용 전문이다. 비공개 정보가 들어 있으므로 공표하여서는 아니 된다. 누구나 볼 수 있는 공개본은"
        " 등록부에 있다.",
        "This is the full rendering for the parties. It holds information that is withheld from the public"
        " and must not be published; the register has the public rendering.",
    ),
    "for_everybody": Text(
        "당사자용 전문이다. 비공개로 한 부분은 없다.",
        "This is the full rendering for the parties. Nothing in it is withheld from the public.",
    ),
    "for_public": Text(
        "공개본이다. {parts}개 부분을 비공개로 하였고 그 자리 {places}곳에 표시하였다. 근거와 재검토일은"
        " {section}번 항목에 있다.",
        "This is the public rendering. Parts withheld: {parts}, marked in places: {places}. Section {section}"
        " lists them with their grounds and dates of review.",
    ),
    "nothing_withheld": Text(
        "공개본이며, 비공개로 한 부분은 없다.", "This is the public rendering; nothing in it is withheld."
    ),
    "contents": Text("차례", "Contents"),
    "page_before": Text("", "Page "),
    "page_between": Text(" / ", " of "),
    "page_after": Text("쪽", ""),
    "verify_short": Text("진위 확인", "Verify"),
    "running_parties": Text("당사자용 · 공표 금지", "For the parties only · not for publication"),
    "running_public": Text("공개본", "Public rendering"),
    "number": Text("결정 번호", "Number"),
    "decided_on": Text("결정일", "Decided on"),
    "agency": Text("기관", "Agency"),
    "agency_kind": Text("기관 유형", "Kind of agency"),
    "unit": Text("담당 부서", "Responsible unit"),
    "official": Text("책임자", "Accountable official"),
    "email": Text("전자우편", "E-mail"),
    "proposal": Text("제안", "Proposal"),
    "reference": Text("사건 번호", "Case reference"),
    "revision": Text("제출 판", "Revision decided"),
    "kind": Text("종류", "Kind"),
    "use": Text("사용 유형", "Type of use"),
    "summary": Text("요약", "Plain summary"),
    "period": Text("예정 기간", "Planned period"),
    "service": Text("송달", "Service"),
    "valid_until": Text("효력 만료일", "Valid until"),
    "not_valid": Text("승인된 사용 없음", "Nothing was approved"),
    "vote": Text("표결", "Vote"),
    "standards_version": Text("기준", "Standards"),
    "reasons": Text("이유", "Reasons"),
    "interveners": Text("의견 제출자", "Interveners heard"),
    "name": Text("이름", "Name"),
    "capacity": Text("자격", "Capacity"),
    "heard_on": Text("청취일", "Heard on"),
    "proposal_digest": Text("제안 해시(SHA-256)", "Proposal digest (SHA-256)"),
    "proposal_digest_note": Text(
        "서식의 판, 표시된 질문의 답변, 각 파일의 이름·크기·SHA-256을 정규화한 JSON의 SHA-256이다.",
        "SHA-256 over the canonical JSON of form version, the answers to the questions asked, and name,"
        " size and SHA-256 of each file.",
    ),
    "evidence": Text("증거", "Evidence"),
    "evidence_caption": Text("증거 목록과 파일 해시", "Evidence files and their digests"),
    "evidence_id": Text("번호", "No."),
    "document": Text("문서", "Document"),
    "file": Text("파일", "File"),
    "size": Text("크기(바이트)", "Size (bytes)"),
    "form_version": Text("서식", "Form"),
    "procedure_version": Text("절차", "Procedure"),
    "edition_digest": Text("기준집 해시(SHA-256)", "Digest of the edition (SHA-256)"),
    "history_caption": Text("절차 경과", "Events in order"),
    "history_figure": Text("절차 경과도", "Timeline of the case"),
    "step_number": Text("순번", "No."),
    "at": Text("일시", "Time"),
    "event": Text("내용", "Event"),
    "seoul_time": Text("시각은 모두 한국 표준시(UTC+9)이다.", "All times are Korea Standard Time (UTC+9)."),
    "chair": Text("위원장", "Chair"),
    "member": Text("위원", "Member"),
    "role": Text("역할", "Role"),
    "post": Text("직위", "Post"),
    "bodies_caption": Text("사건을 맡은 사람", "Who acted for the commission"),
    "reviewer": Text("검토자", "Reviewer"),
    "former_caption": Text("심사 중에 바뀐 검토자와 위원", "Seats that changed hands during the case"),
    "ended_on": Text("물러난 날", "Until"),
    "successor": Text("후임", "Successor"),
    "declarations_caption": Text("이해관계 확인", "Conflict declarations"),
    "declared_on": Text("확인 일시", "Declared on"),
    "conflict": Text("이해관계", "Conflict"),
    "no_conflict": Text("없음", "None declared"),
    "facts_note": Text(
        "신청 기관이 제출한 답변이며, 위원회는 이를 토대로 판단하였다."
        " 직접 적은 글은 작성된 언어 그대로 싣는다.",
        "As answered by the agency; the panel decided on these answers. Free text stands in the language it"
        " was written in.",
    ),
    "step": Text("단계", "Step"),
    "question": Text("질문", "Question"),
    "answer": Text("답변", "Answer"),
    "not_asked": Text("묻지 않은 질문이다.", "Not asked."),
    "missing": Text("답변 없음", "Not answered"),
    "law_note": Text(
        "적용한 법령과 그 밖의 근거를, 관련된 기준의 번호와 함께 적는다.",
        "Provisions and other sources applied, each with the standards it bears on.",
    ),
    "findings_figure": Text("기준 묶음별 판단 결과", "Panel findings by group of standards"),
    "findings_caption": Text("기준 묶음별 판단 결과(표)", "Panel findings by group of standards, in numbers"),
    "findings_note": Text(
        "예비 결과는 답변에 규칙을 적용한 기계적 결과로서 검토의 참고일 뿐이며, 판단은 사람이 한다."
        " 검토자의 이유는 작성된 언어 그대로 싣는다.",
        "The preliminary result applies the rules to the answers mechanically. It informs the review; people"
        " decide. Reviewers' reasons stand in the language they were written in.",
    ),
    "group": Text("묶음", "Group"),
    "total": Text("합계", "Total"),
    "preliminary": Text("예비 결과", "Preliminary result"),
    "panel_finding": Text("위원회 판단", "Panel's finding"),
    "adopts": Text(
        "예비 결과와 그 설명을 받아들인다.",
        "Adopts the preliminary result and its explanation.",
    ),
    "cite_before": Text("", "p. "),
    "cite_after": Text("쪽", ""),
    "proportionality_note": Text(
        "헌법 제37조제2항의 과잉금지원칙에 따라 네 단계로 판단한다. 기준 NEC-1은 목적과 수단을 함께"
        " 정하므로 처음 두 단계에 같은 판단이 적힌다.",
        "The proportionality test under Article 37(2) of the Constitution, in four steps. Standard NEC-1"
        " covers aim and means together, so the first two steps rest on the same finding.",
    ),
    "panel_says": Text("위원회의 판단", "The panel's findings"),
    "agency_says": Text("기관의 주장", "The agency's case"),
    "result": Text("판단", "Finding"),
    "conditions_caption": Text("승인의 조건", "Conditions of the approval"),
    "condition": Text("조건", "Condition"),
    "condition_number": Text("번호", "No."),
    "timing": Text("시기", "When"),
    "deadline": Text("기한", "Deadline"),
    "proof": Text("증빙", "Proof"),
    "status": Text("상태", "Status"),
    "advice_note": Text("권고는 조건이 아니며 구속력이 없다.", "Advice is no condition and does not bind."),
    "start": Text("시작", "Start"),
    "validity": Text("효력 기간", "Validity"),
    "ends_with": Text("다음의 경우 기간 만료 전이라도 효력이 끝난다.", "It ends earlier in these cases:"),
    "changes": Text(
        "다음이 바뀌면 다시 평가를 받아야 한다.", "A new assessment is needed when one of these changes:"
    ),
    "duties_caption": Text("기관이 할 일과 기한", "What the agency has to do, and until when"),
    "duty": Text("의무", "Duty"),
    "due_on": Text("만료일", "Due on"),
    "vote_caption": Text("위원별 표결", "Votes by member"),
    "no_separate_opinions": Text("소수의견은 없다.", "There is no separate opinion."),
    "no_conditions": Text("조건은 없다.", "No conditions are attached."),
    "no_advice": Text("권고는 없다.", "No advice is attached."),
    "no_submissions": Text("제출된 의견은 없다.", "Nothing was submitted."),
    "no_interveners": Text(
        "공개 의견 수렴 절차는 거치지 아니하였고, 기관 외에 의견을 제출한 자는 없다.",
        "No public comment procedure was held, and nobody but the agency submitted anything.",
    ),
    "no_evidence": Text("제출된 파일은 없다.", "No file was submitted."),
    "no_redactions": Text("비공개로 한 부분은 없다.", "Nothing is withheld from the public."),
    "no_corrections": Text(
        "정정된 사항이 없는 첫 번째 판이다.", "This is the first version; nothing has been corrected."
    ),
    "by": Text("제출자", "From"),
    "asked_of": Text("질문을 받은 기관", "Asked of"),
    "question_of_commission": Text("위원회의 질문", "The commission's question"),
    "answer_of_agency": Text("기관의 답변", "The agency's answer"),
    "wants_hearing": Text("구두 의견 진술을 신청함", "An oral hearing was asked for"),
    "wants_no_hearing": Text("구두 의견 진술을 신청하지 아니함", "No oral hearing was asked for"),
    "commission_answer": Text("위원회의 판단", "The commission's answer"),
    "remedies_caption": Text("불복 방법", "Remedies"),
    "remedy": Text("방법", "Remedy"),
    "who": Text("할 수 있는 사람", "Who"),
    "where": Text("제출처", "Where"),
    "part": Text("부분", "Part"),
    "ground": Text("근거", "Ground"),
    "review_on": Text("재검토일", "Review on"),
    "redactions_caption": Text(
        "공개본에서 비공개로 하는 부분과 근거", "Parts withheld from the public, and why"
    ),
    "redaction_number": Text("표시", "Mark"),
    "places": Text("곳", "Places"),
    "redactions_note": Text(
        "근거는 「공공기관의 정보공개에 관한 법률」 제9조제1항 각 호이며, 같은 조 제2항에 따라 재검토일에"
        " 비공개가 여전히 필요한지 다시 살핀다. 공개본에서는 같은 내용이 다른 곳에 나오면 그 자리에도"
        " 표시한다.",
        "Grounds are the items of Article 9(1) of the Official Information Disclosure Act. On the date of"
        " review it is examined again whether withholding is still needed, as Article 9(2) demands. In the"
        " public rendering a mark also stands wherever the same words stand elsewhere.",
    ),
    "officer": Text("담당자", "Case officer"),
    "address": Text("주소", "Address"),
    "telephone": Text("전화", "Telephone"),
    "signatures_caption": Text("결정에 관여한 위원", "Who adopted the decision"),
    "date": Text("날짜", "Date"),
    "not_signed": Text(
        "이 판에는 전자서명이 없다. 진위는 아래 진위 확인 항목의 해시로 확인한다.",
        "This version is not electronically signed. Its authenticity is established by the digests under"
        " Verification.",
    ),
    "signed": Text(
        "이 파일에는 {by}의 인증서(발급자 {issuer})로 전자서명을 하였다."
        " 인증서는 아래 진위 확인 주소에서 받을 수 있다.",
        "This file is electronically signed with the certificate of {by} (issued by {issuer}), which is"
        " published at the address under Verification.",
    ),
    "signed_for_demonstration": Text(
        "이 파일에는 포털이 스스로 만든 시연용 키로 전자서명을 하였다. 이 서명은 파일이 서명 후 바뀌지"
        " 않았음을 보일 뿐 누가 서명하였는지는 증명하지 못하며, 법적 효력이 없다.",
        "This file is electronically signed with a demonstration key that the portal made for itself. The"
        " signature shows that the file has not changed since; it does not show who signed it, and has no"
        " legal effect.",
    ),
    "timestamped": Text(
        "서명 시각은 시점확인 서비스(RFC 3161)가 확인하였다.",
        "A timestamp service (RFC 3161) attests when it was signed.",
    ),
    "verification_note": Text(
        "아래 주소에서 번호, 날짜, 결정과 현재 상태를 볼 수 있고, 파일이 발급된 원본인지 확인할 수 있다."
        " 로그인은 필요 없다.",
        "The address below shows number, date, outcome and today's status, and tells whether a file is the"
        " one that was issued. No account is needed.",
    ),
    "code": Text("확인 코드", "Verification code"),
    "url": Text("확인 주소", "Address"),
    "record_digest": Text("결정 해시(SHA-256)", "Record digest (SHA-256)"),
    "record_digest_note": Text(
        "결정 해시는 이 파일에 첨부된 decision.json의 SHA-256이며, 확인 코드는 그 앞 60비트이다."
        " 파일 자체의 SHA-256은 등록부에 있다.",
        "The record digest is the SHA-256 of decision.json, which is attached to this file; the code is its"
        " first 60 bits. The SHA-256 of the file itself is kept in the register.",
    ),
    "public_digest_note": Text(
        "결정 해시는 당사자용 전문의 decision.json에 대한 SHA-256이며, 확인 코드는 그 앞 60비트이다. 그래서"
        " 두 가지 문서 모두 같은 결정을 가리킨다. 이 파일에 첨부된 decision.json은 공개본의 내용이고, 그"
        " SHA-256과 이 파일의 SHA-256은 등록부에 있다.",
        "The record digest is the SHA-256 of decision.json as attached to the full rendering; the code is its"
        " first 60 bits, so that both renderings lead to the same record. The decision.json attached to this"
        " file is the content of the public rendering; its SHA-256 and that of this file are kept in the"
        " register.",
    ),
    "qr": Text("진위 확인 주소를 담은 QR 코드", "QR code holding the verification address"),
    "record_class": Text("기록물 분류", "Record class"),
    "retention_period": Text("보존기간", "Retention period"),
    "disposal": Text("보존기간 만료", "Disposal"),
    "version": Text("판", "Version"),
    "corrected_on": Text("정정일", "Corrected on"),
    "change": Text("바뀐 내용", "What changed"),
    "corrections_caption": Text("정정 이력", "Corrections"),
    "language_note": Text(
        "한국어본이 정본이며, 영어본은 참고용 번역이다. 두 언어본이 다르면 한국어본에 따른다.",
        "The Korean text is authentic. The English text is a translation for information; where they"
        " differ, the Korean text prevails.",
    ),
}

SERVICE_SAYS = Text(
    "{first} 포털에서 열람할 수 있도록 알렸다. 기관이 연 때, 열지 않으면 {last}에 송달된 것으로 본다"
    "(국가인권위원회법 제49조의4). 송달일부터 세는 날짜는 {first}에 송달된 경우의 것이며, 그 뒤에 송달되면"
    " 그만큼 늦추어진다.",
    "Put at the agency's disposal in the portal on {first}; served when it is opened, at the latest deemed"
    " served on {last} (NHRCK Act Art. 49-4). Days counted from service are those of service on {first};"
    " if it was served later, they move by as many days.",
)
ROUND_SAYS = Text("제{number}차 표결", "round {number}")
VALIDITY_SAYS = Text("{months}개월({until}까지)", "{months} months (until {until})")
PRESENT_SAYS = Text("출석 {count}명:", "Members present: {count}.")
VOTES_SAY = Text("{vote} {count}표", "{vote}: {count}")
TIMELINE_SAYS = Text(
    "{first}부터 {last}까지 {count}건의 절차를 시간 순으로 나타낸 그림. 번호는 다음 표의 순번과 같다.",
    "{count} events from {first} to {last} on a line in time, numbered as in the table that follows.",
)
