"""The single file that anybody can verify a record with: what it accepts, and what nobody gets past it."""

from __future__ import annotations

import ast
import io
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import time_machine
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.validation import SignatureCoverageLevel, async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from assessments import signing
from assessments.records import Authenticity, sha256_of, verify as portal_verify
from assessments.records.bundle import verify as verifier
from assessments.signing import Level, certificates, pades, waiting  # noqa: TID253
from assessments.signing.timestamps import TimestampService  # noqa: TID253
from tests.records import rendered, sample
from tests.signing.attacks import ATTACKS, Loot
from tests.signing.papers import signed, with_key
from tests.signing.pki import Infrastructure, infrastructure
from tests.signing.programs import program
from tests.signing.test_levels import IN_2046

NUMBER = sample.brief().number
FLIPS = 400
SECOND_FIELD = "Approval"
Change = Callable[[IncrementalPdfFileWriter], None]
PROGRAM = Path(verifier.__file__)


@dataclass(frozen=True)
class Seals:
    """Records sealed at every level, and what the commission publishes."""

    pki: Infrastructure
    published: tuple[Certificate, ...]
    record: Callable[[Level], bytes]
    loot: Callable[[Level], Loot]


@pytest.fixture(scope="module")
def seals(pki: Infrastructure, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seals]:
    unsigned = rendered.brief("en")

    @cache
    def record(level: Level) -> bytes:
        return signed(with_key(pki, level=level), unsigned).pdf

    with infrastructure(tmp_path_factory.mktemp("stranger")) as stranger:

        @cache
        def loot(level: Level) -> Loot:
            return Loot(
                document=record(level),
                other=signed(with_key(pki, level=level), rendered.brief("ko")).pdf,
                unsigned=unsigned,
                sign=lambda document, level: signed(with_key(stranger, level=level), document),
                sign_as_well=lambda document, *certified: signed_as_well(document, stranger, *certified),
                stamp=lambda document, *change: stamped(document, pki, *change),
            )

        with signing.opened(with_key(pki)) as signer:
            published = (signer.keys.certificate, *signer.keys.chain)
        yield Seals(pki, published, record, loot)


def stamped(document: bytes, pki: Infrastructure, change: Change = lambda writer: None) -> bytes:
    """With one revision more, which holds a genuine archive timestamp and whatever ``change`` does."""
    writer, out = pades._Appender(io.BytesIO(document), strict=False), io.BytesIO()
    change(writer)
    service = TimestampService(pki.timestamp_url, seconds=5)
    stamper = PdfTimeStamper(service, field_name="Timestamp", invis_settings=pades._UNSEEN)
    waiting.run(stamper.async_timestamp_pdf(writer, pades.DIGEST, output=out))
    return out.getvalue()


class _Unruly(PdfSigner):
    """Signs what was certified against every change, and certifies what was signed before."""

    def _enforce_certification_constraints(self, reader: PdfFileReader) -> None:
        pass


def signed_as_well(document: bytes, pki: Infrastructure, certified: MDPPerm | None = None) -> bytes:
    """With one revision more, which holds a whole signature in a field of its own."""
    writer, out = pades._Appender(io.BytesIO(document), strict=False), io.BytesIO()
    about = PdfSignatureMetadata(
        field_name=SECOND_FIELD,
        reason=NUMBER,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm=pades.DIGEST,
        certify=certified is not None,
        docmdp_permissions=certified or MDPPerm.FILL_FORMS,
    )
    field = SigFieldSpec(SECOND_FIELD, invis_sig_settings=pades._UNSEEN)
    by_whom = _Unruly(about, signer=signing.from_file(with_key(pki)).signer(), new_field_spec=field)
    waiting.run(by_whom.async_sign_pdf(writer, output=out))
    return out.getvalue()


def refused(document: bytes, seals: Seals) -> str:
    """Why; empty when it is accepted."""
    try:
        verifier.verify(document, seals.published)
    except verifier.Fault as fault:
        return str(fault)
    return ""


@pytest.mark.parametrize("level", Level, ids=str)
def test_a_record_is_authentic(seals: Seals, level: Level) -> None:
    found = verifier.verify(seals.record(level), seals.published)

    assert found.number == NUMBER
    assert found.certificate == seals.published[0]
    assert found.is_timestamped == (level != Level.B)
    assert found.is_archived == (level == Level.LTA)
    assert found.data.startswith(b"{")


@pytest.mark.parametrize("level", Level, ids=str)
def test_a_record_is_authentic_in_twenty_years(seals: Seals, level: Level) -> None:
    """The certificate ended in 2040; what counts is that it was valid when it sealed."""
    record = seals.record(level)

    with time_machine.travel(IN_2046):
        found = verifier.verify(record, seals.published)

    assert found.number == NUMBER
    assert found.at.year < 2040


def test_an_archive_timestamp_may_be_added_later(seals: Seals) -> None:
    """Else the attacks below with a timestamp would be refused for the timestamp alone."""
    found = verifier.verify(stamped(seals.record(Level.LT), seals.pki), seals.published)

    assert found.is_archived


def test_the_demonstration_is_called_one(tmp_path: Path) -> None:
    configuration = signing.Configuration(level=Level.B, folder=tmp_path)
    done = run(tmp_path, signed(configuration, rendered.brief("en")).pdf, with_keys_of(configuration))

    assert done.returncode == 0
    assert "DEMONSTRATION" in done.stdout
    assert NUMBER in done.stdout


def with_keys_of(configuration: signing.Configuration) -> tuple[Certificate, ...]:
    with signing.opened(configuration) as signer:
        return (signer.keys.certificate, *signer.keys.chain)


def run(
    folder: Path, document: bytes, published: tuple[Certificate, ...], *clock: str
) -> subprocess.CompletedProcess[str]:
    """As a stranger runs it: by itself, in an empty folder."""
    (folder / "record.pdf").write_bytes(document)
    (folder / "certificate.pem").write_text(certificates.pem(published))
    (folder / "verify.py").write_bytes(PROGRAM.read_bytes())
    command = [*clock, sys.executable, "-I", "verify.py", "record.pdf", "certificate.pem"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=60)


def test_the_program_says_what_it_found(seals: Seals, tmp_path: Path) -> None:
    done = run(tmp_path, seals.record(Level.T), seals.published)

    assert done.returncode == 0, done.stderr
    assert f"AUTHENTIC: record {NUMBER}" in done.stdout
    assert "진본입니다" in done.stdout
    assert certificates.fingerprint(seals.published[0]) in done.stdout


def test_the_program_says_the_same_in_twenty_years(seals: Seals, tmp_path: Path) -> None:
    clock = (program("faketime"), f"{IN_2046:%Y-%m-%d %H:%M:%S}")

    done = run(tmp_path, seals.record(Level.B), seals.published, *clock)

    assert done.returncode == 0, done.stderr
    assert f"AUTHENTIC: record {NUMBER}" in done.stdout


def test_the_program_says_why_not(seals: Seals, tmp_path: Path) -> None:
    done = run(tmp_path, seals.record(Level.B) + b"\n", seals.published)

    assert done.returncode == 1
    assert "NOT AUTHENTIC: something was appended after the seal" in done.stdout


def test_the_program_takes_no_json_for_a_sealed_record(seals: Seals, tmp_path: Path) -> None:
    assert run(tmp_path, b'{"number": "x"}', seals.published).returncode == 2


def test_the_program_does_not_stumble_over_what_is_no_certificate(tmp_path: Path) -> None:
    assert run(tmp_path, b"%PDF", ()).returncode == 2


def test_the_program_needs_nothing_of_the_portal() -> None:
    tree = ast.walk(ast.parse(PROGRAM.read_text()))
    names = [
        one.module if isinstance(one, ast.ImportFrom) else one.names[0].name
        for one in tree
        if isinstance(one, (ast.Import, ast.ImportFrom))
    ]
    imported = {name.partition(".")[0] for name in names if name}

    assert imported - set(sys.stdlib_module_names) == {"cryptography"}


def test_another_certificate_does_not_do(seals: Seals) -> None:
    with pytest.raises(verifier.Fault, match="published"):
        verifier.verify(seals.record(Level.B), seals.published[1:])


@pytest.mark.parametrize("seal", ["expired-seal", "future-seal"])
def test_a_certificate_that_was_not_valid_when_it_sealed_does_not_do(seals: Seals, seal: str) -> None:
    """The portal refuses to seal with it; somebody who holds the key may not."""
    keys = signing.from_file(with_key(seals.pki, seal=seal))
    document = pades.sign(rendered.brief("en"), keys=keys, level=Level.B, reason=NUMBER, service=None)

    with pytest.raises(verifier.Fault, match="was not valid"):
        verifier.verify(document, (keys.certificate, *keys.chain))


@pytest.mark.parametrize("level", Level, ids=str)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_is_accepted(seals: Seals, attack: str, level: Level) -> None:
    loot = seals.loot(level)
    document = ATTACKS[attack](loot)
    issued = {sha256_of(loot.document): NUMBER}

    assert document != loot.document
    assert refused(document, seals)
    assert portal_verify(document, issued=issued).authenticity != Authenticity.AUTHENTIC


def test_a_gullible_verifier_accepts_attacks(seals: Seals) -> None:
    """What is tried is worth trying: who checks the signature but not what it covers falls for much of it."""
    known = {verifier._der(one): one for one in seals.published}
    loot = seals.loot(Level.B)

    def gullible(document: bytes) -> bool:
        try:
            seal = next(verifier._byte_ranges(document))
            verifier._sealed_by(seal, known)
        except (verifier.Fault, ValueError, StopIteration):
            return False
        return True

    fallen_for = [name for name, attack in ATTACKS.items() if gullible(attack(loot))]
    assert len(fallen_for) >= 15, fallen_for
    assert {name for name in ATTACKS if "as well" in name and "stamped" not in name} <= set(fallen_for)


@pytest.mark.parametrize("level", Level, ids=str)
def test_a_second_signature_is_a_whole_one_beside_the_seal(seals: Seals, level: Level) -> None:
    """Else the attacks with it would be refused for its faults."""
    loot = seals.loot(level)

    document = loot.sign_as_well(loot.document, MDPPerm.NO_CHANGES)

    first, second = PdfFileReader(io.BytesIO(document)).embedded_regular_signatures
    unknown = ValidationContext(trust_roots=[], allow_fetching=False)
    found = waiting.run(async_validate_pdf_signature(second, signer_validation_context=unknown))
    assert document.startswith(loot.document)
    assert (first.field_name, second.field_name) == (pades.FIELD, SECOND_FIELD)
    assert (found.intact, found.valid, found.coverage) == (True, True, SignatureCoverageLevel.ENTIRE_FILE)
    assert second.docmdp_level == MDPPerm.NO_CHANGES


@pytest.mark.parametrize("level", Level, ids=str)
def test_no_flipped_bit_is_accepted(seals: Seals, level: Level) -> None:
    document = seals.record(level)
    chance = random.Random(4711)  # noqa: S311 (drawn again by whoever doubts it)
    first, second = next(verifier._byte_ranges(document)).hole
    places = [chance.randrange(len(document)) for _ in range(FLIPS)]
    places += [chance.randrange(first, second) for _ in range(FLIPS)]

    accepted = []
    for place in places:
        flipped = bytearray(document)
        flipped[place] ^= 1 << chance.randrange(8)
        if not refused(bytes(flipped), seals):
            accepted.append(place)

    assert accepted == []
