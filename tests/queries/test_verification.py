"""Files against an issued record with real documents: whatever is handed in, there is an answer."""

from __future__ import annotations

import hashlib
import io
import json
import random
import zlib
from collections.abc import Callable

import pikepdf
import pytest

from assessments.enums import Audience
from assessments.models import Record, RecordDocument
from assessments.queries.verification import NOT_AUTHENTIC, Status, Verified, verify_file
from assessments.records import Data, freeze, redacted
from tests.guards.ground import guards_off
from tests.records import sample
from tests.records.rendered import brief
from tests.web import published

pytestmark = pytest.mark.django_db

MUTANTS = 60
CONTENT = freeze(sample.brief())
PUBLIC_CONTENT = freeze(redacted(sample.brief()))


@pytest.fixture
def record() -> Record:
    """As it was issued: real PDFs and the data attached to them."""
    made = published.issued(number=sample.brief().number.removesuffix("-v1"))
    with guards_off():
        Record.objects.update(
            content=CONTENT.decode(),
            content_sha256=hashlib.sha256(CONTENT).hexdigest(),
            public_content=PUBLIC_CONTENT.decode(),
            public_content_sha256=hashlib.sha256(PUBLIC_CONTENT).hexdigest(),
        )
        for document in RecordDocument.objects.filter(audience=Audience.PARTIES):
            document.pdf = brief(document.language)
            document.sha256 = hashlib.sha256(document.pdf).hexdigest()
            document.save()
    return made


def mutated(document: bytes, chance: random.Random) -> bytes:
    changed = bytearray(document)
    for _ in range(chance.randrange(1, 30)):
        start = chance.randrange(len(changed) + 1)
        changed[start : start + chance.randrange(50)] = chance.randbytes(chance.randrange(50))
    return bytes(changed[: chance.choice((len(changed), chance.randrange(len(changed) + 1)))])


@pytest.mark.parametrize("document", [brief, lambda _: CONTENT], ids=["pdf", "json"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_was_issued_is_authentic(
    record: Record, document: Callable[[str], bytes], language: str
) -> None:
    found = verify_file(document(language))

    assert found.status == Status.IN_FORCE
    assert found.known
    assert found.known.record == record


@pytest.mark.parametrize("original", [lambda: brief("ko"), lambda: CONTENT], ids=["pdf", "json"])
@pytest.mark.usefixtures("record")
def test_no_mutant_is_authentic_and_none_raises(original: Callable[[], bytes]) -> None:
    chance = random.Random(4711)  # noqa: S311 (drawn again by whoever doubts it)

    found = {verify_file(mutated(original(), chance)).status for _ in range(MUTANTS // 2)}

    assert Status.ALTERED in found
    assert found <= NOT_AUTHENTIC


BOMBS: dict[str, Callable[[], bytes]] = {
    "swelling": lambda: b"stream\n" + zlib.compress(bytes(20_000_000)) + b"\nendstream NHRC-FR-2026-0004-v1",
    "many": lambda: b"NHRC-FR-2026-0004-v1 " + (b"stream\n" + zlib.compress(b"{") + b"endstream\n") * 5_000,
    "deep": lambda: b'{"number": "NHRC-FR-2026-0004-v1", "law": ' + b"[" * 900 + b"]" * 900 + b"}",
    "deeper": lambda: b'{"number": "NHRC-FR-2026-0004-v1", "law": ' + b"[" * 200_000,
    "digits": lambda: b'{"number": "NHRC-FR-2026-0004-v1", "law": ' + b"9" * 1_000_000 + b"}",
    "zip": lambda: b"PK\x03\x04" + bytes(1000) + b"NHRC-FR-2026-0004-v1",
    "utf-16": lambda: '{"number": "NHRC-FR-2026-0004-v1"}'.encode("utf-16"),
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.usefixtures("record")
def test_a_file_made_to_hurt_gets_an_answer(bomb: str) -> None:
    assert verify_file(BOMBS[bomb]()).status in NOT_AUTHENTIC


def _saved_anew(document: bytes) -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(document)) as pdf:
        pdf.save(saved)
    return saved.getvalue()


@pytest.mark.usefixtures("record")
def test_what_is_known_of_an_altered_file_is_said() -> None:
    def known(document: bytes) -> Verified:
        found = verify_file(document)
        assert found.status == Status.ALTERED
        return found

    appended = known(brief("en") + b"%%EOF\n").alteration
    saved = known(_saved_anew(brief("ko"))).alteration
    said = known(json.dumps(json.loads(CONTENT) | {"outcome": "approved"}).encode()).alteration

    assert appended
    assert (appended.appended_bytes, appended.data) == (6, Data.ISSUED)
    assert appended.made_from == hashlib.sha256(brief("en")).hexdigest()
    assert saved
    assert (saved.made_from, saved.data) == ("", Data.ISSUED)
    assert said
    assert [part.en for part in said.parts] == ["Outcome and main reasons"]
