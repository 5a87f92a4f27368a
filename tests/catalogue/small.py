"""A small edition that is complete and correct, for tests to read, to spoil and to judge by."""

from __future__ import annotations

from pathlib import Path

from assessments import catalogue
from assessments.catalogue import Edition
from assessments.catalogue.expressions import Expression
from assessments.catalogue.grammar import parse
from assessments.catalogue.vocabulary import Term

FILES = {
    "edition.toml": """
id = "2030.1"
title = { en = "Small standards", ko = "작은 기준" }
legal_nature = { en = "An opinion.", ko = "의견입니다." }
valid_from = 2030-01-01
languages = ["ko", "en"]
groups = ["AAA"]
""",
    "questions/01-use.toml": """
title = { en = "Use", ko = "사용" }

[[page]]
id = "basics"
title = { en = "Basics", ko = "기본" }

[[page.question]]
id = "mode"
kind = "single"
text = { en = "Mode", ko = "방식" }
help = { en = "How it works.", ko = "작동 방식입니다." }
choices = [
    { id = "live", en = "Live", ko = "실시간" },
    { id = "post", en = "Afterwards", ko = "사후" },
]

[[page.question]]
id = "groups"
kind = "multi"
text = { en = "Groups", ko = "집단" }
help = { en = "Tick all.", ko = "모두 고릅니다." }
choices = [
    { id = "staff", en = "Staff", ko = "직원" },
    { id = "children", en = "Children", ko = "아동" },
    { id = "none", en = "None", ko = "없음" },
]

[[page.question]]
id = "amount"
kind = "number"
text = { en = "Amount", ko = "수량" }
help = { en = "How many.", ko = "몇인지 적습니다." }
minimum = 1
""",
    "questions/02-care.toml": """
title = { en = "Care", ko = "주의" }

[[page]]
id = "details"
title = { en = "Details", ko = "상세" }

[[page.question]]
id = "warrant"
kind = "yesno"
text = { en = "Is there a warrant?", ko = "영장이 있습니까?" }
help = { en = "Of a judge.", ko = "법관의 영장입니다." }
show = "mode == 'live'"

[[page.question]]
id = "measures"
kind = "longtext"
text = { en = "Measures for children", ko = "아동 보호 조치" }
help = { en = "What you do.", ko = "하는 일을 적습니다." }
show = "has(groups, 'children')"

[[page.question]]
id = "share"
kind = "percent"
text = { en = "Share of errors, %", ko = "오류 비율, %" }
help = { en = "Of all.", ko = "전체 가운데 비율입니다." }

[[page.question]]
id = "sources"
kind = "table"
text = { en = "Sources", ko = "출처" }
help = { en = "One row each.", ko = "한 줄에 하나씩 적습니다." }
columns = [{ id = "name", en = "Name", ko = "이름" }, { id = "year", en = "Year", ko = "연도" }]

[[page.question]]
id = "begins"
kind = "date"
text = { en = "Begins", ko = "시작일" }
help = { en = "First day.", ko = "첫날입니다." }

[[page.question]]
id = "ends"
kind = "date"
text = { en = "Ends", ko = "종료일" }
help = { en = "Last day.", ko = "마지막 날입니다." }

[[page.question]]
id = "opinion"
kind = "file"
text = { en = "Opinion", ko = "의견서" }
help = { en = "PDF.", ko = "PDF 파일입니다." }
required = false
public = false
""",
    "derived.toml": """
[[derived]]
id = "d_live"
title = { en = "Live use", ko = "실시간 사용" }
rule = "mode == 'live'"

[[derived]]
id = "d_unwarranted"
title = { en = "Live use without a warrant", ko = "영장 없는 실시간 사용" }
rule = "d_live and warrant == 'no'"
""",
    "standards/AAA.toml": """
title = { en = "All", ko = "모두" }

[[standard]]
id = "AAA-1"
title = { en = "No live use", ko = "실시간 금지" }
requirement = { en = "No live use without a warrant.", ko = "영장 없이 실시간으로 쓰지 아니한다." }
kind = "prohibition"
effect = "bars"
applies_when = "always"
test = "not d_unwarranted"
depends_on = ["mode", "warrant"]
cites = [{ en = "Constitution", ko = "헌법", sources = ["K1"] }]
evidence = ["E-LAW"]
review = { en = "Read it.", ko = "읽는다." }

[[standard]]
id = "AAA-2"
title = { en = "Children", ko = "아동" }
requirement = { en = "Measures for children.", ko = "아동 보호 조치를 갖춘다." }
kind = "safeguard"
effect = "condition"
applies_when = "has(groups, 'children')"
test = "filled(measures) and rows(sources) >= 2"
depends_on = ["groups", "measures", "sources"]
cites = []
evidence = []
review = { en = "Read it.", ko = "읽는다." }
condition = { text = { en = "Do it.", ko = "갖출 것" }, timing = "within_days", days = 30 }

[[standard]]
id = "AAA-3"
title = { en = "Few errors", ko = "적은 오류" }
requirement = { en = "At most 0.1 %.", ko = "0.1% 이하여야 한다." }
kind = "safeguard"
effect = "advisory"
applies_when = "d_live"
test = "share <= 0.1"
depends_on = ["mode", "share"]
cites = []
evidence = []
review = { en = "Read it.", ko = "읽는다." }

[[standard]]
id = "AAA-4"
title = { en = "Warrant", ko = "영장" }
requirement = { en = "A warrant.", ko = "영장이 있어야 한다." }
kind = "precondition"
effect = "bars"
applies_when = "always"
test = "mode == 'post' or warrant == 'yes'"
depends_on = ["mode", "warrant"]
cites = []
evidence = []
review = { en = "Read it.", ko = "읽는다." }
condition = { text = { en = "Get one.", ko = "받을 것" }, timing = "before_start" }
""",
    "documents.toml": """
[[document]]
id = "E-LAW"
title = { en = "Law", ko = "법령" }
""",
    "sources.toml": """
[[source]]
id = "K1"
nature = "law"
read_as = "text"
title = { en = "Constitution", ko = "헌법" }
""",
    "validations.toml": """
[[validation]]
id = "V01"
level = "error"
check = "none_stands_alone"
message = { en = "'None' stands alone.", ko = "'없음'은 따로 고릅니다." }

[[validation]]
id = "V02"
level = "error"
rule = "ends > begins"
message = { en = "The end is after the start.", ko = "종료일은 시작일 뒤입니다." }

[[validation]]
id = "V03"
level = "error"
check = "numbers_within_range"
message = { en = "Out of range.", ko = "범위를 벗어났습니다." }

[[validation]]
id = "V04"
level = "warn"
rule = "not (mode == 'post' and begins < '2030-01-01')"
message = { en = "Too early.", ko = "너무 이릅니다." }
""",
    "procedure.toml": """
[panel]
size = 3
large_size = 5
large_when = "mode == 'live'"

[validity]
maximum = 36
pilot = 12
conditional = 24

[[deadline]]
id = "comment"
title = { en = "Comment", ko = "의견수렴" }
party = "public"
days = 14
high_risk_days = 20
high_risk_when = "amount > 1000"

[[deadline]]
id = "incident"
title = { en = "Incident", ko = "사고" }
party = "agency"
hours = 72
model = { en = "Act", ko = "법률" }

[[conflict_ground]]
id = "party"
title = { en = "Party", ko = "당사자" }

[[redaction_ground]]
id = "law"
item = 1
title = { en = "Secret by law", ko = "법률상 비밀" }
""",
    "record.toml": """
[[section]]
id = "number"
access = "public"
title = { en = "Number", ko = "번호" }
""",
}

COMPLETE = {
    "mode": "post",
    "groups": ["staff"],
    "amount": 5,
    "share": "0.1",
    "sources": [["A", "2029"], ["B", "2030"]],
    "begins": "2030-02-01",
    "ends": "2031-02-01",
}
"""Answers to all required questions that are asked, without a fault."""


def write(folder: Path) -> Path:
    """The files of the edition in ``folder/2030.1``, which is returned."""
    for name, text in FILES.items():
        path = folder / "2030.1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "2030.1"


def replace(folder: Path, name: str, old: str, new: str) -> None:
    """Change one place of one file."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {name}"
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def edition(folder: Path) -> Edition:
    return catalogue.read(write(folder))


def rule(edition: Edition, text: str) -> Expression:
    """A rule that may name the questions and derived values of an edition, this one or another."""
    terms = {name: Term(question.kind, question.choice_ids) for name, question in edition.questions.items()}
    return parse(text, vocabulary=terms | {value.id: Term(kind=None) for value in edition.derived})
