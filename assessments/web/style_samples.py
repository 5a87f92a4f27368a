"""Invented sentences in both languages for the style page; nothing else uses them."""

from __future__ import annotations

from django.utils.translation import get_language

DIGEST = "9f2c4b7de01a5c3388d1f60b7a42ce95b8f01d3e6ac7714f25d09be833ca10f7"

# fmt: off
SAMPLES = {
    "case": ("정부청사 출입 얼굴인식 게이트", "Face recognition gates at a government complex"),
    "case_two": ("시청 앞 광장 실시간 얼굴인식", "Real-time face recognition in the city square"),
    "case_three": ("모바일 운전면허증 본인확인", "Identity check for the mobile driver licence"),
    "agency": ("정부청사관리본부(예시)", "Government Complex Office (sample)"),
    "agency_two": ("한빛광역시(예시)", "Hanbit Metropolitan City (sample)"),
    "sentence": (
        "위원회는 이 제안이 기준에 부합하는지에 대하여 기준별로 판단하고 그 이유를 밝힙니다.",
        "The commission finds standard by standard whether the proposal conforms, and says why.",
    ),
    "purpose_label": ("얼굴인식을 쓰려는 목적은 무엇입니까?", "What is face recognition to be used for?"),
    "purpose_hint": ("한 문장으로 먼저 쓰고, 이어서 지금 겪는 문제를 쓰십시오.",
                     "Begin with one sentence, then describe the problem you have today."),
    "mode_label": ("어떤 방식으로 인식합니까?", "How are faces compared?"),
    "mode_hint": ("둘 다 쓰면 1:N을 선택하십시오.", "If both are used, choose one to many."),
    "mode_one": ("1:1 확인 (본인이 제시한 증표와 비교)", "One to one, against the card the person shows"),
    "mode_many": ("1:N 식별 (등록된 여러 사람 가운데 찾음)", "One to many, searching among enrolled people"),
    "mode_many_hint": ("감시 대상자 목록과의 비교도 여기에 해당합니다.",
                       "Comparison with a watch list belongs here too."),
    "groups_label": ("누구의 얼굴을 처리합니까?", "Whose faces are processed?"),
    "groups_hint": ("해당하는 것을 모두 선택하십시오.", "Choose all that apply."),
    "group_staff": ("소속 직원", "Own staff"),
    "group_visitors": ("방문자", "Visitors"),
    "group_children": ("14세 미만 아동", "Children under 14"),
    "months_label": ("등록 정보를 얼마 동안 보관합니까?", "How long are enrolled templates kept?"),
    "months_unit": ("개월", "months"),
    "start_on_label": ("언제 시작하려고 합니까?", "When is it to begin?"),
    "start_on_hint": ("예: 2027-03-02", "For example 2027-03-02"),
    "basis_label": ("법적 근거", "Legal basis"),
    "basis_act": ("법률의 개별 조항", "A specific provision of an Act"),
    "basis_none": ("근거 없음", "None"),
    "choose": ("선택하십시오", "Choose"),
    "contact_label": ("담당자 전자우편", "Contact e-mail"),
    "report_label": ("인권영향평가 보고서", "Human rights impact assessment report"),
    "report_hint": ("PDF, 20 MB 이하", "PDF, up to 20 MB"),
    "agreed_label": ("위 내용을 확인하였습니다.", "I have checked the above."),
    "why": ("목적이 뚜렷해야 필요한 만큼만 처리하는지 판단할 수 있습니다.",
            "Only a clear purpose lets anyone judge whether no more is processed than needed."),
    "example": ("청사 출입증 도용을 막기 위하여 출입 순간에 한 번 본인을 확인합니다.",
                "To stop the use of borrowed passes, each holder is checked once at the gate."),
    "clause_one": ("PUR-1 목적의 특정", "PUR-1 Specific purpose"),
    "clause_two": ("NEC-2 덜 침해적인 수단", "NEC-2 Less intrusive means"),
    "clause_text": (
        "얼굴인식 외의 수단으로는 같은 목적을 이루기 어렵다는 점이 자료로 뒷받침되어야 한다.",
        "Material must show that the same purpose can hardly be reached without face recognition.",
    ),
    "answer_text": (
        "출입증과 안내 인력만으로 운영한 2025년에 도용이 14건 확인되었습니다.",
        "In 2025, with passes and guards alone, fourteen cases of borrowed passes were found.",
    ),
    "reasons": (
        "대체 수단 시험 결과가 제출되었으나 시험 기간이 2주에 그쳤다.",
        "Alternatives were tested, but for two weeks only.",
    ),
    "section_one": ("1. 개요와 목적", "1. Overview and purpose"),
    "section_two": ("2. 법적 근거", "2. Legal basis"),
    "section_three": ("3. 대상자와 장소", "3. People and places"),
    "section_four": ("4. 기술과 정확도", "4. Technology and accuracy"),
    "people_one": ("김하늘", "Kim Haneul"),
    "people_two": ("박새봄", "Park Saebom"),
    "people_three": ("이가람", "Lee Garam"),
    "condition_one": ("시행 전에 출입 안내문을 한국어와 영어로 게시한다.",
                      "Before the start, put up notices in Korean and English."),
    "condition_two": ("6개월마다 인구집단별 오류율을 시험하여 공개한다.",
                      "Every six months, test and publish error rates by group."),
    "rare": ("뷁 쐛 믜 힣 똠 펲 ㎡ ① ㄱ", "뷁 쐛 믜 힣 똠 펲 ㎡ ① ㄱ"),
}
# fmt: on


def samples() -> dict[str, str]:
    """Every sample in the reader's language."""
    column = 1 if (get_language() or "ko").startswith("en") else 0
    return {key: pair[column] for key, pair in SAMPLES.items()}
