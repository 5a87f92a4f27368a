"""What is said of the parts of an edition: its head, its form, standards, procedure, and answers in files."""

from __future__ import annotations

from assessments.catalogue.texts import Text

NO_EDITION = Text(en="there is no such edition", ko="그런 판이 없습니다")
NO_EDITION_NOR_DRAFT = Text(
    en="there is no such edition, and no draft of it", ko="그런 판도, 그 판의 초안도 없습니다"
)
NO_DRAFT = Text(en="there is no such draft", ko="그런 초안이 없습니다")
LANGUAGES = Text(en="must be ko and en", ko="ko와 en이어야 합니다")
FOLDER_NAME = Text(en="must be the name of the folder, '{name}'", ko="폴더 이름과 같아야 합니다: '{name}'")
GROUPS = Text(
    en="must name each file in standards/ once, see '{name}'",
    ko="standards/의 파일을 하나씩 한 번만 적어야 합니다. 다른 것: '{name}'",
)

SLUG = Text(en="must be small letters, digits and hyphens", ko="영문 소문자, 숫자, 붙임표로만 씁니다")
NAME = Text(en="must be small letters, digits and underscores", ko="영문 소문자, 숫자, 밑줄로만 씁니다")
ID_TWICE = Text(en="'{id}' is used twice", ko="두 번 쓰인 식별자입니다: '{id}'")
RESERVED = Text(en="'{id}' is a word of the rule language", ko="규칙 언어에서 쓰는 말입니다: '{id}'")
STEP_NUMBER = Text(en="must be step {number}", ko="{number}단계여야 합니다")
STEP_TWICE = Text(en="the step is there already, as {name}", ko="이미 있는 단계입니다: {name}")
EMPTY = Text(en="is empty", ko="비어 있습니다")
NONE_OF_KIND = Text(en="a {kind} question has none", ko="{kind} 종류의 질문에는 쓰지 않습니다")

STANDARD_ID = Text(en="must be {group}- and a number", ko="'{group}-' 뒤에 번호를 씁니다")
DEPENDS_ON = Text(en="the rules look at {names}", ko="규칙이 보는 질문과 다릅니다. 규칙이 보는 질문: {names}")
NOTHING = Text(en="nothing", ko="없음")
DAYS_OF_TIMING = Text(
    en="belongs to the timing within_days, and to no other",
    ko="시기가 within_days일 때에만, 그때는 반드시 씁니다",
)
RULE_OR_CHECK = Text(
    en="a validation has a rule or a check, and not both",
    ko="검증 규칙에는 rule과 check 가운데 하나만 씁니다",
)
UNKNOWN_CHECK = Text(en="unknown check '{check}'{hint}", ko="알 수 없는 점검입니다: '{check}'{hint}")
DAYS_OR_HOURS = Text(
    en="a deadline has days or hours, and not both", ko="기한에는 days와 hours 가운데 하나만 씁니다"
)
HIGH_RISK = Text(en="goes with high_risk_when", ko="high_risk_when과 함께 씁니다")

UNKNOWN_QUESTION = Text(
    en="unknown question '{question}'{hint}", ko="알 수 없는 질문입니다: '{question}'{hint}"
)
ANSWER_UNFIT = Text(
    en="the answer to '{question}' does not fit its kind, {kind}",
    ko="질문의 종류({kind})에 맞지 않는 답변입니다: '{question}'",
)
