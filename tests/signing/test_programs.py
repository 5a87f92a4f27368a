"""What other people's programs say of the signatures: poppler, qpdf and OpenSSL."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assessments.signing import Level
from tests.records import rendered
from tests.signing.judged import judged, seal
from tests.signing.papers import signed, tiny, with_key
from tests.signing.pki import Infrastructure
from tests.signing.programs import accepting, openssl, said


@pytest.fixture(params=Level, ids=str)
def document(request: pytest.FixtureRequest, pki: Infrastructure, tmp_path: Path) -> Path:
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed(with_key(pki, level=request.param)).pdf)
    return path


def spoil(document: Path) -> None:
    """Change one byte of the page."""
    content = bytearray(document.read_bytes())
    content[content.index(b"/MediaBox") + 12] ^= 1
    document.write_bytes(content)


def test_poppler_finds_the_signature_valid(document: Path) -> None:
    done = said("pdfsig", "-nocert", document)

    assert "Signature is Valid." in done.stdout
    assert "Test seal" in done.stdout


def test_poppler_finds_the_change_of_a_single_byte(document: Path) -> None:
    spoil(document)

    assert "Signature is Valid." not in said("pdfsig", "-nocert", document).stdout


def test_qpdf_finds_nothing_wrong(document: Path) -> None:
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", document).stdout


def test_openssl_finds_the_signature_valid(document: Path, pki: Infrastructure, tmp_path: Path) -> None:
    done = openssl(document, pki.chain, tmp_path)

    assert done.returncode == 0, done.stderr
    assert re.search("CMS Verification successful|Verification successful", done.stderr)


def test_openssl_finds_the_change_of_a_single_byte(
    document: Path, pki: Infrastructure, tmp_path: Path
) -> None:
    spoil(document)

    assert openssl(document, pki.chain, tmp_path).returncode != 0


def test_openssl_trusts_no_other_authority(document: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("")

    assert openssl(document, tmp_path / "empty.pem", tmp_path).returncode != 0


def test_openssl_finds_the_timestamp_valid(pki: Infrastructure, tmp_path: Path) -> None:
    found = seal(signed(with_key(pki, level=Level.T)).pdf)
    (attribute,) = found.signer_info["unsigned_attrs"]
    (tmp_path / "token").write_bytes(attribute["values"][0].dump())
    (tmp_path / "stamped").write_bytes(found.signer_info["signature"].native)

    files = ("-in", tmp_path / "token", "-data", tmp_path / "stamped", "-CAfile", pki.chain)
    done = said("openssl", "ts", "-verify", "-token_in", *files)

    assert "Verification: OK" in done.stdout + done.stderr


def test_the_unsigned_document_is_none_of_that(tmp_path: Path) -> None:
    (tmp_path / "unsigned.pdf").write_bytes(tiny())

    assert "Signature is Valid." not in said("pdfsig", "-nocert", tmp_path / "unsigned.pdf").stdout


def test_all_agree_on_a_whole_record(pki: Infrastructure, tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(signed(with_key(pki, level=Level.T), rendered.brief("ko")).pdf)

    assert judged(path.read_bytes(), roots=[pki.certificate("root")]).bottom_line
    assert accepting(path, pki.chain, tmp_path) == ["poppler", "OpenSSL"]
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", path).stdout
    spoil(path)
    assert not judged(path.read_bytes(), roots=[pki.certificate("root")]).bottom_line
    assert accepting(path, pki.chain, tmp_path) == []
