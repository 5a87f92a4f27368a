"""Issued, altered, or not ours: whatever the bytes are, there is a verdict and no exception."""

from __future__ import annotations

import hashlib
import io
import random
import time
import zlib

import pikepdf
import pytest
from hypothesis import given, strategies as st

from assessments.records import Authenticity, claimed_number, freeze, verify
from tests.records import sample
from tests.records.rendered import brief

NUMBER = "NHRC-FR-2026-0004-v1"


def _sha256(document: bytes) -> str:
    return hashlib.sha256(document).hexdigest()


@pytest.fixture(scope="module")
def issued() -> dict[str, str]:
    return {_sha256(brief(language)): NUMBER for language in ("ko", "en")}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_issued_file_is_authentic(issued, language):
    verdict = verify(brief(language), issued=issued)

    assert (verdict.authenticity, verdict.number) == (Authenticity.AUTHENTIC, NUMBER)


def test_the_attached_data_is_authentic_when_its_digest_is_issued():
    data = freeze(sample.brief())

    assert verify(data, issued={_sha256(data): NUMBER}).authenticity is Authenticity.AUTHENTIC


def test_one_changed_byte_is_never_authentic(issued):
    places = random.Random(4711)  # noqa: S311 - which bytes are tried is no secret
    original = brief("ko")

    found = set()
    for _ in range(400):
        changed = bytearray(original)
        changed[places.randrange(len(changed))] ^= 1 << places.randrange(8)
        found.add(verify(bytes(changed), issued=issued).authenticity)

    assert Authenticity.AUTHENTIC not in found
    assert Authenticity.ALTERED in found


@pytest.mark.parametrize(
    "alter",
    [
        lambda pdf: pdf + b"\n",
        lambda pdf: pdf[:-1],
        lambda pdf: pdf[: len(pdf) // 2],
        lambda pdf: b"\xef\xbb\xbf" + pdf,
        lambda pdf: pdf + pdf,
    ],
)
def test_a_file_with_more_or_less_in_it_is_altered(issued, alter):
    assert verify(alter(brief("ko")), issued=issued).authenticity is Authenticity.ALTERED


@pytest.mark.parametrize("drop", [["/Metadata"], ["/AF", "/Names"], ["/Metadata", "/StructTreeRoot"]])
def test_a_file_saved_again_by_a_program_is_altered(issued, drop):
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(brief("en"))) as pdf:
        for key in drop:
            del pdf.Root[key]
        pdf.save(saved)

    verdict = verify(saved.getvalue(), issued=issued)

    assert (verdict.authenticity, verdict.number) == (Authenticity.ALTERED, NUMBER)


def test_changed_data_is_altered(issued):
    data = freeze(sample.brief()).replace(b"conditional", b"approved")

    assert verify(data, issued=issued).authenticity is Authenticity.ALTERED


def test_a_record_of_a_number_that_was_never_issued_is_not_ours():
    verdict = verify(brief("ko"), issued={"0" * 64: "NHRC-FR-2026-0005-v1"})

    assert (verdict.authenticity, verdict.number) == (Authenticity.NOT_OURS, NUMBER)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"%PDF-1.7",
        b"%PDF-1.7\n1 0 obj\nstream\n",
        b"\x00" * 10_000,
        b'{"number": 7}',
        b'{"number": "NHRC-FR-2026-0004"}',
        b"[" * 100_000,
        b"xNHRC-FR-2026-0004-v1x",
        "결정서".encode("utf-16"),
    ],
)
def test_what_names_no_number_is_not_ours(issued, document):
    verdict = verify(document, issued=issued)

    assert (verdict.authenticity, verdict.number) == (Authenticity.NOT_OURS, None)


@given(st.binary(max_size=2_000))
def test_no_bytes_raise(document):
    verify(b"%PDF-1.7\nstream\n" + document, issued={})


@pytest.mark.parametrize(
    "bomb",
    [
        b"%PDF-1.7\nstream\n" + zlib.compress(b"\x00" * 300_000_000) + b"\nendstream",
        b"%PDF-1.7\n" + b"stream\n" * 1_000_000,
        b"%PDF-1.7\n" + (b"stream\n" + zlib.compress(b"a") + b"endstream\n") * 200_000,
    ],
    ids=["swelling", "unended", "many"],
)
def test_a_file_made_to_take_long_does_not(bomb):
    begun = time.process_time()

    assert claimed_number(bomb) is None
    assert time.process_time() - begun < 10
