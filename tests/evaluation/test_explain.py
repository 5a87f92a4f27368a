# ruff: noqa: E501  # sentences stand on one line

from __future__ import annotations

import pytest

from assessments import catalogue
from assessments.catalogue import Text, examples
from assessments.evaluation import evaluate, explain, explain_hidden, reasons
from tests.catalogue import small

EDITION = catalogue.edition("2026.11-1")


def said(name, standard_id, **changes):
    answers = {**examples.example(name).answers, **changes}
    found = {one.standard_id: one for one in evaluate(EDITION, answers)}
    return explain(EDITION, found[standard_id], answers)


EXPLAINED = [
    (
        ("EX-1", "LEG-2"),
        "Not met, because “Way to proceed without face recognition” was answered “Exists but slower or harder”.",
        "이 기준을 충족하지 못합니다. 「얼굴인식 없는 방법」 질문에서 「있으나 느리거나 불편함」 항목을 선택하였기 때문입니다.",
    ),
    (
        ("EX-1", "TEC-3"),
        "Not met, because “Tested in conditions like the real ones?” was answered “No”.",
        "이 기준을 충족하지 못합니다. 「실제와 같은 조건에서 시험했습니까?」 질문에 「아니요」라고 답하였기 때문입니다.",
    ),
    (
        ("EX-1", "TEC-4"),
        "Not met, because “Groups for which error rates were measured” does not include “Ethnicity or skin tone”.",
        "이 기준을 충족하지 못합니다. 「오류율을 측정한 집단」 질문에서 「인종·피부색」 항목을 선택하지 않았기 때문입니다.",
    ),
    (
        ("EX-1", "HRI-4"),
        "Met, because “Who was consulted” includes “Employees or union”, and “Days open for comment” is 14, at least 14.",
        "이 기준을 충족합니다. 「의견을 들은 사람」 질문에서 「직원·노동조합」 항목을 선택하였고, 「의견수렴 기간(일)」 질문에 14 이상인 값(14)을 적었기 때문입니다.",
    ),
    (
        ("EX-1", "TEC-2"),
        "Not applicable, because “Kind of comparison” was answered “1:1 verification”.",
        "이 기준은 적용되지 않습니다. 「대조 방식」 질문에서 「1:1 확인」 항목을 선택하였기 때문입니다.",
    ),
    (
        ("EX-3", "NEC-2"),
        "Not met, because the number of rows in “Less intrusive alternatives examined” is 1, less than 2.",
        "이 기준을 충족하지 못합니다. 「검토한 덜 침해적인 대안」 표에 행을 2개보다 적게(1개) 적었기 때문입니다.",
    ),
    (
        ("EX-3", "TEC-2"),
        "Not met, because “False positive identification rate (FPIR), %” is 0.3%, more than 0.1%, and “Gallery size in the test” is 1,000, less than 10,800 [0.9 × “Number of faces searched against”].",
        "이 기준을 충족하지 못합니다. 「오식별률(FPIR), %」 질문에 0.1%보다 큰 값(0.3%)을 적었고, 「시험 때의 명단 크기」 질문에 10,800[0.9 × 「대조 대상 얼굴 수」]보다 작은 값(1,000)을 적었기 때문입니다.",
    ),
    (
        ("EX-3", "HRI-4"),
        "Not met, because “Who was consulted” includes none of “Affected persons”, “Employees or union”, “Residents”, “Disability groups”, “Civil society”.",
        "이 기준을 충족하지 못합니다. 「의견을 들은 사람」 질문에서 「영향을 받는 사람」, 「직원·노동조합」, 「주민」, 「장애인단체」, 「시민사회」 가운데 어느 항목도 선택하지 않았기 때문입니다.",
    ),
    (
        ("EX-4", "LEG-4"),
        "Met, because “Ground for processing biometric (sensitive) data” was answered “Public body under Art. 18(2)5-9 (Decree Art. 18 proviso)”, and “Which ground of PIPA Art. 18(2)” was answered “No. 7: criminal investigation and prosecution”.",
        "이 기준을 충족합니다. 「생체인식정보(민감정보) 처리 근거」 질문에서 「공공기관의 제18조제2항제5~9호 처리(시행령 제18조 단서)」 항목을 선택하였고, 「제18조제2항의 해당 호」 질문에서 「제7호(범죄 수사·공소)」 항목을 선택하였기 때문입니다.",
    ),
    (
        ("EX-1", "NEC-4"),
        "Met, because “Why the benefit outweighs the interference” is filled in; the number of rows in “Rights affected” is 2, at least 1; and “Highest remaining severity after safeguards” was answered “Medium”.",
        "이 기준을 충족합니다. 「공익이 침해보다 크다는 이유」 질문에 답하였고, 「영향을 받는 권리」 표에 행을 1개 이상(2개) 적었고, 「안전장치 적용 후 남는 최고 심각도」 질문에서 「보통」 항목을 선택하였기 때문입니다.",
    ),
]


@pytest.mark.parametrize(("case", "en", "ko"), EXPLAINED)
def test_a_result_is_explained_by_the_answers_that_decided_it(case, en, ko):
    assert said(*case) == Text(ko=ko, en=en)


def test_only_the_parts_that_decided_are_named():
    """The notice and the signs are in order; only the missing alternative decided."""
    assert "Signs" not in said("EX-1", "TRA-1").en
    assert "Public notice" not in said("EX-1", "TRA-1").en


def test_what_is_missing_is_named_once_for_all():
    text = said("EX-1", "NEC-2", alternatives_table=None, less_intrusive_sufficient="")

    assert text.en == (
        "Cannot be told yet, because “Less intrusive alternatives examined” and "
        "“Would one of them reach the purpose to a comparable degree?” are not answered yet."
    )
    assert text.ko == (
        "아직 판단할 수 없습니다. 「검토한 덜 침해적인 대안」, 「그중 하나로 목적을 비슷하게 이룰 수 있습니까?」 "
        "질문에 아직 답하지 않았기 때문입니다."
    )


def test_of_a_question_that_may_not_be_asked_the_one_it_depends_on_is_named():
    text = said("EX-1", "HRI-4", consultation=[])

    assert text.en == "Cannot be told yet, because “Who was consulted” is not answered yet."


def test_a_question_that_is_not_asked_is_named_with_the_answer_that_rules_it_out(tmp_path):
    folder = small.write(tmp_path)
    small.replace(
        folder, "standards/AAA.toml", 'applies_when = "always"', "applies_when = \"mode == 'post'\""
    )
    small.replace(folder, "standards/AAA.toml", '"not d_unwarranted"', "\"warrant == 'yes'\"")
    edition = catalogue.read(folder)
    answers = {"mode": "post"}

    text = explain(edition, evaluate(edition, answers)[0], answers)

    assert text.en == "Not met, because “Is there a warrant?” is not asked (“Mode”: “Afterwards”)."
    assert text.ko == (
        "이 기준을 충족하지 못합니다. 「영장이 있습니까?」 질문은(「방식」: 「사후」) 해당하지 않기 때문입니다."
    )


def test_a_standard_that_always_holds_needs_no_reason(tmp_path):
    folder = small.write(tmp_path)
    small.replace(folder, "standards/AAA.toml", 'test = "not d_unwarranted"', 'test = "always"')
    small.replace(folder, "standards/AAA.toml", 'depends_on = ["mode", "warrant"]', "depends_on = []")
    edition = catalogue.read(folder)

    assert explain(edition, evaluate(edition, {})[0], {}) == Text(ko="이 기준을 충족합니다.", en="Met.")


def test_the_reasons_also_come_as_sentences_of_their_own():
    answers = examples.example("EX-1").answers
    found = {one.standard_id: one for one in evaluate(EDITION, answers)}["HRI-4"]

    assert reasons(EDITION, found, answers) == (
        Text(
            ko="「의견을 들은 사람」 질문에서 「직원·노동조합」 항목을 선택하였습니다.",
            en="“Who was consulted” includes “Employees or union”.",
        ),
        Text(
            ko="「의견수렴 기간(일)」 질문에 14 이상인 값(14)을 적었습니다.",
            en="“Days open for comment” is 14, at least 14.",
        ),
    )


@pytest.mark.parametrize(
    ("answers", "en", "ko"),
    [
        (
            {"mode": "post"},
            "Not asked, because “Mode” was answered “Afterwards”.",
            "묻지 않는 질문입니다. 「방식」 질문에서 「사후」 항목을 선택하였기 때문입니다.",
        ),
        (
            {},
            "Not known yet whether it is asked, because “Mode” is not answered yet.",
            "물을지 아직 알 수 없습니다. 「방식」 질문에 아직 답하지 않았기 때문입니다.",
        ),
    ],
)
def test_it_is_said_why_a_question_is_not_asked(tmp_path, answers, en, ko):
    assert explain_hidden(small.edition(tmp_path), answers)["warrant"] == Text(ko=ko, en=en)


def test_of_questions_that_are_asked_nothing_is_said(tmp_path):
    assert "warrant" not in explain_hidden(small.edition(tmp_path), {"mode": "live"})


@pytest.mark.parametrize(
    ("test", "en", "ko"),
    [
        ("amount >= 5", "is 5, at least 5", "5 이상인 값(5)을"),
        ("amount > 5", "is 5, at most 5", "5 이하인 값(5)을"),
        ("amount <= 4", "is 5, more than 4", "4보다 큰 값(5)을"),
        ("amount < 9", "is 5, less than 9", "9보다 작은 값(5)을"),
        ("amount == 5", "is 5, as required", "기준값(5)과 같은 값을"),
        ("amount != 5", "is 5, as required", "기준값(5)과 같은 값을"),
        ("amount == 6", "is 5, not 6", "기준값(6)과 다른 값(5)을"),
        ("amount > share", "is 5, more than 0.1 [“Share of errors, %”]", "0.1[「오류 비율, %」]보다 큰 값(5)을"),
        ("begins < ends", "is 2030-02-01, earlier than 2031-02-01 [“Ends”]", "2031-02-01[「종료일」]보다 이른 날(2030-02-01)을"),
        ("begins >= '2030-02-01'", "is 2030-02-01, not earlier than 2030-02-01", "2030-02-01 또는 그 뒤의 날(2030-02-01)을"),
        ("begins > '2030-02-01'", "is 2030-02-01, not later than 2030-02-01", "2030-02-01 또는 그 앞의 날(2030-02-01)을"),
        ("rows(sources) > 1", "is 2, more than 1", "행을 1개보다 많이(2개)"),
        ("rows(sources) == 2", "is 2, as required", "행을 2개"),
    ],
)  # fmt: skip
def test_every_relation_is_said_in_both_languages(tmp_path, test, en, ko):
    folder = small.write(tmp_path)
    names = {"amount", "share", "begins", "ends", "sources"}
    used = [f'"{name}"' for name in sorted(names) if name in test]
    small.replace(folder, "standards/AAA.toml", 'test = "not d_unwarranted"', f'test = "{test}"')
    small.replace(
        folder, "standards/AAA.toml", 'depends_on = ["mode", "warrant"]', f"depends_on = [{', '.join(used)}]"
    )
    edition = catalogue.read(folder)

    text = explain(edition, evaluate(edition, small.COMPLETE)[0], small.COMPLETE)

    assert f"{en}." in text.en
    assert f"{ko} 적었기 때문입니다." in text.ko
