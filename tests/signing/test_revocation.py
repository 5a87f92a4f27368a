"""Before anything is signed, the issuer is asked whether the certificate was revoked, where it says how."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from assessments.signing import Cause, Configuration, Level, SigningFailed
from tests.signing.papers import signed, tiny, with_key
from tests.signing.pki import Infrastructure, infrastructure

BELOW_LONG_TERM = (Level.B, Level.T)
LONG_TERM = (Level.LT, Level.LTA)


def cause_of_refusal(configuration: Configuration) -> Cause:
    with pytest.raises(SigningFailed) as refused:
        signed(configuration)
    return refused.value.cause


@pytest.mark.parametrize("level", Level, ids=str)
def test_a_revoked_certificate_signs_nothing(pki: Infrastructure, level: Level) -> None:
    assert cause_of_refusal(with_key(pki, seal="revoked-seal", level=level)) == Cause.CERTIFICATE


@pytest.mark.parametrize("away", ["ocsp", "crls"])
@pytest.mark.parametrize("level", Level, ids=str)
def test_the_list_is_believed_when_the_responder_is_away_and_the_other_way_round(
    pki: Infrastructure, monkeypatch: pytest.MonkeyPatch, level: Level, away: str
) -> None:
    monkeypatch.setattr(pki, "away", frozenset([away]))

    assert cause_of_refusal(with_key(pki, seal="revoked-seal", level=level)) == Cause.CERTIFICATE


def test_the_issuer_is_asked_before_anything_is_signed(pki: Infrastructure) -> None:
    pki.asked.clear()

    signed(with_key(pki, level=Level.T))

    kinds = [path.split("/")[2] for path in pki.asked]
    assert "ocsp" in kinds[: kinds.index("tsa")]


@pytest.mark.parametrize("level", BELOW_LONG_TERM, ids=str)
def test_when_nobody_answers_it_is_noted_and_signed_all_the_same(
    pki: Infrastructure,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    level: Level,
) -> None:
    monkeypatch.setattr(pki, "away", frozenset(["ocsp", "crls"]))

    made = signed(with_key(pki, level=level))

    assert made.pdf.startswith(tiny())
    assert [(record.levelno, record.getMessage().partition(":")[0]) for record in caplog.records] == [
        (logging.WARNING, "nobody says whether the signing certificate was revoked")
    ]


@pytest.mark.parametrize("level", LONG_TERM, ids=str)
def test_what_is_to_last_is_not_signed_without_an_answer(
    pki: Infrastructure, monkeypatch: pytest.MonkeyPatch, level: Level
) -> None:
    monkeypatch.setattr(pki, "away", frozenset(["ocsp", "crls"]))

    assert cause_of_refusal(with_key(pki, level=level)) == Cause.CERTIFICATE


def test_a_service_that_is_gone_hinders_no_plain_signature(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with infrastructure(tmp_path) as gone:
        configuration = with_key(gone)

    assert signed(configuration).pdf.startswith(tiny())
    assert len(caplog.records) == 1


def test_a_certificate_that_names_nobody_is_asked_of_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert signed(Configuration(level=Level.B, folder=tmp_path)).pdf.startswith(tiny())
    assert caplog.records == []
