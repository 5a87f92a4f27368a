"""Whole records, signed: still archival and accessible, and their words say how they are signed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assessments.records import Seal, freeze, thaw
from assessments.records.render import render_html
from assessments.records.speech import Language
from assessments.signing import Configuration, Level
from tests.records import pdfcheck, rendered, sample
from tests.signing.papers import signed, with_key
from tests.signing.pki import Infrastructure

LANGUAGES: tuple[Language, ...] = ("ko", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_signing_leaves_a_record_archival_and_accessible(
    pki: Infrastructure, language: Language, tmp_path: Path
) -> None:
    record = rendered.brief(language)
    configurations = [
        Configuration(level=Level.B, folder=tmp_path),
        *(with_key(pki, level=level) for level in Level),
    ]

    found = [pdfcheck.check(signed(configuration, record).pdf) for configuration in configurations]

    assert found == [[]] * len(configurations)


def said(seal: Seal | None, language: Language) -> str:
    html = render_html(replace(sample.brief(), seal=seal), language=language)
    return html.replace("\u2060", "")


def test_a_record_names_who_signs_it():
    seal = Seal("Seal of the Commission", "Government CA", demonstration=False, timestamped=False)

    assert "certificate of Seal of the Commission (issued by Government CA)" in said(seal, "en")
    assert "Seal of the Commission의 인증서(발급자 Government CA)로 전자서명을" in said(seal, "ko")
    assert "timestamp service" not in said(seal, "en")


def test_a_record_says_that_somebody_attests_the_time():
    seal = Seal("x", "y", demonstration=False, timestamped=True)

    assert "A timestamp service (RFC 3161) attests when it was signed." in said(seal, "en")
    assert "시점확인 서비스" in said(seal, "ko")


def test_a_demonstration_is_called_one():
    seal = Seal("x", "y", demonstration=True, timestamped=False)

    assert "signed with a demonstration key that the portal made for itself" in said(seal, "en")
    assert "시연용 키" in said(seal, "ko")


def test_a_record_without_a_signature_says_so():
    assert "not electronically signed" in said(None, "en")


def test_the_json_of_records_from_before_signatures_stays_as_it_was():
    unsigned = replace(sample.brief(), seal=None, schema=1)

    frozen = freeze(unsigned)

    assert b'"seal"' not in frozen
    assert thaw(frozen) == unsigned
