"""What is said of a rule that is not in the language."""

from __future__ import annotations

from assessments.catalogue.texts import Text

COLUMN = Text(en="column {column}", ko="{column}열")
LINE = Text(en="line {line}, column {column}", ko="{line}행 {column}열")
NEAR = Text(en="; did you mean '{near}'?", ko=" (비슷한 이름: '{near}')")
NO_HINT = Text(en="", ko="")

UNKNOWN_NAME = Text(en="unknown name '{name}'{hint}", ko="알 수 없는 이름입니다: '{name}'{hint}")
NO_CHOICE = Text(
    en="'{name}' has no choice '{choice}'{hint}", ko="'{name}' 질문에 없는 선택지입니다: '{choice}'{hint}"
)
TOO_LONG = Text(en="longer than {most} characters", ko="{most}자를 넘습니다")
FOREIGN_SIGN = Text(en="{sign!r} is not in the language", ko="규칙 언어에 없는 문자입니다: {sign!r}")
UNREADABLE = Text(en="cannot be read from here", ko="여기부터 읽을 수 없습니다")
TOO_DEEP = Text(en="nested more than {most} levels deep", ko="{most}단계보다 깊게 겹쳐 썼습니다")
MANY_TERMS = Text(en="more than {most} comparisons and functions", ko="비교와 함수가 {most}개를 넘습니다")
NO_CONDITION = Text(en="{source} is not a condition", ko="조건이 아닙니다: {source}")
BARE_ANSWER = Text(
    en="'{name}' is an answer, not a condition: compare it with something",
    ko="조건이 아니라 답변입니다. 다른 값과 비교하십시오: '{name}'",
)
CHAINED = Text(
    en="compares more than two values: join two comparisons with 'and'",
    ko="값을 셋 이상 한꺼번에 비교합니다. 비교 두 개를 'and'로 이으십시오",
)
FOREIGN = Text(en="{source} is not in the language", ko="규칙 언어에 없는 표현입니다: {source}")
YES_OR_NO = Text(
    en="'{name}' is true or false: compare it with 'yes' or 'no' only",
    ko="참 또는 거짓인 값입니다. 'yes' 또는 'no'와만 비교할 수 있습니다: '{name}'",
)
TWO_FIXED = Text(en="compares two fixed values", ko="고정된 값끼리 비교합니다")
UNLIKE = Text(
    en="a {one} cannot be compared with a {other} by '{sign}'",
    ko="이렇게 비교할 수 없습니다: {one} '{sign}' {other}",
)
ROWS_COMPARED = Text(
    en="rows() is a number, not a condition: compare it with something",
    ko="rows()는 조건이 아니라 수입니다. 다른 값과 비교하십시오",
)
NOT_SEVERAL = Text(
    en="{function}() asks about several choices, and '{name}' is a {sort}",
    ko="{function}()는 여러 개를 고르는 질문에만 쓸 수 있습니다. '{name}'의 종류: {sort}",
)
NO_ANSWER = Text(
    en="'{name}' is true or false, not an answer", ko="답변이 아니라 참 또는 거짓인 값입니다: '{name}'"
)
NO_NUMBER = Text(en="{source} is not a number", ko="수가 아닙니다: {source}")
NEVER_COMPARED = Text(
    en="{function}() is true or false: it cannot be compared",
    ko="{function}()는 참 또는 거짓이므로 비교할 수 없습니다",
)
NO_TABLE = Text(
    en="rows() counts the rows of a table, and '{name}' is a {sort}",
    ko="rows()는 표의 행 수를 셉니다. '{name}'의 종류: {sort}",
)
UNKNOWN_FUNCTION = Text(en="unknown function {source}(){hint}", ko="알 수 없는 함수입니다: {source}(){hint}")
ONE_ANSWER = Text(en="{function}() takes an answer", ko="{function}()의 괄호 안에는 답변 하나를 씁니다")
WITH_CHOICES = Text(
    en="{function}() takes an answer and its choices",
    ko="{function}()의 괄호 안에는 답변 하나와 그 선택지를 씁니다",
)

CHOICE_AS_STRING = Text(en="a choice is written as a string", ko="선택지는 문자열로 씁니다")
CHOICES_AS_LIST = Text(
    en="choices are written as a list of strings", ko="여러 선택지는 문자열 목록으로 씁니다"
)
CHOICE_TWICE = Text(en="names a choice twice", ko="같은 선택지를 두 번 썼습니다")
DIGITS = Text(
    en="a number has at most {digits} digits, and {decimals} after the point",
    ko="수는 {digits}자리까지, 소수점 아래는 {decimals}자리까지 쓸 수 있습니다",
)
FACTORS = Text(en="more than {most} factors", ko="곱하는 값이 {most}개를 넘습니다")
DATE = Text(en="a date is written 'YYYY-MM-DD'", ko="날짜는 'YYYY-MM-DD'로 씁니다")

BEHIND = Text(
    en="with its derived values it has more than {most} comparisons",
    ko="파생값을 풀어 쓰면 비교가 {most}개를 넘습니다",
)
DERIVED_DEPTH = Text(
    en="more than {most} derived values are behind one another", ko="파생값이 {most}단계를 넘게 이어집니다"
)
NOT_BEFORE = Text(
    en="{place}: '{question}' is not asked before this",
    ko="{place}: 이보다 앞에서 묻지 않는 질문입니다: '{question}'",
)
NOT_BEFORE_THROUGH = Text(
    en="{place}: '{question}' is not asked before this (through '{name}')",
    ko="{place}: 이보다 앞에서 묻지 않는 질문입니다: '{question}' (파생값 '{name}'에서)",
)

SORTS = {
    "text": Text(en="text", ko="글"),
    "file": Text(en="file", ko="파일"),
    "choice": Text(en="choice", ko="선택지 하나"),
    "set of choices": Text(en="set of choices", ko="선택지 여러 개"),
    "number": Text(en="number", ko="수"),
    "date": Text(en="date", ko="날짜"),
    "table": Text(en="table", ko="표"),
    "truth": Text(en="truth", ko="참·거짓"),
    "string": Text(en="string", ko="문자열"),
    "list": Text(en="list", ko="목록"),
}
"""What the two sides of a comparison may be."""
