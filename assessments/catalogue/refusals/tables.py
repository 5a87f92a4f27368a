"""What is said of a key of a table, whatever the file."""

from __future__ import annotations

from datetime import date

from assessments.catalogue.texts import Text

UNKNOWN_KEY = Text(en="unknown key{hint}", ko="알 수 없는 키입니다{hint}")
MISSING = Text(en="is missing", ko="없습니다")
MUST_BE = Text(en="must be {sort}", ko="값의 종류가 다릅니다. 필요한 값: {sort}")
TEXT_TOO_LONG = Text(en="is longer than {most:,} characters", ko="{most:,}자를 넘습니다")
BLANK = Text(en="is blank", ko="비어 있습니다")
NOT_COMPOSED = Text(en="is not in Unicode normal form C", ko="유니코드 정규화 형식 C가 아닙니다")
UNSHOWABLE = Text(en="holds a character that cannot be shown", ko="표시할 수 없는 문자가 들어 있습니다")
BEYOND = Text(en="is beyond {most:,}", ko="{most:,}의 범위를 벗어납니다")
STRINGS = Text(en="must be a list of strings", ko="문자열 목록이어야 합니다")
NAMED_TWICE = Text(en="names something twice", ko="같은 것을 두 번 썼습니다")
TABLES = Text(en="must be a list of tables", ko="테이블 목록이어야 합니다")
MANY_ROWS = Text(en="has more than {most:,} rows", ko="행이 {most:,}개를 넘습니다")
USED_TWICE = Text(en="is used twice", ko="두 번 쓰였습니다")
NOT_AMONG = Text(
    en="'{value}' is not one of {known}", ko="쓸 수 없는 값입니다: '{value}'. 쓸 수 있는 값: {known}"
)
UNKNOWN_ID = Text(en="unknown id '{id}'{hint}", ko="알 수 없는 식별자입니다: '{id}'{hint}")

SORTS = {
    str: Text(en="a string", ko="문자열"),
    int: Text(en="a whole number", ko="정수"),
    bool: Text(en="true or false", ko="true 또는 false"),
    date: Text(en="a date", ko="날짜"),
    dict: Text(en="a table", ko="테이블"),
    list: Text(en="a list", ko="목록"),
}
