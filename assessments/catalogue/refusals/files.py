"""What is said of files and archives as a whole, before anything in them is read."""

from __future__ import annotations

import re

from assessments.catalogue.texts import Text, same

MANY_FILES = Text(en="there are more than {most} files", ko="파일이 {most}개를 넘습니다")
FOREIGN_FILE = Text(en="is not a file of an edition", ko="판에 속하는 파일이 아닙니다")
UNREADABLE = Text(en="cannot be read", ko="읽을 수 없습니다")
TOO_LARGE = Text(en="is larger than {most}", ko="{most}를 넘습니다")
MARKED = Text(
    en="begins with a byte order mark; save it as UTF-8 without one",
    ko="바이트 순서 표식으로 시작합니다. 표식 없는 UTF-8로 저장하십시오",
)
NOT_UTF8 = Text(en="is not UTF-8 (byte {byte})", ko="UTF-8이 아닙니다(바이트 {byte})")
LONG_KEY = Text(
    en="line {line}: a key has more than {most} names", ko="{line}행: 키 하나에 이름이 {most}개를 넘습니다"
)
TOO_NESTED = Text(en="lists and tables are nested too deep", ko="목록과 테이블이 너무 깊게 겹쳐 있습니다")
HUGE_NUMBER = Text(en="a number is too large to be read", ko="수가 너무 커서 읽을 수 없습니다")
SCATTERED = Text(
    en="the rows of '{table}' do not lie together; edit the file as a whole",
    ko="'{table}'의 행들이 한곳에 모여 있지 않습니다. 파일 전체를 편집하십시오",
)
NOT_WRITTEN = Text(en="is missing; write it into the file", ko="없습니다. 파일에 직접 쓰십시오")

NO_EDITION = Text(en="there is no edition in it", ko="판이 들어 있지 않습니다")
TWO_EDITIONS = Text(
    en="there is more than one edition in it: {one} and {other}",
    ko="판이 둘 이상 들어 있습니다: {one}, {other}",
)
NUMBERED = Text(
    en="{id}: an edition is numbered by year and month, as in 2026.12-1",
    ko="{id}: 판 번호는 2026.12-1과 같이 연월로 적습니다",
)
ONLY_TRIALS = Text(
    en="there are only trials in it, and no edition", ko="시험 사례만 있고 판이 들어 있지 않습니다"
)
NUL = Text(en="holds a NUL character, which no text does", ko="글에 쓰이지 않는 NUL 문자가 들어 있습니다")

LARGE_ARCHIVE = Text(en="the archive is larger than {most}", ko="압축 파일이 {most}를 넘습니다")
NO_ARCHIVE = Text(
    en="this is not a ZIP archive, or it is damaged", ko="ZIP 압축 파일이 아니거나 손상되었습니다"
)
IN_IT_TWICE = Text(en="is in the archive twice", ko="압축 파일에 두 번 들어 있습니다")
LARGE_UNPACKED = Text(en="unpacked, it is larger than {most}", ko="압축을 풀면 {most}를 넘습니다")
NO_PATH = Text(en="is not a path inside the archive", ko="압축 파일 안의 경로가 아닙니다")
LEADS_OUT = Text(en="leads out of its folder", ko="폴더 밖을 가리킵니다")
LINK = Text(en="is a link", ko="링크입니다")
NOT_PLAIN = Text(en="is not a plain file", ko="일반 파일이 아닙니다")
ENCRYPTED = Text(en="is encrypted", ko="암호화되어 있습니다")
PACKED_OTHERWISE = Text(
    en="is packed in a way that is not read here; use plain ZIP",
    ko="여기서 읽지 않는 방식으로 압축되어 있습니다. 일반 ZIP을 쓰십시오",
)
SUSPICIOUS = Text(en="becomes suspiciously large when it is unpacked", ko="압축을 풀면 지나치게 커집니다")
OTHER_SIZE = Text(en="is not as large as the archive says", ko="압축 파일에 적힌 크기와 실제 크기가 다릅니다")
MANY_IN_IT = Text(en="there are more than {most} files in it", ko="들어 있는 파일이 {most}개를 넘습니다")

SYNTAX = Text(en="{said}", ko="{place}TOML로 읽을 수 없습니다{reason}")
SYNTAX_REASONS = {
    "Cannot declare": "같은 테이블을 두 번 썼습니다",
    "Cannot overwrite": "같은 키를 두 번 썼습니다",
    "Cannot mutate": "이미 닫힌 테이블에 더할 수 없습니다",
    "Cannot redefine": "이미 있는 이름을 다시 정의합니다",
    "Duplicate inline": "같은 키를 두 번 썼습니다",
    "Expected '='": "키 뒤에 '='가 없습니다",
    "Expected ']": "닫는 대괄호가 없습니다",
    "Expected newline": "한 줄에 하나만 써야 합니다",
    "Illegal character": "쓸 수 없는 문자가 있습니다",
    "Found invalid": "쓸 수 없는 문자가 있습니다",
    "Invalid date": "없는 날짜이거나 형식이 다릅니다",
    "Invalid initial": "키로 쓸 수 없는 문자로 시작합니다",
    "Invalid statement": "키도 테이블도 아닌 줄입니다",
    "Invalid value": "값으로 읽을 수 없습니다",
    "Invalid hex": "16진수 문자 표기가 잘못되었습니다",
    "Unclosed array": "목록이 닫히지 않았습니다",
    "Unclosed inline": "테이블이 닫히지 않았습니다",
    "Unescaped": "문자열 안의 '\\' 쓰임이 잘못되었습니다",
    "Unterminated": "문자열이 닫히지 않았습니다",
}
"""How the messages of Python's reader of TOML begin, and what they mean."""
_AT = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)$")


def syntax(said: str) -> Text:
    """What Python's reader of TOML said, with the place; in Korean, what it means as far as it is known."""
    at = _AT.search(said)
    place = f"{at['line']}행 {at['column']}열: " if at else "파일 끝: "
    known = [korean for start, korean in SYNTAX_REASONS.items() if said.startswith(start)]
    return SYNTAX.filled(said=same(said), place=place, reason=f". {known[0]}" if known else "")
