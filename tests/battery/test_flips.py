"""Any bit flipped at ten thousand random places of a signed record: never authentic, whoever looks."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from cryptography.x509 import Certificate

from assessments import signing
from assessments.enums import Audience
from assessments.models import Record
from assessments.queries.verification import _digests, verify_file
from assessments.records import Authenticity, freeze, sha256_of, verify as portal_verify
from assessments.records.bundle import verify as verifier
from assessments.records.verify import data_in
from assessments.signing import Level
from tests.guards.ground import guards_off
from tests.records import rendered, sample
from tests.signing.papers import signed, with_key
from tests.signing.pki import Infrastructure
from tests.web import published as issued

PLACES = 10_000
NUMBER = sample.brief().number


@pytest.fixture(scope="module")
def published(pki: Infrastructure) -> tuple[Certificate, ...]:
    with signing.opened(with_key(pki)) as signer:
        return (signer.keys.certificate, *signer.keys.chain)


def flips(document: bytes, *, seed: str) -> Iterator[tuple[int, bytes]]:
    """Place and file: one bit of one byte, anywhere."""
    chance = random.Random(seed)  # noqa: S311 (drawn again by whoever doubts it)
    for _ in range(PLACES):
        place = chance.randrange(len(document))
        changed = bytearray(document)
        changed[place] ^= 1 << chance.randrange(8)
        yield place, bytes(changed)


def accepted_by(accepts: Callable[[bytes], bool], document: bytes, *, seed: str) -> list[int]:
    """Places at which a flipped bit goes unnoticed."""
    begun = time.perf_counter()
    found = [place for place, changed in flips(document, seed=seed) if accepts(changed)]
    seconds = time.perf_counter() - begun
    sys.stderr.write(
        f"{seed}: {PLACES} places in {len(document)} bytes, {len(found)} accepted, {seconds:.0f} s\n"
    )
    return found


def holds(document: bytes, published: tuple[Certificate, ...]) -> bool:
    try:
        verifier.verify(document, published)
    except verifier.Fault:
        return False
    return True


@pytest.mark.parametrize("level", Level, ids=str)
def test_the_single_file_verifier_accepts_none(
    pki: Infrastructure, published: tuple[Certificate, ...], level: Level
) -> None:
    document = signed(with_key(pki, level=level), rendered.brief("en")).pdf
    assert holds(document, published)

    assert accepted_by(lambda changed: holds(changed, published), document, seed=f"verify.py {level}") == []


def issue(document: bytes) -> Record:
    """The record with the number that the document carries; the document is its English one."""
    record = issued.issued(number=NUMBER.removesuffix("-v1"))
    content = freeze(sample.brief())
    with guards_off():
        Record.objects.filter(pk=record.pk).update(
            content=content.decode(), content_sha256=sha256_of(content)
        )
        record.documents.filter(audience=Audience.PARTIES, language="en").update(
            pdf=document, sha256=sha256_of(document), size_bytes=len(document)
        )
    return record


@pytest.mark.django_db
@pytest.mark.parametrize("level", Level, ids=str)
def test_the_portal_accepts_none(pki: Infrastructure, level: Level) -> None:
    document = signed(with_key(pki, level=level), rendered.brief("en")).pdf
    digests = _digests(issue(document))
    assert portal_verify(document, issued=digests).authenticity == Authenticity.AUTHENTIC

    def accepts(changed: bytes) -> bool:
        return portal_verify(changed, issued=digests).authenticity == Authenticity.AUTHENTIC

    assert accepted_by(accepts, document, seed=f"portal {level}") == []


@pytest.mark.django_db
def test_nor_does_it_with_all_that_it_looks_up(pki: Infrastructure) -> None:
    """Ten minutes: each file is looked for in the database and compared with what was issued."""
    document = signed(with_key(pki, level=Level.LTA), rendered.brief("en")).pdf
    issue(document)
    assert verify_file(document).is_authentic

    def accepts(changed: bytes) -> bool:
        return verify_file(changed).is_authentic

    assert accepted_by(accepts, document, seed="portal in full") == []


@pytest.mark.django_db
def test_a_portal_that_looks_at_the_data_in_the_file_only_is_caught(pki: Infrastructure) -> None:
    document = signed(with_key(pki), rendered.brief("en")).pdf
    record = issue(document)
    record.refresh_from_db()

    def gullible(changed: bytes) -> bool:
        data = data_in(changed)
        return data is not None and sha256_of(data) == record.content_sha256

    assert len(accepted_by(gullible, document, seed="data only")) > PLACES // 100


def test_a_verifier_that_looks_at_the_first_signature_only_is_caught(
    pki: Infrastructure, published: tuple[Certificate, ...]
) -> None:
    """What a signature does not cover: the rest of its own space, and all that follows it."""
    document = signed(with_key(pki, level=Level.LTA), rendered.brief("en")).pdf
    known = {verifier._der(one): one for one in published}
    covered = next(verifier._byte_ranges(document))

    def gullible(changed: bytes) -> bool:
        try:
            first, second = covered.hole
            seal = covered._replace(text=changed[:first] + changed[second : covered.end])
            verifier._sealed_by(seal, known)
        except verifier.Fault:
            return False
        return True

    assert len(accepted_by(gullible, document, seed="gullible")) > PLACES // 100
