# ruff: noqa: E501  # sentences stand on one line

"""Words of the record that do not depend on who makes it, and that name things as people do."""

from __future__ import annotations

import locale
from datetime import date

import pytest

from assessments import catalogue
from assessments.catalogue import Text
from assessments.queries.record_content.words import day_words, proof_words

EDITION = catalogue.edition("2026.11-1")


def test_a_day_is_said_in_both_languages():
    assert day_words(date(2026, 11, 2)) == Text(ko="2026년 11월 2일", en="2 November 2026")
    assert day_words(date(2027, 5, 31)).en == "31 May 2027"
    assert day_words(None) == Text(ko="–", en="–")


def test_the_month_is_english_whatever_the_locale_of_the_process():
    before = locale.setlocale(locale.LC_TIME)
    others = [name for name in ("ko_KR.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8") if _is_there(name)]
    if not others:
        pytest.skip("no other locale is installed")
    try:
        locale.setlocale(locale.LC_TIME, others[0])
        assert day_words(date(2026, 10, 1)).en == "1 October 2026"
    finally:
        locale.setlocale(locale.LC_TIME, before)


def test_no_month_comes_from_the_locale(monkeypatch):
    """Where no other locale is installed, one is played."""

    class Elsewhere(date):
        def __format__(self, pattern: str) -> str:
            return "Oktober"

        def strftime(self, pattern: str) -> str:
            return "Oktober"

    assert day_words(Elsewhere(2026, 10, 1)).en == "1 October 2026"


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        (
            "E-HRIA",
            Text(ko="인권영향평가 보고서와 요약", en="Human rights impact assessment report and its summary"),
        ),
        (
            "E-LAW, E-PIA",
            Text(
                ko="근거 법령 조문과 링크; 개인정보 영향평가서와 보호위원회 제출 증빙",
                en="Text of each provision relied on, with links; Privacy impact assessment report and proof of submission to the PIPC",
            ),
        ),
        ("E-DATA, 파기 확인서", "정보 흐름도와 처리 항목표, 파기 확인서"),
        ("E-NONE", "E-NONE"),
        ("시험성적서", "시험성적서"),
        ("PRE-LAW", "PRE-LAW"),
        ("", ""),
    ],
)
def test_documents_named_by_their_ids_get_their_titles(proof, said):
    assert proof_words(EDITION, proof) == said


def _is_there(name: str) -> bool:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_TIME, before)
    return True
