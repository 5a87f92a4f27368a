"""What is said of trials."""

from __future__ import annotations

from assessments.catalogue.texts import Text

MANY_CASES = Text(
    en="makes more than {most:,} cases of all trials together",
    ko="모든 시험 사례의 경우를 합하면 {most:,}건을 넘습니다",
)
MANY_OF_ONE = Text(
    en="makes {cases:,} cases; a trial may have {most}",
    ko="경우가 {cases:,}건입니다. 시험 사례 하나에는 {most}건까지 둘 수 있습니다",
)
NAMES_ONE = Text(en="a trial names one of {known}", ko="시험 사례에는 다음 가운데 하나를 씁니다: {known}")
LIST_OF_ANSWERS = Text(en="'{question}' needs a list of answers", ko="답변의 목록이 필요합니다: '{question}'")
NO_RULE = Text(en="'{id}' has no rule{hint}", ko="규칙이 없습니다: '{id}'{hint}")
NO_MATTER = Text(
    en="'{question}' does not matter to {id}", ko="{id}의 결과와 관계없는 질문입니다: '{question}'"
)
